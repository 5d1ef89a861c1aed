"""Without JavaScript every form submits and every link of every kind of page leads somewhere."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest

from tests.browser.kinds import ADDRESSES, KINDS, SWAGGER

pytestmark = pytest.mark.browser

LINKS = "links => links.map(each => each.href)"
FILES = (".csv", ".xlsx", ".json", ".xml", ".txt")


@pytest.mark.parametrize("address", [each for each in ADDRESSES if each != SWAGGER])
def test_every_form_submits(visit, address):
    page = visit(360, script=False)
    page.goto(address)
    for number in range(page.locator("main form").count()):
        form = page.locator("main form").nth(number)
        if not form.locator("button").is_visible():
            form.locator("xpath=ancestor::details").locator("summary").click()
        with page.expect_navigation() as going:
            form.locator("button").click()
        assert going.value.status in (200, 400), address
        if going.value.status == 400:  # nothing was chosen, or what the address asked is still not there
            assert page.locator("main .notice-stop, main h1").count()
        page.goto(address)


def test_every_link_leads_somewhere(visit, site):
    page = visit(1440, script=False)
    found: dict[str, set[str]] = {}
    for address in (addresses[0] for addresses in KINDS.values() if SWAGGER not in addresses):
        page.goto(address)
        anchors = set(page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)"))
        for href in page.locator("a[href]").evaluate_all(LINKS):
            where, fragment = urldefrag(href)
            if not where.startswith(site.address):
                assert urlsplit(href).scheme in ("http", "https", "mailto"), href
            elif where == page.url:
                assert not fragment or fragment in anchors, href
            else:
                found.setdefault(where, set()).add(fragment)
    assert len(found) > len(KINDS)
    wrong = []
    for where, fragments in found.items():
        answer = page.request.get(where)
        if answer.status != 200:
            wrong.append(f"{answer.status} {where}")
        elif not urlsplit(where).path.endswith(FILES):
            text = answer.text()
            wrong += [f"{where}#{each}" for each in fragments if each and f'id="{each}"' not in text]
    assert wrong == []
