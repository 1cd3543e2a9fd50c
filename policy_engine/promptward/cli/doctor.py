"""`promptward doctor`: whether everything is in order on this machine, in this folder."""

import os
import platform
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import click

from promptward.cli.failure import OK, USAGE
from promptward.cli.paths import FILE
from promptward.scan.printing import counted
from promptward.version import __version__

if TYPE_CHECKING:
    from promptward.config import Config
    from promptward_dsl.ir import PolicyIR

__all__ = ["doctor"]

# Invented: 900-99-9999 was never issued, 555-01xx is reserved, nobody lives under example domains.
SAMPLE = (
    "Patient: Jane Doe   DOB: 01/02/1950   MRN: 00123456\n"
    "SSN: 078-05-1120   Phone: (202) 555-0123   E-mail: jane.doe@mail.example\n"
)
_SAMPLE_LETTERS = frozenset("CDFGH")


class Line(NamedTuple):
    """One thing that was looked at: in order, or what to do about it."""

    fine: bool
    what: str
    said: str
    todo: str = ""


@click.command
@click.option(
    "--policy", type=FILE, metavar="FILE", help="The policy to look at [the one that holds here]."
)
@click.option(
    "--hook", is_flag=True, help="Prove that the hooks of this repository stop a commit."
)
@click.option(
    "--kernel", is_flag=True, help="Also say whether Python and its kernels are guarded."
)
def doctor(*, policy: str | None, hook: bool, kernel: bool) -> int:
    """
    Say whether everything is in order here.

    Python, the matching engine, which form of it runs, the cache, what is configured (log, keys,
    vault, notices), a lockdown, which policy holds and why, the machine-wide floor, how long
    loading takes, and whether a synthetic sample is found. With --hook a commit of that sample is
    tried in a worktree of its own; no branch, file or index is touched.

    Exit code 0: all in order; 2: something is not.
    """
    fine = True
    lines = _hook() if hook else (*_lines(policy), *(_kernel() if kernel else ()))
    for line in lines:
        fine &= line.fine
        mark = click.style("ok", fg="green") if line.fine else click.style("!!", fg="red")
        click.echo(f"{mark}  {line.what.ljust(12)}{line.said}")
        if line.todo:
            click.echo(f"{' ' * 16}{line.todo}")
    return OK if fine else USAGE


def _lines(policy: str | None) -> Iterator[Line]:
    yield Line(True, "promptward", __version__)  # noqa: FBT003  # a row of a table
    yield Line(
        sys.version_info >= (3, 11),
        "python",
        f"{platform.python_version()}, {platform.system()} {platform.machine()}",
    )
    matching = _matching()
    yield matching
    yield _native()
    yield _cache()
    yield from _custody()
    if matching.fine:  # no policy loads without
        yield from _policy(policy)
    yield _packs()


def _hook() -> Iterator[Line]:
    from promptward.cli.hook_check import check_hooks  # noqa: PLC0415  # starts a program

    fine, said, todo = check_hooks(SAMPLE)
    yield Line(fine, "hook", said, todo)


def _matching() -> Line:
    try:
        import hyperscan  # noqa: PLC0415  # its absence is what is looked for

        version = getattr(hyperscan, "__version__", "of unknown version")
    except (ImportError, OSError) as error:
        return Line(
            False,  # noqa: FBT003  # as above
            "matching",
            f"hyperscan can't be loaded: {type(error).__name__}",
            "install promptward again on this machine: pip install --force-reinstall hyperscan",
        )
    return Line(True, "matching", f"hyperscan {version}")  # noqa: FBT003  # as above


def _native() -> Line:
    """Which form of the inner loops runs; both find the same."""
    from promptward.native import module, reason  # noqa: PLC0415  # like the others

    said = "the native form runs" if module is not None else f"the pure form runs: {reason}"
    return Line(True, "native", said)  # noqa: FBT003  # as above


def _cache() -> Line:
    from promptward.artifacts import Artifacts, cache_folder, key_of  # noqa: PLC0415  # may fail

    folder = cache_folder(os.environ)
    problem = Artifacts(folder).write(key_of(("doctor",)), "probe", b"probe")
    if problem is None:
        return Line(True, "cache", folder)  # noqa: FBT003  # as above
    todo = "policies are built anew on each start; set PROMPTWARD_CACHE to a folder of yours"
    return Line(False, "cache", f"{folder or 'none'}: {problem}", todo)  # noqa: FBT003  # as above


_BECAUSE = {
    "option": "named with --policy",
    "environment": "named by PROMPTWARD_POLICY",
    "nearest": "the nearest .promptward/policy.ward",
    "embedded": "none was named and none is near",
}


def _policy(policy: str | None) -> Iterator[Line]:
    import promptward  # noqa: PLC0415  # may fail
    from promptward.config import ConfigError  # noqa: PLC0415  # the same
    from promptward.model import PolicyError  # noqa: PLC0415  # the same
    from promptward.policy import locate  # noqa: PLC0415  # the same

    try:
        place = locate(policy, os.environ, os.curdir)
        named = place.found.path or "embedded HIPAA policy"
        why = _BECAUSE[place.found.because]
        yield Line(True, "policy", f"{named} ({why})")  # noqa: FBT003  # as above
        below = "this policy itself" if place.is_floor else "none on this machine"
        yield Line(True, "floor", place.floor or below)  # noqa: FBT003  # as above
        started = time.perf_counter()
        engine = promptward.load(policy)
        took = (time.perf_counter() - started) * 1000
    except PolicyError as error:
        yield Line(False, "load", str(error), "promptward policy check says more")  # noqa: FBT003  # as above
        return
    except ConfigError:
        todo = "promptward config validate says more"
        yield Line(False, "load", "no policy loads without its configuration", todo)  # noqa: FBT003  # as above
        return
    ir = engine.ir
    yield Line(True, "load", f"{ir.name} {ir.version}, {took:.0f} ms")  # noqa: FBT003  # as above
    yield Line(True, "id", ir.policy_id)  # noqa: FBT003  # as above
    yield from _roles(ir)
    missing = sorted(_SAMPLE_LETTERS - {f.safe_harbor or "" for f in engine.find(SAMPLE)})
    said = (
        "a synthetic sample is found" if not missing else "not all of a synthetic sample is found"
    )
    todo = f"no detector found the sample's letter {', '.join(missing)}; see policy show"
    yield Line(not missing, "self-check", said, todo if missing else "")


def _roles(ir: "PolicyIR") -> Iterator[Line]:
    """Roles that the configuration names and the policy does not declare: nobody ever has them."""
    from promptward.config import read_config  # noqa: PLC0415  # as above
    from promptward.custody.settings import custody_settings  # noqa: PLC0415  # the same

    settings = custody_settings(read_config(os.environ, os.curdir))
    known = {*ir.roles, *(name.rpartition(".")[2] for name in ir.roles)}
    for key, named in (
        ("[vault] restore_roles", settings.restore_roles),
        ("[break_glass] roles", settings.break_glass_roles),
    ):
        unknown = sorted(named - known)
        if unknown:
            said = f"{key} names {', '.join(unknown)}, which the policy does not declare"
            yield Line(False, "roles", said, "nobody has such a role; promptward policy show")  # noqa: FBT003  # as above


def _kernel() -> Iterator[Line]:
    """What guards the kernels of this environment, and what can't be guarded from inside."""
    from promptward.cli.jupyter_files import files_of  # noqa: PLC0415  # only when asked
    from promptward.guard.process import status, whole  # noqa: PLC0415  # the same

    todo = "promptward jupyter enable --system --pth writes it"
    for file in files_of(system=True, pth=True):
        there = file.path.exists()
        said = f"{file.path}: {file.purpose}" if there else f"no {file.path}"
        yield Line(there, "kernel", said, "" if there else todo)
    for name, problem in whole().items():
        yield Line(
            problem is None,
            "guards",
            name if problem is None else f"{name} can't be patched: {problem}",
            ""
            if problem is None
            else "what goes to models through it is blocked; install a "
            "release that docs/notebook.md names",
        )
    unseen = status().unseen
    yield Line(
        not unseen,
        "unseen",
        ", ".join(unseen) or "no library is loaded that connects outside of Python",
        "only an egress proxy stops these: see docs/notebook.md" if unseen else "",
    )


def _custody() -> Iterator[Line]:
    """What is configured beside the policy, and whether it works."""
    from promptward.config import read_config  # noqa: PLC0415  # may fail
    from promptward.lockdown import Lockdown, lockdown_places  # noqa: PLC0415  # the same
    from promptward.model import PromptwardError  # noqa: PLC0415  # the same
    from promptward.scan.settings import read_settings  # noqa: PLC0415  # the same

    try:
        config = read_config(os.environ, os.curdir)
        yield Line(True, "config", ", ".join(config.files) or "none")  # noqa: FBT003  # as above
        forbidden = read_settings(os.environ, os.curdir).forbidden
        if forbidden:
            yield Line(True, "scans", ", ".join(forbidden))  # noqa: FBT003  # as above
        if config.files:
            yield from _configured(config)
    except PromptwardError as error:
        yield Line(False, "config", str(error), "decisions block until it is mended")  # noqa: FBT003  # as above
    standing = Lockdown(lockdown_places(os.environ)).stands()
    todo = _LIFT if standing else ""
    yield Line(not standing, "lockdown", "stands" if standing else "none", todo)


_LIFT = "everything is blocked: promptward lockdown status"


def _configured(config: "Config") -> Iterator[Line]:
    from promptward.custody.opening import keys_of, open_custody  # noqa: PLC0415  # may fail

    custody = open_custody(config, os.environ)
    if custody is None:
        return
    if custody.log is not None:
        state = custody.log.checkpoint()
        yield Line(True, "audit", f"{custody.log.layout.folder}, {counted(state.size, 'record')}")  # noqa: FBT003  # as above
        keys = keys_of(config)
        warning = None if keys is None else keys.warning
        yield Line(True, "keys", "in files" if warning else "in the keyring", warning or "")  # noqa: FBT003  # as above
    if custody.vault is not None:
        kept = len(custody.vault.scopes())
        yield Line(True, "vault", f"{custody.vault.folder}, {counted(kept, 'conversation')}")  # noqa: FBT003  # as above
    if custody.spool is not None:
        waiting = len(custody.spool.pending())
        todo = "promptward notify deliver" if waiting else ""
        yield Line(not waiting, "notices", f"{waiting} waiting", todo)
    actor = custody.actor()
    yield Line(True, "you are", f"{actor.id}, {actor.assurance}")  # noqa: FBT003  # as above


def _packs() -> Line:
    from promptward_rules import packs  # noqa: PLC0415  # may fail

    found = packs()
    return Line(bool(found), "packs", ", ".join(found) or "none are installed")
