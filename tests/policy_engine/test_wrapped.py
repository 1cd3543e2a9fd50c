"""Characters that are set one by one, and what is set around what parts a value, are undone."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

_FOUND = [
    ("Patient |[J][o][h][n] [S][m][i][t][h]| was seen today.", "names"),
    ("SSN |(5)(3)(6)(-)(2)(2)(-)(4)(3)(9)(9)| on file", "ssn"),
    ("seen by Dr. [P][e][t][t][i][b][o][n][e] on |[N][o][v] [1][9]| at noon", "dates"),
    ("The patient |\\J\\o\\h\\n \\S\\m\\i\\t\\h| was seen", "names"),
    ("The patient |John[1] Smith| was seen", "names"),
    (
        "call her at |:two::one::two::five::five::five::zero::one::four::seven:| after noon",
        "phone",
    ),
    ("call her at |twoonetwofivefivefivezeroonefourseven| after noon", "phone"),
    ("call her at |212...555...0147| after noon", "phone"),
    ("call her at |212 / 555 / 0147| after noon", "phone"),
    ("admitted on |11...02...1984| with pneumonia", "dates"),
    ("login from |10[.]44[.]218[.]9| at noon", "ip"),
    ("see |hxxps://portal.alpine[.]example/msg/88120| for it", "url"),
    ("write to |bridget.halloran (at) mail [dot] example| please", "email"),
]
_CLEAN = [
    "as 45 CFR 164.514(b)(2)(i)(B) says, paragraph (b)(2)(i)(B) holds",
    "see [1][2][3][4] and x[i][j][k][l]",
    "\\d\\d\\d-\\d\\d match, \\n\\t\\r\\n too",
    "- a\n- b\n- c\n- d\n- e\n",
    "for i in 1...10 and 2...5 and wait... 3 times",
    "The trial[1] A second study[2] In 2019",
]


def _firm(engine: Engine, text: str) -> set[tuple[str, str]]:
    return {
        (one.category.rpartition(".")[2], text[one.start : one.end])
        for one in engine.find(text)
        if one.confidence >= Confidence.MEDIUM
    }


@pytest.mark.parametrize(("marked", "category"), _FOUND)
def test_the_value_is_found_where_it_stands(shipped: Engine, marked: str, category: str) -> None:
    value = marked.split("|")[1]
    found = _firm(shipped, marked.replace("|", ""))
    assert any(kind == category and value in said for kind, said in found)


@pytest.mark.parametrize("text", _CLEAN)
def test_paragraphs_citations_indices_and_patterns_say_nothing(shipped: Engine, text: str) -> None:
    assert not _firm(shipped, text)


def test_a_word_that_a_list_holds_letter_by_letter_is_told(shipped: Engine) -> None:
    text = "v:\n" + "".join(f'  - "{letter}"\n' for letter in "quadratic")
    assert any(kind == "obfuscation" for kind, _ in _firm(shipped, text))
