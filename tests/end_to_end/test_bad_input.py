"""Bad texts, records, names and caches: what is wrong, where and what to do, a stable code, an exit
code; and whatever else was given is still looked at."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")

SSN = "SSN 900-12-3456"


def assert_said(stderr: str, code: str, where: str, help_: str) -> None:
    """One error: its code, what it is about, and what to do about it."""
    errors = [line for line in stderr.splitlines() if "error[" in line]
    assert len(errors) == 1, stderr
    assert errors[0].startswith(f"promptward: error[{code}]: {where}: "), stderr
    assert f"  help: {help_}" in stderr.splitlines(), stderr


# ------------------------------------------------------------------ texts that can't be read


def missing(path: Path) -> None:
    """Nothing stands there."""


def link_to_nothing(path: Path) -> None:
    path.symlink_to("gone")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # the address of a socket is short
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def locked(path: Path) -> None:
    path.write_text(SSN)
    path.chmod(0)


def latin_1(path: Path) -> None:
    path.write_bytes(b"caf\xe9, " + SSN.encode())


def truncated_utf_16(path: Path) -> None:
    path.write_bytes(SSN.encode("utf-16") + b"x")


def binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + SSN.encode())


def line_of_100_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(SSN.encode())


def line_of_17_million_characters(path: Path) -> None:
    path.write_bytes(b"x" * (17 << 20) + SSN.encode())


CHECK_THE_PATH = "check the path"
NAME_A_FILE = "name a file, or use - for a pipe"
SPLIT = "split it, or scan it as records: promptward scan --records jsonl"
UNREADABLE = [
    pytest.param(missing, "missing", CHECK_THE_PATH, id="missing"),
    pytest.param(link_to_nothing, "missing", CHECK_THE_PATH, marks=posix, id="dangling link"),
    pytest.param(link_to_itself, "unreadable", CHECK_THE_PATH, marks=posix, id="link to itself"),
    pytest.param(pipe, "special", NAME_A_FILE, marks=posix, id="pipe"),
    pytest.param(device, "special", NAME_A_FILE, marks=posix, id="device"),
    pytest.param(unix_socket, "unreadable", CHECK_THE_PATH, marks=posix, id="socket"),
    pytest.param(
        locked,
        "unreadable",
        "check its permissions",
        marks=pytest.mark.skipif(
            os.name == "nt" or os.geteuid() == 0, reason="permissions don't bind this user"
        ),
        id="permissions",
    ),
    pytest.param(
        latin_1,
        "not_utf8",
        "convert it to UTF-8 first; a text from Windows by iconv -f WINDOWS-1252 -t UTF-8",
        id="Latin-1",
    ),
    pytest.param(truncated_utf_16, "not_utf8", "convert it to UTF-8 first", id="cut UTF-16"),
    pytest.param(binary, "binary", "leave it out, or convert it", id="binary"),
    pytest.param(line_of_100_megabytes, "too_large", SPLIT, id="a line of 100 MB"),
]


@pytest.mark.parametrize(("make", "code", "help_"), UNREADABLE)
@pytest.mark.parametrize("command", ["check", "redact"])
def test_a_text_that_cannot_be_read_is_three_and_nothing_leaves(
    promptward, clinic, tmp_path, command, make, code, help_
) -> None:
    path = tmp_path / "note.txt"
    make(path)
    done = promptward(command, path, "--policy", clinic)
    assert done.returncode == 3
    assert done.stdout == ("block\n" if command == "check" else "")
    assert_said(done.stderr, code, str(path), help_)
    assert "900-12" not in done.stderr


READ_BY_SCANS = {"Latin-1", "a line of 100 MB", "binary"}  # that one is a picture: out of scope


@pytest.mark.parametrize(
    ("make", "code", "help_"), [one for one in UNREADABLE if one.id not in READ_BY_SCANS]
)
def test_a_scan_names_what_it_could_not_read_and_reads_the_rest(
    promptward, clinic, tmp_path, make, code, help_
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    paths[0].write_text(SSN)
    make(paths[1])
    paths[2].write_text(SSN)
    done = promptward("scan", *paths, "--policy", clinic)
    assert done.returncode == 3
    first, second, third = (n for n in done.stdout.splitlines() if not n.startswith("    |"))
    assert first.startswith(f"{paths[0]}:1:5: medium clinic.prompts.ssn")
    assert second.startswith(f"{paths[1]}: not scanned: ")
    assert second.endswith(f"[{code}]")
    assert third.startswith(f"{paths[2]}:1:5: ")
    assert done.stderr.splitlines()[-1] == (
        f"scanned 2 files, 30 bytes; not scanned 1 ({code} 1); findings 2"
    )


def test_check_answers_machines_in_json_even_then(promptward, clinic, tmp_path) -> None:
    done = promptward("check", tmp_path / "gone", "--policy", clinic, "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["verdict"]) == (3, "block")
    assert report["reasons"][0]["id"] == "missing"
    assert report["findings"] == []
    read = json.loads(
        promptward("check", "-", "--policy", clinic, "--format", "json", stdin="x").stdout
    )
    assert report["policy"] == read["policy"]
    assert report.keys() == read.keys()


@pytest.mark.parametrize("command", ["check", "redact"])
def test_a_folder_is_no_text(promptward, clinic, tmp_path, command) -> None:
    done = promptward(command, tmp_path, "--policy", clinic)
    assert done.returncode == 3
    assert_said(done.stderr, "folder", str(tmp_path), "name a file, or use promptward scan")


def test_a_pattern_without_files_is_missing(promptward, clinic, tmp_path) -> None:
    done = promptward("scan", tmp_path / "*.txt", "--policy", clinic)
    assert done.returncode == 3
    assert "[missing]" in done.stdout


@posix
def test_the_name_of_a_file_cannot_move_the_cursor(promptward, clinic, tmp_path) -> None:
    path = tmp_path / "a\x1b[2J\nb.txt"
    for command, data in (("check", b"\xff"), ("scan", b"\xff\0\xfe")):
        path.write_bytes(data)
        done = promptward(command, path, "--policy", clinic)
        assert "\x1b" not in done.stdout + done.stderr
        assert r"a\x1b[2J\nb.txt" in done.stdout + done.stderr


@posix
def test_a_name_that_is_no_unicode_is_scanned_and_reported(promptward, clinic, tmp_path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(SSN)
    except OSError:
        pytest.skip("this file system has no such names")
    for form in ("text", "json"):
        done = promptward("scan", tmp_path, "--policy", clinic, "--format", form)
        assert done.returncode == 1, done.stderr
        assert "udce9.txt" in done.stdout


# ------------------------------------------------------------------ texts that are odd, yet texts


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"], ids=["nothing", "a byte order mark"])
def test_an_empty_text_may_leave_and_it_is_said_that_it_is_empty(promptward, clinic, data) -> None:
    done = promptward("check", "-", "--policy", clinic, stdin=data)
    assert done.returncode == 0
    assert done.stdout.startswith("allow")
    assert done.stderr == "promptward: note: the text is empty\n"
    redacted = promptward("redact", "-", "--policy", clinic, stdin=data)
    assert (redacted.returncode, redacted.stdout) == (0, "")


def test_an_empty_file_is_scanned(promptward, clinic, tmp_path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = promptward("scan", tmp_path, "--policy", clinic)
    assert (done.returncode, done.stderr) == (0, "scanned 1 file, 0 bytes; findings 0\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_text_that_says_how_it_is_encoded_is_read_so(promptward, clinic, encoding) -> None:
    done = promptward("scan", "-", "--policy", clinic, stdin=f"é {SSN}".encode(encoding))
    assert done.stdout.startswith("-:1:7: ")


def test_a_text_too_long_to_decide_on_is_blocked_not_cut(promptward, clinic, tmp_path) -> None:
    path = tmp_path / "long.txt"
    line_of_17_million_characters(path)
    done = promptward("check", path, "--policy", clinic)
    assert (done.returncode, done.stdout.split()[0]) == (3, "block")
    assert "scan_too_large" in done.stdout


def test_a_scan_looks_at_a_long_line_to_its_end_in_pieces(promptward, clinic, tmp_path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x " * (1 << 20) + SSN.encode())
    done = promptward("scan", path, "--policy", clinic)
    assert done.returncode == 1
    assert f"{path}:1:{2 * (1 << 20) + 5}: medium clinic.prompts.ssn" in done.stdout


def test_a_scan_reads_what_is_no_utf_8_as_latin_1(promptward, clinic, tmp_path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(b"caf\xe9 " + SSN.encode())
    done = promptward("scan", path, "--policy", clinic)
    assert f"{path}:1:10: medium clinic.prompts.ssn" in done.stdout


# ------------------------------------------------------------------ records

MALFORMED = {
    b"nonsense": "not_json",
    b"": "not_json",
    b'{"id": 1, "text": "cut': "not_json",
    b'{"id": NaN, "text": "x"}': "not_json",
    b'{"id": 1e999, "text": "x"}': "not_json",
    b'{"id": ' + b"1" * 5000 + b', "text": "x"}': "not_json",
    b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b', "text": "x"}': "not_json",
    b'{"id": 1, "text": "\xff"}': "not_utf8",
    b'["text"]': "not_an_object",
    b'"text"': "not_an_object",
    b'{"id": 1}': "no_text",
    b'{"id": 1, "text": null}': "no_text",
    b'{"id": 1, "text": ["x"]}': "no_text",
    b'{"id": 8, "text": "SSN 536-22-4399", "text": "fine"}': "duplicate_key",
    b'{"id": 8, "text": "SSN 536-22-4399", "\\u0074ext": "fine"}': "duplicate_key",
    b'{"id": 8, "text": "x", "more": {"a": 1, "a": 2}}': "duplicate_key",
}
GOOD = json.dumps({"id": "good", "text": SSN}).encode()


def test_malformed_records_are_named_by_line_and_all_others_answered(promptward, clinic) -> None:
    lines = [GOOD]
    for line in MALFORMED:
        lines += [line, GOOD]
    done = promptward(
        "scan", "--records", "jsonl", "-", "--policy", clinic, stdin=b"\n".join(lines)
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert len(answers) == len(lines)
    for number, (line, answer) in enumerate(zip(lines, answers, strict=True), 1):
        if line == GOOD:
            assert answer["id"] == "good"
            assert [f["category"] for f in answer["findings"]] == ["clinic.prompts.ssn"]
        else:
            known = 1 if MALFORMED[line] == "no_text" else None
            assert answer == {"id": known, "line": number, "error": MALFORMED[line]}
    assert done.stderr == (
        f"scanned {len(MALFORMED) + 1} records; malformed {len(MALFORMED)}; "
        f"findings {len(MALFORMED) + 1}\n"
    )


def test_a_record_of_100_megabytes_is_passed_over_and_the_next_is_answered(
    promptward, clinic, tmp_path
) -> None:
    path = tmp_path / "records.jsonl"
    line_of_100_megabytes(path)
    with path.open("ab") as file:
        file.write(b"\n" + GOOD + b"\n")
    done = promptward("scan", "--records", "jsonl", path, "--policy", clinic)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"id": None, "line": 1, "error": "too_large"}
    assert second["id"] == "good"
    assert done.returncode == 3


def test_a_record_too_long_to_search_is_named(promptward, clinic) -> None:
    long = json.dumps({"id": "long", "text": "x" * (17 << 20)}).encode()
    done = promptward(
        "scan", "--records", "jsonl", "-", "--policy", clinic, stdin=long + b"\n" + GOOD
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"id": "long", "line": 1, "error": "scan_too_large"}
    assert second["id"] == "good"


def test_records_that_cannot_be_opened_are_named_and_the_others_answered(
    promptward, clinic, tmp_path
) -> None:
    gone, folder, good = tmp_path / "gone", tmp_path / "folder", tmp_path / "good.jsonl"
    folder.mkdir()
    good.write_bytes(GOOD)
    done = promptward("scan", "--records", "jsonl", gone, folder, good, "--policy", clinic)
    assert done.returncode == 3
    assert json.loads(done.stdout)["id"] == "good"
    assert f"error[missing]: {gone}: " in done.stderr
    assert f"error[folder]: {folder}: " in done.stderr


# ------------------------------------------------------------------ names that nobody declared


@pytest.mark.parametrize(
    ("option", "given", "said"),
    [
        ("--destination", "onpremm", "no destination `onpremm`; did you mean `onprem`?"),
        ("--purpose", "sumary", "no purpose `sumary`; did you mean `summary`?"),
        ("--role", "clinican", "no role `clinican`; did you mean `clinician`?"),
        ("--destination", "zzz", "no destination `zzz`; it declares consumer_chat, onprem"),
    ],
)
def test_an_unknown_name_counts_against_the_request_and_the_nearest_is_named(
    promptward, clinic, option, given, said
) -> None:
    asked = {"--destination": "onprem", "--purpose": "summary", "--role": "clinician"}
    granted = [part for pair in asked.items() for part in pair]
    slip = [part for pair in {**asked, option: given}.items() for part in pair]
    text = "MRN: 004711"
    assert promptward("check", "-", "--policy", clinic, *granted, stdin=text).returncode == 0
    done = promptward("check", "-", "--policy", clinic, *slip, stdin=text)
    assert (done.returncode, done.stdout.split()[0]) == (1, "block")
    assert done.stderr == f"promptward: note: the policy declares {said}\n"


# ------------------------------------------------------------------ the cache


def file_in_its_place(path: Path) -> None:
    path.write_text("in the way")


def file_above_it(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name("above").write_text("in the way")
    path.symlink_to(path.with_name("above") / "below")


@pytest.mark.parametrize(
    "make",
    [
        file_in_its_place,
        pytest.param(link_to_itself, marks=posix),
        pytest.param(file_above_it, marks=posix),
    ],
)
def test_a_cache_that_cannot_be_written_is_said_and_the_answer_is_the_same(
    promptward, clinic, tmp_path, make
) -> None:
    cache = tmp_path / "cache"
    make(cache)
    command = ("check", "-", "--policy", clinic)
    done = promptward(*command, stdin=SSN, env={"PROMPTWARD_CACHE": str(cache)})
    sound = promptward(*command, stdin=SSN)
    assert (done.returncode, done.stdout) == (sound.returncode, sound.stdout) == (1, sound.stdout)
    assert done.stderr.startswith("promptward: note: the cache cannot be written: ")
    assert "[cache]" in done.stderr
    assert sound.stderr == ""
    doctor = promptward("doctor", "--policy", clinic, env={"PROMPTWARD_CACHE": str(cache)})
    assert doctor.returncode == 2
    assert "set PROMPTWARD_CACHE" in doctor.stdout


def test_without_any_place_for_a_cache_it_is_said(promptward, clinic) -> None:
    env = dict.fromkeys(("PROMPTWARD_CACHE", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), "")
    done = promptward("check", "-", "--policy", clinic, stdin=SSN, env=env)
    assert done.returncode == 1
    assert "no cache folder: set PROMPTWARD_CACHE" in done.stderr


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty"])
def test_a_damaged_cache_is_built_anew(promptward, clinic, tmp_path, damage) -> None:
    env = {"PROMPTWARD_CACHE": str(tmp_path / "cache")}
    command = ("check", "-", "--policy", clinic)
    sound = promptward(*command, stdin=SSN, env=env)
    kept = sorted((tmp_path / "cache").iterdir())
    assert len(kept) >= 3
    before = [path.read_bytes() for path in kept]
    for path, content in zip(kept, before, strict=True):
        changed = {"cut": content[:-3], "foreign": b"\0" * len(content), "empty": b""}
        path.write_bytes(changed[damage])
    again = promptward(*command, stdin=SSN, env=env)
    assert (again.returncode, again.stdout, again.stderr) == (1, sound.stdout, "")
    # Repaired: the next start finds what the first one wrote.
    assert sorted((tmp_path / "cache").iterdir()) == kept
    assert all(path.read_bytes() != b"" for path in kept)


# ------------------------------------------------------------------ memory


@posix
@pytest.mark.slow
def test_a_line_of_100_megabytes_is_not_kept_in_memory(environment, clinic, tmp_path) -> None:
    path = tmp_path / "records.jsonl"

    def peak_of_a_scan() -> int:
        # By a small process in between: a child's peak begins with what its parent holds.
        asked = (
            "import resource, subprocess, sys;"
            "subprocess.run(sys.argv[1:], capture_output=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        scan = (sys.executable, "-m", "promptward", "scan", "--records", "jsonl", path)
        done = subprocess.run(
            [sys.executable, "-c", asked, *scan, "--policy", clinic],
            env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return int(done.stdout)

    path.write_bytes(b"")
    peak_of_a_scan()  # compiles the policy, if nobody has yet
    with path.open("wb") as file:
        for _ in range(1000):
            file.write(b"x" * 1_000_000)
    peak = peak_of_a_scan()
    assert peak < 400_000 * (1024 if sys.platform == "darwin" else 1)
