"""How values are written in cells, and read again: guarded texts, lists of classes, citations. The two ways undo each other.

A citation is a line of its cell: `source-key | locator | what it supports`. Locator and support may be left out; a bar within a locator
is written `\\|` and a backslash `\\\\`. Classes are keys with commas between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regulatory.dossiers.shapes import CitationShape

RUNS = re.compile(r"'*[=+\-@\t\r\n#]")
"""What a spreadsheet would take for a formula or an error, perhaps behind apostrophes that are part of the text."""


def guarded(text: str) -> str:
    """The text as no spreadsheet runs it: behind one apostrophe more."""
    return f"'{text}" if RUNS.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and RUNS.match(text) else text


def classes_cell(keys: Iterable[str]) -> str:
    return ", ".join(keys)


def classes_in(cell: str) -> list[str]:
    """Keys between commas, semicolons or line breaks. One that is empty between two commas stays, to be refused."""
    return [part.strip() for part in re.split(r"[,;\n]", cell)]


def citation_line(said: CitationShape) -> str:
    locator = said.locator.replace("\\", "\\\\").replace("|", "\\|")
    if said.supports:
        return f"{said.source} | {locator} | {said.supports}"
    return f"{said.source} | {locator}" if locator else said.source


def citations_cell(citations: Iterable[CitationShape]) -> str:
    return "\n".join(map(citation_line, citations))


def citations_in(cell: str) -> Iterator[dict[str, str]]:
    """The citations of a cell as mappings without blanks, one a line that is not empty."""
    for line in cell.splitlines():
        if line.strip():
            source, locator, supports = parts_of(line)
            said = {"source": source, "locator": locator, "supports": supports}
            yield {name: value for name, value in said.items() if value or name == "source"}


def parts_of(line: str) -> tuple[str, str, str]:
    """Source, locator and support of a line; bars after the second are part of the support."""
    parts: list[str] = []
    part = ""
    rest = iter(line)
    for each in rest:
        if each == "\\" and len(parts) == 1:
            part += next(rest, "\\")
        elif each == "|" and len(parts) < 2:
            parts.append(part)
            part = ""
        else:
            part += each
    parts.append(part)
    source, locator, supports = (each.strip() for each in [*parts, "", ""][:3])
    return source, locator, supports
