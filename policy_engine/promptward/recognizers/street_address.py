"""
Street addresses: a house number with the name of a street, boxes, units, rural routes, crossings.

Works from words of addresses that the shared scan found, and reads the grammar around them.
"""

import re
from collections.abc import Iterable, Mapping

from promptward.deferred import regex
from promptward.fields import Fields
from promptward.model import Candidate
from promptward.recognizers.address_words import (
    AFTER_NUMBER_NEVER,
    NO_STREET,
    STREET_BEFORE,
    STREET_ENDINGS,
    STREET_NEVER,
    STREET_STRONG,
    STREET_WEAK,
)
from promptward.recognizers.postal import (
    FIGURES,
    UNIT,
    Piece,
    line_before,
    number_before,
    street_from,
    tail,
)
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.regions import NOT_A_TOWN, STATE_PATTERN
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["CUES", "LEXICONS", "Street", "StreetAddress", "streets"]

_LOW, _MEDIUM, _HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_ANNOUNCED = (
    r"(?:address|addr|residence|located|situated)(?: is| was|:| at| as)?(?: now| currently)?"
    r"|address of [^\n:]{1,40} is|(?:the )?following\?|addresses?,? here (?:they are|it is):"
    r"|(?:lives?|living|lived|resides?|residing|stay(?:s|ing)?|office is|home is|offices are"
    r"|restaurant is|"
    r"meet (?:me|you|us|him|her) |home|taxi|deliver(?:ed)?|ship(?:ped)?|mail(?:ed)?"
    r"|arrived|drops? (?:you|me|us|him|her|them) off|pick(?:ed)?[ -]?up|drop[ -]?off) (?:at|in|to)"
    r"|(?:sent|return|taxi|moved|address) to|one to|where:|home:|it is|pick[- ]?up|drop[- ]?off"
)

CUES: dict[str, tuple[str, str]] = {
    "announced": (rf"\b(?:{_ANNOUNCED})(?::|,)?\s{{1,8}}", "i"),
    "ending": (rf"\b[A-Za-z]{{2,20}}(?:{STREET_ENDINGS})\b\.? \d{{1,4}}[A-Za-z]?\b", "i"),
    "between": (
        (
            r"\b[a-z][a-z'-]{1,20} (?:u|utca|utja|ut|rkp|korut|tn|pst|mnt|ulice|ulica|cesta|trg"
            r"|straat|strasse|weg|wei|vej|str|katu|tie|prospekt|caddesi|cad|sokak|sokagi|sok)\b\.?,?"
            r" (?:no[:. ]{1,2})?\d{1,4}[a-z]?\b\.?"
        ),
        "i",
    ),
    "directed": (
        (
            r"\b\d{2,6} (?:block of )?(?:[NSEW]|NE|NW|SE|SW)\.? [A-Z][a-z]{3,20}"
            r"(?: [A-Z][a-z]{3,20})?\b|\b\d{3,5} block of [A-Z0-9][A-Za-z0-9]{2,20}"
            r"(?: [A-Z][a-z]{1,20})?\b"
        ),
        "",
    ),
    "unit": (UNIT, "i"),
    "box": (
        (
            r"\b(?:p\.? ?o\.? ?(?:box|bx|b\.)|post office box|postbox|postfach|postboks|postbus"
            r"|casilla|apartado(?: postal)?|boite postale|caixa postal|po bx|gpo box|private bag)"
            r" {0,2}#?(?:[a-z]?\d[\d-]{0,7}(?: \d){0,4}|(?:twenty|thirty|forty|fifty|sixty|seventy"
            r"|eighty|ninety)-?[a-z]{0,5})\b"
        ),
        "i",
    ),
    "route": (
        (
            r"\b(?:(?:rr|r\.r\.|rural route|hc|highway contract|star route) ?#?\d{0,3},? {0,2}"
            r"(?:box|bx) \d{1,5}[a-z]?\b|(?:psc|unit|cmr) \d{1,5},? {0,2}box \d{1,5}\b"
            r"(?:,?\s{1,2}[afd]po,? a[aep]\b)?"
            r"|(?:usn?[snv]|uscgc) [a-z]{3,15}(?: [a-z]{3,15})?,?\s{1,2}[afd]po(?: a[aep])?\b)"
            r"(?: \d{5}(?:-\d{4})?\b)?"
        ),
        "i",
    ),
    "ordinal_crossing": (
        (
            r"\b(?:at|near|around|on|off|of|to) (?:\d{1,3}(?:st|nd|rd|th) (?:and"
            r"|&) [A-Z][a-z]{2,15}"
            r"(?: [A-Z][a-z]{2,15})?|[A-Z][a-z]{2,15} (?:and|&) \d{1,3}(?:st|nd|rd|th))\b"
        ),
        "",
    ),
    "headed": (
        (
            r"\b\d{1,5} (?:[A-Z][a-z]{2,15} ){0,1}[A-Z][a-z]{2,15}, [A-Z][a-z]{2,15}"
            rf"(?: [A-Z][a-z]{{2,15}})?,? (?:{STATE_PATTERN})\b"
        ),
        "",
    ),
    "coded": (
        (
            r" \d{1,4}(?:[ -]?[A-Za-z])?(?:/\d{1,3}[A-Za-z]?|/[A-Za-z]|-(?:bis|ter))?\.?"
            r"(?:,? (?:ap|app|apt|m|kv|lok|byt|d|bl|sc|et|boite|bte|bus)\.?:? ?[A-Z]?\d{1,4}"
            r"|,? \d{1,2}\. ?(?:tv|th|mf)\.?| [A-Z] \d{1,3}|,? [IVX]{1,4}/\d{1,3}){0,3}"
            r"(?:,[ \n]| - |\n)(?:[A-Z]{1,2}-)?(?:\d{5}|\d{3} \d{2}|\d{2}-\d{3}"
            r"|\d{4}-\d{3}|\d{4} [A-Z]{2}"
            r"|1[0-8]\d{2}|[3-9]\d{3}) [A-Z'][a-z-]{1,2}"
        ),
        "",
    ),
    "corner": (r"\b(?:the )?(?:corner|intersection|junction) of ", "i"),
    "road": (
        (
            r"\b(?:(?:[Rr]oute|ROUTE|Rte|Hwy|HWY|[Hh]wy|Highway|State Route|County Road|Farm Rd"
            r"|Farm Road|Interstate|US Hwy|US Route) \d{1,4}[A-Z]?(?: [NSEW]\b)?|(?:SR|FM|I"
            r"|US)-\d{1,4}"
            r"|mile marker \d{1,4}(?:\.\d)?(?: on (?:I-|Hwy |Route |US-|SR-)\d{1,4})?"
            r"|(?:SR|I|US|Hwy|Route)[ -]\d{1,4} mm ?\d{1,3}(?:\.\d)?)\b"
        ),
        "",
    ),
}
"""What announces an address or is part of one; patterns of the shared scan."""

LEXICONS: dict[str, tuple[str, ...]] = {
    "strong": tuple(sorted(STREET_STRONG)),
    "weak": tuple(sorted(STREET_WEAK)),
    "before": tuple(sorted(STREET_BEFORE)),
}
"""Types of streets, as words of the shared scan."""

_QUARTER_BEFORE = regex(
    r"(?:^|(?<=[\s,;:(/]))((?:Urb|Res|Col|Fracc|Barrio|Bo|Urbanizaci\xffn|Colonia|Reparto)\.?"
    r"(?: (?:de |la |las |los |del )?[A-Z\xff][\w\xff'-]{1,15}){1,3}, )$"
)
_UNIT_BEFORE = regex(
    r"(?:^|(?<=[\s,;:(/]))((?:Flat|Apt|Apartment|Unit|Suite|Ste|Box|Plot|Lot|Villa|House"
    r"|Block)\.? )$",
    re.IGNORECASE,
)
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
_LEADING_NUMBER = regex(r"(?:^|(?<=[^\w./:-]))\d{1,6}[A-Za-z]? $")
_DIRECTION = regex(
    r" Ext\b\.?(?: (?:[NSEW]|NE|NW|SE|SW)\b)?|,? (?:[NSEW]|NE|NW|SE|SW)\b\.?(?! [a-z])"
)
_PLACED = regex(
    r"(?:\b(?:on|at|of|near|off|along|to|from|and|down|via|past|by)|[,;:&(/@|-]) {0,2}$",
    re.IGNORECASE,
)
_CROSSING = regex(r" (?:&|and|at|near|x|/) $")
_STREET_ITEM = (
    r"(?:\d{1,6} )?[A-Za-z0-9\xff][\w\xff.'-]*"
    r"(?: (?:[A-Z0-9\xff(]|de |del |du |do |str\b|u\b|kapu\b)[\w\xff.'-]*){0,4}"
)
_CORNER = regex(rf"{_STREET_ITEM} (?:and|&) {_STREET_ITEM}")
_CORNER_LOWER = regex(
    r"[a-z0-9\xff][\w\xff.'-]*(?: [\w\xff.'-]+){0,3} and"
    r" [a-z\xff][\w\xff.'-]+ [a-z\xff][\w\xff.'-]+"
)


class Street:
    """A line of a street with its level and evidence, and what stands behind it."""

    __slots__ = ("end", "evidence", "level", "start", "tail")

    def __init__(
        self, start: int, end: int, level: Confidence, evidence: tuple[str, ...], text: str
    ) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.evidence = evidence
        sure = level is _HIGH or "number" in evidence or evidence == ("crossing",)
        self.tail: list[Piece] = tail(text, end, sure=sure)


class _Reading:
    """One text on its way through the grammar."""

    __slots__ = ("found", "hits", "taken", "text")

    def __init__(self, text: str, hits: Hits) -> None:
        self.text = text
        self.hits = hits
        self.found: list[Street] = []
        self.taken: set[int] = set()

    def add(self, start: int, end: int, level: Confidence, *evidence: str) -> None:
        """Records a line of a street once; what it covers is not looked at again."""
        unit = _UNIT_BEFORE.search(self.text, max(0, start - 14), start) or (
            _QUARTER_BEFORE.search(self.text, max(0, start - 45), start)
        )
        start = unit.start(1) if unit else start
        street = Street(start, end, level, evidence, self.text)
        self.found.append(street)
        last = max((piece.end for piece in street.tail if piece.unit), default=end)
        self.taken.update(range(start, last))

    def with_number(self, start: int) -> int:
        """The start of the street with a further number right before it, which belongs to it."""
        found = _LEADING_NUMBER.search(self.text, max(0, start - 8), start)
        return found.start() if found else start


def _typed(reading: _Reading) -> None:
    text = reading.text
    strong = dict(reading.hits.get("strong", ()))
    types = dict(reading.hits.get("weak", ())) | strong
    figures = text.encode("latin-1").translate(FIGURES) if types else b""
    numbers = b"9" in figures
    for start, end in sorted(types.items()):
        if not numbers and not text[start].isupper():
            continue
        if start in reading.taken or text[max(0, start - 1) : start] not in {" ", "\n"}:
            continue
        first = number_before(text, start, figures) if numbers else None
        if first is not None:
            _numbered(reading, first, start, _end(text, end), strong=start in strong)
        elif text[start].isupper():
            _named(reading, start, _end(text, end), strong=start in strong)


def _end(text: str, end: int) -> int:
    if text.startswith(".", end):
        end += 1
    direction = _DIRECTION.match(text, end)
    return direction.end() if direction else end


def _numbered(reading: _Reading, first: int, start: int, stop: int, *, strong: bool) -> None:
    text = reading.text
    words = text[first:start].split()
    lower = any(word[0].islower() for word in words[1:])
    if _RANKED.search(text, max(0, first - 8), first):
        return
    ends = stop >= len(text) or text[stop] in ",;\n\r|\"'<)]*^~" or bool(tail(text, stop))
    first = reading.with_number(first)
    if strong and not lower:
        if words[-1] in _OF_NUMBERS:
            numbered = _ITS_NUMBER.match(text, stop)
            stop = numbered.end() if numbered else stop
        reading.add(first, stop, _HIGH, "number", "street_type")
    elif (strong and len(words[0]) > 1 and (len(words) > 1 or ends)) or (
        not strong
        and lower
        and ends
        and len(words[0]) > 1
        and _AT_ADDRESS.search(text, max(0, first - 12), first)
    ):
        reading.add(first, stop, _MEDIUM, "number", "street_type", "lower_case")
    elif not lower and len(words) > 1 and (text[start].isupper() or text[start:stop].isdigit()):
        title = text[start:stop].rstrip(".").lower() in {"dr", "st"}
        if title and not ends and re.match(r" [A-Z]", text[stop : stop + 2]):
            return
        if len(words[0]) > 1 or ends:
            reading.add(first, stop, _HIGH if ends else _MEDIUM, "number", "street_type")


_OF_NUMBERS = frozenset(
    ("County", "State", "Farm", "Fire", "Forest", "Township", "Rural", "Private")
)
_ITS_NUMBER = regex(r" \d{1,4}[A-Za-z]?\b")
_AT_ADDRESS = regex(
    r"\b(?:lives? at|living at|addr(?:ess)?:?|home at|address is|resides at|lives? on|now at"
    r"|moved to) $",
    re.IGNORECASE,
)
_RANKED = regex(
    r"\b(?:level|grade|stage|type|phase|class|group|table|bed|day|week) $", re.IGNORECASE
)


def _named(  # noqa: C901  # one branch a sign that a street stands there
    reading: _Reading, start: int, stop: int, *, strong: bool
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
    placed = _PLACED.search(text, max(0, first - 10), first)
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
    ):
        reading.add(first, stop, _MEDIUM, "street_type", "placed")
    elif text[start:stop].lower().rstrip(".") in {"st", "pl", "ct", "sq"} and (
        not re.match(r" [A-Z]", text[stop : stop + 2])
    ):
        reading.add(first, stop, _MEDIUM if placed else _LOW, "street_type")
    elif _CROSSING_AFTER.match(text, stop):
        reading.add(first, stop, _MEDIUM, "crossing")


_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh|zero)"
)
_SPOKEN_NUMBER = regex(rf"\b({_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}){{0,4}} )$", re.IGNORECASE)
_WHOLE_TYPES = frozenset(("court", "drive", "circle", "place", "trail", "way", "close", "square"))
_NO_STREETS = frozenset(
    """
    superior supreme district family federal crown high juvenile municipal traffic small
    magistrates drug mental probate appeals center tennis food hard flash usb thumb blood test sex
    toy market times willis first other another second third right same only every
    """.split()  # noqa: SIM905  # legible
)
"""Words before `Court`, `Drive`, `Place`, `Way` or `Circle` that make no street."""

_ALONG = regex(r"\b(?:on|off|along|live at|lives at|still at|moved to|over on|down on|up on) $")
_CROSSING_AFTER = regex(r" (?:&|and) [A-Z][a-z]+ [A-Z][a-z]+\b")


def _prefixed(reading: _Reading) -> None:
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
            if capital or name.group().strip(" .")[:1].isupper() or word in {"rue", "calle"}:
                # What follows a comma is a postcode, since the house number stands first.
                stop = end + len(_LAST_NUMBER.sub("", name.group()))
                reading.add(first, stop, _HIGH, "number", "street_type")
        elif not ((capital or text.startswith("str.", start)) and _CAPITAL.search(name.group())):
            continue
        elif _NUMBER_AT_END.search(name.group()):
            reading.add(first, name.end(), _HIGH, "number", "street_type")
        elif word in _LATIN and _PLACED.search(text, max(0, start - 10), start):
            reading.add(start, name.end(), _MEDIUM, "street_type")


_LAST_NUMBER = regex(r", \d{1,5}[A-Za-z]?$")
_BIS_BEFORE = regex(r"(?:^|(?<=[^\w./:-]))\d{1,4}[A-Za-z]?( ?(?:bis|ter|quater))?,? $")
_FRENCH = frozenset(("rue", "avenue", "boulevard", "quai", "chemin", "impasse", "allee", "route"))
_CAPITAL = regex(r"[A-Z\xff]")
_NUMBER_AT_END = regex(r"\d[A-Za-z]?(?:/[A-Za-z]|/\d{1,3}[A-Za-z]?|[ -](?:bis|ter))?$")
_LATIN = frozenset(("Calle", "Rue", "Via", "Paseo", "Camino", "Avenida"))


def _ended(reading: _Reading) -> None:
    """`Gartenweg 7`, `Magasinsgatan 12`: names of streets that end with their type."""
    text = reading.text
    for start, end in reading.hits.get("ending", ()):
        if start in reading.taken:
            continue
        before = _MORE_BEFORE.search(text, max(0, start - 30), start)
        first = before.start() if before else start
        if not text[first].isupper():
            continue
        reading.add(reading.with_number(first), end, _MEDIUM, "number", "street_ending")


_MORE_BEFORE = regex(r"(?:^|(?<=[^\w.'-]))(?:[A-Z][a-z\xff]+[ -]){1,3}$")


_NAME_OF_STREET = regex(
    r"(?:^|(?<=[^\w.'-]))[A-Z\xff][\w\xff'-]+"
    r"(?: (?:[A-Z\xff][\w\xff'-]+|de|la|der|den|van|am|im)){0,3}$"
)
_POSTCODE_AFTER = regex(
    r"(?:,[ \n]| - |\n)(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}) "
)


def _whole(reading: _Reading) -> None:
    """Lines that one pattern says whole: a direction after the number, a type before it."""
    text = reading.text
    for start, end in reading.hits.get("directed", ()):
        if start not in reading.taken and end not in reading.taken:
            reading.add(start, end, _MEDIUM, "number", "direction")
    for start, end in reading.hits.get("ordinal_crossing", ()):
        first = text.index(" ", start) + 1
        words = set(re.findall(r"[a-z]+", text[first:end].lower()))
        if first not in reading.taken and not words & AFTER_NUMBER_NEVER:
            reading.add(first, end, _MEDIUM, "crossing")
    for start, end in reading.hits.get("between", ()):
        before = _MORE_BEFORE.search(text, max(0, start - 30), start)
        first = before.start() if before else start
        if start not in reading.taken and text[first].isupper():
            reading.add(reading.with_number(first), end, _MEDIUM, "number", "street_type")


def _before_town(reading: _Reading) -> None:
    """A name with a number before a town: `9 Elm, Dunmore OH`, `Am Anger 3, 48143 Altdorf`."""
    text = reading.text
    for start, end in reading.hits.get("headed", ()):
        stop = text.index(",", start, end)
        words = set(text[start:stop].lower().split())
        if start not in reading.taken and not words & (AFTER_NUMBER_NEVER | NO_STREET):
            reading.add(start, stop, _MEDIUM, "number", "state")
    for start, end in reading.hits.get("coded", ()):
        code = _POSTCODE_AFTER.search(text, start, end)
        name = _NAME_OF_STREET.search(text, max(0, start - 50), start)
        if code is None or name is None or name.start() in reading.taken:
            continue
        if name.group().split()[0].lower() not in NOT_A_TOWN:
            reading.add(name.start(), code.start(), _MEDIUM, "number", "postcode")


def _announced(reading: _Reading) -> None:
    for _, end in reading.hits.get("announced", ()):
        if end in reading.taken:
            continue
        stop = street_from(reading.text, end)
        if stop is not None:
            reading.add(end, stop, _HIGH, "announced", "number")


_AFTER_UNIT = regex(r",? \d{1,6} [A-Z\xff][\w\xff.'-]*(?: [A-Z\xff][\w\xff.'-]*){0,3} \d{1,5}\b")


def _before_unit(reading: _Reading) -> None:
    text = reading.text
    for start, end in reading.hits.get("unit", ()):
        if start in reading.taken:
            continue
        line = None if text[start] == "#" and text[start + 1] == " " else line_before(text, start)
        first = _AFTER_UNIT.match(text, end) if line is None else None
        if first:
            reading.add(start, first.end(), _HIGH, "unit", "number")
        elif line is None:
            if text[start] != "#":
                reading.found.append(Street(start, end, _LOW, ("unit",), text))
        elif line[0] not in reading.taken:
            reading.add(*line, _HIGH, "number", "unit")
        else:
            reading.add(start, end, _HIGH, "unit")


def _boxes(reading: _Reading) -> None:
    for resource in ("box", "route"):
        for start, end in reading.hits.get(resource, ()):
            reading.add(reading.with_number(start), end, _HIGH, resource)


def _corners(reading: _Reading) -> None:
    text = reading.text
    for start, end in reading.hits.get("corner", ()):
        found = _CORNER.match(text, end)
        if found is None or (found.group().islower() and not re.search(r"\d", found.group())):
            lower = _CORNER_LOWER.match(text, end)
            if lower is None or not re.search(r"\d", lower.group()):
                continue
            found = lower
        if re.search(r"[A-Z0-9]", found.group()):
            reading.add(start, found.end(), _MEDIUM, "corner")


def _roads(reading: _Reading) -> None:
    """Roads by number: `Hwy 93`, `Route 50`, beside a preposition of place."""
    text = reading.text
    for start, end in reading.hits.get("road", ()):
        if start in reading.taken:
            continue
        if text.startswith("mile", start) or _PLACED.search(text, max(0, start - 10), start):
            reading.add(start, end, _MEDIUM, "road_number")


def streets(view: View, hits: Hits, fields: Fields) -> list[Street]:
    """
    Lines of streets in a text, each with what follows it, in the order of their evidence.

    Read once for all recognisers that have `CUES` and `LEXICONS` among their own.
    """
    return fields.once(_streets, view, hits)


def _streets(view: View, _: Fields, hits: Hits) -> list[Street]:
    reading = _Reading(view.text, hits)
    _boxes(reading)
    _corners(reading)
    _announced(reading)
    _roads(reading)
    _typed(reading)
    _prefixed(reading)
    _ended(reading)
    _whole(reading)
    _before_town(reading)
    _before_unit(reading)
    return reading.found


_NEAR = 3


class StreetAddress:
    """Recogniser `street_address`: the line of the street, boxes and units."""

    name = "street_address"
    version = 2

    @property
    def lexicons(self) -> Mapping[str, tuple[str, ...]]:
        """Types of streets."""
        return LEXICONS

    @property
    def cues(self) -> Mapping[str, tuple[str, str]]:
        """What announces an address or is part of one."""
        return CUES

    def recognise(self, view: View, hits: Hits, fields: Fields) -> Iterable[Candidate]:
        """Lines of streets and the units behind them."""
        found: list[Candidate] = []
        for street in streets(view, hits, fields):
            end = street.end
            for piece in street.tail:
                if (
                    piece.unit
                    and piece.start - end <= _NEAR
                    and "\n" not in view.text[end : piece.start]
                ):
                    end = piece.end
                elif piece.unit:
                    found.append(Candidate(piece.start, piece.end, street.level, ("unit",)))
            found.append(Candidate(street.start, end, street.level, street.evidence))
        return found
