"""How each language writes a comment that allows a finding on its line."""

__all__ = ["allow_comment"]

_HASH = frozenset({
    "python", "r", "ruby", "shellscript", "yaml", "toml", "perl", "julia", "dockerfile",
    "makefile", "ward", "powershell", "ini", "properties",
})  # fmt: skip
_SLASHES = frozenset({
    "javascript", "typescript", "javascriptreact", "typescriptreact", "java", "c", "cpp", "csharp",
    "go", "rust", "swift", "kotlin", "scala", "php", "dart", "jsonc", "less", "scss", "groovy",
})  # fmt: skip
_MARKUP = frozenset({"markdown", "html", "xml", "vue", "svelte"})
_DASHES = frozenset({"sql", "lua", "haskell"})


def allow_comment(language: str, category: str, until: str, reason: str = "") -> str | None:
    """
    The comment; an empty reason is one that the author has to fill in: without one it allows
    nothing. None for a language without comments.
    """
    body = f'promptward: allow[{category.rpartition(".")[2]}] reason="{reason}" until={until}'
    if language in _HASH:
        return f"  # {body}"
    if language in _SLASHES:
        return f"  // {body}"
    if language in _MARKUP:
        return f" <!-- {body} -->"
    if language in _DASHES:
        return f"  -- {body}"
    if language == "css":
        return f"  /* {body} */"
    if language in {"latex", "tex", "matlab"}:
        return f"  % {body}"
    return None
