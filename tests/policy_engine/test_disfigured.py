"""Symbols for letters, stars for vowels, letters twice, and what pages and sheets put between."""

import pytest

from promptward.engine import Engine
from promptward.model import Finding
from promptward_dsl.lattice import Confidence

DISGUISED = [
    ("Seen: Ng0z! 0k0nkw0, son Ch!d!, by Dr. P\u20actt!b0n\u20ac at L@rkm00r again.", "0k0nkw0"),
    ("Seen: NNggoozzii OOkkoonnkkwwoo, born 0077/1199/11995511, at home.", "0077/1199/11995511"),
    ("<p>Thanks, Ngozi<br>Okonkwo, seen by us</p>", "Ngozi<br>Okonkwo"),
    ("Follow up with Dr. {+Pettibone+} in May.", "Pettibone"),
    ("Her phone is 614 dash 555 dash 0177, call her.", "614 dash 555 dash 0177"),
    ("Patient Aaliyah Muhammad hyphen Reyes, 34F, came.", "Aaliyah Muhammad hyphen Reyes"),
    ("SSN 4\0" + "1\0" + "7\0" + "-\0" + "2\0" + "2\0" + "-\0" + "9\0" + "8\0" + "4\0" + "1 again.",
     "4\0" + "1\0" + "7\0" + "-\0" + "2\0" + "2\0" + "-\0" + "9\0" + "8\0" + "4\0" + "1"),
    ("Patient: Tunde Fashola. DOB: 01,22,1975. Plan: PPO", "01,22,1975"),
]  # fmt: skip

HONEST = [
    "The jQuery $f$ and $x$ + foo!bar!baz; A*x*y and F*ck this, Sh*t. A*B*C*D and P*Q**R.",
    "Type aabbccdd 11223344 aa bb, a balloon and a raccoon; $100 and $HOME/$USER$, a$b$c.",
    "<td>Cough<br>Fever</td><td>Yes<br/>No</td>; list {+ - * /}, array[-1], [-5, 5-]",
    "A dash of salt, an en dash or a hyphen between words, slash and burn; 5 dash 6.",
    "Use `a\0b`; x\0y",
    'size = B*h*s*d; stride = h*s*d; key = "aabbccddeeffgghh"',
]


def _firm(engine: Engine, text: str) -> list[Finding]:
    return [one for one in engine.find(text) if one.confidence >= Confidence.MEDIUM]


@pytest.mark.parametrize(("text", "value"), DISGUISED)
def test_the_value_is_found_whole_or_the_text_is_blocked(
    shipped: Engine, text: str, value: str
) -> None:
    start = text.index(value)
    found = _firm(shipped, text)
    covered = {at for one in found for at in range(one.start, one.end)}
    assert {at for at in range(start, start + len(value)) if text[at].isalnum()} <= covered


def test_what_stars_leave_out_is_told(shipped: Engine) -> None:
    text = "Ngozi was admitted to L*rkm**r G*n*r*l and sees Dr. P*tt*b*ne on Nov 19."
    assert any(one.category.endswith("obfuscation") for one in _firm(shipped, text))


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_have_nothing_more(shipped: Engine, text: str) -> None:
    assert shipped.find(text) == shipped.find(text, disguises=False)
