"""What can be asked of the identity nouns: each filter with a value that is there and one that is not."""

from __future__ import annotations

import pytest
from django.utils import timezone

from atmp_kb.api import NOUNS
from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.models import ProductClass
from tests import catalogue, factories
from tests.regulatory.api.asking import keys, refusal

FILTERED = [noun for noun in NOUNS if hasattr(noun, "filterset_class")]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def records(stage: None) -> None:
    """Two records of each noun that differ in what can be asked."""
    japan, singapore = factories.jurisdiction("JP"), factories.jurisdiction("SG")
    factories.jurisdiction("EU")
    agency = catalogue.authority("jp-pmda", jurisdiction=japan, name="PMDA", ich_status="member", who_listed=True)
    catalogue.authority("sg-hsa", name="HSA", pics_status="member", role="Licenses ATMPs")
    act = factories.source(
        "jp-act", jurisdiction=japan, issued="2014", status="in-force", title="PMD Act", authority=agency
    )
    factories.source(
        "a-paper", kind="article", primary=False, binding=None, issued="2020-06-15", title="A study of potency"
    )
    stage = factories.topic("safety", order=1)
    topic = factories.topic("follow-up", parent=stage, order=1)
    group = ProductClass.objects.create(key="gene-therapy", name="Gene therapy", selectable=False, order=1)
    cells = factories.product_class("cells")
    cells.parent, cells.outside_atmp = group, True
    cells.save()
    catalogue.rule("general", years_max=None, statement="Judge the risk")
    catalogue.rule("of-cells", product_class=cells, years_min=5, years_max=15, document=act)
    term = catalogue.term("ltfu", term="Long-term follow-up")
    term.topics.add(topic, stage)
    catalogue.synonym(term, "Local word", jurisdiction=japan, verified=True)
    catalogue.synonym(term, "Another", jurisdiction=singapore, verified=False)
    catalogue.term("vcn", definition="Copies in a genome")
    potency = catalogue.attribute("potency", in_workshop=True)
    potency.product_classes.add(cells, group)
    catalogue.attribute("sterility", name="Sterility", category="safety")
    catalogue.framework("jp-guideline", jurisdiction=japan, title="Potency tests").product_classes.add(cells)
    catalogue.framework("sg-guideline", title="Sterility tests")
    orbis = catalogue.initiative("orbis", since="2019", name="Project Orbis")
    catalogue.participation(initiative=orbis, jurisdiction=japan)
    catalogue.participation(initiative=orbis, jurisdiction=singapore, verified=False)
    catalogue.initiative("mra", direction="unilateral")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jurisdictions/", ["EU", "JP", "SG"]),
        ("jurisdictions/?kind=union", ["EU"]),
        ("jurisdictions/?apec_member=true", ["JP", "SG"]),
        ("jurisdictions/?q=pan", ["JP"]),
        ("jurisdictions/?ordering=-code", ["SG", "JP", "EU"]),
        ("authorities/?jurisdiction=jp", ["jp-pmda"]),
        ("authorities/?ich_status=member,observer", ["jp-pmda"]),
        ("authorities/?pics_status=member", ["sg-hsa"]),
        ("authorities/?who_listed=true", ["jp-pmda"]),
        ("authorities/?who_listed__isnull=true", ["sg-hsa"]),
        ("authorities/?q=atmp", ["sg-hsa"]),
        ("authorities/?ordering=jurisdiction", ["jp-pmda", "sg-hsa"]),
        ("sources/?jurisdiction=JP", ["jp-act"]),
        ("sources/?kind=article", ["a-paper"]),
        ("sources/?authority=jp-pmda,sg-hsa", ["jp-act"]),
        ("sources/?authority=sg-hsa", []),
        ("sources/?authority__isnull=true&kind=article", ["a-paper"]),
        ("sources/?issued__isnull=true", []),
        ("sources/?issued__isnull=false&jurisdiction=JP", ["jp-act"]),
        ("sources/?primary=true&q=pmd", ["jp-act"]),
        ("sources/?primary=false", ["a-paper"]),
        ("sources/?binding__isnull=true", ["a-paper"]),
        ("sources/?binding=true&jurisdiction=JP", ["jp-act"]),
        ("sources/?status=in-force", ["jp-act"]),
        ("sources/?force=secondary", ["a-paper"]),
        ("sources/?issued__gte=2020-06&issued__lte=2020-06", ["a-paper"]),
        ("sources/?issued__lte=2014", ["jp-act"]),
        ("sources/?q=study+potency", ["a-paper"]),
        ("sources/?q=study+ordering", []),
        ("topics/?parent=safety", ["follow-up"]),
        ("topics/?parent__isnull=true", ["safety"]),
        ("topics/?q=follow", ["follow-up"]),
        ("product-classes/?parent=gene-therapy", ["cells"]),
        ("product-classes/?selectable=false", ["gene-therapy"]),
        ("product-classes/?outside_atmp=true", ["cells"]),
        ("product-classes/?q=gene", ["gene-therapy"]),
        ("follow-up-rules/?product_class=cells", ["of-cells"]),
        ("follow-up-rules/?product_class__isnull=true", ["general"]),
        ("follow-up-rules/?document=jp-act", ["of-cells"]),
        ("follow-up-rules/?years_max__gte=15", ["of-cells"]),
        ("follow-up-rules/?years_min__lte=4", []),
        ("follow-up-rules/?years_max__isnull=true", ["general"]),
        ("follow-up-rules/?q=risk", ["general"]),
        ("glossary/?topic=follow-up,safety", ["ltfu"]),
        ("glossary/?jurisdiction=JP", ["ltfu"]),
        ("glossary/?jurisdiction=SG", []),
        ("glossary/?q=genome", ["vcn"]),
        ("quality-attributes/?category=potency", ["potency"]),
        ("quality-attributes/?product_class=cells,gene-therapy", ["potency"]),
        ("quality-attributes/?in_workshop=false", ["sterility"]),
        ("quality-attributes/?q=steril", ["sterility"]),
        ("quality-attributes/?ordering=-category,name", ["sterility", "potency"]),
        ("quality-frameworks/?jurisdiction=JP", ["jp-guideline"]),
        ("quality-frameworks/?product_class=cells", ["jp-guideline"]),
        ("quality-frameworks/?q=sterility", ["sg-guideline"]),
        ("reliance-initiatives/?direction=unilateral", ["mra"]),
        ("reliance-initiatives/?jurisdiction=JP", ["orbis"]),
        ("reliance-initiatives/?jurisdiction=SG", []),
        ("reliance-initiatives/?q=project", ["orbis"]),
        ("reliance-initiatives/?ordering=-since", ["orbis", "mra"]),
    ],
)
def test_a_filter_finds_the_records(address, expected):
    assert keys(address) == expected


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("jurisdictions/?kind=country", "'country' is not one of: economy, union, international."),
        ("jurisdictions/?apec_member=1", "'1' is neither true nor false."),
        ("authorities/?jurisdiction=XX", "There is no jurisdiction 'XX'. Known: EU, JP, SG."),
        ("sources/?kind=law", "'law' is not one of: act,"),
        ("sources/?authority=hsa", "There is no authority 'hsa'. Known: jp-pmda, sg-hsa."),
        ("sources/?issued__gte=June", "Give a date as YYYY, YYYY-MM or YYYY-MM-DD."),
        ("sources/?ordering=force", "'force' is not one of: key,"),
        ("topics/?parent=x", "There is no topic 'x'. Known: follow-up, safety."),
        ("product-classes/?parent=x", "There is no product class 'x'."),
        ("follow-up-rules/?document=x", "No source has the key 'x'."),
        ("follow-up-rules/?years_max__gte=many", "Give a whole number."),
        ("glossary/?topic=x", "There is no topic 'x'."),
        ("quality-attributes/?category=x", "'x' is not one of: identity,"),
        ("quality-frameworks/?product_class=x", "There is no product class 'x'."),
        ("reliance-initiatives/?direction=x", "'x' is not one of: unilateral, mutual, convergence."),
        ("changes/?verb=x", "'x' is not one of: added,"),
        ("changes/?revision=x", "Give a whole number."),
        ("changes/?at__gte=x", "Give a day as YYYY-MM-DD."),
    ],
)
def test_an_unknown_value_is_refused_by_name(address, said):
    (sentences,) = refusal(address).values()
    assert sentences[0].startswith(said)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.noun)
def test_every_noun_refuses_an_unknown_parameter(noun):
    errors = refusal(f"{noun.noun}/?colour=red")
    assert "There is no parameter 'colour' here. Known parameters: " in errors["colour"][0]


@pytest.mark.parametrize("noun", FILTERED, ids=lambda noun: noun.noun)
def test_every_parameter_of_every_noun_refuses_an_empty_value(noun):
    for name in noun.filterset_class.base_filters:
        assert refusal(f"{noun.noun}/?{name}=%20") == {
            name: ["The value is empty. Give one, or leave the parameter out."]
        }


def test_changes_are_filtered_by_what_they_did():
    japan = factories.jurisdiction("JP")
    fact = factories.published(FactType.REQUIREMENT, key="jp-fact", jurisdiction=japan, topic=factories.topic("gmp"))
    factories.published(key="sg-fact", title="Other")
    actions.withdraw(fact.key, by=factories.person("reviewer"), reason="Repealed")
    term = catalogue.term("copies")
    term.definition = "Better said"
    actions.save_record(term, key="copies", by=factories.person("reviewer"), reason="Clearer")
    today = timezone.now().date()
    for query, expected in {
        "": ["copies", "jp-fact", "sg-fact", "jp-fact"],
        "jurisdiction=JP": ["jp-fact", "jp-fact"],
        "jurisdiction=JP&verb=withdrawn": ["jp-fact"],
        "topic=gmp": ["jp-fact", "jp-fact"],
        "noun=glossary-term": ["copies"],
        "noun=fact,glossary-term&revision__gte=4": ["copies"],
        "revision=1": ["jp-fact"],
        "revision__lte=2": ["sg-fact", "jp-fact"],
        "q=repealed": ["jp-fact"],
        f"at__gte={today}": ["copies", "jp-fact", "sg-fact", "jp-fact"],
        "at__lte=2020-01-01": [],
        "at__lte=9999-12-31": ["copies", "jp-fact", "sg-fact", "jp-fact"],
    }.items():
        assert keys(f"changes/?{query}") == expected, query
    assert refusal("changes/?noun=user")["noun"] == ["'user' is not one of: fact, glossary-term."]
