"""While the content is compared and exported nobody else writes."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection

from regulatory.dossiers.stored import nobody_else_writing
from regulatory.models import ChangeNote


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer at a time begin a transaction")
def test_other_writers_wait():
    other = connection.copy()
    other.set_autocommit(False)
    queue = f'LOCK TABLE "{ChangeNote._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE NOWAIT'
    try:
        with nobody_else_writing(), other.cursor() as cursor, pytest.raises(OperationalError, match="could not obtain"):
            cursor.execute(queue)
    finally:
        other.close()
