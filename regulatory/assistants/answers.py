"""The answers to assistants: those of the API, small enough to be read whole, each with its citations and the date of the data.

What cannot be answered is refused by NotAnsweredError, whose text says what would be right. Nothing here knows the protocol.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from atmp_kb.rest import meta
from regulatory import nouns, querysets
from regulatory.api import changes
from regulatory.api.asked import moved_data
from regulatory.api.base import Links, written
from regulatory.api.compare import comparison_data
from regulatory.api.fact_fields import citation_data, fact_data, fact_on
from regulatory.api.plan import plan_data
from regulatory.api.search import hit_data, understanding
from regulatory.filtersets.between import ask_between, moved_between
from regulatory.filtersets.changes import ChangeFilter
from regulatory.filtersets.compared import compared
from regulatory.filtersets.comparison import COMPARE, PLAN, Asked, ask
from regulatory.filtersets.facts import FactFilter
from regulatory.filtersets.planned import planned
from regulatory.filtersets.searched import NotAskedError, searched
from regulatory.readings import FactReading

Answer = dict[str, object]
Value = str | bool | int | datetime.date | Sequence[str] | None

HOW_TO_READ = (
    "Quote each statement with its citation (document, locator, address) and the data date (meta.data_date). "
    "Only what somebody saw in a text is told: statements that wait for verification are never shown. "
    "A blank is not a no: 'not-researched' means that nobody has looked yet; that somebody looked and found nothing is a fact of the "
    "type 'absence', with where it was looked for. null means 'not stated'. "
    "A rule that is proposed, adopted or ended says so in legal_status. This is no legal advice: the text of the law prevails."
)
MOST_CELLS = 40
"""Of a comparison: economies times topics."""
MOST_PLANNED = 6
"""Economies of a plan, those to weigh beside them included."""
MOST_FACTS = 80
"""Of a plan; more are no answer that can be read whole."""
MOST_MOVES = 40
WHEREVER_QUOTED = (
    *(
        "key",
        "type",
        "jurisdiction",
        "topic",
        "title",
        "summary",
        "kind",
        "obligation",
        "scope",
        "legal_status",
        "product_classes",
        "note",
    ),
    *(
        "review_days",
        "review_days_basis",
        "validity_years",
        "deadline_days",
        "deadline_basis",
        "duration_years_min",
        "duration_years_max",
    ),
    *(
        "looked_in",
        "citations",
        "force",
        "effective_from",
        "effective_until",
        "checked_on",
        "url",
        "applies",
        "on_that_day",
    ),
)
"""What a fact tells where it stands among others; get_fact tells all of it."""
ARGUMENTS = {
    "q": "query",
    "class": "product_classes",
    "from": "since",
    "to": "until",
    "jurisdiction": "jurisdictions",
    "topic": "topics",
}
"""Parameters of the API that the tools call otherwise."""


class NotAnsweredError(ValueError):
    """A question that cannot be answered, with what is wrong and what would be right."""

    @classmethod
    def because(cls, problems: Mapping[str, Iterable[str]], given: Iterable[str]) -> NotAnsweredError:
        """Each argument at fault by the name that was `given`."""
        names = {name: name if name in given else ARGUMENTS.get(name, name) for name in problems}
        return cls(" ".join(f"{names[name]}: {text}" for name, texts in problems.items() for text in texts))


def question(**given: Value) -> QueryDict:
    """What was asked as a query string, so that the parsers of API and pages read it; what is None or empty was not asked."""
    asked = QueryDict(mutable=True)
    for name, value in given.items():
        name = name.rstrip("_")
        if value is True:
            asked[name] = "1"
        elif isinstance(value, str | int | datetime.date) and not isinstance(value, bool) and value != "":
            asked[name] = str(value)
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            asked.setlist(name, [*value])
    return asked


def answered(answer: Answer) -> Answer:
    return {"how_to_read": HOW_TO_READ, **answer}


def without_problems(asked: Asked, given: Iterable[str]) -> Asked:
    if asked.problems:
        raise NotAnsweredError.because(asked.problems, given)
    return asked


def quoted(fact: Mapping[str, object]) -> Answer:
    return {name: fact[name] for name in WHEREVER_QUOTED if name in fact}


def cited(facts: Iterable[FactReading]) -> dict[str, list[dict[str, object]]]:
    return {fact.key: [citation_data(citation) for citation in fact.citations] for fact in facts}


def search(links: Links, *, limit: int, **given: Value) -> Answer:
    """The records that answer best; facts with their citations."""
    try:
        asked = searched(question(**given))
        if not asked.text:
            raise NotAnsweredError("query: Say what you look for: a few words, a number, a name.")
        found = asked.answer(limit=limit)
    except NotAskedError as error:
        raise NotAnsweredError.because(error.problems, given.keys() - {"q"}) from error
    facts = querysets.published_facts().filter(key__in=[hit.key for hit in found.hits if hit.noun == "facts"])
    citations = cited(querysets.read_facts(facts, only={"citations"}))
    results = []
    for hit in found.hits:
        told = {name: value for name, value in hit_data(hit, links).items() if name not in ("marked", "score")}
        results.append({**told, **({"citations": citations[hit.key]} if hit.key in citations else {})})
    return answered({"meta": meta(), "count": found.total, **understanding(asked, found), "results": results})


def get_fact(links: Links, *, key: str, **moment: Value) -> Answer:
    """One fact with all that is stated of it, as published today or as of a moment."""
    filterset = FactFilter(question(**moment))
    if problems := filterset.problems():
        raise NotAnsweredError.because(problems, moment)
    day = filterset.moment.in_force_on
    rows = filterset.qs.filter(key=key) if "\x00" not in key else filterset.qs.none()
    found = querysets.read_facts(rows, confirmed_until=filterset.confirmed_until)
    if not found:
        when = " at that moment" if moment and any(moment.values()) else ""
        raise NotAnsweredError(f"key: No fact '{key[:80]}' is published{when}. Keys are found by the tool search.")
    return answered({**fact_on(found[0], day, links), "meta": meta(querysets.revision_at(filterset.moment))})


def compare(links: Links, **given: Value) -> Answer:
    """Economies side by side on topics: the cells with their facts, the agreement and the strictest of each row."""
    asked = without_problems(ask(question(**given), COMPARE), given)
    cells = len(asked.columns) * len(asked.rows)
    if cells > MOST_CELLS:
        raise NotAnsweredError(
            f"topics: {len(asked.columns)} economies on {len(asked.rows)} topics (subtopics included) are {cells} cells. "
            f"Ask for at most {MOST_CELLS}: name fewer jurisdictions, or topics of the second level."
        )
    data: dict[str, Any] = comparison_data(compared(asked), links)
    for cell in (cell for row in data["rows"] for cell in row["cells"]):
        cell["facts"] = [quoted(fact) for fact in cell["facts"]]
    return answered(data)


def plan(links: Links, **given: Value) -> Answer:
    """The checklist of a programme; what further economies would add only where they are named."""
    asked = without_problems(ask(question(**given), PLAN, needs="places"), given)
    if len(asked.columns) + len(asked.add) > MOST_PLANNED:
        raise NotAnsweredError(f"jurisdictions: Name at most {MOST_PLANNED} economies, those to add included.")
    found = planned(asked)
    data: dict[str, Any] = plan_data(found if asked.add else replace(found, margins=()), links)
    if len(data["facts"]) > MOST_FACTS:
        raise NotAnsweredError(
            f"topics: The plan rests on {len(data['facts'])} facts, more than the {MOST_FACTS} that are told at once. Ask in parts. "
            f"Facts by topic: {by_topic(asked, data['facts'].values())}."
        )
    return answered(data | {"facts": {key: quoted(fact) for key, fact in data["facts"].items()}})


def by_topic(asked: Asked, facts: Iterable[Mapping[str, Any]]) -> str:
    """How many of the facts are filed under each first-level topic, the topics under it included."""
    parents = {topic.key: topic.parent or topic.key for topic in asked.catalogue.ordered_topics}
    counts = Counter(parents[fact["topic"]["key"]] for fact in facts)
    return ", ".join(f"{key} {count}" for key, count in counts.most_common())


def what_changed(links: Links, *, since: datetime.date | None, until: datetime.date | None, **given: Value) -> Answer:
    """What moved between two days; without `since` the latest changes. At most MOST_MOVES, and how many there are."""
    if since is None:
        if until is not None:
            raise NotAnsweredError("until: Give since too, the day from whose end on changes are asked for.")
        return latest_changes(links, given)
    to = until or datetime.datetime.now(datetime.UTC).date()
    asked, span = ask_between(question(from_=since, to=to, **given))
    moves = moved_between(without_problems(asked, given), span)
    return answered(
        {
            "meta": meta(),
            "axis": span.axis,
            "from": span.start,
            "to": span.end,
            "of": len(moves),
            "moved": [
                {
                    **moved_data(move),
                    "citations": [citation_data(citation) for citation in move.fact.citations],
                    "url": fact_data(move.fact, links, ["url"])["url"],
                }
                for move in moves[:MOST_MOVES]
            ],
        }
    )


def latest_changes(links: Links, given: Mapping[str, Value]) -> Answer:
    if given.get("axis") not in (None, "knowledge"):
        raise NotAnsweredError("axis: What changed in the world is asked between two days. Give since.")
    filterset = ChangeFilter(
        question(jurisdiction=given.get("jurisdictions"), topic=given.get("topics")), nouns.public_changes()
    )
    if problems := filterset.problems():
        raise NotAnsweredError.because(problems, given)
    entries = list(filterset.qs[:MOST_MOVES])
    facts = querysets.published_facts().filter(key__in=[entry.key for entry in entries if entry.noun == "fact"])
    citations = cited(querysets.read_facts(facts, only={"citations"}))
    return answered(
        {
            "meta": meta(),
            "of": filterset.qs.count(),
            "changes": [
                {
                    **written(changes.ROW, entry, links),
                    **({"citations": citations[entry.key]} if entry.noun == "fact" and entry.key in citations else {}),
                }
                for entry in entries
            ],
        }
    )
