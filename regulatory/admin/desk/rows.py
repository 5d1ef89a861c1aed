"""What every queue of the desk is made of: who asks, and a row as the template shows it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose desk it is, and the day (UTC)."""

    user: User
    today: datetime.date


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: where it is done, what it is about, and why it stands here; `mark` is one word, `day` when it came about."""

    url: str
    title: str
    place: str = ""
    about: str = ""
    mark: str = ""
    day: datetime.date | datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """A list of things to do. `items` are counted and sliced, each slice in a constant number of queries; `row` shows one of them."""

    key: str
    title: str
    explains: str
    empty: str
    items: Callable[[Asker], Sequence[Any] | Any]
    row: Callable[[Any], Row]
    may: Callable[[User], bool] = lambda user: True
    """Whose work it is."""
