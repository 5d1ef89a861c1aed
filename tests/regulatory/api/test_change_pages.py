"""Pages of changes by cursor: whole and without doubles while new changes come."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.regulatory.api.asking import get, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def following(body) -> str:
    return body["next"].partition("/api/v1/")[2]


def entries(body) -> list[tuple[int, str, str]]:
    return [(row["revision"], row["noun"], row["key"]) for row in body["results"]]


def test_new_changes_do_not_shift_what_is_read():
    for number in range(7):
        factories.published(key=f"sg-fact-{number}")
    expected = entries(get("changes/?page_size=200"))
    body = get("changes/?cursor=*&page_size=2&noun=fact")
    found = entries(body)
    while body["next"]:
        factories.published(key=f"sg-later-{len(found)}")
        body = get(following(body))
        assert body["previous"] is None
        found += entries(body)
    assert found == [each for each in expected if each[1] == "fact"]
    assert len(found) == 7


def test_a_cursor_within_a_change_of_many_records_goes_on_within_it(real_content):
    expected = entries(get("changes/?page_size=200"))
    body = get("changes/?cursor=*&page_size=70")
    found = entries(body)
    for _ in range(2):
        body = get(following(body))
        found += entries(body)
    assert found[:200] == expected
    assert body["count"] == get("changes/")["count"]


def test_the_links_follow_the_cursor():
    for number in range(3):
        factories.published(key=f"sg-fact-{number}")
    response = Client().get("/api/v1/changes/?cursor=*&page_size=1")
    assert f'<{response.json()["next"]}>; rel="next"' in response["Link"]
    assert 'rel="last"' not in response["Link"]


@pytest.mark.parametrize("cursor", ["x", "1", "1.", ".1", "-1.2", "1.2.3", "٥.1", "1234567890.1", "", "*&cursor=*"])
def test_what_is_no_cursor_is_refused(cursor):
    assert list(refusal(f"changes/?cursor={cursor}")) == ["cursor"]


def test_cursor_and_page_do_not_go_together():
    assert refusal("changes/?cursor=*&page=1") == {"cursor": ["Give cursor or page, not both."]}
    assert list(refusal("facts/?cursor=*")) == ["cursor"]


def test_options_name_the_cursor():
    assert "cursor" in Client().options("/api/v1/changes/").json()["parameters"]
    assert "cursor" not in Client().options("/api/v1/facts/").json()["parameters"]


def test_a_page_by_cursor_takes_the_same_queries_for_1_and_20_changes():
    counts = []
    for until in (1, 20):
        for number in range(until):
            factories.published(key=f"sg-fact-{until}-{number}")
        with CaptureQueriesContext(connection) as captured:
            get("changes/?cursor=*")
        counts.append(len(captured))
    assert counts[0] == counts[1]
