"""
Hospitals and clinics in other scripts, by the word for one and a name of their own beside it.

They read as a hospital that rules know. What only says which kind of house it is (`総合病院`,
`районная больница`, `대학병원`) is none.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.script_shapes import ARABIC_WORD, GREEK_WORD, HAN, SYLLABLE
from promptward.readings.script_words import listed
from promptward_rules import word_list

__all__ = ["houses"]

_READ = " transferred to Mercy Hospital. "

_SLAVIC_LOWER = "[а-яёіїє-]"
_ASIAN = "病院|医院|醫院|診療所|卫生院|療養所|クリニック|医療センター|メディカルセンター|병원|의료원|요양원|한의원|의원"
_BY_SCRIPT = (
    (
        regex("病院|医院|醫院|診療所|卫生院|療養所|クリニック|センター"),
        regex(
            rf"(?P<asian>[{HAN}]{{2,16}}?(?:病院|医院|醫院|診療所|卫生院|療養所)"
            rf"|[{HAN}ァ-ヶー]{{2,10}}(?:クリニック|医療センター|メディカルセンター))"
        ),
    ),
    (
        regex("[원]"),
        regex(
            rf"(?<![{SYLLABLE}])(?P<asian>[{SYLLABLE}]{{2,9}}(?:병원|의료원|요양원|한의원|의원))"
        ),
    ),
    (
        regex("[\u0400-\u04ff]"),
        regex(
            rf"(?<![А-Яа-яёіїє])[А-ЯІЇЄ]{_SLAVIC_LOWER}{{2,20}}(?:ск|ськ|цьк|зьк)"
            rf"{_SLAVIC_LOWER}{{1,4}} (?:{_SLAVIC_LOWER}{{4,18}} ){{0,2}}"
            r"(?:больниц|лікарн|кл[иі]ник|пол[іи]кл[иі]н|госп[іи]тал|диспансер|роддом)"
            rf"{_SLAVIC_LOWER}{{0,4}}"
            r"|(?<![А-Яа-яёіїє])(?:ГКБ|ГБ|ЦРБ|ОКБ|РКБ|МСЧ|больниц[аеуы]|поликлиник[аеуы]|роддом[ае]?)"
            r" ?(?:№|N) ?\d{1,3}"
        ),
    ),
    (
        regex("[\u0620-\u06d3]"),
        regex(
            rf"(?<![\u0620-\u06d3])(?P<open>(?:مستشفى|بيمارستان|بیمارستان) {ARABIC_WORD}"
            rf"(?: (?:الملك|بن|أبو)? ?{ARABIC_WORD})?)"
        ),
    ),
    (
        regex("[\u05d0-\u05ea]"),
        regex(
            r"(?<![\u0590-\u05ff])(?P<open>(?:[בל]בית[ -]ה?חולים|בית חולים) [\u05d0-\u05ea\"'-]{3,14}"
            r"|(?:בי\"ח|ביה\"ח) [\u05d0-\u05ea\"'-]{3,14})"
            r"|(?<![\u0590-\u05ff])[בלמ]?(?P<known>רמב\"ם|איכילוב|הדסה|שיבא|תל השומר|סורוקה"
            r"|בילינסון|וולפסון|קפלן|שערי צדק|אסף הרופא|בני ציון|הלל יפה|ברזילי|לניאדו)"
            r"(?![\u0590-\u05ff])"
        ),
    ),
    (
        regex("οσοκομείο"),
        regex(rf"[Νν]οσοκομείου? «?{GREEK_WORD}(?: {GREEK_WORD})?"),
    ),
    (
        regex("[\u0e01-\u0e4e]"),
        regex(
            r"(?:โรงพยาบาล|รพ\.) ?"
            r"(?!ทั่วไป|เอกชน|ของรัฐ|รัฐ|ใกล้|อื่น|ที่|แห่ง|และ|ส่งเสริม|ศูนย์)[\u0e01-\u0e4e]{3,24}"
        ),
    ),
)
_LEADS = regex(r"[在于到从至往由去来与和及入转送赴经於從轉當当我本该該为為是设的各家所名用向]")
"""What leads to the name of a house in Chinese; what stands behind the last of them is it."""
_GENERIC = sorted(word_list("scripts", "kinds of houses"), key=len, reverse=True)
_KIND = regex(rf"{'|'.join(_GENERIC)}|(?:{_ASIAN})\Z")
_NO_NAMES = frozenset(
    listed(
        """
        الجامعي; الجامعة; العام; العامة; خاص; عام; حكومي; آخر; أخرى; آخرين; أو; في; من; على; مع; إلى
        הקרוב; אחר; כללי; פרטי; ציבורי; או; עם; של; עקב; לאחר
        """
    )
)
_SHORTEST = 2


def houses(text: str) -> Iterator[Edit]:
    """Edits of the houses. Time is linear in the length of the text."""
    for seed, pattern in _BY_SCRIPT:
        if not seed.search(text):
            continue
        for match in pattern.finditer(text):
            kind = match.lastgroup or 0
            start, end = match.span(kind)
            if kind == "asian":
                start = max(
                    (one.end() for one in _LEADS.finditer(text, start, end)), default=start
                )
                if len(_KIND.sub("", text[start:end])) < _SHORTEST:
                    continue
            elif kind == "open" and not _NO_NAMES.isdisjoint(match[kind].split()):
                continue
            yield Edit(start, end, _READ)
