"""A public site starts only with what it needs, and what it then says and writes down. Real processes, hence slow."""

from __future__ import annotations

import json

import pytest

from tests.production.server import STRONG, Server, environment, manage

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY has to be set too"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY has to be stronger"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY has to be stronger"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS has to name the hosts"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS has to name the hosts"),
    ],
)
def test_a_missing_or_weak_setting_stops_the_start_with_a_clear_sentence(tmp_path, wrong, told):
    done = manage(environment(tmp_path, **wrong), "check")
    assert done.returncode != 0
    assert told in done.stderr.splitlines()[-1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    var = tmp_path_factory.mktemp("site")
    env = environment(var, METRICS_TOKEN="a-token", CONTENT_DIR="tests/small_content")
    for step in (["migrate"], ["load_kb", "tests/small_content"], ["collectstatic", "--noinput"]):
        done = manage(env, *step)
        assert done.returncode == 0, done.stderr
    with Server(env, var / "log", workers=2) as server:
        yield server


def test_it_is_ready_and_answers(site):
    assert site.get("/health/ready")[0] == 200
    status, headers, body = site.get("/", X_Forwarded_Proto="https")  # as the proxy in front says
    assert status == 200
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains; preload"
    assert "upgrade-insecure-requests" in headers["content-security-policy"]
    assert b"regulatory knowledge base" in body


def test_each_answer_has_an_id_under_which_the_log_knows_it(site):
    forged = "/topics/none/?x=%0A%7B%22level%22%3A%22error%22%7D"
    ids = [site.get(path)[1]["x-request-id"] for path in ("/", "/", forged)]
    assert len(set(ids)) == 3
    lines = [json.loads(line) for line in site.log.read_text().splitlines() if line.startswith("{")]
    told = {line["request_id"]: line for line in lines if "request_id" in line}
    assert [told[request]["code"] for request in ids] == [200, 200, 404]
    assert told[ids[2]]["request"] == "GET /topics/none/"
    assert STRONG not in site.log.read_text()


def test_metrics_count_the_requests_of_all_workers(site):
    for _ in range(6):
        site.get("/health/live")
    assert site.get("/metrics")[0] == 404
    status, _, body = site.get("/metrics", Authorization="Bearer a-token")
    assert status == 200
    assert 'django_http_responses_total_by_status_total{status="200"}' in body.decode()


def test_the_deployment_check_finds_nothing(tmp_path):
    env = environment(tmp_path) | {"SECURE_SSL_REDIRECT": "true"}
    done = manage(env, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_demo_accounts_are_never_made(tmp_path):
    done = manage(environment(tmp_path), "bootstrap")
    assert done.returncode != 0
    assert "not for production" in done.stderr
