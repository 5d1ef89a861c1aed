"""What can be asked of the facts of one type only, and what cannot."""

from __future__ import annotations

import pytest

from regulatory.choices import FactType
from regulatory.filtersets.facts import FACT_FILTERS
from tests import factories
from tests.regulatory.api.asking import keys, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("pathways/?review_days__lte=30", {"sg-trial"}),
        ("pathways/?review_days__gte=31", set()),
        ("pathways/?review_days__isnull=false", {"sg-trial"}),
        ("pathways/?review_days_basis=working", {"sg-trial"}),
        ("pathways/?validity_years__gte=7&validity_years__lte=7", {"sg-trial"}),
        ("pathways/?validity_years__isnull=true", set()),
        ("pathways/?kind=clinical-trial", {"sg-trial"}),
        ("pharmacovigilance-requirements/?duration_years_max__gte=15", {"jp-follow-up"}),
        ("pharmacovigilance-requirements/?duration_years_max__lte=14", set()),
        ("pharmacovigilance-requirements/?duration_years_max__isnull=false", {"jp-follow-up"}),
        ("pharmacovigilance-requirements/?duration_years_min__gte=6", set()),
        ("pharmacovigilance-requirements/?duration_years_min__lte=5", {"jp-follow-up"}),
        ("pharmacovigilance-requirements/?duration_years_min__isnull=true", set()),
        ("pharmacovigilance-requirements/?deadline_days__lte=7", {"jp-follow-up"}),
        ("pharmacovigilance-requirements/?deadline_days__gte=8", set()),
        ("pharmacovigilance-requirements/?deadline_days__isnull=false", {"jp-follow-up"}),
        ("pharmacovigilance-requirements/?deadline_basis=calendar", {"jp-follow-up"}),
        ("pathways/?review_days_measure=trial-decision&review_days_limit=statutory", {"sg-trial"}),
        ("pathways/?review_days_measure=screening", set()),
        ("pharmacovigilance-requirements/?event=fatal,serious&event_phase=trial&reporter=company", {"jp-follow-up"}),
        ("pharmacovigilance-requirements/?event_phase=after-approval", set()),
        ("pharmacovigilance-requirements/?deadline_hours__isnull=false", set()),
        ("pharmacovigilance-requirements/?deadline_hours__gte=1&deadline_hours__lte=72", set()),
        ("pharmacovigilance-requirements/?kind=long-term-follow-up", {"jp-follow-up"}),
        ("quality-expectations/?attribute=sterility", {"sg-sterility"}),
        ("reliance-arrangements/?initiative=project-orbis&direction=mutual", {"sg-orbis"}),
        ("reliance-arrangements/?direction=unilateral", set()),
        ("requirements/?kind=gmp", set()),
        ("absences/?kind=not-found", set()),
        ("authorised-products/?route=full&approved__gte=2020&approved__lte=2024-05", set()),
        ("classifications/", set()),
    ],
)
def test_a_type_has_its_own_filters(address, expected):
    assert set(keys(address)) == expected


def test_products_are_filtered_by_their_approval():
    factories.published(FactType.PRODUCT, key="jp-year", approved="2024", route="conditional")
    factories.published(FactType.PRODUCT, key="jp-day", approved="2024-03-15", route="full")
    factories.published(FactType.PRODUCT, key="jp-unknown")
    assert keys("authorised-products/?approved__gte=2024-02") == ["jp-day"]
    assert keys("authorised-products/?approved__lte=2024-01") == ["jp-year"]
    assert keys("authorised-products/?approved__isnull=true") == ["jp-unknown"]
    assert keys("authorised-products/?route=full") == ["jp-day"]


@pytest.mark.parametrize(
    ("fact_type", "foreign"),
    [
        (FactType.CLASSIFICATION, "kind"),
        (FactType.PATHWAY, "deadline_days__lte"),
        (FactType.REQUIREMENT, "attribute"),
        (FactType.RELIANCE, "type"),
    ],
)
def test_a_type_does_not_take_what_is_another_types(fact_type, foreign):
    assert foreign not in FACT_FILTERS[fact_type].base_filters


@pytest.mark.parametrize("number", ["-1", "2.5", "x", "99999999999999999999", "1e9"])
def test_a_number_out_of_place_is_refused(number):
    assert "whole number" in refusal(f"pathways/?review_days__lte={number}")["review_days__lte"][0]
