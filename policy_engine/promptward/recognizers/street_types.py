"""Lines of streets told by a type of street: before the name, behind it, or its ending."""

import re

from promptward.deferred import regex
from promptward.recognizers.address_words import NO_STREET, STREET_NEVER
from promptward.recognizers.common_words import is_common
from promptward.recognizers.postal import FIGURES, number_before, tail
from promptward.recognizers.street_lower import small
from promptward.recognizers.street_names import STREETS, may_be_street
from promptward.recognizers.street_reading import MORE_BEFORE, PLACED, Reading
from promptward_dsl.lattice import Confidence

__all__ = ["ended", "prefixed", "typed"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_NAME_BEFORE = regex(
    r"(?:^|(?<=[^\w.'-]))((?:(?:[NSEW]|North|South|East|West|Old|New|Upper|Lower)\.? )?"
    r"(?:[A-Z][A-Za-z'-]*[a-z](?: [A-Z][A-Za-z'-]*[a-z]){0,2}|\d{1,3}(?:st|nd|rd|th)) )$"
)
_SHOUTED_BEFORE = regex(r"(?:^|(?<=[^\w.'-]))((?:[A-Z'-]{3,} ){1,2})$")
_NAME_AFTER = regex(
    r"\.? (?:(?:de la|de las|de los|de l'|de|del|della|dei|di|da|do|dos|du|des|la|le|les|el) ?)?"
    r"[A-Za-z\xff][\w\xff'.-]*(?: (?:(?:de|del|da|do|dos|du|des|la|le|y"
    r"|e) )?[A-Z\xff][\w\xff'.-]*){0,3}"
    r"(?:,? (?:[Nn](?:[ro]|ro)?[\xffo.:]{0,2} ?|# ?)?\d{1,5}"
    r"(?:[A-Za-z]?\b(?:/[A-Za-z]\b|/\d{1,3}[A-Za-z]?\b)?|[ -](?:bis|ter)\b))?"
)
_DIRECTION = regex(
    r" Ext\b\.?(?: (?:[NSEW]|NE|NW|SE|SW)\b)?"
    r"|,? (?:[NSEW]|NE|NW|SE|SW)\b\.?(?! (?!(?:for|and|in|at|to|by|with|near|apt|unit|is|was|last"
    r"|on|then|pls|please|no|x|from|left|this|has|so|but)\b)[a-z])"
)
_CROSSING = regex(r" (?:&|and|at|near|x|/) $")


def typed(reading: Reading) -> None:
    """Records the lines with a type of street: behind a name, before one, or as its ending."""
    text = reading.text
    strong = dict(reading.hits.get("strong", ()))
    types = dict(reading.hits.get("weak", ())) | strong
    figures = text.encode("latin-1").translate(FIGURES) if types else b""
    numbers = b"9" in figures
    for start, end in sorted(types.items()):
        if not numbers and not text[start].isupper() and text[start:end] not in _ABBREVIATED:
            if start not in reading.taken and text[start - 1 : start] == " ":
                small(reading, start, end)
            continue
        if start in reading.taken or text[max(0, start - 1) : start] not in {" ", "\n"}:
            continue
        first = number_before(text, start, figures) if numbers else None
        if first is not None:
            _numbered(reading, first, start, _end(text, end), strong=start in strong)
        elif text[start].isupper():
            _named(reading, start, _end(text, end), strong=start in strong)
        elif text[start:end] in _ABBREVIATED:
            _lower_named(reading, start, _end(text, end))
        if text[start].islower() and start not in reading.taken:
            small(reading, start, end)


def _end(text: str, end: int) -> int:
    if text.startswith(".", end):
        end += 1
    direction = _DIRECTION.match(text, end)
    return direction.end() if direction else end


def _numbered(reading: Reading, first: int, start: int, stop: int, *, strong: bool) -> None:
    text = reading.text
    words = text[first:start].split()
    lower = any(word[0].islower() for word in words[1:])
    if _RANKED.search(text, max(0, first - 8), first):
        return
    ends = (
        stop >= len(text)
        or text[stop] in ",;\n\r|\"'<)]*^~"
        or text.startswith(" - ", stop)
        or bool(tail(text, stop))
        or (lower and _GOES_ON.match(text, stop) is not None)
    )
    first = reading.with_number(first)
    if strong and not lower:
        if words[-1] in _OF_NUMBERS:
            numbered = _ITS_NUMBER.match(text, stop)
            stop = numbered.end() if numbered else stop
        reading.add(first, stop, _HIGH, "number", "street_type")
    elif (
        (strong and len(words[0]) > 1 and (len(words) > 1 or ends))
        or (
            not strong
            and lower
            and ends
            and len(words[0]) > 1
            and _AT_ADDRESS.search(text, max(0, first - 14), first)
        )
        or (lower and ends and _is_short_lower(text, start, stop, words))
    ):
        reading.add(first, stop, _MEDIUM, "number", "street_type", "lower_case")
    elif not lower and len(words) > 1 and (text[start].isupper() or text[start:stop].isdigit()):
        title = text[start:stop].rstrip(".").lower() in {"dr", "st"}
        if title and not ends and re.match(r" [A-Z]", text[stop : stop + 2]):
            if text[stop - 1] != "." or not _begins_sentence(text, stop):
                return
            ends = True
        if len(words[0]) > 1 or ends or _is_cut_short(text, first, start, stop):
            reading.add(first, stop, _HIGH if ends else _MEDIUM, "number", "street_type")


_CUT_SHORT = frozenset("ct pl cir trl ter ln blvd hwy pkwy rd ave cres cct tce sq".split())  # noqa: SIM905
_TO_A_HOUSE = regex(r"\b(?:at|to|from|is|on|of|lives|home|near) $", re.IGNORECASE)


def _is_cut_short(text: str, first: int, start: int, stop: int) -> bool:
    """`to 5 Ferris Ct`: a type cut short behind one figure, where something leads to a house."""
    return (
        text[start:stop].rstrip(".").lower() in _CUT_SHORT
        and _TO_A_HOUSE.search(text, max(0, first - 7), first) is not None
    )


_GOES_ON = regex(r" (?:and|in|near|by|apt|her|his|but|then)\b|\.(?: |$)")


def _is_short_lower(text: str, start: int, stop: int, words: list[str]) -> bool:
    """`14 esmond st`: a type cut short behind a word of no list, all in lower case."""
    name = [word for word in words[1:] if len(word) > 1]
    return (
        text[start:stop].rstrip(".") in _ABBREVIATED
        and 0 < len(name) <= _MOST_NAMES
        and (may_be_street(name[-1]) or name[-1] in STREETS)
    )


_MOST_NAMES = 2
_OF_NUMBERS = frozenset(
    ("County", "State", "Farm", "Fire", "Forest", "Township", "Rural", "Private")
)
_ITS_NUMBER = regex(r" \d{1,4}[A-Za-z]?\b")
_AT_ADDRESS = regex(
    r"\b(?:lives? at|living at|addr(?:ess)?:?|home at|address is|resides at|lives? on|now at"
    r"|moved to|letters? to|mail to|post to|parcels? to|sent to|over at|back to) $",
    re.IGNORECASE,
)
_RANKED = regex(
    r"\b(?:level|grade|stage|type|phase|class|group|table|bed|day|week) $", re.IGNORECASE
)


_NEXT_WORD = regex(r" ([A-Z][A-Za-z'-]*)")
_SHOUTED = 2


def _begins_sentence(text: str, at: int) -> bool:
    """Whether the word behind a full stop begins a sentence, so that the stop ended one."""
    found = _NEXT_WORD.match(text, at)
    return found is not None and (
        is_common(found[1]) or (len(found[1]) > _SHOUTED and found[1].isupper())
    )


_ABBREVIATED = frozenset("ave av blvd rd hwy pkwy ln st dr ct".split())  # noqa: SIM905
"""Types cut short: in lower case, too, they stand in names only."""

_LOWER_BEFORE = regex(
    r"\b(?:on|off|near|at|down|along|onto|from|to|past|by) ((?:[a-z][a-z'-]{2,} ){1,3})$"
)
_LOWER_TITLES = frozenset(("st", "dr", "ct", "av"))


def _lower_named(reading: Reading, start: int, stop: int) -> None:
    """`the one on big horn blvd`: in lower case, a preposition before and a type cut short."""
    text = reading.text
    found = _LOWER_BEFORE.search(text, max(0, start - 50), start)
    if found is None:
        _half_lower(reading, start, stop)
        return
    words = found[1].split()
    if any(word in STREET_NEVER or word in NO_STREET for word in words):
        return
    if text[start:stop].rstrip(".") in _LOWER_TITLES and (
        not found.group().startswith(("on ", "off ", "along ", "down "))
        or re.match(r"\.? ?(?:$|[,;)\n]|and\b|in\b|near\b|by\b|at\b)", text[stop : stop + 6])
        is None
    ):
        return
    reading.add(found.start(1), stop, _MEDIUM, "street_type", "lower_case")


def _named(  # noqa: C901  # one branch a sign that a street stands there
    reading: Reading, start: int, stop: int, *, strong: bool
) -> None:
    """A street without a number: `Juniper Street`, with a sign that something stands there."""
    text = reading.text
    low = max(0, start - 50)
    found = _NAME_BEFORE.search(text, low, start)
    if found is None and strong and text[start:stop].isupper():
        found = _SHOUTED_BEFORE.search(text, low, start)
    if found is None:
        return
    words = found[1].lower().split()
    if words[0] in STREET_NEVER and len(words) > 1:
        words = words[1:]
    if any(word in STREET_NEVER for word in words):
        return
    first = found.start(1)
    spoken = _SPOKEN_NUMBER.search(text, max(0, first - 40), first)
    if spoken:
        reading.add(spoken.start(1), stop, _MEDIUM, "number", "street_type")
        return
    placed = PLACED.search(text, max(0, first - 10), first)
    crossing = _CROSSING.search(text, max(0, first - 6), first)
    last = reading.found[-1] if reading.found else None
    if crossing and last is not None and last.end == crossing.start():
        reading.add(last.start, stop, _MEDIUM, "crossing")
    elif strong:
        alone = first == 0 or text[first - 1] in "\n|\"'"
        reading.add(first, stop, _MEDIUM if placed or alone else _LOW, "street_type")
    elif (
        text[start:stop].lower() in _WHOLE_TYPES
        and words[-1] not in _NO_STREETS
        and _ALONG.search(text, max(0, first - 14), first)
    ) or (
        text[start:stop].lower().rstrip(".") in _SHORT_TYPES
        and words[-1] not in _NO_STREETS
        and _ALONG.search(text, max(0, first - 14), first)
        and (
            not re.match(r" [A-Z]", text[stop : stop + 2])
            or (text[stop - 1] == "." and _begins_sentence(text, stop))
        )
    ):
        reading.add(first, stop, _MEDIUM, "street_type", "placed")
    elif text[start:stop].lower().rstrip(".") in {"st", "pl", "ct", "sq"} and (
        not re.match(r" [A-Z]", text[stop : stop + 2])
    ):
        reading.add(first, stop, _MEDIUM if placed else _LOW, "street_type")
    elif _CROSSING_AFTER.match(text, stop):
        reading.add(first, stop, _MEDIUM, "crossing")


def _half_lower(reading: Reading, start: int, stop: int) -> None:
    """`off Dunmore hwy`: a name with its capital before a type cut short without."""
    text = reading.text
    named = _NAME_BEFORE.search(text, max(0, start - 50), start)
    if named is None or text[start:stop].rstrip(".") in _LOWER_TITLES:
        return
    words = named[1].lower().split()
    if not any(word in STREET_NEVER for word in words) and (
        PLACED.search(text, max(0, named.start(1) - 10), named.start(1))
    ):
        reading.add(named.start(1), stop, _MEDIUM, "street_type", "lower_case")


_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh|zero)"
)
_SPOKEN_NUMBER = regex(rf"\b({_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}){{0,4}} )$", re.IGNORECASE)
_WHOLE_TYPES = frozenset(
    """
    court drive circle place trail way close square pike loop ridge hollow crossing row alley hill
    plaza grove terrace bend walk gardens green quay wharf wynd gate cove creek pass park
    """.split()  # noqa: SIM905  # legible
)
_SHORT_TYPES = frozenset(
    "st dr pl ct sq cir trl ter xing av aly plz hts cv tce cct gr cl bvd".split()  # noqa: SIM905
)
_NO_STREETS = frozenset(
    """
    superior supreme district family federal crown high juvenile municipal traffic small
    magistrates drug mental probate appeals center tennis food hard flash usb thumb blood test sex
    toy market times willis first other another second third right same only every
    """.split()  # noqa: SIM905  # legible
)
"""Words before `Court`, `Drive`, `Place`, `Way` or `Circle` that make no street."""
_ALONG = regex(
    r"\b(?:[Oo]n|[Oo]ff|[Oo]ff of|[Aa]long|live at|lives at|still at|moved to|over on|down on"
    r"|up on"
    r"|down|[Oo]nto|left on|right on) $"
)
_CROSSING_AFTER = regex(r" (?:&|and) [A-Z][a-z]+ [A-Z][a-z]+\b")


def prefixed(reading: Reading) -> None:  # noqa: C901  # one branch a form of address
    """`Rue du Port 31`, `14 Calle Mayor`, `ul. Polna 5`: the type before the name."""
    text = reading.text
    for start, end in reading.hits.get("before", ()):
        if start in reading.taken or (start and text[start - 1] not in " \n\t,;:>/(\"'|"):
            continue
        name = _NAME_AFTER.match(text, end)
        if name is None:
            continue
        word = text[start:end]
        first = reading.with_number(start)
        bis = _BIS_BEFORE.search(text, max(0, start - 14), start) if first == start else None
        if bis and (bis[1] or word.lower() in _FRENCH):
            first = bis.start()
        capital = word[0].isupper() or word in {"ul", "al"}
        if first < start:
            name_of = name.group().strip(" .")
            linked = _LINKED.match(name_of) is not None
            if capital or linked or name_of[:1].isupper() or word in _ABROAD:
                # What follows a comma is a postcode, since the house number stands first.
                stop = end + len(_LAST_NUMBER.sub("", name.group()))
                reading.add(first, stop, _HIGH, "number", "street_type")
        elif not (
            (capital or word in _SMALL or word in _ABROAD or text.startswith("str.", start))
            and _CAPITAL.search(name.group())
        ):
            continue
        elif _NUMBER_AT_END.search(name.group()):
            if word in _WORDS_TOO and not (
                text.startswith(".", end) or _LED_ABROAD.search(text, max(0, start - 16), start)
            ):
                continue
            reading.add(first, name.end(), _HIGH, "number", "street_type")
        elif word in _LATIN and PLACED.search(text, max(0, start - 10), start):
            reading.add(start, name.end(), _MEDIUM, "street_type")


_LAST_NUMBER = regex(r", \d{1,5}[A-Za-z]?$")
_LINKED = regex(r"(?:d(?:e la|e l'|es|u|e)|della|dei|do|da|dos|das|del) ?[A-Z\xff]")
"""`avenue de la Colline`: no English street goes on like that."""
_BIS_BEFORE = regex(r"(?:^|(?<=[^\w./:-]))\d{1,4}[A-Za-z]?( ?(?:bis|ter|quater))?,? $")
_FRENCH = frozenset(
    "rue avenue boulevard quai chemin impasse allee route ch rang cote montee place cours".split()  # noqa: SIM905
)
_CAPITAL = regex(r"[A-Z\xff]")
_NUMBER_AT_END = regex(r"\d[A-Za-z]?(?:/[A-Za-z]|/\d{1,3}[A-Za-z]?|[ -](?:bis|ter))?$")
_SMALL = frozenset(("rue", "calle", "via", "os"))
_WORDS_TOO = frozenset(("via", "os", "ch", "plaza"))
_LED_ABROAD = regex(r"(?:[:\n] ?|\b(?:in|residente|residenza|abita|domicilio|studio|ufficio) )$")
_ABROAD = frozenset(
    """
    rue calle chemin impasse allee quai viale corso piazza piazzale vicolo avenida plaza paseo
    carrer carretera rua travessa praca alameda rang montee ch boulevard strada ulica aleja
    chaussee faubourg largo ronda travesia estrada calea soseaua jalan lorong ulitsa namesti
    """.split()  # noqa: SIM905  # legible
)
"""Types that are no words of English, or hardly: also in lower case."""

_LATIN = frozenset(
    ("Calle", "Rue", "Via", "Paseo", "Camino", "Avenida", "boul", "Boul", "rue", "chemin", "quai")
)


def ended(reading: Reading) -> None:
    """`Gartenweg 7`, `Magasinsgatan 12`: names of streets that end with their type."""
    text = reading.text
    for start, end in reading.hits.get("ending", ()):
        if start in reading.taken:
            continue
        before = MORE_BEFORE.search(text, max(0, start - 30), start)
        first = before.start() if before else start
        if not text[first].isupper():
            continue
        reading.add(reading.with_number(first), end, _MEDIUM, "number", "street_ending")
