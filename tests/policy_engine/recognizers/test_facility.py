"""Facilities: each evidence with a text where it stands and one where it does not."""

import pytest

from promptward.engine import Engine
from promptward.recognizers.common_words import is_common
from promptward.recognizers.research_prose import is_research

from .findings import found


@pytest.mark.parametrize(
    ("text", "facility"),
    [
        ("She was seen at Silver Creek Regional Hospital", "Silver Creek Regional Hospital"),
        ("TAMSIN VALLEY MEDICAL CENTER\nDischarge", "TAMSIN VALLEY MEDICAL CENTER"),
        ("transferred from Harrowgate overnight", "Harrowgate"),
        ("admitted to City Hospital", "City Hospital"),
        ("treated at St. Odile's last week", "St. Odile's"),
        ("seen by Dr. Vale at TBMC on Monday", "TBMC"),
        ("our Pellworth clinic closed", "Pellworth clinic"),
        ("the patient called the Pellworth clinic", "Pellworth clinic"),
        ("nights at Amberly Foods Plant 2", "Amberly Foods Plant 2"),
        ("teacher at Oak Hill Elementary", "Oak Hill Elementary"),
        ("husband works at Caer Wen poultry plant", "Caer Wen poultry plant"),
        ("line cook @ The Salty Heron", "The Salty Heron"),
        ("went to Good Shepherd by ambulance", "Good Shepherd"),
        ("ingresó en el Hospital Monte Verde", "Hospital Monte Verde"),
        ("visto all'Ospedale dei Pellegrini ieri", "Ospedale dei Pellegrini"),
        ("read at the Ospedale degli Innocenti by us", "Ospedale degli Innocenti"),
        ("seen at the Hospital de la Alameda in May", "Hospital de la Alameda"),
        ("internada no Hospital das Palmeiras ontem", "Hospital das Palmeiras"),
        ("suivi à la Clinique des Acacias depuis", "Clinique des Acacias"),
        ("labs drawn at Mayo", "Mayo"),
        ("prisoner at HMP Coldmoor, wing C", "HMP Coldmoor"),
        ("Brief an die Klinik am Lindensee", "Klinik am Lindensee"),
        ("transferred to Alder Valley Heart & Lung today", "Alder Valley Heart & Lung"),
        ("seen by Tollgate Eye Associates in May", "Tollgate Eye Associates"),
        ("TAMSIN VALLEY IMAGING - NORTH\nExam", "TAMSIN VALLEY IMAGING - NORTH"),
        ("all on the stroke floor of Mount Harrow, thanks", "Mount Harrow"),
        (
            "resides at Pellworth Nursing & Rehab, East Hall",
            "Pellworth Nursing & Rehab, East Hall",
        ),
        ("seen at Tollgate Hospital in Dunmore, OH", "Tollgate Hospital in Dunmore, OH"),
        (
            "University of Sable Lake Transplant Center",
            "University of Sable Lake Transplant Center",
        ),
        ("Appt w/ Prevea Altoona 6/14", "Prevea Altoona"),
        ("acute rehab (Encompass Toms River)", "Encompass Toms River"),
        ("was admitted twice to Harrowgate", "Harrowgate"),
        ("F/U Sutherland fracture clinic on Monday", "Sutherland"),
        ("copy to doctor weyh at front street clinic", "front street clinic"),
    ],
)
def test_a_facility_is_found_whole(shipped: Engine, text: str, facility: str):
    assert facility in found(shipped, text, "facility")


@pytest.mark.parametrize(
    "text",
    [
        "seen in the Emergency Department",
        "follow up with the Primary Care Clinic",
        "referred to University Hospital",
        "a county hospital and a teaching hospital",
        "Referred to Cardiology, transferred to ICU",
        "K 4.2 at Baseline, insulin at Bedtime",
        "the Stroke Unit and the Intensive Care Unit",
        "GNU Lesser General Public License",
        "the STD clinic and the ICU hospital stay",
        "levine grade 3 at Erb's point",
        "@Test public void runs()",
        "the Mayo score and the Baylor scale",
        "Merge branch of the release",
        "to Outpatient fracture clinic on Monday",
        "seen with Ada Boston",
        "County won 4-1 at Burnley, Rovers drew 0-0 at Bolton",
    ],
)
def test_common_words_specialties_and_methods_are_no_facility(shipped: Engine, text: str):
    assert found(shipped, text, "facility") == []


ABSTRACT = (
    "Background: the prevalence of falls is unknown. Methods: we compared outcomes of 412 patients "
    "treated at Tollgate Hospital between two surveys. Results: falls were associated with age; the "
    "odds ratio was significant. Conclusions: trials are needed."
)


def test_the_hospital_of_a_study_is_only_suspected(shipped: Engine):
    assert found(shipped, ABSTRACT, "facility") == []


def test_the_hospital_of_a_patient_is_found_beside_words_of_studies(shipped: Engine):
    text = "He asks whether trials exist. Pt was treated at Tollgate Hospital, mother says; hx of falls."
    assert found(shipped, text, "facility") == ["Tollgate Hospital"]


def test_research_is_prose_with_many_words_of_studies_and_none_of_a_person():
    words = [(at, at + 1) for at in range(8)]
    assert is_research({"study_word": words})
    assert not is_research({"study_word": words, "person_word": words[:3]})
    assert not is_research({"study_word": words[:5]})


def test_a_common_word_is_one_word_in_any_case():
    assert is_common("Kitchen")
    assert is_common("Institutions")
    assert not is_common("Harrowgate")


@pytest.mark.parametrize(
    ("text", "ward"),
    [
        ("moved to Ward 3C", "Ward 3C"),
        ("pt on 5 North with fever", "5 North"),
        ("UNIT: 4 SOUTH", "4 SOUTH"),
        ("bed ICU-09 is free", "ICU-09"),
        ("K 6.9 called to 5 Main RN Tessa", "5 Main"),
        ("06:30    4 North 412", "4 North"),
    ],
)
def test_wards_by_number_are_found(shipped: Engine, text: str, ward: str):
    assert ward in found(shipped, text, "ward_room")


@pytest.mark.parametrize("text", ["room air 97%", "ward rounds at 8", "2 South African patients"])
def test_rooms_without_number_are_not(shipped: Engine, text: str):
    assert found(shipped, text, "ward_room") == []
