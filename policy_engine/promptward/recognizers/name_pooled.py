"""
One word in several places of a text, each of which says a little about a person.

`check on Quillon … per Quillon`: neither is enough by itself, but two different ones are, because
the same word means the same.
"""

from collections.abc import Sequence

from promptward.recognizers.name_evidence import Judged, Sum
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_slots import named_word

__all__ = ["pooled"]

_AROUND = frozenset(
    (
        *("saying_after", "verb_after", "possession", "apposition", "service_after"),
        *("task_after", "vocative", "slot_after", "speaker", "closing", "item_of_care"),
        *("contact_before", "slot_before", "on_shift", "role_before", "role", "by", "spoken"),
        *("bed_before", "mentioned", "short_before", "name_label", "rare_word", "word_inside"),
    )
)
"""Evidence that something beside the word gives, and a capital inside a sentence."""

_SURE = 2
_KINDS = 2


def pooled(reading: Reading, judged: Sequence[Judged]) -> None:
    """Settles single words with two kinds of evidence in two places and more."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        total = one.sum
        if one.sure or len(one.segment.parts) > 1 or total.points <= 0 or one.credited:
            continue
        if not _AROUND.isdisjoint(total.evidence):
            found.setdefault(one.segment.parts[0].word, []).append(one)
    for ones in found.values():
        if len(ones) < _SURE:
            continue
        kinds: frozenset[str] = frozenset()
        for one in ones:
            kinds |= _AROUND.intersection(one.sum.evidence)
        if len(kinds) < _KINDS or not any(named_word(reading, one.segment) for one in ones):
            continue
        for one in ones:
            one.sum = Sum(_SURE, (*one.sum.evidence, "pooled"))
