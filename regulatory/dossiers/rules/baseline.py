"""The committed counts of warnings, and the figures that no citation carried when that rule began. Both may only go down."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Baseline:
    """`counts`: rule -> how often it may be broken. `figures`: fact -> its figures that no citation has to carry yet."""

    counts: dict[str, int] = field(default_factory=dict)
    figures: dict[str, list[str]] = field(default_factory=dict)

    def lowered(self, counts: dict[str, int], figures: dict[str, list[str]]) -> Baseline:
        """What is allowed from now on: never more than before."""
        kept = {key: [each for each in self.figures[key] if each in figures.get(key, ())] for key in self.figures}
        return Baseline(
            {key: min(count, self.counts.get(key, 0)) for key, count in counts.items()},
            {key: each for key, each in kept.items() if each},
        )


def read(path: Path) -> Baseline:
    """Raises ValueError where the file is none."""
    try:
        said = json.loads(path.read_text())
        return Baseline(dict(said["counts"]), {key: list(each) for key, each in said["figures"].items()})
    except (OSError, KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is no baseline: {error}") from error


def write(path: Path, baseline: Baseline) -> None:
    """One line a rule and a fact, so that a change of it can be read."""
    figures = ",\n".join(f"  {json.dumps(key)}: {json.dumps(each)}" for key, each in sorted(baseline.figures.items()))
    counts = ",\n".join(f"  {json.dumps(key)}: {count}" for key, count in baseline.counts.items())
    path.write_text(f'{{"counts": {{\n{counts}\n}},\n"figures": {{\n{figures}\n}}}}\n')
