"""`check_kb fixtures/`: the content files against the rules; without a folder, the database against what must hold over it.

Errors refuse. Warnings are counted; with `--baseline FILE` a count that rises refuses too, and so does a figure that no citation carries.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regulatory.curation.integrity import problems_in_database
from regulatory.dossiers import checks, layout, reading, rules, writing
from regulatory.dossiers.content import Content
from regulatory.dossiers.rules import baseline, figures


class Command(BaseCommand):
    help = "Check the content files (with a folder) or the database (without) against the rules."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="the folder of the content files")
        parser.add_argument("--baseline", type=Path, help="the counts of warnings that may only go down")
        parser.add_argument(
            "--write-baseline", action="store_true", help="lower the counts of the baseline to those found; begin one"
        )
        parser.add_argument("--warnings", action="store_true", help="name each warning, not only their counts")

    def handle(
        self, *, folder: Path | None, baseline: Path | None, write_baseline: bool, warnings: bool, **_: Any
    ) -> None:
        if (baseline or write_baseline or warnings) and folder is None:
            raise CommandError("Warnings are those of content files; name their folder.")
        if write_baseline and baseline is None:
            raise CommandError("Say which file: --baseline FILE.")
        if folder is None:
            self.refuse(list(problems_in_database()))
        else:
            files, problems = self.problems_in(folder)
            self.refuse(problems)
            self.weigh(files, baseline, write=write_baseline, told=warnings)
        self.stdout.write(self.style.SUCCESS(f"Nothing wrong in {folder or 'the database'}."))

    def refuse(self, problems: list[str]) -> None:
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problem{'s' * (len(problems) > 1)}.")

    def problems_in(self, folder: Path) -> tuple[Content, list[str]]:
        files, problems = reading.read_folder(folder)
        problems += checks.problems_between(files)
        if not problems:
            problems = [problem for rule in rules.ERRORS for problem in rule.find(files)]
        if problems:
            return files, [str(problem) for problem in problems]
        written = writing.render_files(files)
        self.stdout.write(f"{len(files.records)} records in {len(written)} files.")
        return files, [
            f"{name}: is not in the form in which export_kb writes it; load it and export it"
            for _, name, path in layout.files_in(folder)
            if path.read_bytes() != written[name]
        ]

    def weigh(self, files: Content, path: Path | None, *, write: bool, told: bool) -> None:
        """Tell the warnings, and hold them to the baseline if there is one."""
        found = rules.counts(files)
        for rule in rules.WARNINGS:
            if found[rule.key]:
                self.stdout.write(f"{found[rule.key]:5} {rule.key}: {rule.what}")
            for problem in rule.find(files) if told else ():
                self.stdout.write(f"      {problem}")
        uncarried = figures.uncarried(files)
        if uncarried:
            self.stdout.write(f"{len(uncarried):5} uncarried: a figure that no citation's `supports` carries")
        for key, numbers in uncarried.items() if told else ():
            self.stdout.write(f"      {key}: {', '.join(numbers)}")
        if path is None:
            return
        allowed = self.baseline_of(path, found, uncarried, begin=write)
        self.refuse([*map(str, figures.new_uncarried(files, allowed.figures)), *rules.risen(found, allowed.counts)])
        if write:
            baseline.write(path, allowed.lowered(found, uncarried))

    def baseline_of(
        self, path: Path, found: dict[str, int], uncarried: dict[str, list[str]], *, begin: bool
    ) -> baseline.Baseline:
        if begin and not path.exists():
            return baseline.Baseline(found, uncarried)
        try:
            return baseline.read(path)
        except ValueError as error:
            raise CommandError(str(error)) from error
