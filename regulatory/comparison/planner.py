"""The checklist of a programme: what the chosen economies ask of one product at its stage, who drives each line, and what is not known.

What one more economy adds stands in margin.py, the durations for the figure in timeline.py; whether a fact applies is decided in
applicability.py, and which answer is stricter in answers.py and agreement.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regulatory.choices import KINDS, BlankKind, FactType, Force, LegalStatus, PharmacovigilanceKind
from regulatory.comparison.agreement import Strictest, strictest
from regulatory.comparison.answers import Answer, Measure, answer, counts
from regulatory.comparison.applicability import APPLIES, CANNOT_TELL, applies, fits, stages_of
from regulatory.comparison.clocks import CLOCKS, Clock, clock_of
from regulatory.comparison.measures import measure_of, shortest
from regulatory.comparison.profiles import Profile
from regulatory.readings import FactReading, JurisdictionReading, SourceReading, TopicReading

CLOCK_MEASURES = {clock: shortest(clock) for clock in CLOCKS}
PLANNED = (LegalStatus.ADOPTED, LegalStatus.PROPOSED)

NOT_RESEARCHED, DOUBTFUL, OTHERS_ONLY, PLANNED_ONLY = "not-researched", "doubtful", "other-products", "not-in-force"
WHY_ASK = {
    NOT_RESEARCHED: "Nobody has looked yet",
    BlankKind.NOT_FOUND.value: "Looked for, and no rule found",
    BlankKind.NOT_STATED.value: "The source is silent on it",
    DOUBTFUL: "Rules are known; whether they apply to this product cannot be told",
    OTHERS_ONLY: "The rules known do not apply to this product at this stage",
    PLANNED_ONLY: "Only rules that are not in force are known",
}

Place = tuple[tuple[int, int], int, int, int]


@dataclass(frozen=True, slots=True)
class LineKey:
    """What a line is about: a topic, and in it one kind of rule; reporting deadlines are told apart by their clock."""

    topic: str
    type: str
    kind: str
    clock: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. `facts` apply to the product, and `economies` are theirs; of `to_check` it cannot be told whether they do.

    `answers` holds what each of these economies says to `measure`; both are empty where more is not stricter. `strictest` needs two.
    """

    key: LineKey
    topic: TopicReading
    name: str
    facts: tuple[FactReading, ...]
    to_check: tuple[FactReading, ...]
    economies: tuple[JurisdictionReading, ...]
    measure: Measure | None
    answers: tuple[tuple[JurisdictionReading, Answer], ...]
    strictest: tuple[Strictest, ...]

    @property
    def sources(self) -> tuple[SourceReading, ...]:
        """Each source behind the line once, the strongest in force of law first."""
        found = {citation.source.key: citation.source for fact in self.facts for citation in fact.citations}
        return tuple(sorted(found.values(), key=lambda source: (Force(source.force).rank, source.key)))


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the authority of one economy: the topic's question, and why it is open (`reason`, a key of WHY_ASK)."""

    jurisdiction: JurisdictionReading
    topic: TopicReading
    reason: str
    facts: tuple[FactReading, ...]

    @property
    def why(self) -> str:
        return WHY_ASK[self.reason]


@dataclass(frozen=True, slots=True)
class Plan:
    """The checklist in lifecycle order. `coming` would apply once in force; `precedents` are authorised products of its classes."""

    profile: Profile
    jurisdictions: tuple[JurisdictionReading, ...]
    topics: tuple[TopicReading, ...]
    lines: tuple[Line, ...]
    coming: tuple[FactReading, ...]
    precedents: tuple[FactReading, ...]
    questions: tuple[Question, ...]


def plan(
    facts: Iterable[FactReading],
    profile: Profile,
    jurisdictions: Sequence[JurisdictionReading],
    topics: Sequence[TopicReading],
) -> Plan:
    """What the `jurisdictions` ask of the product on the `topics`. The stage is the profile's; without one, all stages count.

    Every fact of these that applies stands in exactly one line, or among the precedents if it records a product. Facts of other
    economies help only to tell at which stage a topic comes up.
    """
    columns = tuple({each.code: each for each in jurisdictions}.values())
    asked = tuple(sorted({each.key: each for each in topics}.values(), key=lambda topic: (topic.place, topic.key)))
    codes, keys = {each.code for each in columns}, {each.key for each in asked}
    everywhere = sorted((fact for fact in facts if fact.topic.key in keys), key=lambda fact: fact.key)
    known = [fact for fact in everywhere if fact.jurisdiction.code in codes]
    verdicts = {fact.key: applies(fact, profile).verdict for fact in known}
    rules = [fact for fact in known if fact.type not in (FactType.ABSENCE, FactType.PRODUCT)]
    grouped: defaultdict[LineKey, list[FactReading]] = defaultdict(list)
    for fact in rules:
        if verdicts[fact.key] in (APPLIES, CANNOT_TELL):
            grouped[key_of(fact)].append(fact)
    lines = [line_of(key, group, verdicts, columns) for key, group in grouped.items()]
    return Plan(
        profile,
        columns,
        asked,
        tuple(sorted(lines, key=place_of)),
        tuple(f for f in rules if f.legal_status in PLANNED and fits(f, profile).verdict == APPLIES),
        tuple(f for f in known if f.type == FactType.PRODUCT and verdicts[f.key] == APPLIES),
        tuple(questions(timely(asked, everywhere, profile.stage), columns, known, verdicts)),
    )


def key_of(fact: FactReading) -> LineKey:
    clock = clock_of(fact)
    return LineKey(fact.topic.key, fact.type, fact.kind, clock.key if clock else "")


def line_of(
    key: LineKey, group: list[FactReading], verdicts: dict[str, str], columns: Sequence[JurisdictionReading]
) -> Line:
    applying = tuple(fact for fact in group if verdicts[fact.key] == APPLIES)
    clock = clock_of(group[0])
    measure = measure_of_line(key, clock)
    economies = tuple(column for column in columns if any(fact.jurisdiction.code == column.code for fact in applying))
    answers = []
    for economy in economies if measure else ():
        own = [fact for fact in applying if fact.jurisdiction.code == economy.code]
        if measure and (found := answer(measure, own)):
            answers.append((economy, found))
    return Line(
        key,
        group[0].topic,
        clock.name if clock else name_of(key),
        applying,
        tuple(fact for fact in group if verdicts[fact.key] == CANNOT_TELL),
        economies,
        measure,
        tuple(answers),
        strictest(measure, answers) if measure else (),
    )


def measure_of_line(key: LineKey, clock: Clock | None) -> Measure | None:
    """The ordered question of a line: its clock's deadline, else that of its topic; None where there is no order."""
    if clock:
        return CLOCK_MEASURES[clock]
    measure = measure_of(key.topic)
    if key.kind == PharmacovigilanceKind.ADVERSE_EVENT_REPORTING or measure.rank is None:
        return None
    return measure


def name_of(key: LineKey) -> str:
    """Such as "Clinical trial" for the route and "Clinical trial requirements" for the rules about it."""
    fact_type = FactType(key.type)
    if fact_type not in KINDS:
        return fact_type.label
    label = KINDS[fact_type](key.kind).label
    return f"{label} requirements" if fact_type == FactType.REQUIREMENT else label


def place_of(line: Line) -> Place:
    """Lifecycle order: by topic, then by type, kind and clock in the order of their vocabularies."""
    fact_type = FactType(line.key.type)
    kinds = KINDS[fact_type].values if fact_type in KINDS else [""]
    clocks = ["", *(clock.key for clock in CLOCKS)]
    return (line.topic.place, list(FactType).index(fact_type), kinds.index(line.key.kind), clocks.index(line.key.clock))


def timely(topics: Sequence[TopicReading], everywhere: Sequence[FactReading], stage: str) -> Iterator[TopicReading]:
    """The topics on which something may have to be asked at this stage.

    Left out: first-level topics whose second-level ones were asked for, and topics on which all that is known, in any economy, are
    products or rules that surely matter at other stages only.
    """
    parents = {topic.parent for topic in topics}
    filed: defaultdict[str, list[FactReading]] = defaultdict(list)
    for fact in everywhere:
        if fact.type != FactType.ABSENCE:
            filed[fact.topic.key].append(fact)
    for topic in topics:
        known = filed[topic.key]
        if topic.key not in parents and (not known or any(matters(fact, stage) for fact in known)):
            yield topic


def matters(fact: FactReading, stage: str) -> bool:
    """Whether a fact is a rule that may matter at a stage."""
    stages, sure = stages_of(fact)
    return fact.type != FactType.PRODUCT and (not stage or not sure or stage in stages)


def questions(
    topics: Iterable[TopicReading],
    columns: Sequence[JurisdictionReading],
    known: Iterable[FactReading],
    verdicts: dict[str, str],
) -> Iterator[Question]:
    """A question for each topic and economy of which nothing that applies is known."""
    filed: defaultdict[tuple[str, str], list[FactReading]] = defaultdict(list)
    for fact in known:
        filed[fact.topic.key, fact.jurisdiction.code].append(fact)
    for topic in topics:
        for column in columns:
            own = tuple(filed.get((topic.key, column.code), ()))
            if reason := why_ask(own, verdicts):
                yield Question(column, topic, reason, own)


def why_ask(facts: Sequence[FactReading], verdicts: dict[str, str]) -> str:
    """Why a question is open, given what is known in one economy; empty if it is answered or does not arise."""
    found = {verdicts[fact.key] for fact in facts if fact.type != FactType.ABSENCE}
    if APPLIES in found:
        return ""
    if CANNOT_TELL in found:
        return DOUBTFUL
    blanks = {fact.kind for fact in facts if fact.type == FactType.ABSENCE}
    for kind in (BlankKind.NOT_FOUND, BlankKind.NOT_STATED):
        if kind in blanks:
            return kind.value
    if blanks:
        return ""
    if not facts:
        return NOT_RESEARCHED
    return OTHERS_ONLY if any(counts(fact) for fact in facts) else PLANNED_ONLY
