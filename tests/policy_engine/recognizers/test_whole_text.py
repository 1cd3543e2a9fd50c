"""What is all of a text is found by a list alone, and is nothing else's name."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

_FOUND = [
    ("Dillahunt", "names"),
    ("Rosalind", "names"),
    ("Okonkwo-Price", "names"),
    ("G. Dillahunt", "names"),
    ("Sarkissian, Gift", "names"),
    ("Van der Meulen", "names"),
    ("KeyError: '|marchetti|'", "names"),
    ('{"|marchetti|": {"status": "active"}}', "names"),
    ("def handle_|Holloway_Finch|(): pass", "names"),
    ("KeyError: '|Las Vegas|'", "geographic"),
    ("Dunmore Heights", "geographic"),
    ("Larkspur Cottage", "geographic"),
    ("KeyError: '|Oskaloosa|'", "geographic"),
    ("SELECT * FROM enc WHERE k='|Oskaloosa|';", "geographic"),
    ("02842", "geographic"),
    ("Hwy 285", "geographic"),
    ("def handle_|Mother_s_Day|(): pass", "dates"),
    ("20230614091100", "dates"),
    ("def handle_|BRV_00317|(): pass", "other_unique"),
    ("SBP 4410 7782 A", "other_unique"),
    ("00418827", "other_unique"),
    ("TX 0031884", "other_unique"),
    ("jhernandez2", "other_unique"),
    ("52-40-13", "other_unique"),
    ("900 12 3456", "ssn"),
    ("482 KDT", "vehicle"),
    ("J.B.", "names"),
    ("v: >-\n  |Calle\n   Ocho|", "geographic"),
    ("v: >-\n  |Sternberg\n   Pavilion|", "geographic"),
    ("Keali\u02bbi", "names"),
    ("ninety-six", "age_over_89"),
    ("xx5521", "other_unique"),
    ("Mayfield Digestive", "geographic"),
    ("Calle Ocho", "geographic"),
    ("KeyError: '|Lynch|'", "names"),
    ("KeyError: '|Grace|'", "names"),
    ("KeyError: '|Malinowski|'", "names"),
    ("KeyError: '|ABARA*CHINWE*E|'", "names"),
    ('{"|Room 6118|": {"status": "active"}}', "geographic"),
    ('{"|Tulsa Health|": {"status": "active"}}', "geographic"),
    ('{"|Abara & Finch LLP|": {"status": "active"}}', "geographic"),
    ("KeyError: '|5172|'", "other_unique"),
    ("x = '|33101|'", "other_unique"),
    ("@@ -1 +1 @@\n-old\n+|33101|", "other_unique"),
    ("KeyError: '(|1958, 11, 3|)'", "dates"),
    ("KeyError: '|late April|'", "dates"),
    ("KeyError: '|Lindqvist-Rao|'", "names"),
    ("KeyError: '|Jocasta Merriweather|'", "names"),
    ("KeyError: '|DE LA ROSA QUINTANA|'", "names"),
    ("KeyError: '|Kapa\u02bbakea|'", "names"),
    ("KeyError: '|Pike Brothers Construction|'", "geographic"),
    ("KeyError: '|Dalby Colliery|'", "geographic"),
    ("KeyError: '|Holy Rosary|'", "geographic"),
    ("KeyError: '|44.97788, -93.26501|'", "geographic"),
    ("KeyError: '|one hundred and four|'", "age_over_89"),
    ("KeyError: '|BEGUM657054SM9IJ|'", "other_unique"),
]
_CLEAN = [
    "Las Vegas", "Oskaloosa", "Gleason", "Crohn", "Price", "Hope", "Jenkins Pipeline", "Kafka Streams", "E. coli", "C. Albicans",
    "KeyError: 'status'", "def find_cookie(line):", '__license__ = "MIT"',
    'author = "Rosalind Dillahunt"', "Reading", "Germany", "Silicon Valley", "Control Unit",
    "Emergency Ward", "1732651234", "x = '10000000'", "x = '16777216'", "x = '00101101'",
    "phone = Desc(example_number='81212345')", "100 USD", "timestamp", "unmarried",
    "KeyError: 'Stand-Alone'", "KeyError: 'Stevens-Johnson'", "KeyError: 'Right-Click'",
    "KeyError: 'Visual Studio'", "KeyError: 'Digital Ocean'", "Holy Rosary",
    "KeyError: 'Green'", "KeyError: 'Lister'", "x = '8080'", "x = '2024'", "x = '38400'",
    "https://bugs.example.org/show?id=51424&v=2", "x = 5172",
    "The colour is 'Teal'.", "RFC 7231", "ISO 9001",
]  # fmt: skip


def _found(engine: Engine, text: str) -> set[tuple[str, str]]:
    return {
        (one.category.rpartition(".")[2], text[one.start : one.end])
        for one in engine.find(text)
        if one.confidence >= Confidence.MEDIUM
    }


@pytest.mark.parametrize(("marked", "category"), _FOUND)
def test_what_a_text_has_nothing_but_is_found(shipped: Engine, marked: str, category: str) -> None:
    value = marked.split("|")[1] if "|" in marked else marked
    assert (category, value) in _found(shipped, marked.replace("|", ""))


@pytest.mark.parametrize("text", _CLEAN)
def test_words_methods_products_and_figures_are_nobodys(shipped: Engine, text: str) -> None:
    assert not _found(shipped, text)


def test_a_literal_of_a_longer_text_is_read_with_what_stands_around_it(shipped: Engine) -> None:
    text = "\n".join(f"value_{number} = compute({number})" for number in range(30))
    assert not _found(shipped, f'{text}\nlabel = "Oskaloosa"\n')


@pytest.mark.parametrize(
    ("row", "category"),
    [("| mar | che | tti |", "names"), ("| XGT88 | 20144 | 76-02 |", "other_unique")],
)
def test_cells_of_one_length_are_pieces_of_a_value(
    shipped: Engine, row: str, category: str
) -> None:
    assert {kind for kind, _ in _found(shipped, row)} == {category}


@pytest.mark.parametrize("row", ["| yes | no | maybe |", "| 12 | 14 | 9 |", "| Red | Blue |"])
def test_other_cells_are_none(shipped: Engine, row: str) -> None:
    assert not _found(shipped, row)
