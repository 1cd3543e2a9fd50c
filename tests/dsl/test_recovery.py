import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from promptward_dsl import ast
from promptward_dsl.chunks import chunks
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.grammar import load
from promptward_dsl.lexer import lex
from promptward_dsl.parser import parse
from promptward_dsl.span import line_and_column

ROOT = Path(__file__).parent.parent.parent


def one(source: str) -> Diagnostic:
    _, diagnostics = parse(source)
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def places(source: str) -> list[tuple[str, int]]:
    return [(d.code, line_and_column(source, d.span.start)[0]) for d in parse(source)[1]]


# ------------------------------------------------------------------ messages


@pytest.mark.parametrize(
    ("source", "marked", "message", "fix"),
    [
        (
            "purpose p { necessary { mrn psuedonymise } }",
            "psuedonymise",
            "`psuedonymise` is not valid here",
            "did you mean `pseudonymise`?",
        ),
        (
            "catgory ssn: number",
            "catgory",
            "`catgory` is not valid here",
            "did you mean `category`?",
        ),
        (
            "policy p version v1.0",
            "v1.0",
            "`v1.0` is not a version",
            "did you mean `1.0.0`?",
        ),
        (
            "policy p version v1.0.0.1",
            "v1.0.0.1",
            "`v1.0.0.1` is not a version",
            "versions are written 1.2.0",
        ),
        (
            'policy "p" version 1.0.0',
            '"p"',
            '`"p"` is not valid here',
            "did you mean `p`?",
        ),
        (
            "role nurse_manager extends nurse",
            "extends",
            "`extends` is not valid here",
            "did you mean `inherits`?",
        ),
        (
            "rule r { then blok }",
            "blok",
            "`blok` is not valid here",
            "did you mean `block`?",
        ),
        (
            'test "t" { expect blok by r }',
            "blok",
            "`blok` is not valid here",
            "did you mean `block`?",
        ),
        (
            'destination d { vendor "M" }',
            '"M"',
            '`:` is missing before `"M"`',
            "add `:`",
        ),
        (
            "lexicon l = [a b]",
            "b",
            "`,` is missing before `b`",
            "add `,`",
        ),
        (
            "rule r { then redact phi }",
            "phi",
            "`on` is missing before `phi`",
            "add `on`",
        ),
        (
            "purpose p { necessary { d generalise year } }",
            "year",
            "`to` is missing before `year`",
            "add `to`",
        ),
        (
            "rule r { when contains any phi and d.baa not active }",
            "active",
            "`active` is not valid here",
            "did you mean `is not active`?",
        ),
        ("role a a", "a", "`a` is not valid here", None),
        ("role a }", "}", "`}` is not valid here", None),
        (
            'uncovered A safe_harbor because "b"',
            "A",
            "`A` is not valid here",
            "put `safe_harbor` before it",
        ),
        (
            "detector x finds y {\n  match /a/ confidence low\n  valid luhn\n}",
            "valid",
            "`require` is missing before `valid`",
            "add `require`",
        ),
        (
            "detector x finds y\n  match /a/ confidence low\n}",
            "",
            "`{` is missing before `match`",
            "add `{`",
        ),
        (
            "rule r {\n  then block\n\nrole a",
            "",
            "`}` is missing: this block is not closed",
            "add `}`",
        ),
        (
            'rule "title" { then block }',
            '"title"',
            'a name is missing before `"title"`',
            "add a name",
        ),
        (
            "role a\npolicy p version 1.0.0",
            "policy p version 1.0.0",
            "`policy` opens a file: once, before everything else",
            "move it to the first line, or leave it out",
        ),
    ],
)
def test_a_syntax_error_is_said_where_it_is(
    source: str, marked: str, message: str, fix: str | None
) -> None:
    diagnostic = one(source)
    assert diagnostic.code == "E002"
    assert diagnostic.message == message
    assert diagnostic.help == fix
    assert source[diagnostic.span.start : diagnostic.span.end] == marked


@pytest.mark.parametrize(
    ("source", "marked", "message", "fix"),
    [
        ('contact c "abc', '"abc', "this string is not closed", 'add `"`'),
        ('rule r "title {\n  then block\n}', '"title', "this string is not closed", 'add `"`'),
        ("role a;", ";", "stray `;`", "leave it out: an item ends where the next one begins"),
        ("destination d { retention_days: -1 }", "-", "stray `-`", "no number is negative"),
        ("role a\u00a0", "\u00a0", "unusual blank (U+00A0)", "type an ordinary space"),
        (
            "role a \x00",
            "\x00",
            "control character U+0000",
            "delete it: nobody sees it, and terminals obey it",
        ),
        ("contact c “abc”", "“abc”", "curly quotes do not quote", 'strings are written with `"`'),
        ("contact c 'abc'", "'abc'", "single quotes do not quote", 'strings are written with `"`'),
        (r'contact c "\d"', r"\d", r"`\d` is not an escape", r"write `\\d` for a backslash"),
        ("role us-east", "us-east", "`us-east` is not a name", "did you mean `us_east`?"),
        ("rule r { when a.b == c }", "==", "`==` is not a word of Ward", "write `is`"),
        ("rule r { when a.b != c }", "!=", "`!=` is not a word of Ward", "write `is not`"),
        ("rule r { when a.b && c.d }", "&&", "`&&` is not a word of Ward", "write `and`"),
        ("// role a", "//", "`//` does not start a comment", "comments start with `#`"),
        (
            "detector d finds c { match /x/g confidence low }",
            "g",
            "`g` is not a flag",
            "the flags are i, m, s and x",
        ),
        (
            "detector d finds c {\n match /x( confidence low\n}",
            "/x(",
            "this regular expression is not closed",
            "add `/`; a slash inside is written `\\/`",
        ),
        (
            'disable rule r because "x" until 2027-6-30',
            "2027-6-30",
            "`2027-6-30` is not a number, a date or a version",
            "dates are written 2027-06-30",
        ),
        (
            "policy p version 1.2.0.3",
            "1.2.0.3",
            "`1.2.0.3` is not a number, a date or a version",
            "versions are written 1.2.0",
        ),
        (
            "destination d { retention_days: 99999999999999999999 }",
            "99999999999999999999",
            "this number is too large",
            None,
        ),
    ],
)
def test_what_cannot_be_read_is_said_once_and_stood_in_for(
    source: str, marked: str, message: str, fix: str | None
) -> None:
    diagnostic = one(source)
    assert diagnostic.code == "E001"
    assert diagnostic.message == message
    assert diagnostic.help == fix
    assert source[diagnostic.span.start : diagnostic.span.end] == marked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ssn", "a declaration (category, detector, destination, purpose, rule, test, …)"),
        (
            "purpose p { otherwise foo }",
            "a transformation (keep, date_shift, generalise, mask, pseudonymise, hash, redact)",
        ),
        ("detector d finds c { require foo }", "evidence (valid, near, before, after, entropy"),
        ("rule r { when foo }", "a condition (`contains …`, `not …`, or an attribute such as"),
        ("rule r { foo bar }", "an item of a rule (when, then, oblige, advise, cites)"),
        ('test "t" { foo bar }', "an item of a test (given, prompt, expect)"),
        ("destination d { a: } role b", "a value"),
        ("detector d finds c { match foo bar }", "a pattern (/regular expression/"),
    ],
)
def test_what_was_expected_is_said_in_words(source: str, expected: str) -> None:
    notes = " ".join(d.note or "" for d in parse(source)[1])
    assert expected in notes
    assert "$" not in notes
    assert "__" not in notes


def test_no_message_shows_a_terminal_of_the_grammar() -> None:
    tables = load()
    from promptward_dsl.expected import in_words

    for row in tables.rows:
        words = in_words(tables, [s for s in row if s < len(tables.terminal)])
        assert "ANON" not in words
        assert words == words.replace("LSQB", "").replace("RBRACE", "").replace("$END", "")


def test_a_block_that_is_not_closed_names_its_beginning() -> None:
    source = "rule r {\n  then block\n\nrole a"
    diagnostic = one(source)
    (related,) = diagnostic.related
    assert source[related.span.start : related.span.end] == "{"


# ------------------------------------------------------------------ what survives


def test_one_file_gives_all_of_its_errors() -> None:
    source = """policy a.b version 1.0.0
catgory ssn : number safe_harbor G
category mrn : number safe_harbor Z
detector us_ssn finds ssn {
  match /\\d{3}/ confidence hgih
  match "abc
  require vald us_ssn
  raise to high when near "ssn" within 40 chars
  example "x" high;
}
destination azure {
  vendor "Microsoft"
  regions: [us_east us_west]
}
rule r1 "x" {
  when contains any phi and destination.baa not active
  then redact phi
  oblige audit
rule r2 {
  when contains phi
  then blok
}
purpose p { necessary { mrn pseudonymize  dates generalise year } otherwise redact }
test "t" { expect block by }
"""
    assert places(source) == [
        ("E002", 2),
        ("E002", 3),
        ("E002", 5),
        ("E001", 6),
        ("E002", 7),
        ("E002", 8),
        ("E001", 9),
        ("E002", 12),
        ("E002", 13),
        ("E002", 16),
        ("E002", 17),
        ("E002", 18),
        ("E002", 21),
        ("E002", 23),
        ("E002", 24),
    ]
    module, _ = parse(source)
    assert [type(item).__name__ for item in module.items] == [
        "Category",
        "Category",
        "Detector",
        "Destination",
        "Rule",
        "Rule",
        "Purpose",
        "Test",
    ]


def test_a_broken_item_leaves_its_neighbours() -> None:
    module, diagnostics = parse(
        'detector d finds c {\n  match /a/ confidence low\n  raise high high high\n  cites "x"\n}'
    )
    assert len(diagnostics) == 1
    (detector,) = module.items
    assert isinstance(detector, ast.Detector)
    assert [type(item).__name__ for item in detector.items] == ["Match", "Cites"]


def test_a_list_left_open_does_not_swallow_the_items_below() -> None:
    source = (
        "detector d finds c {\n  match /a/ confidence low\n"
        '  raise to high when near ["a", "b, "c"] within 4 chars\n'
        '  example "x"\n  example "y"\n}\nrole after'
    )
    module, diagnostics = parse(source)
    assert [d.code for d in diagnostics] == ["E001"]
    detector, role = module.items
    assert isinstance(detector, ast.Detector)
    assert sum(isinstance(item, ast.Example) for item in detector.items) == 2
    assert isinstance(role, ast.Role)


def test_a_declaration_whose_name_is_missing_is_left_out_but_read() -> None:
    module, diagnostics = parse("rule {\n  then blok\n}\nrole a")
    assert len(diagnostics) == 2
    assert [type(item).__name__ for item in module.items] == ["Role"]


def test_a_prompt_left_open_does_not_swallow_the_tests_below() -> None:
    source = (
        'test "a" {\n  prompt """one\n}\n\ntest "b" {\n  prompt """two\nlines"""\n}\n\n'
        "rule r {\n  then block\n}\n"
    )
    module, diagnostics = parse(source)
    assert [(d.code, d.message) for d in diagnostics] == [("E001", '`"""` is never closed')]
    assert [type(item).__name__ for item in module.items] == ["Test", "Test", "Rule"]


def test_a_prompt_may_hold_what_looks_like_a_policy() -> None:
    source = 'test "a" {\n  prompt """\nrule r {\ntest "b" {\ncatgory x\n"""\n}\n;'
    module, diagnostics = parse(source)
    assert [d.code for d in diagnostics] == ["E001"]
    assert [type(item).__name__ for item in module.items] == ["Test"]


def test_a_file_that_is_not_laid_out_parses_whole() -> None:
    module, diagnostics = parse("   role a role b\n rule r { then\nblock } category\nc: text")
    assert diagnostics == []
    assert len(module.items) == 4


def test_a_file_of_errors_ends_with_what_is_whole() -> None:
    broken = "rule r { when when }\n" * 3000
    module, diagnostics = parse(broken + "role kept")
    assert len(diagnostics) == 100
    assert isinstance(module.items[-1], ast.Role)


# ------------------------------------------------------------------ chunks


def cut(source: str) -> list[str]:
    tokens = lex(source, "x").tokens
    return [
        source[tokens[start].start : tokens[end - 1].end] if end > start else ""
        for start, end in chunks(tokens, source, load().keywords)
    ]


def test_a_file_is_cut_at_keywords_in_the_first_column() -> None:
    source = 'policy p version 1.0.0\nrole a\n  role b\ntest "t" {\n}\n'
    assert cut(source) == ["policy p version 1.0.0", "role a\n  role b", 'test "t" {\n}']


def test_a_misspelt_declaration_is_cut_off_too_but_not_another_keyword() -> None:
    assert cut("role a\ncatgory b: text\nroles c") == ["role a", "catgory b: text\nroles c"]


def test_a_text_over_lines_is_not_cut() -> None:
    assert len(cut('test "t" { prompt """\nrole a\n""" }')) == 1


# ------------------------------------------------------------------ the bench


@pytest.fixture(scope="module")
def faults() -> ModuleType:
    spec = importlib.util.spec_from_file_location("faults", ROOT / "bench" / "parser_faults.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["faults"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1, 2])
def test_seeded_errors_are_found_and_few_are_invented(faults: ModuleType, seed: int) -> None:
    outcome = faults.run(ROOT, 30, seed)
    assert outcome.seeded > 60
    assert outcome.share() >= 0.97
    assert outcome.spurious_share() <= 0.1
    assert outcome.kept >= 0.995 * outcome.intact


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('x ["a", "@b, "@c", "@d"]\n', ["a string before this is not closed"]),
        ('a ; "open\n', ["stray `;`", "this string is not closed"]),
        ('"bad \\q", "open\n', ["`\\q` is not an escape", "this string is not closed"]),
    ],
    ids=["read inside out", "before any string", "inside a string"],
)
def test_only_what_was_read_inside_out_is_one_message(source: str, messages: list[str]) -> None:
    assert [one.message for one in lex(source, "p").diagnostics] == messages
