"""Which words are medicines: by their endings, and by the names that a public table lists."""

from promptward.deferred import regex
from promptward.recognizers.word_file import shipped

__all__ = ["is_medicine"]

_ENDS = regex(
    r"[a-z]{2,}(?:pril|sartan|olol|prazole|statin|mycin|cillin|oxacin|umab|ximab|zumab|tinib"
    r"|gliptin|gliflozin|parin|oxaban|azepam|zolam|cycline|semide|thiazide|dipine|caine|triptan"
    r"|setron|glutide|pentin|formin|coccus|bacter|monas|osine|idone|apine|oxetine|conazole)"
)
_SHORTEST = 5


def is_medicine(low: str) -> bool:
    """Whether a word, in lower case, is a substance or a brand of one."""
    return (
        len(low) >= _SHORTEST
        and low.isascii()
        and (low in shipped("medicines") or _ENDS.fullmatch(low) is not None)
    )
