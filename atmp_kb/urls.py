"""Where each part of the site is."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("atmp_kb.api")),
    path("", include("workshop.urls")),
    path("", include("regulatory.pages.urls")),
]

handler400 = "regulatory.pages.errors.bad_request"
handler403 = "regulatory.pages.errors.forbidden"
handler404 = "regulatory.pages.errors.not_found"
handler500 = "regulatory.pages.errors.server_error"
