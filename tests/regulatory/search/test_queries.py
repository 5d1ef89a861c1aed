"""The lists of real queries: the right page is among the first three answers. On the whole content."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from regulatory.models import SearchDocument
from regulatory.search.find import find
from tests.conftest import LoadedContent

FOLDER = Path(__file__).parent
OWN, HELD_OUT = "queries.yaml", "queries_held_out.yaml"
FIRST = 3


@cache
def listed(name: str) -> list[tuple[str, list[str]]]:
    """(query, the keys of which one is right) of a list."""
    groups = yaml.safe_load((FOLDER / name).read_text())
    return [(each["q"], each["right"]) for group in groups.values() for each in group]


def answers(query: str, number: int = FIRST) -> list[str]:
    return [f"{hit.noun}/{hit.key}" for hit in find(query, limit=number).hits]


def missed(name: str) -> list[str]:
    return [query for query, right in listed(name) if not set(right) & set(answers(query))]


def test_the_lists_are_long_and_ask_for_what_there_is(real_content: LoadedContent):
    everything = {f"{noun}/{key}" for noun, key in SearchDocument.objects.values_list("noun", "key")}
    both = [*listed(OWN), *listed(HELD_OUT)]
    assert len(both) >= 150
    assert len({query for query, _ in both}) >= 150
    assert {key for _, right in both for key in right} - everything == set()


@pytest.mark.parametrize(("name", "allowed"), [(OWN, 0.03), (HELD_OUT, 0.1)])
def test_the_right_page_is_among_the_first_three(real_content: LoadedContent, name: str, allowed: float):
    wrong = missed(name)
    assert len(wrong) <= allowed * len(listed(name)), wrong


def test_snippets_show_what_was_asked_for(real_content: LoadedContent):
    """Of the first answers, nearly all show a match in their title or snippet."""
    hits = [hit for query, _ in listed(OWN) for hit in find(query, limit=3).hits]
    silent = [
        hit for hit in hits if not any(match for part in (hit.title, hit.original, hit.snippet) for _, match in part)
    ]
    assert len(silent) <= 0.1 * len(hits), [hit.key for hit in silent]
