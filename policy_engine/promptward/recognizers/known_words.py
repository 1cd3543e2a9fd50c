"""Whether a word is known: what says something, and what is in no list of words or goods."""

from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.street_names import may_be_street
from promptward.recognizers.word_file import shipped

__all__ = ["is_of_no_list", "says_something"]


def says_something(low: str) -> bool:
    """Whether a word, in lower case, is in a list of words, or ends as those of medicine do."""
    return (
        is_common(low)
        or low in shipped("english")
        or low in shipped("abbreviations")
        or low in ACRONYMS_OF_CARE
        or OF_MEDICINE.search(low) is not None
    )


def is_of_no_list(low: str, names: tuple[str, ...] = ("common_given",)) -> bool:
    """
    Whether a word, in lower case, is none of the language, no drug, measure or product, and in
    none of these lists of names.
    """
    return may_be_street(low) and not any(low in shipped(list_) for list_ in names)
