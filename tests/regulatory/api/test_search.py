"""Search and suggestions in the API: the envelope, the filters, how the question was read, and what is refused."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulatory.choices import FactType
from tests import factories
from tests.regulatory.api.asking import get, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def fish() -> None:
    for code in ("SG", "JP"):
        place = factories.jurisdiction(code)
        factories.published(
            FactType.PATHWAY,
            key=f"{code.lower()}-fish",
            title="Fish & chips <licence>",
            title_original="魚免許",
            summary="A licence for fish.",
            jurisdiction=place,
            topic=factories.topic("approval"),
        )


def test_an_answer_has_the_envelope_of_lists_and_tells_how_it_was_read(fish):
    answer = get("search/?q=fish licence Singapore&page_size=1")
    assert list(answer)[:4] == ["count", "next", "previous", "meta"]
    assert answer["query"] == {"q": "fish licence Singapore"}
    assert answer["economies"] == [{"code": "SG", "name": "Singapore"}]
    assert [each["key"] for each in answer["results"]] == ["sg-fish"]
    assert "page=2" in answer["next"]
    assert {"noun": "facts", "label": "Facts", "count": 2} in answer["groups"]


def test_a_hit_gives_its_texts_plain_and_in_segments(fish):
    hit = get("search/?q=fish&noun=facts&jurisdiction=sg")["results"][0]
    assert (hit["title"], hit["title_original"]) == ("Fish & chips <licence>", "魚免許")
    assert hit["marked"]["title"][0] == {"text": "Fish", "match": True}
    assert "".join(each["text"] for each in hit["marked"]["snippet"]) == hit["snippet"]
    assert hit["url"] == "http://testserver/facts/sg-fish/"
    assert get(hit["api_url"].partition("/api/v1/")[2])["key"] == "sg-fish"


def test_filters_and_pages_leave_out_the_rest(fish):
    assert {each["key"] for each in get("search/?q=fish&noun=facts&topic=approval")["results"]} == {
        "sg-fish",
        "jp-fish",
    }
    assert [each["key"] for each in get("search/?q=fish&jurisdiction=JP&noun=facts")["results"]] == ["jp-fish"]
    both = [get(f"search/?q=fish&noun=facts&page_size=1&page={page}")["results"][0]["key"] for page in (1, 2)]
    assert sorted(both) == ["jp-fish", "sg-fish"]
    get("search/?q=fish&page=99", 404)


def test_a_name_of_an_economy_can_be_taken_as_a_word(fish):
    assert get("search/?q=fish Japan")["economies"]
    assert get("search/?q=fish Japan&literal=1")["economies"] == []


def test_a_word_that_is_nowhere_is_corrected_or_told(fish):
    answer = get("search/?q=license zzzzqqq")
    assert answer["corrections"] == [{"typed": "license", "used": ["licence"], "is_completion": False}]
    assert answer["unknown"] == ["zzzzqqq"]


@pytest.mark.parametrize(
    ("address", "parameter", "words"),
    [
        ("search/", "q", "Say what you look for"),
        ("search/?q=", "q", "empty"),
        ("search/?q=%20%20", "q", "empty"),
        ("search/?q=" + "x" * 10_000, "q", "10000 characters. Give at most 200"),
        ("search/?q=%00", "q", "Null"),
        ("search/?q=a&q=b", "q", "once"),
        ("search/?q=fish&jurisdiction=XX", "jurisdiction", "Known: JP, SG"),
        ("search/?q=fish&jurisdiction=JP,SG", "jurisdiction", "Known: JP, SG"),
        ("search/?q=fish&topic=nothing", "topic", "Known: approval"),
        ("search/?q=fish&noun=fishes", "noun", "facts"),
        ("search/?q=fish&literal=yes", "literal", "1"),
        ("search/?q=fish&colour=red", "colour", "Known parameters"),
        ("search/?q=fish&page_size=101", "page_size", "1 to 100"),
        ("search/?q=fish&page=0", "page", "from 1"),
        ("search/suggest/", "q", "Say what you look for"),
        ("search/suggest/?q=fi&page=1", "page", "Known parameters: format, q"),
        ("search/suggest/?q=" + "x" * 201, "q", "at most 200"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(fish, address, parameter, words):
    problems = refusal(address)
    assert list(problems) == [parameter]
    assert words in " ".join(problems[parameter])


def test_suggestions_name_records_and_where_they_are(fish):
    found = get("search/suggest/?q=fis")["results"]
    assert {each["key"] for each in found} >= {"sg-fish", "jp-fish"}
    assert next(each for each in found if each["key"] == "jp-fish") == {
        "noun": "facts",
        "key": "jp-fish",
        "title": "Fish & chips <licence>",
        "title_original": "魚免許",
        "jurisdiction": {"code": "JP", "name": "Japan"},
        "url": "http://testserver/facts/jp-fish/",
        "api_url": "http://testserver/api/v1/facts/jp-fish/",
    }
    assert get("search/suggest/?q=zzzz")["results"] == []


@pytest.mark.parametrize("address", ["search/?q=fish", "search/?q=fish&topic=approval", "search/suggest/?q=fish"])
def test_an_answer_takes_the_same_queries_for_2_and_20_records(fish, address):
    with CaptureQueriesContext(connection) as few:
        get(address)
    for number in range(18):
        factories.published(key=f"fish-{number}", title=f"Fish {number}", topic=factories.topic("approval"))
    with CaptureQueriesContext(connection) as many:
        get(address)
    assert len(few) == len(many)
