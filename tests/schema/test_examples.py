"""That every address has an example, that it has the declared shape, and that it is what the real content says.

`WRITE_EXAMPLES=1` writes the file anew (`make schema` does both in turn).
"""

from __future__ import annotations

import json
import os

import pytest

from atmp_kb.api import NOUNS
from atmp_kb.schema.components import ANSWERS, EXAMPLES, SHAPES, examples
from tests.regulatory.api.asking import get
from tests.schema import real_examples


def test_the_examples_are_what_the_real_content_says(real_content):
    if os.environ.get("WRITE_EXAMPLES"):
        real_examples.write()
        examples.cache_clear()
    told = json.loads(EXAMPLES.read_text())
    for noun, real in real_examples.taken().items():
        assert real_examples.uncounted(told[noun]) == real_examples.uncounted(real), f"{noun}: run make schema"


def test_every_noun_and_address_has_an_example():
    expected = {*(noun.noun for noun in NOUNS), *ANSWERS}
    assert set(examples()) == expected == {*real_examples.ADDRESSES, *real_examples.BY_HAND}


@pytest.mark.parametrize("name", sorted({**SHAPES, **ANSWERS}))
def test_an_example_has_the_declared_shape(name):
    {**SHAPES, **ANSWERS}[name].model_validate_json(json.dumps(examples()[name]), strict=True)


@pytest.mark.parametrize("noun", sorted(real_examples.BY_HAND))
def test_an_example_is_written_by_hand_only_while_the_content_has_none(real_content, noun):
    assert get(f"{noun}/")["count"] == 0
