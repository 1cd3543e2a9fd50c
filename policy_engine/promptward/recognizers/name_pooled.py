"""
Small hints in several places of a text: the same word twice, or several surnames without capitals.

`check on Quillon … per Quillon`: neither is enough by itself, but two different ones are, because
the same word means the same. `quillon (moved), mrozek (no reason), osterhaus`: a word that is a
surname and nothing else may be a typing error or a brand; three of them are people.
"""

from collections.abc import Sequence

from promptward.recognizers.lower_words import surely_a_name
from promptward.recognizers.name_evidence import Judged, Sum
from promptward.recognizers.name_reading import Reading
from promptward.recognizers.name_slots import named_word

__all__ = ["pooled", "small_company"]

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


_FEWEST = 3


def small_company(reading: Reading, text: str, judged: Sequence[Judged]) -> None:
    """Settles surnames without capitals where three different ones stand; `text` as written."""
    if reading.program or reading.text is text:
        return
    found = [
        one
        for one in judged
        if not one.sure
        and one.sum.points > 0
        and len(one.segment.parts) == 1
        and text[one.segment.start].islower()
        and not one.segment.phrase
        and named_word(reading, one.segment) > 1
        and surely_a_name(one.segment.parts[0].word.lower())
    ]
    words = {one.segment.parts[0].word.lower() for one in found}
    words.update(
        one.segment.parts[0].word.lower()
        for one in judged
        if one.sure and text[one.segment.start].islower()
    )
    if len(words) < _FEWEST:
        return
    for one in found:
        one.sum = Sum(_SURE, (*one.sum.evidence, "pooled"))
