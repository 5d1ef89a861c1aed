"""Pages of quality attributes, reliance, products, classes, the glossary and the method."""

from __future__ import annotations

import pytest

from regulatory import choices
from regulatory.choices import FactType
from regulatory.models import ProductClass
from tests import catalogue, factories
from tests.regulatory.pages.reading import html, links, text

pytestmark = pytest.mark.django_db


def test_an_attribute_keeps_rules_and_examples_apart():
    viability = catalogue.attribute(
        "viability",
        name="Viability",
        definition="Share of living cells.",
        why_it_matters="Dead cells lower the dose.",
        analytical_methods=["Flow cytometry"],
    )
    viability.filed_under.add(viability)
    catalogue.criterion("rule", attribute=viability, kind="guidance", criterion="Generally > 70 %", document="A guide")
    catalogue.criterion("example", attribute=viability, kind="published-specification", criterion="≥ 80 % at harvest")
    factories.published(
        FactType.QUALITY_EXPECTATION,
        key="sg-viability",
        title="Expected at release",
        attribute=viability,
        limit_text="above 70 %",
    )
    shown = text("/quality/viability/")
    for words in ("Share of living cells.", "Flow cytometry", "Dead cells lower the dose.", "A guide", "above 70 %"):
        assert words in shown, words
    assert shown.index("Generally > 70 %") < shown.index("examples, not rules") < shown.index("≥ 80 % at harvest")
    assert shown.index("≥ 80 % at harvest") < shown.index("Expected at release")
    assert "2 criteria and examples · 1 expectation of economies" in text("/quality/")


def test_expectations_are_those_of_the_attributes_that_it_is_filed_under():
    sterility = catalogue.attribute("sterility", name="Sterility")
    endotoxin = catalogue.attribute("endotoxin", name="Endotoxin")
    sterility.filed_under.add(sterility)
    endotoxin.filed_under.add(sterility)
    factories.published(FactType.QUALITY_EXPECTATION, key="sg-sterile", title="Sterile", attribute=sterility)
    assert "Sterile" in text("/quality/endotoxin/")
    assert "Economies file it under Sterility" in text("/quality/endotoxin/")
    assert text("/quality/").count("1 expectation of economies") == 2


def test_an_initiative_shows_who_takes_part_and_that_a_missing_row_means_nothing():
    orbis = catalogue.initiative("orbis", name="Project Orbis", since="2019-05", direction="unilateral")
    catalogue.participation(
        initiative=orbis, jurisdiction=factories.jurisdiction("US"), authority="FDA", role="lead", since="2019-05"
    )
    catalogue.participation(initiative=orbis, name="Brazil", role="partner", as_of="2024")
    factories.published(FactType.RELIANCE, key="sg-orbis", title="HSA takes part", initiative=orbis)
    shown = text("/reliance/orbis/")
    for words in (
        "Since May 2019",
        "A missing row does not mean “not a member”",
        "United States FDA lead since May 2019",
        "Brazil not stated partner as of 2024",
        "HSA takes part",
    ):
        assert words in shown, words
    matrix = text("/reliance/")
    assert "Project Orbis Unilateral Lead since May 2019 Brazil" in matrix
    assert "A missing entry does not mean that an authority takes no part" in matrix
    assert "/economies/US/" in links("/reliance/")


def test_products_of_one_name_stand_in_one_row_and_the_list_is_no_register():
    for code, title, approved in (("JP", "Kymriah", "2019-03-26"), ("US", "KYMRIAH", "2017")):
        factories.published(
            FactType.PRODUCT,
            key=f"{code.lower()}-kymriah",
            jurisdiction=factories.jurisdiction(code),
            title=title,
            inn="tisagenlecleucel",
            approved=approved,
            route="full",
        )
    factories.published(
        FactType.PRODUCT,
        key="jp-heart",
        jurisdiction=factories.jurisdiction("JP"),
        title="HeartSheet",
        route="time-limited",
    )
    shown = text("/products/")
    assert "not a register" in shown
    assert html("/products/").count('<th scope="row">') == 2
    assert "Kymriah / KYMRIAH tisagenlecleucel gene-modified-cells 26 March 2019 2017" in shown
    assert "HeartSheet gene-modified-cells date not stated Time-limited" in shown


def test_a_class_shows_its_drivers_and_rules_and_one_in_review_only_its_name():
    cells = factories.product_class("cells")
    cells.integrating_vector = "depends"
    cells.save()
    catalogue.driver("driver", product_class=cells, characteristic="Integrates", effect="Long follow-up")
    catalogue.rule("rule", product_class=cells, years_min=15, years_max=15, statement="Fifteen years after dosing")
    catalogue.rule("general", statement="Follow where there is risk", years_max=None)
    ProductClass.objects.create(
        key="waiting", name="Waiting class", selectable=True, order=99, definition="Unseen text", genome_editing="yes"
    )
    shown = text("/classes/")
    for words in ("Integrating vector Depends on the product", "Integrates Long follow-up", "15 years Fifteen years"):
        assert words in shown, words
    assert shown.index("Waiting class Definition in review") < shown.index("Follow where there is risk")
    assert "Unseen text" not in shown
    assert "Genome editing" not in shown


def test_the_glossary_is_sorted_with_an_address_for_each_term():
    term = catalogue.term("ltfu", term="Long-term follow-up", abbreviation="LTFU", definition="Years of watching.")
    catalogue.term("atmp", term="advanced therapy", definition="Living medicine.")
    catalogue.synonym(term, "extended follow-up")
    catalogue.synonym(term, "Langzeit", jurisdiction=factories.jurisdiction("EU"), verified=True)
    term.topics.add(factories.topic("follow-up"))
    shown = text("/glossary/")
    assert shown.index("advanced therapy") < shown.index("Long-term follow-up LTFU Years of watching.")
    assert "Also: extended follow-up" in shown
    assert "European Union : Langzeit" in shown
    assert 'id="ltfu"' in html("/glossary/")
    assert "/topics/follow-up/" in links("/glossary/")


def test_the_method_page_explains_every_word_of_every_vocabulary():
    shown = text("/method/")
    vocabularies = [
        each
        for each in vars(choices).values()
        if isinstance(each, type) and issubclass(each, choices.Vocabulary) and each is not choices.Vocabulary
    ]
    assert len(vocabularies) > 20
    for vocabulary in vocabularies:
        for member in vocabulary:
            assert " ".join(member.meaning.split()) in shown, member
    for words in ("Not researched yet", "CC BY 4.0", "Apache Licence 2.0", "no legal advice"):
        assert words in shown, words


def test_a_mark_links_to_its_meaning():
    factories.published(key="sg-rule")
    assert "/method/#force-statute" in links("/facts/sg-rule/")
    assert 'id="force-statute"' in html("/method/")


@pytest.mark.parametrize("address", ["/quality/none/", "/reliance/none/"])
def test_an_unknown_record_is_not_found(address):
    assert "There is no" in text(address, 404)
