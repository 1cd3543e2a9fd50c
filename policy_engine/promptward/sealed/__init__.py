"""
The sealed vault: pseudonyms that outlive their process, on disk and unreadable without a key.

Each scope has a key of its own, wrapped by the one key that is kept outside (`promptward.keys`).
Deleting the wrapped key makes the scope unreadable for good, in one step.
"""

from promptward.sealed.failure import VaultError
from promptward.sealed.scope_vault import ScopeVault
from promptward.sealed.vault_file import VaultFile

__all__ = ["ScopeVault", "VaultError", "VaultFile"]
