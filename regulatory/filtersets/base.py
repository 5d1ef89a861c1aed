"""The kinds of filters, and the strict set of them. Nothing here knows a noun; what their values may be stands in fields.py."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, F, Func, Q, QuerySet, Value
from django.db.models.functions import NullIf
from django_filters import Filter, FilterSet

from regulatory.filtersets.fields import (
    DayField,
    Known,
    PartialDateTextField,
    TrueFalseField,
    ValuesField,
    WholeNumberField,
    WordsField,
    among,
    first_text_of,
    last_day_of,
)

Rows = QuerySet[Any]


class ValuesFilter(Filter):
    """Rows whose column is one of the values. Over a to-many relation (`to_many`) a row counts once, however often it matches."""

    field_class = ValuesField

    def __init__(self, column: str, known: Known, *, to_many: bool = False, **options: Any) -> None:
        super().__init__(column, look_up=known.look_up, complaint=known.complaint, **options)
        self.known = known
        self.to_many = to_many

    def filter(self, qs: Rows, value: list[object]) -> Rows:
        if not value:
            return qs
        condition = Q(**{f"{self.field_name}__in": value})
        return matching(qs, condition) if self.to_many else qs.filter(condition)


def matching(rows: Rows, condition: Q) -> Rows:
    """The rows that meet a condition over to-many relations, each once."""
    return rows.filter(pk__in=rows.model._base_manager.filter(condition).order_by().values("pk"))


class NumberFilter(Filter):
    field_class = WholeNumberField

    def filter(self, qs: Rows, value: int | None) -> Rows:
        return qs if value is None else qs.filter(**{f"{self.field_name}__{self.lookup_expr}": value})


class DayFilter(Filter):
    """A day against a date."""

    field_class = DayField

    def filter(self, qs: Rows, value: datetime.date | None) -> Rows:
        return qs if value is None else qs.filter(**{f"{self.field_name}__{self.lookup_expr}": value})


class MomentFilter(DayFilter):
    """A day (UTC) against a date and time: `gte` from its begin, `lte` to its end."""

    def filter(self, qs: Rows, value: datetime.date | None) -> Rows:
        if value is None:
            return qs
        begin = datetime.datetime.combine(value, datetime.time.min, tzinfo=datetime.UTC)
        if self.lookup_expr == "gte":
            return qs.filter(**{f"{self.field_name}__gte": begin})
        end = begin + datetime.timedelta(days=1) if value < datetime.date.max else begin
        return qs.filter(**{f"{self.field_name}__lt": end})


class PartialDateFilter(Filter):
    """A year, month or day against a stored one, which counts as its first day. A date that is not stated matches neither bound."""

    field_class = PartialDateTextField

    def filter(self, qs: Rows, value: str) -> Rows:
        if not value:
            return qs
        bound = first_text_of(value) if self.lookup_expr == "gte" else last_day_of(value)
        return qs.filter(**{f"{self.field_name}__{self.lookup_expr}": bound}).exclude(**{self.field_name: ""})


class TrueFalseFilter(Filter):
    field_class = TrueFalseField

    def filter(self, qs: Rows, value: bool | None) -> Rows:
        return qs if value is None else qs.filter(**{f"{self.field_name}__{self.lookup_expr}": value})


class NotStatedFilter(TrueFalseFilter):
    """true: the text of the column is empty, which is how "not stated" is stored; false: it is not."""

    def filter(self, qs: Rows, value: bool | None) -> Rows:
        if value is None:
            return qs
        return qs.filter(**{self.field_name: ""}) if value else qs.exclude(**{self.field_name: ""})


class WordsFilter(Filter):
    """Rows in which each of the words occurs in one of the columns, in any case."""

    field_class = WordsField

    def __init__(self, columns: Sequence[str], **options: Any) -> None:
        super().__init__(columns[0], **options)
        self.columns = columns

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        for word in value:
            condition = Q()
            for column in self.columns:
                condition |= Q(**{f"{column}__icontains": word})
            qs = qs.filter(condition)
        return qs


Order = str | Func | Case
"""A column, or what is worked out of columns."""


def stated(column: str) -> NullIf:
    """A text for ordering: without a value where none is stated."""
    return NullIf(F(column), Value(""))


class OrderFilter(Filter):
    """The order of the rows: names from a closed list, `-` before a name for descending, ending in a tie-break that is unique.

    What is not stated comes last in either direction. Nothing given: the order in which the rows came.
    """

    field_class = ValuesField

    def __init__(self, columns: Mapping[str, Sequence[Order]], *, tie: str = "key", **options: Any) -> None:
        self.known = among([*columns, *(f"-{name}" for name in columns)])
        super().__init__(tie, look_up=self.known.look_up, complaint=self.known.complaint, **options)
        self.columns = columns

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        if not value:
            return qs
        parts = []
        for name in value:
            for column in self.columns[name.removeprefix("-")]:
                part = F(column) if isinstance(column, str) else column
                parts.append(part.desc(nulls_last=True) if name.startswith("-") else part.asc(nulls_last=True))
        return qs.order_by(*parts, self.field_name)


SEVERAL = (ValuesFilter, OrderFilter)
"""Filters whose parameter may be repeated."""


class StrictFilterSet(FilterSet):
    """A set of filters that refuses what it does not understand instead of passing it over."""

    base_filters: dict[str, Filter]

    def __init__(self, data: Mapping[str, Any] | None = None, queryset: Rows | None = None, **options: Any) -> None:
        # Without data django-filter would pass every row through, past the conditions that each set has of its own.
        data = {} if data is None else data
        # It copies its filters and makes a form of them for each request: of those that are asked, not of all.
        self.base_filters = {name: each for name, each in type(self).base_filters.items() if name in data}
        super().__init__(data, queryset, **options)

    def problems(self, *, beside: Iterable[str] = (), several: Iterable[str] = ()) -> dict[str, list[str]]:
        """What is wrong with the query string: parameter -> sentences; empty when all is well.

        `beside` names the parameters that are known and not filters, such as the number of the page; `several` those of them that
        may be repeated.
        """
        found = parameter_problems(
            self.data,
            known=[*type(self).base_filters, *beside],
            several=[*several, *(name for name, each in self.filters.items() if isinstance(each, SEVERAL))],
        )
        for name, errors in self.errors.items():
            found.setdefault(name, [str(error) for error in errors])
        return found

    def filter_queryset(self, queryset: Rows) -> Rows:
        """The filtered rows. Raises ValidationError when a value was wrong: never everything instead."""
        if self.errors:
            raise ValidationError({name: list(errors) for name, errors in self.errors.items()})
        return super().filter_queryset(queryset)


def parameter_problems(
    given: Mapping[str, Any], *, known: Iterable[str], several: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Parameters that are unknown (with the list of those known), without a value, or repeated though they take one value."""
    allowed = sorted(set(known))
    problems: dict[str, list[str]] = {}
    for name in given:
        values = given.getlist(name) if hasattr(given, "getlist") else [given[name]]
        if name not in allowed:
            problems[name] = [f"There is no parameter '{name[:80]}' here. Known parameters: {', '.join(allowed)}."]
        elif not all(str(value).strip() for value in values):
            problems[name] = ["The value is empty. Give one, or leave the parameter out."]
        elif len(values) > 1 and name not in several:
            problems[name] = ["Give this parameter once."]
    return problems
