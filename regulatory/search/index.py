"""Writes of the search index: documents put in, taken out, all made anew. Each in the transaction of the change that it follows.

What a document says stands in sayings.py, what its words weigh in weights.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection, models, transaction

from regulatory.models import Posting, SearchDocument, SearchWord
from regulatory.search.documents import NOUNS, Document, Identity, touched_by
from regulatory.search.spelling import can_be_mistyped
from regulatory.search.weights import heading, reference_token, vocabulary, weigh

FORMAT = 1
"""Counts up whenever the same record would be indexed in another way: then the index has to be made anew."""
MANY = 400
"""Changed records from which on making the whole index anew is quicker than finding what they touch."""
AT_ONCE = 500
"""Documents, or rows, that are handled in one statement."""


def follow(records: Sequence[models.Model]) -> None:
    """Bring the index up to date with a change of these records: their documents, and those that borrow words of them."""
    if len(records) > MANY:
        rebuild()
        return
    identities, references = touched_by(records)
    borrowing = Posting.objects.filter(token__in=[reference_token(each) for each in references])
    identities.update(borrowing.values_list("document__noun", "document__key"))
    with transaction.atomic():
        take_out(identities)
        by_noun: defaultdict[str, set[str]] = defaultdict(set)
        for noun, key in identities:
            by_noun[noun].add(key)
        for name, keys in by_noun.items():
            if name in NOUNS:
                put_in(NOUNS[name].say(keys))


def rebuild() -> int:
    """Make the whole index anew; returns the number of documents."""
    with transaction.atomic():
        Posting.objects.all().delete()
        SearchDocument.objects.all().delete()
        SearchWord.objects.all().delete()
        number = sum(put_in(noun.say(None)) for noun in NOUNS.values())
        if connection.vendor == "postgresql":  # else its planner knows nothing of the new rows until it comes by itself
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {Posting._meta.db_table}, {SearchDocument._meta.db_table}")
        return number


def is_out_of_date() -> bool:
    """Whether the index lacks everything, or was made in an earlier way."""
    return not SearchDocument.objects.exists() or SearchDocument.objects.exclude(format=FORMAT).exists()


def take_out(identities: Iterable[Identity]) -> None:
    by_noun: defaultdict[str, list[str]] = defaultdict(list)
    for noun, key in identities:
        by_noun[noun].append(key)
    for noun, keys in by_noun.items():
        gone = list(SearchDocument.objects.filter(noun=noun, key__in=keys).values_list("pk", flat=True))
        Posting.objects.filter(document__in=gone).delete()
        SearchDocument.objects.filter(pk__in=gone).delete()


def put_in(documents: Iterable[Document]) -> int:
    """Store documents that are not in the index; returns their number."""
    waiting, number = iter(documents), 0
    while some := list(islice(waiting, AT_ONCE)):
        stored = SearchDocument.objects.bulk_create([row_of(document) for document in some])
        words: dict[str, str] = {}
        postings: list[tuple[str, int, int]] = []
        for row, document in zip(stored, some, strict=True):
            postings += [(token, row.pk, weight) for token, weight in weigh(document).items()]
            words |= vocabulary(document)
        insert(Posting, ("token", "document_id", "weight"), postings)
        put_words(words)
        number += len(some)
    return number


def row_of(document: Document) -> SearchDocument:
    return SearchDocument(
        noun=document.noun,
        key=document.key,
        jurisdiction=document.jurisdiction,
        title=document.title[:300],
        original=document.original[:300],
        text=document.text,
        url=document.url,
        heading=heading(document),
        standing=round(document.standing * 100),
        format=FORMAT,
    )


def put_words(words: dict[str, str]) -> None:
    """Words that are no longer in any document stay until the next rebuild; they find nothing."""
    known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    insert(
        SearchWord,
        ("word", "backwards", "token"),
        [
            (word, word[::-1] if can_be_mistyped(word) else "", token)
            for word, token in words.items()
            if word not in known
        ],
    )


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[str | int, ...]]) -> None:
    """Rows of plain values, many in one statement: through model instances a load of the content would take twice as long."""
    names = ", ".join(columns)
    one = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({names}) VALUES {', '.join([one] * len(some))}",  # noqa: S608 - names of ours
                [value for row in some for value in row],
            )
