"""The closed questions about economies, answered. Which there are stands in comparison/closed_questions.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from regulatory import querysets
from regulatory.choices import FactType, MembershipStatus
from regulatory.comparison.closed_questions import INDICATORS
from regulatory.comparison.indicators import Indicator, IndicatorAnswer, Standing, Stated, quick_facts
from regulatory.filtersets.compared import read
from regulatory.filtersets.comparison import Asked
from regulatory.models import Authority, Jurisdiction
from regulatory.querysets import ContentRevision
from regulatory.readings import JurisdictionReading


@dataclass(frozen=True, slots=True)
class IndicatorGrid:
    """Questions x economies; `answers` by the code of the economy, in the order of the questions."""

    asked: Asked
    questions: tuple[Indicator, ...]
    places: tuple[JurisdictionReading, ...]
    answers: Mapping[str, tuple[IndicatorAnswer, ...]]
    revision: ContentRevision


def indicated(asked: Asked, types: Iterable[FactType] = ()) -> IndicatorGrid:
    """The grid of a question without problems: ten queries at most with its catalogue, however many economies.

    `types` are those that its questions rest on, where only these are to be read.
    """
    revision = querysets.revision_at(asked.moment)
    facts = defaultdict(list)
    for fact in read(asked, revision, types=types):
        facts[fact.jurisdiction.code].append(fact)
    questions = tuple(each for each in INDICATORS if not asked.indicators or each.key in asked.indicators)
    standings = standings_by_code()
    return IndicatorGrid(
        asked,
        questions,
        asked.columns,
        {each.code: quick_facts(questions, facts[each.code], standings[each.code]) for each in asked.columns},
        revision,
    )


def standings_by_code() -> dict[str, Standing]:
    """What the records of each jurisdiction state beside the facts, as they stand today: two queries."""
    authorities = defaultdict(list)
    for code, *row in Authority.objects.order_by("key").values_list(
        "jurisdiction__code", "key", "ich_status", "pics_status", "who_listed"
    ):
        authorities[code].append(row)
    terms = Jurisdiction.objects.values_list("code", "local_term")
    return {code: standing_of(code, term, authorities[code]) for code, term in terms}


def standing_of(code: str, term: str, authorities: Iterable[Sequence[object]]) -> Standing:
    """Each membership as the first authority that states one has it."""
    stated: dict[str, Stated] = {"local_term": Stated(term, (code,))} if term else {}
    for key, ich, pics, who_listed in authorities:
        for name, status in (("ich", ich), ("pics", pics)):
            if status and name not in stated:
                stated[name] = Stated(MembershipStatus(str(status)).label.lower(), (str(key),))
        if who_listed and "who_listed" not in stated:
            stated["who_listed"] = Stated("listed", (str(key),))
    return Standing(**stated)
