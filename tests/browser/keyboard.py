"""A reader who has nothing but a keyboard: goes with Tab, sees where the focus is, and presses what a hand would press."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST = 600
"""Presses of Tab after which somebody would have given up."""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def go_to(self, wanted: Locator) -> None:
        """Tab until the focus is on the one element wanted, and see that it can be seen there."""
        handle = wanted.element_handle()
        assert handle is not None
        for _ in range(MOST):
            if handle.evaluate("(each) => each === document.activeElement"):
                break
            self.press("Tab")
        else:
            raise AssertionError(f"the keyboard does not reach {wanted}")
        assert handle.evaluate("(each) => each.checkVisibility() && each.matches(':focus-visible')"), wanted

    def follow(self, link: Locator) -> None:
        """To a link, a button or a disclosure, and Enter."""
        self.go_to(link)
        self.press("Enter")

    def tick(self, *boxes: Locator) -> None:
        for box in boxes:
            self.go_to(box)
            self.press("Space")
            assert box.is_checked()

    def fill(self, field: Locator, text: str) -> None:
        self.go_to(field)
        self.press("ControlOrMeta+A")
        self.write(text)

    def choose(self, field: Locator, label: str) -> None:
        """In a list to choose from: by the first letters of what is wanted."""
        self.go_to(field)
        self.write(label)
        assert field.locator("option:checked").inner_text().startswith(label)

    def skip(self) -> None:
        """Past header and navigation, as the first link of each page offers."""
        self.press("Tab")
        self.press("Enter")

    def load_again(self) -> None:
        """The address, from its top, as Enter in the address bar does."""
        self.page.goto(self.page.url.partition("#")[0])
