"""One economy's dossier out of the database, as readers may have it: the bytes of its content file.

Exports of everything, for curators, are made with stored.py and writing.py alone.
"""

from __future__ import annotations

from contextlib import nullcontext

from regulatory.dossiers import layout
from regulatory.dossiers.content import Content, digest, identity_of
from regulatory.dossiers.shapes import Record
from regulatory.dossiers.stored import nobody_else_writing, stored_content
from regulatory.dossiers.writing import belongs, render_files
from regulatory.models import FileRecord
from regulatory.querysets import ContentRevision, content_revision

TRIES = 3
_kept: tuple[ContentRevision, Content] | None = None
"""The public content of the newest revision asked of, so that dossiers are read once a revision. No more than one is kept."""


def dossier_file(code: str) -> bytes:
    """The content file of the jurisdiction with that code, which has to exist: byte for byte what was loaded, while nobody changed it."""
    content = public_content()
    chosen = Content()
    shapes = {section.shape for section in layout.DOSSIER.sections}
    for record in content.records.values():
        if type(record) in shapes and belongs(record, code, layout.DOSSIER):
            chosen.add(record)
    return render_files(chosen)[layout.DOSSIER.name.format(code=code)]


def public_content() -> Content:
    """Everything that readers may have, of one revision."""
    global _kept
    for attempt in range(TRIES):
        # Reading takes several queries; curators wait only where they changed something each time.
        with nobody_else_writing() if attempt == TRIES - 1 else nullcontext():
            revision = content_revision()
            if _kept and _kept[0] == revision:
                return _kept[1]
            stored = stored_content().content
            known = digests()
            if content_revision() == revision:
                break
    public = Content()
    for record in stored.records.values():
        if is_public(record, known):
            public.add(record)
    _kept = (revision, public)
    return public


def digests() -> dict[tuple[str, str], str]:
    return {(noun, key): said for noun, key, said in FileRecord.objects.values_list("noun", "key", "digest")}


def is_public(record: Record, known: dict[tuple[str, str], str]) -> bool:
    """What waits for review is the curators' own, unless the content files, which anyone may read, say the very same."""
    return getattr(record, "verified", None) is not False or known.get(identity_of(record)) == digest(record)
