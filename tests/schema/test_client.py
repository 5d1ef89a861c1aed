"""That a client made from the committed document by a public generator imports, type-checks and reads every noun."""

from __future__ import annotations

import compileall
import datetime
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from atmp_kb.api import NOUNS
from atmp_kb.schema.components import ANSWERS
from tests import catalogue, factories
from tests.regulatory.api.test_queries import FIRST
from tests.schema.document import PATH, open_reads

pytestmark = pytest.mark.slow

NAME = "atmp_kb_client"
NEEDED = {
    "compare": {"jurisdictions": ["XAA"]},
    "plan": {"jurisdictions": ["XAA"]},
    "search": {"q": "fact"},
    "search/suggest": {"q": "fa"},
}
"""Parameters without which a question is none."""


DAYS = {"from_": datetime.date(2024, 1, 1), "to": datetime.date(2025, 1, 1)}


def run(*command: str | Path) -> str:
    done = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the package of the client stands."""
    place = tmp_path_factory.mktemp("client")
    (place / "config.yaml").write_text("post_hooks: []\n")
    options = ["--meta", "none", "--fail-on-warning", "--config", place / "config.yaml"]
    run("openapi_python_client", "generate", "--path", PATH, "--output-path", place / NAME, *options)
    return place


@pytest.fixture
def client(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(folder)
    return importlib.import_module(NAME)


def test_it_compiles_and_type_checks(folder):
    assert compileall.compile_dir(folder / NAME, quiet=2)
    (folder / "mypy.ini").write_text("[mypy]\npython_version = 3.11\n")
    run("mypy", "--config-file", folder / "mypy.ini", "--cache-dir", folder / "cache", folder / NAME)


def function(tag: str, operation: str) -> Any:
    """The module with the calls of one address."""
    return importlib.import_module(f"{NAME}.api.{tag.replace('-', '_')}.{operation}")


@pytest.fixture
def server(client: Any, live_server: Any, transactional_db: None) -> Iterator[Any]:
    """The generated client, at a running server with two records of each noun."""
    catalogue.world(0, 2)
    factories.published()
    with client.Client(base_url=live_server.url, raise_on_unexpected_status=True) as found:
        yield found


def test_it_reads_every_noun(server):
    operations = {path: read["operationId"] for path, read in open_reads().items()}
    for noun in (noun.noun for noun in NOUNS):
        page = function(noun, operations[f"/api/v1/{noun}/"]).sync(client=server)
        assert page.count == len(page.results) > 0, noun
        key = int(FIRST[noun]) if noun == "changes" else FIRST[noun]
        record = function(noun, operations[f"/api/v1/{noun}/{{key}}/"]).sync(key, client=server)
        assert record.meta.licence == "CC-BY-4.0"
        assert record.to_dict()["api_url"].endswith(f"/{key}/")
    world = importlib.import_module(f"{NAME}.models").GetChangesBetweenAxis.WORLD
    needed = {**NEEDED, "changes/between": {**DAYS, "axis": world}}
    for name in ANSWERS:
        path = f"/api/v1/{name}/" if name else "/api/v1/"
        found = function(name.split("/")[0] or "root", operations[path]).sync(client=server, **needed.get(name, {}))
        assert found.to_dict(), name


def test_it_asks_with_filters_and_tells_what_was_wrong(server):
    models = importlib.import_module(f"{NAME}.models")
    ask = function("pathways", "list_pathways").sync
    found = ask(client=server, jurisdiction=["XAA", "XAB"], obligation=[models.Obligation.MANDATORY], page_size=1)
    assert all(isinstance(each, models.Pathway) for each in found.results)
    refused = ask(client=server, jurisdiction=["ZZ"])
    assert isinstance(refused, models.Problem)
    assert refused.status == 400
    assert refused.errors["jurisdiction"][0].startswith("There is no jurisdiction 'ZZ'.")
