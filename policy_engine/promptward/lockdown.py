"""
Lockdown: a file whose presence blocks every decision on this machine, or of this user.

It is looked for at each decision (one `stat` a place), so that kernels and servers that run
already honour it with their next decision.
"""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from promptward.discovery import FLOOR_FOLDER
from promptward.model import PromptwardError

__all__ = ["Lockdown", "LockdownError", "LockdownNote", "LockdownStands", "lockdown_places"]

_FILE = "lockdown"
_LARGEST = 64 << 10


class LockdownError(PromptwardError):
    """A lockdown that can't be laid on or lifted. `code`: `lockdown_unwritable`."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "lockdown_unwritable"


class LockdownStands(PromptwardError):  # noqa: N818  # a refusal, not a fault
    """Nothing leaves and nothing comes back while a lockdown stands. `code`: `lockdown`."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "lockdown"


class LockdownNote(NamedTuple):
    """Where a lockdown stands, and what whoever laid it on wrote down; '' where unreadable."""

    path: str
    by: str
    at: str
    reason: str


class Lockdown:
    """The places where a lockdown may stand; the machine's first."""

    __slots__ = ("places",)

    def __init__(self, places: Sequence[str]) -> None:
        self.places = tuple(places)

    def stands(self) -> bool:
        """Whether one stands. A place that can't be looked at counts as one that does."""
        for place in self.places:
            try:
                os.stat(place)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                return True
            return True
        return False

    def notes(self) -> tuple[LockdownNote, ...]:
        """What is written in those that stand."""
        return tuple(_note(place) for place in self.places if os.path.lexists(place))

    def lay_on(self, place: str, *, by: str, at: str, reason: str) -> None:
        """Make it stand at `place`, on the disk when this returns. Raises LockdownError."""
        import json  # noqa: PLC0415  # a decision only looks whether one stands

        content = json.dumps({"by": by, "at": at, "reason": reason}).encode()
        part = f"{place}.{os.getpid()}.part"
        try:
            os.makedirs(os.path.dirname(place), mode=0o755, exist_ok=True)
            # Everybody whose decisions it blocks may read why.
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            with open(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(handle)
            os.replace(part, place)
        except OSError as error:
            raise _refused(place, error) from None

    def lift(self, place: str) -> bool:
        """Take it away; whether one stood there. Raises LockdownError."""
        try:
            os.unlink(place)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise _refused(place, error) from None
        return True


def lockdown_places(
    environ: Mapping[str, str], machine_folder: str = FLOOR_FOLDER
) -> tuple[str, str]:
    """The machine's place and this user's own."""
    state = environ.get("XDG_STATE_HOME") or os.path.join(
        os.path.expanduser("~"), ".local", "state"
    )
    return os.path.join(machine_folder, _FILE), os.path.join(state, "promptward", _FILE)


def _note(place: str) -> LockdownNote:
    import json  # noqa: PLC0415  # as above

    try:
        with open(place, "rb") as file:
            fields = json.loads(file.read(_LARGEST))
        said = {name: str(fields.get(name, "")) for name in ("by", "at", "reason")}
    except (OSError, ValueError, AttributeError, RecursionError):
        said = {"by": "", "at": "", "reason": ""}
    return LockdownNote(place, said["by"], said["at"], said["reason"])


def _refused(place: str, error: OSError) -> LockdownError:
    reason = (error.strerror or "unknown reason").lower()
    return LockdownError(f"`{place}`: {reason}; the machine's lockdown is for its administrator")
