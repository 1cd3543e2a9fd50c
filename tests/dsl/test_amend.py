"""Amendments: what extend, override and disable leave of a detector or rule, and for how long."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.amend import expired
from promptward_dsl.diff import changes, weakenings, with_waivers
from promptward_dsl.lattice import Confidence
from promptward_dsl.parser import parse

from .folders import BASE, TODAY, built, codes, compiled, errors, ir, warned

HEAD = "policy m version 1.0.0\nimport base as b\n"
OVERRIDE = (
    'override detector b.d_mrn because "our numbers are longer" {\n'
    '  match /\\bMRN \\d{9}\\b/ confidence medium\n  example "[[MRN 123456789]]"\n}\n'
)


def policy(tmp_path, *lines, **options):
    return compiled(tmp_path, {"m.ward": HEAD + "\n".join(lines)}, **options)


def refused(tmp_path, *lines):
    result = built(tmp_path, {"m.ward": HEAD + "\n".join(lines)})
    assert result.compiled is None
    return errors(result)


# ---------------------------------------------------------------------- extend


def test_an_extension_adds_to_the_detector_and_is_no_weakening(tmp_path):
    before = ir(tmp_path, {"m.ward": HEAD})
    found = policy(
        tmp_path,
        "extend detector b.d_mrn {",
        "  match /SE-\\d{8}/ confidence low",
        '  raise to high when near ["record"] within 20 chars',
        '  example "record [[SE-12345678]]" high',
        '  counterexample "SE-1"',
        '  cites "our own numbering"',
        "}",
    )
    detector = found.ir.detectors["base.d_mrn"]
    assert set(detector.match) > set(before.detectors["base.d_mrn"].match)
    assert detector.raises[0][0] is Confidence.HIGH
    assert found.notes.weakenings == ()
    assert not weakenings(before, found.ir)
    assert found.notes.cites["detector base.d_mrn"] == ("our own numbering",)
    assert {e.text for e in found.notes.examples if e.detector == "base.d_mrn"} == {
        "MRN 12345678",
        "record SE-12345678",
        "SE-1",
    }


def test_several_extensions_add_up_in_any_order(tmp_path):
    one = "extend detector b.d_mrn { match /A\\d{8}/ confidence low }"
    two = "extend detector b.d_mrn { match /B\\d{8}/ confidence high }"
    first, second = (policy(tmp_path, *pair).ir for pair in ((one, two), (two, one)))
    assert first == second
    assert len(first.detectors["base.d_mrn"].match) == 3


def test_names_in_an_extension_are_read_where_it_is_written(tmp_path):
    found = policy(
        tmp_path,
        'lexicon local = ["chart"]',
        "extend detector b.d_mrn {",
        "  match lexicon local confidence low",
        "  raise to high when near lexicon local within 9 words",
        "}",
    )
    detector = found.ir.detectors["base.d_mrn"]
    assert ("m.local",) in {match.pattern for match in detector.match}
    assert detector.raises[0][1].lexicon == "m.local"
    assert detector.finds == "base.mrn"


@pytest.mark.parametrize(
    "item",
    [
        "require valid us_ssn",
        'lower to low when near ["order"] within 20 chars',
        'except exact ["12345678"] because "a sample"',
        "except matching /0+/",
        'except near ["order"] within 20 chars',
    ],
)
def test_an_extension_that_narrows_is_refused(tmp_path, item):
    ((code, message),) = refused(tmp_path, "extend detector b.d_mrn {", item, "}")
    assert code == "E116"
    assert f"`{item.split()[0]}` in `extend`" in message


# ---------------------------------------------------------------------- override


def test_an_override_replaces_the_body_and_is_recorded_with_its_reason(tmp_path):
    before = ir(tmp_path, {"m.ward": HEAD})
    found = policy(tmp_path, OVERRIDE)
    (match,) = found.ir.detectors["base.d_mrn"].match
    assert match.pattern[0] == "\\bMRN \\d{9}\\b"
    (weakening,) = found.notes.weakenings
    assert weakening[:4] == ("override", "detector base.d_mrn", "our numbers are longer", None)
    assert weakening.at.line == 3
    assert weakenings(before, found.ir)


def test_extensions_add_to_what_an_override_leaves_in_any_order(tmp_path):
    extend = "extend detector b.d_mrn { match /C\\d{8}/ confidence high }"
    first, second = (
        policy(tmp_path, *pair).ir for pair in ((OVERRIDE, extend), (extend, OVERRIDE))
    )
    assert first == second
    assert len(first.detectors["base.d_mrn"].match) == 2


def test_two_overrides_of_one_detector_are_refused(tmp_path):
    ((code, message),) = refused(tmp_path, OVERRIDE, OVERRIDE)
    assert (code, message) == ("E102", "`base.d_mrn` is overridden twice")


def test_an_override_keeps_what_the_detector_finds(tmp_path):
    assert policy(tmp_path, OVERRIDE).ir.detectors["base.d_mrn"].finds == "base.mrn"


# ---------------------------------------------------------------------- disable


def test_a_waiver_without_end_switches_off_and_is_recorded(tmp_path):
    found = policy(
        tmp_path,
        'disable detector b.d_diagnosis because "too many findings"',
        'disable rule b.ssn_never because "we need them"',
    )
    assert "base.d_diagnosis" not in found.ir.detectors
    assert found.ir.rules == {}
    assert [w[:4] for w in found.notes.weakenings] == [
        ("disable", "detector base.d_diagnosis", "too many findings", None),
        ("disable", "rule base.ssn_never", "we need them", None),
    ]
    assert not [e for e in found.notes.examples if e.detector == "base.d_diagnosis"]


WAIVER = 'disable rule b.ssn_never because "while we move" until {}'


@pytest.mark.parametrize(
    ("until", "holds"),
    [("2026-11-24", True), ("2026-11-23", True), ("2026-11-22", False), ("2020-01-01", False)],
)
def test_a_waiver_holds_up_to_and_including_its_date(tmp_path, until, holds):
    result = built(tmp_path, {"m.ward": HEAD + WAIVER.format(until)})
    assert result.compiled is not None
    assert ("base.ssn_never" not in result.compiled.ir.rules) == holds
    assert bool(result.compiled.notes.weakenings) == holds
    assert ("W115" in warned(result)) == (not holds)


def test_a_lapsed_waiver_says_that_its_target_is_active_again(tmp_path):
    result = built(tmp_path, {"m.ward": HEAD + WAIVER.format("2026-01-31")})
    (said,) = [d for d in result.diagnostics if d.code == "W115"]
    assert said.message == (
        "the waiver of `b.ssn_never` lapsed on 2026-01-31: the rule is active again"
    )


@pytest.mark.parametrize(
    ("until", "when"),
    [
        ("2026-11-23", "ends today, on 2026-11-23"),
        ("2026-11-24", "ends in 1 day, on 2026-11-24"),
        ("2027-01-22", "ends in 60 days, on 2027-01-22"),
        ("2027-01-23", None),
    ],
)
def test_a_waiver_that_ends_soon_says_so_sixty_days_before(tmp_path, until, when):
    result = built(tmp_path, {"m.ward": HEAD + WAIVER.format(until)})
    said = [d.message for d in result.diagnostics if d.code == "W219"]
    assert said == ([] if when is None else [f"the waiver of `b.ssn_never` {when}"])


def test_a_waiver_that_another_outlives_says_nothing_of_its_end(tmp_path):
    both = f"{WAIVER.format('2026-12-01')}\n{WAIVER.format('2028-12-01')}"
    assert "W219" not in warned(built(tmp_path, {"m.ward": HEAD + both}))


def test_a_lapsed_waiver_leaves_the_policy_as_if_it_were_not_there(tmp_path):
    lapsed = ir(tmp_path, {"m.ward": HEAD + WAIVER.format("2026-01-31")})
    assert lapsed == ir(tmp_path, {"m.ward": HEAD})


def test_a_lapsed_waiver_does_not_end_one_that_still_holds(tmp_path):
    lines = (WAIVER.format("2026-01-31"), WAIVER.format("2027-01-31"))
    for pair in (lines, lines[::-1]):
        found = policy(tmp_path, *pair)
        assert found.ir.rules == {}
        assert [w.until for w in found.notes.weakenings] == ["2027-01-31"]


def test_of_several_waivers_the_one_that_holds_longest_is_recorded(tmp_path):
    lines = [WAIVER.format("2027-01-31"), WAIVER.format("2028-01-31"), WAIVER.format("2026-12-31")]
    for ordered in (lines, lines[::-1]):
        (weakening,) = policy(tmp_path, *ordered).notes.weakenings
        assert weakening.until == "2028-01-31"


def test_a_waiver_of_a_rule_says_nothing_about_a_detector_of_that_name(tmp_path):
    base = BASE.replace("detector d_mrn", "detector ssn_never")
    files = {"base.ward": base, "m.ward": HEAD + 'disable rule b.ssn_never because "x"'}
    found = ir(tmp_path, files)
    assert "base.ssn_never" in found.detectors
    assert found.rules == {}


def test_a_waiver_for_a_day_that_no_calendar_has_is_refused(tmp_path):
    assert [code for code, _ in refused(tmp_path, WAIVER.format("2027-02-30"))] == ["E104"]


@given(st.dates(), st.dates())
def test_a_waiver_has_expired_exactly_after_its_date(until, today):
    source = f'disable rule r because "x" until {until.isoformat()}\n'
    (waiver,) = parse(source)[0].items
    assert expired(waiver, today) == (today > until)


# ---------------------------------------------------------------------- targets


@pytest.mark.parametrize(
    "line",
    [
        "extend detector b.d_mnr { }",
        'override detector b.d_mnr because "x" { }',
        'disable detector b.d_mnr because "x"',
        'disable rule b.d_mrn because "x"',
        'disable detector b.ssn_never because "x"',
    ],
)
def test_an_amendment_of_nothing_is_refused(tmp_path, line):
    assert [code for code, _ in refused(tmp_path, line)] == ["E101"]


def test_amendments_in_an_imported_module_hold_for_the_importer_too(tmp_path):
    files = {
        "m.ward": "policy m version 1.0.0\nimport local\n",
        "local.ward": "policy local version 1.0.0\nimport base as b\n"
        'disable detector b.d_diagnosis because "x"\n',
    }
    found = compiled(tmp_path, files)
    assert "base.d_diagnosis" not in found.ir.detectors
    assert [w.target for w in found.notes.weakenings] == ["detector base.d_diagnosis"]


def test_each_amendment_moves_the_policy_id(tmp_path):
    ids = [
        policy(tmp_path, *lines).ir.policy_id
        for lines in [(), (OVERRIDE,), (WAIVER.format("2027-01-01"),)]
    ]
    assert len(set(ids)) == 3


def test_the_day_is_the_one_that_is_given_and_not_the_clocks(tmp_path):
    source = {"m.ward": HEAD + WAIVER.format("2026-11-23")}
    on = ir(tmp_path, source, today=TODAY)
    after = ir(tmp_path, source, today=TODAY + dt.timedelta(days=1))
    assert (len(on.rules), len(after.rules)) == (0, 1)
    assert codes(built(tmp_path, source, today=dt.date.max)) == []


# ---------------------------------------------------------------------- in a difference


def told(tmp_path, before, after):
    """Each change with what explains it: kind, subject, whether it weakens, waiver, reason."""
    a, b = policy(tmp_path / "a", before), policy(tmp_path / "b", after)
    found = with_waivers([*weakenings(a.ir, b.ir), *changes(a.ir, b.ir)], a.notes, b.notes)
    assert found == sorted(found, key=lambda c: (c.kind, c.subject))
    return [(c.kind, c.subject, c.weakens, c.waiver, c.because) for c in found]


def waiver(until="", because="tokens"):
    return f'disable detector b.d_mrn because "{because}"{until and " until " + until}\n'


def test_a_difference_tells_the_reason_and_the_end_of_a_waiver(tmp_path):
    assert told(tmp_path, "", waiver("2027-01-31", "device logs")) == [
        ("detector removed", "base.d_mrn", True, "disable until 2027-01-31", "device logs")
    ]


def test_a_difference_tells_the_reason_of_an_override(tmp_path):
    found = told(tmp_path, "", OVERRIDE)
    assert {(subject, waived, why) for _, subject, _, waived, why in found} == {
        ("base.d_mrn", "override", "our numbers are longer")
    }


@pytest.mark.parametrize(
    ("before", "after", "kind", "weakens"),
    [
        ("2027-01-31", "2028-01-31", "waiver changed", True),
        ("2027-01-31", "", "waiver changed", True),
        ("", "2027-01-31", "waiver changed", False),
    ],
)
def test_a_waiver_that_lasts_longer_is_a_weakening(tmp_path, before, after, kind, weakens):
    shown = f"disable until {after}" if after else "disable"
    assert told(tmp_path, waiver(before), waiver(after)) == [
        (kind, "detector base.d_mrn", weakens, shown, "tokens")
    ]


def test_another_reason_alone_weakens_nothing_and_is_told(tmp_path):
    ((kind, _, weakens, _, _),) = told(tmp_path, waiver(), waiver(because="other"))
    assert (kind, weakens) == ("waiver reason", False)


def test_an_override_that_changes_nothing_is_told(tmp_path):
    same = (
        'override detector b.d_mrn because "kept" {\n'
        '  match /\\bMRN \\d{8}\\b/ confidence high\n  example "[[MRN 12345678]]"\n}\n'
    )
    assert told(tmp_path, "", same) == [
        ("waiver added", "detector base.d_mrn", False, "override", "kept")
    ]


def test_a_waiver_that_both_have_is_no_difference(tmp_path):
    assert told(tmp_path, waiver(), waiver()) == []
