"""The roles of tokens, as the protocol's legend lists them."""

__all__ = ["MODIFIERS", "TOKENS"]

TOKENS = (
    "keyword", "class", "function", "variable", "property", "enumMember", "string", "number",
    "regexp", "comment", "operator", "namespace",
)  # fmt: skip
MODIFIERS = ("declaration", "defaultLibrary")
