"""Records that several modules of API tests ask about."""

from __future__ import annotations

import datetime

import pytest

from regulatory.choices import FactType
from regulatory.curation.actions import CitationDraft
from regulatory.models import ProductClass
from tests import catalogue, factories


@pytest.fixture(scope="module")
def facts(stage: None) -> None:
    """Four facts that differ in everything that can be asked."""
    safety = factories.topic("safety")
    group = ProductClass.objects.create(key="gene-therapy", name="Gene therapy", selectable=False, order=1)
    cells = factories.product_class("cells")
    cells.parent = group
    cells.save()
    act = factories.source("an-act", former_keys=["old-act"], authority=catalogue.authority("jp-pmda"))
    catalogue.authority("sg-hsa")
    page = factories.source("a-page", kind="web-page", binding=False)
    factories.published(
        FactType.PHARMACOVIGILANCE,
        key="jp-follow-up",
        jurisdiction=factories.jurisdiction("JP"),
        topic=factories.topic("follow-up", parent=safety),
        title="Fifteen years",
        summary="Patients are followed.",
        obligation="mandatory",
        scope="atmp",
        duration_years_min=5,
        duration_years_max=15,
        event="fatal",
        event_phase="trial",
        reporter="company",
        deadline_days=7,
        deadline_basis="calendar",
        effective_from="2024",
        checked_on=datetime.date(2025, 1, 1),
        classes=[cells],
        citations=[CitationDraft(page), CitationDraft(act, "Art. 1"), CitationDraft(act, "Art. 2")],
    )
    factories.published(
        FactType.PATHWAY,
        key="sg-trial",
        topic=safety,
        kind="clinical-trial",
        title="Clinical trial certificate",
        obligation="conditional",
        scope="medicine",
        legal_status="proposed",
        review_days=30,
        review_days_basis="working",
        review_days_measure="trial-decision",
        review_days_limit="statutory",
        validity_years=7,
        effective_from="2026-06-15",
        checked_on=datetime.date(2026, 1, 1),
        classes=[],
        citations=[CitationDraft(page)],
    )
    factories.published(
        FactType.QUALITY_EXPECTATION,
        key="sg-sterility",
        topic=factories.topic("quality"),
        attribute=factories.attribute("sterility"),
        title="Sterility of cells",
        note="Sources disagree, 100%.",
        checked_on=datetime.date(2026, 2, 1),
        citations=[CitationDraft(factories.source("a-paper", primary=False))],
    )
    factories.published(
        FactType.RELIANCE,
        key="sg-orbis",
        topic=factories.topic("reliance"),
        initiative=factories.initiative("project-orbis"),
        direction="mutual",
        title="Project Orbis",
        title_original="オルビス計画",
        checked_on=datetime.date(2026, 3, 1),
        citations=[CitationDraft(act)],
    )
