"""Names of other scripts as they are looked up: in Latin letters, in every usual spelling."""

import sys
from pathlib import Path

import pytest

RULES = str(Path(__file__).parents[2] / "rules")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Гоголь", {"gogol", "hohol"}),
        ("Елена", {"elena", "yelena"}),
        ("Ελένη", {"eleni"}),
        ("გიორგი", {"giorgi"}),
        ("Արմեն", {"armen"}),
        ("Łukasz Żółty", {"lukasz", "zolty"}),
        ("Ng", set()),
        ("山田", set()),
    ],
)
def test_a_name_in_latin_letters(name, words, monkeypatch) -> None:
    monkeypatch.syspath_prepend(RULES)
    monkeypatch.delitem(sys.modules, "latin_names", raising=False)
    from latin_names import latin  # no package, a script's other half

    assert latin(name) == words
