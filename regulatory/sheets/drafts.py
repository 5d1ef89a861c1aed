"""A confirmed import: every row that is new or changed becomes a draft by the importer, all in one transaction, or nothing.

Nothing is published here. Each draft's review events say from which file and row it came.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from regulatory.choices import ReviewVerb
from regulatory.curation import actions
from regulatory.curation.changes import queue_for_writing
from regulatory.curation.versions import citations_of, classes_of, copy_of
from regulatory.dossiers.fact_binding import citation_drafts, version_of
from regulatory.models import Fact, as_type
from regulatory.sheets.bounds import RefusedFileError, SheetProblem
from regulatory.sheets.planning import OF_A_VERSION, Plan, PlannedRow, plan_import


class MovedError(Exception):
    """The file would do something else than what was agreed to. `plan` is what it would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("What is stored was changed meanwhile.")
        self.plan = plan


def import_file(name: str, body: bytes, *, by: User, agreed: str) -> Plan:
    """Do what the plan with the digest `agreed` says. Raises MovedError, or RefusedFileError; then nothing was written."""
    with transaction.atomic():
        queue_for_writing()
        plan = plan_import(name, body, by=by)
        if plan.digest != agreed:
            raise MovedError(plan)
        for row in plan.to_write:
            try:
                draft = put_draft(row, plan, by=by)
            except ValidationError as error:
                problem = SheetProblem(row.row.sheet, row.row.number, "key", row.record.key, " ".join(error.messages))
                raise RefusedFileError([problem]) from error
            comment = f"Row {row.row.number} of sheet '{row.row.sheet}' in '{name}' ({plan.in_words})"
            actions.note_review(draft, ReviewVerb.IMPORTED, by=by, comment=comment)
        return plan


def put_draft(row: PlannedRow, plan: Plan, *, by: User) -> Fact:
    """Values that do not differ stay as they are stored, down to their line breaks."""
    said = version_of(row.record, plan.registry)
    classes = [plan.registry.classes[each] for each in row.record.product_classes]
    citations = list(citation_drafts(row.record, plan.registry))
    if row.current is None:
        return actions.write_draft(said, by=by, classes=classes, citations=citations)
    stored = as_type(Fact.objects.get(pk=row.current.version.pk))
    draft = stored if row.current.is_own_draft else copy_of(stored)
    for name in row.changed_columns - {"product_classes", "citations"}:
        column = draft._meta.get_field(name).attname  # type: ignore[union-attr]
        setattr(draft, column, getattr(said, column))
    for each in row.differences:
        if each.column in OF_A_VERSION and not each.after:
            setattr(draft, each.column, None)
    if "product_classes" not in row.changed_columns:
        classes = classes_of(stored)
    if "citations" not in row.changed_columns:
        citations = citations_of(stored)
    if row.current.is_own_draft:
        stamp = row.current.version.updated_at
        return actions.edit_draft(draft, by=by, stamp=stamp, classes=classes, citations=citations)
    return actions.write_draft(draft, by=by, classes=classes, citations=citations)
