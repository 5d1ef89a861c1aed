"""Durations as bars: pure functions from stated durations to charts, which parts/bars.html draws as inline SVG in their own table.

The table is the figure's data: each bar stands beside its figure in words, so nothing rests on colour or on the drawing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regulatory.choices import DayBasis
from regulatory.comparison.timeline import SORTS, Duration
from regulatory.pages.wording import counted, days_of, years_between
from regulatory.readings import JurisdictionReading

FULL = 100.0
"""The width of a drawing in its own units."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar. `look` is fill (stated), working (working days) or open (an end that is open, or a range)."""

    x: str
    width: str
    look: str


@dataclass(frozen=True, slots=True)
class Bar:
    place: JurisdictionReading
    name: str
    text: str
    classes: str
    url: str
    segments: tuple[Segment, ...]

    @property
    def says(self) -> str:
        return f"{self.place.name}: {self.text}"


@dataclass(frozen=True, slots=True)
class Chart:
    """`lead` says what the bars mean; `csv` is the address of the same rows as a file, empty where there is none."""

    key: str
    title: str
    lead: str
    bars: tuple[Bar, ...]
    csv: str = ""


def text_of(duration: Duration) -> str:
    if duration.unit == "hours":
        return counted(duration.high or duration.low or 0, "hour")
    if duration.unit == "days":
        return days_of(duration.high or duration.low or 0, duration.basis)
    return years_between(duration.low, duration.high)


def size(duration: Duration) -> int:
    return max(duration.low or 0, duration.high or 0)


def segments_of(duration: Duration, longest: int) -> tuple[Segment, ...]:
    """From nothing to the least that is stated, and openly from there to the most; a missing end is open to the edge or from nothing."""

    def part(start: float, end: float, look: str) -> Segment:
        scale = FULL / longest if longest else 0
        return Segment(f"{start * scale:.1f}", f"{max(end - start, 0) * scale:.1f}", look)

    low, high = duration.low, duration.high
    look = "working" if duration.basis == DayBasis.WORKING else "fill"
    if low is not None and low == high:
        return (part(0, low, look),)
    if low is None:
        return (part(0, high or 0, "open"),)
    solid = part(0, low, look)
    return (solid, part(low, high if high is not None else longest, "open"))


def chart_of(key: str, title: str, lead: str, durations: Iterable[Duration], csv: str = "") -> Chart:
    """Durations on one scale, from the longest to the shortest."""
    ordered = sorted(durations, key=lambda each: (-size(each), each.jurisdiction.name, each.name, each.fact.key))
    longest = max(map(size, ordered), default=0)
    return Chart(
        key,
        title,
        lead,
        tuple(
            Bar(
                each.jurisdiction,
                each.name,
                text_of(each),
                ", ".join(one.name for one in each.fact.product_classes),
                f"/facts/{each.fact.key}/",
                segments_of(each, longest),
            )
            for each in ordered
        ),
        csv,
    )


FILLED = "Filled is what is stated, dashed what is open beyond it."
LEADS = {
    ("years", ""): f"Years as stated. {FILLED}",
    ("hours", ""): "Hours as stated.",
    ("days", DayBasis.CALENDAR.value): "Calendar days as stated.",
    ("days", DayBasis.WORKING.value): "Working days as stated; they are never converted to calendar days.",
    ("days", ""): "Days as stated; whether calendar or working days is not stated, so they compare with nothing.",
}
IN_WORDS = {
    ("years", ""): "",
    ("hours", ""): ", in hours",
    ("days", DayBasis.CALENDAR.value): ", in calendar days",
    ("days", DayBasis.WORKING.value): ", in working days",
    ("days", ""): ", days of an unstated kind",
}


def charts_by_scale(key: str, title: str, durations: Iterable[Duration], csv: str = "") -> Iterator[Chart]:
    """A chart for each scale that any of the durations is on: calendar days, working days and years are never drawn against each other."""
    every = list(durations)
    for (unit, basis), lead in LEADS.items():
        own = [each for each in every if (each.unit, each.basis) == (unit, basis)]
        if own:
            name = f"{key}-{basis or unit}"
            yield chart_of(name, f"{title}{IN_WORDS[unit, basis]}", lead, own, csv)


def charts_of_plan(durations: Iterable[Duration]) -> list[Chart]:
    """The charts of each sort, in the order of SORTS."""
    every = list(durations)
    return [
        chart
        for sort, title in SORTS.items()
        for chart in charts_by_scale(sort, title, [each for each in every if each.sort == sort])
    ]
