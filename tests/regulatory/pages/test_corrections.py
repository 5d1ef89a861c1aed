"""The form for corrections and the page of each: what is refused and how, what is kept, what is shown to nobody."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from regulatory.curation import actions, corrections
from regulatory.models import Correction, Fact
from tests import factories
from tests.factories import person
from tests.regulatory.pages.reading import html, links, text

pytestmark = pytest.mark.django_db
FORM = "/facts/sg-fact/v1/correct/"
SAID = "Article 7 was repealed in 2025."


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def fact() -> Fact:
    return factories.published(key="sg-fact", title="A rule", summary="What it says.")


def send(client: Client | None = None, **given: str):
    return (client or Client()).post(FORM, {"text": SAID} | given)


def test_a_correction_gets_a_number_that_tells_its_state_alone(fact):
    response = send(source_url="https://example.org/act", email="reader@example.org")
    kept = Correction.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/corrections/{kept.pk}/")
    assert (kept.fact_id, kept.text, kept.source_url, kept.email) == (
        fact.pk,
        SAID,
        "https://example.org/act",
        "reader@example.org",
    )
    page = html(response["Location"])
    assert "It waits for a curator." in text(response["Location"])
    assert not [word for word in (SAID, "example.org", "reader@", "sg-fact") if word in page]
    corrections.decline_correction(kept, by=person("mallory"), reason="Because")
    page = html(response["Location"])
    assert "Declined" in page
    assert not [word for word in ("mallory", "Because") if word in page]


def test_nothing_of_the_reader_is_kept_that_was_not_given(fact):
    send(Client(REMOTE_ADDR="198.51.100.7", headers={"User-Agent": "Reader/1"}))
    kept = Correction.objects.values().get()
    assert kept["email"] == ""
    assert not [value for value in kept.values() if str(value) in ("198.51.100.7", "Reader/1")]


def test_new_lines_are_kept_and_of_one_kind(fact):
    send(text="Article 7:\r\nrepealed.\rSo it is.")
    assert Correction.objects.get().text == "Article 7:\nrepealed.\nSo it is."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Say what is wrong"),
        ({"text": "Wrong"}, "at least 10 characters"),
        ({"text": "x" * 4001}, "at most 4000 characters"),
        ({"text": SAID + "\x00"}, "Null characters are not allowed"),
        ({"text": SAID + "\x07"}, "control characters"),
        ({"text": SAID + "\u202e"}, "control characters"),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"source_url": "ftp://example.org/act"}, "Enter a valid URL"),
        ({"source_url": "https://example.org/" + "x" * 500}, "at most 500 characters"),
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"website": "https://spam.example"}, "has to stay empty"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored_or_lost(fact, given, said):
    response = send(**given)
    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert given.get("text", SAID).replace("\x00", "")[:10] in page
    assert not Correction.objects.exists()


def test_without_a_token_nothing_is_taken_in(fact):
    client = Client(enforce_csrf_checks=True)
    assert send(client).status_code == 403
    client.get(FORM)
    assert send(client, csrfmiddlewaretoken=client.cookies["csrftoken"].value).status_code == 302


def test_an_address_sends_so_many_an_hour_and_is_told_when_again(fact, settings):
    settings.FORMS_PER_HOUR = 2
    assert [send().status_code for _ in range(2)] == [302, 302]
    response = send()
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "Too many requests" in response.content.decode()
    assert send(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302
    assert Client().get(FORM).status_code == 200


def test_where_enough_wait_it_says_so_and_keeps_what_was_typed(fact, monkeypatch):
    monkeypatch.setattr(corrections, "OPEN_OF_A_FACT", 0)
    response = send()
    page = response.content.decode()
    assert response.status_code == 503
    assert "Not stored." in page
    assert SAID in page


def test_a_form_is_kept_by_no_cache_not_even_for_who_has_its_cookie(fact):
    client = Client()
    for response in (client.get(FORM), client.get(FORM, headers={"Accept-Encoding": "gzip"})):
        assert {"private", "no-store"} <= {each.strip() for each in response["Cache-Control"].split(",")}
        assert "ETag" not in response
        assert "Content-Encoding" not in response
    tokens = {
        each.get(FORM).content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
        for each in (client, Client())
    }
    assert len(tokens) == 2
    send()
    assert "no-store" in Client().get(f"/corrections/{Correction.objects.get().pk}/")["Cache-Control"]


def test_the_pages_of_a_fact_lead_to_the_form_of_the_version_they_show(fact):
    actions.withdraw(fact.key, by=person("reviewer"), reason="Wrong")
    factories.published(key="jp-fact")
    assert FORM in links("/facts/sg-fact/v1/")
    assert "/facts/jp-fact/v1/correct/" in links("/facts/jp-fact/")
    assert "What it says." in text(FORM)


def test_a_page_of_a_fact_stays_one_that_caches_keep(fact):
    response = Client().get("/facts/sg-fact/")
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies


@pytest.mark.parametrize(
    "address",
    ["/facts/sg-fact/v2/correct/", "/facts/nothing/v1/correct/", "/corrections/999999/", f"/corrections/{'9' * 30}/"],
)
def test_what_is_not_there_is_not_found(fact, address):
    actions.start_draft(fact.key, by=person("author"))
    text(address, 404)
