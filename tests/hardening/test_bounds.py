"""Nothing that is given takes more than its length is worth, and past a limit it is a block."""

import datetime as dt
import gc
import random
import sys
from time import thread_time

import pytest

import promptward
from bench.attacks import ATTACKS, dense
from promptward import budget as budget_module
from promptward.budget import Budget, Limits
from promptward.config import ConfigError
from promptward.detect import Detection
from promptward.formats.source import Source
from promptward.model import ScanError
from promptward.scan.examine import Terms, examine
from promptward_dsl.lattice import Confidence
from tests.hardening.hostile import FILES
from tests.policy_engine.clinic import CLINIC, NOTE, ask, clinic

DAY = dt.date(2026, 11, 23)
TERMS = Terms(Confidence.MEDIUM, DAY)
MB = 1_000_000

# ------------------------------------------------------------------ the budget of a decision


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(characters=50), "scan_too_large"),
        (Limits(places=3), "scan_too_many"),
        (Limits(seconds=1), "scan_out_of_time"),
    ],
)
def test_past_a_limit_it_is_a_block_that_says_which(limits, code):
    ticks = iter(range(10**6))
    engine = clinic(limits=limits, clock=lambda: float(next(ticks)))
    for decision in (engine.decide(ask()), engine.redact(NOTE)):
        assert (decision.verdict, decision.text) == ("block", None)
        assert [(reason.kind, reason.id) for reason in decision.reasons] == [("error", code)]
    with pytest.raises(ScanError) as caught:
        engine.find(NOTE)
    assert caught.value.code == code
    assert "John" not in str(caught.value)


def test_a_decision_within_its_limits_is_as_without():
    free = clinic(limits=Limits(places=1 << 40, seconds=0)).redact(NOTE)
    assert clinic(limits=Limits(len(NOTE), 200, 10)).redact(NOTE).text == free.text


def test_the_time_of_a_decision_is_one_from_its_search_to_its_last_look():
    """A clock that stands still until its `still`th look, then runs out, for each look there is.

    How often a decision looks is not always the same: tokens are drawn, and the verified text
    with them. What holds for each is that no look at a clock that ran out lets text out.
    """
    still, late = 0, True
    while late:
        still += 1
        looks = 0

        def clock(still=still) -> float:
            nonlocal looks
            looks += 1
            return 0.0 if looks <= still else 9.0

        decision = clinic(limits=Limits(seconds=5), clock=clock).decide(ask())
        late = looks > still
        assert ((decision.verdict, decision.text) == ("block", None)) == late, still
    assert still > 10, "it looks from its search to its last look"


def test_a_clock_that_fails_blocks():
    def broken() -> float:
        raise OSError("no clock")

    decision = clinic(clock=broken).decide(ask())
    assert (decision.verdict, decision.text) == ("block", None)
    assert decision.reasons[0].id == "engine_begin"


def test_time_that_goes_back_never_ends_a_budget_early_nor_makes_it_larger():
    at = [100.0]
    budget = Budget(Limits(seconds=5), clock=lambda: at[0])
    at[0] = 50.0
    budget.check()
    at[0] = 105.5
    with pytest.raises(ScanError, match="more than 5 s"):
        budget.check()


def test_time_that_passes_is_no_computing_but_computing_takes_time(monkeypatch):
    passed, computed = [1000.0], [3.0]
    monkeypatch.setattr(budget_module, "monotonic", lambda: passed[0])
    monkeypatch.setattr(budget_module, "thread_time", lambda: computed[0])
    budget = Budget(Limits(seconds=5), budget_module.thread_time)
    passed[0] += 600.0
    computed[0] += 4.9
    budget.check()
    computed[0] += 0.2
    with pytest.raises(ScanError, match="more than 5 s"):
        budget.check()


def limited(tmp_path, limits: str, floor: str = ""):
    home, machine = tmp_path / "home", tmp_path / "machine"
    (home / ".promptward").mkdir(parents=True)
    machine.mkdir()
    (home / ".promptward" / "policy.ward").write_text(CLINIC)
    (home / ".promptward" / "config.toml").write_text(limits)
    if floor:
        (machine / "config.toml").write_text(floor)
    return promptward.load(
        today=DAY,
        environ={"PROMPTWARD_CACHE": str(tmp_path / "cache")},
        folder=str(home),
        floor_folder=str(machine),
    )


def test_a_site_states_its_limits(tmp_path):
    engine = limited(tmp_path, "[limits]\ncharacters = 40\nseconds = 9\n")
    assert engine.redact("MRN 123456").text == "MRN [mrn]"
    assert engine.redact(NOTE).reasons[0].id == "scan_too_large"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ("[limits]\nchars = 4\n", "config_unknown"),
        ("[limits]\nplaces = 0\n", "config_type"),
        ("[limits]\ncharacters = 99999999999\n", "config_type"),
        ("[limits]\nseconds = -1\n", "config_type"),
    ],
)
def test_a_limit_that_is_none_is_an_error(tmp_path, limits, code):
    with pytest.raises(ConfigError) as caught:
        limited(tmp_path, limits)
    assert caught.value.code == code


def test_a_nearer_file_does_not_move_what_the_machine_limits(tmp_path):
    with pytest.raises(ConfigError):
        limited(tmp_path, "[limits]\nseconds = 0\n", "[limits]\nseconds = 9\n")


# ------------------------------------------------------------------ time and room


class Calls:
    """Counts calls of functions, of Python and of C: work that no load of the machine changes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, _frame: object, event: str, _arg: object) -> None:
        self.count += event in ("call", "c_call")

    def of(self, what, *given: object) -> int:
        self.count = 0
        sys.setprofile(self)
        try:
            what(*given)
        finally:
            sys.setprofile(None)
        return self.count


QUICK = (
    "labels_values", "names", "csv", "escapes", "zero_width", "table_headed", "letter_blank",
    "initials_names", "dots",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *((name, 2_000) for name in QUICK),
        *(pytest.param(name, 20_000, marks=pytest.mark.slow) for name in ATTACKS),
    ],
)
def test_twice_the_text_is_no_more_than_twice_the_calls(shipped, name, size):
    attack, calls = ATTACKS[name], Calls()
    for first in (size, 2 * size):
        shipped.find(attack(first))  # all that is made for the first text
    half = calls.of(shipped.find, attack(size))
    whole = calls.of(shipped.find, attack(2 * size))
    if whole > 2.3 * half + 2_000:
        # At some size a look begins that a shorter text does not ask for: a step, if no growth.
        half, whole = whole, calls.of(shipped.find, attack(4 * size))
    assert whole <= 2.3 * half + 2_000


@pytest.mark.parametrize(
    "name", [*QUICK[:3], *(pytest.param(name, marks=pytest.mark.slow) for name in ATTACKS)]
)
def test_no_text_asks_for_many_times_the_calls_of_a_dense_note(shipped, name, monkeypatch):
    """
    By the characters that are looked at, readings included, or by the findings for a text that is
    nothing but identifiers. What all of it costs in time is measured by `bench/attack_speed.py`.
    """
    calls, size = Calls(), 8_000
    note, attack = dense(size), ATTACKS[name](size)
    looked: list[int] = []
    with monkeypatch.context() as patch:
        look = Detection._look

        def counted(self, view, *given):
            looked.append(len(view.text))
            return look(self, view, *given)

        patch.setattr(Detection, "_look", counted)
        found = len(shipped.find(note))
        characters = sum(looked)
        looked.clear()
        times = max(1.0, len(shipped.find(attack)) / found, sum(looked) / characters)
    assert calls.of(shipped.find, attack) <= 3 * times * calls.of(shipped.find, note)


def timed(shipped, text: str) -> float:
    """
    Seconds of this thread, the better of two; the collector, which goes through all that the tests
    before have left, is not asked.
    """
    found = []
    gc.disable()
    try:
        for _ in range(2):
            begun = thread_time()
            shipped.find(text)
            found.append(thread_time() - begun)
    finally:
        gc.enable()
    return min(found)


@pytest.mark.parametrize("name", ATTACKS)
def test_no_attack_takes_a_square_of_its_length(shipped, name):
    """
    In time, since a loop that calls nothing is not seen in calls, and with disguises, as a decision
    looks. Four times the text takes four times the time, sixteen for a square; what takes over
    seven, and more than a dense note, is measured twice more. `bench/attack_speed.py` has figures.
    """
    size, attack = 24_000, ATTACKS[name]
    for _ in range(3):
        quarter, whole = timed(shipped, attack(size // 4)), timed(shipped, attack(size))
        if whole <= 7 * quarter or whole <= timed(shipped, dense(size)):
            return
    pytest.fail(f"{whole / quarter:.1f} times the time for four times the text")


def of_every_plane(characters: int) -> str:
    draw = random.Random(1)
    return "".join(chr(draw.randrange(0x110000)) for _ in range(characters))


HUGE = {
    "one line": lambda size: "word " * (size // 5),
    "no blank": lambda size: "x" * size,
    "one byte": lambda size: "\0" * size,
    "nothing but ends of lines": lambda size: "\n" * size,
    "lone surrogates": lambda size: "\ud800\udfff" * (size // 2),
    "brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "at signs": lambda size: "@" * size,
}


@pytest.mark.parametrize(
    ("made", "size"),
    [
        *(pytest.param(HUGE[name], 5 * MB, id=name) for name in ("no blank", "one byte")),
        *(pytest.param(made, MB // 2, id=name) for name, made in HUGE.items()),
        *(
            pytest.param(made, 10 * MB, marks=pytest.mark.slow, id=f"{name}, long")
            for name, made in HUGE.items()
        ),
    ],
)
def test_an_identifier_at_the_end_of_megabytes_is_found(shipped, made, size):
    text = made(size) + "\n\nMRN: 00482913\n"
    found = shipped.find(text)
    assert [one.category for one in found if one.end > size][:1] == ["hipaa.safe_harbor.mrn"]
    assert shipped.redact(text).text.endswith("MRN: [mrn]\n")


@pytest.mark.slow
@pytest.mark.parametrize("made", HUGE.values(), ids=HUGE)
def test_a_hundred_megabytes_are_blocked_before_they_are_looked_at(shipped, made):
    decision = shipped.redact(made(100 * MB))
    assert (decision.verdict, decision.text) == ("block", None)
    assert [reason.id for reason in decision.reasons] == ["scan_too_large"]


def test_a_scan_reads_a_long_line_to_its_end(shipped, tmp_path):
    text = b"x" * (5 * MB) + b" MRN: 00482913"
    seen = examine("a.txt", Source("a.txt", text), shipped.find, TERMS)
    assert seen.unread is None
    assert [one.finding.category for one in seen.findings] == ["hipaa.safe_harbor.mrn"]


@pytest.mark.slow
def test_a_scan_reads_a_line_of_a_hundred_megabytes_to_its_end(shipped, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * (20 * MB) + b" MRN: 00482913")
    with path.open("rb") as file:
        seen = examine("a.txt", Source("a.txt", file=file), shipped.find, TERMS)
    assert seen.unread is None
    assert [one.finding.category for one in seen.findings] == ["hipaa.safe_harbor.mrn"]


@pytest.mark.parametrize("characters", [20_000, pytest.param(2_000_000, marks=pytest.mark.slow)])
def test_characters_of_every_plane_are_looked_at(shipped, characters):
    text = of_every_plane(characters) + "\nMRN: 00482913\n"
    decision = shipped.redact(text)
    assert decision.verdict == "allow"
    assert "00482913" not in decision.text


@pytest.mark.parametrize("many", [5_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_so_many_findings_are_decided_on_and_none_is_left(many):
    """Each a finding of its own, each replaced."""
    engine = clinic()
    text = "MRN 123456 " * many
    decision = engine.redact(text)
    assert decision.verdict == "allow"
    assert len(decision.findings) == many
    assert decision.text == "MRN [mrn] " * many


@pytest.mark.slow
def test_findings_past_the_limit_are_a_block():
    text = "MRN 123456 " * 1_500_000
    decision = clinic(limits=Limits(places=1_000_000)).redact(text)
    assert [reason.id for reason in decision.reasons] == ["scan_too_many"]
    assert decision.text is None


# ------------------------------------------------------------------ files

KNOWN = {None, "broken", "too_large", "too_deep", "limit", "encoding", "missing_extra"}


@pytest.mark.parametrize("many", [1_000, pytest.param(100_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_said_not_to_be(shipped, name, many):
    seen = examine(name, Source(name, FILES[name](many)), shipped.find, TERMS)
    code = seen.unread.code if seen.unread else None
    assert code in KNOWN, seen.unread


@pytest.mark.parametrize("name", ["laughs.xml", "bomb.zip", "nested.zip", "deep_list.json"])
def test_what_a_bomb_hides_is_found_or_the_file_counts_as_unread(shipped, name):
    data = FILES[name](4_000).replace(b"1", b'"MRN: 00482913"', name.endswith("json"))
    seen = examine(name, Source(name, data), shipped.find, TERMS)
    assert seen.unread is not None or seen.findings
