"""Why it is not known who asks."""

from promptward.model import PromptwardError

__all__ = ["IdentityError"]


class IdentityError(PromptwardError):
    """
    A token or a key set that can't be relied on; whoever presents it is nobody.

    `code` is stable: `identity_extra`, `identity_keys`, `identity_token_unreadable`,
    `identity_algorithm`, `identity_unknown_key`, `identity_signature`, `identity_expired`,
    `identity_not_yet_valid`, `identity_issuer`, `identity_audience`, `identity_claims`. The
    message never quotes the token or a claim.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
