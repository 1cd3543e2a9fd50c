"""Memory for a start: each case in a process of its own, whose heap it changes."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from promptward import native

MEASURED = """
import json, re
from promptward import room
def mapped():
    for line in open("/proc/self/status"):
        if line.startswith(("VmSize", "VmRSS")):
            yield int(line.split()[1]) // 1024
def advised():
    large = size = 0
    for line in open("/proc/self/smaps"):
        size = int(line.split()[1]) if line.startswith("Size:") else size
        if line.startswith("VmFlags:") and " hg" in line:
            large += size
    return large // 1024
before = list(mapped())
made = room.make_room()
after = list(mapped())
again = room.make_room()
room.keep_room(20 << 20)
print(json.dumps([made, again, [b - a for a, b in zip(before, after)], advised(), list(mapped())]))
"""

needs_native = pytest.mark.skipif(
    native.module is None or not Path("/proc/self/smaps").exists(), reason="Linux, native form"
)


def _run(script: str, **environ: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@needs_native
@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc" or not Path("/sys/kernel/mm/transparent_hugepage").exists(),
    reason="glibc, and a system with large pages",
)
def test_the_heap_grows_once_by_pages_that_nobody_touched() -> None:
    made, again, (mapped, resident), advised, after = json.loads(_run(MEASURED))
    assert made
    assert again
    assert 60 <= mapped <= 80
    assert resident <= 4
    assert advised >= 60
    assert after[1] <= 40  # no block beside it was cleared


def test_without_the_native_form_nothing_happens() -> None:
    made, again, (mapped, _), advised, _ = json.loads(_run(MEASURED, PROMPTWARD_NATIVE="0"))
    assert (made, again, mapped, advised) == (False, False, 0, 0)


@needs_native
@pytest.mark.parametrize("size", ["-1", "1 << 40", "1.5", "None"])
def test_what_is_no_size_is_refused(size: str) -> None:
    said = _run(
        "from promptward import native\n"
        "try:\n"
        f"    native.module.make_room({size})\n"
        "except (OverflowError, TypeError, ValueError):\n"
        "    print('refused')\n"
    )
    assert said == "refused\n"


@needs_native
def test_a_command_makes_room_and_a_library_does_not(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("nothing")
    said = "\nprint(room._made)\n"
    library = "import promptward, promptward.room as room\npromptward.load(folder='/')" + said
    command = (
        "import promptward.room as room\n"
        "from promptward.cli import main\n"
        "try:\n"
        f"    main(['check', {str(note)!r}])\n"
        "except SystemExit:\n"
        "    pass" + said
    )
    assert _run(library).split()[-1] == "False"
    assert _run(command).split()[-1] == str(json.loads(_run(MEASURED))[0])
