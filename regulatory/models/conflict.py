"""What the content files and the database say differently of one record, as the last load found it: for the curators' desk."""

from __future__ import annotations

from django.db import models


class FileConflict(models.Model):
    """One record that both sides changed. Made anew by every load; gone once files and database agree again."""

    noun = models.CharField(max_length=40)
    key = models.CharField(max_length=160)
    file = models.CharField(max_length=200, blank=True)
    message = models.TextField()
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["noun", "key"]

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"
