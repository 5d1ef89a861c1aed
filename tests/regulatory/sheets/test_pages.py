"""The page of spreadsheets as curators use it: templates, export, upload, dry run, confirmation; what is logged, what the desk shows."""

from __future__ import annotations

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.models import Fact
from regulatory.sheets.bounds import LARGEST
from tests import factories
from tests.curators import fact
from tests.factories import person
from tests.regulatory.admin.posting import told
from tests.regulatory.sheets.files import csv_file, requirement, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_stored", "own_folder")]
HOME = "/admin/desk/spreadsheets/"


@pytest.fixture
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def upload(client: Client, body: bytes, name: str = "new.csv"):
    return client.post(f"{HOME}import/", {"file": SimpleUploadedFile(name, body)})


def confirm(client: Client, response, **more):
    return client.post(f"{HOME}confirm/", {"token": response.context["token"]}, follow=True, **more)


def test_upload_dry_run_confirm(curator, tmp_path):
    looked = upload(curator, csv_file([requirement(), requirement(key="sg-other")]))
    assert looked.status_code == 200
    text = looked.content.decode()
    assert "Make 2 drafts" in text
    assert "Donors are tested." in text
    assert not Fact.objects.filter(key="sg-donors").exists()
    done = confirm(curator, looked)
    assert told(done) == ["2 drafts were made from 'new.csv' (2 new, 0 changed, 0 unchanged)."]
    assert fact("sg-donors").author.username == "curator"
    assert list((tmp_path / "imports").iterdir()) == []
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_repr) == ("curator", "new.csv")
    assert entry.change_message == "Imported 2 rows: 2 new, 0 changed, 0 unchanged."
    assert "Imported 2 rows" in curator.get(HOME).content.decode()


def test_confirming_twice_is_told(curator):
    looked = upload(curator, csv_file([requirement()]))
    confirm(curator, looked)
    assert "was imported already" in told(confirm(curator, looked))[0]
    assert Fact.objects.filter(key="sg-donors").count() == 1


def test_nobody_confirms_the_file_of_another(curator, enter):
    looked = upload(curator, csv_file([requirement()]))
    assert "not kept" in told(confirm(enter("other", "Curator"), looked))[0]
    assert "not kept" in told(curator.post(f"{HOME}confirm/", {"token": "made-up"}, follow=True))[0]
    assert not Fact.objects.filter(key="sg-donors").exists()


def test_what_moved_is_shown_again(curator):
    row = exported(curator, "sg-gmp")
    looked = upload(curator, csv_file([row | {"summary": "Another."}]))
    actions.start_draft("sg-gmp", by=person("author"))
    again = confirm(curator, looked)
    assert again.status_code == 400
    assert "by author" in again.content.decode()
    assert list(Fact.objects.filter(key="sg-gmp").values_list("author__username", flat=True)).count("curator") == 0


def exported(client: Client, key: str) -> dict[str, str]:
    pk = Fact.objects.get(key=key).pk
    body = client.post("/admin/regulatory/fact/", {"action": "export_csv", "_selected_action": [pk]}).content
    return rows_of(body)[0]


def test_blank_classes_are_told_as_all_classes(curator):
    row = exported(curator, "sg-follow-up")
    text = upload(curator, csv_file([row | {"product_classes": "", "duration_years_max": ""}])).content.decode()
    assert '<td data-label="Now">gene-therapy</td><td data-label="Draft">all classes</td>' in text
    assert '<td data-label="Now">15</td><td data-label="Draft">not stated</td>' in text


def test_a_refused_file_says_all_that_is_wrong_and_keeps_nothing(curator, tmp_path):
    answer = upload(curator, csv_file([requirement(topic="nope"), requirement(key="", kind="x")]))
    assert answer.status_code == 400
    problems = answer.context["problems"]
    assert [each.split(":")[0] for each in problems] == [
        "Sheet 'new.csv', row 2, column 'topic'",
        "Sheet 'new.csv', row 3, column 'key'",
        "Sheet 'new.csv', row 3, column 'kind'",
    ]
    assert not (tmp_path / "imports").exists()


def test_no_more_than_fifty_problems_are_told_one_by_one(curator):
    rows = [requirement(key=f"sg-{number}", topic="nope") for number in range(70)]
    problems = upload(curator, csv_file(rows)).context["problems"]
    assert len(problems) == 51
    assert problems[-1] == "and 20 more"


def test_without_a_file_it_says_so(curator):
    answer = curator.post(f"{HOME}import/", {})
    assert (answer.status_code, "choose a .csv or .xlsx" in answer.content.decode()) == (400, True)


def test_a_large_file_is_refused_with_the_limit(curator):
    answer = upload(curator, b"x" * (LARGEST + 1))
    assert (answer.status_code, "is larger than 5 MB" in answer.content.decode()) == (413, True)


def test_an_upload_needs_the_token_of_the_form(curator):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = curator.cookies
    assert upload(strict, csv_file([requirement()])).status_code == 403
    page = strict.get(HOME).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    given = {"csrfmiddlewaretoken": token, "file": SimpleUploadedFile("new.csv", csv_file([requirement()]))}
    assert strict.post(f"{HOME}import/", given).status_code == 200


def test_reviewers_export_and_do_not_import(decider):
    assert "Import</h2>" not in decider.get(HOME).content.decode()
    assert upload(decider, csv_file([requirement()])).status_code == 403
    assert decider.post(f"{HOME}confirm/", {"token": ""}).status_code == 403
    assert decider.post(f"{HOME}export/", {"format": "xlsx"}).status_code == 200


def test_readers_get_nothing(client):
    for page in ("", "import/", "export/", "confirm/", "templates/requirement.csv"):
        assert client.get(HOME + page).status_code == 302


@pytest.mark.parametrize("fact_type", list(FactType))
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_templates_download(fact_type, extension, curator):
    answer = curator.get(f"{HOME}templates/{fact_type}.{extension}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="atmp-facts-{fact_type}-template.{extension}"'


def test_there_are_no_other_templates(curator):
    assert curator.get(f"{HOME}templates/source.csv").status_code == 404
    assert curator.get(f"{HOME}templates/requirement.pdf").status_code == 404


def test_an_export_of_an_economy_is_logged_with_how_many(curator):
    answer = curator.post(f"{HOME}export/", {"economy": "SG", "topic": "approval", "format": "xlsx"})
    assert answer["Content-Type"].endswith("sheet")
    entry = LogEntry.objects.get()
    count = Fact.objects.filter(jurisdiction__code="SG").count()
    assert entry.change_message == f"Exported {count} facts: Singapore, Approval."
    assert entry.object_repr in answer["Content-Disposition"]


@pytest.mark.parametrize("given", [{"economy": "XX"}, {"topic": "nope"}, {"fact_type": "x"}, {"format": "pdf"}])
def test_an_export_of_what_there_is_not_is_refused(given, curator):
    assert curator.post(f"{HOME}export/", {"format": "xlsx", **given}).status_code == 400
    assert LogEntry.objects.count() == 0


def test_a_csv_of_several_types_is_refused_with_what_would_be_right(curator):
    answer = curator.post(f"{HOME}export/", {"format": "csv"})
    assert "choose one type, or XLSX" in told(answer)[0]


def test_an_import_stands_on_the_desk_until_it_is_put_up_for_review(curator, decider):
    confirm(curator, upload(curator, csv_file([requirement()])))
    factories.draft(by=person("curator"), title="Typed in")

    def queue() -> list[str]:
        return [row.title for row in decider.get("/admin/desk/queues/unverified/").context["rows"]]

    assert "Donors" in queue()
    assert "Typed in" not in queue()
    actions.submit("sg-donors", by=person("curator"))
    assert "Donors" not in queue()


def test_pages_have_nothing_inline(curator):
    for answer in (curator.get(HOME), upload(curator, csv_file([requirement()]))):
        assert re.findall(r"<script(?![^>]*src)[^>]*>|\sstyle=|\son\w+=|<style", answer.content.decode()) == []
