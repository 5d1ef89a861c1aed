"""SQLite and PostgreSQL give the same first ten in the same order, on the whole content and every query of both lists.

Runs where the suite runs on PostgreSQL: the index is copied, in another order, into an SQLite in memory and asked there too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, connections, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import override_settings

from regulatory.models import Jurisdiction, Posting, SearchDocument, SearchWord
from regulatory.search.find import find, suggest
from tests.conftest import LoadedContent
from tests.regulatory.search.test_queries import HELD_OUT, OWN, listed

ASKED = (Jurisdiction, SearchDocument, Posting, SearchWord)
OTHER = "sqlite-in-memory"


class ToTheOther:
    """Sends what search reads to the other database."""

    def db_for_read(self, model: type[models.Model], **_: object) -> str | None:
        return OTHER if model in ASKED else None


@pytest.fixture
def copied_index(real_content: LoadedContent) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("compares PostgreSQL with SQLite; run the suite with a DATABASE_URL of PostgreSQL")
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    # Made by hand, not from the settings: a connection that stands there is closed to tests.
    other = connections[OTHER] = DatabaseWrapper(connection.settings_dict | engine, OTHER)
    try:
        with other.schema_editor() as editor:
            for model in ASKED:
                editor.create_model(model)
        for model in ASKED:
            rows = list(model._default_manager.order_by("-pk"))
            if model is not Posting:
                renumbered = {row.pk: number for number, row in enumerate(rows, start=1)}
                for row in rows:
                    row.pk = renumbered[row.pk]
                if model is SearchDocument:
                    documents = renumbered
            else:
                for row in rows:
                    row.document_id = documents[row.document_id]
            model._default_manager.using(OTHER).bulk_create(rows, batch_size=200)
        yield
    finally:
        other.close()
        del connections[OTHER]


def first_ten(query: str) -> list[tuple[str, str, float]]:
    return [(hit.noun, hit.key, hit.score) for hit in find(query, limit=10).hits]


def suggested(query: str) -> list[tuple[str, str]]:
    return [(each.noun, each.key) for each in suggest(query[:6])]


def test_the_same_first_ten_in_the_same_order(copied_index: None):
    queries = [query for name in (OWN, HELD_OUT) for query, _ in listed(name)]
    here = {query: (first_ten(query), suggested(query)) for query in queries}
    with override_settings(DATABASE_ROUTERS=[ToTheOther()]):
        assert SearchDocument.objects.all().db == OTHER
        there = {query: (first_ten(query), suggested(query)) for query in queries}
    assert there == here
