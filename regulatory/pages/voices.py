"""What was said elsewhere about a noun of this app. Other apps register a voice here; this app imports none of them.

The workshop registers one (workshop/apps.py), so that profiles, topics and the home page can show what it said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement. `url` is the page on which it stands, `attribution` names its source in a few words."""

    key: str
    kind: str
    title: str
    text: str
    note: str
    url: str
    place: str
    attribution: str


class Voice(Protocol):
    """An app that has statements. Each method takes a constant number of queries."""

    def about_jurisdiction(self, code: str) -> list[Statement]: ...
    def about_topics(self, keys: tuple[str, ...]) -> list[Statement]: ...
    def about_initiative(self, key: str) -> list[Statement]: ...
    def about_attribute(self, key: str) -> list[Statement]: ...
    def takeaways(self) -> list[Statement]: ...


VOICES: list[Voice] = []


def register(voice: Voice) -> None:
    """Add a voice; once, when its app is set up."""
    VOICES.append(voice)


def about_jurisdiction(code: str) -> list[Statement]:
    return [each for voice in VOICES for each in voice.about_jurisdiction(code)]


def about_topics(keys: tuple[str, ...]) -> list[Statement]:
    return [each for voice in VOICES for each in voice.about_topics(keys)]


def about_initiative(key: str) -> list[Statement]:
    return [each for voice in VOICES for each in voice.about_initiative(key)]


def about_attribute(key: str) -> list[Statement]:
    return [each for voice in VOICES for each in voice.about_attribute(key)]


def takeaways() -> list[Statement]:
    return [each for voice in VOICES for each in voice.takeaways()]
