"""ZIP prefixes by the 2020 Census, all thousand of them, and what may stay of an address."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward import places, zip3
from promptward.model import PromptwardError
from promptward_rules import read_bytes

# 45 CFR 164.514(b)(2)(i)(B) with the 2020 Census, written down a second time.
RESTRICTED = [
    "036",
    "059",
    "102",
    "202",
    "203",
    "204",
    "205",
    "369",
    "556",
    "692",
    "753",
    "772",
    "821",
    "823",
    "878",
    "879",
    "884",
    "893",
]
UNKNOWN = (
    "000-005 008 055 090-099 192 213 269 311 332 340 343 345 348 353 375 399 419 428-429 459 509 "
    "517-519 529 533 536 552 555 568-569 578-579 589 621 632 642-643 649 659 663 682 694-699 702 "
    "709 715 732-733 742 771 817-819 839 842 848-849 854 858 861-862 866-869 872 876 885-889 892 "
    "896 899 901 909 929 938 942 962-966 969 987"
)
# Prefixes that the 2000 list zeroes and the 2020 Census opens.
OPENED = ("063", "790", "830", "831", "890")


def test_all_thousand_prefixes_stay_or_become_zero_by_the_table_of_2020() -> None:
    unknown = zip3.ranges(UNKNOWN)
    assert len(RESTRICTED) == 18
    assert len(unknown) == 106
    zeroed = unknown | set(RESTRICTED)
    for number in range(1000):
        prefix = f"{number:03}"
        expected = "000" if prefix in zeroed else prefix
        assert zip3.keep_or_zero(prefix) == expected
        assert places.generalise(f"{prefix}12", "zip3") == expected
        assert places.generalise(f"{prefix}12-3456", "zip3") == expected


def test_restricted_prefixes_hold_no_more_people_than_the_rule_allows() -> None:
    table = json.loads(read_bytes("tables/zip3_2020.json"))
    assert sorted(table["restricted"]) == RESTRICTED
    assert all(people <= table["threshold"] for people in table["restricted"].values())
    assert all(people > table["threshold"] for people in table["nearest_above"].values())
    assert set(table["nearest_above"]) <= zip3.prefixes().open


def test_prefixes_that_only_older_censuses_restrict_stay() -> None:
    assert all(zip3.keep_or_zero(prefix) == prefix for prefix in OPENED)


def test_every_prefix_that_may_stay_is_in_use() -> None:
    known = zip3.prefixes()
    assert known.open < known.assigned
    assert len(known.open) == 876


def test_a_table_that_was_changed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip3, "TABLE_SHA256", "0" * 64)
    zip3.prefixes.cache_clear()
    with pytest.raises(PromptwardError, match="damaged"):
        zip3.keep_or_zero("021")
    monkeypatch.undo()
    zip3.prefixes.cache_clear()
    assert zip3.keep_or_zero("021") == "021"


@pytest.mark.parametrize(
    ("text", "zip5", "zip_3", "state"),
    [
        ("02139", "02139", "021", "MA"),
        ("02139-4307", "02139", "021", "MA"),
        ("021394307", "02139", "021", "MA"),
        ("03601", "03601", "000", "NH"),
        ("09001", "09001", "000", None),
        ("06390", "06390", "063", "NY"),
        ("20588", "20588", "000", "MD"),
        ("00601", "00601", "006", "PR"),
        ("96910", "96910", "000", "GU"),
        ("96939", "96939", "000", None),
        ("021", "021", "021", "MA"),
        ("021**", "021", "021", "MA"),
        ("063", "063", "063", None),
        ("036", "000", "000", "NH"),
        ("Cambridge, MA 02139", "MA 02139", "MA 021", "MA"),
        ("12 Main St., Cambridge, Massachusetts 02139-4307", "MA 02139", "MA 021", "MA"),
        ("100 Peachtree St NE 30303", "30303", "303", "GA"),
        ("Boston, MA", "MA", "MA", "MA"),
        ("Seattle, Washington", "WA", "WA", "WA"),
        ("Massachusetts", "MA", "MA", "MA"),
        ("Maui County", "HI", "HI", "HI"),
        ("County of Maui", "HI", "HI", "HI"),
        ("Cook County, IL", "IL", "IL", "IL"),
        ("Suffolk County", None, None, None),
        ("Washington", None, None, None),
        ("12 Oak CT", None, None, None),
        ("12 Main Street", None, None, None),
        ("Suite 021", None, None, None),
        ("", None, None, None),
        ("12345678901", None, None, None),
        ("0213", None, None, None),
        ("x" * 1000 + " 02139", None, None, None),
    ],
)
def test_of_a_place_its_zip_code_or_state_stays(
    text: str, zip5: str | None, zip_3: str | None, state: str | None
) -> None:
    assert places.generalise(text, "zip5") == zip5
    assert places.generalise(text, "zip3") == zip_3
    assert places.generalise(text, "state") == state


@given(st.text(max_size=40) | st.text(alphabet="0123456789- ,MANY", max_size=30))
def test_of_any_text_only_a_state_and_three_digits_stay(text: str) -> None:
    states = set(places.states().by_name.values())
    for grain in ("zip3", "state"):
        output = places.generalise(text, grain)
        if output is None:
            continue
        *state, last = output.split()
        assert set(state) <= states
        if grain == "state":
            assert output in states
        else:
            assert last in states or last == "000" or last in zip3.prefixes().open


def test_the_table_of_states_is_that_of_45_cfr_160_103() -> None:
    codes = set(places.states().by_name.values())
    assert len(codes) == 56
    assert {"DC", "PR", "GU", "VI", "AS", "MP"} <= codes
    assert not {"AE", "AP", "AA", "FM", "MH", "PW"} & codes
    assert zip3.prefixes().open <= set(places.states().by_prefix)
