"""Reading and writing of YAML, for content that people edit and that strangers may have made.

Reading refuses what content never needs and attackers do: huge files, anchors and aliases (which grow without bound when expanded), tags,
deep nesting, doubled keys. Only true/false, whole numbers and null are read as such; a date or a bare `no` stays text.
Writing has one form only, so that the same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 12
LINE_WIDTH = 120
FOLD_FROM = 90
"""Texts from this length on are written as a folded block."""

SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableFileError(Exception):
    """The file is not plain YAML that content may use; the message says what is wrong and where."""


class PlainLoader(SafeLoader):  # type: ignore[misc]
    """YAML without dates, floats, sexagesimals and the many words for true and false."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != "tag:yaml.org,2002:str":
                raise UnreadableFileError(f"line {key_node.start_mark.line + 1}: a field name has to be a plain text")
            if key_node.value in seen:
                raise UnreadableFileError(
                    f"line {key_node.start_mark.line + 1}: '{key_node.value}' stands twice in one record"
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


def plain_words() -> None:
    import re

    for tag, pattern, first in (
        ("bool", r"^(?:true|false)$", "tf"),
        ("null", r"^(?:null|~|)$", ["n", "~", ""]),
        ("int", r"^(?:0|-?[1-9][0-9]*)$", "-0123456789"),
    ):
        PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


plain_words()


def read_bytes(path: Path) -> bytes:
    if path.is_symlink():
        raise UnreadableFileError("is a link to somewhere else; content files are ordinary files")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableFileError(f"has {size:,} bytes; a content file has at most {MAX_BYTES:,}")
    return path.read_bytes()


def refuse_dangers(text: str) -> None:
    """Look at the events only, before anything is built from them."""
    depth = 0
    for event in yaml.parse(text, Loader=SafeLoader):
        where = f"line {event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableFileError(f"{where}: anchors (&) and aliases (*) are not allowed; write the value out")
        if getattr(event, "tag", None) and not isinstance(event, yaml.DocumentStartEvent):
            raise UnreadableFileError(f"{where}: tags (!) are not allowed; write the plain value")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise UnreadableFileError(f"{where}: nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def parse(data: bytes) -> dict[str, Any]:
    """The mapping that the bytes hold. Raises UnreadableFileError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"is not UTF-8 text (byte {error.start})") from None
    try:
        refuse_dangers(text)
        content = yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UnreadableFileError(f"is not YAML: {line}{error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise UnreadableFileError(f"is not YAML: {error}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"cannot be read: {error}") from None
    if not isinstance(content, dict):
        raise UnreadableFileError("has to be a mapping of sections, such as 'sources:' with a list below")
    return content


class Inline(dict[str, Any]):
    """A mapping to be written on one line, such as a citation."""


class OneLineList(list[Any]):
    """A list to be written in brackets."""


class PlainDumper(yaml.SafeDumper):
    """Block style, two spaces, lists indented under their name; nothing is ever aliased."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def represent_text(dumper: PlainDumper, text: str) -> yaml.ScalarNode:
    long = len(text) >= FOLD_FROM and " " in text and not dumper.flow_level
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if long else None)


PlainDumper.add_representer(str, represent_text)
PlainDumper.add_representer(
    Inline, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
PlainDumper.add_representer(
    OneLineList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def render(heading: str, content: Mapping[str, Any]) -> bytes:
    """The file of this content: comment lines, then one section after the other with an empty line between records."""
    parts = ["".join(f"# {line}\n" for line in heading.splitlines())]
    for section, value in content.items():
        if isinstance(value, list):
            records = [dump([record]) for record in value]
            parts.append(f"{section}:\n" + "\n".join(indent(record) for record in records))
        else:
            parts.append(dump({section: value}))
    return "\n".join(parts).encode()


def dump(value: Any) -> str:
    return yaml.dump(value, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)


def indent(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
