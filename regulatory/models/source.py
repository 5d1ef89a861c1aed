"""Where knowledge comes from: a document version, and the base of the links by which identity nouns cite it.

The citations of facts live in fact.py, because they are part of a version and as immutable as it is.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When

from regulatory.choices import Force, SourceKind, SourceStatus
from regulatory.models.fields import KeyField, PartialDateField, TextListField
from regulatory.models.jurisdiction import Authority, Jurisdiction

ENDED_SOURCES = (SourceStatus.SUPERSEDED, SourceStatus.REPEALED)
"""What rests on such a document is to be looked at again."""
AUTHOR_FIELDS = ("name", "role", "affiliation", "profile")


def validate_authors(value: object) -> None:
    """A list of people, each a mapping with a name and perhaps role, affiliation and profile."""
    problem = ValidationError(
        f"Give a list of people, each with a name and, where known, {', '.join(AUTHOR_FIELDS[1:])}."
    )
    if not isinstance(value, list):
        raise problem
    for author in value:
        if not isinstance(author, dict) or not author.get("name") or set(author) - set(AUTHOR_FIELDS):
            raise problem


class Source(models.Model):
    """One version of one document that facts rest on."""

    key = KeyField(unique=True)
    former_keys = TextListField(help_text="Earlier keys of the same document; they go on answering")
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="The economy in whose dossier it stands; empty: shared",
    )
    kind = models.CharField(max_length=20, choices=SourceKind)
    title = models.CharField(
        max_length=300, help_text="In English; a translation where the original is in another language"
    )
    title_original = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=150, blank=True, help_text="As the issuer writes it, such as S 104/2021")
    issuer = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(
        Authority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="The issuer, where it is one of the authorities that are kept here; empty: none of them",
    )
    issued = PartialDateField()
    effective = PartialDateField(help_text="When it took or takes effect")
    status = models.CharField(max_length=20, choices=SourceStatus, blank=True, help_text="Empty: not known")
    binding = models.BooleanField(null=True, blank=True, help_text="Does it bind; empty: not known")
    primary = models.BooleanField(help_text="The official text, not literature about it")
    language = models.CharField(max_length=10, default="en")
    url = models.URLField(max_length=600, blank=True)
    seen_at = TextListField(help_text="Third parties' pages where its content was seen")
    format = models.CharField(max_length=60, blank=True, help_text="Such as guest column")
    authors = models.JSONField(default=list, blank=True, validators=[validate_authors])
    note = models.TextField(blank=True)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    force = models.GeneratedField(
        expression=Case(
            When(kind=SourceKind.WORKSHOP_REPORT, then=Value(Force.WORKSHOP)),
            When(primary=False, then=Value(Force.SECONDARY)),
            When(Q(kind=SourceKind.ACT) & Q(binding=True), then=Value(Force.STATUTE)),
            When(binding=True, then=Value(Force.BINDING_RULE)),
            When(kind=SourceKind.WEB_PAGE, then=Value(Force.AUTHORITY_PAGE)),
            default=Value(Force.GUIDANCE),
        ),
        output_field=models.CharField(max_length=20, choices=Force),
        db_persist=True,
    )

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sources/{self.key}/"

    def clean(self) -> None:
        super().clean()
        if self.supersedes_id and self.supersedes_id == self.pk:
            raise ValidationError({"supersedes": "A document cannot supersede itself."})


class SourceLink(models.Model):
    """A citation by an identity noun. Each noun has a table of its own, with a real foreign key to what it cites for."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField(max_length=120, blank=True, help_text="Article, section or page")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.source_id} {self.locator}".strip()
