"""Files spread over processes: small batches first, and nobody waits for what nobody wants."""

import datetime as dt
import os
import time

from promptward.scan.examine import Terms
from promptward.scan.targets import Target
from promptward.scan.workers import _batches, spread
from promptward_dsl.lattice import Confidence

TERMS = Terms(Confidence.MEDIUM, dt.date(2026, 11, 27))
LONGEST = 60  # seconds that a worker of this test is held at most


def test_the_first_batches_are_small_so_that_progress_shows_soon() -> None:
    targets = [Target(f"{number}", f"/nowhere/{number}") for number in range(100)]
    batches = list(_batches(targets))
    assert [len(batch) for batch in batches] == [2, 4, 8, 16, 24, 24, 22]
    assert [target for batch in batches for target in batch] == targets


def test_who_stops_early_waits_for_no_file_that_is_being_looked_at(tmp_path) -> None:
    go, over = tmp_path / "go", tmp_path / "over"

    def find(text: str, _fields: object) -> tuple[()]:
        if text.startswith("slow"):
            (tmp_path / "begun").touch()
            end = time.monotonic() + LONGEST
            while not go.exists() and time.monotonic() < end:
                time.sleep(0.05)
            over.touch()
        return ()

    targets = []
    for number, text in enumerate(("quick", "quick", "slow")):
        path = tmp_path / f"{number}.txt"
        path.write_text(text)
        targets.append(Target(path.name, os.fspath(path)))
    scans = spread(targets, lambda: find, TERMS, 2, 1 << 20)
    assert next(scans).unread is None
    while not (tmp_path / "begun").exists():
        time.sleep(0.05)
    scans.close()
    assert not over.exists()
    go.touch()
