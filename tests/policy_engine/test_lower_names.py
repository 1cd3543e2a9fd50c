"""Who writes two names without capitals writes all of them so: the text is read once more."""

import pytest

from promptward.engine import Engine
from promptward.lower_names import names_lower, weighs_enough
from promptward.resolve import Seen
from promptward_dsl.lattice import Confidence

NOTE = (
    "Attending: hollis vandermeer, MD. Mrs. oyelaran came from willow bend snf on 03/14/2026. "
    "Dr. okonkwo was paged at 0300 and Nurse lindqvist gave Lasix. MRN 00482913. "
)


def small(engine: Engine, text: str) -> set[str]:
    return {
        text[one.start : one.end]
        for one in engine.find(text)
        if any(told == "view:small" for told in one.evidence)
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Picked up at noon, then to the cvs on quill.", "cvs on quill"),
        ("The aide told randy, who wants it.", "randy"),
        ("She stays with tenzin on weekdays.", "tenzin"),
        ("Transferred from there. Then to crown pointe.", "crown pointe"),
    ],
)
def test_what_small_letters_tell_is_found_in_a_text_with_lower_names(
    shipped: Engine, text: str, value: str
) -> None:
    whole = NOTE + text
    assert value in small(shipped, whole)


def test_nothing_is_read_so_where_names_have_their_capitals(shipped: Engine) -> None:
    text = NOTE.replace("hollis vandermeer", "Hollis Vandermeer").replace("oyelaran", "Oyelaran")
    text = text.replace("okonkwo", "Okonkwo").replace("lindqvist", "Lindqvist")
    assert not small(shipped, text + "The cohort was seen at the harbor and took aspirin.")


def _seen(text: str, *values: str) -> list[Seen]:
    return [
        Seen(text.index(one), text.index(one) + len(one), Confidence.MEDIUM, frozenset())
        for one in values
    ]


def test_two_names_without_capitals_tell_and_as_many_with_them_do_not() -> None:
    text = "Seen by mary okafor and dr lind, then Ada Kerr, Bo Finch and Cy Marsh. DNR."
    assert names_lower(text, [("A", _seen(text, "mary okafor", "lind"))])
    assert not names_lower(text, [("A", _seen(text, "mary okafor"))])
    assert not names_lower(text, [("C", _seen(text, "mary okafor", "lind"))])
    large = _seen(text, "mary okafor", "lind", "Ada Kerr", "Bo Finch", "Cy Marsh")
    assert not names_lower(text, [("A", large)])
    assert not names_lower(text.lower(), [("A", _seen(text, "mary okafor", "lind"))])


def test_weights_near_doubt_say_nothing_of_small_letters() -> None:
    assert weighs_enough(("model.name", "score:900"))
    assert not weighs_enough(("model.name", "score:150"))
    assert weighs_enough(("kin",))
