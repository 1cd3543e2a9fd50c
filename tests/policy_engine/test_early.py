"""Before its databases are compiled a policy finds the same, and afterwards as well."""

import datetime as dt
import os
import shutil
import threading
from pathlib import Path

import pytest

import promptward
from bench.accuracy.marked import read_marked
from promptward import preparation
from promptward.artifacts import Artifacts
from promptward.detect import Detection
from promptward.early import EarlyDetection
from promptward.engine import Engine
from promptward.kept import Kept
from promptward.model import PolicyError, Request, ScanError
from promptward.preparation import compile_detection, compile_early
from promptward_dsl.ir import PolicyIR

from .scanning import Lexicon, detector, policy, regex, sequence
from .small_policies import NO_NOTES

CORPUS = Path(__file__).parents[1] / "corpus"
PACK = tuple(rf"\bpack{n}[a-z]{{2}}" for n in range(200))
TEXT = "pack7ab, pack199zz and mine 123; 4 (a) *"


def of_pack(*own: str) -> tuple[PolicyIR, dict[str, tuple[str, ...]]]:
    words = ("*", "(a)", "pack")
    made = policy(
        detector(*map(regex, (*own, *PACK))),
        detector(sequence("p.words")),
        lexicons={"p.words": Lexicon(words)},
    )
    return made, {"p.words": words}


@pytest.fixture(autouse=True)
def pack(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "shipped" not in request.fixturenames:
        monkeypatch.setattr(preparation, "_packs", lambda: "\n".join(PACK))


def found(finder) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, one.detector) for one in finder.find(TEXT)]


def test_without_databases_of_patterns_the_same_is_found(tmp_path: Path) -> None:
    ir, words = of_pack("mine [0-9]+")
    early = compile_early(ir, words, Kept(Artifacts(str(tmp_path))))
    assert early is not None
    whole = compile_detection(ir, words, {})
    assert {"main", "main.own", "main.digits"} <= whole.keys()
    # What is left is the mark of the lexicon, which no automaton reads.
    assert early.keys() == whole.keys() - {"main.own", "main.digits"}
    assert found(Detection(ir, {}, early)) == found(Detection(ir, {}, whole))
    assert len(found(Detection(ir, {}, early))) == 5


def test_where_databases_are_kept_or_soon_made_there_is_no_early_form(tmp_path: Path) -> None:
    cache = Artifacts(str(tmp_path))
    ir, words = of_pack("mine [0-9]+")
    compile_detection(ir, words, {}, Kept(cache))
    assert compile_early(ir, words, Kept(cache)) is None
    edited, words = of_pack("mine [0-9]{2,3}")
    assert compile_early(edited, words, Kept(cache)) is None
    few = policy(detector(regex("one"), regex("other")))
    assert compile_early(few, {}, Kept(Artifacts(""))) is None


def test_what_the_search_of_all_refuses_is_refused_early(tmp_path: Path) -> None:
    refused = "(?:a{1,200}b{1,200}){1,200}c"
    ir, words = of_pack(refused)
    with pytest.raises(PolicyError):
        compile_early(ir, words, Kept(Artifacts(str(tmp_path))))


class Halves:
    """A detection that is early, and the moment at which the whole of it is there."""

    def __init__(self, whole: Detection | Exception | None) -> None:
        ir, words = of_pack("mine [0-9]+")
        made = compile_early(ir, words, Kept(Artifacts("")))
        assert made is not None
        self.ir = ir
        self.walked = Detection(ir, {}, made)
        self.done = threading.Event()
        self.begun = 0
        self.whole = whole
        self.detection = EarlyDetection(self.walked, self.complete)

    def complete(self) -> Detection | None:
        self.begun += 1
        assert self.done.wait(60)
        if isinstance(self.whole, Exception):
            raise self.whole
        return self.whole


def other() -> Detection:
    """One that finds something else, so that it is seen which one answers."""
    return Detection(policy(detector(regex("[0-9]"))), {})


def test_the_whole_takes_over_when_it_is_there() -> None:
    halves = Halves(other())
    assert len(found(halves.detection)) == 5
    halves.done.set()
    halves.detection.settle()
    assert found(halves.detection) == found(halves.whole)
    assert halves.begun == 1


def test_a_policy_that_was_edited_meanwhile_stays_the_one_that_was_loaded() -> None:
    halves = Halves(None)
    halves.done.set()
    halves.detection.settle()
    assert found(halves.detection) == found(halves.walked)


def test_a_long_text_waits_for_the_whole() -> None:
    halves = Halves(other())
    answers: list[int] = []
    asking = threading.Thread(
        target=lambda: answers.append(len(halves.detection.find("a" * 20_000 + "1")))
    )
    asking.start()
    assert len(halves.detection.find("mine 12")) == 1
    assert not answers
    halves.done.set()
    asking.join(60)
    assert answers == [1]


@pytest.mark.parametrize("error", [PolicyError("the reason"), ZeroDivisionError("secret")])
def test_a_policy_that_does_not_compile_lets_nothing_out(error: Exception) -> None:
    halves = Halves(error)
    engine = Engine(halves.ir, NO_NOTES, halves.detection)
    halves.done.set()
    with pytest.raises(PolicyError, match="can't be compiled") as raised:
        engine.settle()
    with pytest.raises(ScanError) as failed:
        engine.find("nothing")
    assert failed.value.code == "scan_engine"
    assert "secret" not in f"{raised.value}{failed.value}"
    decision = engine.decide(Request("nothing"))
    assert decision.verdict == "block"
    assert any(reason.kind == "error" for reason in decision.reasons)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_that_was_forked_meanwhile_compiles_for_itself() -> None:
    halves = Halves(other())
    child = os.fork()
    if not child:
        code = 1
        try:
            before = len(halves.detection.find(TEXT))
            halves.done.set()
            halves.detection.settle()
            code = 0 if (before, len(found(halves.detection))) == (5, len(found(other()))) else 2
        finally:
            os._exit(code)
    halves.done.set()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_the_shipped_policy_finds_the_same_early_and_when_all_is_compiled(
    shipped, shipped_cache: Path, tmp_path: Path, monkeypatch
) -> None:
    cache = tmp_path / "cache"
    # As if the policy had never been loaded; databases are there, so that it does not take long.
    shutil.copytree(
        shipped_cache, cache, ignore=shutil.ignore_patterns("*.names", "*.manifest", "*.policy")
    )
    monkeypatch.setattr(preparation, "_lacking", lambda _planned, _kept: 1000)
    engine = promptward.load(
        today=dt.date(2026, 11, 23),
        environ={"PROMPTWARD_CACHE": str(cache)},
        folder=str(tmp_path),
        floor_folder=str(tmp_path),
        early=True,
    )
    early = engine._detection
    assert isinstance(early, EarlyDetection)
    texts = [
        document.text
        for name in ("bench", "fresh6", "negatives", "prompts")
        for document in read_marked(CORPUS / f"{name}.marked")[:12]
    ]
    wanted = [shipped.find(text) for text in texts]
    assert sum(map(len, wanted)) > 200
    assert [early._walked.find(text, disguises=True) for text in texts] == wanted
    engine.settle()
    assert isinstance(early._whole, Detection)
    assert early._whole is not early._walked
    assert [engine.find(text) for text in texts] == wanted
