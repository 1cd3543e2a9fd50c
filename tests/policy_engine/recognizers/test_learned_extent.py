"""How far names and places reach, by weights: what is widened, what is not, and why."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.engine import Engine
from promptward.recognizers.extent_traits import LEFT, RIGHT, Beside, Extents, Reach
from promptward.recognizers.learned_extent import LearnedExtent, score_of, weights
from promptward.recognizers.learned_runs import kind_of
from promptward.recognizers.recognizer import Confirmed
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence

NUMBER = "MRN 4471902. "
DUTCH = 'Wendell "Dutch" Haas, 93, MRN 4471902, of rural Dunmore.'
WIDENED = "Patient: GUNDERSON/JUNE   DOB: 01NOV1945   Acct: FP-20117"


def _found(text: str, *ranges: tuple[int, int, str]) -> list[Confirmed]:
    return [
        Confirmed(start, end, Confidence.HIGH, f"c.{kind}", kind) for start, end, kind in ranges
    ]


def _covers(engine: Engine, text: str, words: str) -> bool:
    start = text.index(words)
    mask = bytearray(len(text))
    for one in engine.find(text):
        if one.confidence is not Confidence.LOW:
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    return all(mask[at] for at in range(start, start + len(words)) if text[at].isalnum())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DUTCH, 'Wendell "Dutch" Haas'),
        (WIDENED, "GUNDERSON/JUNE"),
        ("Name (Last/First/MI): Okwuosa / Bridget / A   DOB 3/4/1950", "Okwuosa / Bridget / A"),
        ("Location: Pavilion C, 5th floor hallway by rm 522. MRN 4471902", "hallway by rm 522"),
    ],
)
def test_what_rules_found_most_of_is_found_whole(shipped: Engine, text: str, words: str):
    assert _covers(shipped, text, words)


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        (f"{NUMBER}Seen by Dr. Lindqvist yesterday.", "Lindqvist", " yesterday"),
        (f"{NUMBER}Seen by Dr. Lindqvist on 3/4/2024.", "Lindqvist", " on"),
        (f"{NUMBER}Mr. Lindqvist: hypertension, 98.6 F.", "Lindqvist", ": hypertension"),
        (f"{NUMBER}Gave Mr. Lindqvist lisinopril 10 mg.", "Lindqvist", " lisinopril"),
        (f"{NUMBER}Home to 12 Elm Street, Dunmore. Weight 80 kg.", "Dunmore", ". Weight"),
        ("Patient Eleanor Marsh.\nsee marsh-eleanor-2.pdf", "marsh-eleanor", "2.pdf"),
        ("Spoke with Mrs. Abernathy Tuesday, MRN 4471902.", "Abernathy", "Tuesday"),
        ("Pt John Whitaker November clinic, MRN 4471902", "John Whitaker", "November"),
        (f"Transferred from Mercy Hospital Friday {NUMBER}", "Mercy Hospital", "Friday"),
        (f"Transferred from Mercy Hospital Zoloft {NUMBER}", "Mercy Hospital", "Zoloft"),
        (f"Transferred from Mercy Hospital Cellulitis {NUMBER}", "Mercy Hospital", "Cellulitis"),
        (f"Transferred from Mercy Hospital 80kg {NUMBER}", "Mercy Hospital", "80kg"),
        (f"Transferred from Mercy Hospital q6h {NUMBER}", "Mercy Hospital", "q6h"),
        (f"Transferred from Mercy Hospital Insulin {NUMBER}", "Mercy Hospital", "MRN"),
        (f"{NUMBER}Lives in Cleveland, 14:30.", "Cleveland", "14"),
    ],
)
def test_what_only_follows_is_left_alone(shipped: Engine, text: str, name: str, after: str):
    assert _covers(shipped, text, name)
    assert not _covers(shipped, text, after)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sunday Lindqvist, MRN 4471902", "Sunday Lindqvist"),
        (f"{NUMBER}Car outside work (Amazon warehouse, Robbinsville).", "Amazon warehouse"),
    ],
)
def test_what_ends_a_finding_behind_it_may_stand_before_it(shipped: Engine, text: str, words: str):
    assert _covers(shipped, text, words)


@pytest.mark.parametrize(
    ("text", "other", "place"),
    [
        (f"{NUMBER}Procedure performed May 30 at Mercy Health South Dunmore.", "May 30", "Mercy"),
        (f"{NUMBER}Sent to Walbrook Apothecary. Call 410-555-0144 if worse.", "0144", "Walbrook"),
    ],
)
def test_a_place_takes_no_part_of_a_day_or_a_number(
    shipped: Engine, text: str, other: str, place: str
):
    start = text.index(other)
    assert any(one.start <= text.index(place) < one.end for one in shipped.find(text))
    assert not any(
        "model.extent" in one.evidence and one.start < start + len(other) and start < one.end
        for one in shipped.find(text)
    )


def test_a_finding_that_overlaps_the_reach_takes_what_it_holds_whole():
    text = "seen May 30 at Mercy, Yolande St-Amour"
    found = _found(text, (5, 11, "date"), (9, 20, "zip"), (22, 29, "name"), (22, 32, "number"))
    place, name = (
        Reach(9, 20, "P", "c.zip", lower=False),
        Reach(22, 29, "N", "c.name", lower=False),
    )
    extents = Extents(text, found)
    assert extents.taken(5, 8, place) == (5, 11, "D")
    assert extents.taken(0, 4, place) is None
    assert extents.taken(30, 38, name) is None
    assert extents.taken(15, 20, name) == (9, 20, "P")


def test_a_long_text_with_one_name_is_left_alone(shipped: Engine):
    text = 'Wendell "Dutch" Haas wrote the book on roses. ' + "Roses want sun and water. " * 60
    assert not any("model.extent" in one.evidence for one in shipped.find(text))


def test_only_names_and_places_are_asked_and_only_in_the_text_itself():
    text = "MRN 4471902 4471903 03/04/2024 05/06"
    view = SourceText(text).views[0]
    numbers = _found(text, (4, 11, "number"), (20, 30, "date"))
    assert list(LearnedExtent().again(view, numbers)) == []
    named = _found(DUTCH, (0, 7, "name"), (16, 20, "name"), (29, 36, "number"))
    itself = SourceText(DUTCH).views[0]
    assert list(LearnedExtent().again(itself, named))
    assert not list(LearnedExtent().again(itself._replace(name="spelling"), named))


def test_ranges_that_overlap_are_one_reach_and_of_the_widest_category():
    found = [
        Confirmed(0, 4, Confidence.HIGH, "c.a", "name"),
        Confirmed(2, 12, Confidence.HIGH, "c.b", "name"),
        Confirmed(12, 15, Confidence.HIGH, "c.c", "name"),
        Confirmed(3, 9, Confidence.LOW, "c.d", "name"),
        Confirmed(20, 24, Confidence.HIGH, "c.e", "number"),
    ]
    reaches = Extents("a" * 30, found).reaches
    assert reaches == (Reach(0, 12, "N", "c.b", True), Reach(12, 15, "N", "c.c", True))


def test_pieces_are_words_with_what_parts_them():
    text = "Flat 2,\n  9 Pendle-Rise (O'Neill's) x"
    extents = Extents(text, [])
    assert extents.piece(0, 6, RIGHT) == (10, 11, ",\n  ", "9")
    assert extents.piece(0, 4, RIGHT) == (5, 6, " ", "2")
    start = text.index("Pendle")
    assert extents.piece(start, start + 11, RIGHT) == (start + 13, start + 22, " (", "O'Neill's")
    assert extents.piece(start, start + 11, LEFT) == (10, 11, " ", "9")
    assert extents.piece(0, len(text), RIGHT) is None
    assert extents.piece(0, len(text), LEFT) is None


def test_what_is_widened_says_why_and_tells_no_word_of_the_text(shipped: Engine):
    text = WIDENED
    widened = [one for one in shipped.find(text) if "model.extent" in one.evidence]
    assert widened
    for one in widened:
        words = text[one.start : one.end].replace('"', " ").lower().split()
        assert any(" +" in e for e in one.evidence)
        assert not any(word in e.lower() for e in one.evidence for word in words)


def test_weights_are_integers_and_hold_no_listed_name():
    table = weights()
    assert len(table) > 1_000
    for trait, weight in table.items():
        assert isinstance(weight, int)
        name, _, rest = trait[3:].partition("=")
        if name in ("word", "inner", "beyond", "key"):
            words = "".join(one if one.isalpha() else " " for one in rest).split()
            for word in words:
                kinds = kind_of(word) if word.islower() else "w0"
                assert kinds[0] != "-" or kinds[1] in "0i", trait


def test_a_score_is_the_sum_of_its_weights():
    text = "Lindqvist, Anna and others"
    extents = Extents(text, _found(text, (0, 9, "name")))
    piece = extents.piece(0, 9, RIGHT)
    assert piece is not None
    score, traits = score_of(extents, Beside(0, 9, "N", RIGHT, piece, 0))
    assert len(traits) == len(set(traits))
    assert score == sum(weights().get(one, 0) for one in traits)


def test_time_is_linear_in_the_number_of_names():
    def took(count: int) -> float:
        text = "Lindqvist, Xanna-" * count
        found = _found(text, *((at * 17, at * 17 + 9, "name") for at in range(count)))
        view = SourceText(text).views[0]
        start = time.process_time()
        list(LearnedExtent().again(view, found))
        return time.process_time() - start

    took(20)
    assert took(2_000) < 40 * max(took(200), 0.004)


def test_time_is_linear_in_a_run_without_blanks():
    def took(count: int) -> float:
        text = "Lind-" * count
        found = _found(text, *((at * 5, at * 5 + 4, "name") for at in range(count)))
        extents = Extents(text, found)
        start = time.process_time()
        for one in extents.reaches:
            assert extents.piece(one.start, one.end, RIGHT) is None or one.end > 5 * (count - 9)
        return time.process_time() - start

    took(20)
    assert took(16_000) < 20 * max(took(2_000), 0.004)


@given(
    st.text("Aa9é𝔄 \n\t.,;:-'\"(/=_", max_size=40),
    st.lists(
        st.tuples(
            st.integers(0, 40), st.integers(1, 40), st.sampled_from(["name", "zip", "date", ""])
        ),
        max_size=8,
    ),
)
def test_what_is_widened_holds_a_finding_and_lies_in_the_text(
    text: str, drawn: list[tuple[int, int, str]]
):
    text = f"{NUMBER}{text}"
    view = SourceText(text).views[0]
    ends = [(low, min(low + size, len(view.text)), kind) for low, size, kind in drawn]
    found = _found(text, *(one for one in ends if one[0] < one[1]))
    for category, one in LearnedExtent().again(view, found):
        assert 0 <= one.start < one.end <= len(view.text)
        assert any(
            one.start <= inner.start and inner.end <= one.end
            for inner in found
            if inner.kind in {"name", "zip"} and (inner.start, inner.end) != (one.start, one.end)
        )
        assert category in {"c.name", "c.zip"}
