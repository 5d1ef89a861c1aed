"""Tokens at the door of the API: what works, what is refused and how that is told, what caches and counters make of it."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import tokens
from access.models import ApiToken, Scope, Standing
from atmp_kb import limits
from tests import factories
from tests.access.programs import API, Program, expired, issued, member
from tests.constraints import refused_by

pytestmark = pytest.mark.django_db

TODAY = timezone.now().date()
READS = ["facts/", "status/", "", "facts/?format=csv", "schema/", "search/?q=fact", "nowhere/", "jurisdictions/SG.yaml"]


def with_header(value: str) -> Client:
    return Client(headers={"authorization": value})


def challenge(response) -> str:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"
    return response["WWW-Authenticate"]


# ---- at rest


def test_only_a_digest_of_a_token_is_kept():
    token, secret = issued(member())
    kept = str(ApiToken.objects.filter(pk=token.pk).values())
    assert secret.startswith("atmp_")
    assert len(secret) == 48
    assert secret not in kept
    assert secret.removeprefix("atmp_")[:20] not in kept
    assert str(token) == f"importer (…{secret[-4:]})"
    assert tokens.find(secret) == token


def test_no_two_tokens_are_alike_and_each_is_found_by_its_own_secret_only():
    owner = member()
    made = [issued(owner) for _ in range(5)]
    assert len({secret for _, secret in made}) == 5
    for token, secret in made:
        assert tokens.find(secret) == token
        assert tokens.find(secret[:-1]) is None
        assert tokens.find(token.digest) is None


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_ends_within_a_year(days):
    with pytest.raises(ValidationError, match="Give a day from"):
        tokens.issue(
            owner=member(), name="x", scope=Scope.READ, expires_on=timezone.now().date() + datetime.timedelta(days)
        )


def test_the_database_knows_the_scopes_and_who_revoked():
    token, _ = issued(member())
    with refused_by("token_scope_known"):
        ApiToken.objects.filter(pk=token.pk).update(scope="publish")
    with refused_by("token_revoked_by_somebody"):
        ApiToken.objects.filter(pk=token.pk).update(revoked_at=timezone.now())
    with pytest.raises(IntegrityError):
        ApiToken.objects.create(user=token.user, name="twin", digest=token.digest, ending="xxxx", expires_on=TODAY)


# ---- reading with a token


@pytest.mark.parametrize("address", ["facts/", "facts/sg-fact/", "status/", "changes/", "facts/?format=csv"])
def test_a_program_with_a_token_reads_what_everybody_reads(address):
    factories.published(key="sg-fact")
    factories.draft(key="sg-hidden", by=member())
    open_to_all, known = Client().get(API + address), Program(scope=Scope.READ).get(address)
    assert (known.status_code, known.content) == (200, open_to_all.content)
    assert known["ETag"] == open_to_all["ETag"]
    assert open_to_all["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert known["Cache-Control"] == "private, max-age=0, must-revalidate"
    for response in (known, open_to_all):
        assert "Authorization" in response["Vary"]


def test_the_twins_of_pages_depend_on_the_token_too():
    factories.published()
    response = Client().get("/compare.json?jurisdictions=SG")
    assert "Authorization" in response["Vary"]
    assert with_header("Bearer no").get("/compare.json?jurisdictions=SG").status_code == 401


def test_the_scheme_is_written_in_any_case():
    _, secret = issued(member())
    assert with_header(f"bEARER {secret}").get(API).status_code == 200


def test_a_token_costs_one_query_and_a_day_one_write():
    factories.published(key="sg-fact")
    program = Program(scope=Scope.READ)

    def queries(client: Client) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{API}facts/sg-fact/").status_code == 200
        return [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    anonymous = len(queries(Client()))
    assert len(queries(program.client)) == anonymous + 2
    assert len(queries(program.client)) == anonymous + 1
    assert ApiToken.objects.get().last_used_on == timezone.now().date()


# ---- refused


@pytest.mark.parametrize("address", READS)
@pytest.mark.parametrize(
    "header", ["Bearer atmp_unknown", "Bearer", "Bearer a b", "Basic YTpi", "Token x", "Bearer \xe9"]
)
def test_what_is_no_token_is_refused_on_every_address_and_never_ignored(address, header):
    response = with_header(header).get(API + address)
    assert response.status_code == 401
    assert challenge(response).startswith('Bearer realm="ATMP regulatory knowledge base", error="invalid_token"')
    assert response.json()["title"] == "Unauthorized"


def test_an_answer_that_the_reader_holds_is_not_confirmed_to_a_bad_token():
    etag = Client().get(f"{API}status/")["ETag"]
    response = with_header("Bearer no").get(f"{API}status/", headers={"if-none-match": etag})
    assert response.status_code == 401


def revoked(program: Program) -> None:
    tokens.revoke(program.token, by=factories.person("chief"))


def closed(program: Program) -> None:
    program.owner.is_active = False
    program.owner.save()


@pytest.mark.parametrize(
    ("end", "saying"),
    [
        (lambda program: expired(program.token), "This token expired after "),
        (revoked, "This token was revoked."),
        (closed, "The account that this token belongs to is closed."),
    ],
    ids=["expired", "revoked", "closed"],
)
@pytest.mark.parametrize("scope", list(Scope))
def test_a_token_that_ended_is_refused_with_the_reason(end, saying, scope):
    program = Program(scope=scope)
    assert program.get("status/").status_code == 200
    end(program)
    for response in (program.get("status/"), program.post("facts/", {})):
        assert response.status_code == 401
        assert response.json()["detail"].startswith(saying)
        assert f'error_description="{saying}' in response["WWW-Authenticate"]


def test_a_token_works_through_its_last_day_and_ends_by_itself():
    token, _ = issued(member())
    assert token.standing(token.expires_on) == Standing.WORKS
    assert token.standing(token.expires_on + datetime.timedelta(1)) == Standing.EXPIRED


def test_who_revoked_first_stays_on_record():
    token, _ = issued(member())
    tokens.revoke(token, by=factories.person("first"))
    at = token.revoked_at
    tokens.revoke(token, by=factories.person("second"))
    assert (token.revoked_by.username, token.revoked_at) == ("first", at)


# ---- limits


@pytest.fixture
def counted(settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 2
    settings.API_REQUESTS_PER_MINUTE_WITH_TOKEN = 4
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_015.0)
    cache.clear()
    yield
    cache.clear()


def test_a_token_has_a_limit_of_its_own_wherever_it_is_sent_from(counted):
    program, other = Program(), Program(member("other"))
    statuses = [program.client.get(f"{API}status/", REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert other.get("status/")["RateLimit-Limit"] == "4"
    assert Client().get(f"{API}status/")["RateLimit-Remaining"] == "1"


def test_guessing_tokens_is_counted_against_the_address(counted):
    guesses = [with_header(f"Bearer atmp_{number}").get(f"{API}status/") for number in range(3)]
    assert [guess.status_code for guess in guesses] == [401, 401, 429]
    assert guesses[2]["Retry-After"] == "45"
    assert Program().get("status/").status_code == 200
