"""Every code: explained, with a bad policy that gives it and a good one, and golden messages."""

import re
from pathlib import Path

import pytest

import promptward
import promptward_dsl
from promptward_dsl.codes import CODES
from promptward_dsl.diagnostics import severity
from promptward_dsl.formatter import format_source

from .golden_cases import GOLDEN, Said, cases, code_of, say, write_examples

_LITERAL = re.compile(r"""["']([EWI]\d{3})["']""")


def _sources():
    for package in (promptward_dsl, promptward):
        folder = Path(package.__file__).parent
        for file in sorted(folder.rglob("*.py")):
            if "codes" not in file.relative_to(folder).parts:
                yield file


@pytest.fixture
def said(tmp_path, monkeypatch):
    """`said(source, files, engine=…)`: what is said of a policy in an empty working folder."""
    folder = tmp_path / "policies"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(source, files, *, engine) -> Said:
        return say(source, files, folder, engine=engine)

    return run


def test_the_codes_that_the_program_says_are_those_that_are_explained():
    in_code = {code for file in _sources() for code in _LITERAL.findall(file.read_text())}
    assert in_code == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_entry_has_all_its_parts(code):
    entry = CODES[code]
    assert severity(code) in {"error", "warning", "note"}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug)
    first = entry.title.split()[0]
    assert not first.istitle() or first == "YAML", "titles are read after `E101: `"
    assert not entry.title.endswith(".")
    text = entry.explanation.strip()
    assert len(text) > 80
    assert text.endswith(".")
    assert (entry.bad, dict(entry.files)) != (entry.good, entry.good_files)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_policy_gives_its_code_and_no_other(code, said):
    entry = CODES[code]
    assert said(entry.bad, entry.files, engine=entry.engine).codes == {code}


@pytest.mark.parametrize("code", CODES)
def test_the_good_policy_gives_nothing(code, said):
    entry = CODES[code]
    assert said(entry.good, entry.good_files, engine=entry.engine).shown == ""


@pytest.mark.parametrize("code", CODES)
def test_the_good_policy_is_written_as_the_formatter_writes(code):
    formatted, _ = format_source(CODES[code].good, "good.ward")
    assert formatted == CODES[code].good


def test_what_only_the_engine_can_say_is_marked_as_such():
    assert {code for code, entry in CODES.items() if entry.engine} == {
        "E106",
        "E120",
        "W208",
        "W217",
    }


# ---------------------------------------------------------------------- golden files


def test_the_bad_policy_of_each_code_is_a_golden_case(update):
    if update:
        write_examples()
    for code, entry in CODES.items():
        case = GOLDEN / f"{code}-{entry.slug}"
        assert case.with_suffix(".ward").read_text(encoding="utf-8") == entry.bad
        beside = {
            file.relative_to(case).as_posix(): file.read_text(encoding="utf-8")
            for file in case.rglob("*")
            if file.is_file()
        }
        assert beside == dict(entry.files)


def test_no_golden_file_lies_about_without_its_case():
    known = set(cases())
    assert {path.stem for path in GOLDEN.iterdir()} == known
    assert {path.stem for path in GOLDEN.glob("*.out")} == known
    assert {code_of(case) for case in known} == set(CODES)


@pytest.mark.parametrize("case", cases())
def test_a_faulty_policy_gets_the_messages_of_its_golden_file(case, said, update):
    code = code_of(case)
    source = (GOLDEN / f"{case}.ward").read_bytes().decode()
    result = said(source, GOLDEN / case, engine=CODES[code].engine)
    golden = GOLDEN / f"{case}.out"
    if update:
        golden.write_text(result.shown, encoding="utf-8")
    assert code in result.codes
    assert result.shown == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases())
def test_messages_have_the_form_that_all_messages_have(case, said):
    """Lower case and no full stop: they are read after `error[E101]:`."""
    source = (GOLDEN / f"{case}.ward").read_bytes().decode()
    for one in said(source, GOLDEN / case, engine=CODES[code_of(case)].engine).diagnostics:
        for text in (one.message, one.help, one.note, *(r.message for r in one.related)):
            assert text is None or (text == text.strip() and text[-1] not in ".\n"), text
        assert not one.message[0].isupper(), one.message
        assert one.span.start <= one.span.end
