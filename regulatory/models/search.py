"""The search index: what each public record says, cut into tokens. Derived from the other tables, and made anew by `rebuild_search`.

Written by search/index.py only, within the change that it follows. Nothing here points at the knowledge by a foreign key: an index
must never stand in the way of a change, nor be taken for a part of a record.
"""

from __future__ import annotations

from django.db import models


class SearchDocument(models.Model):
    """One public record as search knows it: what names it, and the text that is shown with it."""

    noun = models.CharField(max_length=30, help_text="As in the addresses of the API: facts, sources, ...")
    key = models.CharField(max_length=160)
    jurisdiction = models.CharField(max_length=8, blank=True, help_text="Code of the one that it belongs to")
    title = models.CharField(max_length=300)
    original = models.CharField(max_length=300, blank=True, help_text="Title in the original language")
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    heading = models.TextField(help_text="Folded words that name it, each after a space: for suggestions")
    standing = models.PositiveSmallIntegerField(help_text="How likely its noun is what people look for, in per cent")
    format = models.PositiveSmallIntegerField(help_text="The way of indexing by which it was made")

    class Meta:
        ordering = ["noun", "key"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.noun}/{self.key}"


class Posting(models.Model):
    """That a document is found by a token, and how much the token says about it."""

    token = models.CharField(max_length=120)
    # Without a constraint in the database: these rows are written and removed together, by one module, a hundred thousand at once.
    document = models.ForeignKey(
        SearchDocument, on_delete=models.DO_NOTHING, related_name="postings", db_constraint=False
    )
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["token", "document"]
        default_permissions = ()
        indexes = [models.Index(fields=["token", "document", "weight"], name="posting_by_token")]

    def __str__(self) -> str:
        return f"{self.token}: {self.document_id}"


class SearchWord(models.Model):
    """A word of the indexed texts, to complete what somebody begins to type and to find the word that was meant."""

    word = models.CharField(max_length=60, unique=True)
    backwards = models.CharField(max_length=60, db_index=True, help_text="Empty where typing errors are not looked for")
    token = models.CharField(max_length=60)

    class Meta:
        ordering = ["word"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
