"""The queue of conflicts: records that content files and database say differently, as the last load found them."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.models import Model, QuerySet

from regulatory.admin.addresses import page_of
from regulatory.admin.desk.rows import Asker, Queue, Row
from regulatory.curation import rights
from regulatory.models import Fact, FileConflict


def conflicts(asker: Asker) -> QuerySet[FileConflict]:
    return FileConflict.objects.order_by("noun", "key", "pk")


@cache
def models_by_noun() -> dict[str, type[Model]]:
    found: dict[str, type[Model]] = {
        str(model._meta.verbose_name): model
        for label in rights.KNOWLEDGE_APPS
        for model in apps.get_app_config(label).get_models()
    }
    return found | {"fact": Fact}


def row_of(conflict: FileConflict) -> Row:
    model = models_by_noun().get(conflict.noun)
    url = page_of(model, "changelist", q=conflict.key.split("/")[0]) if model else ""
    about = f"{conflict.file} {conflict.message}".strip()
    return Row(url, conflict.key, "", about, conflict.noun, conflict.found_at)


QUEUE = Queue(
    "conflicts",
    "Conflicts with the content files",
    "Changed in the files and here: the last load took nothing over. Bring both texts together, or load with --wins.",
    "Files and database agree, as of the last load.",
    conflicts,
    row_of,
)
