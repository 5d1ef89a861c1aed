"""The database refuses a second document of one record."""

from __future__ import annotations

import pytest

from regulatory.models import SearchDocument, SearchWord
from tests.constraints import not_unique, refused_by

pytestmark = pytest.mark.django_db


def test_a_record_has_one_document():
    values = {"noun": "facts", "key": "k", "title": "t", "url": "/", "heading": "", "standing": 100, "format": 1}
    SearchDocument.objects.create(**values)
    with refused_by("search_document_once"):
        SearchDocument.objects.create(**values)


def test_a_word_stands_once():
    SearchWord.objects.create(word="gene", token="gene")
    with not_unique():
        SearchWord.objects.create(word="gene", token="gene")
