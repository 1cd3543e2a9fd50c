"""How far names reach, and where a name that stands once in a text is found again."""

import tracemalloc

import pytest

from promptward.engine import Engine

from .findings import covers, found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Delgado called.\nfile = load('m.delgado')", "m.delgado"),
        ("Ask marguerite hall, cc marguerite.d today", "marguerite.d"),
        ("Maria Garcia, Ed Okafor and Ingrid Roe saw the district nurse jo lynn", "jo lynn"),
        ("Seen by Dr. Ostrander, Wm. - liver", "Ostrander, Wm."),
        ("ALERT: OYELOWO, BABATUNJI A same mrn 7740193", "OYELOWO, BABATUNJI A"),
        ("Thanks to big Dave and to little Svetlana", "big Dave"),
        ("start of care for Mozelle Grimsby, 87, at home", "Mozelle Grimsby"),
        ("his wife maria montalvo called us twice", "maria montalvo"),
        ("Feedback to PSJ (Paul St. James), who wrote PSJ", "PSJ"),
        ("scan saved as ostrander_w_mri.dcm for Mr Ostrander", "ostrander_w"),
        ("Mrs Delgado: open delgado_m_051126.png please", "delgado_m"),
        ("Mr Okafor, move okafor_e.pdf to the share", "okafor_e"),
        ("his son walter jr is poa, his daughter maria is not", "walter jr"),
        ("poa is her grandson raymond iii, call him", "raymond iii"),
        ("name trevon k, dob 4/9/71, needs refill of metformin", "trevon k"),
        ("patient: marguerite d; no show today", "marguerite d"),
        ("Depose Castleberry, Toni Pruss (=tp) and Mrs. Wills", "tp"),
    ],
)
def test_what_belongs_to_a_name_is_covered_with_it(shipped: Engine, text: str, name: str):
    assert covers(shipped, text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bio dad Reggie Okafor is gone. The Okafors have been known to us.", "Okafors"),
        ("Dr. Feng saw Xiomara today. Dr. Feng will see Xio again.", "Xio "),
        ('{"patient": "Ann Roe", "attending": "H. Brandvold"}\nBrandvold to see', "Brandvold to"),
        ("Dr. Ng is off. Called Ng direct, he says 40.", "Ng direct"),
        ("wife of mr oyelami rang, tell oyelami five minutes", "oyelami five"),
        ("Patient: Wei-Lun Tsai\n// wei-lun has two charts", "wei-lun has"),
    ],
)
def test_a_name_is_found_again_in_another_form(shipped: Engine, text: str, name: str):
    inside = [one for one in shipped.find(text) if one.confidence.name != "LOW"]
    start = text.rindex(name)
    end = start + len(name.split(" ", maxsplit=1)[0])
    assert any(one.start <= start and end <= one.end for one in inside)


@pytest.mark.parametrize(
    "text",
    [
        "labs in two weeks discussed with family weeks has been fine",
        "brooks and rivers rose over the banks, wells has been dry, burns was mild",
        "banks said the price was right and fields is open",
        "waters summers hall stone wells rivers brooks young king rice page marks cook",
    ],
)
def test_common_english_in_lower_case_is_no_name(shipped: Engine, text: str):
    assert not found(shipped, text, "person_name")
    assert not [one for one in shipped.find(text) if one.confidence.name != "LOW"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mr. Berger was told: Berger disease is IgA nephropathy", "Berger disease"),
        ("Camila Ortiz, 31, takes Camila daily. Yasmin was stopped.", "Yasmin"),
        ("Xiomara Reyes came. See the Xi index.", "Xi "),
    ],
)
def test_a_thing_called_like_somebody_stays(shipped: Engine, text: str, word: str):
    start = text.rindex(word)
    assert not any(
        one.start <= start < one.end and one.confidence.name != "LOW" for one in shipped.find(text)
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Name: Siddamma w/o Late Kenchappa, Age 70", ["Siddamma", "Kenchappa"]),
        ("Master Rakshith S/O Devaraja, weight 21 kg", ["Rakshith", "Devaraja"]),
        ("Bhagyamma D/o Kariyappa Gowda, OPD 8", ["Bhagyamma", "Kariyappa Gowda"]),
        ("Smt. Jayamma W/O Late Sri Ningegowda, 66 yrs", ["Jayamma", "Ningegowda"]),
    ],
)
def test_whose_child_or_spouse_somebody_is_names_both(
    shipped: Engine, text: str, names: list[str]
):
    assert all(covers(shipped, text, name) for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Crohn disease w/o Fistula, Pain s/o Appendicitis",
        "Metformin w/o Insulin",
        "Headache w/o Aura, ECG s/o Hypertrophy",
    ],
)
def test_what_medicine_shortens_so_is_no_relation(shipped: Engine, text: str):
    assert not [one for one in shipped.find(text) if "related" in one.evidence]


def test_a_name_of_thousands_of_letters_is_not_remembered_by_all_its_beginnings(shipped: Engine):
    text = f"Patient Mr. A{'a' * 8_000} was seen. MRN 4471902"
    shipped.find(text[:60])
    tracemalloc.start()
    try:
        shipped.find(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000 * len(text)


def test_a_short_form_of_a_remembered_name_is_found(shipped: Engine):
    text = "Dr. Xiomaratheodora Vance called. Later Xiomara came by, MRN 4471902."
    assert "Xiomara" in found(shipped, text, "person_name")
