"""How large a file of facts may be, and how a problem in one is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regulatory.dossiers.reading import shown

MEGABYTE = 2**20
LARGEST = 5 * MEGABYTE
"""Bytes of an uploaded file."""
UNZIPPED = 32 * MEGABYTE
"""Bytes of all parts of a workbook together: several times what the whole content takes."""
PARTS = 200
"""Files within a workbook."""
ROWS = 2_000
"""Rows with content in one file."""
SCANNED = 20_000
"""Rows of one sheet, empty ones included: where content ends, nobody can know before the last row."""
WIDEST = 100
"""Cells in a row."""
SHOWN = 50
"""Problems that are told one by one."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Something wrong in a file: where, what stands there, and what would be right. `sheet` is the file's name for a CSV."""

    sheet: str
    row: int = 0
    column: str = ""
    value: str = ""
    message: str = ""

    @property
    def place(self) -> str:
        parts = (f"sheet '{self.sheet}'", self.row and f"row {self.row}", self.column and f"column '{self.column}'")
        text = ", ".join(part for part in parts if part)
        return text[:1].upper() + text[1:]

    def __str__(self) -> str:
        value = shown(self.value) if self.value else ""
        said = f"{value}: " if value and not self.message.startswith(value) else ""
        text = f"{self.place}: {said}{self.message}"
        # Names and values come from the file.
        return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


class RefusedFileError(Exception):
    """The file is refused whole. `problems` are all that was found, in the order of the file."""

    def __init__(self, problems: Iterable[SheetProblem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.told))

    @property
    def told(self) -> list[str]:
        """The first problems, and how many there are besides."""
        more = len(self.problems) - SHOWN
        return [*map(str, self.problems[:SHOWN]), *([f"and {more} more"] if more > 0 else [])]
