"""The Model Context Protocol endpoint at a running server, asked by the SDK's own client."""

from __future__ import annotations

import asyncio
import datetime
import json
from typing import Any, get_args

import pytest
from django.test import Client as Browser
from mcp import Client

from regulatory.assistants import answers, server
from regulatory.choices import FactType
from regulatory.comparison import profiles
from regulatory.curation import actions
from regulatory.curation.actions import CitationDraft
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TOOLS = ["search", "get_fact", "compare", "plan", "what_changed"]


@pytest.fixture(autouse=True)
def served(settings: Any) -> None:
    settings.MCP = True


@pytest.fixture
def facts() -> None:
    act = factories.source("an-act", url="https://example.org/act")
    topic = factories.topic("follow-up-duration", parent=factories.topic("long-term-follow-up"))
    for code in ("JP", "SG"):
        factories.published(
            FactType.PHARMACOVIGILANCE,
            key=f"{code.lower()}-follow-up",
            title=f"Follow-up of patients {code}",
            jurisdiction=factories.jurisdiction(code),
            topic=topic,
            obligation="mandatory",
            scope="atmp",
            duration_years_min=15,
            citations=[CitationDraft(act, "Art. 1", "Fifteen years")],
        )
    factories.jurisdiction("KR")
    factories.draft(key="kr-secret", title="Secret follow-up", jurisdiction=factories.jurisdiction("KR"), topic=topic)


def ask(live_server: Any, tool: str, *, mode: str = "auto", **arguments: Any) -> Any:
    async def call() -> Any:
        async with Client(f"{live_server.url}/mcp", mode=mode) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(call())


def answer(live_server: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    result = ask(live_server, tool, **arguments)
    assert not result.is_error, result.content
    found: dict[str, Any] = result.structured_content
    assert json.loads(result.content[0].text) == found
    assert found["how_to_read"] == answers.HOW_TO_READ
    assert datetime.date.fromisoformat(found["meta"]["data_date"])
    assert "Secret" not in str(found)
    return found


def refusal(live_server: Any, tool: str, **arguments: Any) -> str:
    result = ask(live_server, tool, **arguments)
    assert result.is_error
    return str(result.content[0].text)


def test_it_tells_its_tools_and_how_to_read_them(live_server):
    async def told() -> tuple[list[Any], str]:
        async with Client(f"{live_server.url}/mcp") as client:
            return (await client.list_tools()).tools, client.instructions or ""

    tools, instructions = asyncio.run(told())
    assert [tool.name for tool in tools] == TOOLS
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    assert all(tool.input_schema["properties"] for tool in tools)
    for words in ("citation", "data date", "never shown", "blank is not a no", "not-researched"):
        assert words in instructions


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_fact_is_told_with_its_citations_and_the_date_of_the_data(live_server, facts, mode):
    result = ask(live_server, "get_fact", mode=mode, key="jp-follow-up")
    fact = result.structured_content
    assert (fact["key"], fact["duration_years_min"]) == ("jp-follow-up", 15)
    assert fact["citations"][0]["source"]["url"] == "https://example.org/act"
    assert (fact["citations"][0]["locator"], fact["citations"][0]["supports"]) == ("Art. 1", "Fifteen years")
    assert fact["url"] == f"{live_server.url}/facts/jp-follow-up/"
    assert fact["meta"]["data_revision"] == 2


def test_search_finds_facts_with_their_citations(live_server, facts):
    found = answer(live_server, "search", query="follow-up patients", noun="facts", limit=5)
    assert {each["key"] for each in found["results"]} == {"jp-follow-up", "sg-follow-up"}
    assert all(each["citations"][0]["source"]["key"] == "an-act" for each in found["results"])


def test_a_comparison_tells_a_blank_from_a_no(live_server, facts):
    found = answer(live_server, "compare", jurisdictions=["JP", "KR"], topics=["follow-up-duration"])
    (row,) = found["rows"]
    japan, korea = row["cells"]
    assert japan["facts"][0]["citations"][0]["source"]["title"] == "Act an-act"
    assert (korea["facts"], korea["blank"]["kind"]) == ([], "not-researched")
    assert "permalink" in found


def test_a_plan_names_its_facts_and_what_is_not_known(live_server, facts):
    found = answer(
        live_server, "plan", jurisdictions=["JP", "KR"], product_classes=["gene-modified-cells"], stage="post-approval"
    )
    assert found["facts"]["jp-follow-up"]["citations"]
    assert found["questions"]
    assert found["margins"] == []
    added = answer(live_server, "plan", jurisdictions=["JP"], product_classes=["gene-modified-cells"], add=["SG"])
    assert [each["jurisdiction"]["code"] for each in added["margins"]] == ["SG"]


def test_what_changed_tells_the_latest_changes_and_what_moved_between_two_days(live_server, facts):
    actions.withdraw("sg-follow-up", by=factories.person("reviewer"), reason="Repealed")
    found = answer(live_server, "what_changed")
    assert [(each["verb"], each["key"]) for each in found["changes"]] == [
        ("withdrawn", "sg-follow-up"),
        ("published", "sg-follow-up"),
        ("published", "jp-follow-up"),
    ]
    assert found["changes"][-1]["citations"]
    assert answer(live_server, "what_changed", jurisdictions=["JP"])["of"] == 1
    moved = answer(live_server, "what_changed", since="2020-01-01", until="2021-01-01", axis="world")
    assert (moved["of"], moved["moved"]) == (0, [])


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("search", {"query": "   "}, "query: "),
    ("search", {"query": "x", "jurisdiction": "ZZ"}, "There is no jurisdiction 'ZZ'. Known: JP, KR, SG."),
    ("search", {"query": "x", "noun": "law"}, "'law' is not one of: "),
    ("search", {"query": "x", "limit": 0}, "greater than or equal to 1"),
    ("search", {}, "query"),
    ("get_fact", {"key": "kr-secret"}, "No fact 'kr-secret' is published."),
    ("get_fact", {"key": "a\x00b"}, "is published"),
    ("get_fact", {"key": "jp-follow-up", "as_of": "2999-01-01"}, "as_of: 2999-01-01 lies in the future."),
    ("get_fact", {"key": "jp-follow-up", "as_of": "soon"}, "as_of"),
    ("compare", {"jurisdictions": ["XX"], "topics": ["follow-up-duration"]}, "There is no economy 'XX'. Known: "),
    ("compare", {"jurisdictions": ["JP"], "topics": ["nothing"]}, "topics: There is no topic 'nothing'."),
    ("compare", {"jurisdictions": [], "topics": ["follow-up-duration"]}, "at least 1 item"),
    ("compare", {"jurisdictions": ["JP"], "topics": ["follow-up-duration"], "stage": "x"}, "'first-in-human'"),
    ("plan", {"jurisdictions": ["JP"], "product_classes": ["cars"]}, "product_classes: 'cars' is not known."),
    (
        "plan",
        {"jurisdictions": ["JP"], "product_classes": ["gene-modified-cells"], "add": ["JP"]},
        "add: JP stands",
    ),
    ("what_changed", {"until": "2026-01-01"}, "until: Give since too"),
    ("what_changed", {"since": "2020-01-01"}, "since: Nothing was published here before"),
    ("what_changed", {"topics": ["nothing"]}, "topics: There is no topic 'nothing'."),
    ("what_changed", {"axis": "world"}, "axis: What changed in the world is asked between two days."),
    ("delete_everything", {}, "delete_everything"),
]


def test_a_bad_argument_is_refused_by_name_with_what_would_be_right(live_server, facts):
    for tool, arguments, said in WRONG:
        assert said in refusal(live_server, tool, **arguments), (tool, arguments)


def test_a_question_too_large_is_refused_with_how_to_ask_in_parts(live_server, facts, monkeypatch):
    monkeypatch.setattr(answers, "MOST_CELLS", 2)
    monkeypatch.setattr(answers, "MOST_FACTS", 1)
    said = refusal(live_server, "compare", jurisdictions=["JP", "KR"], topics=["long-term-follow-up"])
    assert "2 economies on 2 topics (subtopics included) are 4 cells. Ask for at most 2" in said
    said = refusal(live_server, "plan", jurisdictions=["JP", "SG"], product_classes=["gene-modified-cells"])
    assert "Facts by topic: long-term-follow-up 2." in said


def test_it_is_off_unless_it_is_switched_on(settings):
    settings.MCP = False
    response = Browser().post("/mcp", "{}", content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_it_answers_posts_only_and_counts_them(settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"accept": "application/json, text/event-stream"}
    browser = Browser(REMOTE_ADDR="192.0.2.77")
    assert browser.get("/mcp").status_code == 405
    response = browser.post("/mcp", body, content_type="application/json", headers=headers)
    assert response.status_code == 200, response.content
    assert len(response.json()["result"]["tools"]) == len(TOOLS)
    assert response["Cache-Control"] == "no-store"
    assert response["RateLimit-Limit"] == "2"
    assert browser.post("/mcp", body, content_type="application/json", headers=headers).status_code == 429


@pytest.mark.parametrize("body", ["", "[]", "{", "null", '{"jsonrpc": "2.0"}', '"\\ud800"', "x" * 200_000])
def test_what_is_no_request_is_refused(body):
    headers = {"accept": "application/json, text/event-stream"}
    response = Browser().post("/mcp", body, content_type="application/json", headers=headers)
    assert 400 <= response.status_code < 500, response.content


def test_the_arguments_are_those_of_the_profile():
    def allowed(annotation: Any) -> tuple[str, ...]:
        return tuple(
            value for part in get_args(get_args(annotation)[0]) for value in get_args(part) if isinstance(value, str)
        )

    assert allowed(server.Source) == profiles.ALLOWED["source"]
    assert allowed(server.Stage) == profiles.ALLOWED["stage"]
    assert get_args(server.YesNo) == profiles.ALLOWED["orphan"]
