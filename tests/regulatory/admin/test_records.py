"""Identity records in the admin: each edit has a reason and leaves an entry, with links and parts; nothing is written over unseen."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from regulatory.choices import ChangeVerb
from regulatory.curation import actions
from regulatory.models import (
    AcceptanceCriterion,
    ChangeEntry,
    ChangeNote,
    CriticalQualityAttribute,
    GlossaryTerm,
    Jurisdiction,
    Participation,
    ProductClass,
    RelianceInitiative,
    Source,
    Topic,
)
from tests import factories
from tests.regulatory.admin import rows
from tests.regulatory.admin.posting import address, filled, save, told, without_nones, wrong

pytestmark = pytest.mark.django_db


def edit(record) -> str:
    return address(type(record), "change", record.pk)


def remove(record) -> str:
    return address(type(record), "delete", record.pk)


NEW_SOURCE = {"key": "sg-act-1", "kind": "act", "title": "Act 1", "primary": "on", "issued": "2020"}


def test_a_new_record_is_logged_with_its_reason(curator):
    response = save(curator, address(Source, "add"), **NEW_SOURCE, reason="Cited by the new rules")
    assert response.status_code == 302
    note = ChangeNote.objects.get()
    assert (note.reason, note.by.username) == ("Cited by the new rules", "curator")
    entry = note.entries.get()
    assert (entry.verb, entry.noun, entry.key, entry.before) == (ChangeVerb.ADDED, "source", "sg-act-1", None)
    assert entry.after["title"] == "Act 1"


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_without_a_reason_nothing_is_written(reason, curator):
    source = factories.source(title="Old")
    response = save(curator, edit(source), title="New", reason=reason)
    assert wrong(response) == ["reason: This field is required."]
    assert Source.objects.get().title == "Old"


def test_an_edit_is_logged_as_before_and_after(curator):
    source = factories.source("sg-act", title="Old", jurisdiction=factories.jurisdiction())
    save(curator, edit(source), title="New", seen_at=" https://a.example \n\nhttps://b.example", reason="A typo")
    entry = ChangeEntry.objects.get()
    assert (entry.verb, entry.key, entry.jurisdiction.code) == (ChangeVerb.EDITED, "sg-act", "SG")
    assert (entry.before["title"], entry.after["title"]) == ("Old", "New")
    assert entry.after["jurisdiction"] == "SG"
    assert Source.objects.get().seen_at == ["https://a.example", "https://b.example"]


def test_an_edit_of_links_alone_is_logged(curator):
    term = rows.term()
    kept = term.citations.get().source.key
    other = factories.source("other-source")
    values = {"citations-TOTAL_FORMS": 2, "citations-1-source": other.pk, "citations-1-locator": "p. 3"}
    response = save(curator, edit(term), reason="A second text", topics=[factories.topic("other").pk], **values)
    assert response.status_code == 302
    entry = ChangeEntry.objects.get()
    assert entry.before["topics"] == ["long-term-follow-up"]
    assert entry.after["topics"] == ["other"]
    assert entry.before["citations"] == [{"source": kept, "locator": "1"}]
    assert entry.after["citations"] == [{"source": kept, "locator": "1"}, {"source": "other-source", "locator": "p. 3"}]
    assert list(term.citations.values_list("position", flat=True)) == [0, 1]


def test_saving_without_a_change_notes_nothing(curator):
    term = rows.term()
    response = save(curator, edit(term), reason="Only looking")
    assert told(curator.get(response.url)) == ["Nothing was changed on 'Term', so nothing was stored."]
    assert not ChangeNote.objects.exists()


def test_parts_that_are_records_get_entries_of_their_own(curator):
    criterion = rows.criterion()
    removed = AcceptanceCriterion.objects.create(
        key="removed", attribute=criterion.attribute, kind="review", criterion="x", document="y", order=2
    )
    new = {"key": "new-one", "kind": "guidance", "criterion": "80 %", "document": "Guideline", "order": 3}
    changes = {f"criteria-2-{name}": value for name, value in new.items()}
    changes |= {"criteria-TOTAL_FORMS": 3, "criteria-0-criterion": "75 %", "criteria-1-DELETE": "on"}
    response = save(curator, edit(criterion.attribute), reason="The guideline was revised", **changes)
    assert response.status_code == 302
    told_of = {(entry.verb, entry.noun, entry.key, entry.public) for entry in ChangeNote.objects.get().entries.all()}
    assert told_of == {
        (ChangeVerb.EDITED, "acceptance criterion", criterion.key, True),
        (ChangeVerb.REMOVED, "acceptance criterion", removed.key, False),
        (ChangeVerb.ADDED, "acceptance criterion", "new-one", False),
    }


def test_keys_stay_for_ever(curator):
    criterion = rows.criterion()
    key, attribute = criterion.key, criterion.attribute.key
    save(curator, edit(criterion.attribute), key="other", reason="Forged", **{"criteria-0-key": "another"})
    assert AcceptanceCriterion.objects.get().key == key
    assert CriticalQualityAttribute.objects.get().key == attribute
    save(curator, edit(factories.jurisdiction()), code="XX", reason="Forged")
    assert Jurisdiction.objects.get().code == "SG"


def test_a_taken_key_is_an_error_of_the_form(curator):
    factories.source("sg-act-1")
    response = save(curator, address(Source, "add"), **NEW_SOURCE, reason="Again")
    assert wrong(response) == ["key: Source with this Key already exists."]


def test_what_the_models_refuse_is_an_error_of_the_form(curator):
    source = factories.source()
    values = {"issued": "2020-13", "authors": '[{"role": "writer"}]'}
    response = save(curator, edit(source), reason="Nonsense", **values)
    fields = {error.split(":")[0] for error in wrong(response)}
    assert fields == {"issued", "authors"}
    response = save(curator, edit(source), reason="Nonsense", supersedes=source.pk)
    assert wrong(response) == ["supersedes: A document cannot supersede itself."]


@pytest.mark.parametrize("text", ["", "[]", "not json", "null"])
def test_an_emptied_list_of_people_stays_a_list(text, curator):
    source = factories.source(authors=[{"name": "A. Writer"}])
    response = save(curator, edit(source), reason="Not the author", authors=text)
    assert response.status_code == (200 if text == "not json" else 302)
    assert Source.objects.get().authors == ([{"name": "A. Writer"}] if text == "not json" else [])


def test_orders_begin_with_one(curator):
    response = save(curator, edit(factories.topic()), order=0, reason="First of all")
    assert wrong(response) == ["order: Ensure this value is greater than or equal to 1."]


def test_a_form_opened_before_another_edit_is_refused_with_its_text(curator, chief):
    source = factories.source(title="Old")
    opened = filled(curator.get(edit(source)))
    save(chief, edit(source), title="The other's title", reason="Mine")
    response = curator.post(edit(source), opened | {"title": "My title", "reason": "Late"})
    assert "was changed after you opened this form" in wrong(response)[0]
    assert 'value="My title"' in response.content.decode()
    assert Source.objects.get().title == "The other's title"


def test_a_form_opened_before_an_edit_of_a_part_is_refused(curator, chief):
    participant = rows.participation()
    opened = filled(curator.get(edit(participant.initiative)))
    save(chief, edit(participant), role="Observer", reason="As the site says")
    response = curator.post(edit(participant.initiative), opened | {"name": "My name", "reason": "Late"})
    assert "was changed after you opened this form" in wrong(response)[0]
    assert Participation.objects.get().role == "Observer"


def test_a_participant_is_a_jurisdiction_or_a_name(curator):
    participant = rows.participation()
    within = edit(participant.initiative)
    place = participant.jurisdiction.pk
    both = save(curator, within, reason="Both", **{"participants-0-name": "Brazil"})
    assert any("one of both" in error for error in wrong(both))
    neither = save(curator, edit(participant), reason="Neither", jurisdiction=None)
    assert any("one of both" in error for error in wrong(neither))
    again = {"participants-TOTAL_FORMS": 2, "participants-1-jurisdiction": place}
    assert "Listed twice: Singapore." in wrong(save(curator, within, reason="Twice", **again))
    alone = {"initiative": participant.initiative.pk, "jurisdiction": place, "position": 1}
    twice = save(curator, address(Participation, "add"), reason="Twice", **alone)
    assert any("in the list of the initiative already" in error for error in wrong(twice))


def test_a_new_participant_comes_last_and_is_logged_under_its_key(curator):
    participant = rows.participation()
    new = {"participants-TOTAL_FORMS": 2, "participants-1-name": "Brazil"}
    participant.position = 4
    participant.save()
    assert save(curator, edit(participant.initiative), reason="Joined", **new).status_code == 302
    assert Participation.objects.get(name="Brazil").position == 5
    assert ChangeEntry.objects.get().key == f"{participant.initiative.key}/Brazil"


def test_an_economys_word_says_whether_it_was_seen(curator):
    term = rows.term()
    response = save(curator, edit(term), reason="Unknown", **{"synonyms-0-verified": "unknown"})
    assert wrong(response) == ["verified: For an economy's word, say whether a text that uses it was seen."]


def test_a_record_is_removed_with_its_reason(chief):
    term = rows.term()
    assert "Reason" in chief.get(remove(term)).content.decode()
    response = chief.post(remove(term), {"post": "yes", "reason": "A duplicate"})
    assert response.status_code == 302
    assert not GlossaryTerm.objects.exists()
    entry = ChangeEntry.objects.get()
    assert (entry.verb, entry.key, entry.change.reason) == (ChangeVerb.REMOVED, term.key, "A duplicate")


def test_a_record_is_not_removed_without_a_reason(chief):
    topic = factories.topic()
    response = chief.post(remove(topic), {"post": "yes", "reason": " "}, follow=True)
    assert told(response) == ["Say why: the reason stays with the change."]
    assert Topic.objects.exists()


@pytest.mark.parametrize("find", ["source", "topic", "product_class", "jurisdiction"])
def test_a_record_in_use_stays_and_the_page_says_where_it_is_used(find, root):
    factories.published()
    used = {
        "source": Source,
        "topic": Topic,
        "product_class": ProductClass,
        "jurisdiction": Jurisdiction,
    }[find].objects.get()
    for response in (root.get(remove(used)), root.post(remove(used), {"post": "yes", "reason": "Away"})):
        assert response.status_code == 200
        assert "is in use, so it cannot be removed" in response.content.decode()
    assert type(used).objects.filter(pk=used.pk).exists()
    assert ChangeEntry.objects.filter(noun=used._meta.verbose_name).count() == 0


def test_who_may_add_edit_and_remove(curator, decider, chief):
    topic = factories.topic()
    assert [client.get(address(Topic, "add")).status_code for client in (curator, decider, chief)] == [200, 403, 200]
    assert [client.post(edit(topic), {}).status_code for client in (curator, decider, chief)] == [200, 403, 200]
    assert [client.get(remove(topic)).status_code for client in (curator, decider, chief)] == [403, 403, 200]


def test_a_new_initiative_is_written_with_its_parts_as_one_change(curator):
    values = {
        "key": "new-initiative",
        "name": "New initiative",
        "order": 1,
        "lead": "Body",
        "direction": "mutual",
        "what_it_does": "Shares reviews",
        "citations-0-source": factories.source().pk,
        "participants-TOTAL_FORMS": 1,
        "participants-0-jurisdiction": factories.jurisdiction().pk,
        "reason": "It began",
    }
    assert save(curator, address(RelianceInitiative, "add"), **values).status_code == 302
    made = RelianceInitiative.objects.get()
    assert made.citations.count() == made.participants.count() == 1
    keys = list(ChangeNote.objects.get().entries.order_by("pk").values_list("key", flat=True))
    assert keys == ["new-initiative", "new-initiative/SG"]


def test_what_happened_is_read_and_never_written(root):
    for make in (rows.noted, rows.entry, rows.event, rows.confirmation, rows.withdrawal, rows.file_record):
        record = make()
        assert root.get(edit(record)).status_code == 200
        assert root.post(edit(record), {"reason": "Forged"}).status_code == 403
        assert root.post(remove(record), {"post": "yes", "reason": "Away"}).status_code == 403
        assert root.get(address(type(record), "add")).status_code == 403


def test_the_list_of_sources_leads_to_the_facts_that_rest_on_them(curator):
    fact = factories.published()
    factories.draft(citations=[actions.CitationDraft(fact.citations.get().source)])
    page = curator.get(address(Source, "changelist")).content.decode()
    source = fact.citations.get().source
    link = f"/admin/regulatory/fact/?source={source.key}&amp;state__exact=published"
    assert f'<a href="{link}">1</a>' in page
    found = curator.get(link.replace("&amp;", "&")).context["cl"].result_list
    assert [each.key for each in found] == [fact.key]


def test_unposted_values_are_not_lost(curator):
    """A page without JavaScript posts the same names; a value that was left out is empty, not an error page."""
    source = factories.source(number="S 1")
    opened = filled(curator.get(edit(source)))
    response = curator.post(edit(source), without_nones(opened | {"number": None, "reason": "No number"}))
    assert response.status_code == 302
    assert Source.objects.get().number == ""


def test_accounts_below_a_superuser_cannot_become_one(chief, root):
    own = User.objects.get(username="chief")
    save(chief, edit(own), is_superuser="on", first_name="Chief")
    own.refresh_from_db()
    assert (own.first_name, own.is_superuser) == ("Chief", False)
    superuser = User.objects.get(username="root")
    assert chief.post(edit(superuser), {"username": "mine"}).status_code == 403
    password = {"password1": "a-long-word-1", "password2": "a-long-word-1"}
    assert chief.post(f"/admin/auth/user/{superuser.pk}/password/", password).status_code == 403
    assert root.get(remove(own)).status_code == 403
