"""The API under invented requests: no 500, no status that isn't declared, no answer outside the document, nothing wrong accepted.

The document is closed (document.py) and knows the keys that there are, so that invented requests get past the first look at them.
A few hundred cases in the suite; `make fuzz` sets FUZZ_CASES to many more.
"""

from __future__ import annotations

import copy
import datetime
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

import pytest
import schemathesis
from django.conf import settings as project
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from tests.regulatory.api.asking import get
from tests.schema.document import closed, open_reads

pytestmark = pytest.mark.slow

CASES = int(os.environ.get("FUZZ_CASES", "0"))
FEW, ANY = 4, 60
ADDRESSES = sorted(open_reads())
CONFIGURATION = project.BASE_DIR / "schemathesis.toml"
KEYS_OF = {
    "jurisdiction": "jurisdictions",
    "jurisdictions": "jurisdictions",
    "add": "jurisdictions",
    "topic": "topics",
    "topics": "topics",
    "product_class": "product-classes",
    "source": "sources",
    "document": "sources",
    "attribute": "quality-attributes",
    "initiative": "reliance-initiatives",
    "workshop": "workshops",
    "session": "sessions",
    "organisation": "organisations",
    "authority": "authorities",
}
"""Parameter -> the noun whose keys it takes."""

CONTRADICTIONS = {
    *("revision", "cursor", "jurisdictions", "add", "topics", "indicators"),
    *("integrating_vector", "genome_editing", "viable_cells", "from", "to"),
}
"""What a schema cannot keep from contradicting others: as_of with revision, page with cursor, a trait with a class, all with a name,
the end of a span with its beginning."""

PAST = {"type": "string", "pattern": r"^(19\d\d|20[01]\d)-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$"}
seen: Counter[int] = Counter()


@cache
def keys(noun: str, query: str = "") -> list[str]:
    rows = get(f"{noun}/?page_size=60{query}")["results"]
    return [str(row.get("key") or row.get("code") or row["revision"]) for row in rows]


def known_values() -> dict[tuple[str, str], dict[str, Any]]:
    """(noun, parameter) -> what it really may hold today."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path, read in open_reads().items():
        noun = path.removeprefix("/api/v1/").split("/")[0]
        for parameter in read.get("parameters", ()):
            name = parameter["name"]
            of = "" if noun in ("compare", "plan") and name == "source" else KEYS_OF.get(name, "")
            if name == "key":
                found[path, name] = {"enum": [*({*keys(noun)} - {"1"} or {"1"})][:30] if noun != "changes" else [1]}
            elif name == "parent" or of:
                chosen = {"enum": keys(of or noun)}
                many = parameter["schema"]["type"] == "array"
                found[path, name] = {**parameter["schema"], "items": chosen} if many else chosen
            elif name == "class":
                found[path, name] = {
                    **parameter["schema"],
                    "items": {"enum": keys("product-classes", "&selectable=true")},
                }
            elif name == "noun":
                found[path, name] = {**parameter["schema"], "items": {"enum": ["fact", "source", "topic"]}}
            elif name in ("as_of", "since", "from", "to"):
                found[path, name] = {"enum": [today]}
            elif name == "in_force_on":
                found[path, name] = PAST
            elif name == "revision" and noun != "changes":
                found[path, name] = {"enum": [1]}
    return found


@cache
def schema() -> Any:
    """The document with what it may hold, for requests straight to the application."""
    enriched = copy.deepcopy(closed())
    values = known_values()
    for path, item in enriched["paths"].items():
        for operation in item.values():
            # Invented tokens are refused everywhere: see tests/access/.
            operation.pop("security")
        for parameter in item.get("get", {}).get("parameters", ()):
            parameter["schema"] = values.get((path, parameter["name"]), parameter["schema"])
    found = schemathesis.openapi.from_dict(enriched, config=SchemathesisConfig.from_path(CONFIGURATION))
    found.app = get_wsgi_application()
    return found


@contextmanager
def connection_kept() -> Iterator[None]:
    """The content stands in an open transaction, which a server would end with each request (as Django's test client knows)."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def ask(case: Any) -> None:
    """Send one invented request and hold the answer to every check."""
    # This way to the application does not unpack answers.
    with connection_kept():
        response = case.call(headers={"Accept-Encoding": "identity"})
    seen[response.status_code] += 1
    case.validate_response(response)
    if response.status_code == 400 and case.meta and case.meta.generation.mode.is_positive:
        assert set(response.json()["errors"]) <= CONTRADICTIONS, (case.query, response.json())


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_edges_of_every_parameter(real_content, path):
    for case in islice(systematic(schema()[path]["GET"]), None if CASES else FEW):
        ask(case)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("path", ADDRESSES if CASES else ["any"])
def test_invented_requests(real_content, path, mode):
    """In the suite of any address, for making up requests takes longer than answering them; in `make fuzz` of each."""
    reads = schema().include(method="GET").exclude(path_regex="/drafts/")
    source = reads if path == "any" else schema()[path]["GET"]
    settings(
        max_examples=CASES // len(ADDRESSES) // 2 + 1 if CASES else ANY,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if CASES else [Phase.generate],
    )(given(source.as_strategy(generation_mode=mode))(ask))()


def systematic(operation: Any) -> Iterator[Any]:
    """Cases that go through the edges of each parameter in turn, other methods among them."""
    return schema().iter_coverage_cases(
        operation,
        generation_modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE],
        generation_config=schema().config.generation_for(operation=operation),
    )


@pytest.mark.skipif(not CASES, reason="only make fuzz asks for a number")
def test_enough_was_asked(real_content, capsys):
    with capsys.disabled():
        sys.stdout.write(f"\n{sum(seen.values())} requests: {dict(sorted(seen.items()))}\n")
    assert sum(seen.values()) >= CASES
