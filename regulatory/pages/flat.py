"""Comparison, plan, indicators and durations as flat rows for spreadsheets: one row a fact in a cell, and one for each blank.

The formats stand in spreadsheets.py, the addresses in exports.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from regulatory import spreadsheets
from regulatory.choices import Force, LegalStatus
from regulatory.comparison.applicability import APPLIES
from regulatory.comparison.planner import Line
from regulatory.comparison.table import Cell, Row
from regulatory.filtersets.compared import Compared
from regulatory.filtersets.indicated import IndicatorGrid
from regulatory.filtersets.planned import Planned
from regulatory.pages.agreeing import agreement_text, strictest_text
from regulatory.readings import FactReading, JurisdictionReading, PendingReading, SourceReading

Address = Callable[[str], str]
"""A path of the site -> its absolute address."""

FIGURES = (
    *("review_days", "review_days_basis", "review_days_measure", "review_days_limit", "validity_years"),
    *("event", "event_phase", "reporter", "deadline_days", "deadline_basis", "deadline_hours"),
    *("duration_years_min", "duration_years_max", "duration_bound"),
)
FACT = (
    "fact",
    "version",
    "type",
    "kind",
    "title",
    "title_original",
    "summary",
    "obligation",
    "written_for",
    "legal_status",
    "force",
    "carried_by",
    "product_classes",
    *FIGURES,
    "note",
    "effective_from",
    "effective_until",
    "pending_changes",
    "checked_on",
    "sources",
    "source_addresses",
    "address",
)
COMPARISON = (
    "topic",
    "topic_name",
    "jurisdiction",
    "jurisdiction_name",
    "answer",
    "blank",
    *FACT,
    "applies",
    "applies_because",
    "on_that_day",
    "on_that_day_because",
)
PLAN = (
    "part",
    "topic",
    "topic_name",
    "line",
    "jurisdiction",
    "jurisdiction_name",
    "answer",
    "drives_the_line",
    "why",
    *FACT,
)
INDICATORS = (
    "indicator",
    "question",
    "jurisdiction",
    "jurisdiction_name",
    "state",
    "answer",
    "value",
    "scale",
    "detail",
    "facts",
    "rests_on",
)
WIDTHS = {
    "topic_name": 24,
    "jurisdiction_name": 18,
    "answer": 22,
    "question": 40,
    "title": 32,
    "summary": 60,
    "sources": 50,
    "source_addresses": 40,
    "address": 36,
    "note": 36,
    "pending_changes": 40,
    "applies_because": 40,
    "on_that_day_because": 40,
    "why": 36,
    "line": 30,
    "facts": 40,
}


def widths(head: Iterable[str]) -> list[int]:
    return [WIDTHS.get(name, 14) for name in head]


def fact_values(fact: FactReading | None, address: Address) -> tuple[spreadsheets.Value, ...]:
    """The columns FACT; all empty where there is no fact."""
    if fact is None:
        return ("",) * len(FACT)
    return (
        fact.key,
        fact.version,
        fact.type,
        fact.kind,
        fact.title,
        fact.title_original,
        fact.summary,
        fact.obligation,
        fact.scope,
        fact.legal_status,
        fact.force.value if fact.force else "",
        fact.carried_by.value if fact.carried_by else "",
        ", ".join(each.key for each in fact.product_classes),
        *(getattr(fact.own, name, None) for name in FIGURES),
        fact.note,
        fact.effective_from,
        fact.effective_until,
        "; ".join(map(pending_text, fact.pending_changes)),
        fact.checked_on,
        "; ".join(", ".join(filter(None, (each.source.title, each.locator))) for each in fact.citations),
        " ".join(dict.fromkeys(each.source.url for each in fact.citations if each.source.url)),
        address(f"/facts/{fact.key}/"),
    )


def pending_text(change: PendingReading) -> str:
    """A coming change on one line, the text that makes it included."""
    return f"{change.changes_on}: {change.note} ({', '.join(filter(None, (change.source.title, change.locator)))})"


def comparison_rows(found: Compared, address: Address) -> Iterator[spreadsheets.Row]:
    """The columns COMPARISON."""
    for row in found.table.rows:
        for cell in row.cells:
            for fact in cell.facts or (None,):
                yield (
                    row.topic.key,
                    row.topic.name,
                    cell.jurisdiction.code,
                    cell.jurisdiction.name,
                    cell.answer.label if cell.answer else "",
                    cell.blank.kind if cell.blank else "",
                    *fact_values(fact, address),
                    *weighed(found, fact),
                )


def weighed(found: Compared, fact: FactReading | None) -> tuple[str, str, str, str]:
    verdict = found.verdicts.get(fact.key) if fact else None
    day = found.days.get(fact.key) if fact else None
    return (
        verdict.verdict if verdict else "",
        verdict.reason if verdict else "",
        day.verdict if day else "",
        day.reason if day else "",
    )


def grid_rows(found: Compared) -> Iterator[spreadsheets.Row]:
    """The comparison as it stands on the page: a row a topic, a column an economy."""
    for row in found.table.rows:
        yield (
            row.topic.name,
            row.measure.asks,
            agreement_text(row.agreement) if row.measure.can_differ else "",
            "\n".join(strictest_text(each) for each in row.strictest),
            *(cell_text(row, cell, found) for cell in row.cells),
        )


def cell_text(row: Row, cell: Cell, found: Compared) -> str:
    lines = [cell.answer.label] if cell.answer and row.measure.can_differ else []
    lines += [cell.blank.label] if cell.blank else []
    for fact in cell.facts:
        if fact in cell.rules:
            lines.append(marked(fact, found))
            lines += [f"Not yet applied: {each.changes_on}: {each.note}" for each in fact.pending_changes]
    return "\n".join(lines)


def marked(fact: FactReading, found: Compared) -> str:
    """A rule with its force, and whatever keeps it from answering: that it is not in force, or not surely for the product."""
    marks = [FORCE[fact.force]] if fact.force else []
    if fact.legal_status != LegalStatus.IN_FORCE:
        marks.append(LegalStatus(fact.legal_status).label)
    verdict = found.verdicts.get(fact.key)
    if verdict and verdict.verdict != APPLIES:
        marks.append(verdict.label)
    return f"{fact.title} ({'; '.join(marks)})" if marks else fact.title


FORCE = {force: force.label for force in Force}


def source_rows(sources: Iterable[SourceReading], address: Address) -> Iterator[spreadsheets.Row]:
    for number, source in enumerate(sources, 1):
        yield (
            number,
            source.title,
            source.title_original,
            source.number,
            source.issuer,
            source.issued,
            source.force,
            source.status,
            source.url,
            address(f"/sources/{source.key}/"),
        )


SOURCES = (
    "number",
    "title",
    "title_original",
    "document_number",
    "issuer",
    "issued",
    "force",
    "status",
    "document",
    "address",
)


def plan_rows(found: Planned, address: Address) -> Iterator[spreadsheets.Row]:
    """The columns PLAN: the lines with their facts, what is to be checked, what comes, precedents, and questions to the authorities."""
    for line in found.plan.lines:
        for part, facts in (("line", line.facts), ("to-check", line.to_check)):
            for fact in facts:
                yield (
                    part,
                    line.topic.key,
                    line.topic.name,
                    line.name,
                    *place_of(fact.jurisdiction),
                    *answer_of(line, fact),
                    "",
                    *fact_values(fact, address),
                )
    for part, facts in (("coming", found.plan.coming), ("precedent", found.plan.precedents)):
        for fact in facts:
            own = (part, fact.topic.key, fact.topic.name, "", *place_of(fact.jurisdiction), "", "", "")
            yield (*own, *fact_values(fact, address))
    for question in found.plan.questions:
        topic = question.topic
        asked = ("question", topic.key, topic.name, topic.question, *place_of(question.jurisdiction), "", "")
        yield (*asked, question.why, *fact_values(None, address))


def place_of(place: JurisdictionReading) -> tuple[str, str]:
    return place.code, place.name


def answer_of(line: Line, fact: FactReading) -> tuple[str, str]:
    """The answer of the fact's economy where it rests on this fact, and whether that drives the line."""
    driving = {each.key for strictest in line.strictest for each in strictest.facts}
    for place, answer in line.answers:
        if place.code == fact.jurisdiction.code and fact.key in {each.key for each in answer.facts}:
            return answer.label, "yes" if fact.key in driving else ""
    return "", ""


def indicator_rows(grid: IndicatorGrid) -> Iterator[spreadsheets.Row]:
    """The columns INDICATORS."""
    for number, question in enumerate(grid.questions):
        for place in grid.places:
            found = grid.answers[place.code][number]
            yield (
                question.key,
                question.question,
                *place_of(place),
                found.state,
                found.label,
                found.value,
                found.scale,
                found.detail,
                ", ".join(fact.key for fact in found.facts),
                ", ".join(found.rests_on),
            )
