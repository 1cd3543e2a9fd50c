"""From the configuration to the custody of this site."""

import time
from collections.abc import Callable, Mapping

from promptward.audit import AuditLog
from promptward.config import Config
from promptward.custody.custody import Custody
from promptward.custody.settings import custody_settings
from promptward.identity import identity_settings
from promptward.keys import Keys, open_keys
from promptward.lockdown import Lockdown
from promptward.obligations.spool import Spool
from promptward.sealed import VaultFile

__all__ = ["keys_of", "open_custody", "open_log", "open_vault"]


def open_custody(
    config: Config,
    environ: Mapping[str, str],
    *,
    clock: Callable[[], float] = time.time,
    lockdown: Lockdown | None = None,
) -> Custody | None:
    """
    The custody that a configuration asks for, None where it asks for none.

    Nothing is opened yet: what can't be used blocks the first decision. Raises ConfigError.
    """
    settings = custody_settings(config)
    identity = identity_settings(config)
    if settings.audit is None and settings.spool is None and identity is None:
        return None
    return Custody(
        settings,
        log=open_log(config, clock=clock),
        vault=open_vault(config, clock=clock),
        spool=None if settings.spool is None else Spool(settings.spool),
        identity=identity,
        lockdown=lockdown,
        environ=environ,
        clock=clock,
    )


def keys_of(config: Config) -> Keys | None:
    """Where the keys of custody are kept; None where there is nothing to keep them for."""
    settings = custody_settings(config)
    if settings.audit is None:
        return None
    return open_keys(config, f"{settings.audit}-keys")


def open_log(config: Config, *, clock: Callable[[], float] = time.time) -> AuditLog | None:
    """The log of the configuration; None where it names none."""
    settings, keys = custody_settings(config), keys_of(config)
    if settings.audit is None or keys is None:
        return None
    return AuditLog(settings.audit, keys, clock=clock)


def open_vault(config: Config, *, clock: Callable[[], float] = time.time) -> VaultFile | None:
    """The vault of the configuration; None where it names none."""
    settings, keys = custody_settings(config), keys_of(config)
    if settings.vault is None or keys is None:
        return None
    return VaultFile(settings.vault, keys, seconds=settings.vault_hours * 3600, clock=clock)
