"""Where the OpenAPI document is served, and the interactive page that shows it, under a strict Content-Security-Policy."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from atmp_kb.rest import FormatNegotiation, ParameterMetadata, refuse_unknown

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document. It is the same for every request, so that it is made once."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found


WRITERS = {"yaml": OpenApiYamlRenderer, "json": OpenApiJsonRenderer}


@cache
def written(format_: str) -> bytes:
    """The document in a format of WRITERS."""
    text = WRITERS[format_]().render(document(), renderer_context={})
    return text.encode() if isinstance(text, str) else text


class WrittenOnce(BaseRenderer):
    """Writes the document once and keeps it: writing YAML takes seconds."""

    def render(self, data: object, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        # Data is what an error says; the document itself is not handed over.
        return written(str(self.format)) if data is None else json.dumps(data).encode()


class Yaml(WrittenOnce):
    media_type = OpenApiYamlRenderer.media_type
    format = "yaml"


class PlainYaml(Yaml):
    media_type = OpenApiYamlRenderer2.media_type


class Json(WrittenOnce):
    media_type = OpenApiJsonRenderer.media_type
    format = "json"


class PlainJson(Json):
    media_type = OpenApiJsonRenderer2.media_type


class SchemaView(APIView):
    """The OpenAPI document of this API, as YAML or JSON (`format`, or the header `Accept`)."""

    schema = None
    renderer_classes = [Yaml, PlainYaml, Json, PlainJson]
    metadata_class = ParameterMetadata
    content_negotiation_class = FormatNegotiation

    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, ())
        return Response()


class DocsView(TemplateView):
    """The interactive page. Everything that it loads comes from this server."""

    template_name = "api/docs.html"

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        return super().render_to_response(context, headers={"Content-Security-Policy": POLICY}, **options)
