"""The manners of the API: envelope, pages, problem documents, methods, formats, addresses that are not there."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from atmp_kb.api import NOUNS
from regulatory.filtersets.facts import FactFilter
from regulatory.filtersets.fields import first_text_of, last_day_of
from regulatory.filtersets.sources import SourceFilter
from regulatory.nouns import public_sources
from tests import factories
from tests.regulatory.api.asking import get, keys, refusal

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


@pytest.mark.parametrize("noun", [noun.noun for noun in NOUNS])
def test_a_list_has_the_envelope(noun):
    body = get(f"{noun}/")
    assert list(body) == ["count", "next", "previous", "meta", "results"]
    told = ["api_version", "data_revision", "data_date", "licence", "disclaimer"]
    assert list(body["meta"]) == [*told, *(["note"] if noun == "authorised-products" else [])]


def test_the_meta_counts_revisions():
    assert (get("facts/")["meta"]["data_revision"], get("facts/")["meta"]["data_date"]) == (0, None)
    factories.published()
    meta = get("facts/")["meta"]
    assert (meta["data_revision"], meta["data_date"]) == (1, str(timezone.now().date()))


def test_pages_lead_to_each_other_and_keep_what_was_asked():
    for number in range(5):
        factories.published(key=f"sg-fact-{number}")
    body = get("facts/?page_size=2&jurisdiction=SG")
    assert (body["count"], body["previous"], len(body["results"])) == (5, None, 2)
    found = [row["key"] for row in body["results"]]
    while body["next"]:
        assert "jurisdiction=SG" in body["next"]
        body = get(body["next"].partition("/api/v1/")[2])
        found += [row["key"] for row in body["results"]]
    assert found == [f"sg-fact-{number}" for number in range(5)]
    assert "page=2" in body["previous"]


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=last", "page=1.0", "page=", "page=1&page=2"])
def test_a_page_that_is_no_number_is_refused(query):
    assert list(refusal(f"facts/?{query}")) == ["page"]


@pytest.mark.parametrize("page", ["2", "9" * 17, "9" * 40])
def test_a_page_beyond_the_last_is_not_found(page):
    assert "There is no page" in get(f"facts/?page={page}", 404)["detail"]


@pytest.mark.parametrize("size", ["0", "201", "x", "-5", "5.5", "", "٥"])
def test_a_page_size_out_of_bounds_is_refused(size):
    assert list(refusal(f"facts/?page_size={size}")) == ["page_size"]


def test_a_page_holds_up_to_200():
    assert get("facts/?page_size=200")["count"] == 0


def test_a_bad_request_is_a_problem_document_that_names_each_parameter():
    response = Client().get("/api/v1/facts/?colour=red&jurisdiction=")
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    problem = response.json()
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Bad request", 400)
    assert list(problem["errors"]) == ["colour", "jurisdiction"]
    assert problem["detail"].startswith("colour: There is no parameter 'colour' here. Known parameters: as_of,")


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v2/",
        "/api/v1/colours/",
        "/api/v1/colours",
        "/api/v1/facts/a/b/",
        "/api/v1/facts/no-such-fact/",
        "/api/v1/facts/Not-A-Key/",
        "/api/v1/facts/a%00b/",
        "/api/v1/sources/no-such-source/",
        "/api/v1/sources/a%00b/",
        "/api/v1/jurisdictions/ZZ/",
        "/api/v1/changes/1/",
        "/api/v1/vocabularies/x/",
        "/api/v1/status/x/",
    ],
)
def test_what_is_not_there_is_a_problem_document(path):
    for method in ("get", "head"):
        response = getattr(Client(), method)(path)
        assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
    problem = Client().get(path).json()
    assert (problem["title"], problem["status"]) == ("Not found", 404)
    assert problem["detail"].startswith("There is no")


def test_every_noun_says_where_its_list_is_when_a_key_names_nothing():
    for noun in NOUNS:
        detail = get(f"{noun.noun}/no-such-key/", 404)["detail"]
        assert detail.startswith(f"There is no {getattr(noun, 'one', 'vocabulary')} 'no-such-key'. ")


def test_an_address_without_its_slash_leads_to_the_one_with_it():
    response = Client().get("/api/v1/facts?jurisdiction=SG")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/facts/?jurisdiction=SG")


WITH_A_TOKEN = {("post", "/api/v1/facts/"), ("patch", "/api/v1/facts/x/")}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused(method):
    for path in ("/api/v1/facts/", "/api/v1/facts/x/", "/api/v1/sources/", "/api/v1/status/", "/api/v1/"):
        response = getattr(Client(), method)(path, content_type="application/json")
        expected = 401 if (method, path) in WITH_A_TOKEN else 405
        assert (response.status_code, response["Content-Type"]) == (expected, PROBLEM)
        assert "GET" in response["Allow"]


@pytest.mark.parametrize("noun", [*(noun.noun for noun in NOUNS), "status"])
def test_head_and_options_work(noun):
    head = Client().head(f"/api/v1/{noun}/")
    assert (head.status_code, head.content) == (200, b"")
    options = Client().options(f"/api/v1/{noun}/").json()
    assert set(options["methods"]) - {"POST"} == {"GET", "HEAD", "OPTIONS"}
    assert ("POST" in options["methods"]) == (noun == "facts")
    assert options["description"]
    assert "format" in options["parameters"]


def test_options_name_the_parameters():
    names = Client().options("/api/v1/pathways/").json()["parameters"]
    assert {"jurisdiction", "review_days__lte", "page_size", "format"} <= set(names)
    assert Client().options("/api/v1/facts/x/").json()["parameters"] == ["as_of", "fields", "format", "revision"]


def test_json_is_the_format():
    assert get("facts/?format=json")["count"] == 0
    assert Client().get("/api/v1/facts/?format=json", headers={"accept": "text/html"}).status_code == 200
    assert refusal("facts/?format=xml") == {"format": ["There is no format 'xml' here. Formats: csv, json, xlsx."]}
    response = Client().get("/api/v1/facts/", headers={"accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (406, PROBLEM)


@pytest.mark.parametrize("address", ["", "status/", "vocabularies/", "vocabularies/force/", "jurisdictions/SG/"])
def test_unknown_parameters_are_refused_everywhere(address):
    factories.jurisdiction("SG")
    assert "There is no parameter 'jurisdiction' here." in refusal(f"{address}?jurisdiction=SG")["jurisdiction"][0]


def test_a_filter_set_without_a_query_still_shows_published_facts_only():
    factories.draft(key="sg-draft")
    factories.published(key="sg-published")
    assert [fact.key for fact in FactFilter().qs] == ["sg-published"]


def test_a_filter_set_with_a_wrong_value_raises_instead_of_passing_everything():
    filterset = SourceFilter({"kind": "law"}, public_sources())
    assert list(filterset.problems()) == ["kind"]
    with pytest.raises(ValidationError, match="'law' is not one of"):
        filterset.qs.count()
    with pytest.raises(ValidationError, match="'x' is not one of"):
        FactFilter({"scope": "x"}).qs.count()


def test_filter_sets_know_the_parameters_beside_them():
    filterset = SourceFilter({"page": "2", "kind": "act"}, public_sources())
    assert filterset.problems(beside=["page"]) == {}
    assert list(filterset.problems()) == ["page"]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024", "2024-12-31"),
        ("2024-02", "2024-02", "2024-02-29"),
        ("2024-01", "2024", "2024-01-31"),
        ("2024-01-01", "2024", "2024-01-01"),
        ("2024-03-01", "2024-03", "2024-03-01"),
        ("2024-03-02", "2024-03-02", "2024-03-02"),
    ],
)
def test_bounds_of_partial_dates(date, first, last):
    assert (first_text_of(date), last_day_of(date)) == (first, last)


def test_words_find_what_they_say_in_any_case():
    factories.source("one", title="Cell Therapy Act")
    assert keys("sources/?q=therapy+CELL") == ["one"]
    assert keys("sources/?q=therapies") == []
