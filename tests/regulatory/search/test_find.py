"""What `find` and `suggest` give back: groups, filters, pages, what was understood otherwise; and that nothing typed can harm."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulatory.choices import FactType
from regulatory.curation import actions
from regulatory.models import GlossaryTerm, Jurisdiction, Topic
from regulatory.search import index
from regulatory.search.find import UnknownFilterError, find, suggest
from tests import factories

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "\t\n",
    "'",
    '"',
    "''",
    '"unbalanced',
    "`",
    "\\",
    "%",
    "_",
    "%%%",
    "*",
    "fish*",
    "?",
    "(((",
    "fish AND",
    "AND OR NOT",
    "NEAR(fish, 5)",
    "title:fish",
    "-fish",
    "fish^9",
    "fish~2",
    "{!fish}",
    "a:b:c",
    "/fish/",
    "'; DROP TABLE regulatory_posting; --",
    "1 OR 1=1",
    "fish') UNION SELECT 1 --",
    "%s %d {0} {} %(x)s",
    "\x00",
    "fish\x00fish",
    "\ud800",
    "\u202efish\u202c",
    "\ufeff",
    "\u0301" * 300,
    "a" + "\u0301" * 300,
    "x" * 5000,
    "再" * 5000,
    "fish " * 2000,
    "\U0001f9ec\U0001f1f8\U0001f1ec",
    "<script>alert(1)</script>",
    "=sg-fish",
    "@SG",
    "#long-term-follow-up",
    "&source:x",
    "~医疗",
    "٣٤ ३४ ๑๒",
    "ﬁsh ﬀ ℡ ㈠ ½",
    "İI ı ß ẞ",
    "../../etc/passwd",
]


@pytest.fixture
def fish(db: None) -> User:
    """Three facts of two economies, a term and their surroundings, all indexed."""
    reviewer = factories.person("reviewer")
    follow_up, above = factories.topic(), factories.topic("safety")
    Topic.objects.filter(pk=follow_up.pk).update(parent=above)
    for key, code, title in (
        ("sg-fish", "SG", "Zebrafish follow-up"),
        ("jp-fish", "JP", "Zebrafish registry"),
        ("jp-newt", "JP", "Axolotl follow-up"),
    ):
        factories.published(FactType.REQUIREMENT, key=key, title=title, jurisdiction=factories.jurisdiction(code))
    term = GlossaryTerm(key="zebra", term="Zebrafish", abbreviation="ZF", definition="A striped fish.", verified=True)
    actions.save_record(term, key="zebra", by=reviewer, reason="Test")
    index.rebuild()
    return reviewer


def keys(text: str, **asked: object) -> list[str]:
    return [f"{hit.noun}/{hit.key}" for hit in find(text, **asked).hits]  # type: ignore[arg-type]


def test_nothing_that_is_typed_is_an_error(fish: User):
    for text in HOSTILE:
        found = find(text)
        assert len(found.hits) <= found.total, text
        for hit in found.hits:
            assert all(part for parts in (hit.title, hit.original, hit.snippet) for part, _ in parts), text
        assert isinstance(suggest(text), list), text


def test_the_marks_of_the_index_cannot_be_asked_for(fish: User):
    for text in ("@SG", "#long-term-follow-up", "&source:x", "=sg-fish", "~zebrafish"):
        assert set(keys(text)) <= set(keys(text[1:])), text


def test_hits_are_grouped_by_noun(fish: User):
    found = find("zebrafish")
    assert keys("zebrafish")[0] == "glossary/zebra"
    assert {group.noun: (group.label, group.total) for group in found.groups} == {
        "glossary": ("Glossary", 1),
        "facts": ("Facts", 2),
    }
    assert found.total == 3
    assert [hit.key for group in found.groups if group.noun == "facts" for hit in group.hits] == ["jp-fish", "sg-fish"]


def test_one_noun_is_asked_for_and_the_others_are_still_counted(fish: User):
    found = find("zebrafish", noun="facts")
    assert {hit.noun for hit in found.hits} == {"facts"}
    assert found.total == 2
    assert {group.noun: group.total for group in found.groups} == {"glossary": 1, "facts": 2}


def test_a_hit_says_what_is_shown_of_it(fish: User):
    (hit,) = find("zebrafish", noun="facts", jurisdiction="SG").hits
    assert hit.url == "/facts/sg-fish/"
    assert hit.title == (("Zebrafish", True), (" follow-up", False))
    assert hit.jurisdiction is not None
    assert (hit.jurisdiction.code, hit.jurisdiction.name) == ("SG", "Singapore")
    assert "".join(part for part, _ in hit.snippet).startswith("Summary of sg-fish.")


def test_filters_narrow(fish: User):
    assert keys("zebrafish", jurisdiction="JP") == ["facts/jp-fish"]
    assert set(keys("zebrafish", topic="long-term-follow-up")) == {"facts/jp-fish", "facts/sg-fish"}
    assert set(keys("zebrafish", topic="safety")) == {"facts/jp-fish", "facts/sg-fish"}
    assert keys("zebrafish", jurisdiction="SG", topic="safety", noun="sources") == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"noun": "fishes"}, "There is no noun 'fishes'; there are facts, "),
        ({"jurisdiction": "jp"}, "There is no jurisdiction 'jp'; there are JP, SG"),
        ({"topic": "fishing"}, "There is no topic 'fishing'"),
    ],
)
@pytest.mark.parametrize("text", ["zebrafish", "", "Japan"])
def test_a_filter_that_names_nothing_is_told(fish: User, wrong: dict[str, str], told: str, text: str):
    with pytest.raises(UnknownFilterError, match=told.replace("(", r"\(")):
        find(text, **wrong)  # type: ignore[arg-type]


def test_pages_follow_each_other(fish: User):
    whole = keys("zebrafish")
    assert [keys("zebrafish", limit=1, offset=at)[0] for at in range(3)] == whole
    assert keys("zebrafish", limit=2, offset=2) == whole[2:]
    assert keys("zebrafish", offset=50) == []
    assert keys("zebrafish", limit=0, offset=-3) == whole[:1]


def test_an_economy_in_the_question_turns_the_order(fish: User):
    found = find("Japanese zebrafish")
    assert [hit.key for hit in found.hits if hit.noun == "facts"] == ["jp-fish", "sg-fish"]
    assert [place.code for place in found.economies] == ["JP"]
    assert found.economy_words == "Japanese"
    assert find("Singapore zebrafish").hits[0].key == "sg-fish"


def test_the_reading_of_economies_can_be_taken_back(fish: User):
    found = find("Japanese zebrafish", read_economies=False)
    assert found.economies == ()
    assert found.hits[0].key == "jp-fish"


def test_an_economy_alone_finds_itself_first(fish: User):
    assert keys("japan")[:3] == ["jurisdictions/JP", "facts/jp-fish", "facts/jp-newt"]


def test_an_economy_that_is_not_here_is_no_error(fish: User):
    assert not Jurisdiction.objects.filter(code="KR").exists()
    assert find("Korea").hits == ()
    assert find("Korean zebrafish").economies == ()


def test_a_word_that_is_nowhere_is_told(fish: User):
    found = find("zebrafish unicorn")
    assert found.unknown == ("unicorn",)
    assert found.total == 3
    assert find("unicorn").total == 0


def test_one_wrong_letter_is_put_right_and_told(fish: User):
    found = find("Zebrafihs")
    (correction,) = found.corrections
    assert (correction.typed, correction.used, correction.is_completion) == ("Zebrafihs", ("zebrafish",), False)
    assert found.hits[0].key == "zebra"
    assert ("Zebrafish", True) in found.hits[0].title


def test_a_word_begun_is_completed_and_told(fish: User):
    (correction,) = find("zebraf").corrections
    assert (correction.used, correction.is_completion) == (("zebrafish",), True)


def test_a_key_is_found_at_once(fish: User):
    assert keys("jp-newt")[0] == "facts/jp-newt"
    assert find("jp-newt").unknown == ()


def test_a_long_question_is_cut_and_says_so(fish: User):
    assert find("zebrafish " * 100).was_cut
    assert not find("zebrafish").was_cut


def test_suggestions_complete_what_is_typed(fish: User):
    assert [each.key for each in suggest("zeb")] == ["zebra", "jp-fish", "sg-fish"]
    assert [each.key for each in suggest("japan zeb")] == ["jp-fish"]
    assert [each.key for each in suggest("follow-up ax")] == ["jp-newt"]
    assert [each.title for each in suggest("sing")] == ["Singapore"]
    assert suggest("z") == suggest("unicorn") == []
    assert len(suggest("zeb", limit=1)) == 1


def queries_of(text: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        find(text)
        suggest(text)
    return len(captured)


@pytest.mark.parametrize("text", ["zebrafish", "Japanese zebrafihs follow-up"])
def test_it_takes_the_same_queries_for_1_and_20(fish: User, text: str):
    few = queries_of(text)
    for number in range(19):
        factories.published(key=f"sg-fish-{number}", title=f"Zebrafish {number}")
    index.rebuild()
    assert queries_of(text) == few <= 13
