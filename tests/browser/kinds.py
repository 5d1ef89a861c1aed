"""Every kind of page, with the addresses that stand for it on the real content. What a kind has to hold stands in the tests.

A new address of the site belongs here, or to NO_PAGES: `test_kinds.py` compares both lists with what Django resolves.
"""

from __future__ import annotations

COMPARED = "/compare/?jurisdictions=SG,JP,US&topics=conditional-approval,follow-up-duration,adverse-event-reporting"
CAR_T = "class=gene-modified-cells&source=autologous&integrating_vector=yes"
PLANNED = f"/plan/?jurisdictions=SG,KR,JP&{CAR_T}&stage=pivotal"
REVISED = "sg-class-ctgtp"
"""A fact of which the stage makes a second version."""
WITHDRAWN = "pe-law-32319-accelerated"
"""A fact that the stage withdraws."""
DUE = ("jp-orphan", "jp-specific-use", "jp-emergency-approval", "sg-ctc", "sg-pv-pbrer", "sg-pv-rmp")
"""Facts whose check the stage makes overdue: one for each journey of a curator."""

EVERYTHING = "/compare/?jurisdictions=all"
"""The grid of all economies and all topics."""
SWAGGER = "/api/v1/docs/"
"""Swagger UI from our own server: a program, not a page to read."""

KINDS: dict[str, tuple[str, ...]] = {
    "pages:home": ("/",),
    "pages:compare": ("/compare/", COMPARED, f"{COMPARED}&{CAR_T}&in_force_on=2024-01-01", "/compare/?topics=x"),
    "pages:plan": ("/plan/", PLANNED, "/plan/?jurisdictions=x"),
    "pages:indicators": ("/indicators/", "/indicators/?jurisdictions=SG,JP,US"),
    "pages:figures": ("/figures/",),
    "pages:economies": ("/economies/",),
    "pages:economy": ("/economies/JP/", "/economies/PG/"),
    "pages:topics": ("/topics/",),
    "pages:topic": ("/topics/long-term-follow-up/", "/topics/digital-safety-tools/"),
    "pages:fact": ("/facts/jp-conditional-time-limited-approval/", f"/facts/{REVISED}/", f"/facts/{WITHDRAWN}/"),
    "pages:fact-version": (f"/facts/{REVISED}/v1/",),
    "pages:fact-diff": (f"/facts/{REVISED}/diff/?from=1&to=2",),
    "pages:fact-correct": (f"/facts/{REVISED}/v1/correct/", f"/facts/{REVISED}/v2/correct/"),
    "pages:correction": ("/corrections/1/",),
    "pages:sources": ("/sources/", "/sources/?q=act&jurisdiction=SG"),
    "pages:source": ("/sources/jp-pmd-act/",),
    "pages:pathways": ("/pathways/", "/pathways/?jurisdiction=JP&kind=conditional-approval"),
    "pages:pharmacovigilance": ("/pharmacovigilance/?jurisdiction=SG",),
    "pages:quality-attributes": ("/quality/",),
    "pages:quality-attribute": ("/quality/potency/",),
    "pages:reliance-initiatives": ("/reliance/",),
    "pages:reliance-initiative": ("/reliance/project-orbis/",),
    "pages:products": ("/products/",),
    "pages:classes": ("/classes/",),
    "pages:glossary": ("/glossary/",),
    "pages:changes": ("/changes/",),
    "pages:changes-between": ("/changes/between/", "/changes/between/?axis=world&from=2024-01-01&to=2026-01-01"),
    "pages:change": ("/changes/2/",),
    "pages:search": ("/search/", "/search/?q=RMAT", "/search/?q=ltfu+japan&noun=facts", "/search/?q=qqqqqqqq"),
    "pages:method": ("/method/",),
    "workshop:workshops": ("/workshops/",),
    "workshop:workshop": ("/workshops/apec-rhsc-coe-atmp-workshop-2026/",),
    "workshop:session": ("/sessions/ws-session-1/",),
    "api-docs": (SWAGGER,),
}
"""Name of the address -> what stands for it."""

MISSING = "/facts/no-such-fact/"

ERRORS = ("403", "429", "500", "503")
"""Statuses whose pages no address of a site in order answers with; the stage draws them. 400 and 404 have addresses above."""

NO_PAGES = {
    "pages:compare-csv",
    "pages:compare-xlsx",
    "pages:plan-csv",
    "pages:plan-xlsx",
    "pages:indicators-csv",
    "pages:indicators-xlsx",
    "pages:figure-csv",
    "pages:changes-feed",
    "pages:economy-feed",
    "pages:topic-feed",
    "compare-json",
    "plan-json",
    "indicators-json",
    "sitemap",
    "robots",
    "health-live",
    "health-ready",
    "metrics",
    "mcp",
    "facts-submit",
    "api-schema",
    "dossier",
}
"""Files and data: nobody reads them in a browser."""

ADDRESSES = tuple(address for addresses in KINDS.values() for address in addresses)

DESK: dict[str, tuple[str, ...]] = {
    "review": ("{review}", "{withdraw}"),
    "list": (
        "/admin/",
        "/admin/regulatory/source/",
        "/admin/regulatory/changenote/",
        "/admin/desk/queues/corrections/",
    ),
}
"""Pages of the curators' desk that are ours, or that we dress; the names in braces are places of the stage."""
