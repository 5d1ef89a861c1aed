"""That docs/api.md is true: its example runs, its addresses and parameters are those that there are, its promises are kept."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.conf import settings

from atmp_kb.api import router
from atmp_kb.schema.prose import ERRORS
from regulatory.assistants import answers
from regulatory.assistants.server import tools
from regulatory.choices import FactType
from regulatory.models import ReviewEvent
from tests import factories
from tests.access.programs import Program
from tests.regulatory.api.asking import CLIENT, get
from tests.schema.document import document

GUIDE = (settings.BASE_DIR / "docs" / "api.md").read_text()
SITE = "http://127.0.0.1:8000"


def code_under(heading: str) -> str:
    """The Python of one section."""
    section = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.S)
    return str(code)


EXAMPLE = code_under("From a product profile to a table of follow-up durations")
PROPOSING = code_under("Proposing")
ASSISTANT = code_under("For assistants")


def follow_up(key: str, code: str, **values: Any) -> None:
    factories.published(
        FactType.PHARMACOVIGILANCE,
        key=key,
        jurisdiction=factories.jurisdiction(code),
        topic=factories.topic("long-term-follow-up"),
        kind="long-term-follow-up",
        scope="atmp",
        **values,
    )


@pytest.mark.django_db(transaction=True)
def test_the_example_runs(live_server, capsys):
    cells = factories.product_class("gene-modified-cells")
    follow_up("us-follow-up", "US", duration_years_min=15, duration_years_max=15, classes=[cells])
    follow_up("jp-follow-up", "JP", duration_years_min=5, classes=[])
    follow_up("th-other", "TH", duration_years_max=30, classes=[factories.product_class("xenogeneic")])
    exec(compile(EXAMPLE.replace(SITE, live_server.url), "docs/api.md", "exec"), {})  # noqa: S102
    told = capsys.readouterr().out.splitlines()
    assert told[0].split("\t") == ["jurisdiction", "low", "high", "unit", "fact"]
    assert sorted(line.split("\t") for line in told[1:]) == [
        ["JP", "5", "None", "years", "jp-follow-up"],
        ["US", "15", "15", "years", "us-follow-up"],
    ]


def test_the_tools_for_assistants_are_those_that_are_named():
    table = GUIDE[GUIDE.index("| tool |") : GUIDE.index("Every answer has the citations")]
    assert re.findall(r"^\| `([a-z_]+)`", table, re.M) == [tool.name for tool in tools()]
    assert f"up to {answers.MOST_CELLS} cells" in table
    assert f"up to {answers.MOST_FACTS} facts" in table
    assert '"get_fact"' in ASSISTANT


@pytest.mark.django_db(transaction=True)
def test_the_example_of_proposing_runs(live_server, capsys):
    topic = factories.topic("gmp-facilities")
    topic.answered_by = [{"type": "requirement"}]
    topic.save()
    factories.source("sg-gmp-guide")
    factories.published(FactType.REQUIREMENT, key="sg-req-training", topic=topic)
    program = Program()
    code = PROPOSING.replace(SITE, live_server.url).replace("atmp_...", program.secret)
    exec(compile(code, "docs/api.md", "exec"), {})  # noqa: S102
    assert capsys.readouterr().out.splitlines() == ["sg-req-batch-record\t1\tin-review", "sg-req-training\t2\tdraft"]
    assert {event.via for event in ReviewEvent.objects.exclude(via=None)} == {program.token}


def test_the_example_needs_the_standard_library_only_and_is_short():
    assert set(re.findall(r"^(?:import|from) (\w+)", EXAMPLE, re.M)) == {"json", "urllib"}
    statements = [line for line in EXAMPLE.splitlines() if line and not line.startswith(("import", "from"))]
    assert len(statements) <= 10


def test_its_question_has_an_answer_in_the_real_content(real_content):
    profile = "class=gene-modified-cells&source=autologous&integrating_vector=yes&stage=post-approval"
    plan = get(f"plan/?{profile}&jurisdictions=all")
    table = {each["jurisdiction"]: each["fact"] for each in plan["durations"] if each["sort"] == "follow-up"}
    assert {"US", "EU"} <= set(table)
    assert set(table.values()) <= set(plan["facts"])


def test_every_address_is_named():
    for prefix, _, _ in router.registry:
        assert f"`{prefix}/`" in GUIDE, prefix


def test_every_filter_is_named_there_or_in_the_document():
    told = {each["name"] for item in document()["paths"].values() for each in item.get("get", {}).get("parameters", ())}
    for _, viewset, _ in router.registry:
        filters = viewset.filterset_class.base_filters if hasattr(viewset, "filterset_class") else {}
        assert {*filters, *getattr(viewset, "beside", ())} <= told


def test_every_parameter_that_it_names_is_there():
    told = {each["name"] for item in document()["paths"].values() for each in item.get("get", {}).get("parameters", ())}
    table = GUIDE[GUIDE.index("| of facts |") : GUIDE.index("What each address takes")]
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert len(named) > 15
    assert named <= told


@pytest.mark.django_db
def test_its_errors_are_those_that_are_declared_and_its_example_is_real():
    assert {int(status) for status in re.findall(r"^\| (\d{3}) \|", GUIDE, re.M)} == set(ERRORS)
    (example,) = re.findall(r"```json\n(.*?)```", GUIDE, re.S)
    assert json.loads(example) == CLIENT.get("/api/v1/facts/?obligation=optional").json()
