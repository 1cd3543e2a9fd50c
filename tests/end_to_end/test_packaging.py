"""What is shipped: five packages, all their data, and a wheel that works where nothing else is."""

import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Sequence
from email.parser import Parser
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
ROOTS = {
    "promptward": "policy_engine",
    "promptward_dsl": "dsl",
    "promptward_jupyter": "jupyter_ext",
    "promptward_lsp": "lsp_server",
    "promptward_rules": "rules",
}
NOTE = "Patient: Eleanor Marsh, MRN: 00471123, SSN 536-22-4399"


def run(command: Sequence[str | Path], cwd: Path, env: dict[str, str], stdin: str = ""):
    return subprocess.run(
        [str(part) for part in command],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=env,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, the wheel made from it, and `direct/` without it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", ROOT, "--outdir"]
    for arguments in ([folder], [folder / "direct", "--wheel"]):
        done = subprocess.run([*build, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def native(name: str) -> bool:
    """Whether the file is the native form, which is built where a compiler is."""
    return name.startswith("_native.") and name.endswith((".so", ".pyd"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def shipped(wheel: Path) -> dict[str, bytes]:
    return contents(wheel)


def test_there_are_five_import_names_and_none_is_generic(shipped) -> None:
    tops = {name.partition("/")[0] for name in shipped}
    (info,) = (top for top in tops if top.endswith(".dist-info"))
    data = info.replace(".dist-info", ".data")  # the manual page
    assert tops - {info, data} == set(ROOTS)


def test_two_builds_are_the_same_to_the_byte(dist, wheel) -> None:
    """One from the source distribution, one from the tree: in other folders, at other times."""
    (direct,) = (dist / "direct").glob("*.whl")
    assert direct.name == wheel.name
    assert direct.read_bytes() == wheel.read_bytes()


def test_every_file_of_a_package_is_shipped_as_it_is(shipped) -> None:
    ours = {name for name in shipped if not re.search(r"\.(?:dist-info|data)/", name)}
    there = {
        path.relative_to(ROOT / root).as_posix(): path
        for package, root in ROOTS.items()
        for path in (ROOT / root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not native(path.name)
    }
    assert {name for name in ours if not native(name.rpartition("/")[2])} == set(there)
    assert [name for name, path in there.items() if path.read_bytes() != shipped[name]] == []


@pytest.mark.parametrize(
    "kind",
    [
        "promptward_dsl/ward.tables.json",
        "promptward_dsl/ward.lark",
        "promptward/cli/templates/policy.ward",
        "promptward_rules/default.ward",
        "promptward_rules/hipaa/safe_harbor.ward",
        "promptward_rules/hipaa/safe_harbor/names.part.ward",
        "promptward_rules/lexicons/surnames.txt",
        "promptward_rules/lexicons/PROVENANCE.md",
        "promptward_rules/tables/zip3_2020.json",
        "promptward_rules/words/people.txt",
        *(f"{package}/py.typed" for package in ROOTS),
    ],
)
def test_data_is_inside(shipped, kind) -> None:
    assert kind in shipped


def test_the_wheel_made_from_the_source_distribution_is_the_same(dist, shipped) -> None:
    (direct,) = (dist / "direct").glob("*.whl")
    assert contents(direct) == shipped


def test_the_native_form_is_inside_where_it_could_be_built(wheel, shipped) -> None:
    inside = [name for name in shipped if native(name.rpartition("/")[2])]
    assert len(inside) == (0 if wheel.name.endswith("-py3-none-any.whl") else 1)


def test_the_wheel_is_pure_where_nothing_is_to_be_built(tmp_path, environment) -> None:
    build = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        ROOT,
        "--outdir",
        tmp_path,
    ]
    done = run(build, tmp_path, {**environment, "PROMPTWARD_NATIVE": "0"})
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not [name for name in contents(wheel) if native(name.rpartition("/")[2])]


def test_the_source_distribution_holds_what_a_reader_needs(dist) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    for needed in ("README.md", "LICENSE", "NOTICE", "SECURITY.md", "CHANGELOG.md", "pyproject.toml",
                   "hatch_build.py", "policy_engine/native/module.c",
                   "examples/discharge_summary.txt", "examples/st_elsewhere/policy.ward"):  # fmt: skip
        assert needed in names
    assert not {name for name in names if name.startswith((".venv", "tests/", "dist"))}


def test_the_metadata_says_what_it_needs(shipped) -> None:
    (metadata,) = (v for k, v in shipped.items() if k.endswith(".dist-info/METADATA"))
    head = Parser().parsestr(metadata.decode())
    assert head["Requires-Python"] == ">=3.11"
    assert head["License-Expression"] == "Apache-2.0"
    needed = {
        name.group()
        for one in head.get_all("Requires-Dist") or ()
        if "extra ==" not in one and (name := re.match(r"[\w-]+", one))
    }
    assert {"hyperscan", "google-re2", "pyyaml", "click"} <= needed
    assert "lark" not in needed
    (points,) = (v for k, v in shipped.items() if k.endswith("entry_points.txt"))
    assert points.decode().split() == [
        "[console_scripts]", "promptward", "=", "promptward.cli:entry",
        "[jupyter_lsp_spec_v1]", "promptward", "=", "promptward_lsp.jupyter:spec",
    ]  # fmt: skip


# ------------------------------------------------------------------ installed


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    The folder of programs of an environment that holds the wheel, and nothing of this tree.

    What the wheel depends on is taken from here, so that no network is needed: a line in a .pth
    file adds the folder itself, and does not read the .pth files in it, which lead to this tree.
    """
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    programs = venv / ("Scripts" if sys.platform == "win32" else "bin")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", programs / "python",
         "install", "--no-deps", "--no-index", wheel],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (site,) = venv.rglob("site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder in which every name that we or others might import is taken."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    ours = ("rules", "dsl", "policy_engine", "lsp_server", "jupyter_ext", "tests")
    theirs = ("click", "yaml", "re2", "hyperscan", "json", "promptward")
    for name in (*ours, *theirs):
        (folder / f"{name}.py").write_text("raise SystemExit('shadowed')\n")
    return folder


def test_what_is_imported_is_the_installed_wheel(installed, environment, tmp_path) -> None:
    said = (
        "import promptward, promptward_dsl, promptward_rules, promptward_lsp, promptward_jupyter"
    )
    where = "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('promptward')))"
    done = run([installed / "python", "-c", f"import sys, {said[7:]}; {where}"], tmp_path, environment)  # fmt: skip
    assert done.returncode == 0, done.stderr
    files = done.stdout.split()
    assert len(files) >= 5
    for file in files:
        assert Path(file).is_relative_to(installed.parent)


def test_the_installed_program_works_where_every_name_is_taken(
    installed, environment, hostile, clinic
) -> None:
    from promptward import __version__

    program = installed / "promptward"
    version = run([program, "--version"], hostile, environment)
    assert (version.returncode, version.stdout) == (0, f"promptward {__version__}\n"), (
        version.stderr
    )
    check = run([program, "check", "-"], hostile, environment, NOTE)
    assert check.returncode == 1, check.stderr
    assert check.stdout.startswith("block  by default@")
    assert "hipaa.safe_harbor.mrn" in check.stdout
    redact = run([program, "redact", "-"], hostile, environment, NOTE)
    assert redact.returncode == 0, redact.stderr
    for value in ("Eleanor", "Marsh", "00471123", "536-22-4399"):
        assert value not in redact.stdout
    policy = run([program, "policy", "check", clinic], hostile, environment)
    assert policy.returncode == 0, policy.stdout + policy.stderr
    init = run([program, "init"], hostile, environment)
    assert init.returncode == 0, init.stderr
    assert (hostile / ".promptward" / "policy.ward").read_text().startswith("# ")


def test_the_module_works_where_our_folders_names_are_taken(
    installed, environment, tmp_path, clinic
) -> None:
    # lark is not among the dependencies: a policy is parsed without.
    # `python -m` puts the working folder first, so names that we share with nobody matter most.
    for name in ("rules", "dsl", "policy_engine", "lsp_server", "jupyter_ext", "lark"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('shadowed')\n")
    command = [installed / "python", "-m", "promptward", "check", "-", "--policy", clinic]
    done = run(command, tmp_path, environment, "SSN 900-12-3456")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("block  by clinic.prompts@")
