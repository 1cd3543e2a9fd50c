"""Words that head a column, and may be called like somebody."""

import pytest

from promptward.recognizers.heading_row import heads_a_column


def _heads(text: str, word: str) -> bool:
    start = text.index(word)
    return heads_a_column(text, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Zimmer;Name;Aufnahme;Befund\n3;Kerr;02.11.2026;Husten\n", "Zimmer"),
        ("Rose,last name,first name,dob\n", "Rose"),
        ("mrn|Kin|dob|city", "Kin"),
    ],
)
def test_a_word_in_a_row_of_names_of_fields_heads_a_column(text: str, word: str) -> None:
    assert _heads(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3;Zimmer;Uwe;02.11.2026\n", "Zimmer"),
        ("Attendees: Uche Rose (patient), Basil Finch, Dr. Ramanujan\n", "Rose"),
        ("Rose, Mark, Grace at bedside\n", "Rose"),
        ("Rose alone", "Rose"),
    ],
)
def test_a_word_among_people_or_values_heads_none(text: str, word: str) -> None:
    assert not _heads(text, word)
