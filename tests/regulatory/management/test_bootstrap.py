"""`bootstrap`, which `make run` calls at each start: everything once, then only what is new, and edits are kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.test import override_settings
from pytest_django.fixtures import Settings

from regulatory.models import ChangeNote, Fact
from tests import curators
from tests.content_files import SG, Outcome, put, record, run, small

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ADDRESS = "http://127.0.0.1:8123/"
READY = f"The knowledge base answers at {ADDRESS}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A checkout of its own: small content, and nothing in var/ yet."""
    settings.CONTENT_DIR = put(tmp_path / "content", small())
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    return settings.CONTENT_DIR


def start() -> Outcome:
    return run("bootstrap", address=ADDRESS)


def passwords(outcome: Outcome) -> dict[str, str]:
    """Those that are printed, by account."""
    return dict(re.findall(r"^  (curator|reviewer) +(\S+)$", outcome.out, re.MULTILINE))


def test_the_first_start_makes_everything(folder: Path):
    outcome = start()
    assert (outcome.err, outcome.refusal) == ("", "")
    assert outcome.out.endswith(READY)
    assert Fact.objects.count() == 9
    printed = passwords(outcome)
    assert set(printed) == {"curator", "reviewer"}
    for name, password in printed.items():
        user = authenticate(username=name, password=password)
        assert user.is_staff
        assert not user.is_superuser
        assert [group.name for group in user.groups.all()] == [name.capitalize()]
        assert len(password) >= 16
    assert {"Curator", "Reviewer", "Administrator"} <= set(Group.objects.values_list("name", flat=True))
    assert (folder.parent / "var" / "static" / ".stamp").exists()


def test_the_second_start_prints_no_password_and_keeps_edits():
    start()
    curators.revised("sg-gmp", title="A curator's own")
    User.objects.get(username="curator").groups.clear()
    notes, users = ChangeNote.objects.count(), User.objects.count()
    outcome = start()
    assert outcome.out == READY
    assert (ChangeNote.objects.count(), User.objects.count()) == (notes, users)
    assert curators.fact("sg-gmp").title == "A curator's own"
    assert not User.objects.get(username="curator").groups.exists()


def test_closed_accounts_are_not_opened_again():
    start()
    User.objects.filter(username__in=("curator", "reviewer")).update(is_active=False)
    assert passwords(start()) == {}
    assert not User.objects.filter(is_active=True).exists()


def test_a_first_start_that_was_broken_off_is_completed(folder: Path):
    run("load_kb", folder)
    assert set(passwords(start())) == {"curator", "reviewer"}


def test_who_has_accounts_already_gets_no_others():
    User.objects.create_superuser("owner", password="a-password-of-my-own")
    assert passwords(start()) == {}
    assert not User.objects.filter(username="curator").exists()


def test_changed_files_are_loaded_by_the_next_start(folder: Path):
    start()
    files = small()
    record(files, "sg-gmp")["title"] = "From the file"
    put(folder, files)
    outcome = start()
    assert "0 new, 1 changed, 35 unchanged." in outcome.out
    assert curators.fact("sg-gmp").title == "From the file"
    assert start().out == READY


def test_conflicts_are_told_and_do_not_stop_the_start(folder: Path):
    start()
    curators.revised("sg-gmp", title="A curator's own")
    files = small()
    record(files, "sg-gmp")["title"] = "From the file"
    put(folder, files)
    for _ in range(2):
        outcome = start()
        assert f"{SG}: sg-gmp: was changed here and in the database\n" in outcome.err
        assert "1 conflict; nothing was loaded." in outcome.err
        assert "The content stays as it was." in outcome.err
        assert (outcome.refusal, outcome.out.endswith(READY)) == ("", True)
    assert curators.fact("sg-gmp").title == "A curator's own"


@pytest.mark.parametrize("broken", ["no YAML: [", None])
def test_broken_files_are_told_and_do_not_stop_a_later_start(folder: Path, broken: str | None):
    start()
    (folder / "cqas.yaml").write_text(broken) if broken else (folder / "cqas.yaml").unlink()
    outcome = start()
    assert "cqas.yaml: is " in outcome.err
    assert "1 problem; nothing was loaded. The content stays as it was." in outcome.err
    assert (outcome.refusal, outcome.out.endswith(READY)) == ("", True)


def test_broken_files_stop_the_first_start(folder: Path):
    (folder / "cqas.yaml").unlink()
    outcome = start()
    assert outcome.refusal == "1 problem; nothing was loaded."
    assert not User.objects.exists()
    put(folder, small())
    assert set(passwords(start())) == {"curator", "reviewer"}


def test_static_files_are_collected_when_they_changed(folder: Path, settings: Settings, tmp_path: Path):
    own = tmp_path / "static"
    own.mkdir()
    (own / "a.css").write_text("a")
    settings.STATICFILES_DIRS = [own]
    start()
    collected = settings.STATIC_ROOT / "a.css"
    collected.write_text("touched")
    start()
    assert collected.read_text() == "touched"
    (own / "a.css").write_text("another")
    start()
    assert collected.read_text() == "another"


@override_settings(PRODUCTION=True)
def test_production_refuses():
    outcome = start()
    assert outcome.refusal == (
        "bootstrap makes demo accounts; it is not for production. Run migrate, load_kb and collectstatic."
    )
    assert not Fact.objects.exists()
    assert not User.objects.exists()
