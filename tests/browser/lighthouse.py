"""Lighthouse on the pages that people see first, as a program (`make lighthouse`): prints its scores, and fails below the least of each.

No test: its performance is that of the machine it runs on, so it is asked for, on a machine that does nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.kinds import COMPARED
from tests.browser.site import ROOT, served

PROGRAM = ROOT / ".ci/lighthouse/node_modules/lighthouse/cli/index.js"
PAGES = ("/", COMPARED, "/economies/JP/")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
CHROMIUM = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"


def scores(address: str) -> dict[str, int]:
    """Of 100, by category, in Chromium as on a desk."""
    command = ["node", str(PROGRAM), address, "--preset=desktop", "--output=json", "--quiet", CHROMIUM]
    command.append(f"--only-categories={','.join(LEAST)}")
    env = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)  # noqa: S603
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in LEAST}


def measured(site: str) -> list[str]:
    """What is below the least; all of it is printed."""
    below = []
    for path in PAGES:
        found = scores(f"{site}{path}")
        print(path, *(f"{name} {score}" for name, score in found.items()), flush=True)  # noqa: T201
        below += [f"{path}: {name} {score} < {LEAST[name]}" for name, score in found.items() if score < LEAST[name]]
    return below


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site:
        sys.exit("\n".join(measured(site.address)) or 0)


if __name__ == "__main__":
    main()
