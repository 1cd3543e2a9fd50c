"""What scans told, for the tests that read it: lines of text, and that no value stands in them."""

from collections.abc import Sequence

from tests.policy_engine.formats.people import PEOPLE

P = PEOPLE[0]
VALUES = [v for p in PEOPLE for v in (p.family, p.ssn, p.mrn, p.born, p.phone, p.street)]


def lines(done) -> list[str]:
    return [line for line in done.stdout.splitlines() if not line.startswith("    |")]


def assert_no_value(*texts: str, values: Sequence[str] = VALUES) -> None:
    for text in texts:
        for value in values:
            assert value not in text, f"a value stands in {len(text)} characters"
