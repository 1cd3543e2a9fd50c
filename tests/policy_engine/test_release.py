"""The last look at a released text, against a reading of it character by character."""

from hypothesis import given
from hypothesis import strategies as st

from promptward.model import Finding
from promptward.release import Replaced, unaccounted
from promptward_dsl.lattice import KEEP, REDACT, Confidence


def found(start: int, end: int, category: str = "p.ssn", disposition=None) -> Finding:
    return Finding(start, end, category, "G", Confidence.MEDIUM, "p.d", (), disposition)


@st.composite
def releases(draw):
    """An original as segments, each kept as it is or replaced, and what became of it."""
    segments = draw(
        st.lists(
            st.tuples(st.text("ab 1", max_size=4), st.none() | st.text("ab[ ", max_size=4)),
            max_size=6,
        )
    )
    released, replaced, place = "", [], 0
    for text, instead in segments:
        if instead is not None and text:
            replaced.append(
                Replaced(place, place + len(text), len(released), len(released) + len(instead))
            )
            released += instead
        else:
            released += text
        place += len(text)
    return place, released, replaced


def spans(length: int):
    places = st.integers(0, max(0, length - 1))
    return st.tuples(places, places).map(lambda ends: (min(ends), max(ends) + 1))


@given(releases(), st.data())
def test_every_character_of_a_finding_is_replaced_or_kept_or_says_nothing(release, data):
    length, released, replaced = release
    categories = st.sampled_from(("p.ssn", "p.mrn"))
    original = data.draw(
        st.lists(
            st.builds(
                lambda span, c, d: found(*span, c, d),
                spans(length),
                categories,
                st.sampled_from((KEEP, REDACT)),
            ),
            max_size=3,
        )
    )
    finding = data.draw(
        st.builds(lambda span, c: found(*span, c), spans(len(released)), categories)
    )

    def explained(place: int) -> bool:
        if place >= len(released) or any(r.new_start <= place < r.new_end for r in replaced):
            return True
        before = [r for r in replaced if r.new_end <= place]
        origin = place + (before[-1].end - before[-1].new_end if before else 0)
        return any(
            f.start <= origin < f.end and f.category == finding.category and f.disposition == KEEP
            for f in original
        )

    # A part between two replacements is judged as a whole: silent, or covered throughout.
    unexplained = [p for p in range(finding.start, finding.end) if not explained(p)]
    left = unaccounted([finding], released, replaced, original)
    if not unexplained:
        assert left == ()
    if any(released[p].isalnum() for p in unexplained):
        assert left == (finding,)


def test_a_finding_within_a_replacement_is_explained():
    replaced = [Replaced(4, 15, 4, 9)]
    assert (
        unaccounted([found(4, 9)], "SSN [ssn] x", replaced, [found(4, 15, "p.ssn", REDACT)]) == ()
    )


def test_a_finding_that_redaction_brought_to_light_is_not():
    replaced = [Replaced(0, 4, 0, 5)]
    fresh = found(6, 10, "p.mrn")
    assert unaccounted([fresh], "[ssn] 1234", replaced, [found(0, 4, "p.ssn", REDACT)]) == (fresh,)


def test_what_the_decision_kept_may_be_found_again_where_it_has_moved_to():
    replaced = [Replaced(0, 4, 0, 5)]
    original = [found(0, 4, "p.ssn", REDACT), found(5, 9, "p.mrn", KEEP)]
    assert unaccounted([found(6, 10, "p.mrn")], "[ssn] 1234", replaced, original) == ()
    assert unaccounted([found(6, 10, "p.ssn")], "[ssn] 1234", replaced, original) != ()


def test_punctuation_between_two_replacements_needs_no_explanation():
    replaced = [Replaced(0, 4, 0, 3), Replaced(5, 9, 4, 7)]
    assert unaccounted([found(0, 7)], "[a]-[b]", replaced, []) == ()
