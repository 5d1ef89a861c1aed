"""Debian's Chromium on the served site: one browser and one server a session, a fresh context a test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.site import Site, served
from tests.browser.watching import Watched

WIDTHS = (360, 768, 1440)
HEIGHT = 900
PATIENCE = 30_000
"""Milliseconds; a machine that does other things beside is slow, not wrong."""

expect.set_options(timeout=PATIENCE)

USUAL = {(1440, True), (360, True), (768, False)}
"""Width and script of the journeys that CI runs; `make test-browser-all` runs each with each."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if "script" in given and (given.get("width"), given["script"]) not in USUAL:
            item.add_marker("thorough")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Playwright's own browsers cannot be had everywhere; Debian's is installed as any package is."""
    found = shutil.which("chromium")
    assert found, "Chromium is not installed (Debian: apt-get install chromium)"
    # Root has no sandbox of its own, and a small /dev/shm breaks tabs in containers.
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript."""
    return bool(request.param)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page of a new visitor, `width` pixels wide; what went wrong on it fails the test at its end."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def opened(width: int = 1440, *, script: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=script,
            locale="en-GB",
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watched.append(Watched(page))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [problem for each in watched for problem in each.problems] == []


@pytest.fixture(scope="session")
def desk_states(browser: Browser, site: Site) -> Callable[[str], Any]:
    """The cookies of somebody who has signed in to the desk, by user name."""
    kept: dict[str, Any] = {}

    def state(name: str) -> Any:
        if name not in kept:
            context = browser.new_context(base_url=site.address)
            page = context.new_page()
            page.goto("/admin/")
            page.get_by_label("Username").fill(name)
            page.get_by_label("Password").fill(site.passwords[name])
            page.get_by_role("button", name="Log in").click()
            page.locator("#user-tools").wait_for()
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return state
