"""The checker, message by message: each slip a policy author can make, and its neighbours that are none."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward_rules
from promptward_dsl import ast, grammar
from promptward_dsl.build import EngineFacts, build
from promptward_dsl.checker.domains import check_word
from promptward_dsl.sources import SHIPPED, Root, SourceFile
from promptward_dsl.span import SourceSpan

from .folders import GOOD, TODAY, built, errors

HEAD = "policy m version 1.0.0\nimport base as b\n"
FACTS = EngineFacts(frozenset({"luhn", "us_ssn"}), frozenset({"person_name"}))


def detector(*items: str) -> str:
    lines = "".join(f"  {item}\n" for item in ("match /x\\d/ confidence low", *items))
    return f"detector d finds b.mrn {{\n{lines}}}\n"


def rule(*items: str) -> str:
    return "rule r {\n" + "".join(f"  {item}\n" for item in items) + "}\n"


def when(condition: str) -> str:
    return rule(f"when {condition}", "then warn")


def purpose(*needs: str, more: str = "", roles: str = "clerk", at: str = "good") -> str:
    listed = "".join(f"    {need}\n" for need in needs)
    return (
        f"role clerk\n{GOOD}purpose p {{\n  roles {roles}\n  destinations {at}\n"
        f"  necessary {{\n{listed}  }}\n{more}}}\n"
    )


def facts(*lines: str) -> str:
    """A destination with everything, but for the facts that are said otherwise."""
    keys = {line.partition(":")[0] for line in lines}
    kept = [line for line in GOOD.splitlines()[1:-1] if line.strip().partition(":")[0] not in keys]
    return "\n".join(["destination d {", *kept, *(f"  {line}" for line in lines), "}"]) + "\n"


WRONG = {
    # names
    "an alias nobody imported": (when("contains any sh.ssn"), "E101", "nothing is imported as `sh`"),
    "an attribute": (when("actor.mfaa"), "E101", "there is no `actor.mfaa`"),
    "a role in a rule": (when("actor.role is clerc"), "E101", "there is no role `clerc`"),
    "a purpose in a rule": (when("request.purpose is p"), "E101", "there is no purpose `p`"),
    "a role in a purpose": (purpose("b.ssn redact", roles="nurse"), "E101", "no role `nurse`"),
    "a destination in a purpose": (purpose("b.ssn redact", at="bad"), "E101", "no destination `bad`"),
    "a category in a purpose": (purpose("b.snn redact"), "E101", "category or group `b.snn`"),
    "a party behind": (facts("passes_to: [nobody]"), "E101", "there is no destination `nobody`"),
    "a detector": (
        "extend detector b.generic_mrn {}\n", "E101", "there is no detector `b.generic_mrn`",
    ),
    "a contact": (rule("oblige notify office"), "E101", "there is no contact `office`"),
    "a lexicon": (detector("raise to high when near lexicon l within 9 chars"), "E101", "no lexicon `l`"),
    "what a detector finds": ("detector d finds b.x {\n  match /x/ confidence low\n}\n", "E101", "`b.x`"),
    "a category in a test": (
        'test "t" {\n  prompt "x"\n  expect b.x redact\n}\n', "E101", "`b.x`",
    ),
    "a rule in a test": (
        'test "t" {\n  prompt "x"\n  expect block by r\n}\n', "E101", "there is no rule `r`",
    ),
    # twice
    "a category twice in a purpose": (
        purpose("b.ssn redact", "b.phi hash"), "E102", "`ssn` is listed twice in purpose `p`",
    ),
    "a role twice in a purpose": (purpose("b.ssn redact", roles="clerk, clerk"), "E102", "`clerk`"),
    "a fact twice": (facts("region: us", "region: eu"), "E102", "`region` is stated twice"),
    "a fact given twice": (
        'test "t" {\n  given date: 2026-01-01, date: 2026-01-02\n  prompt "x"\n  expect allow\n}\n',
        "E102", "`date` is given twice",
    ),
    # keys
    "a key of a destination": (facts("encryption: yes"), "E103", "unknown key `encryption`"),
    "a key of defaults": ("defaults { act: low }\n", "E103", "unknown key `act` in `defaults`"),
    "on_error": ("defaults { on_error: allow }\n", "E103", "unknown key `on_error`"),
    "a key of given": (
        'test "t" {\n  given actor.roll: x\n  prompt "x"\n  expect allow\n}\n',
        "E103", "unknown key `actor.roll` in `given`",
    ),
    # values
    "yes or no": (facts("encrypted: maybe"), "E104", "`encrypted` is `yes` or `no`"),
    "a whole number": (facts("retention_days: 1.5"), "E104", "`retention_days` is a whole number"),
    "a kind": (facts("kind: lm"), "E104", "`kind` is one of"),
    "an agreement": (facts("baa: yes"), "E104", "`baa` is `none`, `not_required`"),
    "a host that is a URL": (
        facts('host: "https://api.example.org/"'), "E104", "`host` is the name of a host",
    ),
    "a feature that no agreement covers": (
        facts("covers: [chat, chatt]"), "E104", "`covers` can't hold `chatt`",
    ),
    "an agreement that ends first": (
        facts("baa: from 2027-01-01 until 2026-01-01"), "E104", "`baa` ends before it begins",
    ),
    "an agreement on no day": (facts("baa: until 2026-02-30"), "E104", "date that no calendar has"),
    "destinations behind": (facts('passes_to: ["x"]'), "E104", "`passes_to` is a list of destinations"),
    "an empty vendor": (facts('vendor: ""'), "E104", "`vendor` is a word or a string"),
    "a default": ("defaults { no_purpose: deny }\n", "E104", "`no_purpose` is one of"),
    "a letter": ("category c: text safe_harbor S\n", "E002", "`S` is not valid here"),
    "a value type": ("category c: money\n", "E104", "`money` is not a value type"),
    "an empty group": ("group g = b.ssn except b.phi\n", "E104", "group `g` is empty"),
    "an empty lexicon": ("lexicon l = []\n", "E104", "an empty list holds for nothing"),
    "an empty word": ('lexicon l = ["a", " "]\n', "E104", "a term is a string that is not empty"),
    "a long term": (
        detector(f'raise to high when near ["{"x" * 201}"] within 9 chars'),
        "E104", "a term has at most 200 characters",
    ),
    "a level": (detector("raise to certain when valid luhn"), "E002", "`certain` is not valid here"),
    "no distance": (
        detector('raise to high when near ["x"] within 0 chars'), "E104", "`within 0`",
    ),
    "a distance over the whole text": (
        detector('raise to high when near ["x"] within 1001 chars'), "E104", "`within 1001`",
    ),
    "marks that don't pair": (detector('example "a [[b"'), "E104", "the marks `[[` and `]]` don't"),
    "marks around nothing": (detector('example "a [[]] b"'), "E104", "`[[ ]]` marks no text"),
    "marks in a counterexample": (
        detector('counterexample "a [[b]]"'), "E104", "a counterexample marks nothing",
    ),
    "no selection": (when("contains any b.ssn except b.phi"), "E104", "this selects no category"),
    "none or more": (when("contains 0 or more b.ssn"), "E104", "a number of findings is at least 1"),
    "not yes or no": (when("destination.region"), "E104", "`destination.region` is not yes or no"),
    "a list after is": (when("destination.region is [us]"), "E002", "`is` is not valid here"),
    "an empty list after in": (when("destination.region in []"), "E104", "an empty list"),
    "a number in a list": (
        when("destination.retention_days in [1]"), "E104", "is not compared with a list",
    ),
    "a word compared": (when("destination.region >= 3"), "E104", "can't be compared with `>=`"),
    "a state of an agreement": (when("destination.baa is gone"), "E104", "`destination.baa` is one of"),
    "an audit": (rule("oblige audit all"), "E002", "`all` is not valid here"),
    "a term of nothing": (
        'contact o "x"\n' + rule("oblige notify o within 0 hours"), "E104", "a term is at least 1",
    ),
    "a shift of nothing": (
        rule("then date_shift up to 0 days on b.dates"), "E104", "a shift is between 1 and",
    ),
    "a mask that shows all": (
        rule("then mask showing last 100 on b.ssn"), "E104", "a mask shows at most",
    ),
    "a grain": (rule("then generalise to week on b.dates"), "E104", "`week` is not a grain"),
    "a basis": (
        purpose("b.ssn redact", more="  basis hope\n"), "E002", "`hope` is not valid here",
    ),
    "a test without prompt": ('test "t" {\n  expect allow\n}\n', "E104", "test `t` has no prompt"),
    "a test without expectation": ('test "t" {\n  prompt "x"\n}\n', "E104", "test `t` expects nothing"),
    "a day of a waiver": (
        'disable rule b.ssn_never because "x" until 2026-13-01\n', "E104", "calendar",
    ),
    # transforms
    "a shift of a number": (rule("then date_shift on b.ssn"), "E105", "`date_shift` does not fit `ssn`"),
    "a mask of a date": (rule("then mask on b.dates"), "E105", "`mask` does not fit `dates`"),
    "a grain of another type": (
        rule("then generalise to zip3 on b.dates"), "E105", "`generalise to zip3` does not fit",
    ),
    "a grain of a text": (
        purpose("b.diagnosis generalise to year"), "E105", "`generalise to year` does not fit",
    ),
    "a misfit of the rest": (
        purpose("b.ssn redact", more="  otherwise date_shift\n"), "E105", "`date_shift` does not fit",
    ),
    # regular expressions
    "an open bracket": ("detector d finds b.mrn {\n  match /(a/ confidence low\n}\n", "E107", "invalid"),
    "a look-ahead": ("detector d finds b.mrn {\n  match /a(?=b)/ confidence low\n}\n", "E107", "look-around"),
    "a back-reference": (
        "detector d finds b.mrn {\n  match /(a)\\1/ confidence low\n}\n", "E107", "back-reference",
    ),
    "a flag": ("detector d finds b.mrn {\n  match /a/q confidence low\n}\n", "E001", "`q` is not a flag"),
    "deep nesting": (
        f"detector d finds b.mrn {{\n  match /{'(' * 4000}a{')' * 4000}/ confidence low\n}}\n",
        "E107", "this regular expression is",
    ),
    "an endless number": (
        "detector d finds b.mrn {\n  match /a{99999999999}/ confidence low\n}\n", "E107", "too large",
    ),
    "a look-around in an exception": (detector("except matching /(?<!a)b/"), "E107", "look-around"),
    "an empty match": ("detector d finds b.mrn {\n  match /a*/ confidence low\n}\n", "E111", "empty text"),
    "an empty value": (
        "detector d finds b.mrn {\n  match /a(?P<value>b*)/ confidence low\n}\n",
        "E111", "the group `value` can match empty text",
    ),
    "an empty literal": ('detector d finds b.mrn {\n  match " " confidence low\n}\n', "E111", "empty"),
    # absence
    "an absence": (when("not contains any b.ssn"), "E109", "makes the rule depend on absence"),
    "an absence within": (
        when("actor.mfa and not (actor.mfa or contains any b.ssn)"), "E109", "depend on absence",
    ),
    "fewer, positively": (when("contains fewer than 3 b.ssn"), "E109", "`"),
    "two negations are one assertion, but": (
        when("not not not contains any b.ssn"), "E109", "depend on absence",
    ),
    # the engine
    "a validator": (detector("require valid luhm"), "E110", "no validator `luhm`"),
    "a recogniser": (
        "detector d finds b.names {\n  match recognizer person_nam\n}\n".replace("b.names", "b.mrn"),
        "E110", "no recogniser `person_nam`",
    ),
    # bases
    "a shift under safe harbor": (
        purpose("b.dates date_shift", more="  basis safe_harbor\n"), "E117", "is not allowed under",
    ),
    "the rest under safe harbor": (
        purpose("b.diagnosis keep", more="  basis safe_harbor\n  otherwise keep\n"),
        "E117", "is not allowed under",
    ),
    # circles
    "a group in itself": ("group g = g\n", "E122", "group `g`"),
    "a destination behind itself": (facts("passes_to: [d]"), "E122", "destination `d` passes to itself"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_slip_is_named_in_the_authors_words(tmp_path, what):
    source, code, message = WRONG[what]
    result = built(tmp_path, {"m.ward": HEAD + source}, facts=FACTS)
    assert result.compiled is None
    found = errors(result)
    assert any(c == code and message in m for c, m in found), found
    assert {c for c, _ in found} == {code}, found


RIGHT = {
    "two negations": when("not (not contains any b.ssn)"),
    "fewer under not": when("not contains fewer than 3 b.ssn"),
    "all comparisons": when(
        "destination.retention_days >= 3 and destination.retention_days < 9"
        " and destination.region in [us, eu] and not actor.mfa and request.channel is api"
        ' and destination.vendor is not "Good" and destination.baa not in [active]'
    ),
    "all facts": facts(
        'account: "a"', 'host: "h"', 'paths: ["/p"]', 'models: ["m"]', 'agreement: "x"',
        "covers: [chat]", "requires_zero_retention: no", "baa: from 2026-01-01 until 2026-01-01",
        "retention_days: 0",
    ),
    "a purpose": purpose("b.ssn mask showing last 4", "b.dates generalise to decade", "b.diagnosis keep"),
    "a group less one": purpose("b.ssn redact", "b.mrn hash"),
    "a known validator": detector("require valid luhn"),
    "a known recogniser": "detector d finds b.mrn {\n  match recognizer person_name at most low\n}\n",
    "safe harbor": purpose(
        "b.dates generalise to year", "b.ssn pseudonymise", more="  basis safe_harbor\n"
    ),
    "a term": 'contact o "x"\n' + rule("oblige notify o within 1 minutes, audit minimal"),
}  # fmt: skip


@pytest.mark.parametrize("what", RIGHT)
def test_what_is_no_slip_is_not_refused(tmp_path, what):
    assert errors(built(tmp_path, {"m.ward": HEAD + RIGHT[what]}, facts=FACTS)) == []


def test_a_role_that_inherits_is_used_by_whoever_bears_it(tmp_path):
    source = HEAD + "role nurse inherits clerk\nrole clerk\nrole lone\n"
    said = [d.message for d in built(tmp_path, {"m.ward": source}).diagnostics if d.code == "W201"]
    assert said == ["role `lone` is never used"]


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ("", "lists no roles and no destinations"),
        ("roles r", "lists no destinations"),
        ("destinations d", "lists no roles"),
        ("roles r\n  destinations d", None),
    ],
)
def test_a_purpose_that_grants_nobody_anything_is_told(tmp_path, lists, said):
    source = HEAD + "role r\n" + f"destination d {{ baa: none }}\npurpose p {{\n  {lists}\n}}\n"
    messages = [
        d.message for d in built(tmp_path, {"m.ward": source}).diagnostics if d.code == "W220"
    ]
    assert [m.partition("it ")[2] for m in messages] == ([said] if said else [])


@pytest.mark.parametrize(
    ("what", "fits"),
    [
        ("b.diagnosis", "`keep`, `mask`, `pseudonymise`, `hash`, `redact`"),
    ],
)
def test_where_nothing_can_be_generalised_what_fits_is_listed(tmp_path, what, fits):
    source = HEAD + purpose(f"{what} generalise to year")
    (one,) = (d for d in built(tmp_path, {"m.ward": source}).diagnostics if d.code == "E105")
    assert one.help == f"what fits: {fits}"


def test_all_slips_of_a_file_are_named_at_once_in_its_order(tmp_path):
    source = HEAD + when("contains any b.snn") + facts("encrypted: maybe") + "group g = g\n"
    result = built(tmp_path, {"m.ward": source})
    assert [code for code, _ in errors(result)] == ["E101", "E104", "E122"]
    starts = [d.span.start for d in result.diagnostics if d.severity == "error"]
    assert starts == sorted(starts)


def test_a_slip_in_an_imported_module_is_shown_in_its_file(tmp_path):
    module = "policy other version 1.0.0\nrole r inherits nobody\n"
    result = built(tmp_path, {"m.ward": HEAD + "import other\n", "other.ward": module})
    (one,) = (d for d in result.diagnostics if d.severity == "error")
    assert one.span.file.endswith("other.ward")
    assert module[one.span.start : one.span.end] == "nobody"


# ---------------------------------------------------------------------- total on any string

WORDS = st.lists(
    st.sampled_from(
        [
            *grammar.load().keywords,
            *("{", "}", "[", "]", "(", ")", ",", ":", "=", "\n", "1", "2026-01-01", '"x"', "/x/"),
            *(
                "a",
                "b",
                "b.ssn",
                "b.phi",
                "g",
                "r",
                "high",
                "yes",
                "llm",
                "A",
                "actor.mfa",
                '"[["',
            ),
        ]
    ),
    max_size=40,
)
DECLARATIONS = st.lists(
    st.sampled_from([source for source, *_ in WRONG.values()] + list(RIGHT.values())),
    max_size=6,
)


def checked(source: str):
    """Built with nothing to import: whatever is written, diagnostics come out."""
    return build(SourceFile("p.ward", source), today=TODAY, facts=FACTS)


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_checked_without_an_exception(source):
    result = checked(source)
    assert result.compiled is not None or any(d.severity == "error" for d in result.diagnostics)


@given(WORDS)
def test_any_words_of_ward_are_checked_without_an_exception(words):
    result = checked("policy p version 1.0.0\n" + " ".join(words))
    for one in result.diagnostics:
        assert 0 <= one.span.start <= one.span.end


@given(DECLARATIONS, st.data())
def test_any_mixture_of_slips_cut_anywhere_is_checked_without_an_exception(parts, data):
    source = "".join(parts)
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 30)))
    checked("policy p version 1.0.0\n" + source[:start] + source[end:])


@given(DECLARATIONS)
def test_what_is_said_of_a_policy_is_the_same_each_time(parts):
    source = "policy p version 1.0.0\n" + "".join(parts)
    assert checked(source).diagnostics == checked(source).diagnostics


def test_a_word_that_is_none_of_its_kind_has_the_right_article():
    said = []
    report = SimpleNamespace(error=lambda *about, **_: said.append(about[2]))
    for kind in ("audit level", "verdict"):
        assert not check_word(report, kind, ast.Name(SourceSpan("p", 0, 4), "loud"), ("full",))
    assert said == ["`loud` is not an audit level", "`loud` is not a verdict"]


# ---------------------------------------------------------------------- what packs find no more


SHIPPED_ROOTS = [Root(SHIPPED, promptward_rules.root())]
PACK = "policy m version 1.0.0\nimport hipaa.safe_harbor ^1.0.0 as sh\n"
NOTHING = 'override detector sh.us_ssn because "x" {{{}}}\n'
SSN = " match /\\b\\d{3}-\\d{2}-\\d{4}\\b/ confidence high "


def on_the_pack(lines: str) -> list[tuple[str, str]]:
    """What is warned of a policy that amends the pack, and the words that it is about."""
    source = PACK + lines
    found = build(SourceFile("m.ward", source), roots=SHIPPED_ROOTS, today=TODAY).diagnostics
    assert all(d.span.file == "m.ward" for d in found), found
    return [(d.code, source[d.span.start : d.span.end], d.message) for d in found]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ('disable detector sh.us_ssn because "x"\n', {"W108"}),
        ('disable detector sh.us_ssn because "x" until 2027-12-31\n', {"W108"}),
        (NOTHING.format(""), {"W108", "W212"}),
        (NOTHING.format(SSN), {"W209"}),
        (NOTHING.format(SSN + 'example "SSN [[536-22-4399]]" '), set()),
        ('disable detector sh.us_ssn because "x"\nuncovered safe_harbor G because "y"\n', set()),
        ("detector d finds sh.ssn {" + SSN + 'example "[[536-22-4399]]" }\n', set()),
    ],
)
def test_an_identifier_that_a_policy_no_longer_finds_is_warned_of_where_it_says_so(lines, codes):
    found = on_the_pack(lines)
    assert {code for code, _, _ in found} == codes
    assert {word for _, word, _ in found} <= {"sh.us_ssn"}
    for code, _, message in found:
        if code == "W108":
            assert message.endswith("nothing finds `ssn`, which covers G of the 18")


def test_a_detector_of_ones_own_takes_the_place_of_one_that_is_switched_off():
    own = "detector d finds sh.ssn {" + SSN + 'example "[[536-22-4399]]" }\n'
    assert on_the_pack('disable detector sh.us_ssn because "x"\n' + own) == []


def test_each_identifier_that_is_lost_is_told():
    lines = "".join(f'disable detector sh.{d} because "x"\n' for d in ("us_ssn", "ip_address"))
    assert [code for code, _, _ in on_the_pack(lines)] == ["W108", "W108"]


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("sh.ipv4", "perhaps `sh.ip_address`"),
        ("sh.generic_ssn", "perhaps `sh.us_ssn`"),
        ("sh.us_sn", "did you mean `sh.us_ssn`?"),
        ("sh.ssn", "what finds it: `sh.us_ssn`"),
        ("sh.xyzzy", "`promptward policy show` lists the detectors of each category"),
    ],
)
def test_a_detector_that_is_none_is_told_where_to_look(name, fix):
    source = SourceFile("m.ward", PACK + f'disable detector {name} because "x"\n')
    found = build(source, roots=SHIPPED_ROOTS, today=TODAY).diagnostics
    assert [(d.code, (d.help or "")[: len(fix)]) for d in found] == [("E101", fix)]


# ---------------------------------------------------------------------- one slip, one message


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            facts("baa: from 2026-01-01 until 2027-6-30"),
            [("E001", "dates are written 2027-06-30")],
        ),
        (
            facts("baa: from 2026-6-30 until 2027-01-01"),
            [("E001", "dates are written 2027-06-30")],
        ),
        ('disable detector b.d_mrn because "x" until 2027-6-30\n', None),
        (when("contains any b.ssn") + "<<<<<<< HEAD\n", None),
        (
            "<<<<<<< HEAD\n" + when("contains any b.ssn") + "=======\n>>>>>>> other\n",
            [("E001", "keep one of its sides, and delete the lines of `<`, `=` and `>`")],
        ),
        ("=======\n", None),
    ],
)
def test_a_slip_is_told_once(tmp_path, lines, expected):
    found = built(tmp_path, {"m.ward": HEAD + lines}, facts=FACTS).diagnostics
    assert [d.code for d in found] == ["E001"]
    assert found[0].help
    if expected is not None:
        assert [(d.code, d.help) for d in found] == expected


@pytest.mark.parametrize(("version", "meant"), [("1.0", "1.0.0"), ("1", "1.0.0")])
def test_an_import_of_a_version_without_all_parts_brings_its_names(tmp_path, version, meant):
    source = f"policy m version 1.0.0\nimport base ^{version} as b\n" + when("contains any b.ssn")
    found = built(tmp_path, {"m.ward": source}, facts=FACTS).diagnostics
    assert [(d.code, d.help) for d in found] == [("E002", f"did you mean `{meant}`?")]


def test_a_version_in_a_header_without_all_parts_is_told_once(tmp_path):
    source = "policy m version 1\nimport base as b\n" + when("contains any b.ssn")
    found = built(tmp_path, {"m.ward": source}, facts=FACTS).diagnostics
    assert [(d.code, d.help) for d in found] == [("E002", "did you mean `1.0.0`?")]


def test_a_rule_that_allows_is_not_told_to_add_a_then(tmp_path):
    source = HEAD + rule("when contains any b.ssn", "then allow")
    (found,) = built(tmp_path, {"m.ward": source}, facts=FACTS).diagnostics
    assert found.code == "W215"
    assert "rules only tighten" in found.message
    assert source[found.span.start : found.span.end] == "then allow"
    assert "add a `then`" not in found.help
