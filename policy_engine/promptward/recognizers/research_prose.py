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
    "study_sign": (
        (
            r"\b(?:NCT[0-9]{8}|ISRCTN[0-9]{6,8}|PMID:? ?[0-9]{5,8}|doi:? ?10\.|doi\.org"
            r"|(?:enrolled|recruited|randomi[sz]ed|included|surveyed|sampled) (?:[0-9]{2,3},)?"
            r"[0-9]{2,3} |multi-?cent(?:er|re)|double-blind|placebo-controlled|meta-analysis"
            r"|systematic review|randomi[sz]ed controlled|n ?= ?[0-9]{2,5}\b|95% ci\b)"
        ),
        "i",
    ),
    "person_word": (
        (
            r"\b(?:pt|mr|mrs|ms|mrn|dob|ssn|yo|y\/o|my|he|hes|she|shes|him|her|his|wife|husband|daughter"
            r"|son"
            r"|mother|father|i|patient:|name:|\d{1,3}[- ]?(?:yo|y\/o|m|f|year[- ]old)|phone"
            r"|address"
            r"|room|dear|signed|hx|h\/o|c\/o|s\/p|appt|mom|dad)\b"
        ),
        "i",
    ),
}
"""Words of studies, what only papers write, and words about one person."""

_FEWEST = 6
_SIGN = 3
"""Words that a sign counts for."""
_MANY_TIMES = 4


def is_research(hits: Hits) -> bool:
    """Whether words of studies are many, and far more than words about one person."""
    words = len(hits.get("study_word", ())) + _SIGN * len(hits.get("study_sign", ()))
    return words >= _FEWEST and words >= _MANY_TIMES * len(hits.get("person_word", ()))
