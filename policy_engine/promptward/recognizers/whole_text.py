"""
What is all of a text: a name, a place or a log-in with nothing beside it that tells what it is.

Nobody sends a surname or a town by itself but about somebody, and a text in which a value stands
alone (one literal of a line, a key, a cell) is read without what stands around it. So a list is
enough here, unless the word is one of the language, a method, a product or a country.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, OF_SCIENCE, PRODUCTS
from promptward.recognizers.house_words import KNOWN_HOUSES
from promptward.recognizers.lone_places import called_as_place
from promptward.recognizers.lower_words import only_a_name, surely_a_name
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, may_be_town
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward.text import View
from promptward_dsl.lattice import Confidence
from promptward_rules import word_list

__all__ = ["WholeLogin", "WholeName", "WholePlace"]

_SURE = ("common_given", "given", "surnames")
_RARE = ("rare_given", "rare_surnames")
_ALSO_WORDS = ("given_words", "surname_words")
_SHORTEST_RARE = 5
_LAST = r"[A-Z](?:'[A-Z]|[a-z]{1,2}[A-Z])?[a-z]{1,16}(?:-[A-Z][a-z]{1,16})?"
_NAME = regex(
    rf"(?P<first>[A-Z][a-z]{{1,14}}|[A-Z]\.) (?:[A-Z]\. )?(?P<last>{_LAST})"
    rf"|(?P<surname>{_LAST}), (?P<given>[A-Z][a-z]{{1,14}})(?: [A-Z]\.?)?"
    rf"|(?:[Dd]e [Ll]a|[Dd]e [Ll]os|[Vv]an [Dd]er|[Vv]an [Dd]en|Van|Von|Du|Del|Di|Da|Dos"
    rf"|Bin|Ben) (?P<after>{_LAST})(?: (?P<more>{_LAST}))?"
)
_ONE = regex(r"(?:[A-Z][a-z']|[A-Z']{2})[A-Za-z'-]{1,24}|[a-z]{5,20}")
_OTHER_LETTER = regex(r"[A-Z][a-z]{1,12}\xff[a-z]{2,12}|\xff[A-Z][a-z]{1,12}")
"""A letter that has no likeness among the Latin ones stands in it: `Keali\u02bbi`."""
_INITIALS = regex(r"(?:[A-Z]\.){2,3}")
_SHORTENED = frozenset(word_list("names", "shortened"))
_SPECIES = regex(r"[A-Za-z]{1,4}|[A-Za-z]+(?:us|is|um|ae|ii|ni|ens|ans|[aieo])")
"""What stands behind an initial as well: `E. coli`."""


_NEVER = OF_SCIENCE | COUNTRIES | DEMONYMS
_OF_LONG_TEXTS = frozenset(("alone", "quoted"))
"""Readings that part a value from the rest of any text, which may well tell what it is."""


def _thing(low: str) -> bool:
    return low in EPONYMS or low in PRODUCTS or low in OF_SCIENCE or low in NOT_A_NAME


def _in(low: str, lists: tuple[str, ...]) -> bool:
    return any(low in shipped(one) for one in lists)


def _surname(low: str) -> bool:
    """Whether a word in lower case is on a list of people, and no word of the language."""
    if not only_a_name(low, common=_in(low, ("common_given",))) or low in _NEVER:
        return False
    return _in(low, _SURE) or (
        len(low) >= _SHORTEST_RARE and low not in shipped("english") and _in(low, _RARE)
    )


def _is_name(value: str, *, only: bool = False) -> bool:
    """`only`: it is the one value of a text that has more than it."""
    if only and (
        _SEGMENTS.fullmatch(value)
        or _is_word_name(value)
        or _is_double(value)
        or _is_of_the_islands(value)
        or _is_pair(value)
    ):
        return True
    if _INITIALS.fullmatch(value):
        return value.replace(".", "").lower() not in _SHORTENED
    if _OTHER_LETTER.fullmatch(value):
        return True
    if _ONE.fullmatch(value):
        pieces = [piece for piece in value.lower().replace("'", "").split("-") if piece]
        if value.islower():
            return len(pieces) == 1 and surely_a_name(pieces[0]) and _in(pieces[0], _SURE)
        return any(_surname(piece) for piece in pieces) and not any(
            is_common(piece) and not _in(piece, _ALSO_WORDS) for piece in pieces
        )
    found = _NAME.fullmatch(value if not value.isupper() else value.title())
    if found is None or value in _of_several_words():
        return False
    last = (
        (found["last"] or found["surname"] or found["more"] or found["after"])
        .lower()
        .replace("'", "")
    )
    first = (found["first"] or found["given"] or "").lower()
    if first.endswith(".") and not _SPECIES.fullmatch(last) and not is_common(last):
        return not _thing(last)
    if not first or first.endswith("."):
        return _any_surname(last)
    listed = (*_SURE, *_RARE, *_ALSO_WORDS)
    return (_any_surname(last) and _in(first, listed)) or (
        _any_surname(first) and _in(last, ("surnames", "surname_words"))
    )


_SEGMENTS = regex(r"[A-Z][A-Z'-]{2,20}[*^][A-Z]{2,14}(?:[*^](?:[A-Z]|[JS]R|I{2,3})?){0,2}")
"""Surname, given name and initial as messages part them."""
_WORD_NAME = regex(r"[A-Z][a-z]{2,16}")
_METHODS = frozenset(word_list("things", "fonts and methods"))
"""Fonts, methods and parts of programs that are called as people are."""


def _is_word_name(value: str) -> bool:
    """Whether a word that has a meaning as well is most often a name."""
    low = value.lower()
    if not _WORD_NAME.fullmatch(value) or low in PRODUCTS or low in OF_SCIENCE or low in _METHODS:
        return False
    if low in NOT_A_NAME or low in COUNTRIES or low in DEMONYMS or low in shipped("abbreviations"):
        return False
    if _in(low, ("surnames",)) or low in _FIRST_A_NAME:
        return True
    if _ENDS.search(low) and low not in shipped("english") and not is_common(low):
        return True
    return not is_common(low) and _in(low, _ALSO_WORDS) and low not in _MONTHS


_DOUBLE = regex(r"([A-Z][a-z]{1,14})-([A-Z][a-z]{1,14})")
_SURNAMES = ("surnames", "rare_surnames", "surname_words")


def _is_double(value: str) -> bool:
    """Two surnames with a stroke, neither of them of a method: `Lindqvist-Rao`."""
    found = _DOUBLE.fullmatch(value)
    if found is None or value.lower() in PRODUCTS:
        return False
    pieces = [piece.lower() for piece in found.groups()]
    return all(_in(piece, _SURNAMES) and not _thing(piece) for piece in pieces) and not (
        all(map(is_common, pieces)) or any(piece in _NEVER for piece in pieces)
    )


_ISLANDS = regex(r"[A-Z][aeiou]?(?:[hklmnpw]?[aeiou]{1,3}){1,4}'(?:[hklmnpw]?[aeiou]{1,3}){1,4}")


def _is_of_the_islands(value: str) -> bool:
    """Syllables and a stroke as in names of Polynesia: `Kapa'akea`."""
    return _ISLANDS.fullmatch(value) is not None and not is_common(value.lower())


_PAIR = regex(rf"(?P<first>[A-Z][a-z]{{3,14}}) (?P<last>{_LAST})")


def _is_pair(value: str) -> bool:
    """A word that is no common one before a surname and nothing else: `Jocasta Merriweather`."""
    found = _PAIR.fullmatch(value)
    if found is None or value in _of_several_words():
        return False
    first, last = found["first"].lower(), found["last"].lower().replace("'", "")
    return not (
        is_common(first)
        or first in _NEVER
        or _thing(first)
        or first in shipped("abbreviations")
        or first in _METHODS
        or _ADJECTIVE.search(first)
    ) and _any_surname(last)


_FIRST_A_NAME = frozenset(word_list("names", "first a name"))
"""Words that somebody is called far more often than anything is, where they stand alone."""
_ENDS = regex(
    r"[a-z]{3}(?:berg|stein|owsk[iy]|ewsk[iy]|[oe]wicz|enko|sson|dott[ie]r|opoulos|shvili|quist)\Z"
)
"""What surnames end with, and no other words."""
_MONTHS = frozenset(("april", "june", "august", "march", "may", "january"))


def _any_surname(low: str) -> bool:
    return low not in shipped("english") and any(_surname(piece) for piece in low.split("-"))


@cache
def _of_several_words() -> frozenset[str]:
    """Towns with a blank in their name, which files of words do not hold."""
    from promptward_rules import read_text  # noqa: PLC0415  # few texts ask

    lines = (read_text(f"lexicons/{name}.txt").splitlines() for name in ("cities", "towns"))
    return frozenset(line for some in lines for line in some if " " in line)


_WORKS = (
    r"(?:Freight Lines|Trucking|Logistics|Co-?op|Cooperative|Co-operative|Colliery|Foundry|Cannery"
    r"|Dairy|Sawmill|Paper Mill|Steel Works|Shipyard|Quarry|Orchards|Farms|Construction|Roofing"
    r"|Plumbing|Landscaping|Haulage|[Pp]oultry [Pp]lant|[Pp]lant|Day Care|Daycare|Nursery)"
)
"""Where people work, and where their children are while they do."""
_HEAD = regex(
    r"(?P<name>[A-Z][a-z']{2,16}(?: [A-Z][a-z']{2,16})?) (?:Cottage|House|Lodge|Manor|Pavilion"
    r"|Annexe?|Wing|Unit|Villas?|Hall|Commons|Grange|Towers|Ward|Elem(?:entary)?\.?|Hospice"
    r"|Clinic|Surgery|Pharmacy|Pediatrics|Dental|Library|Nursing Home|Care Home|Heights|Falls"
    r"|Hollow|Cove|Junction|Valley|Bend|Gap|Springs|Creek|Prairie|Landing|Crossing|Ridge|Harbou?r"
    r"|Beach|Grove|Shores|Mills|Ferry)"
    r"|(?:Hwy|Highway|Rte|Route|Room|Rm) \d{2,4}[A-Z]?|Camp [A-Z][a-z']{3,16}"
    r"|[A-Z][a-z]{3,16} (?:City|Children's)|(?:[A-Z][a-z]{2,14} )?Annexe? [A-Z0-9]{1,2}"
    r"|(?:Calle|Avenida|Paseo|Camino|Rue|Via|Rua) (?:de[l]? )?[A-Z][a-z]{2,16}"
    r"|(?P<practice>[A-Z][a-z]{3,16}) (?:Digestive|Cardiology|Cardiac|Dermatology|Neurology"
    r"|Orthop(?:a)?edics|Ortho|Vascular|Urology|Oncology|Imaging|Radiology|Rehab|Nephrology"
    r"|Psychiatry|Behavioral|Endocrinology|Gastroenterology|Ophthalmology|Pulmonary|Anesthesia|Spine|Hand|Skin)"
    r"(?: (?:Ctr|Cent(?:er|re)|Group|Associates))?"
    r"|[A-Z][a-z]{2,16}(?: (?:& |and )?[A-Z][a-z]{2,16})? (?:LLP|PLLC|LLC)"
    r"|(?P<owner>[A-Z][a-z]{2,16}) (?:Brothers|Bros\.?|& Sons|and Sons)(?: [A-Z][a-z]{3,16})?"
    rf"|(?P<firm>[A-Z][a-z]{{3,16}}(?: [A-Z][a-z]{{2,12}})?) {_WORKS}(?: \d)?"
)


def _is_house(value: str) -> bool:
    house = _HEAD.fullmatch(value.title() if value.isupper() else value)
    if house is None:
        return False
    if house["owner"]:
        return _in(house["owner"].lower(), _SURNAMES)
    practice = (house["practice"] or "").lower()
    words = (house["name"] or practice or (house["firm"] or "").partition(" ")[0]).lower().split()
    if practice and practice in shipped("english"):
        return False
    if practice and (_ADJECTIVE.search(practice) or practice in EPONYMS or practice in DEMONYMS):
        return False
    return not any(is_common(word) or word in PRODUCTS for word in words)


def _is_town(value: str) -> bool:
    low = value.lower()
    name = low.title() if value.isupper() else value
    large = name in shipped("cities") or name in _of_several_words()
    if not (large or name in shipped("towns")) or not may_be_town(value):
        return False
    return not (is_common(low) or _thing(low)) and (large or low not in shipped("english"))


_ADJECTIVE = regex(r"(?:al|ic|ive|ary|ed|ing|ogy|ine|ous|an|ar|ent)\Z")
"""`Interventional Cardiology` is a subject, `Mayfield Cardiology` somebody's."""
_LOGIN = regex(r"(?:[a-z]{2,4}_)?[a-z](?P<last>[a-z]{5,18})_?[0-9]{0,4}")


def _is_login(value: str) -> bool:
    found = _LOGIN.fullmatch(value)
    if found is None:
        return False
    word = value[: found.end("last")]
    return (
        not (is_common(word) or word in shipped("english"))
        and surely_a_name(found["last"])
        and found["last"] in shipped("surnames")
    )


class _Whole:
    """What they have in common: the search for a text that is no longer than a value."""

    version = 1
    _cue = ""

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """None: the lists are read."""
        return {}

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """A text of a few words, or of one."""
        return {"all_of_a_text": (rf"^\s{{0,8}}{self._cue}\s{{0,8}}$", "")}

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """The whole, without quotes and a comma behind it."""
        del hits, fields
        text = view.text
        if view.name.rpartition("+")[2] in _OF_LONG_TEXTS:
            return
        start = len(text) - len(text.lstrip(" \t\r\n\x22"))
        end = len(text.rstrip(" \t\r\n\x22,"))
        if start < end and self._tells(text[start:end], view.name):
            yield Candidate(start, end, Confidence.MEDIUM, ("own_text",))

    def _tells(self, value: str, reading: str) -> bool:
        raise NotImplementedError


_OF_ONE_VALUE = frozenset(("lone", "markup", "literals"))
"""Readings in which a text may have nothing but one value; none of them is a guess."""


class WholeName(_Whole):
    """Recogniser `whole_name`: a name of a person that is all of a text."""

    name = "whole_name"
    version = 4
    _cue = r"(?:[A-Za-z\x22']|[^\x00-\x7f])(?:[A-Za-z' .,*^-]|[^\x00-\x7f]){2,40}\x22?"

    def _tells(self, value: str, reading: str) -> bool:
        return _is_name(value, only=reading.rpartition("+")[2] in _OF_ONE_VALUE)


_KNOWN = frozenset(
    (
        *(house for house in KNOWN_HOUSES if " " in house),
        *("general hospital", "county hospital", "city hospital", "methodist hospital"),
        *("baptist hospital", "presbyterian hospital", "memorial hospital"),
    )
)
"""What houses of care are called in many towns, with a blank in it."""


class WholePlace(_Whole):
    """Recogniser `whole_place`: a house that is all of a text, a town that is a value in it."""

    name = "whole_place"
    version = 4
    _cue = r"[A-Z\x22][A-Za-z0-9' .,&-]{2,40}\x22?"

    def _tells(self, value: str, reading: str) -> bool:
        # All that somebody asks about is a topic: `Las Vegas`.
        return _is_house(value) or (
            reading != ""
            and (_is_town(value) or called_as_place(value) or value.lower() in _KNOWN)
        )


class WholeLogin(_Whole):
    """Recogniser `whole_login`: an initial and a surname as one word that is all of a text."""

    name = "whole_login"
    _cue = r"\x22?[a-z_]{6,24}[0-9]{0,4}\x22?"

    def _tells(self, value: str, reading: str) -> bool:
        del reading
        return _is_login(value)
