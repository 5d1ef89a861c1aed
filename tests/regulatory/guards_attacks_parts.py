"""Attacks through Django by deletion, on citations and classes, and on the records that are only ever added to."""

from __future__ import annotations

from regulatory.models import (
    ChangeEntry,
    ChangeNote,
    Citation,
    Confirmation,
    Fact,
    FactClass,
    PendingChange,
    PharmacovigilanceRequirement,
    ReviewEvent,
    SourceReview,
    Withdrawal,
)
from tests.regulatory.guards_scene import Scene, attack

# ---- deletions


@attack
def child_deleted(scene: Scene):
    scene.published.delete()


@attack
def child_deleted_without_its_parent(scene: Scene):
    scene.published.delete(keep_parents=True)


@attack
def parent_deleted(scene: Scene):
    Fact.objects.get(pk=scene.published_pk).delete()


@attack
def superseded_version_deleted(scene: Scene):
    scene.superseded.delete()


@attack
def facts_deleted(scene: Scene):
    Fact.objects.filter(pk=scene.published_pk).delete()


@attack
def facts_deleted_raw(scene: Scene):
    found = Fact.objects.filter(pk=scene.published_pk)
    found._raw_delete(found.db)


@attack
def children_deleted_raw(scene: Scene):
    found = PharmacovigilanceRequirement.objects.filter(pk=scene.published_pk)
    found._raw_delete(found.db)


@attack
def class_deleted(scene: Scene):
    scene.linked_class.delete()


@attack
def cited_source_deleted(scene: Scene):
    scene.citation.source.delete()


@attack
def author_deleted(scene: Scene):
    scene.published.author.delete()


# ---- classes


@attack
def classes_set(scene: Scene):
    scene.published.product_classes.set([scene.other_class])


@attack
def class_added(scene: Scene):
    scene.published.product_classes.add(scene.other_class)


@attack
def class_removed(scene: Scene):
    scene.published.product_classes.remove(scene.linked_class)


@attack
def classes_cleared(scene: Scene):
    scene.published.product_classes.clear()


@attack
def facts_of_a_class_cleared(scene: Scene):
    scene.linked_class.facts.clear()


@attack
def fact_added_to_a_class(scene: Scene):
    scene.other_class.facts.add(Fact.objects.get(pk=scene.published_pk))


@attack
def class_links_deleted(scene: Scene):
    FactClass.objects.filter(fact_id=scene.published_pk).delete()


@attack
def class_links_deleted_raw(scene: Scene):
    found = FactClass.objects.filter(fact_id=scene.published_pk)
    found._raw_delete(found.db)


@attack
def class_links_bulk_created(scene: Scene):
    FactClass.objects.bulk_create([FactClass(fact_id=scene.published_pk, product_class=scene.other_class)])


@attack
def class_link_turned_to_another_class(scene: Scene):
    FactClass.objects.filter(fact_id=scene.published_pk).update(product_class=scene.other_class)


@attack
def class_link_moved_in(scene: Scene):
    FactClass.objects.filter(pk=scene.draft_class_link.pk).update(fact_id=scene.superseded_pk)


@attack
def class_link_moved_out(scene: Scene):
    FactClass.objects.filter(fact_id=scene.published_pk).update(fact_id=scene.in_review_pk)


# ---- citations


@attack
def citation_saved(scene: Scene):
    citation = scene.citation
    citation.locator = "Art. 99"
    citation.save()


@attack
def citation_created(scene: Scene):
    Citation.objects.create(fact_id=scene.published_pk, source=scene.other_source)


@attack
def citation_updated(scene: Scene):
    Citation.objects.filter(fact_id=scene.published_pk).update(supports="Changed")


@attack
def citation_bulk_updated(scene: Scene):
    citation = scene.citation
    citation.supports = "Changed"
    Citation.objects.bulk_update([citation], ["supports"])


@attack
def citation_upserted(scene: Scene):
    citation = scene.citation
    citation.supports = "Changed"
    Citation.objects.bulk_create(
        [citation],
        update_conflicts=True,
        unique_fields=["fact", "source", "locator"],
        update_fields=["supports"],
    )


@attack
def citation_moved_in(scene: Scene):
    scene.published.citations.add(scene.draft_citation)


@attack
def citation_moved_out(scene: Scene):
    citation = scene.citation
    citation.fact_id = scene.draft_pk
    citation.save()


@attack
def citation_deleted(scene: Scene):
    scene.citation.delete()


@attack
def citations_of_the_source_deleted(scene: Scene):
    scene.citation.source.citations.all().delete()


@attack
def citations_deleted_raw(scene: Scene):
    found = Citation.objects.filter(fact_id=scene.published_pk)
    found._raw_delete(found.db)


@attack
def citations_bulk_created(scene: Scene):
    Citation.objects.bulk_create([Citation(fact_id=scene.published_pk, source=scene.other_source)])


# ---- records that are only ever added to


@attack
def change_note_saved(scene: Scene):
    note = ChangeNote.objects.first()
    note.reason = "Changed"
    note.save()


@attack
def change_note_deleted(scene: Scene):
    found = ChangeNote.objects.all()
    found._raw_delete(found.db)


@attack
def change_entry_updated(scene: Scene):
    ChangeEntry.objects.update(title="Changed")


@attack
def change_entry_deleted(scene: Scene):
    ChangeEntry.objects.first().delete()


@attack
def confirmation_saved(scene: Scene):
    confirmation = Confirmation.objects.get()
    confirmation.how = "Changed"
    confirmation.save()


@attack
def confirmation_deleted(scene: Scene):
    Confirmation.objects.all().delete()


@attack
def review_event_updated(scene: Scene):
    ReviewEvent.objects.update(by=scene.somebody)


@attack
def review_event_deleted(scene: Scene):
    ReviewEvent.objects.first().delete()


@attack
def withdrawal_updated(scene: Scene):
    Withdrawal.objects.update(reason="Changed")


@attack
def withdrawal_deleted(scene: Scene):
    Withdrawal.objects.get().delete()


@attack
def source_review_updated(scene: Scene):
    SourceReview.objects.update(reason="Changed")


@attack
def source_review_deleted(scene: Scene):
    SourceReview.objects.all().delete()


@attack
def coming_change_rewritten(scene: Scene):
    PendingChange.objects.update(note="Changed")


@attack
def coming_change_hidden(scene: Scene):
    PendingChange.objects.update(published_by=None, published_at=None)


@attack
def coming_change_deleted(scene: Scene):
    PendingChange.objects.all().delete()
