"""What is configured here, for the commands of whoever looks after a site."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from promptward.cli.failure import Failure
from promptward.config import Config, ConfigError, read_config
from promptward.model import PromptwardError

if TYPE_CHECKING:
    from promptward.audit import AuditLog
    from promptward.audit.note import Signer
    from promptward.sealed import VaultFile

__all__ = [
    "failures",
    "here",
    "log_folder",
    "log_here",
    "signer_here",
    "vault_here",
    "write_private",
]

_HELP = {
    "audit_missing": "promptward audit init begins one",
    "audit_exists": "go on with it, or configure another folder: a log is never begun over one",
    "audit_damaged": "promptward audit verify says what is wrong; keep the folder as it is",
    "anchor_missing": "name what `promptward audit anchor --to`, or --to-git, writes to",
    "anchor_unwritable": "name a file, or a repository with a commit, that you may write to",
    "audit_unwritable": "make room, or the folder writable; until then decisions block",
    "vault_unusable": "promptward vault init makes one",
}


@contextmanager
def failures() -> Iterator[None]:
    """Errors of custody as failures of a command, with their codes."""
    try:
        yield
    except ConfigError as error:
        raise Failure(error.code, error.message, where=error.where, help=error.help) from None
    except PromptwardError as error:
        code = getattr(error, "code", "custody")
        raise Failure(str(code), str(error), help=_HELP.get(str(code))) from None


def here() -> Config:
    """The configuration that holds in the working folder."""
    return read_config(os.environ, os.curdir)


def log_folder(config: Config, *named: str | None) -> str:
    """The folder of the log: the one named with --log, where a command has that, or configured."""
    from promptward.custody.settings import custody_settings  # noqa: PLC0415  # after --help

    folder = next(filter(None, named), None) or custody_settings(config).audit
    if folder is None:
        raise Failure(
            "audit_missing",
            "no audit log is configured here",
            help='write [audit] folder = "~/.promptward/log" into /etc/promptward/config.toml or '
            ".promptward/config.toml" + (", or name a folder with --log" if named else ""),
        )
    return folder


def log_here(config: Config) -> "AuditLog":
    """The configured log, to be written to."""
    from promptward.custody.opening import open_log  # noqa: PLC0415  # as above

    log = open_log(config)
    if log is None:
        log_folder(config)  # raises
        raise AssertionError
    return log


def vault_here(config: Config) -> "VaultFile":
    """The configured vault."""
    from promptward.custody.opening import open_vault  # noqa: PLC0415  # as above

    vault = open_vault(config)
    if vault is None:
        raise Failure(
            "vault_missing",
            "no vault is configured here",
            help='write [vault] folder = "…" into the configuration, beside [audit] folder',
        )
    return vault


def write_private(path: str, data: bytes) -> None:
    """A file for its owner only, whole or not at all."""
    part = f"{path}.{os.getpid()}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(part, path)  # noqa: PTH105  # plain paths keep the start short
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Failure(
            "unwritable", reason, where=path, help="name a file in a folder you may write to"
        ) from None


def signer_here() -> "Signer":
    """Who signs policies here. Raises Failure where no key was made."""
    from promptward.audit.note import Signer  # noqa: PLC0415  # few commands sign
    from promptward.signing import KEY, SEED_BYTES, signing_keys  # noqa: PLC0415  # the same

    with failures():
        kept = signing_keys(here()).get(KEY)
    if kept is None:
        raise Failure(
            "key_missing",
            "there is no key that signs policies",
            help="`promptward policy bundle key NAME` makes one",
        )
    return Signer(kept[SEED_BYTES:].decode(), kept[:SEED_BYTES])
