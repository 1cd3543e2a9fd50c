"""What a client asks of the server: its settings, each with a default, read without trust."""

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["Wishes", "wishes_of"]

_LEVELS = ("low", "medium", "high")


class Wishes(NamedTuple):
    """
    The settings of a client. What has another type than its default is left at the default.

    `policy` is a path, `destination`, `purpose` and `role` are names of the policy for lenses and
    hovers. `debounce` is in milliseconds, `largest` in code points; a longer document is looked at
    up to there, and says so. `most` findings of a document are sent.
    """

    enable: bool = True
    policy: str = ""
    destination: str = ""
    purpose: str = ""
    role: str = ""
    least: str = ""
    debounce: int = 50
    largest: int = 8_000_000
    most: int = 2_000
    workspace: bool = False
    lens: bool = True
    hints: bool = False


_KEYS = {
    "enable": "enable",
    "policy": "policy",
    "destination": "destination",
    "purpose": "purpose",
    "role": "role",
    "minConfidence": "least",
    "debounce": "debounce",
    "maxFileSize": "largest",
    "maxFindings": "most",
    "workspaceDiagnostics": "workspace",
    "codeLens": "lens",
    "inlayHints": "hints",
}
_LEAST = {"debounce": 0, "largest": 1, "most": 1}


def wishes_of(said: object, before: Wishes | None = None) -> Wishes:
    """The settings in what a client sent: flat, under `promptward`, or under `settings`."""
    wishes = before or Wishes()
    for name in ("settings", "promptward"):
        if isinstance(said, Mapping) and isinstance(said.get(name), Mapping):
            said = said[name]
    if not isinstance(said, Mapping):
        return wishes
    for key, field in _KEYS.items():
        if key not in said:
            continue
        value = said[key]
        default = getattr(Wishes(), field)
        if value is None:
            value = default
        if type(value) is not type(default):
            continue
        if isinstance(value, int) and not isinstance(value, bool) and value < _LEAST[field]:
            continue
        if field == "least" and value not in ("", *_LEVELS):
            continue
        wishes = wishes._replace(**{field: value})
    return wishes
