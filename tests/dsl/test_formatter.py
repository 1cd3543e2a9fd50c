from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl import formatter
from promptward_dsl.formatter import FormatterError, format_source
from promptward_dsl.lexer import lex
from promptward_dsl.parser import parse

ROOT = Path(__file__).parent.parent.parent
EVERYTHING = (Path(__file__).parent / "policies" / "everything.ward").read_text(encoding="utf-8")
SHIPPED = sorted([*ROOT.glob("rules/**/*.ward"), *ROOT.glob("examples/**/*.ward")])


def formatted(source: str) -> str:
    text, _ = format_source(source)
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("source", "shaped"),
    [
        ("", ""),
        ("\n\n  \n", ""),
        ("# only", "# only\n"),
        ("  role   a\tinherits b ,c", "role a inherits b, c\n"),
        ("role a role b", "role a\nrole b\n"),
        ("role a\n\n\n\nrole b\n\n", "role a\n\nrole b\n"),
        ("role a\r\n\r\nrole b\r\n", "role a\r\n\r\nrole b\r\n"),
        ("role  a\r\n# x\nrole b\n", "role a\r\n# x\r\nrole b\r\n"),
        ("role  a\n# x\r\nrole b\r\n", "role a\n# x\nrole b\n"),
        ("role a # x\rrole b\r\rrole c", "role a  # x\nrole b\n\nrole c\n"),
        ("category a : text", "category a: text\n"),
        ("lexicon l=[ 'a' ]".replace("'", '"'), 'lexicon l = ["a"]\n'),
        ("import a ^ 1.2.0 as b", "import a ^1.2.0 as b\n"),
        ("rule r{then block}", "rule r { then block }\n"),
        ("rule r {  }", "rule r {}\n"),
        ("rule r {\n}", "rule r {\n}\n"),
        ("rule r {\nthen block}", "rule r {\n  then block\n}\n"),
        ("rule r { then block\n}", "rule r {\n  then block\n}\n"),
        (
            "rule r\n{\n\n then block\n\n\n then warn\n\n}",
            ("rule r {\n  then block\n\n  then warn\n}\n"),
        ),
        (
            "rule r {\nwhen ( a.b or  c.d )and not e.f\n}",
            ("rule r {\n  when (a.b or c.d) and not e.f\n}\n"),
        ),
        ("rule r {\n  when a.b\n  and c.d\n}", "rule r {\n  when a.b\n    and c.d\n}\n"),
        (
            "destination d {\n a : [ x ,y ]\n b:until 2027-01-01\n}",
            ("destination d {\n  a: [x, y]\n  b: until 2027-01-01\n}\n"),
        ),
        (
            "purpose p {\nnecessary {\na keep\nb redact }\n}",
            ("purpose p {\n  necessary {\n    a keep\n    b redact\n  }\n}\n"),
        ),
        ("group g = a,\nb,\n    c", "group g = a,\n  b,\n  c\n"),
        ('lexicon l = [\n"a",\n\n\n "b",\n ]', 'lexicon l = [\n  "a",\n\n  "b",\n]\n'),
        (
            'test "t" {\ngiven a: b,\nc: d\nprompt """x\n   y"""\n}',
            ('test "t" {\n  given a: b,\n    c: d\n  prompt """x\n   y"""\n}\n'),
        ),
    ],
)
def test_gaps_are_made_new(source: str, shaped: str) -> None:
    assert formatted(source) == shaped


@pytest.mark.parametrize(
    ("source", "shaped"),
    [
        ("role a# x", "role a  # x\n"),
        ("   # x\nrole a", "# x\nrole a\n"),
        ("# x\n\n\n# y\nrole a", "# x\n\n# y\nrole a\n"),
        (
            "rule r { # x\nthen block # y\n# z\n}\n# end",
            ("rule r {  # x\n  then block  # y\n  # z\n}\n# end\n"),
        ),
        ("rule r {\n\n# x\n\nthen block\n}", "rule r {\n  # x\n\n  then block\n}\n"),
        (
            'lexicon l = [ # x\n  # y\n "a", # z\n]',
            ('lexicon l = [  # x\n  # y\n  "a",  # z\n]\n'),
        ),
        ("role a inherits # x\nb", "role a inherits  # x\n  b\n"),
        ("role a\n# x\ninherits b", "role a\n  # x\n  inherits b\n"),
        ("rule r # x\n{ then block }", "rule r  # x\n  { then block }\n"),
    ],
)
def test_comments_stay_where_they_are(source: str, shaped: str) -> None:
    assert formatted(source) == shaped


def test_a_block_on_one_line_opens_when_the_line_is_full() -> None:
    because = "x" * 60
    source = f'override detector a because "{because}" {{ match /x/ confidence low cites "y" }}'
    assert formatted(source) == (
        f'override detector a because "{because}" {{\n'
        '  match /x/ confidence low\n  cites "y"\n}\n'
    )


def test_only_the_outer_block_opens_where_that_is_enough() -> None:
    needs = "necessary { a keep b keep c keep d keep }"
    source = f'purpose p "{"t" * 40}" {{ roles r {needs} otherwise redact }}'
    assert formatted(source) == (
        f'purpose p "{"t" * 40}" {{\n  roles r\n  {needs}\n  otherwise redact\n}}\n'
    )


def test_a_file_with_errors_is_left_alone() -> None:
    text, diagnostics = format_source("rule r { then blok }", "p.ward")
    assert text is None
    assert [d.code for d in diagnostics] == ["E002"]


def test_an_item_said_twice_is_no_reason_not_to_format() -> None:
    text, diagnostics = format_source('test "t" { prompt "a"  prompt "b" }')
    assert text == 'test "t" { prompt "a" prompt "b" }\n'
    assert [d.code for d in diagnostics] == ["E102"]


def test_a_result_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatter, "_formatted", lambda *_: "role b\n")
    with pytest.raises(FormatterError):
        format_source("role a")


def test_the_policy_that_uses_every_form_is_in_shape() -> None:
    assert formatted(EVERYTHING) == EVERYTHING


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_policies_are_in_shape(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert formatted(source) == source


# ------------------------------------------------------------------ properties

GAPS = st.sampled_from(
    [" ", "  ", "\n", "\n\n", "\n\n\n\n", "\t", " # c\n", "\n# c\n", "\r\n", ""]
)


@st.composite
def respaced(draw: st.DrawFn) -> str:
    """A shipped policy's text with other gaps between its tokens, some with comments."""
    tokens = lex(EVERYTHING, "x").tokens[:-1]
    start = draw(st.integers(0, len(tokens) - 1))
    end = draw(st.integers(start, min(len(tokens), start + 60)))
    out, last = "", 0
    for index, token in enumerate(tokens):
        gap = EVERYTHING[last : token.start]
        if start <= index < end:
            changed = draw(GAPS)
            gap = gap if not changed and gap else changed
        out += gap + token.text
        last = token.end
    return out + EVERYTHING[last:]


@given(respaced())
def test_formatting_again_changes_nothing_and_the_meaning_stays(source: str) -> None:
    before, diagnostics = parse(source)
    assert diagnostics == []
    text = formatted(source)
    assert formatted(text) == text
    after, _ = parse(text)
    assert (after.header, after.items, after.comments) == (
        before.header,
        before.items,
        before.comments,
    )
    # Lines end as the first one does, within long strings as well.
    said, meant = (
        [t.text.replace("\r\n", "\n") for t in lex(one, "x").tokens] for one in (text, source)
    )
    assert said == meant


@given(respaced())
def test_the_layout_of_the_author_survives_or_is_made_new_in_one_shape(source: str) -> None:
    lines = formatted(source).split("\n")
    assert lines[-1] == ""
    assert lines[-2] != ""
    inside = False
    for line, following in pairwise(lines):
        inside ^= line.count('"""') % 2 == 1
        if not inside and '"""' not in line:
            assert line == line.rstrip()
            assert "\t" not in line.split('"')[0]
            assert line or following


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_formatted_or_refused(source: str) -> None:
    text, diagnostics = format_source(source)
    assert (text is None) == any(d.code in {"E001", "E002"} for d in diagnostics)


def test_the_policy_of_the_readme_is_laid_out_as_everybody_lays_it_out() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (policy,) = (block for block in page.split("```\n") if block.startswith("policy "))
    assert formatted(policy) == policy
