"""The one router of the API: every noun with its address, the root that lists them, the status, and what answers elsewhere."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path, resolve, reverse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import APIRootView, DefaultRouter
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet, ViewSetMixin

from atmp_kb.formats import DOSSIER_FORMATS, LIST_FORMATS
from atmp_kb.rest import FormatNegotiation, ParameterMetadata, meta, refuse_unknown
from atmp_kb.schema.operations import Schema
from atmp_kb.schema.pages import DocsView, SchemaView
from regulatory.api import (
    between,
    changes,
    compare,
    drafts,
    facts,
    indicators,
    jurisdictions,
    plan,
    proposals,
    quality,
    reliance,
    search,
    sources,
    vocabularies,
    vocabulary,
)
from regulatory.api.base import ReadViewSet
from workshop import api as workshop

Noun = ReadViewSet | vocabularies.VocabularyViewSet

NOUNS: list[type[Noun]] = [
    jurisdictions.JurisdictionViewSet,
    jurisdictions.AuthorityViewSet,
    sources.SourceViewSet,
    vocabulary.TopicViewSet,
    vocabulary.ProductClassViewSet,
    vocabulary.FollowUpRuleViewSet,
    proposals.ProposalViewSet,
    facts.ClassificationViewSet,
    facts.PathwayViewSet,
    facts.PharmacovigilanceViewSet,
    facts.QualityExpectationViewSet,
    facts.RequirementViewSet,
    facts.RelianceArrangementViewSet,
    facts.AuthorisedProductViewSet,
    facts.AbsenceViewSet,
    quality.QualityAttributeViewSet,
    quality.QualityFrameworkViewSet,
    reliance.RelianceInitiativeViewSet,
    vocabulary.GlossaryViewSet,
    workshop.WorkshopViewSet,
    workshop.SessionViewSet,
    workshop.InsightViewSet,
    workshop.OrganisationViewSet,
    changes.ChangeViewSet,
    vocabularies.VocabularyViewSet,
]
"""The nouns, in the order in which the root lists them."""


class StatusViewSet(ViewSet):
    """The state of the API and of its content: versions, dates, how many records of each noun, terms of use."""

    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def list(self, request: Request) -> Response:
        refuse_unknown(request.query_params, ())
        return Response(
            {
                **meta(),
                "licence_url": settings.CONTENT_LICENCE_URL,
                "counts": {noun.noun: noun().count() for noun in NOUNS},
            }
        )


class RootView(APIRootView):
    """Knowledge about how economies regulate advanced therapies, as data. Each noun with its address."""

    schema = Schema()
    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        refuse_unknown(request.query_params, ())
        response: Response = super().get(request, *args, **kwargs)
        response.data |= {name: request.build_absolute_uri(reverse(f"api-{name}")) for name in ("schema", "docs")}
        return response


class Router(DefaultRouter):
    """Gives each list and each record the formats in which it can be had."""

    APIRootView = RootView
    include_format_suffixes = False

    def get_routes(self, viewset: type[ViewSetMixin]) -> list[Any]:
        formats = {"List": LIST_FORMATS} if viewset in NOUNS else {}
        if viewset is jurisdictions.JurisdictionViewSet:
            formats["Instance"] = DOSSIER_FORMATS
        return [
            route._replace(initkwargs={**route.initkwargs, "renderer_classes": formats[route.initkwargs["suffix"]]})
            if route.initkwargs.get("suffix") in formats
            else route
            for route in super().get_routes(viewset)
        ]


router = Router()
# before the changes, whose records would answer at its address
router.register("changes/between", between.BetweenViewSet, basename="changes-between")
for noun in NOUNS:
    router.register(noun.noun, noun, basename=noun.noun)
router.register("compare", compare.CompareViewSet, basename="compare")
router.register("plan", plan.PlanViewSet, basename="plan")
router.register("indicators", indicators.IndicatorViewSet, basename="indicators")
router.register("search", search.SearchViewSet, basename="search")
router.register("search/suggest", search.SuggestViewSet, basename="search-suggest")
router.register("drafts", drafts.DraftViewSet, basename="drafts")
router.register("status", StatusViewSet, basename="status")


class NoSuchAddress(APIView):
    """Answers below /api/ where nothing else does: sends on to the address with a slash at its end where there is one.

    Django would do both with the site's page for people.
    """

    schema = None
    content_negotiation_class = FormatNegotiation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.path.endswith("/") and not is_nowhere(request.path_info + "/"):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        super().initial(request, *args, **kwargs)
        raise NotFound(f"There is nothing at {request.path[:200]}. What there is is listed at {reverse('api-root')}.")


def is_nowhere(path: str) -> bool:
    return getattr(resolve(path).func, "view_class", None) is NoSuchAddress


urlpatterns = [
    path("v1/schema/", SchemaView.as_view(), name="api-schema"),
    path("v1/docs/", DocsView.as_view(), name="api-docs"),
    # lists as files
    *(
        re_path(
            rf"^v1/{noun.noun}\.(?P<format>json|csv|xlsx)$",
            noun.as_view({"get": "list"}, suffix="List", renderer_classes=LIST_FORMATS, detail=False, schema=None),
        )
        for noun in NOUNS
    ),
    # the content file under its own name
    re_path(
        r"^v1/jurisdictions/(?P<key>[^/]+)\.(?P<format>json|yaml)$",
        jurisdictions.JurisdictionViewSet.as_view(
            {"get": "retrieve"}, suffix="Instance", renderer_classes=DOSSIER_FORMATS, schema=None
        ),
        name="dossier",
    ),
    path("v1/", include(router.urls)),
    re_path("", NoSuchAddress.as_view()),
]
