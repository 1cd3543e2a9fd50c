"""Anchors as notes of a git repository: pushed elsewhere, they are out of the writer's reach."""

from promptward.audit.anchors import Anchor
from promptward.audit.failure import AuditError

__all__ = ["REF", "add_git_anchor", "git_anchors"]

REF = "refs/notes/promptward-audit"
_SECONDS = 60


def add_git_anchor(folder: str, note: str) -> None:
    """Add a checkpoint to the notes of HEAD. Raises AuditError."""
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except AuditError:
        raise AuditError(
            "anchor_unwritable",
            f"`{folder}` is no git repository with a commit that notes can hang on",
        ) from None
    _git(
        folder,
        *_author(folder),
        "notes",
        "--ref",
        REF,
        "append",
        "--file",
        "-",
        "HEAD",
        given=note,
    )


def _author(folder: str) -> tuple[str, ...]:
    """Who writes notes where git knows nobody, as in the account of a timer."""
    try:
        _git(folder, "var", "GIT_COMMITTER_IDENT")
    except AuditError:
        return ("-c", "user.name=promptward", "-c", "user.email=promptward@localhost")
    return ()


def git_anchors(folder: str) -> tuple[Anchor, ...]:
    """All checkpoints in the notes of a repository. Raises AuditError where there are none."""
    found: list[Anchor] = []
    for line in _git(folder, "notes", "--ref", REF, "list").splitlines():
        blob = line.partition(" ")[0]
        text = _git(folder, "cat-file", "blob", blob)
        # Appended notes stand behind one another; each begins with its origin's line.
        found += [Anchor(f"{folder} notes", one) for one in _parted(text)]
    if not found:
        raise AuditError("anchor_missing", f"the notes of `{folder}` hold no checkpoints")
    return tuple(found)


def _parted(text: str) -> list[str]:
    """Notes that git put behind one another, with empty lines in between."""
    parts = [part.strip("\n") for part in text.split("\n\n") if part.strip()]
    heads, signatures = parts[::2], parts[1::2]
    return [f"{head}\n\n{signature}\n" for head, signature in zip(heads, signatures, strict=False)]


def _git(folder: str, *arguments: str, given: str | None = None) -> str:
    import subprocess  # noqa: PLC0415  # only here

    try:
        done = subprocess.run(  # noqa: S603  # our own arguments
            ["git", "-C", folder, *arguments],  # noqa: S607  # the git of this machine
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise AuditError("anchor_unwritable", "git could not be run") from None
    if done.returncode != 0:
        # Git speaks of the repository and of our own arguments; nothing else was given to it.
        said = done.stderr.strip().splitlines()
        raise AuditError("anchor_unwritable", f"git refused in `{folder}`: {(said or ['?'])[-1]}")
    return done.stdout
