"""Terms of the glossary in running text: what is marked, what is left alone, and how it stands on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulatory.catalogue.glossary import TermBrief
from regulatory.models import GlossaryTerm
from regulatory.pages.glossing import Glossing
from tests import factories
from tests.regulatory.pages.reading import html

TERMS = (
    TermBrief("vector", "Vector", "", "What carries a gene."),
    TermBrief("vector-safety", "Vector safety", "", "That it does no harm."),
    TermBrief("rmp", "Risk management plan", "RMP", "What is done about risks."),
    TermBrief("rcl", "Replication-competent virus", "RCL/RCR", "One that multiplies."),
)


def marked(text: str, glossing: Glossing | None = None) -> list[tuple[str, str]]:
    pieces = (glossing or Glossing(TERMS)).pieces(text)
    assert "".join(each.text for each in pieces) == text
    return [(each.text, each.key) for each in pieces if each.key]


def test_the_first_mention_of_each_term_is_marked():
    assert marked("A vector and a VECTOR; two risk management plans.") == [
        ("vector", "vector"),
        ("risk management plans", "rmp"),
    ]


def test_a_page_explains_a_term_once_however_it_is_named():
    glossing = Glossing(TERMS)
    assert marked("An RMP is given.", glossing) == [("RMP", "rmp")]
    assert marked("The risk management plan, again the RMP.", glossing) == []


def test_the_longest_name_wins():
    assert marked("On vector safety.") == [("vector safety", "vector-safety")]


def test_an_abbreviation_is_found_as_it_is_written_and_in_its_parts():
    assert marked("rmp, Rmp; RCR and RMPs.") == [("RCR", "rcl"), ("RMPs", "rmp")]


@pytest.mark.parametrize(
    "text", ["A bivector.", "non-vector", "vector-borne", "“the vector of a law”", 'the "RMP" form']
)
def test_parts_of_words_and_quotes_are_left_alone(text: str):
    assert marked(text) == []


@given(st.lists(st.sampled_from(["vector", "RMP", "a", "“", "”", '"', "risk management plan", " ", "é", "-", "<b>"])))
def test_the_pieces_make_up_the_text_again(words: list[str]):
    found = marked("".join(words))
    assert len({key for _, key in found}) == len(found)


@pytest.mark.django_db
def test_a_fact_shows_the_definition_of_public_terms_only():
    GlossaryTerm.objects.create(key="sponsor", term="Sponsor", definition="Who is <responsible>.", verified=True)
    GlossaryTerm.objects.create(key="holder", term="Holder", definition="Hidden.", verified=False)
    fact = factories.published(summary="The sponsor tells the holder, and the sponsor pays.")
    page = html(f"/facts/{fact.key}/")
    assert page.count('href="/glossary/#sponsor" aria-describedby="gloss-sponsor"') == 1
    assert 'id="gloss-sponsor" role="tooltip">Who is &lt;responsible&gt;.</span>' in page
    assert "Hidden." not in page


@pytest.mark.django_db
def test_a_topic_and_a_profile_explain_a_term_once():
    GlossaryTerm.objects.create(key="sponsor", term="Sponsor", definition="Who is responsible.", verified=True)
    for key in ("one", "two"):
        factories.published(key=f"sg-{key}", title=key, summary="The sponsor pays.")
    for address in ("/topics/long-term-follow-up/", "/economies/SG/"):
        assert html(address).count('id="gloss-sponsor"') == 1, address
