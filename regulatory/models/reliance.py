"""Reliance, work-sharing and convergence initiatives, who takes part, and their parts.

What one economy does under an initiative is a fact: see fact_types.py.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from regulatory.choices import ComponentKind, Direction, MembershipStatus
from regulatory.models.fields import KeyField, PartialDateField, TextListField
from regulatory.models.jurisdiction import Jurisdiction
from regulatory.models.source import SourceLink


class RelianceInitiative(models.Model):
    """A scheme in which authorities use or share each other's work, or bring their rules closer."""

    key = KeyField(unique=True)
    name = models.CharField(max_length=200)
    also_known_as = TextListField()
    lead = models.CharField(max_length=200)
    direction = models.CharField(max_length=20, choices=Direction)
    direction_note = models.TextField(blank=True)
    what_it_does = models.TextField()
    since = PartialDateField()
    since_note = models.TextField(blank=True)
    stages = TextListField(help_text="Regulatory steps that it covers")
    products = models.CharField(max_length=250, blank=True)
    atmp_relevance = models.TextField(blank=True)
    count_note = models.TextField(blank=True)
    participants_note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/reliance/{self.key}/"


class RelianceInitiativeCitation(SourceLink):
    initiative = models.ForeignKey(RelianceInitiative, on_delete=models.CASCADE, related_name="citations")


class Participation(models.Model):
    """One participant of one initiative: a jurisdiction of this knowledge base, or another one by name.

    A missing row does not mean that an authority takes no part.
    """

    initiative = models.ForeignKey(RelianceInitiative, on_delete=models.CASCADE, related_name="participants")
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    name = models.CharField(max_length=100, blank=True, help_text="Only for a participant outside this knowledge base")
    authority = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=100, blank=True, help_text="In the source's words")
    status = models.CharField(max_length=20, choices=MembershipStatus, blank=True, help_text="For memberships")
    membership_kind = models.CharField(max_length=60, blank=True, help_text="Such as standing regulatory member")
    scope = models.CharField(max_length=200, blank=True)
    since = PartialDateField()
    as_of = PartialDateField(help_text="Date of the text that says so")
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["initiative__order", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jurisdiction__isnull=False, name="") | (Q(jurisdiction=None) & ~Q(name="")),
                name="participant_is_a_jurisdiction_or_a_name",
            ),
            models.UniqueConstraint(
                fields=["initiative", "jurisdiction"],
                condition=Q(jurisdiction__isnull=False),
                name="one_row_a_jurisdiction_in_an_initiative",
            ),
            models.UniqueConstraint(
                fields=["initiative", "name"], condition=Q(jurisdiction=None), name="one_row_a_name_in_an_initiative"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.jurisdiction)


class ParticipationCitation(SourceLink):
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="citations")


class InitiativeComponent(models.Model):
    """A part of an initiative that has a name of its own: a work area, a training centre, a statement."""

    key = KeyField(unique=True)
    initiative = models.ForeignKey(RelianceInitiative, on_delete=models.CASCADE, related_name="components")
    kind = models.CharField(max_length=30, choices=ComponentKind)
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    champions = models.ManyToManyField(Jurisdiction, blank=True, related_name="+")
    areas = TextListField()
    role = models.CharField(max_length=200, blank=True)
    since = PartialDateField()
    order = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["initiative__order", "order", "key"]

    def __str__(self) -> str:
        return self.name or self.key


class InitiativeComponentCitation(SourceLink):
    component = models.ForeignKey(InitiativeComponent, on_delete=models.CASCADE, related_name="citations")
