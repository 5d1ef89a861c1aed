"""Stored values in the words of the site: partial dates, numbers with their units, the language of an original name."""

from __future__ import annotations

import datetime

from regulatory.choices import DayBasis

LANGUAGE_OF_PLACE = {
    "CL": "es",
    "CN": "zh-Hans",
    "HK": "zh-Hant",
    "ID": "id",
    "JP": "ja",
    "KR": "ko",
    "MX": "es",
    "MY": "ms",
    "PE": "es",
    "RU": "ru",
    "TH": "th",
    "TW": "zh-Hant",
    "VN": "vi",
    "CA": "fr",
}
"""The language in which a jurisdiction's own names are written, as a tag for `lang`; where it is not here, none is claimed."""

LANGUAGE_NAMES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "id": "Indonesian",
    "ja": "Japanese",
    "ko": "Korean",
    "ms": "Malay",
    "nl": "Dutch",
    "ru": "Russian",
    "th": "Thai",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def language_of(code: str) -> str:
    """The tag for the original names of a jurisdiction; empty where it is not known."""
    return LANGUAGE_OF_PLACE.get(code, "")


def language_name(tag: str) -> str:
    return LANGUAGE_NAMES.get(tag.split("-")[0], tag)


def partial_date(text: str) -> str:
    """2019 -> 2019; 2019-06 -> June 2019; 2019-06-28 -> 28 June 2019. Nothing is filled in."""
    if not text:
        return ""
    year, *rest = text.split("-")
    if not rest:
        return year
    month = datetime.date(int(year), int(rest[0]), 1).strftime("%B %Y")
    return month if len(rest) == 1 else f"{int(rest[1])} {month}"


def counted(number: int, unit: str) -> str:
    """1 year, 2 years."""
    return f"{number:,} {unit if number == 1 else unit + 's'}"


def years_between(least: int | None, most: int | None) -> str:
    """5 to 15 years; at least 15 years; up to 15 years; empty where neither is stated."""
    if least is None and most is None:
        return ""
    if least == most and least is not None:
        return counted(least, "year")
    if least is None:
        return f"up to {counted(most or 0, 'year')}"
    if most is None:
        return f"at least {counted(least, 'year')}"
    return f"{least} to {counted(most, 'year')}"


def days_of(number: int, basis: str) -> str:
    """90 working days; 90 days where the source does not say which days it counts."""
    kind = DayBasis(basis).label.lower().removesuffix(" days") + " " if basis else ""
    return counted(number, f"{kind}day")
