"""`%config Promptward`: what holds here, to look at; it is changed in the policy, not here."""

from traitlets import Bool, Unicode, default
from traitlets.config import Configurable

from promptward.guard.guard import Guard

__all__ = ["Promptward"]


class Promptward(Configurable):
    """What holds in this kernel. Every trait is for reading only."""

    policy = Unicode(read_only=True, help="Name and version of the policy.").tag(config=True)
    unlisted = Unicode(
        read_only=True, help="Which requests to undeclared hosts are judged: prompts or all."
    ).tag(config=True)
    restore = Bool(read_only=True, help="Whether pseudonyms in replies are turned back.").tag(
        config=True
    )
    outputs = Unicode(
        read_only=True, help="What happens to identifiers in saved outputs: mask, refuse or keep."
    ).tag(config=True)

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    # Asked for when they are looked at: a kernel that starts loads no policy for that.

    @default("policy")
    def _policy(self) -> str:
        return str(self._guard.engine.policy)

    @default("unlisted")
    def _unlisted(self) -> str:
        return self._guard.settings.unlisted

    @default("restore")
    def _restore(self) -> bool:
        return self._guard.settings.restore

    @default("outputs")
    def _outputs(self) -> str:
        return self._guard.settings.outputs
