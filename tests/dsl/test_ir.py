"""The compiled policy: its schema, its canonical JSON, and what moves its id."""

import datetime as dt
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward_rules
from promptward_dsl.build import build
from promptward_dsl.ir import IR_FORMAT, IRError, PolicyIR, detectors_with, lexicon_hash
from promptward_dsl.sources import SHIPPED, Root

from .folders import BASE, TODAY, compiled, ir

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "ir.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PACKS = [Root(SHIPPED, promptward_rules.root())]
POLICIES = [
    "default",
    *promptward_rules.packs(),
    *sorted((ROOT / "examples").rglob("*.ward")),
    ROOT / "tests" / "end_to_end" / "clinic.ward",
]

RICH = """policy m version 1.0.0 "Title"
import base as b
lexicon near_by = ["chart", "file"]
lexicon titles = ["mr", "mrs"]
category badge: number
group ours = b.mrn, badge
detector badges finds badge "Staff badge" {
  match /\\bB\\d{6}\\b/ confidence medium
  match lexicon titles followed by lexicon near_by confidence low
  require entropy >= 1.5
  raise to high when near lexicon near_by within 40 chars
  raise to high when in field ["badge"]
  lower to low when before ["order"] within 3 words
  except exact ["B000000"] because "specimen"
  except matching /B9+/
  example "chart B123456"
  cites "our own numbering"
}
destination good {
  vendor: "Good"
  kind: llm
  baa: from 2026-01-01 until 2030-01-01
  region: us
  trains_on_data: no
  retention_days: 0
  encrypted: yes
  covers: [chat]
  passes_to: [ocr]
}
destination ocr {
  vendor: "Reader"
  kind: ocr
  baa: not_required
  region: us
  trains_on_data: no
  retention_days: 0
  encrypted: yes
}
role clinician "May treat"
role nurse inherits clinician
contact officer "role:officer"
purpose coding "Ask about a code" {
  roles clinician
  destinations good
  basis payment
  necessary {
    b.dates date_shift up to 30 days
    b.mrn mask showing last 4
  }
  otherwise redact
  cites "45 CFR 164.502(b)"
}
defaults {
  act_on: medium
}
rule strict "Only some" {
  when contains 2 or more distinct ours at least low near b.diagnosis within 5 words
    and (destination.region not in [us, eu] or not actor.mfa)
  then block
  then mask on ours except badge
  oblige audit full, notify officer within 2 hours
  advise "Ask the office."
  cites "45 CFR 164.502(e)"
}
"""


def rich(tmp_path, source: str = RICH, base: str = BASE, **options) -> PolicyIR:
    return ir(tmp_path, {"m.ward": source, "base.ward": base}, **options)


# ---------------------------------------------------------------------- the schema


def test_the_schema_is_one_and_speaks_of_the_format_that_is_written():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["ir"]["const"] == IR_FORMAT
    assert set(SCHEMA["properties"]) == {"ir", *PolicyIR._fields}


def test_no_object_of_the_schema_is_open():
    """A field that is added has to be described, or the schema says nothing of it."""

    def objects(part):
        if isinstance(part, dict):
            if "properties" in part:
                yield part
            for inner in part.values():
                yield from objects(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from objects(inner)

    found = list(objects(SCHEMA))
    assert len(found) > 10
    for one in found:
        assert one["additionalProperties"] is False
        assert sorted(one["properties"]) == one["required"]


@pytest.mark.parametrize("entry", POLICIES, ids=str)
def test_every_shipped_and_example_policy_is_of_the_schema(entry):
    result = build(entry, roots=PACKS, today=TODAY)
    assert result.compiled is not None
    VALIDATOR.validate(json.loads(result.compiled.ir.canonical()))


def test_a_policy_with_every_form_is_of_the_schema(tmp_path):
    VALIDATOR.validate(json.loads(rich(tmp_path).canonical()))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(ir=IR_FORMAT + 1),
        lambda data: data.update(surprise=1),
        lambda data: data.pop("rules"),
        lambda data: data["rules"]["m.strict"].update(verdict="maybe"),
        lambda data: data["rules"]["m.strict"].update(when=["xor", ["true"], ["true"]]),
        lambda data: data["purposes"]["m.coding"].update(otherwise=["mask", None]),
        lambda data: data["destinations"]["m.good"].update(baa="yes"),
        lambda data: data["detectors"]["m.badges"]["match"][0].update(level="sure"),
        lambda data: data["categories"]["m.badge"].update(safe_harbor="S"),
    ],
)
def test_the_schema_refuses_what_is_no_compiled_policy(tmp_path, spoil):
    data = json.loads(rich(tmp_path).canonical())
    spoil(data)
    assert not VALIDATOR.is_valid(data)


# ---------------------------------------------------------------------- canonical JSON


def test_the_policy_id_is_the_hash_of_the_canonical_json(tmp_path):
    policy = rich(tmp_path)
    written = policy.canonical()
    assert written == json.dumps(
        json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=True
    ).encode("ascii")
    assert policy.policy_id == sha256(written).hexdigest()


def test_a_policy_survives_a_round_trip(tmp_path):
    policy = rich(tmp_path)
    again = PolicyIR.from_json(json.loads(policy.canonical()))
    assert again == policy
    assert again.policy_id == policy.policy_id


@pytest.mark.parametrize("word", ["ner_", "0-9", "person_name", "absent"])
def test_all_detectors_that_hold_a_word_are_read_from_lines_and_from_none_more(tmp_path, word):
    policy = rich(tmp_path)
    lines = [line.encode("ascii") for line in policy.to_lines()]
    kept = PolicyIR.from_lines(lines)
    wanted = [one for one in policy.detectors.values() if word in repr(one)]
    found = list(detectors_with(kept, word))
    assert all(one in found for one in wanted)
    assert all(one in detectors_with(policy, word) for one in wanted)
    assert len(kept.detectors._read) == len(found)
    assert bool(found) is any(word.encode() in line for line in lines[1:])


def test_the_id_is_the_same_in_another_process_whatever_its_hash_seed(tmp_path):
    wanted = rich(tmp_path).policy_id
    code = (
        "import sys, datetime; from pathlib import Path; from promptward_dsl.build import build\n"
        "print(build(Path(sys.argv[1]), today=datetime.date(2026, 11, 23)).compiled.ir.policy_id)"
    )
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "m.ward")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == wanted


@pytest.mark.parametrize(
    "data", [None, [], {}, {"ir": 0}, {"ir": IR_FORMAT}, {"ir": IR_FORMAT, "name": "x"}, "text"]
)
def test_what_is_no_compiled_policy_is_refused(data):
    with pytest.raises(IRError):
        PolicyIR.from_json(data)


# ---------------------------------------------------------------------- what moves the id

DECIDES = {
    "the version": ("version 1.0.0", "version 1.0.1"),
    "a word of an evidence lexicon": ('["chart", "file"]', '["chart", "files"]'),
    "a word of a matching lexicon": ('["mr", "mrs"]', '["mr", "ms"]'),
    "fuzziness": ("lexicon titles =", "lexicon titles fuzzy 1 ="),
    "case of a lexicon": ("lexicon titles =", "lexicon titles cased ="),
    "a value type": ("category badge: number", "category badge: text"),
    "a letter": ("category badge: number", "category badge: number safe_harbor R"),
    "members of a group": ("group ours = b.mrn, badge", "group ours = b.mrn, badge, b.ssn"),
    "a pattern": ("\\d{6}", "\\d{7}"),
    "a flag": ("\\d{6}\\b/", "\\d{6}\\b/i"),
    "a starting level": ("/ confidence medium", "/ confidence high"),
    "a requirement": ("require entropy >= 1.5", "require entropy >= 1.6"),
    "a requirement more": ("require entropy", "require valid luhn\n  require entropy"),
    "a raise": ("raise to high when near", "raise to medium when near"),
    "a distance": ("within 40 chars", "within 41 chars"),
    "a unit": ("within 3 words", "within 3 lines"),
    "a side": ('when before ["order"]', 'when near ["order"]'),
    "a field": ('in field ["badge"]', 'in field ["badges"]'),
    "a lower": ("lower to low", "lower to medium"),
    "a term": ('["order"]', '["order", "invoice"]'),
    "an exact exception": ('["B000000"]', '["B000001"]'),
    "a matching exception": ("/B9+/", "/B8+/"),
    "an exception less": ("  except matching /B9+/\n", ""),
    "a fact": ("retention_days: 0\n  encrypted: yes\n  covers", "retention_days: 1\n  encrypted: yes\n  covers"),
    "an agreement's first day": ("from 2026-01-01", "from 2026-01-02"),
    "an agreement's last day": ("until 2030-01-01", "until 2030-01-02"),
    "what an agreement covers": ("covers: [chat]", "covers: [chat, files]"),
    "parties behind": ("  passes_to: [ocr]\n", ""),
    "inheritance": ("role nurse inherits clinician", "role nurse"),
    "whom to notify": ('"role:officer"', '"role:office"'),
    "roles of a purpose": ("roles clinician", "roles clinician, nurse"),
    "destinations of a purpose": ("destinations good", "destinations good, ocr"),
    "a basis": ("basis payment", "basis treatment"),
    "what is necessary": ("mask showing last 4", "mask showing last 3"),
    "days of a shift": ("up to 30 days", "up to 31 days"),
    "the rest": ("otherwise redact", "otherwise pseudonymise"),
    "a default": ("act_on: medium", "act_on: low"),
    "a quantity": ("2 or more distinct", "3 or more distinct"),
    "distinctness": ("2 or more distinct", "2 or more"),
    "a level in a condition": ("at least low", "at least high"),
    "nearness": ("within 5 words", "within 6 words"),
    "near what": ("near b.diagnosis", "near b.dates"),
    "an attribute": ("not actor.mfa", "not request.justified"),
    "values": ("[us, eu]", "[us]"),
    "a connective": (" or not actor.mfa", " and not actor.mfa"),
    "a verdict": ("then block", "then warn"),
    "a transform": ("then mask on", "then redact on"),
    "a selector": ("ours except badge", "ours"),
    "an audit": ("audit full", "audit"),
    "a term of notice": ("within 2 hours", "within 3 hours"),
    "a rule more": ("rule strict", "rule other {\n  then warn\n}\nrule strict"),
    "a name": ("rule strict", "rule stricter"),
    "a waiver": ("role clinician", 'disable rule b.ssn_never because "x"\nrole clinician'),
    "an extension": (
        "role clinician",
        "extend detector b.d_mrn {\n  match /x1/ confidence low\n}\nrole clinician",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DECIDES)
def test_whatever_changes_a_decision_changes_the_id(tmp_path, what):
    before, after = DECIDES[what]
    assert before in RICH
    assert rich(tmp_path, RICH.replace(before, after, 1)).policy_id != rich(tmp_path).policy_id


SAYS_ONLY = {
    "the policy's title": ('1.0.0 "Title"', '1.0.0 "Another"'),
    "a detector's title": (' "Staff badge"', ""),
    "a role's title": ('"May treat"', '"Treats"'),
    "a purpose's title": ('"Ask about a code"', '"Codes"'),
    "a rule's title": ('"Only some"', '"Some"'),
    "citations": ('cites "45 CFR 164.502(e)"', 'cites "45 CFR 164.504"'),
    "advice": ('"Ask the office."', '"Do not."'),
    "a reason": ('because "specimen"', 'because "published"'),
    "an example": ('example "chart B123456"', 'example "file B654321"'),
    "a test": ("role nurse", 'test "t" {\n  prompt "hello"\n  expect allow\n}\nrole nurse'),
    "a comment": ("role nurse", "# a remark\nrole nurse"),
    "lines and blanks": ("role nurse", "\n\n\nrole   nurse"),
    "the order of words": ('["chart", "file"]', '["file", "chart", "file"]'),
    "the order of values": ("[us, eu]", "[eu, us]"),
    "the order of selectors": ("= b.mrn, badge", "= badge, b.mrn"),
    "a default that is stated": ("act_on: medium", "act_on: medium\n  no_findings: allow"),
    "a spelling": ("otherwise redact", "otherwise  redact"),
    "an alias": ("b.", "bb."),
    "a word list nobody reads": ("role nurse", 'lexicon idle = ["x"]\nrole nurse'),
    "a gap said otherwise": ('because "not here"', 'because "never"'),
}


@pytest.mark.parametrize("what", SAYS_ONLY)
def test_what_is_only_said_does_not_change_the_id(tmp_path, what):
    before, after = SAYS_ONLY[what]
    if what == "an alias":
        source, base = RICH.replace("base as b", "base as bb").replace(" b.", " bb."), BASE
    else:
        assert before in RICH + BASE
        source, base = RICH.replace(before, after, 1), BASE.replace(before, after)
    assert rich(tmp_path, source, base).policy_id == rich(tmp_path).policy_id


def test_where_a_policy_lies_and_on_which_day_it_is_built_do_not_change_the_id(tmp_path):
    here = rich(tmp_path / "here")
    there = rich(tmp_path / "there" / "deeper", today=dt.date(2029, 1, 1))
    assert here.policy_id == there.policy_id


def test_one_more_word_anywhere_in_a_list_moves_the_id(tmp_path):
    source = 'policy m version 1.0.0\nimport base as b\nlexicon words from "words.txt"\n'
    source += "extend detector b.d_mrn {\n  match lexicon words confidence low\n}\n"

    def of(*words):
        return compiled(tmp_path, {"m.ward": source, "words.txt": "\n".join(words)}).ir

    assert of("alder", "birch").policy_id != of("alder", "birch", "cedar").policy_id
    assert of("alder", "birch").policy_id == of("birch", "alder", "alder").policy_id


@given(st.lists(st.text(max_size=4)), st.lists(st.text(max_size=4)))
def test_lists_have_equal_hashes_when_they_have_equal_words(one, other):
    tidy = {w for w in one if w and "\n" not in w}, {w for w in other if w and "\n" not in w}
    hashes = lexicon_hash(tuple(tidy[0])), lexicon_hash(tuple(tidy[1]))
    assert (hashes[0] == hashes[1]) == (tidy[0] == tidy[1])
