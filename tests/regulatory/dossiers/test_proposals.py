"""That what the content says can be proposed as it is: a fact read in the form of a proposal is a right one, and says the same."""

from __future__ import annotations

import pytest

from regulatory.choices import FactType, State
from regulatory.dossiers import proposals
from regulatory.dossiers.content import plain
from regulatory.dossiers.fact_binding import stored_facts
from regulatory.dossiers.proposed import PARTS
from regulatory.dossiers.registry import Registry
from regulatory.models import FACT_MODELS, Fact
from regulatory.querysets import read_facts

SEVERAL = 5
"""Facts of each type: each is checked against the whole content."""


def test_every_shape_of_the_content_files_has_its_proposal():
    assert set(proposals.PROPOSAL_SHAPES) == set(FactType)
    for fact_type, shape in proposals.PROPOSAL_SHAPES.items():
        assert not proposals.NOT_PROPOSED & set(shape.model_fields)
        columns = {field.name for field in FACT_MODELS[fact_type]._meta.concrete_fields}
        assert set(shape.model_fields) - columns == PARTS


@pytest.mark.slow
def test_what_the_content_says_can_be_proposed_as_it_is(real_content):
    in_files = {fact.key: fact for fact in stored_facts(Registry())}
    for fact_type in FactType:
        chosen = Fact.objects.filter(type=fact_type, state=State.PUBLISHED).order_by("key")[:SEVERAL]
        for reading in read_facts(Fact.objects.filter(pk__in=[each.pk for each in chosen])):
            proposal = proposals.read(proposals.said_by(reading))
            assert proposal.problems == {}, reading.key
            assert proposal.record is not None
            said = plain(in_files[reading.key])
            for name in (*proposals.NOT_PROPOSED, "checked_on"):
                said.pop(name, None)
            found = plain(proposal.record)
            assert {name: value for name, value in found.items() if name not in ("verified", "checked_on")} == said


@pytest.mark.parametrize(
    ("path", "pointer"),
    [("", ""), ("note", "/note"), ("citations[2].locator", "/citations/1/locator"), ("topics[1]", "/topics/0")],
)
def test_places_of_checks_are_pointers_counted_from_0(path, pointer):
    assert proposals.pointer(proposals.place_in(path)) == pointer
