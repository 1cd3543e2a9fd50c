"""Which words say something: those of the language, of medicine and of departments."""

from promptward.recognizers.common_words import is_common
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE
from promptward.recognizers.medical_endings import OF_MEDICINE
from promptward.recognizers.word_file import shipped

__all__ = ["says_something"]


def says_something(low: str) -> bool:
    """Whether a word, in lower case, is in a list of words, or ends as those of medicine do."""
    return (
        is_common(low)
        or low in shipped("english")
        or low in shipped("abbreviations")
        or low in ACRONYMS_OF_CARE
        or OF_MEDICINE.search(low) is not None
    )
