"""The steps of a version's life as buttons on its form: start a new version, submit, send back, publish, withdraw, confirm, discard.

Each step is one action of curation/actions.py behind a page that asks for what the action needs. Who may take which step is decided
here from permissions (curation/rights.py); whether it is possible, by the action.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.forms import Form

from regulatory import querysets
from regulatory.admin import step_forms as forms
from regulatory.choices import OPEN_STATES, State
from regulatory.curation import actions, changes, rights, timeline, versions
from regulatory.models import Fact
from regulatory.readings import FactReading


def may_write(user: User, fact: Fact) -> bool:
    return user.has_perm(f"regulatory.change_{type(fact)._meta.model_name}")


def may_decide(user: User, fact: Fact) -> bool:
    return user.has_perm(f"regulatory.{rights.PUBLISH}")


def may_discard(user: User, fact: Fact) -> bool:
    """An open version is thrown away by its author, or by somebody who may both write and decide."""
    removes = user.has_perm(f"regulatory.delete_{type(fact)._meta.model_name}")
    return removes and (fact.author_id == user.pk or may_decide(user, fact))


def start(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    return actions.start_draft(fact.key, by=user)


def submit(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    return actions.submit(fact.key, by=user, comment=given["comment"])


def send_back(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    return actions.send_back(fact.key, by=user, comment=given["comment"])


def publish(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    applies = [int(each) for each in given.get("applies", ())]
    return actions.publish(fact.key, by=user, stamp=given["stamp"], reason=given["reason"], applies=applies)


def withdraw(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    return actions.withdraw(fact.key, by=user, reason=given["reason"], day=given["day"])


def confirm(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    return actions.confirm_still_true(fact.key, by=user, day=given["day"], how=given["how"]).fact


def note_change(fact: Fact, user: User, given: dict[str, Any]) -> Fact:
    return actions.propose_change(fact.key, by=user, **given).fact


def discard(fact: Fact, user: User, given: dict[str, Any]) -> None:
    actions.discard(fact.key, by=user, comment=given["comment"])


@dataclass(frozen=True, slots=True)
class Step:
    """One button. `states` are those of the version on whose form it stands; `form` asks for what the action needs."""

    verb: str
    label: str
    explanation: str
    done: str
    states: tuple[State, ...]
    may: Callable[[User, Fact], bool]
    run: Callable[[Fact, User, dict[str, Any]], Fact | None]
    form: type[Form] = Form
    by_another: bool = False
    """Only for somebody who is not the author."""

    @property
    def asks(self) -> bool:
        """Whether there is a page before the action."""
        return self.form is not Form


STEPS = {
    step.verb: step
    for step in (
        Step(
            "start",
            "Start a new version",
            "Makes a draft with the text, the citations and the classes of this version.",
            "A new version was begun. Edit it, then submit it.",
            (State.PUBLISHED, State.WITHDRAWN),
            may_write,
            start,
        ),
        Step(
            "submit",
            "Submit for review",
            "Puts the version before a second person.",
            "The version is in review.",
            (State.DRAFT,),
            may_write,
            submit,
            forms.SubmitForm,
        ),
        Step(
            "publish",
            "Publish",
            "Readers see this version from now on, in place of the present one.",
            "The version is published.",
            (State.IN_REVIEW,),
            may_decide,
            publish,
            forms.PublishForm,
            by_another=True,
        ),
        Step(
            "send-back",
            "Send back",
            "Returns the version to its author.",
            "The version is a draft again.",
            (State.IN_REVIEW,),
            may_decide,
            send_back,
            forms.SendBackForm,
        ),
        Step(
            "confirm",
            "Confirm still true",
            "Records that the sources were looked at again. The version stays as it is.",
            "The check was recorded.",
            (State.PUBLISHED,),
            may_decide,
            confirm,
            forms.ConfirmForm,
        ),
        Step(
            "note-change",
            "Note a coming change",
            "Proposes a dated, cited note that the fact will change. Readers see it beside the fact once another person published it.",
            "The coming change is noted. Another person publishes it.",
            (State.PUBLISHED,),
            may_write,
            note_change,
            forms.NoteChangeForm,
        ),
        Step(
            "withdraw",
            "Withdraw",
            "Readers no longer see the fact as knowledge; its history stays, with the reason.",
            "The fact was withdrawn.",
            (State.PUBLISHED,),
            may_decide,
            withdraw,
            forms.WithdrawForm,
        ),
        Step(
            "discard",
            "Discard this version",
            "Throws the open version away for good. The published one, if there is one, stays as it is.",
            "The open version was thrown away.",
            OPEN_STATES,
            may_discard,
            discard,
            forms.DiscardForm,
        ),
    )
}


def offered(user: User, fact: Fact, siblings: list[Fact]) -> list[Step]:
    """The steps that this person can take from this version; `siblings` are all versions of the key."""
    has_open = any(version.is_open for version in siblings)
    return [
        step
        for step in STEPS.values()
        if fact.state in step.states
        and step.may(user, fact)
        and not (step.by_another and fact.author_id == user.pk)
        and not (step.verb == "start" and has_open)
    ]


def take(step: Step, fact: Fact, user: User, given: dict[str, Any]) -> Fact | None:
    """Do the step on exactly this version; raises ValidationError where it, or its state, has moved on."""
    with transaction.atomic():
        changes.queue_for_writing()
        now = next((version for version in versions.lock(fact.key) if version.pk == fact.pk), None)
        if now is None or now.state not in step.states:
            state = now.get_state_display().lower() if now else "gone"
            raise ValidationError(f"'{fact}' is {state}, so that this is no longer possible: {step.label.lower()}.")
        return step.run(fact, user, given)


def form_of(step: Step, fact: Fact, data: Any = None) -> Form:
    """The form of a step on this version."""
    form = step.form(data, initial={"stamp": fact.updated_at.isoformat()})
    if isinstance(form, forms.PublishForm):
        form.offer(actions.open_changes(fact.key))
    return form


def in_words(step: Step, given: dict[str, Any]) -> str:
    """What was done and why, for the history of the form."""
    why = next((given[name] for name in ("reason", "comment", "how", "note") if given.get(name)), "")
    return f"{step.label}. {why}".strip()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reviewer reads: the version, the published one beside it, and what differs."""

    new: FactReading
    old: FactReading | None
    changes: list[timeline.FieldChange]


def compare_with_published(fact: Fact) -> Comparison:
    """The version against the published one of its key; against nothing where there is none, or where it is that itself."""
    pair = Fact.objects.filter(Q(pk=fact.pk) | Q(key=fact.key, state=State.PUBLISHED))
    readings = {reading.version: reading for reading in querysets.read_facts(pair)}
    new = readings.pop(fact.version)
    old = next(iter(readings.values()), None)
    return Comparison(new, old, timeline.diff(old, new))
