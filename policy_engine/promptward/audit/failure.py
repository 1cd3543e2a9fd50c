"""Why something could not be written down; whoever meets it must not let anything leave."""

from promptward.model import PromptwardError

__all__ = ["AuditError"]


class AuditError(PromptwardError):
    """
    A log that can't be written, read or relied on.

    `code` is stable: `audit_unwritable` (disk, rights), `audit_damaged` (something that we can't
    explain stands in it), `audit_exposed` (others may read it), `audit_missing` (there is none),
    `audit_exists` (one is begun over another),
    `audit_key` (no key, or another one), `audit_unsupported` (no locks here), `audit_record` (a
    field that has no place in one), `audit_held` (a legal hold stands, or none of that name),
    `anchor_missing` and `anchor_unwritable` (where checkpoints are kept elsewhere).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
