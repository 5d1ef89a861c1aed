"""Attacks on published versions through Django: instances, querysets, managers. Each has to be refused by the database."""

from __future__ import annotations

from django.core import serializers
from django.db.models import F
from django.utils import timezone

from regulatory.choices import FactType, State
from regulatory.models import Fact, PharmacovigilanceRequirement, Requirement
from tests.regulatory.guards_scene import Scene, attack

# ---- instances


@attack
def child_saved(scene: Scene):
    fact = scene.published
    fact.title = "Changed"
    fact.save()


@attack
def child_saved_with_its_own_column(scene: Scene):
    fact = scene.published
    fact.trigger = "Changed"
    fact.save(update_fields=["trigger"])


@attack
def parent_saved(scene: Scene):
    fact = Fact.objects.get(pk=scene.published_pk)
    fact.summary = "Changed"
    fact.save()


@attack
def superseded_version_saved(scene: Scene):
    fact = scene.superseded
    fact.summary = "Changed"
    fact.save()


@attack
def withdrawn_version_saved(scene: Scene):
    fact = Fact.objects.get(pk=scene.withdrawn_pk)
    fact.summary = "Changed"
    fact.save()


@attack
def pk_cleared(scene: Scene):
    fact = scene.published
    fact.pk, fact.title = None, "Changed"
    fact.save()


@attack
def pk_cleared_and_adding(scene: Scene):
    fact = scene.published
    fact.pk, fact.title, fact._state.adding = None, "Changed", True
    fact.save()


@attack
def id_cleared(scene: Scene):
    fact = scene.published
    fact.id, fact.title = None, "Changed"
    fact.save()


@attack
def pk_cleared_and_state_draft(scene: Scene):
    fact = scene.unrivalled
    fact.pk, fact.title, fact.state = None, "Changed", State.DRAFT
    fact.published_at = fact.published_by = None
    fact.save()


@attack
def stale_instance_that_thinks_it_is_a_draft(scene: Scene):
    fact = scene.unrivalled
    fact.state, fact.published_at, fact.published_by = State.DRAFT, None, None
    fact.title = "Changed"
    fact.save()


@attack
def copy_born_published(scene: Scene):
    fact = scene.published
    fact.pk = fact.id = None
    fact.key, fact._state.adding = "sg-copied", True
    fact.save()


@attack
def saved_raw_as_another_type(scene: Scene):
    Requirement(fact_ptr_id=scene.published_pk).save_base(raw=True)


@attack
def deserialised(scene: Scene):
    fact = scene.published
    fact.trigger = "Changed"
    for each in serializers.deserialize("json", serializers.serialize("json", [fact])):
        each.save()


@attack
def deserialised_parent(scene: Scene):
    fact = Fact.objects.get(pk=scene.published_pk)
    fact.title = "Changed"
    for each in serializers.deserialize("json", serializers.serialize("json", [fact])):
        each.save()


# ---- querysets


@attack
def parent_updated(scene: Scene):
    Fact.objects.filter(pk=scene.published_pk).update(title="Changed")


@attack
def child_updated(scene: Scene):
    PharmacovigilanceRequirement.objects.filter(pk=scene.published_pk).update(trigger="Changed")


@attack
def child_updated_in_its_parents_column(scene: Scene):
    PharmacovigilanceRequirement.objects.filter(pk=scene.published_pk).update(title="Changed")


@attack
def everything_updated(scene: Scene):
    Fact.objects.update(note="Changed")


@attack
def base_manager_updated(scene: Scene):
    Fact._base_manager.filter(pk=scene.published_pk).update(title="Changed")


@attack
def updated_through_the_jurisdiction(scene: Scene):
    scene.published.jurisdiction.facts.update(title="Changed")


@attack
def state_back_to_draft(scene: Scene):
    Fact.objects.filter(pk=scene.unrivalled.pk).update(state=State.DRAFT, published_at=None, published_by=None)


@attack
def superseded_version_published_again(scene: Scene):
    Fact.objects.filter(pk=scene.once_superseded_pk).update(state=State.PUBLISHED, superseded_at=None)


@attack
def withdrawn_version_published_again(scene: Scene):
    Fact.objects.filter(pk=scene.withdrawn_pk).update(state=State.PUBLISHED, superseded_at=None)


@attack
def withdrawn_version_made_superseded(scene: Scene):
    Fact.objects.filter(pk=scene.withdrawn_pk).update(state=State.SUPERSEDED)


@attack
def edited_while_superseded(scene: Scene):
    Fact.objects.filter(pk=scene.published_pk).update(
        state=State.SUPERSEDED, superseded_at=timezone.now(), title="Changed"
    )


@attack
def publisher_replaced(scene: Scene):
    Fact.objects.filter(pk=scene.published_pk).update(published_by=scene.somebody, published_at=timezone.now())


@attack
def day_of_the_check_moved(scene: Scene):
    Fact.objects.filter(pk=scene.published_pk).update(checked_on=F("checked_on"), review_due=timezone.now().date())


@attack
def past_moved(scene: Scene):
    Fact.objects.filter(pk=scene.superseded_pk).update(superseded_at=timezone.now())


@attack
def bulk_updated(scene: Scene):
    fact = Fact.objects.get(pk=scene.published_pk)
    fact.title = "Changed"
    Fact.objects.bulk_update([fact], ["title"])


@attack
def upserted(scene: Scene):
    fact = Fact.objects.get(pk=scene.published_pk)
    fact.title, fact.state, fact.published_at, fact.published_by = "Changed", State.DRAFT, None, None
    Fact.objects.bulk_create([fact], update_conflicts=True, unique_fields=["id"], update_fields=["title"])


@attack
def bulk_created_as_published(scene: Scene):
    fact = Fact.objects.get(pk=scene.published_pk)
    fact.pk = fact.id = None
    fact.key = "sg-copied"
    Fact.objects.bulk_create([fact])


@attack
def key_of_a_draft_changed(scene: Scene):
    Fact.objects.filter(pk=scene.draft_pk).update(key="sg-target", version=9)


@attack
def type_of_a_draft_changed(scene: Scene):
    Fact.objects.filter(pk=scene.draft_pk).update(type=FactType.REQUIREMENT)


@attack
def draft_withdrawn(scene: Scene):
    now = timezone.now()
    Fact.objects.filter(pk=scene.draft_pk).update(
        state=State.WITHDRAWN, published_by=scene.somebody, published_at=now, superseded_at=now
    )
