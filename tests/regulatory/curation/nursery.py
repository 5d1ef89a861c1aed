"""A process that prepares a database, forks writers to be killed, and says afterwards whether everything is whole. Run by test_killed.py.

It is told what to do line by line, and answers with one line of JSON each: `prepare`, `time VERB` (answers the seconds of one turn of
its work), `fork VERB SEED` (answers the process id), `reap PID`, `check`. A writer goes on until it is killed. No tests here.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atmp_kb.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - nothing of Django's can be read before
from django.db import connections, transaction  # noqa: E402

from regulatory.choices import OPEN_STATES, SourceStatus, State  # noqa: E402
from regulatory.curation import actions  # noqa: E402
from regulatory.curation.integrity import problems_in_database  # noqa: E402
from regulatory.models import ChangeEntry, ChangeNote, Fact, FileRecord, Source, SourceReview, as_type  # noqa: E402
from tests import factories  # noqa: E402
from tests.content_files import put, small  # noqa: E402
from tests.factories import person  # noqa: E402

KEYS = ["jp-one", "jp-two", "jp-three"]
WORDS = ("The first text.", "The second text.")
LOADED = ("sg-gmp", "sg-follow-up")
"""Facts of the small content files whose texts change together from load to load."""


def answer(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def folder_of(where: Path, number: int) -> Path:
    return where / f"content-{number}"


def prepare(where: Path) -> None:
    """Tables, the small content in two texts, and three published facts beside it."""
    call_command("migrate", verbosity=0, interactive=False)
    for number, words in enumerate(WORDS):
        files = small()
        for content in files.values():
            for section in content.values():
                for each in section if isinstance(section, list) else []:
                    if each.get("key") in LOADED:
                        each["summary"] = words
        put(folder_of(where, number), files)
    with open(os.devnull, "w") as nowhere:
        call_command("load_kb", folder_of(where, 0), stdout=nowhere)
    for key in KEYS:
        citations = [actions.CitationDraft(factories.source("chain-0"), "Art. 1")]
        factories.published(key=key, jurisdiction=factories.jurisdiction("JP"), citations=citations)


# ---- what writers do until they are killed


def publish(where: Path, chance: random.Random) -> Iterator[None]:
    author, reviewer = person("author"), person("reviewer")
    while True:
        key = chance.choice(KEYS)
        left = Fact.objects.filter(key=key, state__in=OPEN_STATES).first()
        draft = as_type(left) if left else as_type(actions.start_draft(key, by=author))
        draft.title, draft.checked_on = f"Title {chance.random()}", factories.CHECKED
        places = [str(chance.random()) for _ in range(3)]
        cited = [actions.CitationDraft(factories.source("cited"), place) for place in places]
        actions.edit_draft(draft, by=author, stamp=draft.updated_at, citations=cited)
        actions.publish(key, by=reviewer, stamp=draft.updated_at, reason="Read")
        yield


def supersede(where: Path, chance: random.Random) -> Iterator[None]:
    """A chain of documents, each superseding the one before."""
    author = person("author")
    while True:
        last = Source.objects.filter(key__startswith="chain-", superseded_by=None).order_by("pk").last()
        if last is None:
            raise LookupError("The chain is broken.")
        number = Source.objects.filter(key__startswith="chain-").count()
        successor = Source(key=f"chain-{number}", kind="act", title=f"Act {number}", primary=True)
        actions.save_record(successor, key=successor.key, by=author, reason="Found")
        actions.supersede_source(last, by=author, successor=successor, reason="Gazetted")
        yield


def load(where: Path, chance: random.Random) -> Iterator[None]:
    for number in itertools.cycle((1, 0)):
        with open(os.devnull, "w") as nowhere:
            call_command("load_kb", folder_of(where, number), stdout=nowhere)
        yield


VERBS: dict[str, Callable[[Path, random.Random], Iterator[None]]] = {
    "publish": publish,
    "supersede": supersede,
    "load": load,
}


def fork(where: Path, verb: str, seed: str) -> None:
    connections.close_all()
    child = os.fork()
    if child:
        answer(child)
        return
    for _ in VERBS[verb](where, random.Random(int(seed))):  # noqa: S311 - which key comes next is no secret
        pass


# ---- what has to hold afterwards


def problems() -> list[str]:
    """Every breach, in words."""
    found = list(problems_in_database())
    notes = list(ChangeNote.objects.order_by("revision").values_list("revision", flat=True))
    if notes != list(range(1, len(notes) + 1)):
        found.append("revisions have gaps")
    empty = ChangeNote.objects.filter(entries=None).values_list("revision", flat=True)
    found += [f"revision {revision} tells nothing" for revision in empty]
    found += facts_in_pieces()
    found += chain_in_pieces()
    texts = set(Fact.objects.filter(key__in=LOADED, state=State.PUBLISHED).values_list("summary", flat=True))
    if len(texts) != 1 or not texts <= set(WORDS):
        found.append(f"a load was done by half: {texts}")
    loaded = ChangeNote.objects.filter(reason="Loaded from the content files").count()
    versions = Fact.objects.filter(key=LOADED[0]).exclude(published_at=None).count()
    if loaded != versions:
        found.append(f"{loaded} loads were noted and {versions} versions published")
    if not FileRecord.objects.filter(noun="content folder").exists():
        found.append("the load is not remembered")
    return found


def facts_in_pieces() -> Iterator[str]:
    for fact in Fact.objects.filter(key__in=KEYS):
        as_type(fact)
        number = fact.citations.count()
        expected = {1, 3} if fact.version == 1 or fact.is_open else {3}
        if number not in expected or fact.class_links.count() != 1:
            yield f"{fact} has {number} citations"
    for key in KEYS:
        published = Fact.objects.filter(key=key, state=State.PUBLISHED).count()
        opened = Fact.objects.filter(key=key, state__in=OPEN_STATES).count()
        if published != 1 or opened > 1:
            yield f"{key}: {published} published, {opened} open"


def chain_in_pieces() -> Iterator[str]:
    """Each superseded document has its successor, its review, and one note that tells of both."""
    for source in Source.objects.filter(key__startswith="chain-"):
        successor = source.superseded_by.first()
        is_marked = source.status == SourceStatus.SUPERSEDED
        reviewed = SourceReview.objects.filter(source=source, successor=successor).count()
        if is_marked != (successor is not None) or reviewed != int(is_marked):
            yield f"{source.key} was superseded by half"
        if successor:
            told = ChangeEntry.objects.filter(
                key=source.key, change__entries__key=successor.key, change__reason="Gazetted"
            )
            if not told.exists():
                yield f"no note tells that {source.key} was superseded"


def check() -> dict[str, Any]:
    with transaction.atomic():
        found = problems()
        counted = {
            "notes": ChangeNote.objects.count(),
            "versions": Fact.objects.count(),
            "sources": Source.objects.count(),
        }
    connections.close_all()
    return {"problems": found, **counted}


def main() -> None:
    where = Path(sys.argv[1])
    for line in sys.stdin:
        command, *given = line.split()
        if command == "prepare":
            prepare(where)
            connections.close_all()
            answer("ready")
        elif command == "time":
            began = time.monotonic()
            next(VERBS[given[0]](where, random.Random(0)))  # noqa: S311 - as below
            answer(time.monotonic() - began)
        elif command == "fork":
            fork(where, *given)
        elif command == "reap":
            answer(os.waitpid(int(given[0]), 0)[1])
        elif command == "check":
            answer(check())


if __name__ == "__main__":
    main()
