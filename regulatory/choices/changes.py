"""How content changes: the states of a version, and what was done to it and to records."""

from __future__ import annotations

from regulatory.choices.vocabulary import Vocabulary


class State(Vocabulary):
    DRAFT = "draft", "Being written; seen by curators only", "Draft"
    IN_REVIEW = "in-review", "Waiting for a second person; seen by curators only", "In review"
    PUBLISHED = "published", "The version that readers see", "Published"
    SUPERSEDED = "superseded", "Replaced by a later version", "Superseded"
    WITHDRAWN = "withdrawn", "Taken back with a reason; no longer shown as knowledge", "Withdrawn"


OPEN_STATES = (State.DRAFT, State.IN_REVIEW)
CLOSED_STATES = (State.SUPERSEDED, State.WITHDRAWN)


class ChangeVerb(Vocabulary):
    """What a change did to one record."""

    ADDED = "added", "A record of an identity noun was added", "Added"
    EDITED = "edited", "A record of an identity noun was edited", "Edited"
    REMOVED = "removed", "A record of an identity noun was removed", "Removed"
    PUBLISHED = "published", "A version of a fact was published", "Published"
    WITHDRAWN = "withdrawn", "A published version was withdrawn", "Withdrawn"
    CONFIRMED = "confirmed", "A published version was confirmed as still true", "Confirmed"
    ANNOUNCED = "announced", "A change of a published fact that is still to come was noted", "Coming change noted"
    LIFTED = "lifted", "The note of a coming change was taken off a fact", "Coming change lifted"


class PendingOutcome(Vocabulary):
    APPLIED = "applied", "The change came, and the fact says so now", "Applied"
    WITHDRAWN = "withdrawn", "The note was taken back: the change won't come", "Taken back"
    DECLINED = "declined", "The note was proposed and never shown to readers", "Declined"


class CorrectionState(Vocabulary):
    """What became of a correction that a reader suggested."""

    OPEN = "open", "It waits for a curator", "Open"
    TAKEN_UP = "taken-up", "A curator began a new version of the fact with it", "Taken up"
    DECLINED = "declined", "A curator looked at it and left the fact as it is", "Declined"


class ReviewVerb(Vocabulary):
    """What happened to an open version on its way; readers never see it."""

    STARTED = "started", "An open version was begun", "Started"
    EDITED = "edited", "Its text, classes or citations were changed", "Edited"
    SUBMITTED = "submitted", "It was put up for review", "Submitted"
    RETURNED = "returned", "It was sent back to its author", "Sent back"
    DISCARDED = "discarded", "It was thrown away", "Discarded"
    IMPORTED = "imported", "It came from a row of a spreadsheet, which the comment names", "Imported"
