"""A backup is of one moment while others write, and brings all of it back; on both databases, with real processes."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import psycopg2
import pytest

from tests.production.server import ROOT, environment, manage

pytestmark = pytest.mark.slow

SERVER = "postgres://postgres@127.0.0.1:5432/"

WRITER = """
import itertools
from django.contrib.auth.models import User
from regulatory.curation import actions
from regulatory.models import Topic
topic = Topic.objects.order_by("pk").first()
by = User.objects.get_or_create(username="writer")[0]
print("ready", flush=True)
for number in itertools.count(1):
    topic.question = f"Question {number}?"
    actions.save_record(topic, key=topic.key, by=by, reason=f"Change {number}")
"""
REVISION = "from regulatory.querysets import content_revision as r; print(r().number)"


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, tmp_path):
    """The environment of a site with the small content; PostgreSQL only where one answers."""
    if request.param == "sqlite":
        env = environment(tmp_path / "var", DATABASE_URL=f"sqlite:///{tmp_path}/kb.sqlite3")
        prepare(env)
        yield env
        return
    name = f"kb_backup_{uuid.uuid4().hex[:8]}"
    try:
        admin = psycopg2.connect(f"{SERVER}postgres", connect_timeout=3)
    except psycopg2.OperationalError:
        pytest.skip("no PostgreSQL answers on 127.0.0.1:5432")
    admin.autocommit = True
    cursor = admin.cursor()
    cursor.execute(f"CREATE DATABASE {name}")
    try:
        env = environment(tmp_path / "var", DATABASE_URL=f"{SERVER}{name}")
        prepare(env)
        yield env
    finally:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        admin.close()


def prepare(env: dict[str, str]) -> None:
    Path(env["VAR_DIR"]).mkdir(parents=True)
    for step in (["migrate"], ["load_kb", "tests/small_content"]):
        done = manage(env, *step)
        assert done.returncode == 0, done.stderr


def revision(env: dict[str, str]) -> int:
    return int(manage(env, "shell", "--no-imports", "-c", REVISION).stdout.strip())


def exported(env: dict[str, str], folder: Path) -> dict[str, bytes]:
    done = manage(env, "export_kb", str(folder))
    assert done.returncode == 0, done.stderr
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_a_backup_under_write_load_is_whole_and_comes_back(site, tmp_path):
    before = exported(site, tmp_path / "before")
    file = tmp_path / "backups" / "one.backup"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WRITER]
    writer = subprocess.Popen(command, cwd=ROOT, env=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    try:
        assert writer.stdout.readline() == b"ready\n", writer.stderr.read()
        taken = manage(site, "backup", str(file))
        assert taken.returncode == 0, taken.stderr
    finally:
        writer.kill()
        writer.communicate()
    assert oct(file.stat().st_mode)[-3:] == "600"
    after = revision(site)

    brought = manage(site, "restore", str(file))
    assert (brought.returncode, brought.stderr) == (0, "")
    restored = revision(site)
    assert 1 < restored < after
    checked = manage(site, "check_kb")
    assert checked.returncode == 0, checked.stderr
    now = exported(site, tmp_path / "now")
    assert {name for name in before if before[name] != now[name]} == {"topics.yaml"}
    assert manage(site, "migrate", "--check").returncode == 0


def test_what_cannot_be_done_is_told_and_changes_nothing(site, tmp_path):
    file, was = tmp_path / "one.backup", revision(site)
    file.write_bytes(b"not a backup at all")
    for arguments, told in (
        (("restore", str(file)), "is no backup of"),
        (("restore", str(tmp_path / "none")), "is not there"),
        (("backup", str(file)), "never overwrites"),
    ):
        done = manage(site, *arguments)
        assert (done.returncode, told in done.stderr) == (1, True), done.stderr
    good = tmp_path / "good.backup"
    assert manage(site, "backup", str(good)).returncode == 0
    file.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    done = manage(site, "restore", str(file))
    assert (done.returncode, "nothing was changed" in done.stderr) == (1, True)
    assert revision(site) == was
    assert file.read_bytes() != b""
