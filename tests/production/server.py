"""A production server as a process of its own, on a free port, with a database of its own; no tests here."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
STRONG = "a-secret-for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(var: Path, **more: str) -> dict[str, str]:
    """Of a production process that keeps its files in `var`; nothing of the test run's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "PRODUCTION": "true",
        "SECRET_KEY": STRONG,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "VAR_DIR": str(var),
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }


def manage(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603


@dataclass
class Server:
    """Workers of granian with the settings of `env`; `log` holds what they wrote."""

    env: dict[str, str]
    log: Path
    workers: int = 1
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(self.workers)),
            *("--blocking-threads", "1", "--backpressure", "64", "--no-ws", "--log-level", "warning"),
            *("--host", "127.0.0.1", "--port", str(self.port), "atmp_kb.wsgi:application"),
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stderr=log)  # noqa: S603
        for _ in range(600):
            try:
                self.get("/health/live")
                return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"The server did not start: {self.log.read_text()}")

    def __exit__(self, *_: object) -> None:
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()
