"""`promptward config`: whether the configuration is sound, and what holds here."""

from collections.abc import Callable, Iterator

import click

from promptward.cli.failure import OK, USAGE, Failure
from promptward.cli.policies import open_engine
from promptward.cli.scanning import settings_here
from promptward.config import Config, ConfigError
from promptward.scan.settings import Settings, unknown_category

__all__ = ["config"]


@click.group
def config() -> None:
    """Check and show the configuration that holds in this folder."""


@config.command(short_help="Say whether the configuration can be used.")
def validate() -> int:
    """
    Say whether the configuration can be used: exit code 0, or 2 with what is wrong and where.

    Reads .promptward/config.toml (or the file that PROMPTWARD_CONFIG names) under the machine's
    own, and [tool.promptward.scan] of pyproject.toml where no file has a [scan]: every table, as
    whoever needs it does. Nothing is opened but the policy, where [scan.allow] names categories.
    """
    from promptward.cli.site import failures, here  # noqa: PLC0415  # may fail

    with failures():
        stated = here()
    settings: list[Settings] = []
    wrong = dict.fromkeys(map(str, _problems(stated, settings)))
    for problem in wrong:
        click.echo(f"promptward: {problem}", err=True)
    if wrong:
        return USAGE
    files = dict.fromkeys((*stated.files, *(file for one in settings for file in one.files)))
    for file in files:
        click.echo(f"ok  {file}")
    if not files:
        click.echo("ok  nothing is configured here")
    return OK


def _problems(stated: Config, settings: list[Settings]) -> Iterator[Failure]:
    """What each part of the program says about its tables; `settings` gets those of scans."""
    try:
        settings.append(settings_here())
    except Failure as failure:
        yield failure
    for read in _readers():
        try:
            read(stated)
        except ConfigError as error:
            yield Failure(error.code, error.message, where=error.where, help=error.help)
    for one in settings:
        if one.allows:
            yield from _strange_allow(one)


def _readers() -> tuple[Callable[[Config], object], ...]:
    """All that read a table of the configuration; each refuses what it would not decide with."""
    from promptward.custody.settings import custody_settings  # noqa: PLC0415  # after --help
    from promptward.guard.settings import guard_settings  # noqa: PLC0415  # as above
    from promptward.identity.settings import identity_settings  # noqa: PLC0415  # as above
    from promptward.keys import key_settings  # noqa: PLC0415  # as above
    from promptward.loading import stated_limits  # noqa: PLC0415  # as above
    from promptward.obligations.delivery import deliveries  # noqa: PLC0415  # as above
    from promptward.rosters import roster_places  # noqa: PLC0415  # as above
    from promptward.signing import signers  # noqa: PLC0415  # as above

    return (
        custody_settings,  # [audit], [vault], [justification], [break_glass]
        deliveries,  # [notify]
        guard_settings,
        identity_settings,
        key_settings,
        roster_places,
        stated_limits,
        signers,  # [policy]
    )


def _strange_allow(settings: Settings) -> Iterator[Failure]:
    try:
        engine = open_engine(None)
    except Failure as failure:
        yield failure
        return
    known = sorted({name.rpartition(".")[2] for name in engine.ir.categories})
    found = unknown_category(settings, known)
    if found is None:
        return
    from promptward_dsl.nearest import nearest  # noqa: PLC0415  # only after a slip

    allow, name = found
    near = nearest(name.rpartition(".")[2], known)
    yield Failure(
        "config_value",
        f"[scan.allow.{allow.pattern}] `categories` names `{name}`, which the policy here "
        "does not have, so it allows nothing",
        where=settings.files[-1],
        help=f"did you mean `{near}`?"
        if near
        else "promptward policy show --format json lists "
        "the categories; write the last part of a name",
    )


@config.command(short_help="Show the settings of scans that hold here.")
def show() -> int:
    """Show the settings of scans that hold here, and which files they come from."""
    settings = settings_here()
    for name in ("min_confidence", "jobs", "max_file_size", "timeout", "baseline", "every",
                 "include_ignored", "inline_allow", "baseline_allowed", "exclude_allowed",
                 "allow_allowed", "min_confidence_allowed"):  # fmt: skip
        shown = "thorough" if name == "every" else name
        click.echo(f"{shown.ljust(24)}{getattr(settings, name) or '-'}")
    click.echo(f"{'exclude'.ljust(24)}{', '.join(settings.exclude.lines) or '-'}")
    for allow in settings.allows:
        until = f" until {allow.until}" if allow.until else ""
        click.echo(
            f"allow {allow.pattern}: {', '.join(sorted(allow.categories))}{until}: {allow.reason}"
        )
    if settings.forbidden:
        click.echo(f"not allowed to be stated here: {', '.join(settings.forbidden)}")
    for file in (*settings.files, *filter(None, [settings.ignore_file])):
        click.echo(f"from {file}")
    return OK
