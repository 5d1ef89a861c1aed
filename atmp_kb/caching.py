"""What readers and caches may keep of public answers, and how they ask whether it still holds: ETag, Last-Modified, 304, compression.

Validators are made of the content's revision, the software and the address, never of the body: an answer that still holds is given without
making it again, and a change of the content ends all of them at once. What the revision is stands in querysets.py; the answers that are
kept ready stand in stored.py.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from atmp_kb import stored
from atmp_kb.limits import MinuteThrottle
from regulatory.models import ChangeNote

API = "/api/"
NEVER_KEPT = ("/admin/", "/health/", "/metrics")
"""What is never public; these parts of the site say themselves how their answers may be kept."""
FOR_ALL = "public, max-age=0, must-revalidate"
FOR_ONE_PROGRAM = "private, max-age=0, must-revalidate"
FOR_NOBODY = "private, no-store"
ABOUT_THE_BODY = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Link", "Content-Location", "Content-Disposition")
"""Headers that an answer without its body keeps."""

SOFTWARE = ("access", "atmp_kb", "regulatory", "workshop", "templates", "static", "requirements.lock", "pyproject.toml")
WRITTEN_BY_RUNNING = {".pyc", ".pyo"}


@dataclass(frozen=True, slots=True)
class Software:
    """Which software answers: a digest of its files, and when the newest of them was written (seconds since 1970)."""

    digest: str
    written: float


@cache
def software() -> Software:
    """Read once a process. A version number alone would let pages of an older release stand when a template was mended."""
    digest = hashlib.sha256(f"{settings.API_VERSION} {django.VERSION}".encode())
    written = 0.0
    for part in SOFTWARE:
        place = Path(settings.BASE_DIR) / part
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and path.suffix not in WRITTEN_BY_RUNNING:
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode() + path.read_bytes())
                written = max(written, path.stat().st_mtime)
    return Software(digest.hexdigest(), written)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what an answer is known again. `modified`, in seconds since 1970, is None while a second does not tell two changes apart."""

    etag: str
    modified: int | None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest change of the content, and whether the clock's seconds tell it from the one before."""

    revision: int
    at: datetime.datetime | None
    told_apart: bool


last_seen: Newest | None = None
"""Of this process. Asked for only while the database does not answer."""


def newest_change() -> Newest:
    """One query. Raises the database's error while it does not answer."""
    global last_seen
    notes = list(ChangeNote.objects.order_by("-revision").values_list("revision", "at")[:2])
    revision, at = notes[0] if notes else (0, None)
    told_apart = len(notes) < 2 or int(notes[1][1].timestamp()) < int(notes[0][1].timestamp())
    last_seen = Newest(revision, at, told_apart)
    return last_seen


def validators_of(request: HttpRequest, newest: Newest) -> Validators:
    """Of the answer that the request would get now; made before the answer, so that they are never newer than it.

    The moment of the newest change stands beside its number, because a restored backup may give a number a second time.
    """
    moments = [software().written, *([newest.at.timestamp()] if newest.at else [])]
    variant = [software().digest, f"{newest.revision} {newest.at}", request.build_absolute_uri()]
    if of_api(request):
        variant.append(request.headers.get("Accept", ""))
    else:
        # Pages say how long ago a fact was checked.
        today = timezone.now().date()
        variant.append(today.isoformat())
        moments.append(datetime.datetime.combine(today, datetime.time.min, tzinfo=datetime.UTC).timestamp())
    digest = hashlib.sha256("\n".join(variant).encode()).hexdigest()[:32]
    return Validators(f'W/"{newest.revision}-{digest}"', int(max(moments)) if newest.told_apart else None)


def of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def names_it(request: HttpRequest, validators: Validators) -> bool:
    """Whether the reader holds exactly this answer. Such a tag was given only where something was found."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return any(tag.removeprefix("W/") == validators.etag.removeprefix("W/") for tag in held)


def still_holds(request: HttpRequest, validators: Validators) -> bool:
    """Whether what the reader holds is the answer that was found.

    A date counts where it is the very date that was given: a clock may have been set back since.
    """
    if "If-None-Match" in request.headers:
        return "*" in parse_etags(request.headers["If-None-Match"]) or names_it(request, validators)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and since == validators.modified


class PublicCaching:
    """Middleware: what may be kept of the API's answers and of the pages; 304 for what a reader still holds, else the ready answer.

    Pages for someone signed in are never kept. An answer to a token is kept by its program only, and the token is looked at first.
    While the database does not answer, what was made ready for the last revision that was seen goes on being served.
    Off while developing (DEBUG): files change under a running process.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        public = request.method in ("GET", "HEAD") and not request.path_info.startswith(NEVER_KEPT)
        if settings.DEBUG or not public:
            return self.get_response(request)
        if signed_in(request):
            return told(request, self.get_response(request), FOR_NOBODY)
        try:
            newest: Newest | None = newest_change()
            away = False
        except (OperationalError, InterfaceError):
            newest, away = last_seen, True
        if newest is None:
            return self.get_response(request)
        validators = validators_of(request, newest)
        if "Authorization" in request.headers:
            return self.answer(request, validators, FOR_ONE_PROGRAM)
        if names_it(request, validators):
            return validated(told(request, HttpResponseNotModified(), FOR_ALL), validators)
        key = f"{validators.etag} {'gzip' if accepts_gzip(request) else 'plain'}"
        ready = stored.take(key)
        # Over its limit, an address is answered by the view, which refuses it.
        if ready and (not of_api(request) or MinuteThrottle().allow_address(request)):
            return without_body(ready) if still_holds(request, validators) else ready
        return self.answer(request, validators, FOR_ALL, key=None if away else key)

    def answer(
        self, request: HttpRequest, validators: Validators, policy: str, *, key: str | None = None
    ) -> HttpResponseBase:
        """The answer made anew, and stored under `key` if it may be kept by all."""
        response = self.get_response(request)
        if response.status_code >= 400 or response.cookies:
            return told(request, response, FOR_NOBODY)
        if response.status_code != 200 or "Cache-Control" in response.headers:
            return response
        response = validated(told(request, response, policy), validators)
        if key:
            stored.put(key, response)
        return without_body(response) if still_holds(request, validators) else response


def accepts_gzip(request: HttpRequest) -> bool:
    return re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")) is not None


def signed_in(request: HttpRequest) -> bool:
    """Whether a page is for someone signed in, without asking the database. The API knows no cookies."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not of_api(request)


def told(request: HttpRequest, response: HttpResponseBase, policy: str) -> HttpResponseBase:
    """The answer with how it may be kept, unless its view has said so, and on what in the request it depends."""
    response.headers.setdefault("Cache-Control", policy)
    on = "Accept" if of_api(request) else "Cookie"
    patch_vary_headers(response, (on, "Authorization", "Accept-Encoding"))
    return response


def validated(response: HttpResponseBase, validators: Validators) -> HttpResponseBase:
    response.headers["ETag"] = validators.etag
    if validators.modified is not None:
        response.headers["Last-Modified"] = http_date(validators.modified)
    return response


def without_body(response: HttpResponseBase) -> HttpResponseNotModified:
    kept = {name: response.headers[name] for name in ABOUT_THE_BODY if name in response.headers}
    return HttpResponseNotModified(headers=kept)


def is_form(response: HttpResponseBase) -> bool:
    """Whether a reader's token may stand in the page: the cookie of it is set only once."""
    return bool(response.cookies) or "no-store" in response.get("Cache-Control", "")


class PublicCompression(GZipMiddleware):
    """Middleware: compresses what is the same for all readers.

    A compressed page tells by its length what repeats in it. That is harmless where nothing in it is secret, so pages for someone signed in
    and forms with their tokens are sent as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        if request.path_info.startswith(NEVER_KEPT) or signed_in(request) or is_form(response):
            return response
        compressed: HttpResponse = super().process_response(request, response)  # type: ignore[assignment]
        return compressed
