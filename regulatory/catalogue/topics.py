"""Topics as values: the two-level tree with how much is known under each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count

from regulatory.models import Topic
from regulatory.querysets import published_facts


@dataclass(frozen=True, slots=True)
class TopicNode:
    """A topic; `facts` and `economies` count what is published under it, its subtopics included."""

    LOOKUPS: ClassVar[tuple[str, ...]] = ("key", "name", "question", "description", "parent__key")
    key: str
    name: str
    question: str
    description: str
    parent: str | None
    facts: int
    economies: int
    subtopics: tuple[TopicNode, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Its own key and those of its subtopics."""
        return (self.key, *(each.key for each in self.subtopics))


def topics_for_list() -> list[TopicNode]:
    """The first-level topics in the order of a product's life, each with its subtopics: two queries."""
    jurisdictions: defaultdict[int, dict[int, int]] = defaultdict(dict)
    counts = (
        published_facts().order_by().values_list("topic_id", "jurisdiction_id").annotate(Count("pk"))  # a row a cell
    )
    for topic_id, jurisdiction_id, count in counts:
        jurisdictions[topic_id][jurisdiction_id] = count
    rows = list(Topic.objects.order_by("order", "key").values_list("pk", "parent_id", *TopicNode.LOOKUPS))
    children: defaultdict[int, list[TopicNode]] = defaultdict(list)
    places: defaultdict[int, set[int]] = defaultdict(set)

    def node(pk: int, key: str, name: str, question: str, description: str, parent: str | None) -> TopicNode:
        facts = sum(jurisdictions[pk].values()) + sum(each.facts for each in children[pk])
        economies = len(places[pk] | jurisdictions[pk].keys())
        return TopicNode(key, name, question, description, parent, facts, economies, tuple(children[pk]))

    for pk, parent_id, *values in rows:
        if parent_id is not None:
            children[parent_id].append(node(pk, *values))
            places[parent_id] |= jurisdictions[pk].keys()
    return [node(pk, *values) for pk, parent_id, *values in rows if parent_id is None]


def find_topic(tree: list[TopicNode], key: str) -> tuple[TopicNode | None, TopicNode | None]:
    """The topic of that key and its parent, each None where there is none."""
    for node in tree:
        if node.key == key:
            return node, None
        for child in node.subtopics:
            if child.key == key:
                return child, node
    return None, None
