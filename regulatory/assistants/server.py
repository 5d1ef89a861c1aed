"""The tools of the Model Context Protocol: their names, arguments and descriptions. What they answer stands in answers.py."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette

from regulatory.api.base import Links
from regulatory.assistants import answers
from regulatory.search.documents import NOUNS
from regulatory.search.find import MOST

LINKS: ContextVar[Links] = ContextVar("links")
"""The addresses of the site that is asked; set for each request."""

INSTRUCTIONS = (
    "How the 21 APEC economies (and the EU as a reference) regulate advanced therapy medicinal products, as cited facts. "
    f"Begin with search, or with compare where economies and topics are known. {answers.HOW_TO_READ}"
)

Code = Annotated[str, Field(description="Code of a jurisdiction: ISO 3166, such as JP, or EU.", max_length=8)]
Topic = Annotated[
    str, Field(description="Key of a topic, such as long-term-follow-up; search finds them.", max_length=80)
]
Class = Annotated[str, Field(description="Key of a product class, such as gene-modified-cells.", max_length=80)]
YesNo = Literal["yes", "no"]
Source = Annotated[Literal["autologous", "allogeneic"] | None, Field(description="The product: whose cells.")]
Trait = Annotated[YesNo | None, Field(description="The product: yes or no; left out: not known.")]
Stage = Annotated[
    Literal["first-in-human", "pivotal", "post-approval"] | None,
    Field(description="The product: its stage of development."),
]
AsOf = Annotated[datetime.date | None, Field(description="What this knowledge base said at the end of that day.")]
InForceOn = Annotated[
    datetime.date | None, Field(description="Only rules in force in the world on that day, as far as dates tell.")
]

Told = TypeVar("Told")


async def tell(answer: Callable[..., answers.Answer], **given: Any) -> dict[str, Any]:
    """The answer, worked out in the thread of the request, which holds the connection to the database."""

    def told() -> answers.Answer:
        try:
            return answer(LINKS.get(), **given)
        except answers.NotAnsweredError as error:
            raise ToolError(str(error)) from error

    return await sync_to_async(told, thread_sensitive=True)()


async def search(
    query: Annotated[str, Field(description="Words in any language of the content.", min_length=1, max_length=200)],
    jurisdiction: Code | None = None,
    topic: Topic | None = None,
    noun: Annotated[str | None, Field(description=f"Only records of this noun: {', '.join(NOUNS)}.")] = None,
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10,
) -> dict[str, Any]:
    """Find facts, sources, economies, topics, glossary terms and what was said at the workshop; facts with their citations.

    A result's `key` is what the other tools take.
    """
    return await tell(answers.search, q=query, jurisdiction=jurisdiction, topic=topic, noun=noun, limit=limit)


async def get_fact(
    key: Annotated[
        str, Field(description="Key of a fact, such as jp-conditional-time-limited-approval.", max_length=80)
    ],
    as_of: AsOf = None,
    in_force_on: InForceOn = None,
) -> dict[str, Any]:
    """One cited statement about one economy on one topic, with all that is stated of it."""
    return await tell(answers.get_fact, key=key, as_of=as_of, in_force_on=in_force_on)


async def compare(
    jurisdictions: Annotated[list[Code], Field(min_length=1, max_length=22)],
    topics: Annotated[list[Topic], Field(min_length=1, description="A first-level topic includes those under it.")],
    product_classes: list[Class] | None = None,
    source: Source = None,
    integrating_vector: Trait = None,
    genome_editing: Trait = None,
    viable_cells: Trait = None,
    orphan: Trait = None,
    stage: Stage = None,
    differences: Annotated[bool, Field(description="Only the topics on which the economies differ.")] = False,
    as_of: AsOf = None,
    in_force_on: InForceOn = None,
) -> dict[str, Any]:
    """Economies side by side on topics, for a product if one is described: each cell with its facts, or with the kind of its blank.

    `agreement` says what most answer and who departs, `strictest` who asks most.
    """
    return await tell(
        answers.compare,
        jurisdictions=jurisdictions,
        topics=topics,
        class_=product_classes,
        source=source,
        integrating_vector=integrating_vector,
        genome_editing=genome_editing,
        viable_cells=viable_cells,
        orphan=orphan,
        stage=stage,
        differences=differences,
        as_of=as_of,
        in_force_on=in_force_on,
    )


async def plan(
    jurisdictions: Annotated[list[Code], Field(min_length=1, max_length=answers.MOST_PLANNED)],
    product_classes: Annotated[list[Class], Field(min_length=1)],
    source: Source = None,
    integrating_vector: Trait = None,
    genome_editing: Trait = None,
    viable_cells: Trait = None,
    orphan: Trait = None,
    stage: Stage = None,
    topics: list[Topic] | None = None,
    add: Annotated[list[Code] | None, Field(description="Economies to weigh beside those of the plan.")] = None,
    as_of: AsOf = None,
    in_force_on: InForceOn = None,
) -> dict[str, Any]:
    """The checklist of a programme in lifecycle order: what the economies ask of one product, who drives each line, what to ask them.

    `facts` holds the statements that the lines name by key, with their citations; `questions` is what nothing is known about.
    """
    return await tell(
        answers.plan,
        jurisdictions=jurisdictions,
        class_=product_classes,
        source=source,
        integrating_vector=integrating_vector,
        genome_editing=genome_editing,
        viable_cells=viable_cells,
        orphan=orphan,
        stage=stage,
        topics=topics,
        add=add,
        as_of=as_of,
        in_force_on=in_force_on,
    )


async def what_changed(
    since: Annotated[
        datetime.date | None, Field(description="From the end of that day on; left out: the latest changes.")
    ] = None,
    until: Annotated[datetime.date | None, Field(description="To the end of that day; left out: today.")] = None,
    axis: Annotated[
        Literal["knowledge", "world"] | None,
        Field(description="What this knowledge base said (the default), or which rules were in force in the world."),
    ] = None,
    jurisdictions: list[Code] | None = None,
    topics: list[Topic] | None = None,
) -> dict[str, Any]:
    """What was added, changed or ended between two days, field by field."""
    return await tell(
        answers.what_changed, since=since, until=until, axis=axis, jurisdictions=jurisdictions, topics=topics
    )


READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
PATH = "/mcp"


@cache
def tools() -> list[Tool]:
    return [
        Tool.from_function(tool, title=tool.__name__.replace("_", " ").capitalize(), annotations=READ_ONLY)
        for tool in (search, get_fact, compare, plan, what_changed)
    ]


def application(longest: int) -> Starlette:
    """The server as an ASGI application for one request of at most so many bytes: nothing is kept between requests.

    It answers at PATH. Which hosts are ours has been looked at before.
    """
    server: MCPServer[Any] = MCPServer(
        "atmp-regulatory-knowledge",
        title="ATMP regulatory knowledge base",
        instructions=INSTRUCTIONS,
        version=settings.API_VERSION,
        tools=tools(),
        subscriptions=False,
        log_level="WARNING",
    )
    return server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=longest,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
