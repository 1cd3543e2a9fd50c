"""
Names of people in other scripts, where they stand surest: in fields, behind titles, as full names.

The views of a text hold Latin letters only, so a name like `山田太郎` or `Иванов Пётр` says nothing
there. It reads as a name that rules know, with its cue: what is found covers what was written.
A value of a field has to look like a name of its script (capitals, family names, few words) and
to end where a field does; what is no name of a chart (`高血圧`, `남성`) stays unread.
"""

from collections.abc import Iterable, Iterator

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.script_shapes import (
    ASIAN_NAME,
    CASED,
    CASED_NAME,
    CYRILLIC,
    GREEK,
    HAN,
    KANA,
    OF_ILLNESS,
    OF_PLACES,
    OPEN_NAME,
    SYLLABLE,
)
from promptward.readings.script_titles import HANGUL_THING, titled
from promptward.readings.script_words import (
    CHINESE,
    FULL_LABELS,
    HANGUL,
    JAPANESE,
    KNOWN,
    LABELS,
    NOBODY,
    SLAVIC_ENDINGS,
    either,
    listed,
)

__all__ = ["names"]

_READ = " Name: Yolanda Petersen; "
"""A name and its cue, as rules know them; behind a comma, the next word would be one of it."""

_VALUE = rf"(?P<value>{CASED_NAME}|{ASIAN_NAME}|{OPEN_NAME})"
_END = r"""(?=[ \u3000]{2}|[ \u3000]?(?:[\n\r\t,，、،;；。.|/"'()（）\[\]「」<>\d・=:：*·-]|[A-Za-z]|\Z)|先生|様|さん)"""

_LATIN_LABELS = r"""
    (?:patient|pt|px|client|member|subscriber|full|first|last|given|family|mother'?s?|father'?s?)
    [ _]?names?; names?; surname; patient; pt; px; client; member; mother; father; wife; husband; son
    daughter; spouse; partner; sister; brother; doctor; dr\.?; physician; nurse; attending; provider
    surgeon; guardian; emergency contact; next of kin; nok; mr\.?; mrs\.?; ms\.?; miss
    caregiver; parent; signed(?: by)?; dear; insured
    """
_FULL = "|".join(listed(FULL_LABELS))
_SHORT = "|".join(listed(LABELS))
_COLON = regex("[:：=｜|]")
_LABEL_BEFORE = regex(
    rf"(?i:(?<![^\W\d_])(?:(?P<full>{_FULL})|(?P<people>{_SHORT})))(?:[ ]?[(（][^()（）\n]{{1,12}}[)）])?"
    r"[\"']?[ \u3000\t]{0,3}\Z"
)
_FIELD_VALUE = regex(rf"\s{{0,2}}[\"'「]?{_VALUE}{_END}")
_LONGEST_LABEL = 32
_SCRIPT = (
    rf"{CYRILLIC}{GREEK}{HAN}{KANA}{SYLLABLE}\u0530-\u077f\u0900-\u10ff\u1200-\u137f\u1780-\u17ff"
)
_BEGUN = regex(rf"(?<=[A-Za-z.:：=|\"'*) ][ :：=|\"'*(])[{_SCRIPT}]")
_CUE_BEFORE = regex(
    rf"(?i:(?<![A-Za-z])(?P<cue>{'|'.join(listed(_LATIN_LABELS))}))[\"'*_]{{0,3}}"
    rf"(?:[ ]?[:：=|]|[ ])[ \"'*(]{{0,3}}\Z"
)
_VALUE_HERE = regex(
    rf"{_VALUE}(?=先生|さん|様|女士|医生|(?![{CYRILLIC}{GREEK}{HAN}{KANA}{SYLLABLE}]))"
)
_LATIN = regex("[A-Za-z]")
_LONGEST_CUE, _NEAR = 28, 8
_HONORIFIC = regex("(?:先生|さん|様|女士|医生|医師|氏)\\Z")

_WITH_LISTS = regex("[\u0590-\u05ff\u0620-\u06d3\u0900-\u097f]")
"""Scripts without capitals in which a description looks like a name, so a list has to know it."""
_LONGEST_OPEN = 4
_LABEL = regex(rf"(?:{_FULL}|{_SHORT})")
_FAMILY = regex(rf"{SLAVIC_ENDINGS}\Z")
_SPECIALIST = regex(
    "(?:лог|лого?м?а?|иатр|вт|ник|тель|ция|ость|ение|лена|ется|ует|λόγος|ίατρος)\\Z"
)
_LISTED_JAPANESE = regex(either(JAPANESE))
_CASED_WORD = regex(rf"(?<![{CYRILLIC}{GREEK}]){CASED}(?![{CYRILLIC}{GREEK}])")
_ASIAN_RUN = regex(rf"[{HAN}{SYLLABLE}]{{2,}}")
_SHORTEST_WORD, _SHORTEST, _LONGEST = 4, 2, 4


def names(text: str) -> Iterator[Edit]:
    """Edits of the names, and of every other mention of what a label or title told. Linear."""
    found = [*_labelled(text), *_introduced(text), *titled(text), *_columns(text)]
    for start, end in found:
        yield Edit(start, end, _READ)
    yield from _again(text, {text[start:end] for start, end in found})


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """The values of fields whose label is in another script."""
    for colon in _COLON.finditer(text):
        match = _FIELD_VALUE.match(text, colon.end())
        label = match and _LABEL_BEFORE.search(
            text, max(0, colon.start() - _LONGEST_LABEL), colon.start()
        )
        if match and label and _names_somebody(match["value"], surely=label["full"] is not None):
            yield match.span("value")


def _introduced(text: str) -> Iterator[tuple[int, int]]:
    """Words of another script behind a word for a person in Latin letters: `Patient: 山田太郎`."""
    for begun in _BEGUN.finditer(text):
        start = begun.start()
        if not _LATIN.search(text, max(0, start - _NEAR), start):
            continue
        cue = _CUE_BEFORE.search(text, max(0, start - _LONGEST_CUE), start)
        match = cue and _VALUE_HERE.match(text, start)
        if cue and match:
            value = _HONORIFIC.sub("", match["value"])
            called = "name" in cue["cue"].lower()
            if _names_somebody(value, surely=False, called=called, introduced=True):
                yield start, start + len(value)


def _names_somebody(
    value: str, *, surely: bool, called: bool = False, introduced: bool = False
) -> bool:
    """
    Whether a value of a field of a person may be a name.

    `surely`: the field holds nothing but names; `called`: what is called so may be a thing;
    `introduced`: its cue is English.
    """
    low = value.lower()
    if not value or low in NOBODY or any(word in NOBODY for word in low.split()):
        return False
    if _LABEL.fullmatch(low):
        return False
    first = value[0]
    if "\u3041" <= first <= "\u9fff":
        return len(value) > 1 and _asian(value, surely=surely)
    if "\uac00" <= first <= "\ud7a3":
        return surely or (
            first in HANGUL
            and len(value) <= _LONGEST_OPEN
            and not HANGUL_THING.search(value.replace(" ", ""))
        )
    words = value.split()
    if surely:
        return True
    if len(words) > 1:
        listed_here = _WITH_LISTS.match(first) is not None and not introduced
        return len(words) <= _LONGEST_OPEN and not (listed_here and KNOWN.isdisjoint(words))
    if _CASED_WORD.fullmatch(value):
        return _FAMILY.search(value) is not None or not (called or _SPECIALIST.search(value))
    return value in KNOWN


def _asian(value: str, *, surely: bool) -> bool:
    """Of Chinese signs or kana: by the family name, unless the field holds only names."""
    if surely:
        return True
    if value[0] <= "\u30ff":
        return " " in value or "・" in value or "\u3000" in value
    return (value[0] in CHINESE or _LISTED_JAPANESE.match(value) is not None) and not (
        OF_ILLNESS.search(value) or OF_PLACES.search(value)
    )


_HEADER = regex(
    rf"(?im)^(?:[^\n]{{0,80}}[,;\t|]|)[ \"]{{0,2}}(?:{_FULL}|患者|病人|환자|пациент|name|patient|full_name|patient_name"
    r"|pt_name)[ \"]{0,2}(?=[,;\t|])[^\n]{1,200}\n"
)
_COLUMN_LABEL = regex(
    rf"(?i:{_FULL}|患者|病人|환자|пациент|name|patient|full_name|patient_name|pt_name)"
)
_CELL = regex(rf"{CASED_NAME}|{ASIAN_NAME}|{OPEN_NAME}")


def _columns(text: str) -> Iterator[tuple[int, int]]:
    """The cells of a table's column of names; `氏名,年齢` and lines of as many cells."""
    header = _HEADER.search(text)
    if header is None:
        return
    head = header[0].rstrip("\n")
    mark = next(one for one in "\t|;," if one in head)
    cells = [cell.strip(' "') for cell in head.split(mark)]
    columns = [at for at, cell in enumerate(cells) if _COLUMN_LABEL.fullmatch(cell)]
    at = header.end()
    while at <= len(text):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        row = line.split(mark)
        if len(row) == len(cells):
            for column in columns:
                value = row[column].strip(' "')
                if _CELL.fullmatch(value) and _names_somebody(value, surely=True):
                    start = at + sum(len(cell) + 1 for cell in row[:column])
                    start += row[column].index(value)
                    yield start, start + len(value)
        at = end + 1 if end >= 0 else len(text) + 1


def _again(text: str, values: set[str]) -> Iterable[Edit]:
    """Other mentions of the names: words of cased scripts, whole values of the Asian ones."""
    words = {
        word
        for value in values
        for word in value.split()
        if len(word) >= _SHORTEST_WORD and _CASED_WORD.fullmatch(word)
    }
    asian = {v for v in values if _ASIAN_RUN.fullmatch(v) and len(v) <= _LONGEST}
    if words:
        for match in _CASED_WORD.finditer(text):
            if match[0] in words:
                yield Edit(*match.span(), _READ)
    if asian:
        lengths = sorted({len(v) for v in asian if len(v) > _SHORTEST}, reverse=True)
        for match in _ASIAN_RUN.finditer(text):
            for at in range(match.start(), match.end() - 1):
                for length in lengths:
                    if text[at : at + length] in asian:
                        yield Edit(at, at + length, _READ)
