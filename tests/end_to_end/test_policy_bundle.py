"""Signed policies: on a machine that asks for a signature no other policy is decided with."""

from pathlib import Path

import pytest

import promptward
from promptward.model import PolicyError

pytestmark = pytest.mark.e2e

CLINIC = Path(__file__).with_name("clinic.ward")
DATA = """ward: data/1
destinations:
  elsewhere:
    vendor: our own IT
    kind: llm
    baa: not_required
    region: onprem
    trains_on_data: false
    retention_days: 0
    encrypted: true
"""
KEYS = '[keys]\nstore = "file"\nfolder = "{folder}"\n'


@pytest.fixture
def office(promptward, tmp_path):
    """`office(*arguments)` runs a command where the privacy office keeps its key and its policy."""
    home = tmp_path / "office"
    home.mkdir()
    (home / "policy").mkdir()
    header, rest = CLINIC.read_text().split("\ncategory names", 1)
    written = f'{header}\nimport data "destinations.yaml"\ncategory names{rest}'
    (home / "policy" / "clinic.ward").write_text(written)
    (home / "policy" / "destinations.yaml").write_text(DATA)
    (home / "config.toml").write_text(KEYS.format(folder=home / "keys"))

    def run(*arguments, code=0, config=home / "config.toml"):
        environ = {"PROMPTWARD_CONFIG": str(config), "HOME": str(home)}
        done = promptward(*arguments, cwd=home, env=environ, stdin="SSN 900-12-3456")
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done

    run.home = home
    run.policy = home / "policy" / "clinic.ward"
    return run


@pytest.fixture
def trusting(office):
    """The office with a key, and a configuration of a machine that trusts it."""
    line = office("policy", "bundle", "key", "st-elsewhere/privacy").stdout
    (office.home / "machine.toml").write_text(line)
    office.machine = office.home / "machine.toml"
    office.key = line.split('"')[1]
    return office


def sign(office):
    return office("policy", "bundle", "sign", str(office.policy))


def load(office, cache):
    environ = {"PROMPTWARD_CONFIG": str(office.machine), "PROMPTWARD_CACHE": str(cache)}
    return promptward.load(
        office.policy,
        environ=environ,
        folder=str(office.home),
        floor_folder=str(office.home / "x"),
    )


def test_a_signed_policy_loads_and_an_unsigned_one_does_not(trusting):
    policy = str(trusting.policy)
    refused = trusting("check", "-", "--policy", policy, config=trusting.machine, code=2)
    assert "not signed" in refused.stderr
    assert ".ward.sig" in refused.stderr
    assert "900-12" not in refused.stdout + refused.stderr
    assert "privacy" in sign(trusting).stdout
    trusting("check", "-", "--policy", policy, config=trusting.machine, code=1)
    said = trusting("policy", "bundle", "verify", policy, config=trusting.machine).stdout
    assert "as signed by st-elsewhere/privacy" in said
    assert (
        "as signed" in trusting("policy", "bundle", "verify", policy, "--key", trusting.key).stdout
    )


@pytest.mark.parametrize("part", ["policy", "data", "signature", "gone"])
def test_whatever_changes_after_signing_is_refused_also_where_it_was_cached(
    trusting, tmp_path, part
):
    sign(trusting)
    cache = tmp_path / "cache"
    assert load(trusting, cache).warning is None  # and now it is cached
    signature = trusting.policy.with_name(trusting.policy.name + ".sig")
    changed = {
        "policy": trusting.policy,
        "data": trusting.policy.with_name("destinations.yaml"),
        "signature": signature,
    }.get(part)
    if changed is None:
        signature.unlink()
    else:
        changed.write_text(changed.read_text() + "\n# one more line\n")
    with pytest.raises(PolicyError, match="not signed as this machine asks"):
        load(trusting, cache)
    if part in {"policy", "data"}:
        told = trusting(
            "policy", "bundle", "verify", str(trusting.policy), config=trusting.machine, code=1
        )
        assert changed.name in told.stdout
        sign(trusting)
        assert load(trusting, cache)


def test_another_key_is_not_trusted(trusting, tmp_path):
    trusting("policy", "bundle", "key", "somebody/else", "--replace")
    sign(trusting)
    with pytest.raises(PolicyError, match="none of the keys that are trusted"):
        load(trusting, tmp_path / "cache")


def test_what_was_cached_without_a_demand_does_not_answer_one(trusting, tmp_path):
    cache = tmp_path / "cache"
    environ = {"PROMPTWARD_CACHE": str(cache)}
    folders = {"folder": str(trusting.home), "floor_folder": str(trusting.home / "x")}
    promptward.load(trusting.policy, environ=environ, **folders)
    with pytest.raises(PolicyError, match="there is no"):
        load(trusting, cache)


def test_the_embedded_policy_needs_no_signature(trusting):
    trusting("check", "-", config=trusting.machine, code=1)
    said = trusting("policy", "bundle", "verify", config=trusting.machine).stdout
    assert "needs no signature" in said


def test_a_policy_with_errors_is_not_signed(trusting):
    trusting.policy.write_text(trusting.policy.read_text() + "\nrule {\n")
    done = trusting("policy", "bundle", "sign", str(trusting.policy), code=2)
    assert "is not signed" in done.stderr
    assert not trusting.policy.with_name(trusting.policy.name + ".sig").exists()


def test_slips_are_said(office):
    assert "key_missing" in office("policy", "bundle", "sign", str(office.policy), code=2).stderr
    assert (
        "no key is trusted"
        in office("policy", "bundle", "verify", str(office.policy), code=2).stderr
    )
    assert "key_missing" in office("policy", "bundle", "key", code=2).stderr
    made = office("policy", "bundle", "key", "one").stdout
    assert office("policy", "bundle", "key").stdout == made
    assert "without a name, shows" in office("policy", "bundle", "key", "one", code=2).stderr
    assert "usage" in office("policy", "bundle", "key", "--replace", code=2).stderr
    assert "usage" in office("policy", "bundle", "key", "", code=2).stderr
    assert "key_there" in office("policy", "bundle", "key", "one", code=2).stderr
    assert "without spaces" in office("policy", "bundle", "key", "one two", code=2).stderr
    wrong = office.home / "wrong.toml"
    wrong.write_text('[policy]\nsigned_by = ["nobody"]\n')
    done = office("check", "-", config=wrong, code=2)
    assert "config_value" in done.stderr
    assert "verifier keys" in done.stderr
    wrong.write_text("[policy]\nsigned = true\n")
    assert "config_unknown" in office("check", "-", config=wrong, code=2).stderr
