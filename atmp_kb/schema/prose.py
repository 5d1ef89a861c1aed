"""What the OpenAPI document says in words: of the API, of every parameter, of the errors. Texts of nouns stand in their view sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TITLE = "ATMP regulatory knowledge base"
DESCRIPTION = """\
How the 21 APEC economies regulate advanced therapy medicinal products, as data: one statement about one economy on one topic
is a *fact*, with its citations, its force of law and its dates.

**Reading is open.** Lists come in pages of 50 (`page`, `page_size` up to 200) in the envelope `count`, `next`, `previous`,
`meta`, `results`. `meta` names the revision and the date of the content: quote them with what you use. A token (`Authorization:
Bearer ...`, made on the curators' desk) lifts the limit of requests and changes nothing in what is read; one that does not work
is refused, never ignored.

**Filters** of closed vocabularies and of records take one value or more, written `a,b` or by repeating the parameter. Numbers and
dates take `__gte`, `__lte` and `__isnull`. A parameter or a value that is not known is refused with a 400 that says what is allowed;
nothing is ever ignored.

**Fields.** Lists and records take `fields`: the names of the fields that are wanted (`fields=key,title`). No others are read, in any
format; `meta.fields` says which were asked for. A field that a fact's type does not have is missing in it.

**Two kinds of time.** `as_of` (a day) and `revision` ask what this knowledge base said then. `in_force_on` asks which rules were in
force in the world on a day, as far as their dates tell.

**Null means "not stated", never "no".** An attested blank is a fact of its own: see `absences`.

**Ask whether it still holds.** Every answer that was found has an `ETag` and mostly `Last-Modified`; sent back as `If-None-Match` or
`If-Modified-Since` they bring a 304 without a body until the content changes. `HEAD` gives the headers alone, and `OPTIONS` tells which
methods, formats and parameters an address takes. Where requests are limited, `RateLimit-*` tell where one stands.

**Proposing.** A curator's programs, with a token of scope `propose`, write drafts: `POST` and `PATCH` at `facts/`, `submit/`, read again at
`drafts/`. Another person publishes them on the desk; the API publishes nothing. `Idempotency-Key` lets a request be sent twice,
`If-Match` says what a change rests on.

**Errors** are problem documents (RFC 9457).

**Promise.** Within version 1, keys, parameters and codes are added, never renamed, redefined or removed. Ignore keys that you do not
know. Texts (`label`, `detail`, `text`, messages of errors) are for people and may be reworded.
"""

LISTED = "One page of the list."


@dataclass(frozen=True, slots=True)
class Error:
    """An error answer: what it means, and an example."""

    description: str
    example: dict[str, Any]
    headers: dict[str, Any] = field(default_factory=dict)


def problem(status: int, title: str, detail: str, **more: Any) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}


CHALLENGE = {"WWW-Authenticate": {"description": "The challenge, as RFC 6750 has it.", "schema": {"type": "string"}}}
RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}}
UNKNOWN = "'optional' is not one of: mandatory, conditional, recommended."
ERRORS: dict[int, Error] = {
    400: Error(
        "A parameter, or a field of the body, is not known or not right. `errors` names each (a field by its JSON Pointer) with what is "
        "allowed.",
        problem(400, "Bad request", f"obligation: {UNKNOWN}", errors={"obligation": [UNKNOWN]}),
    ),
    401: Error(
        "What `Authorization` holds is no token that works; or there is none and the address needs one.",
        problem(401, "Unauthorized", "This token was revoked. Tokens are made on the curators' desk."),
        CHALLENGE,
    ),
    403: Error(
        "The token, or its owner, may not do this. `WWW-Authenticate` names the scope that is needed, where that is what lacks.",
        problem(403, "Forbidden", "The token is of scope 'read'; this needs one of scope 'propose'."),
        CHALLENGE,
    ),
    404: Error(
        "There is no such record, page or address.",
        problem(404, "Not found", "There is no fact 'no-such-fact'. The list is at /api/v1/facts/."),
    ),
    405: Error(
        "The address does not take this method; `Allow` lists those that it takes.",
        problem(405, "Method not allowed", 'Method "DELETE" not allowed.'),
        {"Allow": {"description": "The methods that the address takes.", "schema": {"type": "string"}}},
    ),
    406: Error(
        "None of the formats that `Accept` asks for is there.",
        problem(406, "Not acceptable", "Could not satisfy the request Accept header."),
    ),
    409: Error(
        "The body is right, but does not fit the state of the knowledge: the key is taken, or somebody else has an open version.",
        problem(
            409,
            "Conflict",
            "'sg-req-dossier' is taken: a key names one fact for ever. Choose another, or PATCH that fact.",
        ),
    ),
    412: Error(
        "The text moved since it was read: nothing was changed.",
        problem(412, "Precondition failed", "'sg-req-dossier' is not as you read it. Read it again."),
    ),
    413: Error(
        "The body is too large.",
        problem(413, "Content too large", "The body is too large: at most 256 KiB are read."),
    ),
    415: Error(
        "The body is of a media type that is not read here.",
        problem(415, "Unsupported media type", 'Unsupported media type "text/plain" in request.'),
    ),
    422: Error(
        "The Idempotency-Key stands for another request.",
        problem(422, "Unprocessable content", "This Idempotency-Key stands for another request that you sent before."),
    ),
    428: Error(
        "`If-Match` does not say what the change rests on.",
        problem(428, "Precondition required", "Say in If-Match which text you change."),
    ),
    429: Error(
        "Too many requests in a short time. `Retry-After` says how many seconds to wait.",
        problem(429, "Too many requests", "Request was throttled. Expected available in 30 seconds."),
        RETRY,
    ),
    503: Error(
        "The database does not answer. `Retry-After` says after how many seconds to ask again.",
        problem(503, "Service unavailable", "The database does not answer; ask again in 30 seconds."),
        RETRY,
    ),
}

PATHS: dict[str, str] = {
    "jurisdictions": "The code of the jurisdiction, in any case.",
    "sources": "The key of the source; a former key answers too.",
    "changes": "The revision of the change.",
    "vocabularies": "The name of the vocabulary.",
    "drafts": "The key of the fact.",
}
KEY = "The key of the record."
SCHEME_IS = "A token of the curators' desk. It is shown once when it is made; it has a scope and a last day, and can be revoked."

MEANINGS: dict[str, str] = {
    "page": "Which page of the list.",
    "page_size": "How many records a page holds.",
    "cursor": "Pages that new records do not shift: `*` begins, `next` leads on. Not together with `page`.",
    "fields": "The fields of each record that are wanted, and that alone are read; left out, all of them.",
    "format": "The format of the answer; decides before the header `Accept`.",
    "q": "Words, each of which has to occur in one of the record's texts, in any case.",
    "ordering": "In which order: one name or more, `-` before a name for descending. What is not stated comes last.",
    "jurisdiction": "Codes of jurisdictions, in any case.",
    "topic": "Keys of topics; a first-level topic includes those under it.",
    "product_class": "Keys of product classes; a group includes the classes in it.",
    "kind": "Kinds of records.",
    "type": "Types of facts.",
    "obligation": "How far the rule binds.",
    "scope": "What the rule was written for.",
    "legal_status": "Whether the rule applies today, is only adopted or proposed, or has ended.",
    "force": "The force of law; of a fact, that of its best citation.",
    "source": "Keys of sources, present or former.",
    "authority": "Keys of authorities that issued a document: the source itself, or one that the fact cites.",
    "attribute": "Keys of critical quality attributes.",
    "initiative": "Keys of reliance initiatives.",
    "direction": "Who uses whose work.",
    "route": "The kind of authorisation.",
    "status": "Whether the document is current.",
    "binding": "Whether the document binds.",
    "primary": "Whether it is the official text, and not literature about it.",
    "issued": "When the document was issued.",
    "checked_on": "The day on which somebody last looked at the source.",
    "effective_from": "From when the rule applies.",
    "approved": "When the product was authorised.",
    "review_days": "Days of review.",
    "review_days_basis": "Whether the days of review are calendar or working days.",
    "review_days_measure": "What the days of review count.",
    "review_days_limit": "Whether the days of review are a target or a limit set by law.",
    "validity_years": "Years for which what is granted is valid.",
    "event": "What a duty to report is about.",
    "event_phase": "Where the reported event happens.",
    "reporter": "Whose duty to report it is.",
    "deadline_hours": "Hours of the deadline; one in hours has no `deadline_days`.",
    "deadline_days": "Days of the deadline; one in days has no `deadline_hours`.",
    "deadline_basis": "Whether the days of the deadline are calendar or working days.",
    "duration_years_min": "The lower end of the duration, in years.",
    "duration_years_max": "The upper end of the duration, in years.",
    "years_min": "The least number of years.",
    "years_max": "The greatest number of years.",
    "document": "Keys of the sources that state the rule, present or former.",
    "parent": "Keys of the records that it is under.",
    "selectable": "Whether facts can name it; a group only gathers others.",
    "outside_atmp": "Whether it is outside the ATMP rules in many economies.",
    "category": "Categories of attributes.",
    "in_workshop": "Whether it was named at the workshop.",
    "apec_member": "Whether it is a member economy of APEC.",
    "ich_status": "Standing in ICH.",
    "pics_status": "Standing in PIC/S.",
    "who_listed": "Whether it is a WHO Listed Authority.",
    "workshop": "Keys of workshops.",
    "session": "Keys of sessions.",
    "organisation": "Keys of organisations.",
    "named_in_article": "Whether the article about the workshop names it.",
    "month": "When the workshop was held.",
    "at": "When the change was made (UTC).",
    "noun": "What the changed records are, as in `noun` of the changes, such as fact or source.",
    "verb": "What was done to the record.",
    "as_of": "What this knowledge base said at the end of that day (UTC), from the day of its first revision to today.",
    "revision": "What this knowledge base said at that revision. Not together with `as_of`.",
    "in_force_on": "Rules that were in force in the world on that day, up to today, as far as their dates tell.",
    "jurisdictions": "Codes of jurisdictions, up to 22, in any case, or `all`. Needed where `topics` is not given.",
    "topics": "Keys of topics, or `all`; a first-level topic includes those under it.",
    "class": "The product: keys of its classes (those that are selectable).",
    "integrating_vector": "The product: does its vector integrate.",
    "genome_editing": "The product: is the genome edited.",
    "viable_cells": "The product: does it hold viable cells.",
    "orphan": "The product: is it for a rare disease.",
    "stage": "The product: its stage of development.",
    "differences": "`1`: only the rows whose answers differ.",
    "since": "A day from that of the first revision up to today: marks what moved here since its end.",
    "add": "Codes of economies to weigh beside those of the plan, or `all`; left out, every other one is weighed.",
    "indicators": "Keys of closed questions, or `all`.",
    "from": "The first day: what was at its end.",
    "to": "The second day, later than `from` and not in the future: what was at its end.",
    "axis": "What is compared: `knowledge`, what this knowledge base said, or `world`, which rules were in force.",
    "literal": "`1`: names of economies in `q` are words like others.",
}
"""What each parameter means, by its name without `__gte` and the like."""

OTHERWISE: dict[tuple[str, str], str] = {
    ("changes", "revision"): "The number of the change.",
    ("product-classes", "parent"): "Keys of the product classes that it is under.",
    ("topics", "parent"): "Keys of the first-level topics that it is under.",
    ("organisations", "parent"): "Keys of the organisations that it is a part of.",
    ("compare", "source"): "The product: whose cells.",
    ("plan", "source"): "The product: whose cells.",
    ("plan", "jurisdictions"): "Codes of the economies of the plan, up to 22, in any case, or `all`.",
    ("search", "q"): "What is looked for: words, numbers, names, in any language of the content.",
    ("search/suggest", "q"): "What was typed so far.",
    ("search", "jurisdiction"): "The code of the jurisdiction whose records are looked through, in any case.",
    (
        "search",
        "topic",
    ): "The key of the topic whose records are looked through; a first-level one includes those under it.",
    ("search", "noun"): "The noun whose records are given.",
    ("changes/between", "jurisdictions"): "Codes of jurisdictions, up to 22, in any case, or `all`.",
    ("indicators", "jurisdictions"): "Codes of jurisdictions, up to 22, in any case, or `all`.",
}
"""Where a name means something else: (tag, name)."""

BOUNDS = {
    "gte": "At least, or from.",
    "lte": "At most, or up to and including.",
    "isnull": "`true`: not stated; `false`: stated.",
}


def meaning(tag: str, name: str) -> str | None:
    """What a parameter of that name means there; None where nobody wrote it down."""
    base, _, bound = name.partition("__")
    said = OTHERWISE.get((tag, base)) or MEANINGS.get(base)
    return f"{said} {BOUNDS[bound]}" if said and bound else said
