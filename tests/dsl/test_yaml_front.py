"""The YAML front end: the same tree as Ward's, and a narrow door for everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl import ast
from promptward_dsl.parser import parse
from promptward_dsl.yaml_front import read_data

from .folders import BASE, built, codes, errors, ir
from .yaml_data import HEADER, read, said


def items(body):
    tree, found = read(body)
    assert found == []
    return tree.items


def ward(source):
    tree, found = parse(source, "m.ward")
    assert found == []
    return tree.items


# ---------------------------------------------------------------------- twins

TWINS = {
    "a destination": (
        """destinations:
  azure:
    title: Azure, East
    vendor: Microsoft
    kind: llm
    baa: {from: 2026-01-01, until: 2027-06-30}
    region: us_east
    trains_on_data: false
    retention_days: 0
    encrypted: true
    account: '0012'
    host: api.example.org
    agreement: A-17
    requires_zero_retention: yes
    paths: ["/v1/*"]
    models: [gpt-4o]
    covers: [chat, 'fine_tuning']
    passes_to: [ocr]
  ocr: {kind: ocr, baa: none}
  own: {baa: not_required, retention_days: 3650}
  late:
    baa: {until: 2026-12-31}
""",
        """destination azure "Azure, East" {
  vendor: "Microsoft"
  kind: llm
  baa: from 2026-01-01 until 2027-06-30
  region: us_east
  trains_on_data: no
  retention_days: 0
  encrypted: yes
  account: "0012"
  host: "api.example.org"
  agreement: "A-17"
  requires_zero_retention: yes
  paths: ["/v1/*"]
  models: ["gpt-4o"]
  covers: [chat, "fine_tuning"]
  passes_to: [ocr]
}
destination ocr { kind: ocr baa: none }
destination own { baa: not_required retention_days: 3650 }
destination late { baa: until 2026-12-31 }
""",
    ),
    "lexicons": (
        """lexicons:
  titles: [mr, 'No', 12]
  given: {from: "n.yaml#given", fuzzy: 1}
  wards: {words: [A1], cased: true}
""",
        """lexicon titles = ["mr", "No", "12"]
lexicon given fuzzy 1 from "n.yaml#given"
lexicon wards cased = ["A1"]
""",
    ),
    "a detector": (
        r"""detectors:
  member:
    finds: b.mrn
    title: Member number
    match:
      - {regex: '\b[A-Z]{3}\d{9}\b', confidence: low}
      - {regex: 'a/b', flags: i, confidence: high}
      - {literal: member, confidence: medium}
      - {lexicon: given, confidence: low}
      - {sequence: [given, family], confidence: medium}
      - {recognizer: person_name, at_most: medium}
      - recognizer: person_name
    require: {valid: luhn}
    raise:
      - {to: high, before: [member, subscriber], within: 24 chars}
      - {to: high, near: {lexicon: given}, within: 3 words}
      - {to: medium, in_field: [mrn, chart]}
    lower: {to: low, after: order, within: 1 lines}
    except:
      - {exact: ['XYZ000000000'], because: a sample}
      - {matching: '0+', flags: i}
      - {entropy: '< 1.5'}
    examples: ['member [[XYZ123456789]]', {text: '[[ABC123456789]]', level: low}]
    counterexamples: XYZ123
    cites: ['45 CFR 164.514(b)(2)(i)(I)', ours]
""",
        r"""detector member finds b.mrn "Member number" {
  match /\b[A-Z]{3}\d{9}\b/ confidence low
  match /a\/b/i confidence high
  match "member" confidence medium
  match lexicon given confidence low
  match lexicon given followed by lexicon family confidence medium
  match recognizer person_name at most medium
  match recognizer person_name
  require valid luhn
  raise to high when before ["member", "subscriber"] within 24 chars
  raise to high when near lexicon given within 3 words
  raise to medium when in field ["mrn", "chart"]
  lower to low when after ["order"] within 1 lines
  except exact ["XYZ000000000"] because "a sample"
  except matching /0+/i
  except entropy < 1.5
  example "member [[XYZ123456789]]"
  example "[[ABC123456789]]" low
  counterexample "XYZ123"
  cites "45 CFR 164.514(b)(2)(i)(I)"
  cites "ours"
}
""",
    ),
    "rules": (
        """rules:
  unencrypted:
    title: No clear text
    when: contains any b.phi and not destination.encrypted
    then: block
    audit: true
    advise: Use another one.
    cites: 45 CFR 164.312(e)
  bulk:
    when:
      - 'contains 10 or more distinct b.mrn at least low near b.ssn within 40 chars'
      - "actor.role is clerk or (request.justified and destination.region not in [us, eu])"
    then: [require_justification, {redact: [b.ssn, b.mrn]}, {hash: b.dates}]
    audit: full
    oblige: [notify office within 24 hours]
  silent: {then: warn, audit: false}
""",
        """rule unencrypted "No clear text" {
  when contains any b.phi and not destination.encrypted
  then block
  oblige audit
  advise "Use another one."
  cites "45 CFR 164.312(e)"
}
rule bulk {
  when contains 10 or more distinct b.mrn at least low near b.ssn within 40 chars
  when actor.role is clerk or (request.justified and destination.region not in [us, eu])
  then require_justification
  then redact on b.ssn, b.mrn
  then hash on b.dates
  oblige audit full, notify office within 24 hours
}
rule silent { then warn }
""",
    ),
}


@pytest.mark.parametrize("what", TWINS)
def test_yaml_gives_the_same_tree_as_its_twin_in_ward(what):
    yaml, source = TWINS[what]
    assert items(yaml) == ward(source)


@pytest.mark.parametrize("what", TWINS)
def test_nodes_of_yaml_point_at_what_was_written(what):
    text = HEADER + TWINS[what][0]
    tree, _ = read_data(text, "d.yaml")
    for item in tree.items:
        assert text[item.name.span.start : item.name.span.end] == item.name.text
        assert text[item.span.start :].startswith(item.name.text)
    conditions = [c for i in tree.items if isinstance(i, ast.Rule) for c in i.when]
    for condition in conditions:
        shown = text[condition.span.start : condition.span.end]
        assert shown.startswith(("contains", "actor.role"))
        assert shown.count("\n") == 0


def test_a_policy_with_data_in_yaml_compiles_as_if_it_were_ward(tmp_path):
    head = "policy m version 1.0.0\nimport base as b\n"
    world = 'role clerk\ncontact office "role:office"\nlexicon given = ["Anna"]\n'
    world += 'lexicon family = ["Smith"]\n'
    for what in ("a destination", "rules", "a detector"):
        yaml, source = TWINS[what]
        data = {"m.ward": head + world + 'import data "d.yaml"\n', "d.yaml": HEADER + yaml}
        assert ir(tmp_path, data) == ir(tmp_path, {"m.ward": head + world + source}), what


def test_quotes_make_a_string_where_ward_has_symbols():
    (one,) = items("destinations:\n  a: {region: 'us', retention_days: '3'}\n")
    assert [type(pair.value) for pair in one.facts] == [ast.Text, ast.Text]


@pytest.mark.parametrize("style", ["'{}'", '"{}"', "|\n      {}", ">-\n      {}", "\n      {}"])
def test_a_condition_reads_the_same_in_every_style_of_yaml(style):
    condition = "contains any b.phi and actor.mfa"
    (rule,) = items(f"rules:\n  r:\n    when: {style.format(condition)}\n    then: warn\n")
    assert rule == ward(f"rule r {{ when {condition} then warn }}")[0]


# ---------------------------------------------------------------------- the header


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "destinations: {}\n",
        "- a\n",
        "word\n",
        "ward: data/2\n",
        "ward: [data/1]\n",
    ],
)
def test_a_file_without_the_header_is_refused(text):
    tree, found = read_data(text, "d.yaml")
    assert [d.code for d in found] == ["E114"]
    assert "ward: data/1" in (found[0].help or "")
    assert tree.items == ()


def test_the_header_alone_is_an_empty_module():
    assert items("") == ()


# ---------------------------------------------------------------------- keys

UNKNOWN = {
    "a section": ("destination:\n  a: {}\n", "destination", "destinations"),
    "a lexicon": ("lexicons:\n  a: {word: [x], words: [y]}\n", "word", "words"),
    "a detector": ("detectors:\n  a: {finds: ssn, exmples: [x]}\n", "exmples", "examples"),
    "a match": (
        "detectors:\n  a: {finds: ssn, match: [{regex: a, confidence: low, flag: i}]}\n",
        "flag",
        "flags",
    ),
    "evidence": (
        "detectors:\n  a: {finds: ssn, require: {valid: luhn, withn: 3 chars}}\n",
        "withn",
        "within",
    ),
    "a rule": ("rules:\n  a: {then: block, wen: actor.mfa}\n", "wen", "when"),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_an_unknown_key_is_met_with_the_one_that_was_meant(what):
    body, key, meant = UNKNOWN[what]
    assert said(body) == [("E103", f"unknown key `{key}`", f"did you mean `{meant}`?")]


def test_an_unknown_fact_of_a_destination_is_reported_as_in_ward(tmp_path):
    fact = "retention_dais"
    data = {
        "m.ward": 'policy m version 1.0.0\nimport base\nimport data "d.yaml"\n',
        "d.yaml": HEADER + f"destinations:\n  a: {{kind: llm, {fact}: 3}}\n",
    }
    source = f"policy m version 1.0.0\nimport base\ndestination a {{ kind: llm {fact}: 3 }}\n"
    both = [errors(built(tmp_path, files)) for files in (data, {"m.ward": source})]
    assert both[0] == both[1]
    assert both[0][0][0] == "E103"


# ---------------------------------------------------------------------- shapes

D = "detectors:\n  a:\n    finds: ssn\n    "
MISSHAPEN = {
    "a section that is a list": "destinations: [a]\n",
    "an empty section": "rules:\n",
    "a destination that is a word": "destinations:\n  a: llm\n",
    "a name with a dot": "destinations:\n  a.b: {kind: llm}\n",
    "a name with a blank": "destinations:\n  a b: {kind: llm}\n",
    "an empty name": "destinations:\n  '': {kind: llm}\n",
    "an agreement without end": "destinations:\n  a: {baa: {from: 2026-01-01}}\n",
    "an agreement with another key": "destinations:\n  a: {baa: {until: 2026-01-01, x: y}}\n",
    "an agreement until a word": "destinations:\n  a: {baa: {until: soon}}\n",
    "a lexicon without words": "lexicons:\n  a: {fuzzy: 1}\n",
    "a lexicon with two sources": "lexicons:\n  a: {words: [x], from: n.txt}\n",
    "fuzzy that is no number": "lexicons:\n  a: {words: [x], fuzzy: some}\n",
    "fuzzy in quotes": "lexicons:\n  a: {words: [x], fuzzy: '1'}\n",
    "cased that is no flag": "lexicons:\n  a: {words: [x], cased: maybe}\n",
    "words in words": "lexicons:\n  a: [[x]]\n",
    "a detector that finds nothing": "detectors:\n  a: {match: {literal: x, confidence: low}}\n",
    "a match without pattern": D + "match: {confidence: low}\n",
    "a match with two patterns": D + "match: {regex: a, literal: b, confidence: low}\n",
    "a match without confidence": D + "match: {regex: a}\n",
    "a regex that is a list": D + "match: {regex: [a], confidence: low}\n",
    "a recogniser with confidence": D + "match: {recognizer: r, confidence: low}\n",
    "a regex with a cap": D + "match: {regex: a, confidence: high, at_most: low}\n",
    "flags of a literal": D + "match: {literal: a, flags: i, confidence: low}\n",
    "a raise without level": D + "raise: {near: [x], within: 3 chars}\n",
    "a raise without evidence": D + "raise: {to: high}\n",
    "near without distance": D + "raise: {to: high, near: [x]}\n",
    "a distance in miles": D + "raise: {to: high, near: [x], within: 3 miles}\n",
    "a distance without unit": D + "raise: {to: high, near: [x], within: 3}\n",
    "a distance of a validator": D + "require: {valid: luhn, within: 3 chars}\n",
    "two kinds of evidence": D + "require: {valid: luhn, near: [x], within: 3 chars}\n",
    "two sides": D + "raise: {to: high, near: [x], after: [y], within: 3 chars}\n",
    "an entropy without comparison": D + "require: {entropy: 3.5}\n",
    "evidence that is a word": D + "require: luhn\n",
    "a lexicon of evidence without name": D + "require: {near: {}, within: 3 chars}\n",
    "an exception with two grounds": D + "except: {exact: [a], matching: b}\n",
    "an exception with evidence too": D + "except: {exact: [a], near: [b], within: 3 chars}\n",
    "an exception without ground": D + "except: {because: why not}\n",
    "flags of an exact exception": D + "except: {exact: [a], flags: i}\n",
    "an example that is a list": D + "examples: [[x]]\n",
    "an example without text": D + "examples: [{level: low}]\n",
    "a rule that is a list": "rules:\n  a: [block]\n",
    "a verdict of no such name": "rules:\n  a: {then: blok}\n",
    "a transform with a parameter": "rules:\n  a: {then: {mask: ssn}}\n",
    "a transform of no such name": "rules:\n  a: {then: {redct: ssn}}\n",
    "a transform on a mapping": "rules:\n  a: {then: {redact: {x: y}}}\n",
    "a transform on no name": "rules:\n  a: {then: {redact: '1+1'}}\n",
    "two transforms in one": "rules:\n  a: {then: {redact: ssn, hash: mrn}}\n",
    "a condition that is a mapping": "rules:\n  a: {when: {any: ssn}, then: block}\n",
}


@pytest.mark.parametrize(
    ("value", "message", "help_"),
    [
        ("{untl: 2027-01-01}", "`untl` is no part of an agreement", "did you mean `until`?"),
        (
            "{ends: 2027-01-01}",
            "`ends` is no part of an agreement",
            "`from` and `until`, with dates",
        ),
        ("{from: 2027-01-01}", "an agreement needs its last day", "`until: 2027-06-30`"),
    ],
)
def test_a_slip_in_an_agreement_is_met_with_what_was_meant(value, message, help_):
    _, (found,) = read(f"destinations:\n  a:\n    baa: {value}\n")
    assert (found.code, found.message, found.help) == ("E104", message, help_)


@pytest.mark.parametrize("what", MISSHAPEN)
def test_a_value_of_the_wrong_shape_is_an_error_and_its_declaration_is_left_out(what):
    tree, found = read(MISSHAPEN[what])
    assert found
    assert {d.code for d in found} <= {"E104", "E002"}, found
    assert tree.items == ()


@pytest.mark.parametrize(
    "condition", ["", "contains", "destination.baa is", "contains any ssn then block", ")"]
)
def test_a_condition_with_a_syntax_error_is_reported_at_its_place(condition):
    text = HEADER + f"rules:\n  a:\n    when: '{condition}'\n    then: block\n"
    found = read_data(text, "d.yaml")[1]
    assert found
    assert all(d.code in {"E001", "E002"} for d in found)
    start, end = text.index(f"'{condition}'"), text.index("\n    then")
    assert all(start <= d.span.start <= end for d in found)


def test_one_faulty_declaration_leaves_the_others():
    tree, found = read("destinations:\n  a: {kind: llm}\n  b: [x]\n  c: {kind: ocr}\n")
    assert [item.name.text for item in tree.items] == ["a", "c"]
    assert len(found) == 1


CHECKED = {
    "a level of no such name": D + "match: {regex: a, confidence: certain}\n",
    "a raise to no such level": D + "raise: {to: certain, valid: luhn}\n",
    "an example at no such level": D + "examples: {text: '[[a]]', level: certain}\n",
    "a cap of no such level": D + "match: {recognizer: person_name, at_most: certain}\n",
    "flags of no such kind": D + "match: {regex: a, flags: zz, confidence: low}\n",
    "flags that are long": D + "match: {regex: a, flags: igmsx, confidence: low}\n",
    "an audit of no such level": "rules:\n  a: {then: block, audit: banana}\n",
    "a fact of the wrong kind": "destinations:\n  a: {encrypted: maybe}\n",
    "a fact that is a number": "destinations:\n  a: {region: 3}\n",
    "a list of lists": "destinations:\n  a: {paths: [[[x]]]}\n",
    "a list of lists of parties": "destinations:\n  a: {passes_to: [[b]]}\n",
    "an agreement until no day": "destinations:\n  a: {baa: {until: 2026-02-30}}\n",
    "an agreement elsewhere": "destinations:\n  a: {region: {until: 2026-01-01}}\n",
    "fuzzy beyond reason": "lexicons:\n  a: {words: [x], fuzzy: 99}\n",
    "a huge number": f"destinations:\n  a: {{retention_days: {'9' * 400}}}\n",
    "a regex that is none": D + "match: {regex: '(', confidence: low}\n",
    "a category of no such name": "detectors:\n  a: {finds: nothing}\n",
    "an empty term": D + "raise: {to: high, near: [''], within: 3 chars}\n",
    "a distance of nothing": D + "raise: {to: high, near: [x], within: 0 chars}\n",
}


@pytest.mark.parametrize("what", CHECKED)
def test_what_ward_could_not_even_say_is_refused_by_the_checker(tmp_path, what):
    files = {
        "m.ward": 'policy m version 1.0.0\nimport base\nimport data "d.yaml"\n',
        "d.yaml": HEADER + CHECKED[what].replace("finds: ssn", "finds: base.ssn"),
    }
    result = built(tmp_path, files)
    assert result.compiled is None, what
    assert {
        d.span.file.rpartition("/")[2] for d in result.diagnostics if d.severity == "error"
    } == {"d.yaml"}


# ---------------------------------------------------------------------- any text

SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(
            [*HEADER.split(), *(word for yaml, _ in TWINS.values() for word in yaml.split())]
        ),
        st.sampled_from(["\n", "\n  ", "\n    ", ": ", "- ", "{", "}", "[", "]", ", ", "'", '"']),
        st.sampled_from(
            ["|", ">", "&a", "*a", "!t", "---", "...", "%", "\t", "\0", "\ud800", "?"]
        ),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


@given(SCRAPS)
def test_any_text_gives_a_tree_and_diagnostics_and_never_an_exception(text):
    for source in (text, HEADER + text):
        tree, found = read_data(source, "d.yaml")
        assert isinstance(tree, ast.Module)
        assert all(0 <= d.span.start <= d.span.end <= len(source) for d in found)


@given(st.data())
def test_any_edit_of_good_data_gives_a_tree_and_diagnostics(data):
    text = HEADER + "".join(yaml for yaml, _ in TWINS.values())
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    scrap = data.draw(SCRAPS)
    edited = text[:at] + scrap + text[at + length :]
    tree, found = read_data(edited, "d.yaml")
    assert isinstance(tree, ast.Module)
    assert all(0 <= d.span.start <= d.span.end <= len(edited) for d in found)


def test_the_base_of_these_tests_is_sound(tmp_path):
    assert codes(built(tmp_path, {"m.ward": BASE.replace("policy base", "policy m")})) == []


@pytest.mark.parametrize("key", ["require", "except"])
def test_a_distance_from_nothing_is_an_error_and_no_crash(key):
    body = "detectors:\n  d:\n    finds: b.mrn\n    match: [{regex: 'x', confidence: low}]\n"
    _, found = read(f"{body}    {key}: [{{within: 3 chars}}]\n")
    assert [d.code for d in found] == ["E104"]
