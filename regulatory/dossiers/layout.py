"""Which content files there are, which sections each has, and which records stand in a section.

The workshop's file is added by the workshop app itself (register), because knowledge never depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regulatory.choices import FactType
from regulatory.dossiers import catalogue_shapes, shapes
from regulatory.dossiers.fact_shapes import FACT_SHAPES
from regulatory.dossiers.shapes import CODE_PATTERN


@dataclass(frozen=True, slots=True)
class Section:
    """A list of records in a file; `single` sections hold one record and no list."""

    name: str
    shape: type[shapes.Record]
    single: bool = False


@dataclass(frozen=True, slots=True)
class FileKind:
    """A content file: its name within the folder, its heading, its sections in order.

    In a dossier `{code}` is an economy's code, which its records take over as their jurisdiction.
    """

    name: str
    heading: str
    sections: tuple[Section, ...]

    @property
    def is_dossier(self) -> bool:
        return "{code}" in self.name


FACT_SECTIONS = {
    FactType.CLASSIFICATION: "classifications",
    FactType.PATHWAY: "pathways",
    FactType.PHARMACOVIGILANCE: "pharmacovigilance",
    FactType.REQUIREMENT: "requirements",
    FactType.QUALITY_EXPECTATION: "quality_expectations",
    FactType.RELIANCE: "reliance",
    FactType.PRODUCT: "authorised_products",
    FactType.ABSENCE: "absences",
}

DOSSIER = FileKind(
    "jurisdictions/{code}.yaml",
    "What is known about one economy. The shape of each record: ../README.md.",
    (
        Section("jurisdiction", shapes.JurisdictionShape, single=True),
        Section("authorities", shapes.AuthorityShape),
        Section("sources", shapes.SourceShape),
        *(Section(name, FACT_SHAPES[fact_type]) for fact_type, name in FACT_SECTIONS.items()),
    ),
)

FILE_KINDS: list[FileKind] = [
    FileKind(
        "sources.yaml",
        "Documents that are not the matter of one economy's dossier alone.",
        (Section("sources", shapes.SourceShape),),
    ),
    FileKind(
        "topics.yaml",
        "The questions that every economy is asked, on two levels, in the order of a product's life.",
        (Section("topics", catalogue_shapes.TopicShape),),
    ),
    FileKind(
        "product-classes.yaml",
        "Classes of therapies, what in them drives requirements, and what documents say about follow-up.\n"
        "Definitions follow the EU's terms unless a note says otherwise; each economy's own terms are in its dossier.",
        (
            Section("product_classes", catalogue_shapes.ProductClassShape),
            Section("drivers", catalogue_shapes.ClassDriverShape),
            Section("follow_up_rules", catalogue_shapes.FollowUpRuleShape),
        ),
    ),
    FileKind(
        "cqas.yaml",
        "Critical quality attributes. No limit here is a universal requirement: specifications are set product by product,\n"
        "and a criterion of kind published-specification is what one named product used, an example and not a rule.",
        (
            Section("attributes", catalogue_shapes.AttributeShape),
            Section("criteria", catalogue_shapes.CriterionShape),
            Section("frameworks", catalogue_shapes.FrameworkShape),
        ),
    ),
    FileKind(
        "reliance.yaml",
        "Reliance, work-sharing and convergence initiatives, and who takes part.\n"
        "A missing participant was not seen: it does not mean that an authority takes no part.",
        (
            Section("initiatives", catalogue_shapes.InitiativeShape),
            Section("participants", catalogue_shapes.ParticipationShape),
            Section("components", catalogue_shapes.ComponentShape),
        ),
    ),
    FileKind(
        "glossary.yaml",
        "Terms of the field in our own words, with abbreviations and with the words of the economies.",
        (Section("terms", catalogue_shapes.GlossaryTermShape),),
    ),
    DOSSIER,
]


def register(kind: FileKind) -> None:
    """Add a file to the content; called once by an app that is being set up."""
    if kind not in FILE_KINDS:
        FILE_KINDS.append(kind)


def files_in(folder: Path) -> Iterator[tuple[FileKind, str, Path]]:
    """The content files that stand in the folder: kind, the name to show, path. Dossiers by code.

    A name leads here whatever stands behind it: a link to nowhere or a folder is told when it is read.
    """
    for kind in FILE_KINDS:
        if kind.is_dossier:
            place = (folder / kind.name).parent
            for path in sorted(place.glob("*.yaml")):
                yield kind, f"{place.name}/{path.name}", path
        elif (folder / kind.name).exists() or (folder / kind.name).is_symlink():
            yield kind, kind.name, folder / kind.name


def strangers_in(folder: Path) -> list[str]:
    """Names of YAML files in the folder that no kind of file explains, such as a misspelt one."""
    known = {path for _, _, path in files_in(folder)}
    found = {path for pattern in ("*", "*/*") for path in folder.glob(pattern)}
    return sorted(str(path.relative_to(folder)) for path in found - known if path.suffix.lower() in (".yaml", ".yml"))


def is_dossier_name(name: str) -> bool:
    return re.fullmatch(DOSSIER.name.format(code=CODE_PATTERN.strip("^$")), name) is not None
