from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.parser import parse
from promptward_dsl.render import WIDTH, render, render_all, visible
from promptward_dsl.span import SourceSpan

SOURCE = "policy p version 1.0.0\nrule r {\n\tthen blok\n}\n"


def at(source: str, marked: str, **more: object) -> Diagnostic:
    start = source.index(marked)
    span = SourceSpan("p.ward", start, start + len(marked))
    return Diagnostic("E101", span, "undefined name `x`", **more)  # type: ignore[arg-type]


def lines(diagnostic: Diagnostic, source: str) -> list[str]:
    return render(diagnostic, source).split("\n")


def test_a_message_shows_place_line_caret_help_and_note() -> None:
    source = "policy p version 1.0.0\npurpose p {\n  necessary { sh.mrn psuedonymise }\n}\n"
    _, (diagnostic,) = parse(source, "p.ward")
    assert render(diagnostic, source) == (
        "error[E002]: `psuedonymise` is not valid here\n"
        " --> p.ward:3:22\n"
        "  |\n"
        "3 |   necessary { sh.mrn psuedonymise }\n"
        "  |                      ^^^^^^^^^^^^ did you mean `pseudonymise`?\n"
        "  = note: expected a transformation (keep, date_shift, generalise, mask, pseudonymise, "
        "hash, redact)"
    )


def test_a_second_place_is_shown_below() -> None:
    source = "rule r {\n  then block\n\nrole a"
    _, (diagnostic,) = parse(source, "p.ward")
    assert render(diagnostic, source) == (
        "error[E002]: `}` is missing: this block is not closed\n"
        " --> p.ward:2:13\n"
        "  |\n"
        "2 |   then block\n"
        "  |             ^ add `}`\n"
        " --> p.ward:1:8\n"
        "  |\n"
        "1 | rule r {\n"
        "  |        - the block begins here"
    )


def test_the_letter_of_the_code_says_how_bad() -> None:
    span = SourceSpan("p", 0, 1)
    assert render(Diagnostic("W201", span, "m"), "x").startswith("warning[W201]: m")
    assert render(Diagnostic("I202", span, "m"), "x").startswith("note[I202]: m")


def test_a_tab_is_four_blanks_and_the_caret_stands_below_the_word() -> None:
    shown = lines(at(SOURCE, "blok"), SOURCE)
    assert shown[3] == "3 |     then blok"
    assert shown[4] == "  |          ^^^^"


def test_a_wide_character_takes_two_columns_and_a_combining_one_none() -> None:
    source = 'contact c "漢字e\u0301" x'
    shown = lines(at(source, "x"), source)
    assert shown[4] == "  | " + " " * 18 + "^"
    assert lines(at(source, "漢字"), source)[4] == "  | " + " " * 11 + "^^^^"


def test_nothing_in_a_source_reaches_the_terminal_as_a_command() -> None:
    source = 'contact "\x1b[31m\u202e\u200b\ud800\x07\x85\u2028" evil'
    diagnostic = at(source, "evil", help="\x1b]0;x\x07", note="\x9b1m")
    shown = render(diagnostic._replace(message="`\x1b[2J`"), source)
    assert all(character.isprintable() for line in shown.split("\n") for character in line)
    assert "\\x1b[31m\\u202e\\u200b\\ud800\\x07\\x85\\u2028" in shown
    carets = lines(diagnostic, source)
    assert carets[3].index("evil") == carets[4].index("^")


def test_the_name_of_a_file_is_shown_harmlessly() -> None:
    diagnostic = Diagnostic("E101", SourceSpan("a\x1b\nb", 0, 1), "m")
    assert "a\\x1b\\x0ab:1:1" in render(diagnostic, "x")


def test_a_long_line_is_shown_around_the_caret() -> None:
    source = "x" * 5000 + " HERE " + "y" * 5000
    shown = lines(at(source, "HERE"), source)
    assert len(shown[3]) < WIDTH + 20
    assert "…" in shown[3]
    assert shown[3].index("HERE") == shown[4].index("^")
    assert shown[1].endswith(":1:5002")


def test_a_span_over_lines_marks_its_first_and_its_last() -> None:
    source = "rule r {\n  then block\n  then warn\n}\nrole a"
    shown = lines(at(source, "rule r {\n  then block\n  then warn\n}", help="all of it"), source)
    assert shown[3:] == [
        "1 | rule r {",
        "  | ^^^^^^^^",
        "  :",
        "4 | }",
        "  | ^ all of it",
    ]


def test_a_span_that_ends_with_its_line_marks_that_line() -> None:
    source = "role a\nrole b\n"
    shown = lines(at(source, "role a\n"), source)
    assert shown[3:] == ["1 | role a", "  | ^^^^^^"]


def test_an_empty_span_at_the_end_has_a_caret() -> None:
    source = "role"
    shown = lines(Diagnostic("E002", SourceSpan("p", 4, 4), "m"), source)
    assert shown[3:] == ["1 | role", "  |     ^"]


def test_a_line_end_of_two_characters_is_not_shown() -> None:
    source = "role a\r\nrole b\r\n"
    assert "\\x0d" not in render(at(source, "role b"), source)


def test_line_numbers_align_on_the_longest() -> None:
    source = "\n" * 11 + "role a"
    shown = lines(at(source, "role", related=(Related(SourceSpan("p.ward", 0, 0), "r"),)), source)
    assert shown[1] == "  --> p.ward:12:1"
    assert shown[3] == "12 | role a"
    assert shown[7] == " 1 |"


def test_colour_is_only_paint() -> None:
    import re

    diagnostic = at(SOURCE, "blok", help="h", note="n")
    painted = render(diagnostic, SOURCE, colour=True)
    assert "\x1b[31;1m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == render(diagnostic, SOURCE)


def test_diagnostics_of_several_files_are_shown_in_the_given_order() -> None:
    first = Diagnostic("E101", SourceSpan("a", 0, 1), "one")
    second = Diagnostic("E101", SourceSpan("b", 0, 1), "two", related=(Related(first.span, "r"),))
    gone = Diagnostic(
        "E112",
        SourceSpan("c", 0, 1),
        "three",
        help="h",
        related=(Related(SourceSpan("d", 0, 0), "elsewhere"),),
    )
    shown = render_all([second, first, gone], {"a": "x", "b": "y"})
    assert shown.index("two") < shown.index("--> a:1:1") < shown.index("one")
    assert shown.endswith("error[E112]: three\n --> c\n  = help: h\n  = elsewhere: d")


@given(st.text(st.characters(codec=None), max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_any_span_of_any_source_is_shown_on_printable_lines(
    source: str, start: int, end: int
) -> None:
    shown = render(Diagnostic("E101", SourceSpan("p", start, end), "m", "h", "n"), source)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert ("^" in shown) == bool(source), "where there is nothing, nothing is underlined"


@given(st.text(st.characters(codec=None)))
def test_visible_text_is_printable(text: str) -> None:
    assert visible(text).isprintable()
