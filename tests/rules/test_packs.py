"""The shipped packs: they compile clean, keep their own examples and tests, and cite the rule."""

import datetime as dt
from pathlib import Path

import pytest

import promptward
import promptward_rules
from promptward_dsl import ast
from promptward_dsl.formatter import format_source
from promptward_dsl.parser import parse

TODAY = dt.date(2026, 11, 24)
PACKS = promptward_rules.packs()
EXAMPLE = Path(__file__).parents[2] / "examples"
LETTERS = "ABCDEFGHIJKLMNOPQR"
LINES = 500


def declared(pack: str, kind: type) -> list:
    found = []
    for source in promptward_rules.sources(pack):
        module, diagnostics = parse(source, pack)
        assert diagnostics == []
        found += [item for item in module.items if isinstance(item, kind)]
    return found


def path_of(pack: str) -> str:
    return str(
        promptward_rules.root().joinpath(
            *f"{pack}.ward".replace(".", "/", pack.count(".")).split("/")
        )
    )


@pytest.fixture(scope="module")
def cache(shipped_cache):
    return {"PROMPTWARD_CACHE": str(shipped_cache), "HOME": "/nonexistent"}


@pytest.fixture(scope="module")
def default(cache, tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("empty"))
    return promptward.load(environ=cache, folder=folder, floor_folder=folder)


def test_all_packs_are_where_they_are_looked_for():
    assert PACKS == (
        "default",
        "hipaa.conditions",
        "hipaa.limited_data_set",
        "hipaa.minimum_necessary",
        "hipaa.safe_harbor",
    )


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_its_own_name_in_its_header_and_the_formatters_shape(pack):
    own, *parts = promptward_rules.sources(pack)
    assert parse(own, pack)[0].header.name.text == pack
    for source in (own, *parts):
        formatted, _ = format_source(source, pack)
        assert formatted == source
        assert source.count("\n") <= LINES
    assert len(declared(pack, ast.ImportData)) == len(parts)


@pytest.mark.parametrize(
    "pack", ["default", "hipaa.conditions", "hipaa.limited_data_set", "hipaa.minimum_necessary"]
)
def test_a_pack_compiles_without_a_word_and_passes_its_own_examples_and_tests(
    pack, cache, tmp_path
):
    examined = promptward.examine(
        path_of(pack), today=TODAY, environ=cache, folder=str(tmp_path), floor_folder=str(tmp_path)
    )
    assert [(d.code, d.message) for d in examined.diagnostics] == []
    assert examined.sound


def test_the_worked_hospital_compiles_without_a_word_and_passes_its_tests(cache, tmp_path):
    examined = promptward.examine(
        str(EXAMPLE / "st_elsewhere" / "policy.ward"),
        today=TODAY,
        environ=cache,
        folder=str(tmp_path),
        floor_folder=str(tmp_path),
    )
    assert [(d.code, d.message) for d in examined.diagnostics] == []
    assert len(examined.results) == 10


@pytest.mark.parametrize("pack", PACKS)
def test_every_detector_has_an_example_a_counterexample_and_its_paragraph(pack):
    for detector in declared(pack, ast.Detector):
        examples = [item for item in detector.items if isinstance(item, ast.Example)]
        assert any(not one.counter for one in examples), detector.name.text
        assert any(one.counter for one in examples), detector.name.text
        cites = [item.source.value for item in detector.items if isinstance(item, ast.Cites)]
        assert cites, detector.name.text
        assert all(one.startswith("45 CFR 16") for one in cites), detector.name.text


def test_each_detector_of_safe_harbor_cites_the_paragraph_of_its_category():
    letters = {
        c.name.text: c.letter.text for c in declared("hipaa.safe_harbor", ast.Category) if c.letter
    }
    for detector in declared("hipaa.safe_harbor", ast.Detector):
        if detector.finds.text == "obfuscation":  # no identifier: text that can't be judged
            continue
        paragraph = f"45 CFR 164.514(b)(2)(i)({letters[detector.finds.text]})"
        assert paragraph in {
            item.source.value for item in detector.items if isinstance(item, ast.Cites)
        }


def test_each_of_the_eighteen_is_found_by_a_detector_or_said_to_be_uncovered():
    letters = {
        c.name.text: c.letter.text for c in declared("hipaa.safe_harbor", ast.Category) if c.letter
    }
    detectors = declared("hipaa.safe_harbor", ast.Detector)
    found = {letters[d.finds.text] for d in detectors if d.finds.text in letters}
    uncovered = {u.letter.text for u in declared("hipaa.safe_harbor", ast.Uncovered)}
    assert found | uncovered == set(LETTERS)
    assert found & uncovered == set()
    assert uncovered == {"Q"}


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_and_purpose_cites_the_rule_it_implements(pack):
    for item in declared(pack, ast.Rule):
        assert any(isinstance(c, ast.Cites) for c in item.cites), item.name.text
    for item in declared(pack, ast.Purpose):
        assert item.cites, item.name.text


@pytest.mark.parametrize("pack", ["hipaa.limited_data_set", "hipaa.minimum_necessary"])
def test_purposes_of_a_pack_grant_nobody_anything(pack):
    purposes = declared(pack, ast.Purpose)
    assert purposes
    assert all(not p.roles and not p.destinations for p in purposes)


def test_a_limited_data_set_keeps_no_direct_identifier():
    direct = next(
        g for g in declared("hipaa.safe_harbor", ast.Group) if g.name.text == "direct_identifiers"
    )
    kept = {
        need.target.text.removeprefix("sh.")
        for purpose in declared("hipaa.limited_data_set", ast.Purpose)
        for need in purpose.needs
    }
    assert kept & {name.text for name in direct.members.include} == set()
    assert kept == {"dates", "age_over_89", "geographic", "other_unique"}


WRITTEN = [
    ("H", "MRN: 00123456", "00123456"),
    ("H", '{"mrn": "MR-668104"}', "MR-668104"),
    ("H", "Chart #K771902 pulled", "K771902"),
    ("G", "SSN 123-45-6789 on file", "123-45-6789"),
    ("G", "ssn=900123456", "900123456"),
    ("G", "last four of her SSN: 6789", "6789"),
    ("C", "dob=1962-03-14;", "1962-03-14"),
    ("C", "discharged 14 Feb '25 home", "14 Feb '25"),
    ("C", "Tuesday, April 12 clinic", "Tuesday, April 12"),
    ("C", "missed 10/9, 10/16 and 10/23 visits", "10/9, 10/16 and 10/23"),
    ("C", "a 94-year-old man", "94"),
    ("C", "in her nineties now", "nineties"),
    ("D", "cell 918 555 0135 ok", "918 555 0135"),
    ("D", "call +44 7700 900641 after six", "+44 7700 900641"),
    ("E", "fax to (973) 555-0185", "(973) 555-0185"),
    ("F", "<j.o'neil@clinic.example>", "neil@clinic.example"),
    ("I", "Member ID: XQH402117733", "XQH402117733"),
    ("I", "HMO ID is 5678-2345-4321.", "5678-2345-4321"),
    ("J", "acct V0077418", "V0077418"),
    ("J", "card 4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("K", "DEA AB1234563", "AB1234563"),
    ("K", "NPI 1234567893", "1234567893"),
    ("L", "VIN 1HGCM82633A004352", "1HGCM82633A004352"),
    ("M", "pacemaker serial PM-4471882", "PM-4471882"),
    ("N", "at https://portal.clinic.example/u/44718.", "https://portal.clinic.example/u/44718"),
    ("O", "from 10.20.30.40 today", "10.20.30.40"),
    ("P", "iris scan id: IR/00917", "IR/00917"),
    ("R", "accession number A25-004417", "A25-004417"),
    ("B", "4127 Maple Grove Road, Apt 6B", "4127 Maple Grove Road, Apt 6B"),
    ("B", "Springfield, IL 62704-1187", "62704-1187"),
    ("B", "seen at Silver Creek Regional Hospital", "Silver Creek Regional Hospital"),
    ("B", "moved to Juniper Bay last year", "Juniper Bay"),
    ("A", "Mrs. Okonkwo-Bright called", "Okonkwo-Bright"),
]


@pytest.mark.parametrize(("letter", "text", "value"), WRITTEN)
def test_an_identifier_is_found_in_the_form_that_people_write(default, letter, text, value):
    start = text.index(value)
    found = [
        f
        for f in default.find(text)
        if f.safe_harbor == letter and f.start <= start and f.end >= start + len(value)
    ]
    assert found
    assert max(f.confidence for f in found).word in {"medium", "high"}


QUIET = [
    "A 64 year old woman with BP 95/60 and a strength of 5/5.",
    "Parkinson disease, Wilson disease and Cushing syndrome since 2019.",
    "What is the dose of metformin in CKD 4?",
    "Glasgow Coma Scale 15, Child-Pugh B, Ranson 3 at 48 h.",
    "The system is http://loinc.org, version 1.2.3.4, bound to 127.0.0.1.",
    "Patients in Oregon and Ohio, per the 2019 guideline.",
    "She was seen in the Emergency Department and by Primary Care.",
    "import { Patient, HumanName } from 'fhir';",
    "ssn: 000-00-0000",
    "2024-11-03 01:59:58 INFO started; NCT01234567; lot 2024-117",
]


@pytest.mark.parametrize("text", QUIET)
def test_text_about_nobody_stays_quiet(default, text):
    assert [
        (f.detector, f.evidence) for f in default.find(text) if f.confidence.word != "low"
    ] == []


def test_the_default_policy_blocks_identifiers_and_leaves_safe_harbor_text(default):
    text = (EXAMPLE / "discharge_summary.txt").read_text(encoding="utf-8")
    decision = default.decide(promptward.Request(text, date=TODAY))
    assert decision.verdict == "block"
    assert {f.safe_harbor for f in decision.findings} >= set(LETTERS) - {"Q"}


@pytest.mark.parametrize("text", [*QUIET, "Parkinson's disease and Wilson disease"])
def test_the_default_policy_lets_text_about_nobody_pass_whatever_is_faintly_suspected(
    default, text
):
    assert default.decide(promptward.Request(text, date=TODAY)).verdict == "allow"


def test_the_default_policy_lets_a_plain_question_pass(default):
    decision = default.decide(promptward.Request("Side effects of lisinopril?", date=TODAY))
    assert decision.verdict == "allow"


def test_word_lists_are_sorted_lower_case_and_named_in_the_provenance():
    provenance = promptward_rules.read_text("lexicons/PROVENANCE.md")
    for entry in promptward_rules.root().joinpath("lexicons").iterdir():
        if entry.name.endswith(".txt"):
            words = entry.read_text(encoding="utf-8").splitlines()
            assert len(words) == len(set(words)) > 0
            assert f"`{entry.name}`" in provenance
            if entry.name not in {"cities.txt", "towns.txt", "health_systems.txt"}:
                assert words == sorted(words)
                assert all(word == word.lower() and word.isalpha() for word in words)


def test_an_author_may_do_without_detectors_that_examples_of_a_pack_hang_on(cache, tmp_path):
    policy = tmp_path / "near.ward"
    taken = ("town", "us_ssn", "person_name", "learned_name")
    policy.write_text(
        "policy near version 1.0.0\nimport hipaa.safe_harbor as sh\n"
        + "".join(f'disable detector sh.{name} because "not ours"\n' for name in taken)
    )
    folder = str(tmp_path)
    examined = promptward.examine(
        policy, today=TODAY, environ=cache, folder=folder, floor_folder=folder
    )
    assert [(d.code, d.message) for d in examined.diagnostics if d.severity == "error"] == []
