"""
Whether a text is prose about research: an abstract, a method, a review, not a person's record.

The hospital where a study was done is no hospital of a patient. Counted are words of studies
against words about one person; both are patterns of the shared scan.
"""

from promptward.recognizers.recognizer import Hits

__all__ = ["CUES", "is_research"]

CUES: dict[str, tuple[str, str]] = {
    "study_word": (
        (
            r"\b(?:patients|participants|respondents|subjects|women|men|children|infants|controls"
            r"|cohorts?|retrospective(?:ly)?|prospective(?:ly)?|randomi[sz]ed|stud(?:y|ies)"
            r"|trials?"
            r"|significant(?:ly)?|outcomes?|prevalence|incidence|methods|results|conclusions?"
            r"|background|objectives?|analys[ei]s|compared|versus|surveys?|questionnaires?|odds"
            r"|confidence interval|mean|median|data|database|associated|hypothesis|evaluated"
            r"|measured|investigate[ds]?|assess(?:ed)?|determine[ds]?|underwent)\b"
        ),
        "i",
    ),
    "person_word": (
        (
            r"\b(?:pt|mr|mrs|ms|mrn|dob|ssn|yo|y\/o|my|he|she|him|her|his|wife|husband|daughter"
            r"|son"
            r"|mother|father|i|patient:|name:|\d{1,3}[- ]?(?:yo|y\/o|m|f|year[- ]old)|phone"
            r"|address"
            r"|room|dear|signed|hx|h\/o|c\/o|s\/p|appt|mom|dad)\b"
        ),
        "i",
    ),
}
"""Words of studies, and words about one person."""

_FEWEST = 6
_MANY_TIMES = 4


def is_research(hits: Hits) -> bool:
    """Whether words of studies are many, and far more than words about one person."""
    words = len(hits.get("study_word", ()))
    return words >= _FEWEST and words >= _MANY_TIMES * len(hits.get("person_word", ()))
