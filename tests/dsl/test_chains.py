"""Facts of a destination: the worst along the parties behind it, on a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.chains import BAA_ORDER, baa_on, effective, parties
from promptward_dsl.ir import DefaultsIR, DestinationIR, PolicyIR

DAY = dt.date(2026, 11, 23)

GOOD = DestinationIR(
    vendor="Microsoft",
    kind="llm",
    baa="until",
    baa_until="2027-06-30",
    region="us_east",
    trains_on_data=False,
    retention_days=0,
    encrypted=True,
)


def policy(**destinations: DestinationIR) -> PolicyIR:
    return PolicyIR("p", "1.0.0", DefaultsIR(), {}, {}, {}, {}, destinations, {}, {}, {}, {}, {})


def test_a_destination_alone_has_its_own_facts():
    assert effective(policy(azure=GOOD), "azure", DAY) == {
        "vendor": "Microsoft",
        "kind": "llm",
        "baa": "active",
        "region": frozenset({"us_east"}),
        "trains_on_data": False,
        "retention_days": 0,
        "encrypted": True,
    }


def test_the_worst_along_the_chain_holds():
    ocr = DestinationIR(
        vendor="PageReader",
        kind="ocr",
        baa="none",
        region="eu",
        trains_on_data=True,
        retention_days=30,
        encrypted=False,
    )
    facts = effective(
        policy(
            entry=GOOD._replace(passes_to=("middle",)),
            middle=GOOD._replace(passes_to=("ocr",)),
            ocr=ocr,
        ),
        "entry",
        DAY,
    )
    assert facts == {
        "vendor": "Microsoft",
        "kind": "llm",
        "baa": "none",
        "region": frozenset({"us_east", "eu"}),
        "trains_on_data": True,
        "retention_days": 30,
        "encrypted": False,
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-14", "none"),
        ("2026-01-15", "active"),
        ("2027-06-30", "active"),
        ("2027-07-01", "expired"),
    ],
)
def test_an_agreement_holds_from_its_first_through_its_last_day(day, expected):
    party = GOOD._replace(baa_from="2026-01-15")
    assert baa_on(party, day) == expected
    assert baa_on(party, dt.date.fromisoformat(day)) == expected
    assert baa_on(party, dt.datetime.fromisoformat(f"{day}T23:59:00")) == expected


def test_without_a_date_an_agreement_with_an_end_is_unknown_and_the_others_are_not():
    assert baa_on(GOOD, None) is None
    assert baa_on(GOOD._replace(baa="not_required"), None) == "not_required"
    assert baa_on(GOOD._replace(baa="none"), None) == "none"
    assert effective(policy(azure=GOOD), "azure", None)["baa"] is None


@pytest.mark.parametrize(("days", "expected"), [(0, "active"), (30, "none"), (None, None)])
def test_an_agreement_for_zero_retention_covers_nothing_that_is_retained(days, expected):
    party = GOOD._replace(requires_zero_retention=True, retention_days=days)
    assert baa_on(party, DAY) == expected


@pytest.mark.parametrize(
    "fact", ["region", "trains_on_data", "retention_days", "encrypted", "baa"]
)
def test_a_fact_that_one_party_does_not_state_is_unknown_for_the_chain(fact):
    quiet = GOOD._replace(**{fact: None})
    facts = effective(policy(a=GOOD._replace(passes_to=("b",)), b=quiet), "a", DAY)
    assert [key for key, value in facts.items() if value is None] == [fact]


def test_a_party_nobody_declared_makes_everything_behind_unknown():
    facts = effective(policy(a=GOOD._replace(passes_to=("ghost",))), "a", DAY)
    assert facts["vendor"] == "Microsoft"
    assert {facts[key] for key in ("baa", "region", "trains_on_data", "encrypted")} == {None}


def test_an_undeclared_destination_has_no_known_fact():
    assert set(effective(policy(), "ghost", DAY).values()) == {None}


def test_parties_that_pass_to_each_other_end():
    looped = policy(
        a=GOOD._replace(passes_to=("b", "a")),
        b=GOOD._replace(passes_to=("a",), baa="not_required"),
    )
    assert list(parties(looped, "a")) == ["a", "b"]
    assert effective(looped, "a", DAY)["baa"] == "active"


PARTIES = st.builds(
    DestinationIR,
    baa=st.sampled_from([None, "none", "not_required", "until"]),
    baa_until=st.sampled_from(["2026-01-01", "2027-01-01"]),
    region=st.sampled_from([None, "eu", "us"]),
    trains_on_data=st.sampled_from([None, True, False]),
    retention_days=st.sampled_from([None, 0, 7, 30]),
    encrypted=st.sampled_from([None, True, False]),
)


@given(st.lists(PARTIES, min_size=1, max_size=4), PARTIES)
def test_one_more_party_never_improves_a_fact(chain, extra):
    def facts_of(members):
        names = [f"d{i}" for i in range(len(members))]
        linked = {
            name: member._replace(passes_to=tuple(names[i + 1 : i + 2]))
            for i, (name, member) in enumerate(zip(names, members, strict=True))
        }
        return effective(policy(**linked), "d0", DAY)

    before, after = facts_of(chain), facts_of([*chain, extra])

    def no_better(key, rank):
        return after[key] is None or (before[key] is not None and rank(after[key], before[key]))

    assert no_better("baa", lambda a, b: BAA_ORDER.index(a) >= BAA_ORDER.index(b))
    assert no_better("region", lambda a, b: a >= b)
    assert no_better("trains_on_data", lambda a, b: a >= b)
    assert no_better("retention_days", lambda a, b: a >= b)
    assert no_better("encrypted", lambda a, b: a <= b)
