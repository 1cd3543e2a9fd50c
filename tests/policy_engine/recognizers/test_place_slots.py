"""Places whose names are words or initials, where a sentence about somebody has room for them."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

ABOUT = "Mary Jones, MRN 4471902, seen by Dr. Penn. "


def told(engine: Engine, text: str) -> list[str]:
    whole = ABOUT + text
    return sorted(
        whole[one.start : one.end]
        for one in engine.find(whole)
        if any(id_.startswith("slot_") for id_ in one.evidence)
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("She grew up in Concrete and left at ten.", "Concrete"),
        ("Her daughter in Plenty is a welder.", "Plenty"),
        ("They live two hours from Accident, no car.", "Accident"),
        ("Drives back and forth between Plenty and Accident.", "Accident"),
        ("He stays two doors down on Mulberry.", "Mulberry"),
        ("The house on Quarry was sold.", "Quarry"),
        ("She was hit crossing Tenth.", "Tenth"),
        ("Repatriated from TBRH to us.", "TBRH"),
        ("Awaiting a bed in QKMC.", "QKMC"),
        ("Call the QVMH transfer center.", "QVMH"),
    ],
)
def test_words_and_initials_where_only_a_place_stands(
    shipped: Engine, text: str, place: str
) -> None:
    assert place in told(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "Lives in Recovery housing; moved to Radiology, then to Hospice.",
        "Her daughter in Nursing helps; son in Marketing.",
        "Moved from Florida to be near Grandma in May.",
        "The difference between Placebo and Control was small.",
        "She lives on Disability and went home on Lasix.",
        "Cross Orange juice off; take Plum extract daily.",
        "Sent to DMV. FOOSH at home, seen for BPH, LMWH given.",
        "lives in concrete housing, the house on quarry ground",
    ],
)
def test_departments_subjects_drugs_and_abbreviations_are_no_places(
    shipped: Engine, text: str
) -> None:
    assert told(shipped, text) == []


@pytest.mark.parametrize(
    "text",
    ["He grew up in Concrete.", "The house on Quarry was sold.", "Awaiting a bed in QKMC."],
)
def test_a_text_about_nobody_has_none(shipped: Engine, text: str) -> None:
    assert not any("slot_" in id_ for one in shipped.find(text) for id_ in one.evidence)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("WARN no route facility=SLATE_MESA_RMC msg=1", "SLATE_MESA_RMC"),
        ("site: tunmoor-general", "tunmoor-general"),
        ('{"facility": "st-odo"}', "st-odo"),
        ("dest=TUNMOOR", "TUNMOOR"),
        ('"origin": {"display": "Tunmoor health post"}', "Tunmoor health post"),
        ("Next stop: Tunmoor, then back", "Tunmoor"),
    ],
)
def test_names_that_a_key_says(shipped: Engine, text: str, place: str) -> None:
    assert place in told(shipped, "\n" + text)


@pytest.mark.parametrize(
    "text",
    [
        "site: left-arm\nlocation: waiting-room\nfacility=local0 dest=backup",
        "region: us-east-1\nsite=prod from=inbox to=archive",
        "clinic: walk-in\nhospital = Berger disease on biopsy\nlocation: OH",
        "Home: Monday\nTown: Florida\nsite: mid-thigh",
    ],
)
def test_parts_of_bodies_and_of_programs_are_no_places(shipped: Engine, text: str) -> None:
    assert told(shipped, "\n" + text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("she was picked up at 9 pendle rise today", "9 pendle rise"),
        ("he lives at flat 2, 14 quillon view, alone", "flat 2, 14 quillon view"),
        ("crash on county road 12 last night", "county road 12"),
        ("rx is at the cvs on tarnley, not here", "cvs on tarnley"),
        ("works at joe's diner now", "joe's diner"),
        ("bus to camp tarnley and back", "camp tarnley"),
        ("hit at 5th and tarnley by a van", "5th and tarnley"),
        ("mail to tarnley, oh 44999 please", "tarnley, oh 44999"),
    ],
)
def test_places_typed_without_capitals(shipped: Engine, text: str, place: str) -> None:
    whole = ABOUT.lower() + text
    found = [whole[one.start : one.end] for one in shipped.find(whole)]
    assert place in found


@pytest.mark.parametrize(
    "text",
    [
        "needs a 5 day course, then 2 units of blood on the way to or",
        "down 2 points in pain, to 3 out of 10 on the right side",
        "at 9 pm he took 20 mg by mouth and went on a walk",
        "patient's place in the queue, doctor's view of the case",
        "went to the old ward and new unit, back to east wing",
        "zip codes 44999 and 10001 were counted",
    ],
)
def test_counts_and_wards_without_capitals_are_none(shipped: Engine, text: str) -> None:
    assert told(shipped, ABOUT.lower() + text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Route: Tunmoor - Plenty - Quillstead", {"Tunmoor", "Plenty", "Quillstead"}),
        ("Stops: Tunmoor, Accident, Plenty", {"Tunmoor", "Accident", "Plenty"}),
        ("Flies SEA-Tunmoor-Plenty on 3 May", {"SEA", "Tunmoor", "Plenty"}),
        ("Lives in Tunmoor. The bus from there: Tunmoor|x", {"Tunmoor"}),
    ],
)
def test_places_in_a_row_and_once_more(shipped: Engine, text: str, places: set[str]) -> None:
    whole = ABOUT + text
    found = {whole[one.start : one.end] for one in shipped.find(whole) if one.confidence > 0}
    assert places <= found


@pytest.mark.parametrize(
    "text",
    [
        "Route: Oral - Daily - Morning",
        "Visits: Monday, Tuesday, Friday",
        "Lives in Framingham. Framingham risk 7 %, Framingham study.",
    ],
)
def test_rows_of_days_and_methods_are_none(shipped: Engine, text: str) -> None:
    assert told(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "La patiente est suivie par le Dr Penn, retour à domicile à Ombrecourt ce soir",
            "Ombrecourt",
        ),
        ("La paciente por la tarde acude a Fuentemora con su hija", "Fuentemora"),
        ("De huisarts te Omberveen, door het team gezien met spoed", "Omberveen"),
        ("Pasienten er ikke uskrevet og har flyttet til Ombervik nå", "Ombervik"),
        ("La paziente per ora risiede, lavora a Montombra della zona", "Montombra"),
    ],
)
def test_where_a_sentence_of_another_language_has_room(
    shipped: Engine, text: str, place: str
) -> None:
    whole = ABOUT + text
    assert place in {whole[one.start : one.end] for one in shipped.find(whole)}


@pytest.mark.parametrize(
    "text",
    [
        "La patiente est sortie des Urgences, suivie en Cardiologie par le service, retour Lundi",
        "La paciente por la tarde acude a Urgencias, control en Enero con el equipo",
        "Pasienten bor i Norge og er ikke innlagt",
        "She is treated with Tegretol in the retour clinic at La Roche",
    ],
)
def test_services_months_and_countries_of_other_languages_are_none(
    shipped: Engine, text: str
) -> None:
    assert told(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Methadone at Gray Lewin, Tunmoor.", "Gray Lewin, Tunmoor"),
        ("Peds: Partners in Pediatrics, Plymouth.", "Partners in Pediatrics, Plymouth"),
        ("He was hit outside work (Quartz warehouse, Tunmoor).", "Quartz warehouse, Tunmoor"),
    ],
)
def test_a_house_and_its_town(shipped: Engine, text: str, place: str) -> None:
    whole = ABOUT + text
    at, end = whole.index(place), whole.index(place) + len(place)
    covered = {
        spot
        for one in shipped.find(whole)
        if one.confidence > 0
        for spot in range(one.start, one.end)
    }
    assert all(spot in covered for spot in range(at, end) if whole[spot].isalpha())


@pytest.mark.parametrize(
    "text",
    [
        "PMH: Crohn's, Bell palsy 2016",
        "Rounds at Monday, Tuesday.",
        "Referred to Cardiology, Neurology and Oncology.",
        "Allergic to Latex, Penicillin.",
    ],
)
def test_lists_behind_a_preposition_are_none(shipped: Engine, text: str) -> None:
    assert told(shipped, text) == []


LED = "mary jones, mrn 4471902, dob 3/4/1961, seen by dr. penn. "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("d/c to pine crest when clear", "pine crest"),
        ("snf auth pending w velmoor, will call", "velmoor"),
        ("records from holy cross pending", "holy cross"),
        ("holdern has no bed", "holdern"),
        ("daughter in velmoor rang", "velmoor"),
        ("drives over from quillan ridge", "quillan ridge"),
        ("picked up by velmoor ems", "velmoor"),
        ("son (velmoor) rang twice", "velmoor"),
        ("rents a room on quarrow", "quarrow"),
    ],
)
def test_what_leads_to_a_place_where_nothing_has_a_capital(
    shipped: Engine, text: str, place: str
) -> None:
    whole = LED + text
    at = whole.index(place, len(LED))
    found = {
        spot
        for one in shipped.find(whole)
        if one.confidence >= Confidence.MEDIUM
        for spot in range(one.start, one.end)
    }
    assert found.issuperset(range(at, at + len(place)))


@pytest.mark.parametrize(
    "text",
    [
        "sent to urgent care, then to the front desk, transferred to step down",
        "moved to tears, back to baseline, back to sleep, fell on pavement",
        "records from outside hospital, labs from admission, f/u with cardiology",
        "family has no bed, insurance declined, daughter took him home",
        "lives on disability, walks on crutches, moved off the vent",
        "at the entry gate, over the front field, from the iliac crest",
    ],
)
def test_words_of_care_behind_the_same_leads_are_no_places(shipped: Engine, text: str) -> None:
    whole = LED + text
    assert not [
        whole[one.start : one.end]
        for one in shipped.find(whole)
        if one.start >= len(LED) and "slot_led_lower" in one.evidence
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Drawn by the Velmoor team.", "Velmoor"),
        ("HV base Velmoor.", "Velmoor"),
        ("Ashes to be scattered off Velmoor.", "Velmoor"),
        ("Rents a room on Quarrow.", "Quarrow"),
        ("They want Quillan Gate not us.", "Quillan Gate"),
        ("On diversion, so Velmoor took him.", "Velmoor"),
    ],
)
def test_what_leads_to_a_place_with_its_capital(shipped: Engine, text: str, place: str) -> None:
    whole = ABOUT + text
    at = whole.index(place)
    assert any(
        one.start <= at and at + len(place) <= one.end and one.confidence >= Confidence.MEDIUM
        for one in shipped.find(whole)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Seen by the Trauma team; call the Stroke team; ask the Home office.",
        "Fell on Christmas, moved on Thursday, walks on Lasix.",
        "Family declined, so Insurance took him off. Hospital said no.",
        "Wants Ensure not Jevity. Referred by Oncology for staging.",
    ],
)
def test_teams_days_and_drugs_behind_the_same_leads_are_no_places(
    shipped: Engine, text: str
) -> None:
    whole = ABOUT + text
    assert not [
        whole[one.start : one.end] for one in shipped.find(whole) if "slot_led" in one.evidence
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("('4 Ash Rd','biloxi','MS','39530')", "biloxi"),
        ("4 Ash Rd^^duluth^MN^55805", "duluth"),
        ("N4*kansas city*MO*641081234", "kansas city"),
        ('{"city": "rio rancho", "state": "NM"}', "rio rancho"),
        ("update visits set site='maple ridge', note='x'", "maple ridge"),
        ("facility: ridgeview      unit: 4e", "ridgeview"),
        ('{"district": "sandoval county"}', "sandoval county"),
        ("    city: spokane valley\n    state: WA", "spokane valley"),
        ("Was camping near norwalk july 4 with the scouts.", "norwalk"),
        ("A dentist in whitby pulled it; found in konstanz.", "konstanz"),
        ("She says: ox5 3dh. And no more.", "ox5 3dh"),
        ("postal k4a 1n9, no phone", "k4a 1n9"),
    ],
)
def test_towns_in_small_letters(shipped: Engine, text: str, place: str) -> None:
    assert place in told(shipped, "\n" + text)


@pytest.mark.parametrize(
    "text",
    [
        'city: unknown, "town": "home", county: none, city = value',
        "Pain in the ankle, OR time 3 h. In good health, PA at bedside. Put in order, ME.",
        "In practice, from baseline, near syncope, in sinus, moved to stepdown, from reading.",
        "Fracture in tarsus, lesion in medulla, from defiance, in woodlands, near shoals, in wyoming.",
        "site: left hip, dest: home, pharmacy: mail order, from: inbox, to: point of care, place: ward",
        "Lot b12 5mg, vial e2 4hr after, bed w4 1st floor, s1 2nd day.",
    ],
)
def test_words_in_small_letters_are_no_towns(shipped: Engine, text: str) -> None:
    assert told(shipped, "\n" + text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("She was treated at ohsu on August 9, 2022.", "ohsu"),
        ("Last seen at cedar crest on november 22nd, 2022?", "cedar crest"),
        ("Admitted to general hospital on 03/03/2023.", "general hospital"),
        ("Services at children's hospital omaha on 2/14/24.", "children's hospital omaha"),
        ("He was seen by dr. w. lim at mt. sinai on Feb 21, 2023.", "mt. sinai"),
        ("She presented to our dallas office on 12/02/2023.", "dallas office"),
    ],
)
def test_small_letters_between_an_act_of_care_and_its_day(
    shipped: Engine, text: str, place: str
) -> None:
    assert place in told(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "She was seen at home on 3/4/2023 and at baseline on 4/4/2023.",
        "She was seen in the emergency department on 3/4/2023.",
        "She was seen at the sleep clinic on 3/4/2023 and in urgent care on 4/4/2023.",
        "Our main office and our mobile clinic open at nine.",
    ],
)
def test_kinds_of_places_are_none_there(shipped: Engine, text: str) -> None:
    assert told(shipped, text) == []
