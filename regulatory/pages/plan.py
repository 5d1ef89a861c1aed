"""The programme planner as a page: the form, the checklist, what one more economy adds, what to ask, the durations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from regulatory.comparison.margin import Margin
from regulatory.comparison.planner import Line, Plan, Question
from regulatory.filtersets.comparison import PLACES, PLAN, TOPICS, Asked, ask
from regulatory.filtersets.planned import Planned, planned
from regulatory.pages.agreeing import names, strictest_text
from regulatory.pages.asking import address
from regulatory.pages.cards import FactCard, card_of
from regulatory.pages.figures import charts_of_plan
from regulatory.pages.questionform import form_of, product_in_words
from regulatory.pages.questions import moment_notes, takeaway, tidy
from regulatory.pages.shell import Link, Page, show
from regulatory.readings import JurisdictionReading

PATH = "/plan/"
CAR_T = "class=gene-modified-cells&source=autologous&integrating_vector=yes"
EXAMPLES = (
    Link(
        "An autologous CAR-T with a lentiviral vector, pivotal trial and approval in Singapore, Korea and Japan",
        f"/plan/?jurisdictions=SG,KR,JP&{CAR_T}&stage=pivotal",
    ),
    Link(
        "The same product after approval, in the United States and Australia",
        f"/plan/?jurisdictions=US,AU&{CAR_T}&stage=post-approval",
    ),
    Link(
        "A first-in-human trial of an in vivo gene therapy in Canada and Chinese Taipei",
        "/plan/?jurisdictions=CA,TW&class=gene-therapy-in-vivo&stage=first-in-human",
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one economy asks in a line: its answer in words, and the rules behind it."""

    place: JurisdictionReading
    answer: str
    cards: tuple[FactCard, ...]


@dataclass(frozen=True, slots=True)
class ShownLine:
    line: Line
    asks: str
    drives: tuple[str, ...]
    drivers: frozenset[str]
    said: tuple[Said, ...]
    to_check: tuple[FactCard, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """The lines of one first-level topic."""

    key: str
    name: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ShownMargin:
    """What one more economy adds, in one sentence and in full; `url` is the plan with it."""

    margin: Margin
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions to the authority of one economy, under why they are open."""

    place: JurisdictionReading
    count: int
    reasons: tuple[tuple[str, tuple[Question, ...]], ...]


@tidy
def plan(request: HttpRequest) -> HttpResponse:
    """`jurisdictions` is needed; without any parameter, the form."""
    bare = not request.GET
    asked = ask(request.GET, PLAN, with_classes=True, needs="nothing" if bare else "places")
    values = {
        "form": form_of(asked, with_since=False),
        "problems": asked.problems,
        "examples": EXAMPLES,
        "action": PATH,
    }
    if bare or asked.problems:
        page = Page("Plan a programme", "What each economy asks of your product, as a checklist.", PATH, (), PATH)
        return show(request, "plan/page.html", page, values, status=400 if asked.problems else 200)
    found = planned(asked)
    where = names(asked.places) or "all economies"
    page = Page(
        f"Programme plan: {where}",
        f"What {where} ask of the product, who drives each line, and what to ask the authorities.",
        address(PATH, asked.query()),
        (),
        PATH,
    )
    shown = {
        "found": found,
        "where": where,
        "product": product_in_words(asked),
        "revision": found.revision,
        "notes": moment_notes(asked, found.revision),
        "stages": stages_of(found),
        "lines": sum(bool(line.economies) for line in found.plan.lines),
        "doubtful": sum(bool(line.to_check) for line in found.plan.lines),
        "margins": [shown_margin(margin, asked) for margin in found.margins],
        "asking": asking_of(found.plan),
        "charts": charts_of_plan(found.durations),
        "coming": [card_of(fact) for fact in found.plan.coming],
        "precedents": [card_of(fact) for fact in found.plan.precedents],
        "away": takeaway(request, PATH, asked, found.revision, f"Programme plan for {where}"),
        "compare": compare_address(asked),
    }
    return show(request, "plan/page.html", page, {**values, **shown})


def stages_of(found: Planned) -> list[Stage]:
    topics = {topic.key: topic.name for topic in found.asked.catalogue.topics.values()}
    stages = []
    for key, lines in groupby(found.plan.lines, key=lambda line: line.topic.parent or line.topic.key):
        stages.append(Stage(key, topics[key], tuple(map(shown_line, lines))))
    return stages


def shown_line(line: Line) -> ShownLine:
    answers = {place.code: answer.label for place, answer in line.answers}
    # Where all say the same, nobody drives the line.
    driving = [each for each in line.strictest if len(each.jurisdictions) < len(line.answers)]
    return ShownLine(
        line,
        line.measure.asks if line.measure else "",
        tuple(map(strictest_text, driving)),
        frozenset(place.code for each in driving for place in each.jurisdictions),
        tuple(
            Said(
                place,
                answers.get(place.code, ""),
                tuple(card_of(fact) for fact in line.facts if fact.jurisdiction.code == place.code),
            )
            for place in line.economies
        ),
        tuple(map(card_of, line.to_check)),
    )


def shown_margin(margin: Margin, asked: Asked) -> ShownMargin:
    """Such as "Adding Korea adds 4 lines and makes 2 stricter; 11 questions to its authority"."""
    parts = []
    if margin.added:
        parts.append(f"adds {lines(len(margin.added))}")
    if margin.changed:
        parts.append(f"makes {lines(len(margin.changed))} stricter")
    done = " and ".join(parts) or "adds no line and makes none stricter"
    beside = [f"joins {lines(len(margin.joined))}"] if margin.joined else []
    beside += [f"brings {lines(len(margin.to_check))} to check"] if margin.to_check else []
    beside += [f"leaves {len(margin.questions)} questions to its authority"] if margin.questions else []
    sentence = f"Adding {margin.economy.name} {'; '.join([done, *beside])}."
    given = dict(asked.query(without=("add",)))
    given[PLACES] = ",".join([each.code for each in asked.columns] + [margin.economy.code])
    return ShownMargin(margin, sentence, address(PATH, given.items()))


def lines(number: int) -> str:
    return f"{number} line" if number == 1 else f"{number} lines"


def asking_of(found: Plan) -> list[Asking]:
    asking = []
    for place in found.jurisdictions:
        own = [question for question in found.questions if question.jurisdiction.code == place.code]
        if own:
            asking.append(Asking(place, len(own), tuple(by_reason(own))))
    return asking


def by_reason(questions: Sequence[Question]) -> Iterable[tuple[str, tuple[Question, ...]]]:
    for why in dict.fromkeys(question.why for question in questions):
        yield why, tuple(question for question in questions if question.why == why)


def compare_address(asked: Asked) -> str:
    """The same economies, product and topics side by side."""
    return address("/compare/", asked.query(without=("add", *(() if asked.topics else (TOPICS,)))))
