"""Asking the index: `find` answers a question, `suggest` completes what somebody begins to type.

The number of queries depends on what was typed (a word that is nowhere costs up to five more), never on how much is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.models import Posting, SearchDocument
from regulatory.querysets import jurisdictions_by_id
from regulatory.readings import JurisdictionReading
from regulatory.search import ranking
from regulatory.search.documents import NOUNS
from regulatory.search.found import Found, Group, Hit, Suggestion
from regulatory.search.highlight import segments, snippet
from regulatory.search.questions import LONGEST_QUESTION, ask, without_economies
from regulatory.search.tokens import fold, words
from regulatory.search.understanding import Understood, understand
from regulatory.search.weights import WHOLE_KEY, key_token, name_token, place_token, topic_token

IN_GROUP = 5
"""The best hits of each noun that are given in its group."""
MOST = 100
"""Hits that can be had at once."""
LONGEST_BEGINNING, SUGGESTED_WORDS = 100, 8
"""Letters and words of what was typed that suggestions look at."""


class UnknownFilterError(ValueError):
    """A jurisdiction, topic or noun that does not exist; the message says which there are."""


def find(
    text: str,
    *,
    jurisdiction: str | None = None,
    topic: str | None = None,
    noun: str | None = None,
    limit: int = 20,
    offset: int = 0,
    read_economies: bool = True,
) -> Found:
    """What answers the question, best first. The filters are a code, a key and a noun as in the API; 1 to 100 hits at once.

    Raises UnknownFilterError for a filter that names nothing. Whatever the text is, it is no error; an empty one finds nothing.
    """
    places = places_by_code()
    if noun and noun not in NOUNS:
        raise UnknownFilterError(f"There is no noun '{noun}'; there are {', '.join(NOUNS)}.")
    if jurisdiction and jurisdiction not in places:
        raise UnknownFilterError(f"There is no jurisdiction '{jurisdiction}'; there are {', '.join(sorted(places))}.")
    filters = [place_token(jurisdiction)] if jurisdiction else []
    filters += [topic_token(topic)] if topic else []
    # A filter says where to look; then an economy that the text names is a word like others.
    understood = understand(ask(text, read_economies=read_economies and not jurisdiction), filters)
    question = understood.question
    if topic and not understood.counts.get(topic_token(topic)):
        raise UnknownFilterError(f"There is no topic '{topic}'; the topics are listed at /topics/.")
    ranked = rank(understood, filters)
    by_noun: defaultdict[str, list[Ranked]] = defaultdict(list)
    for each in ranked:
        by_noun[each.noun].append(each)
    chosen = by_noun[noun] if noun else ranked
    first = max(offset, 0)
    page = chosen[first : first + min(max(limit, 1), MOST)]
    heads = {name: group[: 0 if noun else IN_GROUP] for name, group in by_noun.items() if group}
    shown = [*page, *(each for group in heads.values() for each in group)]
    hits = hits_of(shown, question.tokens | understood.tokens, places)
    return Found(
        text=text[:LONGEST_QUESTION],
        hits=tuple(hits[each.document] for each in page),
        total=len(chosen),
        groups=tuple(
            Group(name, NOUNS[name].label, len(by_noun[name]), tuple(hits[each.document] for each in group))
            for name, group in heads.items()
        ),
        corrections=understood.corrections,
        unknown=understood.unknown,
        economies=tuple(places[code] for code in question.economies if code in places),
        economy_words=question.economy_words,
        was_cut=len(text) > LONGEST_QUESTION,
    )


def places_by_code() -> dict[str, JurisdictionReading]:
    return {place.code: place for place in jurisdictions_by_id().values()}


@dataclass(frozen=True, slots=True)
class Ranked:
    document: int
    noun: str
    key: str
    score: float


def rank(understood: Understood, filters: list[str]) -> list[Ranked]:
    """The documents that answer, best first; equal ones by noun and key. Two queries."""
    question = understood.question
    asked = ranking.worth_reading(understood.asked, understood.counts, understood.total)
    tokens = {token for each in (*asked, *understood.neighbours) for token, _ in each.tokens}
    places = [place_token(code) for code in question.economies]
    key, names = key_token(question.key), [name_token(each) for each in question.names]
    special = {*places, *filters, *names, key}
    worded: list[tuple[str, int, int]] = []
    carried: defaultdict[str, dict[int, int]] = defaultdict(dict)
    rows = Posting.objects.filter(token__in=tokens | special).order_by()
    for token, document, weight in rows.values_list("token", "document_id", "weight"):
        if token in special:
            carried[token][document] = weight
        else:
            worded.append((token, document, weight))
    share: dict[int, int] = {}
    for place in places:
        for document, weight in carried[place].items():
            share[document] = max(weight, share.get(document, 0))
    exact = {document for document, weight in carried[key].items() if weight == WHOLE_KEY}
    if understood.asked:
        # Elsewhere the rest of the question is the name of another economy's record.
        named = {document for name in names for document in carried[name] if document in share or not places}
        found = ranking.scores(asked, understood.neighbours, worded, exact=exact, named=named, placed=share)
    else:  # an economy or a key, and nothing else that is known
        found = {document: float(weight) for document, weight in share.items()}
        found |= dict.fromkeys(exact, ranking.EXACT)
    for each in filters:
        found = {document: score for document, score in found.items() if document in carried[each]}
    ranked = []
    documents = SearchDocument.objects.filter(pk__in=found).order_by()
    for pk, noun, its_key, code, standing in documents.values_list("pk", "noun", "key", "jurisdiction", "standing"):
        score = found[pk]
        if not understood.asked:
            score *= standing / 100
        elif places:
            score = ranking.by_place(score, share.get(pk), is_placed=bool(code))
        ranked.append(Ranked(pk, noun, its_key, score))
    order = {name: at for at, name in enumerate(NOUNS)}
    return sorted(ranked, key=lambda each: (-each.score, order[each.noun], each.key))


def hits_of(ranked: Iterable[Ranked], marked: set[str], places: dict[str, JurisdictionReading]) -> dict[int, Hit]:
    """Document -> what is shown of it. One query."""
    scores = {each.document: each.score for each in ranked}
    rows = SearchDocument.objects.filter(pk__in=scores).order_by()
    return {
        pk: Hit(
            noun=noun,
            key=key,
            title=segments(title, marked),
            original=segments(original, marked),
            snippet=snippet(text, marked),
            url=url,
            jurisdiction=places.get(code),
            score=round(scores[pk], 3),
        )
        for pk, noun, key, title, original, text, url, code in rows.values_list(
            "pk", "noun", "key", "title", "original", "text", "url", "jurisdiction"
        )
    }


def suggest(typed: str, *, limit: int = 8) -> list[Suggestion]:
    """Records whose name holds every word typed so far, the last of them perhaps only begun. Two queries, or none."""
    beginning = typed[:LONGEST_BEGINNING]
    typed_words = list(words(beginning))[:SUGGESTED_WORDS]
    wanted, codes, _ = without_economies(typed_words, beginning)
    rows = SearchDocument.objects.order_by()
    if wanted and codes:
        rows = rows.filter(jurisdiction__in=codes)
    else:
        wanted = typed_words
    if not wanted or (len(wanted) == 1 and len(wanted[0].text) < 2 and not wanted[0].paired):
        return []
    for word in wanted:
        rows = rows.filter(heading__contains=word.text if word.paired else f" {word.text}")
    folded = fold(beginning.strip())
    found = sorted(
        rows.values_list("noun", "key", "title", "original", "url", "jurisdiction", "standing"),
        key=lambda row: (not fold(row[2]).startswith(folded), -row[6], len(row[2]), row[0], row[1]),
    )
    places = places_by_code()
    return [
        Suggestion(noun, key, title, original, url, places.get(code))
        for noun, key, title, original, url, code, _ in found[:limit]
    ]
