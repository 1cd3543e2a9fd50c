"""Texts that stand alone, without anybody in them; and people whom the same words begin."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence


def firm(engine: Engine, text: str) -> list[str]:
    return [text[f.start : f.end] for f in engine.find(text) if f.confidence > Confidence.LOW]


@pytest.mark.parametrize(
    "text",
    [
        *("Row ID 12,345 failed", "User ID 10,001 not found", "The ID is 2,147,483,647"),
        *("NPI 1,234 pages", "It fails at RUNTIME.", "Look at README.", "meet at LUNCHTIME"),
        *("in MOBILE view", "in PHOENIX framework", "result is from JUPITER"),
        *('["Red", "Green"]', "['Spring', 'Summer']", "['King', 'Queen']", "['Fox', 'Wolf']"),
        *("color,size\nRed,Large", "herb;use\nBasil;Pesto", "states:\n- Virginia\n- Georgia"),
        *("Las Vegas", "Grand Canyon", 'theme = "Mountain View"', 'x = {"theme": "maria db"}'),
        *("KB5034441", "MIL-STD-810", "INV-2024-0001", "BTC 65000", "1920 1080", "100/200/300"),
        *('row["build_number"] = "20240314"', 'assert row.part_number == "44-71902"'),
        *("if kind in ['y', 'n', 'q', 'i', 'u', 'x', 't', 'h', 'd']:", "mpint p, q, g, y, x"),
        *('named "field_0", "field_1" .. "field_n".', 'in "git push" & "git fetch" it is'),
        *("A_S += b'snakes'\nA_U += 'snakes'", 'it writes "move.c".  "copy.c" remains'),
        *("type M^N^P^X^P^X^P here", "regression ran backward; shock was reversed in ten of 40"),
        *("#RoseGold", "#HarryPotter", "escala de Norton"),
    ],
)
def test_nobody_is_found_where_nobody_is(shipped: Engine, text: str) -> None:
    assert firm(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dr. He\nrman called", "He\nrman"),
        ("Mr. On\nslow is here", "On\nslow"),
        ("Charles Schwab, 81M, CHF", "Charles Schwab"),
        ("John Deere, DOB 03/04/1950", "John Deere"),
        ("Signe Hansen, 80, fell at home", "Signe Hansen"),
        ("patient Signe Berg", "Signe Berg"),
        ("a Nguyen called", "Nguyen"),
        ("the file is in Records/John_Smith", "John_Smith"),
        ("SSN 900-12-3456", "900-12-3456"),
    ],
)
def test_somebody_is_found_whole(shipped: Engine, text: str, value: str) -> None:
    start = text.index(value)
    inside = {
        at
        for f in shipped.find(text)
        if f.confidence > Confidence.LOW
        for at in range(f.start, f.end)
    }
    assert {at for at in range(start, start + len(value)) if text[at].isalnum()} <= inside
