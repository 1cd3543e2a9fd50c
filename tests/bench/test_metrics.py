"""The figures of the bench, on texts small enough to count by hand."""

import pytest

from bench.accuracy.document import Document, Mark, Prediction
from bench.accuracy.marked import parse_marked
from bench.accuracy.metrics import Counts, Tally
from bench.accuracy.report import by_category
from bench.accuracy.share import Share

LOW, MEDIUM, HIGH = range(3)


def document(marked: str) -> Document:
    return parse_marked(f"=== d x\n{marked}\n", "test")[0]


def found(text: Document, value: str, label: str, level: int = HIGH) -> Prediction:
    start = text.text.index(value)
    return Prediction(start, start + len(value), label, level, "a.detector", ("cue",))


def tallied(text: Document, *predictions: Prediction, min_level: int = MEDIUM) -> Tally:
    tally = Tally(min_level)
    tally.add(text, predictions)
    return tally


def test_half_a_name_found_is_a_name_leaked():
    text = document("Seen by ⟦NAME:Ada Quill⟧ today")
    tally = tallied(text, found(text, "Ada", "NAME"))
    assert tally.recalled() == Share(0, 1)
    assert tally.recalled("overlap") == Share(1, 1)
    assert tally.leak() == Share(1, 1)
    assert tally.precise() == Share(1, 1)


def test_the_parts_of_a_name_may_be_covered_by_several_findings_of_any_label():
    text = document("Seen by ⟦NAME:Ada Quill⟧ today")
    tally = tallied(text, found(text, "Ada", "NAME"), found(text, "Quill", "LOCATION"))
    assert tally.recalled() == Share(1, 1)
    assert tally.leak() == Share(0, 1)


def test_marks_and_blanks_need_not_be_covered():
    text = document("tel ⟦PHONE:(406) 555-0138⟧")
    tally = tallied(text, found(text, "406", "PHONE"), found(text, "555-0138", "PHONE"))
    assert tally.recalled() == Share(1, 1)


def test_an_identifier_without_letters_and_digits_must_be_covered_as_a_whole():
    text = document("sign: ⟦OTHER_ID:***⟧")
    assert tallied(text, found(text, "**", "OTHER_ID")).recalled() == Share(0, 1)
    assert tallied(text, found(text, "***", "OTHER_ID")).recalled() == Share(1, 1)


@pytest.mark.parametrize(
    ("marked", "core", "label"),
    [
        ("⟦NAME:Dr. Ada Quill⟧", "Ada Quill", "NAME"),
        ("⟦MRN:Patient ID: 4471⟧", "4471", "MRN"),
        ("⟦SSN:SSN 219-09-9431⟧", "219-09-9431", "SSN"),
    ],
)
def test_an_honorific_or_cue_inside_a_mark_need_not_be_covered(marked, core, label):
    text = document(marked)
    assert tallied(text, found(text, core, label)).recalled() == Share(1, 1)


def test_a_word_before_a_date_is_part_of_it():
    text = document("⟦DATE:May 4⟧")
    assert tallied(text, found(text, "4", "DATE")).recalled() == Share(0, 1)


def test_labels_of_one_family_or_one_letter_count_as_the_same():
    text = document("⟦FAX:555-0164⟧ ⟦MRN:4471⟧")
    tally = tallied(text, found(text, "555-0164", "PHONE"), found(text, "4471", "ACCOUNT"))
    assert tally.recalled("same_letter") == Share(1, 2)
    assert tally.recalled("overlap_label") == Share(2, 2)
    assert tally.precise("overlap_label") == Share(2, 2)


def test_what_touches_neutral_marks_only_is_neither_right_nor_wrong():
    text = document("⟦ORG:Acme⟧ pays ⟦NAME:Ada⟧, says Bo")
    tally = tallied(
        text, found(text, "Acme", "NAME"), found(text, "Ada", "NAME"), found(text, "Bo", "NAME")
    )
    assert tally.precise() == Share(1, 2)
    assert tally.recalled() == Share(1, 1)
    assert [(one.value, one.before) for one in tally.false_positives] == [
        ("Bo", "Acme pays Ada, says ")
    ]


def test_only_documents_without_any_mark_count_for_flagged_and_for_density():
    tally = Tally(MEDIUM)
    for text in (
        document("⟦ORG:Acme⟧ pays"),
        document("⟦NAME:Ada⟧ pays"),
        document("none at all"),
    ):
        tally.add(text, [found(text, text.text[:4], "NAME"), found(text, text.text[-2:], "NAME")])
    clean = document("nobody here")
    tally.add(clean, [])
    assert tally.flagged() == Share(1, 2)
    assert tally.density() == Share(2, len("none at all") + len(clean.text))


def test_the_same_range_counts_once_a_label_and_as_the_surest_of_them():
    text = document("⟦NAME:Ada⟧")
    tally = tallied(
        text,
        found(text, "Ada", "NAME", LOW),
        found(text, "Ada", "NAME", HIGH),
        found(text, "Ada", "LOCATION", HIGH),
        Prediction(0, 0, "NAME"),
    )
    assert tally.precise() == Share(2, 2)
    assert tally.calibrated(HIGH) == Share(2, 2)
    assert tally.calibrated(LOW) == Share(0, 0)


def test_low_findings_are_left_out_and_shown_apart():
    text = document("⟦NAME:Ada⟧ and more")
    tally = tallied(text, found(text, "Ada", "NAME", LOW), found(text, "more", "NAME", LOW))
    assert tally.recalled() == Share(0, 1)
    assert tally.recalled("covered_by_any_level") == Share(1, 1)
    assert tally.precise() == Share(0, 0)
    assert tally.calibrated(LOW) == Share(1, 2)
    assert tally.calibrated(LOW, "NAME") == Share(1, 2)
    assert tallied(text, found(text, "Ada", "NAME", LOW), min_level=LOW).recalled() == Share(1, 1)


def test_places_are_counted_without_countries_too():
    text = document("from ⟦LOCATION:Estonia⟧ to ⟦LOCATION:Fenwick⟧ and ⟦LOCATION:Iceland⟧")
    tally = tallied(text, found(text, "Fenwick", "LOCATION"), found(text, "Iceland", "LOCATION"))
    assert tally.recalled(label="LOCATION") == Share(2, 3)
    assert tally.without_countries() == Share(1, 1)
    rows = [line.split() for line in by_category(tally).splitlines()]
    assert ["less", "countries", "1", "100.0", "(20.7-100.0)"] in rows


def test_a_miss_says_who_came_near_and_shows_twenty_characters_each_side():
    text = document(f"{'-' * 30}⟦NAME:Ada Quill⟧{'+' * 30}")
    (miss,) = tallied(text, found(text, "Ada", "NAME", MEDIUM)).misses
    assert (miss.before, miss.value, miss.after) == ("-" * 20, "Ada Quill", "+" * 20)
    assert miss.why == "medium a.detector (cue) 30-33"


def test_a_finding_beyond_the_text_harms_nothing():
    text = Document("d", "Ada", (Mark(0, 3, "NAME"),))
    assert tallied(text, Prediction(0, 99, "NAME")).recalled() == Share(1, 1)


def test_a_document_is_remembered_as_its_counts():
    text = document("⟦NAME:Ada⟧ ⟦DATE:3/4⟧ ⟦ORG:Acme⟧ else")
    counts = Tally(MEDIUM).add(
        text,
        [
            found(text, "Ada", "NAME"),
            found(text, "Acme", "NAME"),
            found(text, "else", "NAME"),
            found(text, "3/4", "DATE", LOW),
        ],
    )
    assert counts == Counts(identifiers=2, covered=1, findings=3, false_positives=1)


def test_tallies_add_up():
    one, other = document("⟦NAME:Ada⟧"), document("⟦NAME:Bo⟧ ⟦DATE:3/4⟧")
    total = tallied(one, found(one, "Ada", "NAME"))
    total.merge(tallied(other, found(other, "3/4", "DATE", LOW)))
    assert total.recalled() == Share(1, 3)
    assert total.recalled(label="NAME") == Share(1, 2)
    assert total.leak() == Share(1, 2)
    assert total.calibrated(LOW, "DATE") == Share(1, 1)
