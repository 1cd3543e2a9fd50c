"""Names in the layouts of clinics: lists, rows, broken lines, surnames first, initials that sign."""

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bays:\nBLACKWOOD Joan   F  03/04/1951", ["BLACKWOOD Joan"]),
        ("PATIENT      ZHUMABAEV TIMUR    SEX M   AGE 51", ["ZHUMABAEV TIMUR"]),
        ("1. Orla Kearns - bed 5\n2. Baxter Innes - bed 4\n3. Quigley - bed 6", ["Quigley"]),
        ("- Ferreira: needs MRI\n- Okoye: home today\n- Larsson: septic", ["Okoye", "Larsson"]),
        ("Seen with her daughter and with her friend, Marta\nOliveira, who drove.", ["Oliveira"]),
        ("Overnight: St. Clair, Joan 45F, fall", ["St. Clair, Joan"]),
        ("Overnight: de la Cruz, Maria; two others", ["de la Cruz, Maria"]),
        ("Re: McKay, R. - claim 44", ["McKay, R."]),
        ("please see WHITE, JOY in bay 3", ["WHITE, JOY"]),
        ("label reads KOWALCZYK/MARIA and a date", ["KOWALCZYK/MARIA"]),
        ("read by Youssef El Amrani today", ["Youssef El Amrani"]),
        ("with Hyo-jin Lim and Bo Karlsson", ["Hyo-jin Lim", "Bo Karlsson"]),
        ("He blames Coral, his wife, and the bus.", ["Coral"]),
        ("Handover from Medic Delahunt was at noon", ["Delahunt"]),
        ("Walsh to review. Plan as above.", ["Walsh"]),
        ("Hi Kat, could you look at this?", ["Kat"]),
        ("Patient Ly Thi Be Ba was transferred", ["Ly Thi Be Ba"]),
        ("the brother-in-law Virgil was there", ["Virgil"]),
        ("The order by Zhou was late", ["Zhou"]),
    ],
)
def test_a_name_is_found_in_its_layout(shipped: Engine, text: str, names: list[str]):
    told = found(shipped, text, "person_name")
    assert all(any(name in one for one in told) for name in names)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("The potassium was called to the ward at 19:02 by KT, read back.", "KT"),
        ("Filed 15 Jan by mk", "mk"),
        ("Checked the pump.\nRTC 6 months.\njl", "jl"),
        ("recheck on Friday if worse. -- MKA\n\nread by proxy", "MKA"),
    ],
)
def test_initials_are_found_where_people_sign(shipped: Engine, text: str, letters: str):
    assert letters in found(shipped, text, "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "Seen by PT, checked by ED, entered by IT.",
        "compared with Owen, Liu, Henry, Yang and Mifflin",
        "Trays: 2 Kelly, 4 Allis, 2 Babcock",
        "the trials CHARM, AMELIA, GALACTIC and others",
        "Henry (67 %) did worse than the others",
        "Sister Mary Joseph is a nodule",
        "AND/OR, ALT/AST, NORTH/GRACE",
        "Hi all, Dear Colleagues, Hello Team!",
        "Steps:\n- Lasix: stop\n- Foley: remove\n- Wilson: no",
        "The infusion ran over the whole night with Propofol\nRate unchanged, no boluses.",
    ],
)
def test_what_stands_in_a_series_is_no_name(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr. Feld: Hi Lidia. Can you confirm your birthday?", "Lidia"),
        ("Seen by Dr Mbeki-Larsen, ETA 0930.", "Mbeki-Larsen"),
        ("Mr T. Paewai, NHI ZAC5361, of Auckland", "Paewai"),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(shipped: Engine, text: str, name: str):
    told = [one for one in found(shipped, text, "person_name") if name in one]
    assert told
    assert all(one.endswith(name) and "Hi" not in one for one in told)
    assert "ETA" not in told
    assert "NHI" not in found(shipped, text, "person_name")
