"""What can be asked of facts: each filter with a value that is there, one that is not, and in company."""

from __future__ import annotations

import datetime

import pytest

from regulatory.curation import actions
from regulatory.filtersets.facts import FactFilter
from tests import catalogue, factories
from tests.regulatory.api.asking import keys, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]

ALL = {"jp-follow-up", "sg-trial", "sg-sterility", "sg-orbis"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jurisdiction=JP", {"jp-follow-up"}),
        ("jurisdiction=jp", {"jp-follow-up"}),
        ("jurisdiction=JP,SG", ALL),
        ("jurisdiction=JP&jurisdiction=SG", ALL),
        ("topic=follow-up", {"jp-follow-up"}),
        ("topic=safety", {"jp-follow-up", "sg-trial"}),
        ("type=pathway", {"sg-trial"}),
        ("type=pathway,reliance-arrangement", {"sg-trial", "sg-orbis"}),
        ("kind=clinical-trial", {"sg-trial"}),
        ("kind=long-term-follow-up,clinical-trial", {"jp-follow-up", "sg-trial"}),
        ("product_class=cells", {"jp-follow-up"}),
        ("product_class=gene-therapy", {"jp-follow-up"}),
        ("obligation=mandatory", {"jp-follow-up"}),
        ("scope=atmp,medicine", {"jp-follow-up", "sg-trial"}),
        ("legal_status=proposed", {"sg-trial"}),
        ("force=statute", {"jp-follow-up", "sg-orbis"}),
        ("force=authority-page", {"sg-trial"}),
        ("force=secondary,authority-page", {"sg-trial", "sg-sterility"}),
        ("source=an-act", {"jp-follow-up", "sg-orbis"}),
        ("source=old-act", {"jp-follow-up", "sg-orbis"}),
        ("source=old-act,a-page", {"jp-follow-up", "sg-trial", "sg-orbis"}),
        ("authority=jp-pmda", {"jp-follow-up", "sg-orbis"}),
        ("authority=jp-pmda&type=reliance-arrangement", {"sg-orbis"}),
        ("authority=sg-hsa", set()),
        ("attribute=sterility", {"sg-sterility"}),
        ("initiative=project-orbis", {"sg-orbis"}),
        ("checked_on__lte=2026-01-01", {"jp-follow-up", "sg-trial"}),
        ("checked_on__gte=2026-02-01", {"sg-sterility", "sg-orbis"}),
        ("checked_on__gte=2026-01-01&checked_on__lte=2026-02-01", {"sg-trial", "sg-sterility"}),
        ("effective_from__gte=2024", {"jp-follow-up", "sg-trial"}),
        ("effective_from__gte=2024-01-01", {"jp-follow-up", "sg-trial"}),
        ("effective_from__gte=2024-01-02", {"sg-trial"}),
        ("effective_from__lte=2026-06", {"jp-follow-up", "sg-trial"}),
        ("effective_from__lte=2026-06-14", {"jp-follow-up"}),
        ("effective_from__lte=2023", set()),
        ("effective_from__isnull=true", {"sg-sterility", "sg-orbis"}),
        ("effective_from__isnull=False", {"jp-follow-up", "sg-trial"}),
        ("q=FIFTEEN", {"jp-follow-up"}),
        ("q=followed+years", {"jp-follow-up"}),
        ("q=followed+orbis", set()),
        ("q=disagree", {"sg-sterility"}),
        ("q=100%25", {"sg-sterility"}),
        ("q=%25", {"sg-sterility"}),
        ("q=計画", {"sg-orbis"}),
        ("q=%22%27*_NEAR(", set()),
        ("jurisdiction=SG&topic=safety&obligation=conditional", {"sg-trial"}),
        ("format=json", ALL),
    ],
)
def test_a_filter_finds_the_facts(query, expected):
    found = keys(f"facts/?{query}")
    assert set(found) == expected
    assert len(found) == len(expected), "a fact is listed once, however often it matches"


@pytest.mark.parametrize(
    ("parameter", "value", "said"),
    [
        ("jurisdiction", "ZZ", "There is no jurisdiction 'ZZ'. Known: JP, SG."),
        ("topic", "safty", "There is no topic 'safty'. Known: follow-up, quality, reliance, safety."),
        ("product_class", "gt", "There is no product class 'gt'. Known: cells, gene-modified-cells, gene-therapy."),
        ("type", "path", "'path' is not one of: classification, pathway,"),
        ("kind", "trial", "'trial' is not one of: classification-request,"),
        ("obligation", "must", "'must' is not one of: mandatory, conditional, recommended."),
        ("scope", "all", "'all' is not one of: atmp,"),
        ("legal_status", "law", "'law' is not one of: in-force, adopted, proposed, ended."),
        ("force", "strong", "'strong' is not one of: statute,"),
        ("source", "no-act", "No source has the key 'no-act'. The keys are in the list of sources: /api/v1/sources/"),
        ("authority", "pmda", "There is no authority 'pmda'. Known: jp-pmda, sg-hsa."),
        ("attribute", "purity", "There is no quality attribute 'purity'. Known: sterility."),
        ("initiative", "access", "There is no reliance initiative 'access'. Known: project-orbis."),
        ("checked_on__gte", "2026", "Give a day as YYYY-MM-DD."),
        ("checked_on__lte", "soon", "Give a day as YYYY-MM-DD."),
        ("effective_from__gte", "2026-13", "Give a date as YYYY, YYYY-MM or YYYY-MM-DD."),
        ("effective_from__lte", "20260101", "Give a date as YYYY, YYYY-MM or YYYY-MM-DD."),
        ("effective_from__isnull", "maybe", "'maybe' is neither true nor false."),
        ("q", "x" * 201, "Give at most 200 characters."),
        ("q", "%00", "Null characters are not allowed."),
        ("source", "a%00", "No source has the key"),
        ("as_of", "2026-02-30", "Give a day as YYYY-MM-DD."),
        ("ordering", "size", "'size' is not one of: key, "),
    ],
)
def test_an_unknown_value_is_refused_by_name(parameter, value, said):
    errors = refusal(f"facts/?{parameter}={value}")
    assert list(errors) == [parameter]
    assert errors[parameter][0].startswith(said)


@pytest.mark.parametrize("name", list(FactFilter.base_filters))
def test_an_empty_value_is_refused(name):
    assert refusal(f"facts/?{name}=") == {name: ["The value is empty. Give one, or leave the parameter out."]}


def test_every_unknown_value_is_named():
    assert len(refusal("facts/?jurisdiction=JP,QQ,ZZ")["jurisdiction"]) == 2
    assert "A value is missing" in refusal("facts/?jurisdiction=JP,,SG")["jurisdiction"][0]


@pytest.mark.parametrize("address", ["facts", *(f"{fact_type}s" for fact_type in ("pathway", "absence"))])
def test_an_unknown_parameter_is_refused_with_the_list(address):
    errors = refusal(f"{address}/?jurisdicton=JP")
    assert "There is no parameter 'jurisdicton' here. Known parameters: as_of," in errors["jurisdicton"][0]
    assert "jurisdiction" in errors["jurisdicton"][0]


def test_a_single_value_is_not_given_twice():
    assert refusal("facts/?q=a&q=b") == {"q": ["Give this parameter once."]}


def test_the_day_of_the_check_counts_confirmations():
    actions.confirm_still_true(
        "jp-follow-up", by=factories.person("reviewer"), day=datetime.date(2026, 4, 1), how="Read"
    )
    assert keys("facts/?checked_on__gte=2026-04-01") == ["jp-follow-up"]
    assert keys("facts/?checked_on__lte=2025-12-31") == []
    assert keys("facts/?ordering=-checked_on")[0] == "jp-follow-up"


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("key", ["jp-follow-up", "sg-orbis", "sg-sterility", "sg-trial"]),
        ("-key", ["sg-trial", "sg-sterility", "sg-orbis", "jp-follow-up"]),
        ("jurisdiction,-title", ["jp-follow-up", "sg-sterility", "sg-orbis", "sg-trial"]),
        ("-jurisdiction", ["sg-orbis", "sg-sterility", "sg-trial", "jp-follow-up"]),
        ("effective_from", ["jp-follow-up", "sg-trial", "sg-orbis", "sg-sterility"]),
        ("-effective_from", ["sg-trial", "jp-follow-up", "sg-orbis", "sg-sterility"]),
        ("topic", ["sg-trial", "jp-follow-up", "sg-sterility", "sg-orbis"]),
        ("type", ["sg-trial", "jp-follow-up", "sg-sterility", "sg-orbis"]),
    ],
)
def test_an_order_ends_in_the_key_and_puts_what_is_not_stated_last(ordering, expected):
    assert keys(f"facts/?ordering={ordering}") == expected


def test_ties_keep_their_order_over_pages():
    for number in range(7):
        factories.published(key=f"sg-tie-{number}", title="Same")
    pages = [keys(f"facts/?q=same&ordering=title&page_size=3&page={page}") for page in (1, 2, 3)]
    assert [key for page in pages for key in page] == [f"sg-tie-{number}" for number in range(7)]


def test_the_default_order_is_by_jurisdiction_topic_and_key():
    assert keys("facts/")[0] == "jp-follow-up"
    assert keys("facts/") == keys("facts/?")


def test_an_unverified_attribute_is_unknown():
    catalogue.attribute("secret", verified=False)
    assert "secret" not in refusal("facts/?attribute=x")["attribute"][0]
