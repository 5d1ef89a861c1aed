"""What holds for every model in the admin: it can be found, opened, searched and filtered, at a price that rows do not raise."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regulatory.curation import rights
from regulatory.models import Fact
from tests.regulatory.admin.rows import MAKERS

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NAMES = [model._meta.label for model in MODELS]


def address(model, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_model_is_registered_or_edited_inside_another():
    inside = {inline.model for desk in admin.site._registry.values() for inline in desk.inlines}
    models = {*apps.get_app_config("regulatory").get_models(), *apps.get_app_config("workshop").get_models()}
    knowledge = {model for model in models if model._meta.model_name not in rights.DERIVED}
    assert knowledge <= {*admin.site._registry, *inside}


def test_every_model_can_be_searched():
    assert [model for model, desk in admin.site._registry.items() if not desk.search_fields] == []


def test_every_registered_model_has_rows_to_test_with():
    assert set(MAKERS) == set(MODELS)


def queries(client: Client, url: str, query: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url + query)
    assert response.status_code == 200, (query, response.status_code)
    return len(captured)


def ways_to_ask(client: Client, url: str) -> list[str]:
    """The plain list, a search, the last choice of each filter of the list, and an order by another column."""
    changelist = client.get(url).context["cl"]
    filters = [list(spec.choices(changelist))[-1]["query_string"] for spec in changelist.filter_specs]
    return ["", "?q=a", "?o=2", *filters]


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_change_list_takes_the_same_queries_for_1_and_20(model, root):
    make = MAKERS[model]
    url = address(model, "changelist")
    make()
    asked = ways_to_ask(root, url)
    before = {query: queries(root, url, query) for query in asked}
    for _ in range(19):
        make()
    after = {query: queries(root, url, query) for query in asked}
    assert len(root.get(url).context["cl"].result_list) >= 20
    assert after == before


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_change_form_opens(model, root):
    row = MAKERS[model]()
    response = root.get(address(model, "change", row.pk), follow=model is Fact)
    assert response.status_code == 200
    assert root.get(address(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_form_to_add_opens_unless_the_records_come_from_actions(model, root):
    desk = admin.site._registry[model]
    response = root.get(address(model, "add"))
    wanted = 200 if desk.has_add_permission(response.wsgi_request) else 403
    assert response.status_code == wanted


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_every_form_opens_for_a_reviewer_to_read(model, decider):
    row = MAKERS[model]()
    response = decider.get(address(model, "change", row.pk), follow=model is Fact)
    # Accounts are not his to see; of tokens his own are.
    wanted = {"auth": 403, "access": 302}.get(model._meta.app_label, 200)
    assert response.status_code == wanted
    assert b'name="_save"' not in response.content


def test_index_has_its_own_titles(root):
    page = root.get(reverse("admin:index")).content.decode()
    assert "ATMP knowledge base — curators&#x27; desk" in page or "ATMP knowledge base — curators' desk" in page


def test_every_choice_by_typing_answers_a_curator(curator):
    asked = 0
    for desk in admin.site._registry.values():
        forms = [desk, *(inline(desk.model, admin.site) for inline in desk.inlines)]
        for form in forms:
            for field in form.get_autocomplete_fields(None):
                names = {"app_label": form.opts.app_label, "model_name": form.opts.model_name, "field_name": field}
                response = curator.get(reverse("admin:autocomplete"), names | {"term": "a"})
                assert response.status_code == 200, names
                asked += 1
    assert asked > 50


@pytest.mark.parametrize(("who", "sees_users"), [("curator", False), ("decider", False), ("chief", True)])
def test_the_index_shows_each_group_what_it_may_see(who, sees_users, request):
    page = request.getfixturevalue(who).get(reverse("admin:index")).content.decode()
    assert "Facts" in page
    assert ("/admin/auth/user/" in page) == sees_users
