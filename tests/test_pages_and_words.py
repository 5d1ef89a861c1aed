"""What pages may fetch and what templates may do, and the words for the members of APEC, read from the files themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import ROOT, SOURCES, short, tree_of

TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in (".css", ".js", ".svg", ".html"))

FETCHES = [
    re.compile(
        r"<(?:script|img|iframe|source|audio|video|embed|object|form)\b[^>]*\b(?:src|action|data)\s*=\s*[\"']?(?:https?:)?//",
        re.I,
    ),
    re.compile(r"<link\b[^>]*\bhref\s*=\s*[\"']?(?:https?:)?//", re.I),
    re.compile(r"\bsrcset\s*=\s*[\"'][^\"']*(?:https?:)?//", re.I),
    re.compile(r"url\(\s*[\"']?(?:https?:)?//", re.I),
    re.compile(r"@import\s+[\"'](?:https?:)?//", re.I),
    re.compile(
        r"\b(?:fetch|import|importScripts|open|WebSocket|EventSource|sendBeacon)\s*\(\s*[\"'`](?:https?:|wss?:)?//",
        re.I,
    ),
    re.compile(r"\bfrom\s+[\"'](?:https?:)?//"),
]
"""What makes a browser ask another host. A link that a reader follows is no fetch."""


def test_pages_ask_no_other_host():
    found = [
        f"{short(path)}: {match.group(0)[:80]}"
        for path in (*TEMPLATES, *STATIC)
        for pattern in FETCHES
        if (match := pattern.search(path.read_text()))
    ]
    assert found == []


def test_a_fetch_from_another_host_would_be_found():
    fetches = [
        '<script src="https://cdn.example/x.js">',
        "<link rel=stylesheet href=//fonts.example/a.css>",
        '<img alt="" src="//example.org/a.png">',
        "a { background: url(https://example.org/a.png) }",
        '@import "https://example.org/a.css";',
        'fetch("https://example.org/")',
    ]
    assert [text for text in fetches if not any(pattern.search(text) for pattern in FETCHES)] == []
    link = '<a href="https://example.org/">Act</a>'
    assert not any(pattern.search(link) for pattern in FETCHES)


QUERIES = re.compile(r"\{[{%][^}%]*\.(?:all|objects|exists|filter|order_by|select_related|\w+_set)\b[^}%]*[%}]\}")


def test_templates_never_query():
    wrong = [f"{short(path)}: {found}" for path in TEMPLATES for found in QUERIES.findall(path.read_text())]
    assert wrong == []


# ---- words

COUNTRY = re.compile(r"\bcountr(?:y|ies)\b", re.I)
PROPER_NAMES: tuple[str, ...] = ()
"""Names of documents and programmes that have the word in them."""


def spoken_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in a module, those that explain it included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def without_proper_names(text: str) -> str:
    for name in PROPER_NAMES:
        text = text.replace(name, "")
    return text


def test_members_are_economies():
    texts = [(short(path), path.read_text()) for path in (*TEMPLATES, *STATIC)]
    texts += [(f"{short(path)}:{line}", text) for path in SOURCES for line, text in spoken_texts(path)]
    assert [place for place, text in texts if COUNTRY.search(without_proper_names(text))] == []
