"""
What custody costs: durable intents a second, a decision with and without a log, and verifying.

    .venv/bin/python bench/audit_speed.py [--records 1000000] [--folder /somewhere/on/the/disk]

Threads share one log (group commit); every acknowledgement is durable, so the figures are those
of the disk under `--folder`. Goal: a million records are verified within 15 s.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from promptward.audit import AuditLog
from promptward.audit.create import create
from promptward.audit.verify import verify
from promptward.keys import FileKeys

GOAL_VERIFY = 15.0
INTENT = {
    "ev": "intent", "id": "0" * 24, "actor": "dr.adams@hospital.example", "assurance": "verified",
    "mfa": True, "roles": ["h.prompts.clinician", "h.prompts.staff"],
    "purpose": "h.prompts.discharge_summary", "dest": "h.prompts.azure_openai", "baa": "active",
    "policy": "h.prompts@2026.11.0", "policy_id": "ab" * 32, "engine": "0.1.0", "verdict": "warn",
    "rules": ["h.safe_harbor.always_audit", "h.prompts.ssn_never"], "reasons": [],
    "counts": {"h.safe_harbor.names": 1, "h.safe_harbor.mrn": 1, "h.safe_harbor.dates": 2},
    "became": {"pseudonymise": 2, "date_shift": 2}, "in": "cd" * 16, "out": "ef" * 16,
    "subjects": [["h.safe_harbor.names", "pseudonymise", "12" * 16]], "kid": "34" * 4, "us": 812,
}  # fmt: skip


def durable(log: AuditLog, threads: int, seconds: float) -> tuple[float, float, float]:
    """Records a second, and p50 and p99 of one append in milliseconds."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    def write() -> None:
        while time.perf_counter() < end:
            begun = time.perf_counter()
            log.append(dict(INTENT))
            times.append(time.perf_counter() - begun)

    workers = [threading.Thread(target=write) for _ in range(threads)]
    begun = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.perf_counter() - begun
    cuts = statistics.quantiles(times, n=100)
    return len(times) / took, cuts[49] * 1e3, cuts[98] * 1e3


def fill(log: AuditLog, number: int) -> None:
    """So many records, a thousand an append."""
    while number > 0:
        log.append(*(dict(INTENT) for _ in range(min(number, 1000))))
        number -= 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--folder", default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as home:
        keys = FileKeys(str(Path(home) / "keys"))
        folder = str(Path(home) / "log")
        key = create(folder, keys, clock=time.time)
        log = AuditLog(folder, keys)
        log.append(dict(INTENT))
        print(f"{'durable intents':<40}{'a second':>12}{'p50 ms':>10}{'p99 ms':>10}")
        for threads in (1, 8, 32):
            rate, p50, p99 = durable(log, threads, asked.seconds)
            print(f"{f'{threads} threads':<40}{rate:>12,.0f}{p50:>10.2f}{p99:>10.2f}")
        begun = time.process_time()
        fill(log, asked.records)
        took = time.process_time() - begun
        print(f"{'a record without its sync, CPU':<40}{took / asked.records * 1e6:>9.1f} us")
        log.close()
        with suppress(OSError):
            os.sync()
        begun, wall = time.process_time(), time.perf_counter()
        found = verify(folder, key=key)
        took, wall = time.process_time() - begun, time.perf_counter() - wall
        assert found.sound, found.problems
        size = sum(path.stat().st_size for path in (Path(folder) / "segments").iterdir())
        million = took / found.records * 1e6
        print(
            f"{'records verified':<40}{found.records:>12,}  {size / found.records:.0f} bytes each"
        )
        print(f"{'verifying them':<40}{took:>9.2f} s of CPU, {wall:.2f} s")
        print(f"{'a million, CPU':<40}{million:>9.2f} s  (goal {GOAL_VERIFY:.0f})")
        if million > GOAL_VERIFY:
            sys.exit("verifying takes longer than the goal")


if __name__ == "__main__":
    main()
