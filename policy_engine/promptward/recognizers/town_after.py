"""Towns behind a verb of living or travelling, or behind a mere preposition of place."""

import re

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import AFTER_EPONYM, EPONYMS, PRODUCTS, TOWNS_OF_METHODS
from promptward.recognizers.facility_words import STUDY_WORDS
from promptward.recognizers.house_words import is_compound
from promptward.recognizers.known_words import is_of_no_list
from promptward.recognizers.medical_endings import ENDS_ILLNESS, OF_MEDICINE
from promptward.recognizers.regions import (
    COUNTRIES,
    NICKNAMES,
    STATES,
    may_be_town,
    named_like_town,
    shaped_like_town,
)
from promptward.recognizers.town_alone import is_word, known_otherwise
from promptward.recognizers.town_reading import NAME, PERSONAL, Reading, trimmed
from promptward.recognizers.word_file import shipped
from promptward_dsl.lattice import Confidence

__all__ = ["after_verb"]

_LOW, _MEDIUM = Confidence.LOW, Confidence.MEDIUM
_OF_AN_ILLNESS = regex(
    r"(?:insuffizienz|krankheit|erkrankung|syndrom|[st]t.rung|therapie|entz.ndung|schmerz(?:en)?"
    r"|infekt(?:ion)?|verdacht|bedarf|allergie|beschwerden|insuffici.ntie|ziekte|stoornis"
    rf"|klachten|[a-z]{{3}}(?:{ENDS_ILLNESS})|pathie)$"
)
"""`bei Niereninsuffizienz`: what languages with capitals for each noun say behind it."""


def after_verb(reading: Reading) -> None:
    """Records the towns behind a verb of living or travelling."""
    text = reading.text
    for resource in ("lives", "near"):
        for _, end in reading.hits.get(resource, ()):
            if end in reading.taken or end >= len(text):
                continue
            if text[end].islower():
                _lower(reading, end, resource)
                continue
            found = NAME.match(text, end)
            if found:
                _one_after_verb(reading, end, trimmed(text, end, found.end()), resource)


def _one_after_verb(reading: Reading, start: int, stop: int, resource: str) -> None:
    text = reading.text
    name = text[start:stop]
    known = reading.gazetteer.get(start, 0)
    if reading.next_word(max(stop, known)) in _METHODS or not may_be_town(name):
        return
    if (
        text.startswith(("'s", "-"), stop)
        or name.endswith("'s")
        or (text.endswith("the ", 0, start) and not known)
    ):
        return
    if not known and _OF_AN_ILLNESS.search(name):
        return
    shouted = name.isupper() and not known
    if (
        name.isupper()
        and text[max(0, start - 6) : start].islower()
        and resource != "lives"
        and name.lower() not in NICKNAMES
    ):
        return
    if not known and not shaped_like_town(name) and all(map(is_common, name.split())):
        return
    if resource == "near" and _OF_A_METHOD.match(text, max(stop, known)):
        return
    if resource == "lives" and not (shouted and len(name) < _SHORTEST_SHOUTED):
        reading.add(start, max(stop, known), _MEDIUM, "lives")
        return
    _after_preposition(reading, start, stop, known)


def _after_preposition(reading: Reading, start: int, stop: int, known: int) -> None:
    """A name behind a mere preposition: of the gazetteer, of no list, or shaped like a town."""
    text = reading.text
    name = text[start:stop]
    place = text[max(0, start - 8) : start].lower().endswith(_PREPOSITIONS)
    if known and (
        _NO_WAY.search(text, max(0, start - 40), start)
        or (text.endswith(_BETWEEN, 0, start) and _named_after(name))
    ):
        reading.add(start, max(known, stop), _LOW, "gazetteer", "among_things")
    elif known and (place or stop - start > known - start):
        reading.add(start, max(known, stop), _MEDIUM, "gazetteer", "preposition")
    elif not known and _strange(reading, start, stop):
        reading.add(start, stop, _MEDIUM, "preposition", "unknown_word")
    elif not known and _unlisted(text, start, stop):
        reading.add(start, stop, _LOW, "preposition", "unknown_word")
    elif known or shaped_like_town(name):
        near = (
            text[max(0, start - 9) : start]
            .lower()
            .endswith(("near ", "nr ", "outside ", "in ", "from "))
        )
        several = len(name.split()) > 1
        sure = (near and shaped_like_town(name) and several) or named_like_town(name)
        sure = sure or (near and name.endswith("shire")) or (place and _made_up(name))
        level = _MEDIUM if sure else _LOW
        reading.add(start, stop, level, "preposition")


_NO_WAY = regex(
    r"\b(?:switch(?:ed|ing)?|chang(?:ed|ing)|convert(?:ed|ing)|titrat(?:ed|ing)|compared?|respon[ds]e?"
    r"|responded|responding|secondary|similar|allergic|allergy|allergies|sensitive|resistant|due"
    r"|superior|inferior|equivalent|randomi[sz]ed|intolerant|refractory|adheren(?:t|ce)|exposed"
    r"|exposure|related|added|upgraded|crossed over)(?: over| back| him| her| them)? to $"
)
"""What is done with a medicine or a method, and leads nowhere."""

_BETWEEN = ("vs ", "vs. ", "then ", "now ", "Vs ", "versus ")
"""What stands between things as well as before towns."""


def _named_after(name: str) -> bool:
    """Whether a name after `vs` is a method, a mark or a name of people, and no large town."""
    low = name.lower()
    return low.capitalize() not in shipped("cities") and (
        low in EPONYMS or low in PRODUCTS or any(low in shipped(one) for one in _PEOPLE)
    )


_PEOPLE = ("common_given", "given", "surnames")


def _made_up(name: str) -> bool:
    """`to Niitabury`: the ending of a town on a word of no list, so of no person and no thing."""
    low = name.lower()
    return (
        name.istitle()
        and low.isalpha()
        and shaped_like_town(name)
        and low not in PRODUCTS
        and low not in EPONYMS
        and not is_common(low)
        and not any(low in shipped(resource) for resource in _LISTS)
    )


_LISTS = ("english", "given", "surnames", "rare_given", "rare_surnames", "abbreviations")


def _unlisted(text: str, start: int, stop: int) -> bool:
    """`from Dunmorra`: a capitalised word of no list behind a preposition that leads to places."""
    low = text[start:stop].lower()
    if not _STRANGE.fullmatch(text, start, stop) or not _LEADS.search(text, start - 9, start):
        return False
    return (
        low not in PRODUCTS
        and low not in EPONYMS
        and not is_common(low)
        and low not in shipped("english")
        and _OF_SOFTWARE.search(text, max(0, start - 24), start) is None
    )


_LEADS = regex(r"\b(?:in|from|near|via|outside|around|nr|at) $")


def _strange(reading: Reading, start: int, stop: int) -> bool:
    """`buried in Dunmorra.`: one word of no list after `in`, in a text about a person."""
    text = reading.text
    word = text[start:stop]
    if not text.endswith((" in ", " near ", " In "), 0, start) or not _STRANGE.fullmatch(word):
        return False
    low = word.lower()
    if _OF_SOFTWARE.search(text, max(0, start - 24), start):
        return False
    if not _CLOSES.match(text, stop) or len(reading.hits.get("person_word", ())) < PERSONAL:
        return False
    return (
        not any(
            low in shipped(resource) for resource in ("english", "rare_given", "rare_surnames")
        )
        and not is_common(low)
        and low not in PRODUCTS
        and low not in EPONYMS
    )


_OF_SOFTWARE = regex(
    r"\b(?:written|deployed|built|coded|codes?|runs?|running|documented|charted|logged|entered"
    r"|implemented|errors?|bugs?|works?|used|uses|listed|stored|saved|script|app|report|orders?"
    r"|notes?|template|published|studied|trials?|reported|described|data|click|open|export|import"
    r"|quer(?:y|ies)|tables?|field|rash|pain|role|expert|certified|trained|shown) in $",
    re.IGNORECASE,
)
_STRANGE = regex(r"[A-Z][a-z]{3,14}")
_CLOSES = regex(r"[.,;)]|\n|$| [a-z]{2,}")
_OF_A_METHOD = regex(
    r" [a-z]+ (?:scores?|scales?|criteria|index|staging|classification|stud(?:y|ies)|trials?)\b"
)
_METHODS = (STUDY_WORDS | AFTER_EPONYM) - {"area", "areas"}
_PREPOSITIONS = (
    "in ",
    "from ",
    "near ",
    "nr ",
    "outside ",
    "around ",
    "live ",
    "lives ",
    "site ",
    "now ",
    "to ",
    "toward ",
    "via ",
    "then ",
    "vs ",
    "at ",
    "th of ",
    "st of ",
)
_SHORTEST_SHOUTED = 5
_SHORTEST_LOWER = 5


_NO_TOWN = regex(
    rf"(?:{'|'.join(sorted(COUNTRIES))}|rehab|jail|prison|detox|hospice|recovery|remission)"
    r"(?![\w'-]|, [a-z]{2}\b)"
)
"""What people live in or come from, and is no town."""
_OF_STATE = regex(
    rf",? (?:{'|'.join(sorted(STATES))}|mn|wi|ny|nj|nh|nc|nd|sc|sd|tn|tx|ky|ga|fl|ks|mt"
    r"|nv|va|wv)\b",
    re.IGNORECASE,
)
"""A state behind it, which makes it one: `peru indiana`, `jordan mn`."""


def _lower(reading: Reading, start: int, resource: str) -> None:
    """A town of the gazetteer in lower case after a verb of living, or before a state."""
    end = reading.gazetteer.get(start)
    text = reading.text
    country = _NO_TOWN.match(text, start)
    if (
        country is not None
        and (end is None or end <= country.end())
        and not _OF_STATE.match(text, country.end())
    ):
        return
    if end is None:
        _unlisted_lower(reading, start, resource)
        return
    state = reading.next_word(end)
    if state.title() in STATES and not text[end + 1].isupper():
        reading.add(start, _with_code(text, end), _MEDIUM, "gazetteer", "state", "lower_case")
    elif resource == "lives" and end - start >= _SHORTEST_LOWER:
        told = not is_common(text[start:end]) and reading.next_word(end) not in _METHODS
        level = _MEDIUM if told else _LOW
        reading.add(start, _with_code(text, end), level, "gazetteer", "lives", "lower_case")
    elif (
        (end - start >= _SHORTEST_LOWER or not any(map(str.isupper, text)))
        and reading.next_word(end) not in _METHODS
        and _is_lower_town(reading, start, text[start:end])
    ) or _is_known_town(reading, start, end):
        reading.add(
            start, _with_code(text, end), _MEDIUM, "gazetteer", "preposition", "lower_case"
        )


def _unlisted_lower(reading: Reading, start: int, resource: str) -> None:
    """`lives in dunmorra`: a word of no list; sure where a person lives, or by its ending."""
    text = reading.text
    found = _UNKNOWN_LOWER.match(text, start)
    if found is None or not is_of_no_list(found.group(), _LISTS):
        return
    shaped = shaped_like_town(found.group()) or is_compound(found.group())
    person = bool(reading.hits.get("person_word"))
    if resource == "lives":
        sure = shaped or (
            person and _OF_LIVING.search(text, max(0, start - 24), start) is not None
        )
        level = _MEDIUM if sure else _LOW
        reading.add(start, found.end(), level, "preposition", "unlisted", "lower_case")
    elif (
        person
        and not OF_MEDICINE.search(found.group())
        and (
            (text.endswith(" from ", 0, start) and not _OF_A_WARD.match(found.group()))
            or _IN_A_TOWN.search(text, max(0, start - 24), start)
        )
    ):
        reading.add(start, found.end(), _LOW, "preposition", "unlisted", "lower_case")


_OF_A_WARD = regex(
    r"(?:neuro|cardi|tele|gastro|ortho|radio|hem[ao]|haem|onc|endo|derm|uro|nephro|psych|pulm"
    r"|rheum|micro|path"
    r"|ambul|rehab|onco|hepat|immun|anesth|anaesth|physio|pharm|dent|ophth|oto|vasc|peds|obgyn)"
)
"""Parts of a hospital, cut short."""

_IN_A_TOWN = regex(
    r"\b(?:he|she|they|hes|shes|son|daughter|sister|brother|mom|dad|mother|father|wife|husband|pt"
    r"|patient"
    r"|stuck|home|house|apartment|apt|family|clinic|office|pharmacy|wedding|funeral|works?|born)"
    r"[a-z ]{0,6} (?:in|near) $"
)
_OF_LIVING = regex(
    r"\b(?:liv(?:es?|ed|ing)|resid(?:es?|ing|ed)|born|raised|grew up|native|hails|daughter|son"
    r"|sister"
    r"|brother|mother|father|mom|mum|dad|family|parents|niece|nephew|aunt|uncle|wife|husband"
    r"|friends?"
    r"|relatives|hometown|home|driving|drove)[a-z ]{0,6} (?:in|from|near|to|outside|of) $"
)
_CODE_AFTER = regex(
    r", (?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri"
    r"|s[cd]|t[nx]"
    r"|ut|v[at]|w[aivy])\b(?: \d{5}(?:-\d{4})?)?"
)


def _with_code(text: str, end: int) -> int:
    """The end of a town in lower case, with its state in two letters: `dunmore, oh`."""
    code = _CODE_AFTER.match(text, end)
    return code.end() if code else end


_WHO = regex(
    r"(?:[,.;)\n?]| (?:who|with|for|on|in|last|since|and|is|was|yesterday|today|admitted|seen"
    r"|presents?"
    r"|presenting|has)\b|$)"
)
_OF_A_PERSON = regex(
    r"\b(?:from|in|near|outside) (?:the )?$",
)


def _is_known_town(reading: Reading, start: int, end: int) -> bool:
    """`a man from chicago with chf`: a town that names a method, too, beside somebody."""
    text = reading.text
    low = text[start:end]
    return (
        low in TOWNS_OF_METHODS
        and low.title() in shipped("cities")
        and not is_common(low)
        and _OF_A_PERSON.search(text, max(0, start - 12), start) is not None
        and _WHO.match(text, end) is not None
        and len(reading.hits.get("person_word", ())) > 0
    )


_UNKNOWN_LOWER = regex(
    r"[a-z\xff]{4,15}(?=$|[.,;:)\n]| (?:and|in|on|with|who|since|until|for|by|near|last|this|when"
    r"|alone|his|her|but|wants|so|w|w/|right|originally|today|tomorrow|yesterday|til|till|he|she"
    r"|they|now"
    r"|is|was|would|could|can|if|again|area|then|at|near|period|comma|washington|oregon|texas"
    r"|ohio)\b)"
)


def _is_lower_town(reading: Reading, start: int, name: str) -> bool:
    """Whether a name in lower case behind a preposition is that of a town and nothing else."""
    text = reading.text
    inside = text.endswith((" in ", " near "), 0, start)
    if inside and not known_otherwise(name):
        return True
    if not inside and not _LOWER_PLACED.search(text, max(0, start - 9), start):
        return False
    return bool(reading.hits.get("person_word")) and not is_word(name)


_LOWER_PLACED = regex(r"\b(?:from|to|via|thru|around|outside|toward|towards|now|at) $")
