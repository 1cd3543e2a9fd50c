"""What is said of a policy that takes something away from a pack, whose examples hung on it."""

from pathlib import Path

import pytest

import promptward
from promptward import policy
from promptward_dsl.sources import SHIPPED, Root

from .clinic import TODAY

PACK = r"""policy pack version 1.0.0
category mrn: number safe_harbor H
category other: number safe_harbor R
detector mrn finds mrn {
  match /MRN (?P<value>\d{6})\b/ confidence high
  example "MRN [[123456]]"
  counterexample "MRN"
}
detector alone finds mrn {
  match /no (?P<value>\d{5})\b/ confidence high
  example "no [[12345]]"
  counterexample "no"
}
detector number finds other {
  match /\b\d{6}\b/ confidence medium
  lower to low when valid known_otherwise
  example "MRN [[123456]]" low
  counterexample "12"
}
""" + "\n".join(f'uncovered safe_harbor {x} because "small"' for x in "ABCDEFGIJKLMNOPQ")


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "pack.ward").write_text(PACK)
    monkeypatch.setattr(policy, "_shipped", lambda: [Root(SHIPPED, packs)])

    def examined(source: str) -> list[str]:
        path = tmp_path / "near.ward"
        path.write_text(f"policy near version 1.0.0\nimport pack as p\n{source}")
        given = {
            "today": TODAY,
            "environ": {"PROMPTWARD_CACHE": str(tmp_path / "cache")},
            "folder": str(tmp_path),
            "floor_folder": str(tmp_path),
        }
        found = promptward.examine(path, **given)
        if found.sound:
            assert promptward.load(path, **given).policy.name == "near"
        return [d.message for d in found.diagnostics if d.severity == "error"]

    return examined


@pytest.mark.parametrize(
    "taken",
    [
        'disable detector p.mrn because "not ours"\n',
        (
            'override detector p.mrn because "not ours" {\n'
            "  match /Nr (?P<value>\\d{6})/ confidence high\n"
            '  example "Nr [[123456]]"\n}\n'
        ),
    ],
)
def test_an_example_of_a_pack_that_hung_on_what_the_author_took_away_is_let_go(said, taken):
    assert said(taken) == []
    assert said(taken) == []  # kept, and the same


def test_an_example_of_a_pack_that_fails_for_another_reason_still_fails(said):
    extended = "extend detector p.alone {\n  match /no/ confidence low\n}\n"
    both = f'{extended}disable detector p.mrn because "not ours"\n'
    for source in (extended, both):
        assert said(source) == ["detector `alone` finds `no` in this counterexample"]


def test_the_authors_own_example_fails_whatever_was_taken_away(said):
    own = (
        'disable detector p.mrn because "not ours"\n'
        "detector own finds p.other {\n  match /\\b\\d{6}\\b/ confidence medium\n"
        '  lower to low when valid known_otherwise\n  example "MRN [[123456]]" low\n}\n'
    )
    assert said(own) == ["detector `own` finds this with confidence medium, not low"]
