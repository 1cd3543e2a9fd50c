"""
Promptward: decides what may leave in a prompt, to whom, and for what purpose.

    engine = promptward.load("hospital.ward")   # without a path: the policy that holds here
    decision = engine.decide(promptward.Request(text, destination="azure_openai", …))

Importing this package imports nothing else of it: each name is fetched when it is first asked for.
"""

from typing import TYPE_CHECKING

from promptward.version import __version__

if TYPE_CHECKING:
    from promptward.config import ConfigError
    from promptward.decision import Decision
    from promptward.engine import Engine
    from promptward.examination import Examined, examine
    from promptward.loading import load
    from promptward.model import (
        Actor,
        Finding,
        Obligation,
        PolicyError,
        PromptwardError,
        Reason,
        Request,
        ScanError,
    )

__all__ = [
    "Actor",
    "ConfigError",
    "Decision",
    "Engine",
    "Examined",
    "Finding",
    "Obligation",
    "PolicyError",
    "PromptwardError",
    "Reason",
    "Request",
    "ScanError",
    "__version__",
    "examine",
    "load",
]

_HOMES = {
    "ConfigError": "promptward.config",
    "Decision": "promptward.decision",
    "Engine": "promptward.engine",
    "Examined": "promptward.examination",
    "examine": "promptward.examination",
    "load": "promptward.loading",
}


def __getattr__(name: str) -> object:
    """The public name `name`, from the module that defines it."""
    if name not in __all__:
        raise AttributeError(f"module `promptward` has no attribute `{name}`")
    from importlib import import_module  # noqa: PLC0415  # only when something is asked for

    value: object = getattr(import_module(_HOMES.get(name, "promptward.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return __all__
