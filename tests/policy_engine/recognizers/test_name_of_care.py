"""Names at the head of what is done with somebody, in texts without a word for people."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zainab trop 0.04 -> 0.38", "Zainab"),
        ("OR 5: Yamamoto CABG x3", "Yamamoto"),
        ("what dose of gent for Oberoi, CrCl 34", "Oberoi"),
        ("US DVT - Szymanski - 5W", "Szymanski"),
        ("Esperanza,L hip fx,ORIF POD2", "Esperanza"),
        ("Nakamura\tCKD4\tCr 3.1", "Nakamura"),
        ("Hortense 40 ft w/ FWW, CGA x1", "Hortense"),
        ("Octavio chest pain 8/10", "Octavio"),
        ("Saoirse 6/90/-1, pit at 8. Amara PPD1, lochia mod.", "Saoirse"),
    ],
)
def test_who_begins_what_is_done_is_somebody(shipped: Engine, text: str, name: str) -> None:
    assert name in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Suzuki coupling with Pd(PPh3)4, then the biopsy stain.", "Suzuki"),
        ("Homans: calf pain. Trousseau: low calcium. Cullen: blood. Tuohy 17G.", "Tuohy"),
        ("GRANT SELECT ON consent TO etl;", "GRANT"),
        ("Zainab, a novel in three parts", "Zainab"),
    ],
)
def test_what_is_named_for_somebody_is_not(shipped: Engine, text: str, thing: str) -> None:
    assert thing not in found(shipped, text, "person_name")
