"""Reading and writing of YAML, for content that people edit and that strangers may have made.

Reading refuses what content never needs and attackers do: huge files, anchors and aliases (which grow without bound when expanded), tags,
deep nesting, doubled keys. Only true/false, whole numbers and null are read as such; a date or a bare `no` stays text.
Writing has one form only, so that the same content gives the same bytes.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 12
MAX_VALUES = 200_000
"""Of one file: each takes memory while it is read, however short it is. The largest dossier has about 4,000."""
LINE_WIDTH = 120
FOLD_FROM = 90
"""Texts from this length on are written as a folded block."""

REMEDIES = {
    "cannot start any token": "indent with spaces, not tabs, and put a text that begins with @ or ` in quotes",
    "mapping values are not allowed": "put a text that contains ': ' in quotes",
    "unexpected end of stream": "a quote is opened and never closed",
    "another document": "a file holds one document; take the line '---' out",
    "expected '-' indicator": "look at the indentation of this line and the one before",
    "expected key": "look at the indentation of the lines before",
    "expected <block end>": "look at the indentation of the lines before",
    "expected ',' or": "a bracket is opened and never closed",
    "control characters": "write the file anew as plain UTF-8 text",
}
"""What a message of the YAML parser means for who wrote the file."""

SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableFileError(Exception):
    """The file is not plain YAML that content may use; the message says what is wrong and where."""


def refuse(mark: Any, what: str) -> UnreadableFileError:
    return UnreadableFileError(f"line {mark.line + 1}: {what}")


class PlainLoader(SafeLoader):
    """YAML without dates, floats, sexagesimals and the many words for true and false."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != "tag:yaml.org,2002:str":
                raise refuse(key_node.start_mark, "a field name has to be a plain text")
            if key_node.value in seen:
                raise refuse(key_node.start_mark, f"'{key_node.value:.80}' stands twice in one record; once is right")
            seen.add(key_node.value)
        return super().construct_mapping(node, deep=deep)


for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", [*"tf"]),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^(?:0|-?[1-9][0-9]{0,17})$", [*"-0123456789"]),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file of bearable size. Raises UnreadableFileError, or OSError where the system says no."""
    if path.is_symlink():
        raise UnreadableFileError("is a link to somewhere else; content files are ordinary files")
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableFileError("is not an ordinary file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(f"has {path.stat().st_size:,} bytes; a content file has at most {MAX_BYTES:,}")
    return data


def refuse_dangers(text: str) -> None:
    """Look at the events only, before anything is built from them."""
    depth = values = 0
    for event in yaml.parse(text, Loader=SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refuse(event.start_mark, "anchors (&) and aliases (*) are not allowed; write the value out")
        if isinstance(event, yaml.NodeEvent):
            values += 1
            if getattr(event, "tag", None):
                raise refuse(event.start_mark, "tags (!) are not allowed; write the plain value")
            if values > MAX_VALUES:
                raise refuse(event.start_mark, f"there are more than {MAX_VALUES:,} values in the file; divide it")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise refuse(event.start_mark, f"nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def with_remedy(problem: str) -> str:
    return "; ".join([problem, *(remedy for sign, remedy in REMEDIES.items() if sign in problem)])


def parse(data: bytes) -> dict[str, Any]:
    """The mapping that the bytes hold. Raises UnreadableFileError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8") from None
    try:
        refuse_dangers(text)
        content = yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UnreadableFileError(f"is not YAML: {line}{with_remedy(str(error.problem or error.context))}") from None
    except yaml.reader.ReaderError as error:
        place = f"character {error.position + 1}: "
        raise UnreadableFileError(f"is not YAML: {place}{with_remedy(str(error.reason))}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"cannot be read: {error}") from None
    if content is None:
        raise UnreadableFileError("is empty")
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
        if isinstance(value, list) and value:
            records = [dump([record]) for record in value]
            parts.append(f"{section}:\n" + "\n".join(indent(record) for record in records))
        else:
            parts.append(dump({section: value}))
    return "\n".join(parts).encode()


def dump(value: Any) -> str:
    return yaml.dump(value, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)


def indent(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.removesuffix("\n").split("\n"))
