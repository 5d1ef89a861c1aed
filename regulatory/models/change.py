"""What happened to the knowledge: change notes (the content's revisions) with an entry a record, and the memory of content files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from regulatory.choices import ChangeVerb, ReviewVerb
from regulatory.models.jurisdiction import Jurisdiction
from regulatory.models.vocabulary import Topic


class ChangeNote(models.Model):
    """Who changed what, when and why. Its number is the revision of the content: it counts up by one, without gaps."""

    revision = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="change_notes")
    reason = models.TextField()

    class Meta:
        ordering = ["-revision"]

    def __str__(self) -> str:
        return f"Revision {self.revision}"


class ChangeEntry(models.Model):
    """What a change did to one record, with enough words to outlive the record."""

    change = models.ForeignKey(ChangeNote, on_delete=models.PROTECT, related_name="entries")
    verb = models.CharField(max_length=12, choices=ChangeVerb)
    noun = models.CharField(max_length=40, help_text="What the record is: fact, source, topic, ...")
    key = models.CharField(max_length=160)
    version = models.PositiveIntegerField(null=True, blank=True, help_text="Of a fact")
    title = models.CharField(max_length=300, blank=True)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.JSONField(null=True, blank=True, help_text="An identity record before; facts keep their versions")
    after = models.JSONField(null=True, blank=True)
    public = models.BooleanField(help_text="Whether readers may see the record")

    class Meta:
        ordering = ["-change_id", "pk"]
        verbose_name_plural = "change entries"
        indexes = [models.Index(fields=["noun", "key"], name="change_entry_by_record")]

    def __str__(self) -> str:
        return f"{self.verb} {self.noun} {self.key}"


class ReviewEvent(models.Model):
    """A step of an open version on its way to publication: the curators' own audit, never public."""

    key = models.CharField(max_length=80, db_index=True)
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=12, choices=ReviewVerb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_events")
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField(blank=True)
    via = models.ForeignKey(
        "access.ApiToken",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_events",
        help_text="The token of the program that did it for its owner; empty: the person at the desk",
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.key} v{self.version}"


class FileRecord(models.Model):
    """What the content files said of one record when files and database last agreed: the base of a three-way comparison."""

    noun = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the record in its file form")

    class Meta:
        ordering = ["noun", "key"]
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="file_record_once")]

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"
