"""Log-ins by their make: an initial and a surname, where users stand; and what is none."""

import pytest

from promptward.engine import Engine

ABOUT = "Mary Jones, MRN 4471902, seen by Dr. Penn.\n"


def made(engine: Engine, text: str) -> list[str]:
    whole = ABOUT + text
    return [
        whole[one.start : one.end]
        for one in engine.find(whole)
        if one.detector.endswith("account_name") and "log_in" in one.evidence
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('op="mhalloran" instr=7', "mhalloran"),
        ('"operator": "rt_kowalski",', "rt_kowalski"),
        ("seen_by: halloran_m", "halloran_m"),
        ("per mhalloran, redraw at six", "mhalloran"),
        ("signed out to m.halloran today", "m.halloran"),
        ("sgt_halloran: on my way", "sgt_halloran"),
        ("[08:14] mhalloran: can you cover 4B?", "mhalloran"),
        ("2026-03-02 08:14 mhalloran OPEN_CHART 00918823", "mhalloran"),
        ("staff: [mhalloran, Dr. Penn]", "mhalloran"),
        ("| mhalloran | 4B |", "mhalloran"),
        ('assertEquals("mhalloran", a.lastEditedBy())', "mhalloran"),
        ('log("%s from %s", "mhalloran", host)', "mhalloran"),
        ("TODO(mhalloran): fix", "mhalloran"),
    ],
)
def test_who_did_something(shipped: Engine, text: str, value: str) -> None:
    assert value in made(shipped, text)


@pytest.mark.parametrize(
    "text",
    [
        "by admin, user=system, operator: default, owner: reporting",
        "K 5.4|mmol/L|3.5|H\nhosp_id, ward_no, p_value, df_long",
        "frames = [roster, walkins], axis=1",
        "patient_name: x\nvisit_date: y\nseen_by: triage",
        "per protocol, cc billing, by mouth, ask pharmacy, via gtube",
        "gender,status,weight\nmale,admitted,unknown",
    ],
)
def test_words_fields_and_units_are_none(shipped: Engine, text: str) -> None:
    assert made(shipped, text) == []


def test_a_text_about_nobody_has_none(shipped: Engine) -> None:
    assert not any("log_in" in one.evidence for one in shipped.find("seen_by: halloran_m"))
