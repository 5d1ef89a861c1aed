"""Who regulates: economies (and the references beside them) and their authorities. Not what they require: see fact.py."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from regulatory.choices import JurisdictionKind, MembershipStatus
from regulatory.models.fields import KeyField


class Jurisdiction(models.Model):
    """An APEC economy, or a union or international body that is kept as a reference beside them."""

    code = models.CharField(
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2,8}$", "Use capital letters, as in ISO 3166: SG, JP, EU.")],
        help_text="ISO 3166 code, or EU",
    )
    name = models.CharField(max_length=100, unique=True, help_text="As APEC writes it")
    kind = models.CharField(max_length=20, choices=JurisdictionKind)
    apec_member = models.BooleanField()
    local_term = models.CharField(max_length=250, blank=True, help_text="What ATMPs are called here, in English")
    local_term_original = models.CharField(max_length=250, blank=True, help_text="The same in the original language")
    overview = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/economies/{self.code}/"


class Authority(models.Model):
    """A body that decides, advises or inspects in one jurisdiction."""

    key = KeyField(unique=True)
    jurisdiction = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="authorities")
    name = models.CharField(max_length=200)
    name_original = models.CharField(max_length=200, blank=True)
    abbreviation = models.CharField(max_length=30, blank=True)
    role = models.TextField(blank=True, help_text="What it does for ATMPs")
    url = models.URLField(max_length=500, blank=True)
    ich_status = models.CharField(max_length=20, choices=MembershipStatus, blank=True, help_text="Empty: not known")
    pics_status = models.CharField(max_length=20, choices=MembershipStatus, blank=True, help_text="Empty: not known")
    who_listed = models.BooleanField(null=True, blank=True, help_text="WHO Listed Authority; empty: not known")

    class Meta:
        ordering = ["key"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.abbreviation or self.name
