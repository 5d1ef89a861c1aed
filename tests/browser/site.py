"""The site as `make run` serves it, for browsers: content loaded into a folder of its own, granian on a free port."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 120
"""Seconds; two or three where nothing else runs."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running server. `passwords` by user name, `places` of the desk by what stands there, `errors` by status (stage.py)."""

    address: str
    passwords: dict[str, str]
    places: dict[str, str]
    errors: dict[str, str]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Needs seconds to load the content. `folder` is empty, and takes the database and the static files."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = {**os.environ, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "atmp_kb.settings"}
    env.pop("DATABASE_URL", None)

    def said(*command: str) -> str:
        done = subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    started = said("manage.py", "bootstrap", "--address", f"{address}/")
    passwords = dict(re.findall(r"^  (curator|reviewer) +(\S+)$", started, re.MULTILINE))
    staged = json.loads(said("-m", "tests.browser.stage"))
    with (folder / "server.log").open("w") as log:
        command = [
            str(Path(sys.executable).parent / "granian"),
            *("--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--backpressure", "64", "--no-ws"),
            *("--log-level", "warning", "--host", "127.0.0.1", "--port", str(port), "atmp_kb.wsgi:application"),
        ]
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)  # noqa: S603
        try:
            wait_for(f"{address}/method/", server)
            yield Site(address, passwords, **staged)
        finally:
            stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        assert server.poll() is None, "the server has stopped"
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
            return
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
