"""
Saving: what a Jupyter server does with identifiers in outputs before it writes the file.

    c.FileContentsManager.pre_save_hook = "promptward_jupyter.saving.pre_save_hook"
"""

from collections.abc import Mapping

from promptward.guard.guard import Guard, Source
from promptward.guard.outputs import clean

__all__ = ["OutputsRefused", "pre_save_hook"]


class OutputsRefused(Exception):  # noqa: N818  # the server shows the name's words
    """A notebook whose outputs hold identifiers, where the site refuses to save those."""


_KEPT: dict[str, Guard] = {}


def _guard() -> Guard:
    guard = _KEPT.get("guard")
    if guard is None:
        guard = _KEPT.setdefault("guard", Guard(Source()))
    return guard


def pre_save_hook(
    model: Mapping[str, object], path: str = "", contents_manager: object = None, **_: object
) -> None:
    """
    Mask identifiers in the outputs of a notebook that is about to be saved, or refuse it.

    Whatever fails stops the saving: the server reports it, and the file stays as it was.
    """
    del path, contents_manager
    if model.get("type") != "notebook":
        return
    guard = _guard()
    wanted = guard.settings.outputs
    if wanted == "keep":
        return
    content = model["content"]
    if wanted == "mask":
        clean(content, guard.engine)
        return
    import copy  # noqa: PLC0415  # only where refused

    found = clean(copy.deepcopy(content), guard.engine)
    if not found.clean:
        kinds = ", ".join(f"{number} {kind}" for kind, number in found.counts.items())
        cells = ", ".join(map(str, found.cells))
        raise OutputsRefused(f"outputs of cell {cells} hold {kinds}; clear them, then save")
