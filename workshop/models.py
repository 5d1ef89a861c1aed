"""The workshop: its sessions, what was said there, and the organisations named. All of it is attributed to its one source."""

from __future__ import annotations

from django.db import models

from regulatory.choices import InsightKind, OrganisationKind
from regulatory.models import (
    CriticalQualityAttribute,
    GlossaryTerm,
    Jurisdiction,
    ProductClass,
    RelianceInitiative,
    Source,
    Topic,
)
from regulatory.models.fields import KeyField, PartialDateField, TextListField


class Organisation(models.Model):
    """A body that the article about the workshop names."""

    key = KeyField(unique=True)
    name = models.CharField(max_length=200)
    name_original = models.CharField(max_length=200, blank=True)
    name_note = models.TextField(blank=True)
    abbreviation = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    role = models.TextField(help_text="Its part in the workshop, as reported")
    url = models.URLField(max_length=500, blank=True)
    named_in_article = models.BooleanField()

    class Meta:
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.abbreviation or self.name


class Workshop(models.Model):
    """One workshop, as one source reports it."""

    key = KeyField(unique=True)
    title = models.CharField(max_length=200)
    title_note = models.TextField(blank=True)
    focus = models.CharField(max_length=200)
    host = models.CharField(max_length=200, blank=True)
    host_note = models.TextField(blank=True)
    host_verified = models.BooleanField(default=False, help_text="Whether the source says outright who hosted")
    month = PartialDateField()
    date_note = models.TextField(blank=True)
    duration_days = models.PositiveSmallIntegerField(null=True, blank=True)
    format = models.CharField(max_length=30, blank=True)
    registrants = models.PositiveIntegerField(null=True, blank=True)
    economies = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many economies took part")
    economies_note = models.TextField(blank=True)
    participants = TextListField(help_text="Groups that took part")
    purpose = models.TextField()
    complements = TextListField(help_text="What it adds to")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="workshops")
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["-month", "key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/workshops/{self.key}/"


class Organiser(models.Model):
    """The part that an organisation had in a workshop."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="organised")
    role = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "organisation"], name="organiser_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.role}"


class Session(models.Model):
    """One session of a workshop."""

    key = KeyField(unique=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    focus = models.TextField()

    class Meta:
        ordering = ["workshop__key", "number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="session_number_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sessions/{self.key}/"


class Insight(models.Model):
    """One statement reported from a workshop, in our own words: of a session, a takeaway, or its frame and close.

    The links to topics, jurisdictions and the rest are the editors' reading of the statement.
    """

    key = KeyField(unique=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="insights")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, null=True, blank=True, related_name="insights")
    kind = models.CharField(max_length=30, choices=InsightKind)
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a takeaway")
    title = models.CharField(max_length=200, blank=True, help_text="Of a takeaway")
    statement = models.TextField()
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(help_text="Within the workshop")
    topics = models.ManyToManyField(Topic, blank=True, related_name="insights")
    jurisdictions = models.ManyToManyField(Jurisdiction, blank=True, related_name="insights")
    product_classes = models.ManyToManyField(ProductClass, blank=True, related_name="insights")
    attributes = models.ManyToManyField(CriticalQualityAttribute, blank=True, related_name="insights")
    initiatives = models.ManyToManyField(RelianceInitiative, blank=True, related_name="insights")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="insights")
    glossary_terms = models.ManyToManyField(GlossaryTerm, blank=True, related_name="insights")
    rests_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="taken_up_by")
    verified = models.BooleanField(default=False, help_text="The source itself says so")

    class Meta:
        ordering = ["workshop__key", "order", "key"]

    def __str__(self) -> str:
        return self.title or self.statement

    def get_absolute_url(self) -> str:
        place = self.session.get_absolute_url() if self.session else self.workshop.get_absolute_url()
        return f"{place}#{self.key}"
