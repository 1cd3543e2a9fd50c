"""
The factors of all signs, by group: worked out once for all, since it takes seconds.

    python -m promptward.sign_factors      # after a change of signs or of `promptward.factors`

writes them to `readings/factors.json`. Where those are of other signs, they are worked out when
they are asked for; a test tells.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from promptward.factor_search import packed
from promptward.factors import Factor, factors, few
from promptward.patterns import parse_pattern
from promptward.readings.signs import ALWAYS, GROUPS, signs

__all__ = ["KEPT", "drawn", "kept", "sign_factors"]

KEPT = Path(__file__).parent / "readings" / "factors.json"


def sign_factors() -> bytes:
    """They as `FactorSearch` reads them, in the order of `GROUPS`."""
    found = kept() or drawn()
    return packed([found[group] for group in GROUPS])


def drawn() -> Mapping[str, Sequence[Factor]]:
    """They as they are worked out."""
    return {
        group: few(
            factor
            for sign in signs()[group]
            if group != ALWAYS
            for factor in factors(parse_pattern(sign.source, "" if sign.cased else "i").tree)
        )
        for group in GROUPS
    }


def kept() -> Mapping[str, Sequence[Factor]] | None:
    """They as they were written down; None if that was of other signs."""
    stored = json.loads(KEPT.read_text(encoding="ascii"))
    if stored["signs"] != _digest():
        return None
    classes = [int(one, 16) for one in stored["classes"]]
    return {
        group: [tuple(classes[at] for at in factor) for factor in stored["groups"][group]]
        for group in GROUPS
    }


def _digest() -> str:
    return sha256(repr(sorted(signs().items())).encode("utf-8")).hexdigest()


def _write() -> None:
    found = drawn()
    classes = sorted({mask for some in found.values() for factor in some for mask in factor})
    number = {mask: at for at, mask in enumerate(classes)}
    stored = {
        "signs": _digest(),
        "classes": [f"{mask:x}" for mask in classes],
        "groups": {
            group: [[number[mask] for mask in factor] for factor in some]
            for group, some in found.items()
        },
    }
    KEPT.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    _write()
