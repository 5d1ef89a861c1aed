"""Where sources disagree, the facts concerned say so: the list of what disagreed, and which facts carry it in a note.

A fact may be renamed or withdrawn; then its line here follows it. A note may be worded anew as long as both sides stand in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

FOLDER: Path = settings.CONTENT_DIR
NOTES = ("note", "since_note", "direction_note", "also_known_as")
"""Where a record may say it: initiatives have a note for each of their own fields, and keep a second title among their names."""

DISAGREE = {
    "reference jurisdictions of Hong Kong, China": ({"hk-rel-reference-authorities"}, ("32", "36")),
    "reports of professionals in Hong Kong, China": ({"hk-pv-adr-hcp"}, ("voluntary", "mandatory")),
    "term of the payment for CAR-T in Chinese Taipei": ({"tw-req-nhi-cart"}, ("two", "three")),
    "cells excluded from compassionate use in Chinese Taipei": ({"tw-compassionate-technique"}, ("other sources", "xenogeneic")),
    "animal stem cells in the Philippines": ({"ph-class-restricted"}, ("2013-0012", "circular")),
    "deadlines of two circulars of the Philippines": ({"ph-pv-system"}, ("72 hours", "2020-003")),
    "what Circular 12/2025 of Viet Nam replaced": ({"vn-marketing-authorisation"}, ("08/2022", "32/2018", "08/2020")),
    "review of new drugs in Viet Nam": ({"vn-marketing-authorisation", "vn-review-times"}, ("9 months", "12 months")),
    "date of the announcement of Thailand": ({"th-class-more-than-minimal-manipulation"}, ("2567", "27 May 2026")),
    "risk levels of Thailand": ({"th-class-risk-tiers", "th-low-risk-procedure"}, ("three", "two")),
    "risk management plan in Thailand": ({"th-pv-lifecycle-rmp"}, ("IND", "on request")),
    "second edition of Malaysia's guidance": ({"my-req-guidance-second-edition"}, ("2024", "September 2025")),
    "law on stem cell therapy in Malaysia": ({"my-registration", "my-req-stem-cell-practice"}, ("2024", "2021")),
    "lead times of a consultation in Singapore": ({"sg-pre-market-consultation"}, ("five months", "four weeks")),
    "reference agencies of Singapore": ({"sg-rel-reference-agencies"}, ("six", "five")),
    "scope of Indonesia's listing": ({"id-rel-wla"}, ("vaccines", "medicines and food")),
    "days of Indonesia's reliance route": ({"id-path-120-days-reliance"}, ("working", "calendar")),
    "safety issues in Australian trials": ({"au-pv-trial-significant-safety-issue"}, ("15 days", "72 hours")),
    "CAR-T in Russia": ({"ru-clinical-trial-cell-gene-medicine", "ru-individual-biomedical-cell-product"}, ("gene therapy", "individual")),
    "pharmacovigilance rules of the Eurasian Union": ({"ru-pv-eaeu-gvp-rmp", "ru-pv-eaeu-psur"}, ("185", "87")),
    "days of NOM-220": ({"mx-pv-serious-fatal", "mx-pv-serious-non-fatal", "mx-pv-non-serious"}, ("calendar", "business")),
    "abbreviated route of Mexico": ({"mx-abbreviated-pathway"}, ("45", "60")),
    "framework of Chile": ({"cl-req-nt257-complements-ds3"}, ("257", "no framework")),
    "start of the amendment of Japan's ASRM": ({"jp-class-asrm-class-1", "jp-req-asrm-amendment-2024"}, ("31 May", "31 March")),
    "periodic reports in Japan": ({"jp-pv-reexamination-annual-report"}, ("yearly", "six-monthly")),
    "dates of Japan's iPS products": ({"jp-prod-amchepry", "jp-prod-reheart"}, ("19 February", "6 March")),
    "standard review in Korea": ({"kr-marketing-authorisation", "kr-priority-review", "kr-gift"}, ("115", "120")),
    "start of Korea's amendment": ({"kr-arm-treatment"}, ("1 February", "21 February")),
    "institutions in Korea": ({"kr-arm-institution-designation"}, ("112", "141")),
    "committees of Korea": ({"kr-req-arm-committee"}, ("21", "25")),
    "date of China's regulations": ({"cn-req-data-protection", "cn-req-rare-disease-exclusivity"}, ("16 January", "27 January")),
    "Article 55 of Decree No. 818": ({"cn-class-boundary-guidance", "cn-class-drug-track"}, ("55",)),
    "days of China's review tables": ({"cn-marketing-authorisation", "cn-priority-review"}, ("working days",)),
    "dates of FDA's drafts of September 2025": ({"us-rmat", "us-pv-postapproval-data-draft"}, ("20", "24", "25")),
    "follow-up after genome editing": ({"us-pv-ltfu-genome-editing"}, ("at least 15", "up to 15")),
    "dates of Canada's agile licensing": ({"ca-terms-and-conditions-2027"}, ("29 November", "18 December")),
    "what the NOC/c is": ({"ca-noc-with-conditions"}, ("reliance", "conditional")),
    "whether OPEN covers advanced therapies": ({"eu-rel-open", "ca-rel-open-ema", "jp-rel-open-ema"}, ("2023", "present")),
    "year of the hospital exemption's reform": ({"eu-hospital-exemption-reform"}, ("2024", "2025")),
    "start and kind of Project Orbis": (
        {"us-rel-project-orbis", "ca-rel-project-orbis", "au-rel-orbis", "project-orbis"}, ("May", "September", "unilateral")
    ),
    "start of the RHSC": ({"apec-rhsc"}, ("2009", "2008")),
    "title of WHO's Annex 3": ({"who-trs-1048-annex-3"}, ("draft",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def notes() -> dict[str, str]:
    """Key of a record -> what it says of its own uncertainty."""
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found = {}
    for path in [*sorted((FOLDER / "jurisdictions").glob("*.yaml")), FOLDER / "reliance.yaml"]:
        for records in yaml.load(path.read_text(), Loader=loader).values():  # noqa: S506 - makes texts only
            for record in records if isinstance(records, list) else ():
                if key := record.get("key"):
                    found[key] = " ".join(str(record.get(name, "")) for name in NOTES)
    return found


@pytest.mark.parametrize(("keys", "sides"), DISAGREE.values(), ids=DISAGREE)
def test_facts_on_which_sources_disagree_say_so(notes: dict[str, str], keys: set[str], sides: tuple[str, ...]):
    silent = {key: [side for side in sides if side not in notes.get(key, "")] for key in keys}
    assert not {key: missing for key, missing in silent.items() if missing}
