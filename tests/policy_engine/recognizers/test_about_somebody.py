"""Company counts in texts about somebody: names by their shape alone may be food and films."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.about_somebody import (
    is_about_somebody,
    is_of_things,
    says_much,
    tells_of_somebody,
)
from promptward.recognizers.recognizer import Confirmed
from promptward_dsl.lattice import Confidence

from .findings import found

_MEDIUM, _LOW = Confidence.MEDIUM, Confidence.LOW


def _one(
    text: str, word: str, kind: str, *evidence: str, level: Confidence = _MEDIUM
) -> Confirmed:
    start = text.index(word)
    return Confirmed(start, start + len(word), level, "x", kind, frozenset(evidence))


@pytest.mark.parametrize("first", ["Alfredo", "Golden", "Ruth"])
@pytest.mark.parametrize("last", ["Caesar", "Isaiah", "Beaune"])
def test_two_shapes_say_nothing_of_people(first: str, last: str):
    text = f"{first} with {last}"
    sure = [_one(text, first, "name", "common_given"), _one(text, last, "zip", "gazetteer")]
    assert not is_about_somebody(text, sure)


@pytest.mark.parametrize(
    ("text", "word", "kind", "evidence"),
    [
        ("Alfredo 4471902", "4471902", "number", "match:medium"),
        ("Alfredo 3/14/2024", "3/14/2024", "date", "match:medium"),
        ("Alfredo denies", "Alfredo", "name", "saying_after"),
        ("Mercy Hospital", "Mercy Hospital", "zip", "head"),
    ],
)
def test_what_is_more_than_a_shape_says_so(text: str, word: str, kind: str, evidence: str):
    assert is_about_somebody(text, [_one(text, word, kind, evidence)])
    assert not is_about_somebody(text, [_one(text, word, kind, evidence, level=_LOW)])


@pytest.mark.parametrize("word", ["pt", "her husband", "paciente", "RN", "told", "54F"])
def test_a_word_of_people_says_so(word: str):
    assert is_about_somebody(f"Alfredo and Caesar, {word}", [])


@pytest.mark.parametrize(
    "text",
    [
        "Lunch: chicken Alfredo, Caesar, Cobb, Waldorf; dinner: Reuben.",
        "Cheese: Jack, Colby, Stilton; apples by Whitcomb and Cobb.",
    ],
)
def test_food_brings_no_company(shipped: Engine, text: str):
    told = {"Caesar", "Cobb", "Waldorf", "Whitcomb", "Colby"}
    assert not told & set(found(shipped, text, "person_name"))


def test_people_bring_company(shipped: Engine):
    text = "Amelia Quillon and Tunde Bakare were seen, Whitcomb after, MRN 4471902."
    assert "Whitcomb" in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text", ["The licence is free till June.", "Plant in April, prune in October."]
)
def test_a_month_said_of_nobody_is_no_date(shipped: Engine, text: str):
    assert found(shipped, text, "month_alone") == []


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Her cast came off in June.", "June"),
        ("Amelia Quillon, MRN 4471902. Free of pain until October.", "October"),
    ],
)
def test_a_month_said_of_somebody_is_one(shipped: Engine, text: str, month: str):
    assert month in found(shipped, text, "month_alone")


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Beatrice 54F", "figures"),
        ("Beatrice, her scan", "people"),
        ("The children are Beatrice and Casper", "several"),
        ("Beatrice - recheck INR", "care"),
        ("Stilton, Jack; crackers and figs at ten", ""),
    ],
)
def test_it_is_told_by_what(text: str, sign: str):
    assert tells_of_somebody(text, []) == sign


_TOOLS = "Kocher, Metzenbaum, Yankauer, Bookwalter, Balfour; ask my doctor."


def test_things_that_stand_close_outweigh_a_word_of_people():
    assert is_of_things(_TOOLS)
    assert tells_of_somebody(_TOOLS, []) == ""
    assert not is_about_somebody(_TOOLS, [])
    assert not is_of_things("Graham, Morgan, Charlotte and Susan are my kids")


def test_care_outweighs_things_where_there_is_more_of_it():
    noted = f"{_TOOLS} INR, trop, biopsy, NPO, sepsis"
    assert not is_of_things(noted)
    assert tells_of_somebody(noted, []) == "people"


def test_a_few_words_do_not_say_much():
    assert not says_much("return to Wilmington tomorrow")
    assert says_much("one two three four five six seven eight nine ten eleven twelve")
