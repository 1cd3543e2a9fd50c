"""Where the parts of a log stand in its folder, and whether the folder may be trusted with one."""

import os

from promptward.audit.failure import AuditError
from promptward.system_error import reason_of

__all__ = ["Layout"]

_DIGITS = 12
_SUFFIX = ".jsonl"


class Layout:
    """The paths of one log."""

    __slots__ = (
        "checkpoint",
        "checkpoints",
        "folder",
        "holds",
        "lock",
        "pruned",
        "segments",
        "state",
        "verifier",
    )

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.lock = self._in("lock")
        self.segments = self._in("segments")
        self.checkpoints = self._in("checkpoints.jsonl")  # every signed checkpoint
        self.checkpoint = self._in("checkpoint")  # the last one, as its note
        self.verifier = self._in("verify.pub")
        self.state = self._in("state.json")  # saves reading; nothing rests on it
        self.holds = self._in("holds.json")
        self.pruned = self._in("pruned.json")  # what segments that were removed amounted to

    def _in(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def segment(self, first: int) -> str:
        """The segment whose first record has the number `first`."""
        return os.path.join(self.segments, f"{first:0{_DIGITS}d}{_SUFFIX}")

    def firsts(self) -> list[int]:
        """The numbers of the first records of all segments, in order."""
        found = []
        for name in os.listdir(self.segments):
            stem = name.removesuffix(_SUFFIX)
            if stem == name or not stem.isdecimal() or len(stem) != _DIGITS:
                raise AuditError("audit_damaged", "a foreign file stands among the segments")
            found.append(int(stem))
        return sorted(found)

    def refuse_exposed(self) -> None:
        """Raises AuditError where there is no log, or one that everybody may read or write."""
        try:
            mode = os.stat(self.folder).st_mode
            os.stat(self.segments)
        except OSError as error:
            if isinstance(error, FileNotFoundError | NotADirectoryError):
                raise AuditError(
                    "audit_missing", f"no log stands in `{self.folder}`: promptward audit init"
                ) from None
            raise AuditError("audit_unwritable", f"`{self.folder}`: {reason_of(error)}") from None
        if os.name == "posix" and mode & 0o007:
            raise AuditError(
                "audit_exposed", f"everybody may look into `{self.folder}`: chmod o-rwx"
            )
