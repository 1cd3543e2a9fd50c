"""`promptward fix`: identifiers replaced in files, which stay what they are."""

import os
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK
from promptward.cli.options import policy_option
from promptward.cli.paths import FILE
from promptward.cli.scanning import Scanner
from promptward.formats.segment import UnreadError
from promptward.scan.fix import Fixed, strip_outputs
from promptward.scan.fix import fix as fixed_by
from promptward.scan.invented import MODES, Mode, Replacer
from promptward.scan.open_file import open_source
from promptward.scan.outcome import FileScan
from promptward.scan.printing import counted, printable
from promptward.scan.run import allowed
from promptward.scan.targets import files_of

if TYPE_CHECKING:
    from promptward.scan.git import Repository

__all__ = ["fix"]

_STRIP = "strip-outputs"


@click.command
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH...")
@policy_option
@click.option("--mode", type=click.Choice([*MODES, _STRIP]), default="redact", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--backup", is_flag=True, help="Keep the file as it was beside it, as NAME.bak.")
@click.option("--force", is_flag=True, help="Change files that git could not bring back.")
@click.option("--min-confidence", type=click.Choice(["low", "medium", "high"]))
@click.option("--include-baseline", is_flag=True, help="Replace what the baseline knows as well.")
def fix(  # a command has as many parameters as options
    *,
    paths: tuple[str, ...],
    policy: str | None,
    mode: str,
    dry_run: bool,
    backup: bool,
    force: bool,
    min_confidence: str | None,
    include_baseline: bool,
) -> int:
    """
    Replace identifiers in PATHS by markers, masks or invented values.

    JSON, notebooks, CSV, YAML, TOML, XML, SQL, HL7, X12, Python and text stay readable: each file
    is read again, and left as it was if its keys, rows or tags would not be the same. Files are
    written whole or not at all. In a git repository a file with changes that are not staged, or
    that git does not know, is left alone without --backup or --force.

    \b
    promptward fix data/ --dry-run
    promptward fix tests/fixtures --mode synthetic
    promptward fix notebooks/ --mode strip-outputs

    Exit codes: 0 nothing is left to replace; 1 something is; 3 a file could not be changed.
    """
    scanner = Scanner.open(policy=policy, least=min_confidence, use_baseline=not include_baseline)
    work = _Work(scanner, mode, dry_run=dry_run, backup=backup, force=force)
    skipped: Counter[str] = Counter()
    for target in files_of(paths, skipped, exclude=scanner.settings.exclude):
        if mode == _STRIP and not target.path.endswith(".ipynb"):
            continue
        work.file(target.path, missing=target.missing)
    click.echo(work.summary(), err=True)
    if work.failed:
        return INCOMPLETE
    return OBJECTIONABLE if work.left else OK


class _Work:
    """One run over files."""

    __slots__ = (
        "_backup", "_dry_run", "_first_look", "_force", "_mode", "_replace", "_repositories",
        "_scanner", "accepted", "changed", "edits", "failed", "left",
    )  # fmt: skip

    def __init__(
        self, scanner: Scanner, mode: str, *, dry_run: bool, backup: bool, force: bool
    ) -> None:
        self._scanner = scanner
        self._mode = mode
        self._dry_run = dry_run
        self._backup = backup
        self._force = force
        kind: Mode = next((one for one in MODES if one == mode), "redact")
        self._replace = Replacer(kind, os.urandom(32))
        self._repositories: dict[str, Repository | None] = {}
        self._first_look = True
        self.accepted: Counter[str] = Counter()
        self.changed = self.edits = self.left = self.failed = 0

    def file(self, path: str, *, missing: bool) -> None:
        """Fix one file, and say so."""
        shown = printable(path)
        real = os.path.realpath(path)  # a link stays one: the file that it leads to is changed
        self._first_look = True
        try:
            if missing:
                raise UnreadError("missing", "names no file", "check the path")  # noqa: TRY301  # told below
            before = _bytes_of(real)
            after = self._fixed(path, before)
            if after.data == before:
                self._say_left(shown, after)
                return
            if not self._dry_run:
                self._refuse(real)
                self._write(real, before, after.data)
        except UnreadError as error:
            if error.code in ("not_fixable", "binary") and not self._has_findings(path):
                return
            self.failed += 1
            click.echo(f"{shown}: not changed: {error.message}; {error.help} [{error.code}]")
            return
        except OSError as error:
            self.failed += 1
            reason = (error.strerror or type(error).__name__).lower()
            click.echo(f"{shown}: not changed: {reason} [unreadable]")
            return
        self.changed += 1
        self.edits += len(after.edits)
        for edit in after.edits:
            place = edit.placed.place
            line = f":{place.line}:{place.column}" if place.line else ""
            click.echo(
                f"{shown}{line}: {edit.placed.finding.category} in {printable(place.where)}"
            )
            if self._dry_run:
                click.echo(f"  - {edit.placed.context}")
                label = f"[{edit.placed.finding.category.rpartition('.')[2]}]"
                click.echo(f"  + {edit.placed.context.replace(label, edit.new, 1)}")
        if self._mode == _STRIP:
            click.echo(f"{shown}: outputs {'would be ' if self._dry_run else ''}taken out")
        self._say_left(shown, after)

    def summary(self) -> str:
        """The last line."""
        would = "would be " if self._dry_run else ""
        files, values = counted(self.changed, "file"), counted(self.edits, "value")
        said = f"{files} {would}changed, {values} {would}replaced"
        if self.left:
            said += f"; left {self.left}"
        for status, known in sorted(self.accepted.items()):
            where = "in the baseline" if status == "baseline" else status
            said += f"; {known} {where}, which stay as they are"
        if self.failed:
            said += f"; not changed {counted(self.failed, 'file')}"
        return said

    def _say_left(self, shown: str, after: Fixed) -> None:
        for placed in after.left:
            self.left += placed.times
            click.echo(
                f"{shown}: left: {placed.finding.category} in {printable(placed.place.where)}"
            )

    def _fixed(self, path: str, data: bytes) -> Fixed:
        if self._mode == _STRIP:
            return Fixed(strip_outputs(data), (), ())
        scanner = self._scanner
        terms = scanner.terms._replace(exact=True)
        return fixed_by(path, data, scanner.opened(), terms, self._replace, self._known)

    def _known(self, scan: FileScan) -> FileScan:
        accepted = self._scanner.accepted
        known = accepted.baseline.again().apply(allowed(scan, accepted), accepted.today)
        if self._first_look:  # later ones are of the file as it has become
            self._first_look = False
            for placed in known.findings:
                if placed.status != "new":
                    self.accepted[placed.status] += placed.times
        return known

    def _has_findings(self, path: str) -> bool:
        from promptward.scan.examiner import Examiner  # noqa: PLC0415  # only for such files
        from promptward.scan.targets import Target  # noqa: PLC0415  # as above

        scan = Examiner(self._scanner.opened(), self._scanner.terms)(Target(path, path))
        scan = self._known(scan)
        return any(placed.status == "new" for placed in scan.findings)

    def _refuse(self, path: str) -> None:
        """Raises UnreadError where git could not bring the file back."""
        if self._force or self._backup:
            return
        from promptward.scan.git import GitError, find_repository  # noqa: PLC0415  # starts a program

        folder = os.path.dirname(path)
        if folder not in self._repositories:
            self._repositories[folder] = find_repository(folder)
        repository = self._repositories[folder]
        if repository is None:
            return
        with suppress(GitError):
            if not repository.run("ls-files", "--", path):
                raise UnreadError("not_in_git", "is not known to git",
                                  "git add it, or use --backup or --force")  # fmt: skip
            if repository.run("diff", "--name-only", "--", path):
                raise UnreadError("unstaged", "has changes that are not staged",
                                  "git add it, or use --backup or --force")  # fmt: skip

    def _write(self, path: str, before: bytes, after: bytes) -> None:
        if self._backup:
            _whole(f"{path}.bak", before, path)
        _whole(path, after, path)


def _bytes_of(path: str) -> bytes:
    """All of a regular file. Raises UnreadError, and waits for no pipe."""
    with open_source(path) as opened:
        if isinstance(opened, UnreadError):
            raise opened
        return opened.whole()


def _whole(path: str, data: bytes, like: str) -> None:
    """Write a file whole or not at all, with the permissions of another."""
    mode = os.stat(like).st_mode & 0o7777
    temporary = f"{path}.new-{os.getpid()}"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise
