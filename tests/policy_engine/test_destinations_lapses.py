"""Which agreements end soon, and which purposes stop working with them."""

import datetime as dt

import pytest

from promptward.destinations.lapses import lapses
from promptward_dsl.ir import DestinationIR

from .hospital import HOSPITAL

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def until(day: dt.date, **more) -> DestinationIR:
    return DestinationIR(baa="until", baa_until=day.isoformat(), **more)


def policy(**destinations) -> object:
    purpose = HOSPITAL.purposes["p.summary"]
    return HOSPITAL._replace(
        destinations={f"p.{name}": one for name, one in destinations.items()},
        purposes={
            "p.summary": purpose._replace(destinations=("p.a",)),
            "p.both": purpose._replace(destinations=("p.a", "p.b")),
        },
    )


@pytest.mark.parametrize(
    ("end", "listed"), [(-1, True), (0, True), (59, True), (60, True), (61, False)]
)
def test_an_agreement_is_listed_while_it_ends_within_the_time(end, listed):
    found = lapses(policy(a=until(TODAY + end * DAY), b=until(TODAY + 900 * DAY)), TODAY, 60)
    assert [one.destination for one in found] == (["p.a"] if listed else [])
    if listed:
        assert found[0].last_day == (TODAY + end * DAY if end >= 0 else None)
        assert found[0].standing == ("active" if end >= 0 else "expired")


def test_purposes_without_another_destination_stop_and_the_others_are_narrowed():
    (found,) = lapses(policy(a=until(TODAY), b=until(TODAY + 900 * DAY)), TODAY)
    assert found.stopping == ("p.summary",)
    assert found.narrowed == ("p.both",)


def test_the_party_behind_that_lacks_the_agreement_is_named():
    (found, other) = lapses(
        policy(
            a=until(TODAY + 900 * DAY, passes_to=("p.b",)),
            b=until(TODAY + 3 * DAY, agreement="B-7"),
        ),
        TODAY,
    )
    assert (found.destination, found.party, found.last_day) == ("p.a", "p.b", TODAY + 3 * DAY)
    assert found.agreement == "B-7"
    assert other.destination == "p.b"


def test_one_without_agreement_is_listed_only_if_a_purpose_relies_on_it():
    none = DestinationIR(baa="none")
    assert lapses(policy(a=DestinationIR(baa="not_required"), c=none), TODAY) == ()
    (found,) = lapses(policy(a=none, b=until(TODAY + 900 * DAY)), TODAY)
    assert (found.destination, found.standing, found.last_day) == ("p.a", "none", None)
