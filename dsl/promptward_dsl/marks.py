"""The `[[ ]]` marks in a detector's examples."""

__all__ = ["marked"]


def marked(text: str) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """A text without its `[[ ]]` marks, and the ranges they marked; None if they don't pair."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    length = position = 0
    while (start := text.find("[[", position)) >= 0:
        end = text.find("]]", start)
        if end < 0:
            return None
        plain += (text[position:start], text[start + 2 : end])
        length += start - position
        spans.append((length, length + end - start - 2))
        length += end - start - 2
        position = end + 2
    rest = text[position:]
    return None if "]]" in rest else ("".join((*plain, rest)), tuple(spans))
