"""Questions that cannot be answered, asked of the pages: a clear message, the right status, and a form that keeps the rest."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.regulatory.asked_wrongly import OF_BETWEEN, OF_COMPARE, OF_INDICATORS, OF_PLAN
from tests.regulatory.pages.reading import html, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scene() -> None:
    factories.published(topic=factories.topic("safety"))
    factories.jurisdiction("JP")
    factories.product_class("gene-modified-cells")


@pytest.mark.parametrize(("query", "parameter", "said"), OF_COMPARE)
def test_a_wrong_comparison_is_named_and_the_rest_is_kept(query, parameter, said):
    refused(f"/compare/?{query}", parameter, said)


@pytest.mark.parametrize(("query", "parameter", "said"), OF_PLAN)
def test_a_wrong_plan_is_named_and_the_rest_is_kept(query, parameter, said):
    refused(f"/plan/?{query}", parameter, said)


@pytest.mark.parametrize(("query", "parameter", "said"), OF_INDICATORS)
def test_a_wrong_choice_of_indicators_is_named_and_the_rest_is_kept(query, parameter, said):
    refused(f"/indicators/?{query}", parameter, said)


@pytest.mark.parametrize(("query", "parameter", "said"), OF_BETWEEN)
def test_two_days_that_cannot_be_compared_are_named_and_the_rest_is_kept(query, parameter, said):
    refused(f"/changes/between/?{query}", parameter, said)


def refused(address: str, parameter: str, said: str) -> None:
    response = Client().get(address)
    while response.status_code == 302:  # repeated values are first written as a,b
        response = Client().get(response["Location"])
    address = response.wsgi_request.get_full_path()
    shown = text(address, 400)
    if parameter != "source":
        assert f"{parameter} : {said}" in shown
    page = html(address, 400)
    assert "<table" not in page
    if "jurisdictions=SG" in address and parameter != "query":
        assert 'value="SG" checked' in page


def test_the_rest_of_a_product_is_kept():
    page = html("/plan/?jurisdictions=SG&class=gene-modified-cells&source=autologous&stage=nope", 400)
    assert 'value="gene-modified-cells" checked' in page
    assert '<option value="autologous" selected>' in page


def test_an_empty_list_is_refused_and_other_empty_fields_are_dropped():
    assert "jurisdictions : A value is empty." in text("/compare/?jurisdictions=&topics=safety", 400) or (
        "jurisdictions : The value is empty." in text("/compare/?jurisdictions=&topics=safety", 400)
    )
    response = Client().get("/compare/?jurisdictions=SG&as_of=&stage=")
    assert (response.status_code, response["Location"]) == (302, "/compare/?jurisdictions=SG")


def test_more_parameters_than_a_form_has_are_refused():
    assert Client().get("/compare/?" + "&".join(f"a{number}=1" for number in range(1100))).status_code == 400


def test_a_page_without_a_question_is_its_form():
    assert "none chosen" in text("/compare/")
    assert "none chosen" in text("/plan/")


def test_a_product_described_for_no_economies_is_asked_for_them():
    assert "Say what to look at: jurisdictions=SG,JP" in text("/plan/?class=gene-modified-cells", 400)
