"""Canonical views: what each character reads as, and that every range maps back exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.folding import UNREAD, fold_ascii, reading
from promptward.text import (
    SourceText,
    from_utf8_offsets,
    from_utf16_offsets,
    utf8_offsets,
    utf16_offsets,
)

ANY_TEXT = st.text(st.characters(codec=None))
ODD = "aZ09 -é\u0301ﬁß\u200b\u00ad\u202eаΑ１²٣“–…№日\ud800\U0001f600\U000e0041\n\r\x00\x85ÿ"
ODD_TEXT = st.text(st.sampled_from(ODD), max_size=40)


def full(text: str) -> str:
    return SourceText(text).views[0].text


def test_ascii_text_has_one_view_which_is_the_text_itself() -> None:
    text = "SSN: 536-22-4399\r\n\x00\t"
    (view,) = SourceText(text).views
    assert view.text == text
    assert view.data == text.encode()
    assert view.offsets is None
    assert view.original(5, 16) == (5, 16)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("José Nuñez", "Jose Nunez"),
        ("Jose\u0301", "Jose"),
        ("Straße ﬁt", "Strasse fit"),
        ("Łódź Ørsted Ægir", "Lodz Orsted AEgir"),
        ("Əliyev Məmmədov", "Eliyev Memmedov"),
        ("Ɓello Ɗanjuma Ƙwaru ɓɗƙƴ", "Bello Danjuma Kwaru bdky"),
        ("Ɔkyere Ɛsi Aɖoklo Ɣebi Ɲana", "Okyere Esi Adoklo Gebi Nana"),
        ("536–22—4399", "536-22-4399"),
        ("“x” ‘y’ O’Brien", "\"x\" 'y' O'Brien"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("a\u2028b\x85c", "a\nb\nc"),
        ("１２３", "123"),
        ("٣٤٥ ०१", "345 01"),
        ("¹²³ ①", "123 1"),
        ("ＪＯＨＮ", "JOHN"),
        ("𝐉𝐨𝐡𝐧", "John"),
        ("Jоhn", "John"),
        ("ΡΑΤΙΕΝΤ", "PATIENT"),
        ("12\u200b3\u00ad4\u202e5\ufeff6", "123456"),
        ("jo\U000e0041hn", "john"),
        ("user＠example。org", "user@example.org"),
        ("日本 語", f"{UNREAD}{UNREAD} {UNREAD}"),
        ("a\ud800b", f"a{UNREAD}b"),
        ("™ ½ 😀", f"{UNREAD} {UNREAD} {UNREAD}"),
        ("≠", "="),
        ("ÿ", "y"),
    ],
)
def test_a_character_reads_as_what_it_looks_like(text: str, reads: str) -> None:
    assert full(text) == reads


def test_a_superscript_is_also_left_unread_since_it_may_be_a_footnote() -> None:
    views = [view.text for view in SourceText("536-22-4399²").views]
    assert views == ["536-22-43992", f"536-22-4399{UNREAD}"]


def test_an_invisible_character_is_removed_in_one_view_and_a_blank_in_another() -> None:
    views = [view.text for view in SourceText("536\u200b22").views]
    assert views == ["53622", "536 22"]


def test_a_span_over_removed_characters_covers_them() -> None:
    removed, blank, *_ = SourceText("x 5\u200b36\u200b y").views
    assert removed.text == "x 536 y"
    assert removed.original(2, 5) == (2, 6)
    assert blank.original(2, 6) == (2, 6)


def test_a_span_that_ends_with_a_letter_covers_its_marks() -> None:
    (view,) = SourceText("Jose\u0301\u0323 x").views
    assert view.original(0, 4) == (0, 6)


def test_both_letters_of_a_ligature_map_to_it() -> None:
    view = SourceText("of\ufb01ce").views[0]
    assert view.text == "offi" + "ce"
    assert view.original(3, 4) == (2, 3)
    assert view.original(0, 6) == (0, 5)


def test_many_kinds_of_foreign_characters_read_as_few_do() -> None:
    few = "".join(map(chr, range(0x100, 0x110)))
    many = "".join(map(chr, range(0x100, 0x17F)))
    assert full(many)[:16] == full(few)


@given(ANY_TEXT | ODD_TEXT)
def test_every_view_is_latin_1_and_maps_into_the_text_in_order(text: str) -> None:
    for view in SourceText(text).views:
        assert view.data.decode("latin-1") == view.text
        assert set(view.data) <= set(range(128)) | {255}
        last = 0
        for at in range(len(view.text)):
            start, end = view.original(at, at + 1)
            assert last <= start < end <= len(text)
            last = start
        assert view.original(0, 0).start <= view.original(0, len(view.text)).end <= len(text)


@given(ANY_TEXT | ODD_TEXT)
def test_ascii_characters_stand_in_every_view_where_they_stood(text: str) -> None:
    for view in SourceText(text).views:
        for at, character in enumerate(view.text):
            start = view.original(at, at + 1).start
            if text[start].isascii():
                assert text[start] == character
        kept = [c for c in text if c.isascii()]
        assert len([c for c in view.text if c.isascii()]) >= len(kept)


@given(ODD_TEXT)
def test_the_full_view_is_what_the_folding_of_words_gives(text: str) -> None:
    assert full(text) == fold_ascii(text)


@given(st.characters(codec=None, min_codepoint=128))
def test_the_cautious_reading_of_a_character_is_its_full_one_or_unread(character: str) -> None:
    found = reading(character)
    assert found.cautious in (found.full, UNREAD)


@given(ODD_TEXT)
def test_utf_16_offsets_count_as_an_encoder_does(text: str) -> None:
    places = list(range(len(text) + 1))
    counted = [len(text[:at].encode("utf-16-le", "surrogatepass")) // 2 for at in places]
    assert utf16_offsets(text, places) == counted
    assert from_utf16_offsets(text, counted) == places


@given(ODD_TEXT)
def test_utf_8_offsets_count_as_an_encoder_does(text: str) -> None:
    places = list(range(len(text) + 1))
    counted = [len(text[:at].encode("utf-8", "surrogatepass")) for at in places]
    assert utf8_offsets(text, places) == counted
    assert from_utf8_offsets(text, counted) == places


def test_an_offset_inside_a_character_means_before_it() -> None:
    assert from_utf16_offsets("a\U0001f600b", [1, 2, 3]) == [1, 1, 2]
    assert from_utf8_offsets("aéb", [1, 2, 3, 4]) == [1, 1, 2, 3]
