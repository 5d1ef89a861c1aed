"""Uploaded files between the dry run and its confirmation: on the disk of this server, for their owner only, for a day at most."""

from __future__ import annotations

import re
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

SALT = "sheets.kept"
LONGEST = 24 * 60 * 60
"""Seconds."""


class GoneError(Exception):
    """The file is not there any more, or was never this person's."""


def folder() -> Path:
    found = Path(settings.VAR_DIR) / "imports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def keep(name: str, body: bytes, *, owner: int, agreed: str) -> str:
    """Keep a file; returns the token by which its owner confirms what he saw, whose digest is `agreed`."""
    for old in folder().iterdir():
        if time.time() - old.stat().st_mtime > LONGEST:
            old.unlink(missing_ok=True)
    kept = secrets.token_hex(16)
    path = folder() / kept
    path.touch(mode=0o600)
    path.write_bytes(body)
    return signing.dumps({"file": kept, "name": name, "owner": owner, "agreed": agreed}, salt=SALT)


def kept_file(token: str, *, owner: int) -> tuple[str, bytes, str]:
    """Name, bytes and agreed digest. Raises GoneError."""
    said = read(token, owner)
    try:
        return said["name"], (folder() / said["file"]).read_bytes(), said["agreed"]
    except OSError as error:
        raise GoneError from error


def drop(token: str, *, owner: int) -> None:
    (folder() / read(token, owner)["file"]).unlink(missing_ok=True)


def read(token: str, owner: int) -> dict[str, str]:
    try:
        said = signing.loads(token, salt=SALT, max_age=LONGEST)
    except signing.BadSignature as error:
        raise GoneError from error
    if said["owner"] != owner or not re.fullmatch("[0-9a-f]{32}", said["file"]):
        raise GoneError
    return dict(said)
