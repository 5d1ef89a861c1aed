"""Every kind of page before the Nu HTML checker: no error."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.kinds import ADDRESSES, DESK, MISSING
from tests.browser.site import ROOT

pytestmark = pytest.mark.browser

CHECKER = ROOT / ".ci/html/node_modules/vnu-jar/build/dist/vnu.jar"


def file_name(number: int, address: str) -> str:
    return f"{number:03}{re.sub(r'[^a-z0-9]+', '-', address.lower())[:80]}.html"


def test_every_page_is_valid(browser, site, desk_states, tmp_path: Path):
    public = browser.new_context(base_url=site.address)
    desk = browser.new_context(base_url=site.address, storage_state=desk_states("reviewer"))
    asked = [(public, address) for address in (*ADDRESSES, MISSING)]
    asked += [(desk, pattern.format(**site.places)) for pattern in DESK["review"]]
    for number, (context, address) in enumerate(asked):
        (tmp_path / file_name(number, address)).write_bytes(context.request.get(address).body())
    for context in (public, desk):
        context.close()
    for status, page in site.errors.items():
        (tmp_path / f"error-{status}.html").write_text(page)
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found = json.loads(done.stdout)["messages"]
    errors = [each for each in found if each["type"] == "error"]
    assert [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}" for each in errors] == []
