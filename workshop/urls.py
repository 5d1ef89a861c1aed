"""The addresses of the workshop's pages."""

from django.urls import path

from workshop import pages

app_name = "workshop"
urlpatterns = [
    path("workshops/", pages.workshops, name="workshops"),
    path("workshops/<slug:key>/", pages.workshop, name="workshop"),
    path("sessions/<slug:key>/", pages.session, name="session"),
]
