"""What can be asked of the changes."""

from __future__ import annotations

from regulatory.choices import ChangeVerb
from regulatory.filtersets import known
from regulatory.filtersets.base import MomentFilter, NumberFilter, StrictFilterSet, ValuesFilter, WordsFilter
from regulatory.filtersets.fields import members


class ChangeFilter(StrictFilterSet):
    """Rows are what a change did to one record each."""

    revision = NumberFilter("change_id", "exact")
    revision__gte = NumberFilter("change_id", "gte")
    revision__lte = NumberFilter("change_id", "lte")
    at__gte = MomentFilter("change__at", "gte")
    at__lte = MomentFilter("change__at", "lte")
    noun = ValuesFilter("noun", known.CHANGED_NOUNS)
    verb = ValuesFilter("verb", members(ChangeVerb))
    jurisdiction = ValuesFilter("jurisdiction", known.JURISDICTIONS)
    topic = known.TopicsFilter()
    q = WordsFilter(["title", "key", "change__reason"])
