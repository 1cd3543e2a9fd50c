"""Whether a text that has capitals writes what people are called without them."""

from collections.abc import Iterable, Sequence

from promptward.resolve import Seen
from promptward_dsl.lattice import Confidence

__all__ = ["NAMED", "SHORTEST", "names_lower", "weighs_enough"]

NAMED = frozenset(("A", "B"))
"""What has a capital where others write it: names, and places."""
_FEWEST = 2
_FEW_CAPITALS = 80


SHORTEST = 3
"""Of two letters a word is an article as well."""
_SCORE = "score:"
_ENOUGH = 350
"""What weights (decision 0392) have to say of a word that has no capital to show."""


def weighs_enough(evidence: Iterable[str]) -> bool:
    """Whether rules told it, or weights that are far from doubt."""
    return all(
        int(one.removeprefix(_SCORE)) >= _ENOUGH for one in evidence if one.startswith(_SCORE)
    )


def names_lower(text: str, seen: Iterable[tuple[str | None, Sequence[Seen]]]) -> bool:
    """
    Whether two names or more stand in it in small letters, and no fewer than with capitals.

    Whoever writes some names so writes all of them so. A text with next to no capitals is read so
    from the start, and needs no such look.
    """
    small, large = set[str](), set[str]()
    for letter, several in seen:
        if letter not in NAMED:
            continue
        for one in several:
            value = text[one.start : one.end]
            if one.level >= Confidence.MEDIUM and value[:1].isalpha():
                (small if value.islower() else large).add(value)
    return (
        len(small) >= _FEWEST
        and len(small) >= len(large)
        and sum(map(str.isupper, text)) * _FEW_CAPITALS >= len(text)
        and not _is_foreign(text)
    )


def _is_foreign(text: str) -> bool:
    from promptward.recognizers.name_lower import is_foreign  # noqa: PLC0415  # few texts ask

    return is_foreign(text)
