"""Why the sealed vault can't be used; without it nothing is pseudonymised or restored."""

from promptward.model import PromptwardError

__all__ = ["VaultError"]


class VaultError(PromptwardError):
    """
    `code` is stable: `vault_unusable` (disk, lock, damage), `vault_exposed` (others may read it),
    `vault_key` (none, or another one), `vault_altered` (a seal does not hold), `vault_unknown`
    (no such scope, or it has expired or was shredded). Messages hold no value and no token.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
