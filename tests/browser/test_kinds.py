"""That no kind of page is forgotten by the tests in a browser. Needs none itself, so that `make test` runs it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.kinds import KINDS, NO_PAGES

APART = ("admin", "api-root")
"""The desk has its own list; the API's resources answer in JSON."""


def names(resolver: URLResolver, space: str = "") -> set[str]:
    found: set[str] = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            found |= names(each, inner)
        elif isinstance(each, URLPattern) and each.name:
            found.add(space + each.name)
    return found


def is_of_the_api(name: str) -> bool:
    """Resources of the router, which are named after their noun and what is asked."""
    return name == "api-root" or (":" not in name and name.endswith(("-list", "-detail")))


def test_every_address_is_a_kind_of_page_or_none():
    found = {name for name in names(get_resolver()) if not name.startswith("admin:") and not is_of_the_api(name)}
    assert found - set(KINDS) - NO_PAGES == set(), "a new page: add it to tests/browser/kinds.py"
    assert (set(KINDS) | NO_PAGES) - found == set(), "no such address any more"
