"""Where each part of the site is."""

from django.contrib import admin
from django.urls import include, path, re_path

import workshop.crawling
from atmp_kb import health, metrics
from regulatory.api import compare, indicators, plan
from regulatory.assistants.view import McpView
from regulatory.pages import crawling

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("atmp_kb.api")),
    # the API's answers beside the pages that ask the same
    path("compare.json", compare.CompareViewSet.as_view({"get": "list"}), name="compare-json"),
    path("plan.json", plan.PlanViewSet.as_view({"get": "list"}), name="plan-json"),
    path("indicators.json", indicators.IndicatorViewSet.as_view({"get": "list"}), name="indicators-json"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.metrics, name="metrics"),
    # for assistants, where settings.MCP switches it on; clients do not follow a redirect to the slash
    re_path(r"^mcp/?$", McpView.as_view(), name="mcp"),
    path("sitemap.xml", crawling.sitemap, {"more": [workshop.crawling.addresses]}, name="sitemap"),
    path("robots.txt", crawling.robots, name="robots"),
    path("", include("workshop.urls")),
    path("", include("regulatory.pages.urls")),
]

handler400 = "regulatory.pages.errors.bad_request"
handler403 = "regulatory.pages.errors.forbidden"
handler404 = "regulatory.pages.errors.not_found"
handler500 = "regulatory.pages.errors.server_error"
