"""`%config Promptward`: what holds here, to look at; it is changed in the policy, not here."""

from traitlets import Bool, Unicode
from traitlets.config import Configurable

from promptward.guard.judge import Guard

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
        self.set_trait("policy", str(guard.engine.policy))
        self.set_trait("unlisted", guard.settings.unlisted)
        self.set_trait("restore", guard.settings.restore)
        self.set_trait("outputs", guard.settings.outputs)
