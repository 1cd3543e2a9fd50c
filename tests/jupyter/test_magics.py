"""Lines of `%promptward` that need no kernel to be tried."""

from types import SimpleNamespace

import pytest

from promptward.guard.blocked import GuardError
from promptward.guard.events import Events
from promptward_jupyter.magics import PromptwardMagics


def test_before_anything_was_sent_there_is_nothing_to_explain() -> None:
    shell = SimpleNamespace(guard=SimpleNamespace(events=Events()))
    with pytest.raises(GuardError, match="nothing was sent yet"):
        PromptwardMagics._event(shell, "last")
