"""Places that a short text asks something of, sends somebody to or gets something from."""

import pytest

from promptward import Engine
from promptward.recognizers.about_somebody import is_short
from promptward_dsl.lattice import Confidence

from .findings import found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Which forms does Quarrowmere need before they accept Mr Hendricks?", "Quarrowmere"),
        ("Mr Hendricks is ready but Quarrowmere wants a new PASRR.", "Quarrowmere"),
        ("Draft a letter to Quarrowmere about Mr Hendricks.", "Quarrowmere"),
        ("The echo of Mr Hendricks from Quarrowmere isn't in PACS.", "Quarrowmere"),
        ("The medics took Mr Hendricks to Quarrowmere, he had a seizure", "Quarrowmere"),
        ("Mr Hendricks, transferring hospital Quarrowmere, arrived 0300", "Quarrowmere"),
        ("outside slides (Quarrowmere) of Mr Hendricks were read", "Quarrowmere"),
        ("Mr Hendricks was admitted Quarrowmere 3/4", "Quarrowmere"),
        ("mr hendricks, 81, quarrowmere resident, fell twice", "quarrowmere"),
        ("called quarrowmere to get records of mr hendricks", "quarrowmere"),
        ("per quarrowmere notes mr hendricks had a stroke", "quarrowmere"),
        ("mr hendricks 2/17 8am quarrowmere", "quarrowmere"),
        ("refer Mr Hendricks to QVMRC?", "QVMRC"),
        ("Admitted QVUMG Feb 3, pt Hendricks, MRN 4471820", "QVUMG"),
    ],
)
def test_what_is_asked_of_a_house_tells_it(shipped: Engine, text: str, place: str) -> None:
    assert place in found(shipped, text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mr Hendricks (Quarrowmere) called about his bill.", "Quarrowmere"),
        ("Mrs Hendricks from Nether Wallop called again", "Nether Wallop"),
        ("mrs hendricks, 44, skelmersdale, wants a refill", "skelmersdale"),
    ],
)
def test_a_place_stands_beside_a_name(shipped: Engine, text: str, place: str) -> None:
    assert place in found(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "Does Medicare need a referral? Will Aetna accept it, has Humana refused?",
        "mr hale (anxious), ms kim (widowed), mr lee (hispanic)",
        "Mr Hale's CT from Friday is back. The labs of Mr Hale from Quest are in.",
        "take mr hale to dialysis. sent ms kim to radiology. refer mr poe to hematology",
        "Refer Mr Hale to Neurology for EMG. Send Ms Kim to Hospice.",
        "Dana Prewitt from Patient Accounts called about it",
        "outside records (scanned) of mr hale, prior CT (chest)",
        "2/17 8am labs for mr hale; tues 9am dialysis",
    ],
)
def test_services_insurers_and_states_are_no_places(shipped: Engine, text: str) -> None:
    assert not {
        one.detector
        for one in shipped.find(text)
        if one.confidence >= Confidence.MEDIUM
        and {"slot_asked", "slot_beside"} & set(map(str, one.evidence))
    }


def test_a_text_of_a_few_sentences_is_short() -> None:
    assert is_short("a" * 300)
    assert not is_short("a" * 1000)
