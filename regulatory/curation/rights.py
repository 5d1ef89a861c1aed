"""Who may do what: the three groups of curators and their permissions, given after every migrate, so that new models come along.

Curators write, reviewers decide, administrators do both and look after accounts. A group keeps what an administrator gave it beyond
this list. That nobody publishes what he wrote himself is no permission: it is held in actions.py and by the database.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import models

CURATOR = "Curator"
REVIEWER = "Reviewer"
ADMINISTRATOR = "Administrator"

KNOWLEDGE_APPS = ("regulatory", "workshop")
LOGS = {
    "changenote",
    "changeentry",
    "reviewevent",
    "confirmation",
    "withdrawal",
    "filerecord",
    "fileconflict",
    "pendingchange",
    "sourcereview",
    "correction",
}
"""What is written by actions only: everybody reads it, nobody edits it."""
FILES_AUTHOR, FILES_REVIEWER = "content-files", "content-files-review"
"""Accounts, without passwords, by which the two halves of a reviewed edit of the content files are recorded."""
DERIVED = {"searchdocument", "searchword", "posting"}
"""What is computed from the knowledge and made anew at any time: nobody's to read or edit."""
PUBLISH = "publish_fact"
"""To publish, send back, withdraw and confirm facts of every type."""


def is_part(model: type[models.Model]) -> bool:
    """Whether rows of the model go with the row that they belong to: citations, participants, open versions of a fact."""
    return any(
        getattr(field.remote_field, "on_delete", None) is models.CASCADE for field in model._meta.concrete_fields
    )


def knowledge_rights(model: type[models.Model]) -> dict[str, set[str]]:
    """Group -> codenames, for one model of a knowledge app. Curators remove parts only; whole nouns are for administrators."""
    name = model._meta.model_name
    if name in DERIVED:
        return {}
    view = {f"view_{name}"}
    if name in LOGS:
        return {CURATOR: view, REVIEWER: view, ADMINISTRATOR: view}
    write = {f"add_{name}", f"change_{name}"}
    remove = {f"delete_{name}"}
    decide = {PUBLISH} if name == "fact" else set()
    return {
        CURATOR: view | write | (remove if is_part(model) else set()),
        REVIEWER: view | decide,
        ADMINISTRATOR: view | write | remove | decide,
    }


def account_rights(model: type[models.Model]) -> dict[str, set[str]]:
    """Accounts are opened and closed, never deleted, so that the record of who did what stays whole."""
    if model._meta.model_name == "user":
        return {ADMINISTRATOR: {"view_user", "add_user", "change_user"}}
    if model._meta.model_name == "group":
        return {ADMINISTRATOR: {"view_group"}}
    return {}


def access_rights(model: type[models.Model]) -> dict[str, set[str]]:
    """Everybody makes tokens for himself and takes them back; administrators take back those of all (`change`: see access/admin.py)."""
    if model._meta.model_name == "apitoken":
        own = {"view_apitoken", "add_apitoken"}
        return {CURATOR: own, REVIEWER: own, ADMINISTRATOR: own | {"change_apitoken"}}
    return {}


def rights_of(app_label: str) -> dict[str, set[str]]:
    """Group -> codenames of its permissions on the models of an app."""
    rights: dict[str, set[str]] = {CURATOR: set(), REVIEWER: set(), ADMINISTRATOR: set()}
    give = {"auth": account_rights, "access": access_rights, **dict.fromkeys(KNOWLEDGE_APPS, knowledge_rights)}.get(
        app_label
    )
    if give:
        for model in installed_apps.get_app_config(app_label).get_models():
            for group, codenames in give(model).items():
                rights[group] |= codenames
    return rights


def give_rights_after_migrate(
    app_config: AppConfig, using: str, apps: Apps = installed_apps, verbosity: int = 1, **_: Any
) -> None:
    """Make the groups and give them their permissions on one app: once or a hundred times, the outcome is the same."""
    rights = rights_of(app_config.label)
    if not any(rights.values()):
        return
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
        permissions = apps.get_model("auth", "Permission").objects.using(using)
    except LookupError:  # a migrate to a state before the accounts
        return
    # Ours may run before Django's own receiver, which makes the permissions.
    create_permissions(app_config, verbosity=verbosity, using=using, apps=apps)
    for name, codenames in rights.items():
        group, _made = groups.get_or_create(name=name)
        group.permissions.add(*permissions.filter(content_type__app_label=app_config.label, codename__in=codenames))
