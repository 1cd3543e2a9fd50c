"""The machine-wide floor: each way in which a nearer policy could try to weaken it."""

from pathlib import Path

import pytest

from promptward_dsl.lattice import Disposition

from .folders import BASE, TODAY, built, codes, errors

FLOOR = """policy site.floor version 1.0.0
import base as b
destination gateway {
  vendor: "Good"
  kind: llm
  baa: until 2030-01-01
  region: us
  trains_on_data: no
  retention_days: 30
  encrypted: yes
  host: "gateway.clinic.example"
}
role clinician
role staff
purpose coding {
  roles clinician
  destinations gateway
  basis payment
  necessary {
    b.dates generalise to year
    b.mrn mask showing last 2
  }
  otherwise redact
}
defaults {
  act_on: medium
  no_purpose: block
  no_findings: warn
}
rule mfa_for_phi {
  when contains any b.phi and not actor.mfa
  then block
}
rule no_ssn {
  when contains any b.ssn at least low
  then redact on b.ssn
}
"""
HEAD = "policy m version 1.0.0\nimport base as b\nimport site.floor as f\n"


def near(folder: Path, source: str, head: str = HEAD, **files: str):
    """A nearer policy, built upon the floor, which lies elsewhere on the machine."""
    etc = folder / "etc"
    for root, name, text in ((etc, "site/floor.ward", FLOOR), (etc, "base.ward", BASE)):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return built(
        folder / "project",
        {"m.ward": head + source, **files},
        floor=etc / "site" / "floor.ward",
        today=TODAY,
    )


def refused(folder: Path, source: str, **options) -> list[str]:
    """The messages about the floor; there are no other errors."""
    result = near(folder, source, **options)
    assert result.compiled is None
    found = errors(result)
    assert {code for code, _ in found} == {"E118"}, found
    return [message for _, message in found]


# ---------------------------------------------------------------------- what holds


def test_a_nearer_policy_that_only_adds_and_tightens_loads(tmp_path):
    result = near(
        tmp_path,
        "defaults { act_on: low }\n"
        "rule stricter {\n  when contains any b.mrn\n  then block\n}\n"
        "extend detector b.d_mrn {\n  match /SE\\d{8}/ confidence high\n}\n"
        "purpose coding {\n  roles f.clinician\n  destinations f.gateway\n  basis payment\n"
        "  necessary {\n    b.dates generalise to decade\n  }\n  otherwise redact\n}\n",
    )
    assert codes(result) == []
    rules = result.compiled.ir.rules
    assert {"site.floor.mfa_for_phi", "site.floor.no_ssn", "m.stricter"} <= set(rules)


def test_a_floor_holds_for_a_policy_that_never_heard_of_it(tmp_path):
    result = near(tmp_path, "", head="policy m version 1.0.0\nimport base as b\n")
    assert codes(result) == []
    ir = result.compiled.ir
    assert "site.floor.mfa_for_phi" in ir.rules
    assert ir.defaults.no_findings == "warn"
    assert ir.purposes["site.floor.coding"].needs["base.mrn"] == Disposition("mask", "last 2")


def test_the_floor_may_amend_its_own_modules(tmp_path):
    etc = tmp_path / "etc"
    etc.mkdir()
    (etc / "base.ward").write_text(BASE)
    floor = etc / "floor.ward"
    floor.write_text(
        "policy floor version 1.0.0\nimport base as b\n"
        'disable rule b.ssn_never because "the gateway does it"\n'
    )
    result = built(
        tmp_path / "project",
        {"m.ward": "policy m version 1.0.0\nimport base as b\n"},
        floor=floor,
    )
    assert codes(result) == []
    assert "base.ssn_never" not in result.compiled.ir.rules


# ---------------------------------------------------------------------- taking away


@pytest.mark.parametrize(
    "source",
    [
        'disable rule f.no_ssn because "in the way"',
        'disable rule f.no_ssn because "in the way" until 2027-01-31',
        'disable rule b.ssn_never because "of a module that the floor imports"',
        'disable detector b.d_ssn because "noisy"',
        (
            'override detector b.d_ssn because "ours is better" {\n'
            '  match /\\bX\\d{9}\\b/ confidence low\n  example "[[X123456789]]"\n}'
        ),
    ],
)
def test_nothing_of_the_floor_is_disabled_or_overridden_not_even_for_a_while(tmp_path, source):
    (message,) = refused(tmp_path, source)
    assert message.endswith("would weaken the floor")


def test_a_waiver_hidden_in_an_imported_module_is_found(tmp_path):
    module = (
        "policy helper version 1.0.0\nimport site.floor as f\n"
        'disable rule f.no_ssn because "in the way"\n'
    )
    (message,) = refused(tmp_path, "import helper\n", **{"helper.ward": module})
    assert message == "`disable` of `f.no_ssn` would weaken the floor"


def test_an_extension_of_the_floor_that_narrows_is_refused_as_everywhere(tmp_path):
    result = near(
        tmp_path, 'extend detector b.d_ssn {\n  except before ["order"] within 9 chars\n}\n'
    )
    assert codes(result) == ["E116"]


def test_what_the_project_imports_for_itself_may_be_amended(tmp_path):
    module = "policy helper version 1.0.0\nrule ours {\n  then warn\n}\n"
    result = near(
        tmp_path,
        'import helper\ndisable rule helper.ours because "not any more"\n',
        **{"helper.ward": module},
    )
    assert codes(result) == []


def test_the_rule_of_the_floor_is_named_with_its_place(tmp_path):
    result = near(tmp_path, 'disable rule f.no_ssn because "in the way"')
    (one,) = (d for d in result.diagnostics if d.code == "E118")
    assert "rule `site.floor.no_ssn` belongs to the floor" in one.note
    assert one.related[0].span.file.endswith("floor.ward")
    assert one.span.file.endswith("m.ward")


# ---------------------------------------------------------------------- standing in its place


def test_a_file_of_the_project_cannot_stand_for_the_floor_or_what_it_imports(tmp_path):
    softer = BASE.replace("\\d{3}-\\d{2}-\\d{4}", "NEVER").replace("536-22-4399", "NEVER")
    for name, text in (
        ("base.ward", softer),
        ("site/floor.ward", "policy site.floor version 1.0.0\nrole anybody\n"),
    ):
        messages = refused(tmp_path / name.replace("/", "_"), "", **{name: text})
        assert all(m.startswith("the floor has a module `") for m in messages)


def test_a_nearer_policy_cannot_take_the_floors_name(tmp_path):
    (message,) = refused(tmp_path, "", head="policy site.floor version 9.0.0\n")
    assert message.endswith("which nothing nearer may replace")


def destination(name: str = "gateway", host: str = "gateway.clinic.example", **facts: str) -> str:
    stated = {
        "vendor": '"Good"',
        "kind": "llm",
        "baa": "until 2030-01-01",
        "region": "us",
        "trains_on_data": "no",
        "retention_days": "30",
        "encrypted": "yes",
        "host": f'"{host}"',
    } | facts
    lines = "\n".join(f"  {key}: {value}" for key, value in stated.items())
    return f"destination {name} {{\n{lines}\n}}\n"


@pytest.mark.parametrize(
    "facts",
    [{}, {"baa": "not_required"}, {"retention_days": "0"}, {"host": "elsewhere.example"}],
)
def test_a_destination_of_the_floor_is_not_declared_again(tmp_path, facts):
    (message,) = refused(tmp_path, destination(**facts))
    assert "would stand in the place of the floor's" in message


@pytest.mark.parametrize("facts", [{"baa": "not_required"}, {"retention_days": "0"}])
def test_the_endpoint_of_the_floor_gets_no_second_name_with_other_facts(tmp_path, facts):
    (message,) = refused(tmp_path, destination("gateway_too", **facts))
    assert message == "destination `gateway_too` is the floor's host with other facts"


@pytest.mark.parametrize(
    "host",
    [
        "Gateway.Clinic.example",
        "gateway.clinic.example:443",
        "gateway.clinic.example:8443",
        "gateway.clinic.example.",
        "gateway.clinic.example.:443",
        "*.clinic.example",
        "*.Clinic.example:443",
    ],
)
def test_the_host_of_the_floor_is_the_same_however_it_is_written(tmp_path, host):
    (message,) = refused(tmp_path, destination("other", host=host, baa="not_required"))
    assert message == "destination `other` is the floor's host with other facts"


def test_the_host_of_the_floor_gets_no_second_name_that_covers_more(tmp_path):
    (message,) = refused(tmp_path, destination("other", covers="[chat, files]"))
    assert message == "destination `other` is the floor's host with other facts"


@pytest.mark.parametrize("host", ["clinic.example", "*.gateway.clinic.example", "*.example"])
def test_a_host_beside_the_floors_is_another_one(tmp_path, host):
    other = destination("other", host=host, baa="not_required")
    assert codes(near(tmp_path, other)) == []


def test_what_the_floor_declares_is_told_in_what_is_compiled(tmp_path):
    build = near(tmp_path, destination("other", host="elsewhere.example"))
    assert build.compiled is not None
    floors = {name: one.floor for name, one in build.compiled.ir.destinations.items()}
    assert floors == {"site.floor.gateway": True, "m.other": False}


def test_the_same_endpoint_with_the_same_facts_and_another_endpoint_are_fine(tmp_path):
    same = destination("gateway_too") + destination("local", host="localhost", baa="not_required")
    assert codes(near(tmp_path, same)) == []


def test_a_destination_in_yaml_is_held_to_the_same(tmp_path):
    data = "ward: data/1\ndestinations:\n  gateway:\n    vendor: Good\n    baa: not_required\n"
    (message,) = refused(tmp_path, 'import data "world.yaml"\n', **{"world.yaml": data})
    assert "would stand in the place of the floor's" in message


def test_a_role_of_the_floor_is_not_declared_again(tmp_path):
    (message,) = refused(tmp_path, "role clinician inherits f.staff\n")
    assert "role `clinician` would stand in the place" in message


def test_a_new_role_does_not_inherit_what_the_floor_grants(tmp_path):
    (message,) = refused(tmp_path, "role visitor inherits f.clinician\n")
    assert message.startswith("role `visitor` would be given what the floor gives to")
    assert codes(near(tmp_path / "other", "role visitor inherits f.staff\n")) == []


# ---------------------------------------------------------------------- opening wider


def purpose(
    roles: str = "f.clinician",
    destinations: str = "f.gateway",
    basis: str = "  basis payment\n",
    needs: str = "b.dates generalise to year",
    otherwise: str = "redact",
) -> str:
    return (
        f"role own\n{destination('other', host='other.example')}purpose coding {{\n"
        f"  roles {roles}\n  destinations {destinations}\n{basis}"
        f"  necessary {{\n    {needs}\n  }}\n  otherwise {otherwise}\n}}\n"
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (purpose(roles="own"), "it grants role `own`"),
        (purpose(roles="f.clinician, f.staff"), "it grants role `f.staff`"),
        (purpose(destinations="other"), "it grants destination `other`"),
        (purpose(needs="b.dates keep"), "`dates` gets `keep`, not `generalise to year`"),
        (purpose(needs="b.dates generalise to month"), "`dates` gets `generalise to month`"),
        (purpose(needs="b.mrn mask showing last 4"), "`mrn` gets `mask showing last 4`"),
        (purpose(otherwise="pseudonymise"), "gets `pseudonymise`, not `redact`"),
        (purpose(basis=""), "it is not on `basis payment`"),
        (purpose(basis="  basis treatment\n"), "it is not on `basis payment`"),
    ],
)
def test_a_purpose_of_the_floor_is_not_declared_looser(tmp_path, source, said):
    (message,) = refused(tmp_path, source)
    assert message.startswith("purpose `coding` is looser than the floor's: ")
    assert said in message


def test_a_new_purpose_does_not_promise_what_a_rule_of_the_floor_always_takes_back(tmp_path):
    source = purpose(needs="b.ssn mask showing last 4").replace("purpose coding", "purpose mine")
    (message,) = refused(tmp_path, source)
    assert message == (
        "`b.ssn mask showing last 4` grants what a rule of the floor always takes back"
    )


def test_a_new_purpose_of_its_own_is_fine(tmp_path):
    source = purpose(roles="own", destinations="other").replace("purpose coding", "purpose mine")
    assert codes(near(tmp_path, source)) == []


# ---------------------------------------------------------------------- defaults


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("act_on: high", "`act_on: high` is looser than the floor's `act_on: medium`"),
        ("no_purpose: warn", "`no_purpose: warn` is looser than the floor's `no_purpose: block`"),
        ("no_findings: allow", "is looser than the floor's `no_findings: warn`"),
    ],
)
def test_a_default_of_the_floor_is_not_loosened(tmp_path, line, said):
    (message,) = refused(tmp_path, f"defaults {{ {line} }}\n")
    assert said in message


def test_a_default_is_tightened_and_a_floor_in_doubt_is_the_stricter(tmp_path):
    result = near(tmp_path, "defaults { act_on: low no_findings: block }\n")
    assert codes(result) == []
    assert result.compiled.ir.defaults.no_findings == "block"


def test_what_the_floor_leaves_to_the_built_in_defaults_is_not_loosened_either(tmp_path):
    """`unknown_destination` is block unless somebody says otherwise; the floor did not."""
    (message,) = refused(tmp_path, "defaults { unknown_destination: allow }\n")
    assert message.endswith("looser than the floor's `unknown_destination: block`")
