"""What commands that scan share: the engine in each process, settings, progress, the report."""

import datetime as dt
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

import promptward
from promptward.cli.failure import INCOMPLETE, OBJECTIONABLE, OK, USAGE, Failure
from promptward.cli.policies import open_engine
from promptward.config import ConfigError
from promptward.model import Finding
from promptward.scan.baseline import PLACE, Baseline, BaselineError, read_baseline
from promptward.scan.examine import Terms
from promptward.scan.outcome import FileScan, Totals
from promptward.scan.printing import counted, size_of, summary
from promptward.scan.reports import REPORTS, Facts, report_of
from promptward.scan.run import Accepted, run
from promptward.scan.settings import Settings, read_settings
from promptward.scan.targets import Target
from promptward.version import __version__
from promptward_dsl.lattice import Confidence

if TYPE_CHECKING:
    from promptward.engine import Engine
    from promptward.fields import Field

__all__ = [
    "KEY",
    "EngineOf",
    "Scanner",
    "exit_code",
    "extra_reports",
    "settings_here",
    "write_reports",
]

KEY = "PROMPTWARD_BASELINE_KEY"
"""Where the key of a baseline's tags is looked for; it must not lie in the repository."""

_FEWEST_KEY = 16
_PER_SECOND = 8
_LINES = 200


class EngineOf:
    """Opens the engine of a policy in a worker; it comes from the cache there."""

    __slots__ = ("policy",)

    def __init__(self, policy: str | None) -> None:
        self.policy = policy

    def __call__(self) -> "_Finder":
        return _Finder(promptward.load(self.policy))


class _Finder:
    """`Engine.find`, as scans call it: files are laid out, not disguised."""

    __slots__ = ("_engine",)

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine

    def __call__(self, text: str, fields: "Sequence[Field]") -> Iterable[Finding]:
        return self._engine.find(text, fields, disguises=False)


class _Opened(EngineOf):
    """An engine that this process has already; others open their own."""

    __slots__ = ("engine",)

    def __init__(self, policy: str | None, engine: "Engine") -> None:
        super().__init__(policy)
        self.engine: Engine | None = engine

    def __call__(self) -> _Finder:
        return _Finder(self.engine) if self.engine is not None else super().__call__()

    def __getstate__(self) -> str | None:
        return self.policy

    def __setstate__(self, policy: str | None) -> None:
        self.policy = policy
        self.engine = None


def settings_here(folder: str = os.curdir) -> Settings:
    """The settings that hold in a folder; raises Failure for a configuration with an error."""
    try:
        return read_settings(os.environ, folder)
    except ConfigError as error:
        raise Failure(error.code, error.message, where=error.where, help=error.help) from None


class Scanner(NamedTuple):
    """A policy, opened, with the settings and the baseline that hold here."""

    engine: "Engine"
    opened: EngineOf
    settings: Settings
    terms: Terms
    accepted: Accepted
    baseline_path: str
    facts: Facts

    @classmethod
    def open(  # what may be chosen for one scan
        cls,
        *,
        policy: str | None,
        least: str | None = None,
        every: bool = False,
        baseline: str | None = None,
        use_baseline: bool = True,
        settings: Settings | None = None,
        timeout: float = 0,
    ) -> "Scanner":
        """All that a scan needs; raises Failure for a policy, setting or baseline in error."""
        settings = settings if settings is not None else settings_here()
        engine = open_engine(policy)
        word = least or settings.min_confidence
        level = settings.least(Confidence[word.upper()] if word else engine.ir.defaults.act_on)
        now = dt.datetime.now(tz=dt.UTC)
        today = now.astimezone().date()
        key = os.environ.get(KEY, "").encode()
        if key and len(key) < _FEWEST_KEY:
            raise Failure("key", f"is shorter than {_FEWEST_KEY} characters", where=KEY,
                          help="take 32 random ones: openssl rand -hex 16")  # fmt: skip
        terms = Terms(
            level, today, every or settings.every, settings.inline_allow, key,
            timeout=timeout or settings.timeout,
            categories=frozenset(n.rpartition(".")[2].lower() for n in engine.ir.categories),
        )  # fmt: skip
        path = baseline or settings.baseline or PLACE
        known = Baseline()
        if use_baseline and settings.baseline_allowed:
            known = _baseline(path, must=baseline is not None)
        accepted = Accepted(known, settings.allows, today)
        titles = {
            name: (engine.notes.titles.get(f"category {name}", ""), category.safe_harbor)
            for name, category in engine.ir.categories.items()
        }
        label = engine.policy
        facts = Facts(label.name, label.version, label.id, __version__, titles, now)
        return cls(engine, _Opened(policy, engine), settings, terms, accepted, path, facts)

    def scans(
        self, targets: Iterable[Target], totals: Totals, *, jobs: int = 0, limit: int = 0
    ) -> Iterator[FileScan]:
        """Results as they come, with progress on standard error if a person watches it."""
        jobs = jobs or self.settings.jobs
        limit = limit or self.settings.max_file_size
        if not sys.stderr.isatty():
            yield from run(
                targets, self.opened, self.terms, self.accepted, totals, jobs=jobs, limit=limit
            )
            return
        known = list(targets)
        scans = run(known, self.opened, self.terms, self.accepted, totals, jobs=jobs, limit=limit)
        yield from _with_progress(scans, totals, len(known))


def _baseline(path: str, *, must: bool) -> Baseline:
    if must and not os.path.exists(path):  # plain paths keep the start short
        raise Failure("baseline", "does not exist", where=path, help="promptward baseline create")
    try:
        return read_baseline(path)
    except BaselineError as error:
        raise Failure(
            "baseline", str(error), where=path, help="promptward baseline create --force"
        ) from None


def _with_progress(scans: Iterable[FileScan], totals: Totals, of: int) -> Iterator[FileScan]:
    begun = shown = time.monotonic()
    sys.stderr.write(f"\r0 of {counted(of, 'file')}\x1b[K")
    sys.stderr.flush()
    try:
        for done, scan in enumerate(scans, 1):
            now = time.monotonic()
            if now - shown > 1 / _PER_SECOND:
                shown = now
                spent = max(now - begun, 0.001)
                left = int(spent / done * (of - done))
                sys.stderr.write(
                    f"\r{done:,} of {counted(of, 'file')} · {size_of(totals.bytes / spent)}/s · "
                    f"{left // 60}:{left % 60:02d} left · {totals.findings:,} findings\x1b[K"
                )
                sys.stderr.flush()
            yield scan
    finally:
        _clear_progress()


def _clear_progress() -> None:
    """Progress gives way: what is printed next on the same terminal would stand behind it."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def write_reports(
    scans: Iterable[FileScan],
    totals: Totals,
    facts: Facts,
    form: str,
    extra: Sequence[tuple[str, str]] = (),
) -> None:
    """The report on standard output, others into files, and the last line on standard error."""
    if extra:
        kept = list(scans)
        scans = kept
        facts = facts._replace(ended=dt.datetime.now(tz=dt.UTC))
        for name, path in extra:
            _write(path, "".join(f"{line}\n" for line in report_of(name)(kept, totals, facts)))
    # To write out each line of many costs more than to look at a small file.
    waiting: list[str] = []
    written = time.monotonic()
    for line in report_of(form)(scans, totals, facts):
        waiting.append(line)
        if len(waiting) >= _LINES or time.monotonic() - written > 1 / _PER_SECOND:
            _print(waiting)
            waiting.clear()
            written = time.monotonic()
    if waiting:
        _print(waiting)
    click.echo(summary(totals), err=True)


def _print(lines: list[str]) -> None:
    if sys.stdout.isatty():
        _clear_progress()
    click.echo("\n".join(lines))


def _write(path: str, content: str) -> None:
    try:
        # Own bytes, since some shells write UTF-16 when they redirect.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(content)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Failure("unwritable", reason, where=path, help="choose another place") from None


def extra_reports(said: Sequence[str]) -> list[tuple[str, str]]:
    """`FORMAT=FILE`, taken apart."""
    found = []
    for one in said:
        name, equals, path = one.partition("=")
        if not equals or name not in REPORTS or not path:
            raise Failure(
                "usage",
                f"`{one}` is not FORMAT=FILE",
                help=f"formats: {', '.join(REPORTS)}",
                exit_code=USAGE,
            )
        if path == "-":
            raise Failure(
                "usage",
                f"`{one}` names standard output, which has the report of --format",
                help=f"--format {name}, or --report {name}=FILE",
                exit_code=USAGE,
            )
        found.append((name, path))
    return found


def exit_code(totals: Totals) -> int:
    """0, 1 or 3; the largest that holds."""
    if totals.unread or not (totals.files or totals.out_of_scope):
        return INCOMPLETE
    return OBJECTIONABLE if totals.findings or totals.expired else OK
