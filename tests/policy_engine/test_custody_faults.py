"""Every call to the system that a decision makes fails once: it blocks, or all is on the disk."""

import errno
import fcntl
import os
import random
import sqlite3

import pytest

from promptward.audit.verify import verify

from .clinic import CLINIC, ask
from .site import CONFIG, DOCTOR, Site
from .test_custody_canaries import RULES

CALLS = [
    (os, "open"),
    (os, "write"),
    (os, "fdatasync"),
    (os, "fsync"),
    (os, "replace"),
    (os, "stat"),
    (os, "fstat"),
    (os, "close"),
    (os, "listdir"),
    (os, "makedirs"),
    (fcntl, "flock"),
]
_CLOSE = os.close
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EINTR, errno.EROFS)
TEXT = "John Smith: " + ", ".join(f"MRN {number}" for number in range(700_000, 700_006))


class Failing:
    """One call fails at its n-th use from here on, if it is used that often."""

    def __init__(self, real, at: int, error: int) -> None:
        self.real = real
        self.left = at
        self.error = error
        self.failed = False

    def __call__(self, *given, **named):
        self.left -= 1
        if self.left == 0:
            self.failed = True
            if self.real is _CLOSE:
                self.real(*given)  # a close that fails has closed all the same
            raise OSError(self.error, os.strerror(self.error))
        return self.real(*given, **named)


def site_at(tmp_path) -> Site:
    return Site(tmp_path, CONFIG, CLINIC.split('test "a summary')[0] + RULES)


def checked(site: Site, engine, owner, name: str, failing: Failing) -> bool:
    """One decision; whether it was blocked. What was given out is on the disk."""
    request = ask(TEXT, actor=DOCTOR, scope=f"s{random.random()}")
    before = len(site.notices())
    setattr(owner, name, failing)
    try:
        decision = engine.decide(request)
    finally:
        setattr(owner, name, failing.real)
    if decision.blocked:
        assert decision.text is None
        assert failing.failed
        return True
    assert decision.verdict == "warn"
    intents = [r for r in site.records() if r.get("id") == decision.receipt.id]
    assert [r["ev"] for r in intents] == ["intent"]
    assert len(site.notices()) == before + 1
    return False


def faults(site: Site, most: int) -> int:
    """Every call at its first, second, … use; how many of them blocked."""
    blocked = 0
    for owner, name in CALLS:
        for at in range(1, most + 1):
            engine = site.engine()
            error = ERRORS[(at + len(name)) % len(ERRORS)]
            failing = Failing(getattr(owner, name), at, error)
            blocked += checked(site, engine, owner, name, failing)
            again = engine.decide(ask(TEXT, actor=DOCTOR, scope="after"))
            assert not again.blocked, (name, at, again.reasons)
            found = verify(str(site.log), key=site.key)
            assert found.sound, (name, at, found.problems)
    return blocked


def test_a_call_that_fails_blocks_and_the_next_decision_is_well(tmp_path):
    assert faults(site_at(tmp_path), 4) > 10


@pytest.mark.slow
def test_a_call_that_fails_blocks_whichever_it_is(tmp_path):
    assert faults(site_at(tmp_path), 20) > 20


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO tokens", "INSERT OR IGNORE", "UPDATE meta", "SELECT token", "COMMIT"],
)
def test_a_vault_that_fails_blocks(tmp_path, monkeypatch, statement):
    site = site_at(tmp_path)
    engine = site.engine()

    class Connection(sqlite3.Connection):
        def execute(self, sql, *given):
            if sql.startswith(statement):
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(sql, *given)

    real = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *a, **k: real(*a, factory=Connection, **k))
        decision = engine.decide(ask(TEXT, actor=DOCTOR, scope="s"))
    assert decision.blocked
    assert [reason.id for reason in decision.reasons] == ["vault_unusable"]
    assert not site.engine().decide(ask(TEXT, actor=DOCTOR, scope="s")).blocked
