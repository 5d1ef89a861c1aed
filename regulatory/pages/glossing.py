"""Terms of the glossary in running text: the first mention of each on a page becomes a link that carries its definition.

Pure: texts and terms in, pieces out. What is quoted is left alone, and so is whatever a page doesn't give here: headings, links, titles.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from regulatory.catalogue.glossary import TermBrief
from regulatory.pages.cards import FactCard, Piece

SHORTEST = 2
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|«[^»]*»")


@dataclass(slots=True)
class Glossing:
    """The terms of one page, and which of them it has explained already."""

    terms: Sequence[TermBrief]
    explained: set[str] = field(default_factory=set)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text in pieces that make it up again; those with a definition are terms."""
        by_name = {name: term for term in self.terms for name in names_of(term)}
        if not text or not by_name:
            return (Piece(text),) if text else ()
        return tuple(self.cut(text, by_name))

    def cut(self, text: str, by_name: dict[str, TermBrief]) -> Iterator[Piece]:
        quoted = [each.span() for each in QUOTED.finditer(text)]
        done = 0
        for found in pattern_of(tuple(by_name)).finditer(text):
            term = by_name.get(found[1]) or by_name.get(found[1].casefold())
            if term is None or term.key in self.explained:
                continue
            if any(start <= found.start() < end for start, end in quoted):
                continue
            self.explained.add(term.key)
            if found.start() > done:
                yield Piece(text[done : found.start()])
            yield Piece(found[0], term.key, term.definition)
            done = found.end()
        if done < len(text):
            yield Piece(text[done:])


def names_of(term: TermBrief) -> Iterator[str]:
    """How a text may name it: the term in any case (kept folded), its abbreviation as it is written."""
    yield term.term.casefold()
    yield from (each for each in term.abbreviation.split("/") if len(each) >= SHORTEST)


@lru_cache(maxsize=8)
def pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as whole words, the longest first, with the s of the plural. Only folded names match in any case."""
    folded = sorted((each for each in names if each == each.casefold()), key=len, reverse=True)
    exact = sorted((each for each in names if each != each.casefold()), key=len, reverse=True)
    either = [f"(?i:{'|'.join(map(re.escape, folded))})", *map(re.escape, exact)]
    return re.compile(rf"(?<![\w-])({'|'.join(either)})s?(?![\w-])")


def glossed(cards: Iterable[FactCard], glossing: Glossing) -> tuple[FactCard, ...]:
    """The cards with the terms in their summaries marked, in the order in which they stand on the page."""
    return tuple(dataclasses.replace(card, said=glossing.pieces(card.fact.summary)) for card in cards)
