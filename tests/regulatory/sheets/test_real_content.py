"""All real content goes out to a workbook and reads back in unchanged."""

from __future__ import annotations

from regulatory.models import Fact
from regulatory.sheets.planning import Verb, plan_import
from regulatory.sheets.writing import export
from tests.factories import person


def test_the_real_content_reads_back_unchanged(real_content):
    body, count = export(set(Fact.objects.values_list("key", flat=True)), person("curator"), "xlsx")
    plan = plan_import("all.xlsx", body, by=person("curator"))
    assert plan.count(Verb.UNCHANGED) == len(plan.rows) == count > 800
