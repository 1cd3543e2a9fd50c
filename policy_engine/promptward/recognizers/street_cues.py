"""Cues of street addresses: what announces one or is part of one; patterns of the shared scan."""

from promptward.recognizers.address_words import (
    STREET_BEFORE,
    STREET_ENDINGS,
    STREET_STRONG,
    STREET_WEAK,
)
from promptward.recognizers.postal import UNIT
from promptward.recognizers.regions import STATE_PATTERN

__all__ = ["CUES", "LEXICONS"]

_ANNOUNCED = (
    r"(?:address|addr|residence|located|situated)(?: is| was|:| at| as)?(?: now| currently)?"
    r"|address of [^\n:]{1,40} is|(?:the )?following\?|addresses?,? here (?:they are|it is):"
    r"|(?:lives? alone|lives?|living|living alone|lived|resides?|residing|stay(?:s|ing)?|office is"
    r"|home is|offices are"
    r"|restaurant is|"
    r"meet (?:me|you|us|him|her) |home|taxi|deliver(?:ed)?|ship(?:ped)?|mail(?:ed)?"
    r"|arrived|drops? (?:you|me|us|him|her|them) off|pick(?:ed)?[ -]?up|drop[ -]?off) (?:at|in|to)"
    r"|(?:sent|return|taxi|moved|address) to|one to|where:|home:|(?:house|apartment|flat"
    r"|place) is|it is|pick[- ]?up|drop[- ]?off"
)
CUES: dict[str, tuple[str, str]] = {
    "announced": (rf"\b(?:{_ANNOUNCED})(?::|,)?\s{{1,8}}", "i"),
    "ending": (
        (
            rf"\b[A-Za-z]{{2,20}}(?:{STREET_ENDINGS})\b\.? \d{{1,4}}(?:[A-Za-z]|-(?:[ivx]{{1,4}}"
            rf"|\d{{1,3}}|hs|bis)|(?:/\d{{1,3}}){{1,3}})?\b"
        ),
        "i",
    ),
    "between": (
        (
            r"\b[a-z][a-z'-]{1,20} (?:u|utca|utja|ut|rkp|korut|tn|pst|mnt|ulice|ulica|cesta|trg"
            r"|straat|strasse|weg|wei|vej|str|katu|tie|prospekt|caddesi|cad|sokak|sokagi"
            r"|sok)\b\.?,?"
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
            r"\b(?:(?:rr|r\.r\.|rural route|rural rt|rt|rte|route|hc|highway contract|star route)"
            r" ?#?\d{0,3},? {0,2}"
            r"(?:box|bx) \d{1,5}(?:-?[a-z]|-\d{1,3})?\b|(?:psc|unit|cmr) \d{1,5},? {0,2}box"
            r" \d{1,5}\b"
            r"(?:,?\s{1,2}[afd]po,? a[aep]\b)?"
            r"|(?:usn?[snv]|uscgc) [a-z]{3,15}(?: [a-z]{3,15})?,?\s{1,2}[afd]po(?: a[aep])?\b)"
            r"(?: \d{5}(?:-\d{4})?\b)?"
        ),
        "i",
    ),
    "ordinal_crossing": (
        (
            r"\b(?:at|near|around|on|off|of|to|from|by|between) (?:\d{1,3}(?:st|nd|rd|th) (?:and"
            r"|&) [A-Z][a-z]{2,15}"
            r"(?: [A-Z][a-z]{2,15})?|[A-Z][a-z]{2,15} (?:and|&) \d{1,3}(?:st|nd|rd|th))\b"
            r"|\b(?:on|off) (?:3[2-9]|[4-9]\d|1\d\d)(?:st|nd|rd|th)\b"
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
            r"\b(?:(?:[Rr]oute|ROUTE|Rte|RTE|Rt\.?|Hwy|HWY|[Hh]wy|Highway|State Route|County Road"
            r"|Farm Rd"
            r"|County Rd|Co Rd|Co\. Rd|State Rd|State Hwy|County Hwy|Ranch Road|Ranch Rd|ST RTE"
            r"|St Rte|State Rte|Old Hwy"
            r"|Farm Road|Interstate|US Hwy|US Route) \d{1,4}[A-Z]?(?: [NSEW]\b)?|(?:SR|FM|I"
            r"|US)-\d{1,4}"
            r"|mile marker \d{1,4}(?:\.\d)?(?: on (?:I-|Hwy |Route |US-|SR-)\d{1,4})?"
            r"|(?:SR|I|US|Hwy|Route)[ -]\d{1,4} mm ?\d{1,3}(?:\.\d)?)\b"
        ),
        "",
    ),
}
"""What announces an address or is part of one; patterns of the shared scan."""
# A number before a name where a street may stand: between separators, at the start of a line.
CUES["bare"] = (
    (
        r"(?:^|[-,:;@|>()\x22'→]|\b(?:at|to|from|of|by|is|lives|in|near|on|outside|visit"
        r"|enroute|en route|pick-?up|drop-?off|home|scene|responding|check|addr|\d{4})) {0,2}"
        r"\d{1,5}(?:[A-D]|-[A-D]|-\d{1,3}| ?→| 1/2)? (?:[NSEW]\.? )?[A-Z][a-z]{2,14}"
        r"(?: [A-Z][a-z]{2,14})?(?:$|[^\w ]| [-\x22@(→]| (?:x|and|w/|apt|up|down|near|at|in|by"
        r"|for|to|is"
        r"|left|last|no|pls|please|with|since|again|unit|this|tonight|today|then|on|was|has)\b"
        r"| \d)"
    ),
    "m",
)
CUES["bare_lower"] = (
    (
        r"\b(?:lives?|living|lived|alone|resid(?:es|ing|ent)|stay(?:s|ing)|address|addr|check|home"
        r"|house|pick-? ?up|drop-? ?off|deliver(?:y|ed)?|en ?route|still|moved|over|back|sen[dt]"
        r"|fire"
        r"|called|call|visit|apartment|fell|found|o2|pt|she's|he's|shes|hes|they|they're)"
        r" (?:at|to|is|on|@) \d{1,5} (?:[nsew]\.? )?[a-z]{3,15}(?: [a-z]{3,15})?\b"
    ),
    "",
)
LEXICONS: dict[str, tuple[str, ...]] = {
    "strong": tuple(sorted(STREET_STRONG)),
    "weak": tuple(sorted(STREET_WEAK)),
    "before": tuple(sorted(STREET_BEFORE)),
}
"""Types of streets, as words of the shared scan."""
