"""Parts of Ward's half without a server: completion, shape, fixes, words."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.codes import CODES
from promptward_dsl.formatter import format_source
from promptward_dsl.parser import parse
from promptward_lsp.ward.completion import choices, context_at
from promptward_lsp.ward.fixes import fixes
from promptward_lsp.ward.policy import whole, written
from promptward_lsp.ward.shape import folds, links, paragraph_url, symbols, tokens
from promptward_lsp.ward.syntax import syntax
from promptward_lsp.ward.words import KEYWORDS, SIGNATURES, SNIPPETS, every_keyword

DAY = dt.date(2026, 11, 23)
ROOT = Path(__file__).parents[2]
CLINIC = ROOT / "examples" / "st_elsewhere" / "policy.ward"
EVERYTHING = ROOT / "tests" / "dsl" / "policies" / "everything.ward"
POLICIES = sorted([CLINIC, EVERYTHING, *(ROOT / "rules").rglob("*.ward")])


@pytest.fixture(scope="module")
def clinic():
    text = CLINIC.read_text()
    return text, whole(text, CLINIC, DAY)


def labels(text: str, known=None, at: str = "|") -> list[str]:
    offset = text.index(at)
    context = context_at(text.replace(at, ""), offset)
    return [] if context is None else [c.label for c in choices(context, known)]


def test_every_keyword_has_a_line_and_no_line_is_of_another_word() -> None:
    assert set(KEYWORDS) == every_keyword()
    assert set(SIGNATURES) <= every_keyword()
    assert set(SNIPPETS) <= set(SIGNATURES)


@pytest.mark.parametrize("name", sorted(SNIPPETS))
def test_a_snippet_is_ward_as_the_formatter_writes_it(name) -> None:
    import re

    text = re.sub(r"\$\{\d+:([^}]*(?:\}(?=\\\\b))?[^}]*)\}", lambda m: m[1], SNIPPETS[name])
    source = "policy a version 1.0.0\n\n" + text.replace("\\\\", "\\") + "\n"
    if name == "detector":
        source = source.replace("\\b\\d{8\\b}", "\\b\\d{8}\\b")
    formatted, diagnostics = format_source(source)
    assert not diagnostics
    assert formatted == source


HEAD = "policy a version 1.0.0\nimport hipaa.safe_harbor as sh\n"


def test_completion_says_what_fits_where(clinic) -> None:
    _, known = clinic
    assert {"detector", "rule", "test", "import"} <= set(labels("|"))
    assert "policy" not in labels(HEAD + "rule x {\n  |\n}")
    assert labels(HEAD + "rule x {\n  |\n}") == ["advise", "cites", "oblige", "then", "when"]
    assert {"block", "redact", "allow"} <= set(labels(HEAD + "rule x {\n  then |\n}"))
    assert "sh.ssn" in labels(HEAD + "rule x {\n  when contains any |\n}", known)
    assert labels(HEAD + "purpose x {\n  roles |\n}", known) == [
        "clinician",
        "researcher",
        "revenue_cycle",
        "staff",
    ]
    assert "azure_openai" in labels(HEAD + "purpose x {\n  destinations |\n}", known)
    assert "luhn" in labels(HEAD + "detector x finds sh.ssn {\n  require valid |\n}", known)
    assert "person_name" in labels(
        HEAD + "detector x finds sh.names {\n  match recognizer |\n}", known
    )
    assert "sh.us_ssn" in labels(HEAD + "extend detector |", known)
    assert "hipaa.safe_harbor" in labels("policy a version 1.0.0\nimport |")
    assert labels(HEAD + "category x: |") == ["date", "name", "number", "text", "zip"]
    assert labels(HEAD + "rule x {\n  when actor.role is |\n}", known)[:1] == ["clinician"]
    assert {"trains_on_data", "baa"} <= set(labels(HEAD + "destination x {\n  |\n}"))
    assert labels(HEAD + "destination x {\n  encrypted: |\n}")[:2] == ["yes", "no"]
    assert {"year", "zip3"} <= set(labels(HEAD + "purpose x {\n  otherwise generalise to |\n}"))
    assert labels(HEAD + "rule x {\n  cites # a |comment\n}") == []


def test_completion_still_answers_where_an_item_before_is_broken(clinic) -> None:
    _, known = clinic
    found = labels(HEAD + "rule x {\n  whne contains\n  then |\n}", known)
    assert "block" in found


@pytest.mark.parametrize("path", [CLINIC, EVERYTHING], ids=lambda p: p.stem)
def test_completion_at_every_offset_answers(path) -> None:
    text = path.read_text()
    known = whole(text, path, DAY, deep=False)
    for offset in range(0, len(text) + 1, 1 if len(text) < 5000 else 3):
        context = context_at(text, offset)
        if context is not None:
            for choice in choices(context, known):
                assert choice.label


@given(st.data())
def test_any_text_has_a_shape(data) -> None:
    text = EVERYTHING.read_text()
    start, end = sorted(
        (data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text))))
    )
    end = min(end, start + 200)
    junk = data.draw(st.text(alphabet='{}[]"/ab:,\n #', max_size=8))
    broken = text[:start] + junk + text[end:]
    source = written(broken, "a.ward")
    for symbol in symbols(source):
        assert symbol.start <= symbol.name_start <= symbol.name_end <= symbol.end <= len(broken)
    known = whole(broken, EVERYTHING, DAY, deep=False)
    last = 0
    for token in tokens(source, known):
        assert last <= token.start <= token.end
        last = token.end
    folds(source)
    links(source)
    context_at(broken, min(start + len(junk), len(broken)))


@pytest.mark.parametrize("path", POLICIES, ids=lambda p: p.stem)
def test_every_name_of_a_policy_leads_to_its_declaration(path) -> None:
    known = whole(path.read_text(), path, DAY, deep=False)
    declared = {(u.kind, u.canonical) for u in known.uses if u.declares}
    texts = known.sources
    for use in known.uses:
        assert (use.kind, use.canonical) in declared
        assert texts[use.span.file][use.span.start : use.span.end] == use.text


@given(st.data())
def test_syntax_by_declarations_is_that_of_the_parser(data) -> None:
    text = data.draw(st.sampled_from([CLINIC.read_text(), EVERYTHING.read_text()]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from((0, 1, 3, 9)))
        new = data.draw(
            st.sampled_from(
                ("", "x", "{", "}", '"', "/", "[", "then ", "\n", "rule", "#", ",", '"""')
            )
        )
        text = text[:start] + new + text[end:]
    assert list(syntax(text, "a.ward")) == parse(text, "a.ward")[1]


def test_paragraphs_have_addresses() -> None:
    assert paragraph_url('"45 CFR 164.514(b)(2)(i)(G)"') == (
        "https://www.ecfr.gov/current/title-45/section-164.514#p-164.514(b)(2)(i)(G)"
    )
    assert paragraph_url("OMB M-17-12") is None


def mended(text: str, code: str) -> str | None:
    """The text after the first fix for the first diagnostic of that code."""
    known = whole(text, None, DAY)
    source = written(text, known.label)
    for one in known.diagnostics:
        if one.code == code and one.span.file == known.label:
            for fix in fixes(source, one):
                for start, end, new in sorted(fix.edits, reverse=True):
                    text = text[:start] + new + text[end:]
                return text
    return None


MENDED = ("E001", "E002", "E101", "E103", "W115", "W201", "W209", "W213", "W215")


@pytest.mark.parametrize("code", MENDED)
def test_a_fix_mends_what_the_checker_says(code) -> None:
    bad = CODES[code].bad
    after = mended(bad, code)
    assert after is not None, "no fix is offered"
    before = [d.code for d in whole(bad, None, DAY).diagnostics].count(code)
    left = [d.code for d in whole(after, None, DAY).diagnostics]
    assert left.count(code) < before
    assert "E002" not in left
