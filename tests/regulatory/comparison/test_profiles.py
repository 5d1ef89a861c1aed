"""A product in a web address: what it says, what its classes settle, and clear errors."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulatory.comparison.profiles import ALLOWED, ClassTraits, ProfileError, as_query, parse

KNOWN = {
    each.key: each
    for each in [
        ClassTraits("atmp", "ATMP", selectable=False),
        ClassTraits("gene-therapy", "Gene therapy", "atmp", selectable=False),
        ClassTraits("gene-therapy-in-vivo", "In vivo gene therapy", "gene-therapy", True, "depends", "depends", "no"),
        ClassTraits("gene-modified-cells", "Gene-modified cells", "gene-therapy", True, "depends", "depends", "yes"),
        ClassTraits("genome-editing", "Genome editing", "gene-therapy", True, "depends", "yes", "depends"),
        ClassTraits("somatic-cell", "Somatic cell therapy", "atmp", True, "no", "no", "yes"),
    ]
}


def test_a_profile_says_what_was_said_and_what_its_classes_settle():
    profile = parse({"class": "gene-modified-cells", "source": "autologous", "stage": "pivotal", "other": "x"}, KNOWN)
    assert (profile.classes, profile.source, profile.stage) == (("gene-modified-cells",), "autologous", "pivotal")
    assert (profile.viable_cells, profile.has("viable_cells")) == ("", "yes")
    assert profile.has("integrating_vector") == ""
    assert profile.meant == {"gene-modified-cells", "gene-therapy", "atmp"}
    assert profile.perhaps == {"genome-editing"}


def test_an_edited_product_is_meant_by_facts_on_genome_editing():
    profile = parse({"class": "gene-modified-cells", "genome_editing": "yes"}, KNOWN)
    assert "genome-editing" in profile.meant
    assert profile.perhaps == frozenset()


def test_a_product_that_is_not_edited_is_not():
    profile = parse({"class": "gene-modified-cells", "genome_editing": "no"}, KNOWN)
    assert "genome-editing" not in profile.meant | profile.perhaps


def test_several_classes_come_with_commas_or_as_a_list():
    one = parse({"class": "gene-modified-cells,genome-editing"}, KNOWN)
    assert one == parse({"class": ["gene-modified-cells", "genome-editing"]}, KNOWN)
    assert (one.has("genome_editing"), one.has("viable_cells")) == ("yes", "yes")


def test_nothing_said_is_an_empty_profile():
    assert parse({}, KNOWN).empty
    assert parse({"class": "", "stage": ""}, KNOWN).empty


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ({"class": "car-t"}, "class", "car-t"),
        ({"class": "gene-therapy"}, "class", "gene-therapy"),  # a group is no choice
        ({"source": "xenogeneic"}, "source", "xenogeneic"),
        ({"stage": "phase-1"}, "stage", "phase-1"),
        ({"orphan": "Yes"}, "orphan", "Yes"),
        ({"viable_cells": "maybe"}, "viable_cells", "maybe"),
        ({"stage": ["pivotal", "post-approval"]}, "stage", "pivotal, post-approval"),
    ],
)
def test_a_wrong_value_names_field_value_and_what_is_allowed(query, field, value):
    with pytest.raises(ProfileError) as refused:
        parse(query, KNOWN)
    assert (refused.value.field, refused.value.value) == (field, value)
    assert set(refused.value.allowed) <= {*KNOWN, *(word for words in ALLOWED.values() for word in words)}
    assert str(refused.value).startswith(f"{field}: ")
    assert f"Allowed: {', '.join(refused.value.allowed)}." in str(refused.value)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"class": "gene-modified-cells", "viable_cells": "no"}, "'no' contradicts the class gene-modified-cells"),
        ({"class": "somatic-cell", "integrating_vector": "yes"}, "'yes' contradicts the class somatic-cell"),
    ],
)
def test_a_trait_that_contradicts_its_class_is_refused(query, words):
    with pytest.raises(ProfileError, match=words):
        parse(query, KNOWN)


def test_a_very_long_value_does_not_fill_the_message():
    with pytest.raises(ProfileError) as refused:
        parse({"class": "x" * 10_000}, KNOWN)
    assert len(str(refused.value)) < 300


queries = st.fixed_dictionaries(
    {},
    optional={
        "class": st.lists(st.sampled_from([key for key, each in KNOWN.items() if each.selectable]), max_size=3).map(
            ",".join
        ),
        **{field: st.sampled_from(["", *words]) for field, words in ALLOWED.items()},
    },
)


@given(queries)
def test_an_address_made_of_a_profile_makes_the_same_profile(query):
    try:
        profile = parse(query, KNOWN)
    except ProfileError:
        return
    assert parse(as_query(profile), KNOWN) == profile


@given(
    st.dictionaries(
        st.sampled_from(["class", *ALLOWED]), st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3)
    )
)
def test_any_query_is_a_profile_or_a_clear_error(query):
    with contextlib.suppress(ProfileError):  # anything else fails the test
        parse(query, KNOWN)
