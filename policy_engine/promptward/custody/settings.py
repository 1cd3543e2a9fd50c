"""What a site says about custody: [audit], [vault], [justification], [break_glass]."""

from typing import NamedTuple

from promptward.config import Config

__all__ = ["LEAST_RETENTION_YEARS", "CustodySettings", "custody_settings"]

LEAST_RETENTION_YEARS = 6
"""45 CFR 164.316(b)(2)(i)."""

_DAY_HOURS = 24
_MOST_HOURS = 24 * 366


class CustodySettings(NamedTuple):
    """
    Folders are absolute, None where that part is not used. `full`: every record holds what
    `oblige audit full` asks for. `restore_roles`: who may restore in conversations of others.
    """

    audit: str | None
    full: bool
    retention_years: int
    vault: str | None
    vault_hours: int
    restore_roles: frozenset[str]
    restore_mfa: bool
    reason_minutes: int
    reason_characters: int
    break_glass_roles: frozenset[str]
    break_glass_contact: str | None
    spool: str | None


def custody_settings(config: Config) -> CustodySettings:
    """The settings. Raises ConfigError, also where parts are used that need one another."""
    audit = config.section("audit")
    vault = config.section("vault")
    justification = config.section("justification")
    emergency = config.section("break_glass")
    notify = config.section("notify")
    settings = CustodySettings(
        audit=audit.path("folder"),
        full=audit.choice("level", ("minimal", "full"), "minimal") == "full",
        retention_years=audit.number("retention_years", 6, LEAST_RETENTION_YEARS, 100),
        vault=vault.path("folder"),
        vault_hours=vault.number("hours", _DAY_HOURS, 1, _MOST_HOURS),
        restore_roles=frozenset(vault.texts("restore_roles")),
        restore_mfa=vault.flag("restore_mfa", default=False),
        reason_minutes=justification.number("minutes", 15, 1, 24 * 60),
        reason_characters=justification.number("least_characters", 10, 1, 500),
        break_glass_roles=frozenset(emergency.texts("roles")),
        break_glass_contact=emergency.text("contact"),
        spool=notify.path("spool"),
    )
    for section in (audit, vault, justification, emergency):
        section.finish()
    if audit and settings.audit is None:
        audit.required("folder")
    if vault and settings.vault is None:
        vault.required("folder")
    if settings.audit is None and (vault or justification or emergency):
        # What is kept must be written down: a vault nobody watches is a list of patients.
        raise config.section("vault").refuse(
            "folder", "is stated, and no [audit]", "state [audit] folder too"
        )
    if justification and settings.vault is None:
        raise justification.refuse("minutes", "is stated, and no [vault]", "state [vault] folder")
    if emergency and not (settings.vault and settings.spool and settings.break_glass_contact):
        raise emergency.refuse(
            "contact",
            "or what it needs is missing",
            "break-glass needs a contact, [notify] spool and [vault] folder",
        )
    return settings
