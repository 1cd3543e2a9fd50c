"""Bad policies: nothing is decided with them, their place is named, and none takes their place."""

from pathlib import Path

import pytest

from tests.end_to_end.test_bad_input import device, link_to_itself, link_to_nothing, pipe, posix

pytestmark = pytest.mark.e2e

SSN = "SSN 900-12-3456"
HEADER = "policy broken version 1.0.0\n"


def write(files: dict[str, str | bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / "broken.ward"


LAUGHS = "ward: data/1\na: &a [ha, ha, ha]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
)
DEEP = "ward: data/1\ndestinations: " + "[" * 10_000 + "]" * 10_000

POLICIES = [
    pytest.param({"broken.ward": ""}, "E002", "broken.ward", id="empty"),
    pytest.param({"broken.ward": "rule {{{"}, "E002", "broken.ward:1:", id="malformed"),
    pytest.param(
        {"broken.ward": HEADER + "rule r {\n  when " + "(" * 100_000}, "E002", "broken.ward:3:",
        id="nested",
    ),
    pytest.param({"broken.ward": HEADER.encode() + b"# \xe9\n"}, "E001", "broken.ward", id="Latin-1"),
    pytest.param({"broken.ward": b"\x7fELF\0\0\0"}, "E001", "broken.ward", id="binary"),
    pytest.param({"broken.ward": HEADER + "#" * (1 << 20)}, "E100", "broken.ward", id="1 MiB"),
    pytest.param({}, "E100", "broken.ward", id="missing"),
    pytest.param(
        {"broken.ward": HEADER + "import wards.seven\n"}, "E112", "broken.ward:2:8",
        id="missing import",
    ),
    pytest.param(
        {"broken.ward": HEADER + "import other\n",
         "other.ward": "policy other version 1.0.0\nimport broken\n"},
        "E112", "other.ward:2:8", id="import cycle",
    ),
    pytest.param(
        {"broken.ward": HEADER + 'import data "gone.yaml"\n'}, "E112", "broken.ward:2:13",
        id="missing data",
    ),
    pytest.param(
        {"broken.ward": HEADER + 'import data "bomb.yaml"\n', "bomb.yaml": LAUGHS},
        "E114", "bomb.yaml:2:", id="YAML bomb of aliases",
    ),
    pytest.param(
        {"broken.ward": HEADER + 'import data "bomb.yaml"\n', "bomb.yaml": DEEP},
        "E114", "bomb.yaml:2:", id="YAML bomb of brackets",
    ),
    pytest.param(
        {"broken.ward": HEADER + 'import data "big.yaml"\n', "big.yaml": "#" * (1 << 21)},
        "E100", "broken.ward:2:13", id="YAML of 2 MiB",
    ),
    pytest.param(
        {"broken.ward": HEADER + 'import data "../../etc/passwd"\n'}, "E113", "broken.ward:2:13",
        id="path out of the root",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "code", "place"), POLICIES)
def test_a_broken_policy_decides_nothing_and_its_place_is_named(
    promptward, tmp_path, files, code, place
) -> None:
    policy = write(files, tmp_path)
    for command in (("check", "-"), ("redact", "-"), ("scan", "-")):
        done = promptward(*command, "--policy", policy, stdin=SSN, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        first, second = done.stderr.splitlines()
        assert first.startswith("promptward: error[policy]: ")
        assert f"({code}" in first
        assert f"`{policy}`" in first
        assert place in first
        assert second == f"  help: `promptward policy check {policy}` says what is wrong with it"


def test_a_policy_that_was_cut_decides_nothing_and_nobody_is_sent_to_its_check(
    promptward, tmp_path
) -> None:
    policy = tmp_path / "cut.ward"
    whole = HEADER + 'import hipaa.safe_harbor\n\ncategory yard: text "A yard"\n'
    policy.write_text(whole)
    assert promptward("redact", "-", "--policy", policy, stdin="Hello.").returncode == 0
    policy.write_text(whole.partition("category yard")[0])
    done = promptward("redact", "-", "--policy", policy, stdin="Hello.")
    assert (done.returncode, done.stdout) == (2, "")
    first, second = done.stderr.splitlines()
    assert "without its last line: it may have been cut" in first
    assert second.startswith("  help: compare it with the last version")
    policy.write_text(whole.partition("category yard")[0] + "# the yard is gone\n")
    assert promptward("redact", "-", "--policy", policy, stdin="Hello.").returncode == 0


@pytest.mark.parametrize(("files", "code", "place"), POLICIES)
def test_policy_check_shows_what_is_wrong_with_it(
    promptward, tmp_path, files, code, place
) -> None:
    done = promptward("policy", "check", write(files, tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert f"error[{code}]" in done.stdout
    assert f"--> {place}" in done.stdout
    assert len(done.stdout) < 5000


@posix
@pytest.mark.parametrize("make", [link_to_nothing, link_to_itself, pipe, device, Path.mkdir])
def test_a_policy_that_is_no_file_decides_nothing(promptward, tmp_path, make) -> None:
    policy = tmp_path / "broken.ward"
    make(policy)
    done = promptward("check", "-", "--policy", policy, stdin=SSN)
    assert (done.returncode, done.stdout) == (2, "")
    assert "E100" in done.stderr


def test_a_broken_policy_near_by_is_never_replaced_by_a_looser_one(promptward, tmp_path) -> None:
    (tmp_path / ".promptward").mkdir()
    (tmp_path / ".promptward" / "policy.ward").write_text("rule {{{")
    done = promptward("check", "-", stdin="nothing", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
