"""
How JupyterLab starts the server: the entry point that jupyter-lsp looks for.

JupyterLab's client has no code actions: quick fixes do not work there, underlines and hovers do.
"""

import sys

__all__ = ["LANGUAGES", "spec"]

LANGUAGES = (
    "python", "markdown", "text", "plain", "ipythongfm", "json", "yaml", "r", "julia", "sql",
    "javascript", "typescript", "html", "csv", "ward",
)  # fmt: skip
"""There is no wildcard: every language that documents may have is named."""

_MIME = {
    "markdown": ("text/x-ipythongfm", "text/x-markdown", "text/markdown"),
    "text": ("text/plain",),
    "plain": ("text/plain",),
    "python": ("text/x-python", "text/x-ipython"),
    "json": ("application/json",),
    "r": ("text/x-rsrc",),
    "javascript": ("text/javascript", "application/javascript"),
}


def spec(app: object) -> dict[str, dict[str, object]]:
    """What jupyter-lsp is told; `app` is its own and is not looked at."""
    del app
    mimes = {m for name in LANGUAGES for m in _MIME.get(name, (f"text/x-{name}",))}
    return {
        "promptward": {
            "version": 2,
            "argv": [sys.executable, "-m", "promptward", "lsp"],
            "languages": list(LANGUAGES),
            "mime_types": sorted(mimes),
            "display_name": "Promptward",
            "requires_documents_on_disk": False,
            "urls": {},
        }
    }
