"""Public answers kept ready: what was made once is sent again as it is, as long as it holds.

Two shelves. The near one is the process's own and bounded in bytes; the far one is the shared cache, where REDIS_URL names one. A key is
made of an answer's validators (caching.py), so it names the content's revision and the software: nothing on a shelf is ever out of date,
what no longer holds is simply not asked for again. Which answers may be kept is decided in caching.py.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from cachetools import LRUCache
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.http.response import HttpResponseBase

LARGEST = 4 * 2**20
"""Bytes; a larger body is made anew each time."""
FAR_SECONDS = 24 * 60 * 60
FAR_PREFIX = "answer:"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with status 200, as it left the middleware inside of caching.py: compressed if it was compressed."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=dict(self.headers))


near: LRUCache[str, Answer] = LRUCache(settings.STORED_ANSWER_BYTES, getsizeof=lambda answer: len(answer.body) + 1024)
lock = threading.Lock()
"""An LRU cache moves its entries on reading too."""


def take(key: str) -> HttpResponse | None:
    """The answer that was stored under this key, from the nearest shelf that has it."""
    with lock:
        answer = near.get(key)
    if answer is None and settings.REDIS_URL:
        answer = cache.get(FAR_PREFIX + key)
        if answer is not None:
            put_near(key, answer)
    return answer.response() if answer is not None else None


def put(key: str, response: HttpResponseBase) -> None:
    """Store an answer on both shelves; what is streamed or very large is left out."""
    if not isinstance(response, HttpResponse) or len(response.content) > LARGEST:
        return
    answer = Answer(tuple(response.headers.items()), response.content)
    put_near(key, answer)
    if settings.REDIS_URL:
        cache.set(FAR_PREFIX + key, answer, FAR_SECONDS)


def put_near(key: str, answer: Answer) -> None:
    with lock:
        if near.getsizeof(answer) <= near.maxsize:
            near[key] = answer


def clear_near() -> None:
    """Empty the process's own shelf (for tests, in which revisions begin anew)."""
    with lock:
        near.clear()
