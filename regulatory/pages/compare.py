"""The comparison as a page: the form, the moment it shows, the grid, how far economies differ, and what can be taken away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from regulatory.comparison.applicability import VERDICTS
from regulatory.filtersets.compared import Compared, compared
from regulatory.filtersets.comparison import COMPARE, PLACES, TOPICS, Asked, ask
from regulatory.pages import linked_data
from regulatory.pages.asking import address
from regulatory.pages.comparing import Sources, groups_of, pairs_of
from regulatory.pages.home import EXAMPLE
from regulatory.pages.questionform import form_of, product_in_words
from regulatory.pages.questions import Takeaway, moment_notes, takeaway, tidy
from regulatory.pages.shell import Link, Page, show

PATH = "/compare/"
CAR_T = "class=gene-modified-cells&source=autologous&integrating_vector=yes"
EXAMPLES = (
    Link("Conditional approval, follow-up and reporting in Singapore, Japan and the United States", EXAMPLE),
    Link(
        "Safety duties for an autologous CAR-T with a lentiviral vector in Singapore, Korea and Japan",
        f"/compare/?jurisdictions=SG,KR,JP&topics=pharmacovigilance-rmp,long-term-follow-up&{CAR_T}",
    ),
    Link(
        "What differs on follow-up, retention and reporting among all economies",
        "/compare/?jurisdictions=all&topics=follow-up-duration,record-retention,adverse-event-reporting&differences=1",
    ),
)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many of the facts shown apply to the product, do not, or cannot be told."""

    label: str
    count: int


@tidy
def comparison(request: HttpRequest) -> HttpResponse:
    """`jurisdictions` and `topics` as a,b or all; one of them left out means all of it; both left out: the form."""
    bare = not request.GET
    asked = ask(request.GET, COMPARE, with_classes=True, needs="nothing" if bare else "either")
    values = {"form": form_of(asked), "problems": asked.problems, "examples": EXAMPLES, "action": PATH}
    if bare or asked.problems:
        page = Page("Compare economies", "Put economies side by side, topic by topic.", PATH, (), PATH)
        return show(request, "compare/page.html", page, values, status=400 if asked.problems else 200)
    found = compared(asked)
    names, subject = in_words(asked)
    title, lead = f"{names} compared", f"{names} compared on {subject}, each statement with its source."
    path = address(PATH, asked.query())
    files = [(kind, address(f"/compare.{kind}", asked.query())) for kind in ("csv", "json", "xlsx")]
    data = linked_data.dataset(request, title, lead, path, found.revision, files)
    page = Page(title, lead, path, (), PATH, linked=(data,))
    sources = Sources()
    groups = groups_of(found, sources)
    shown = {
        "found": found,
        "table": found.table,
        # rendered once: most cells of a wide comparison are bare, and a template for each of them takes most of the time
        "nothing_known": render_to_string("parts/not_researched.html"),
        "columns": 1 + len(found.table.jurisdictions),
        "groups": groups,
        "sources": sources.cites(),
        "names": names,
        "subject": subject,
        "revision": found.revision,
        "notes": moment_notes(asked, found.revision),
        "undated": sum(day.verdict == "cannot-tell" for day in found.days.values()),
        "product": product_in_words(asked),
        "verdicts": verdicts_of(found),
        "pairs": pairs_of(found.table.jurisdictions, found.pairs),
        "moved": sum(len(moves) for moves in found.moved.values()),
        "away": away(request, asked, found, names, subject),
        "toggle": toggled(asked),
        "plan": plan_address(asked),
    }
    return show(request, "compare/page.html", page, {**values, **shown})


def in_words(asked: Asked) -> tuple[str, str]:
    """The economies and the topics of a question, for titles."""
    names = ", ".join(each.name for each in asked.places) or "All economies"
    return names, ", ".join(each.name for each in asked.topics) or "all topics"


def verdicts_of(found: Compared) -> list[Verdicts]:
    counted = Counter(each.verdict for each in found.verdicts.values())
    return [Verdicts(label, counted[verdict]) for verdict, label in VERDICTS.items()] if found.verdicts else []


def away(request: HttpRequest, asked: Asked, found: Compared, names: str, subject: str) -> Takeaway:
    return takeaway(request, PATH, asked, found.revision, f"Comparison of {names} on {subject}")


def toggled(asked: Asked) -> str:
    """The same comparison with all rows, or only with those that differ."""
    given = asked.query(without=("differences",))
    return address(PATH, given if asked.differences else [*given, ("differences", "1")])


def plan_address(asked: Asked) -> str:
    """The plan for the same economies and product; the form of the plan where no economy was chosen."""
    given = asked.query(without=("differences", "since", TOPICS, *(() if asked.places else (PLACES,))))
    return address("/plan/", given if asked.places else [])
