"""
Promptward in a notebook: `%load_ext promptward_jupyter` guards the kernel and shows what happens.

The guard itself is `promptward.guard`; here are its magics, its panels and its completion.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["load_ipython_extension", "unload_ipython_extension"]


def load_ipython_extension(ip: "InteractiveShell") -> None:
    """Guard this kernel; loading it again changes nothing."""
    from promptward_jupyter.extension import load  # noqa: PLC0415  # only inside of a kernel

    load(ip)


def unload_ipython_extension(ip: "InteractiveShell") -> None:
    """Take the guard out, if the site allows that; otherwise an error, and it stays."""
    from promptward_jupyter.extension import unload  # noqa: PLC0415  # the same

    unload(ip)
