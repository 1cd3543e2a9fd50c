"""People who are given as their initials."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("QJ is a 61yo F with a polyp.", ["QJ"]),
        ("1) HB 67M, GI bleed, stable\n2) SL 31F, pyelonephritis", ["HB", "SL"]),
        ("Present: PJW (chair), AKZ, L. Trevithick", ["PJW", "AKZ"]),
        ("Will be d/w PJW before noon.", ["PJW"]),
        ("**Sign-out** nights (jz -> rk)", ["jz", "rk"]),
        ("Clerical check OK x2 (JW/TMP), DAT negative", ["JW", "TMP"]),
        ("QJ is a 61yo F. QJ prefers to wait.", ["QJ"]),
    ],
)
def test_initials_are_found_where_only_a_person_can_stand(
    shipped: Engine, text: str, letters: list[str]
):
    told = found(shipped, text, "person_name")
    assert all(told.count(one) >= text.count(one) for one in letters)


@pytest.mark.parametrize(
    "text",
    [
        "GI to see, ED visits 40 F beds",
        "PT 67M is not how we write it",
        "d/w ICU, then CT",
        "Present: CP, SOB. Absent: DVT",
        "run A -> B, am -> pm shift",
        "BMI 31, GCS 15, HR 90",
    ],
)
def test_abbreviations_are_no_initials(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("complaint by S.M.", "S.M."),
        ("told E.M. called back", "E.M."),
        ("seen with A.C. noted", "A.C."),
        ("d/w J.T.K. about labs", "J.T.K."),
        ("note signed by S.D.", "S.D."),
        ("seen by S.M. team", "S.M."),
    ],
)
def test_initials_with_dots_are_found_behind_what_one_does_with_people(
    shipped: Engine, text: str, letters: str
):
    assert found(shipped, text, "person_name") == [letters]


@pytest.mark.parametrize(
    "text",
    [
        "measured by E.L.I.S.A.",
        "seen by I.V. team",
        "by G.C. analysis",
        "with H.P. infection",
        "with A.I. tools",
        "by S.D. and mean",
        "told by R.E.M. sleep",
    ],
)
def test_letters_before_a_thing_are_a_kind_of_it(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Regards\n\nQW / cz   Authenticated 3/5/2024", ["QW", "cz"]),
        ("GROSS (dk): four formalin containers", ["dk"]),
        ("3/21/25  called, meds ok. POI given.   kp/ash\n\nnext", ["kp", "ash"]),
        ("critical to the floor, recollected by jmw, typed by kdb for the ward", ["jmw", "kdb"]),
    ],
)
def test_initials_in_small_letters_stand_behind_what_was_done(
    shipped: Engine, text: str, letters: list[str]
):
    assert found(shipped, text, "person_name") == letters


@pytest.mark.parametrize(
    "text",
    [
        "BLOOD PRESSURE (bp): fine\nHISTORY (hx): none\nFRESH FROZEN PLASMA (ffp): two",
        "one tablet q6h.  po/im\nsee the note.  am/pm",
        "OD / os\nBP / hr  120/80 70\nAND / or",
        "drawn by lab, called by ems, coded by icd, logged by api, scheduled by mom at 3",
    ],
)
def test_abbreviations_in_small_letters_are_no_initials(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


def test_a_year_before_by_is_no_hour(shipped: Engine) -> None:
    text = "Patients of 1/2000 - 12/2006 by SM or GM, using a combination"
    assert found(shipped, text, "person_name") == []
