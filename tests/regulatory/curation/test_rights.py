"""The groups of curators: there after every migrate, with their rights, whatever happened before."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from regulatory.curation import rights
from regulatory.models import FACT_MODELS

pytestmark = pytest.mark.django_db

GROUPS = [rights.CURATOR, rights.REVIEWER, rights.ADMINISTRATOR]


def may(group: str) -> set[str]:
    rows = Permission.objects.filter(group__name=group).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_a_curator_writes_and_does_not_decide():
    held = may(rights.CURATOR)
    assert {"regulatory.add_source", "regulatory.change_topic", "workshop.change_insight"} <= held
    assert {f"regulatory.add_{model._meta.model_name}" for model in FACT_MODELS.values()} <= held
    assert "regulatory.publish_fact" not in held


def test_a_curator_removes_parts_and_open_versions_only():
    removes = {name for name in may(rights.CURATOR) if ".delete_" in name}
    assert {"regulatory.delete_citation", "regulatory.delete_participation", "regulatory.delete_requirement"} <= removes
    assert not {"regulatory.delete_source", "regulatory.delete_topic", "workshop.delete_workshop"} & removes


def test_a_reviewer_reads_everything_and_decides():
    held = may(rights.REVIEWER)
    assert "regulatory.publish_fact" in held
    assert {name.split(".")[1].split("_")[0] for name in held - {"access.add_apitoken"}} == {"view", "publish"}


def test_an_administrator_does_both_and_looks_after_accounts():
    held = may(rights.ADMINISTRATOR)
    assert may(rights.CURATOR) | may(rights.REVIEWER) < held
    assert {"auth.add_user", "auth.change_user", "auth.view_group", "regulatory.delete_source"} <= held
    assert not {"auth.delete_user", "auth.change_group"} & held


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_makes_tokens_for_himself_and_administrators_revoke_all(group):
    found = {name for name in may(group) if name.startswith("access.")}
    revokes = {"access.change_apitoken"} if group == rights.ADMINISTRATOR else set()
    assert found == {"access.view_apitoken", "access.add_apitoken"} | revokes


@pytest.mark.parametrize("group", GROUPS)
def test_every_knowledge_model_is_seen_by_every_group(group):
    for app in rights.KNOWLEDGE_APPS:
        names = {model._meta.model_name for model in apps.get_app_config(app).get_models()} - rights.DERIVED
        assert {f"{app}.view_{name}" for name in names} <= may(group)


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_writes_what_actions_write(group):
    writes = {f"regulatory.{verb}_{name}" for verb in ("add", "change", "delete") for name in rights.LOGS}
    assert not writes & may(group)


def test_rights_are_given_again_after_every_migrate():
    before = {group: may(group) for group in GROUPS}
    Group.objects.get(name=rights.CURATOR).delete()
    Group.objects.get(name=rights.REVIEWER).permissions.clear()
    extra = Permission.objects.get(codename="view_logentry")
    Group.objects.get(name=rights.ADMINISTRATOR).permissions.add(extra)
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    after = {group: may(group) for group in GROUPS}
    assert after == before | {rights.ADMINISTRATOR: before[rights.ADMINISTRATOR] | {"admin.view_logentry"}}
    assert Group.objects.count() == 3


def test_members_of_a_group_hold_its_rights():
    user = User.objects.create_user("writer")
    user.groups.add(Group.objects.get(name="Curator"))
    assert user.has_perm("regulatory.change_requirement")
    assert not user.has_perm("regulatory.publish_fact")
