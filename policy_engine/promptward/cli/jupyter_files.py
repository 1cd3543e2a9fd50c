"""The files that guard an environment: which, where, and what stands in them."""

import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

__all__ = ["MARK", "Written", "files_of"]

MARK = "# promptward: written by `promptward jupyter enable`; `disable` takes it away."

_KERNEL = f"""{MARK}
# Every kernel of this environment loads the guard. One in which that fails does not start: an
# unguarded kernel must not look like a guarded one.
c = get_config()  # noqa: F821
c.IPKernelApp.extensions = ["promptward_jupyter"]
c.InteractiveShellApp.extensions = ["promptward_jupyter"]
c.InteractiveShellApp.reraise_ipython_extension_failures = True
"""
_SERVER = f"""{MARK}
# Identifiers in outputs are masked (or the saving refused) before a notebook is written.
c = get_config()  # noqa: F821
c.FileContentsManager.pre_save_hook = "promptward_jupyter.saving.pre_save_hook"
"""
_PTH = "import promptward.guard.autoload as _p; _p.start()\n"


class Written(NamedTuple):
    """One file, what stands in it, and what it is for."""

    path: Path
    content: str
    purpose: str


def files_of(*, system: bool, pth: bool) -> tuple[Written, ...]:
    """The files for this environment (`system`), or for this person."""
    base = Path(sys.prefix) / "etc" if system else Path.home()
    ipython = base / "ipython" if system else base / ".ipython" / "profile_default"
    jupyter = base / "jupyter" if system else base / ".jupyter"
    made = [
        Written(ipython / "ipython_kernel_config.py", _KERNEL, "kernels load the guard"),
        Written(jupyter / "jupyter_server_config.py", _SERVER, "outputs are masked when saved"),
    ]
    if pth:
        folder = Path(sysconfig.get_path("purelib"))
        # The name sorts early: other .pth files may already send something.
        made.append(Written(folder / "00-promptward.pth", _PTH, "every Python here is guarded"))
    return tuple(made)
