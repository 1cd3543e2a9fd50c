"""Other tools' words for what they find, and what happens where a tool isn't there."""

import sys
from pathlib import Path

from bench.accuracy.labels import KNOWN
from bench.accuracy.peer_runner import TOOLS
from bench.accuracy.peers import LABELS, run


def test_every_type_of_another_tool_has_a_label_of_ours():
    assert set(LABELS.values()) <= KNOWN | {"UNTYPED"}
    assert all(kind == kind.upper() for kind in LABELS)


def test_a_tool_that_is_not_installed_is_named_as_such_and_finds_nothing():
    done = run(Path(sys.executable), "scrubadub", {"a": "Call (406) 555-0138"})
    assert done.found == {}
    assert "scrubadub" in done.trouble


def test_versions_of_other_tools_are_exact_and_the_models_file_is_held_by_its_hash():
    folder = Path(__file__).parents[2] / "bench" / "accuracy"
    for name in ("peers.txt", "peers-model.txt"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if not line.startswith("#")]
        assert all("==" in line for line in wanted)
        assert name == "peers.txt" or all("--hash=sha256:" in line for line in wanted)


def test_every_tool_has_a_title_of_its_own():
    assert len({title for title, _ in TOOLS.values()}) == len(TOOLS)
