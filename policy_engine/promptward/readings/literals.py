"""Literals: values that a program, a record or a table holds in pieces."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from promptward.deferred import regex
from promptward.rare import rare
from promptward.readings.edits import Edit, near
from promptward.readings.identifier import rare_identifiers
from promptward.readings.sayable import sayable

__all__ = [
    "changes",
    "identifiers",
    "literals",
    "literals_alone",
    "members",
    "members_alone",
    "rows",
]

SPLIT = "split_value"

_VALUE = r"(?:\x22(?:[^\x22\\\n]|\\.){0,80}\x22|'(?:[^'\\\n]|\\.){0,80}')"
_QUOTED = regex(rf"{_VALUE}")
_GAP = regex(
    # A point that ends a sentence has a blank behind it, and none before.
    r"(?:[ \t]{0,8}(?:\+|\|\||&|\.\.|(?<=[ \t])\.|\.(?!\s)|<<)[ \t]{0,8}"
    # With nothing between them one blank is the most: behind more stands another column.
    r"|[ \t]{0,8}(?=\\?\r?\n)| ?)"
    r"(?:\\?\r?\n[ \t]{1,60}(?:(?:\+|\|\||&|\.\.|\.)[ \t]{0,8})?)?"
    r"[rRbBfFuUnN]{0,2}"
    # What is added in the next statement, and pieces of a template.
    r"|;?[ \t]{0,4}(?:\r?\n[ \t]{0,8})?(?P<adds>\w{1,20}) ?\+= ?[rbfu]?|\}{1,2}\$\{{1,2}|\}\}\{\{"
)
_COMMA = regex(r"\s{0,2},\s{0,60}")
_MEMBER = regex(
    rf"(?P<q>[\x22']?)(?P<name>[A-Za-z_][\w -]{{0,30}})(?P=q)"
    rf"[ \t]{{0,3}}(?::=|=>|[:=])[ \t]{{0,3}}"
    rf"[rRbBfFuU]?(?P<value>{_VALUE})"
)
_NUMBERED = regex(r"\d *[\x22']?[ \t]{0,3}(?::=|=>|[:=])[ \t]{0,3}[rRbBfFuU]?[\x22']")
"""Where a name that ends with a number has its value."""
_MEMBER_REACH = 180
_UNPACKED = rare(
    r"(?P<names>\b[A-Za-z_]\w{0,20}(?:, ?[A-Za-z_]\w{0,20}){1,9}) ?= ?[(\[]?"
    rf"(?P<values>[rbfu]?{_VALUE}(?:, ?{_VALUE}){{1,9}})"
)
_PART = rare(
    r"\b(?i:part|piece|chunk|seg(?:ment)?|fragment|bit)[ _-]?(?P<n>\d{1,2})[:=)] ?"
    r"(?P<value>[^\x22\n\\]{1,80}(?=[\x22\n\\]|\Z))"
)
_STEM = regex(r"(?P<stem>.*?)[ _-]?(?P<n>\d{1,2}|(?<![A-Za-z])[a-z])\Z", 16)
_MOST_GAP = 160
_LONGEST_PIECE, _LONGEST = 24, 60
_LEAST_DIGITS, _LEAST_CHARACTERS = 6, 4


class _Slot(NamedTuple):
    """A value with a numbered name: the stem, the number, and where the value stands."""

    stem: str
    number: int
    start: int
    end: int


def literals(text: str) -> Iterable[Edit]:
    """Literals beside one another, as one value, parted from what stands around."""
    for pieces in _concatenated(text):
        gap = text[pieces[0][1] : pieces[1][0]]
        yield from _joined(text, pieces, cut="," not in gap and _PUT.search(gap) is not None)
    for pieces in _called(text):
        yield from _joined(text, pieces, cut=True)


_SOME = rf"[rbfu]?{_VALUE}(?:,\s{{0,12}}[rbfu]?{_VALUE}){{1,40}}"
_PLACES = r"(?:%s|\{\d?\}){2,40}"
_CALLED = rare(
    # `''.join(['a', 'b'])`, and a form of nothing but places with what is put there.
    rf"(?:\x22\x22|'')\.join\([ \t]?[\[(](?P<list>{_SOME}),?[\])]"
    rf"|(?:\x22{_PLACES}\x22|'{_PLACES}')"
    rf"(?:, ?|\.format\(| ?% ?\()(?P<put>{_SOME})"
    rf"|(?:CONCAT|CONCATENATE|[Cc]oncat|paste0|strcat)\([ \t]?(?P<args>{_SOME})[ \t]?\)"
)


def _called(text: str) -> Iterator[list[tuple[int, int]]]:
    """The literals that a call puts together with nothing between them."""
    for found in _CALLED.finditer(text):
        span = found.span(found.lastgroup or "put")
        values = [one.span() for one in _QUOTED.finditer(text, *span)]
        if found["args"] or max(end - start for start, end in values) > 3:  # noqa: PLR2004  # else one by one
            yield [(start + 1, end - 1) for start, end in values]


_PUT = regex(r"[+|&.<\n{]")
"""What puts two literals together: a grammar has them side by side."""


def literals_alone(text: str) -> Iterable[Edit]:
    """The same without all that stands around them."""
    return _alone(text, chain(_concatenated(text), _called(text)))


def members(text: str) -> Iterable[Edit]:
    """Values with numbered names, one after the other, as one."""
    for stem, pieces in _numbered(text):
        yield from _joined(text, pieces, cut=_put_together(text, stem))


def members_alone(text: str) -> Iterable[Edit]:
    """The same without all that stands around them."""
    return _alone(text, (pieces for _, pieces in _numbered(text)))


_MOST_ALONE = 4


def _alone(text: str, runs: Iterable[list[tuple[int, int]]]) -> Iterable[Edit]:
    at = 0
    found = list(islice(runs, _MOST_ALONE + 1))
    for pieces in sorted(found) if len(found) <= _MOST_ALONE else ():
        for start, end in pieces:
            if start < at or end == start:
                continue
            if start > at:
                yield Edit(at, start, "" if at > pieces[0][0] else "\n\n")
            at = end
    if 0 < at < len(text):
        yield Edit(at, len(text), "\n\n")


_PARTS = regex(r"(?i)(?:.*[_ -])?(?:part|piece|chunk|seg(?:ment)?|fragment|half|slice)s?")
_ADDED = regex(
    r"\{(?P<one>[A-Za-z_]\w{0,20})\}\{[A-Za-z_]"
    r"|\b(?P<two>[A-Za-z_]\w{0,20}) ?\+ ?[A-Za-z_]"
)


def _put_together(text: str, stem: str) -> bool:
    """Whether values are called parts, or the text puts those of such names together."""
    return _PARTS.fullmatch(stem) is not None or any(
        (found["one"] or found["two"]).rstrip("0123456789") == stem
        or (not stem and len(found["one"] or found["two"]) == 1)
        for found in islice(_ADDED.finditer(text), _FEW)
    )


_FEW = 20


def _numbered(text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Values whose names count up, with what their names share."""
    run: list[_Slot] = []
    for slot in (*_slots(text), None):
        if run and (
            slot is None
            or slot.stem != run[-1].stem
            or slot.number != run[-1].number + 1
            or not 0 < slot.start - run[-1].end <= _MOST_GAP
        ):
            if len(run) > 1:
                yield run[0].stem, [(one.start, one.end) for one in run]
            run = []
        if slot is not None:
            run.append(slot)


def rows(text: str) -> Iterable[Edit]:
    """A row of a table that stands alone, and the lines of a folded block."""
    for pieces in _rows(text):
        first, last = pieces[0][0], pieces[-1][1]
        if text[first - 1] == " " == text[last]:
            yield Edit(first - 1, first, "\n\n")
            yield Edit(last, last + 1, "\n\n")
        yield from _joined(text, pieces)
    for pieces in _folded(text):
        yield Edit(pieces[0][0] - 1, pieces[0][0], "\n\n")
        yield from _joined(text, pieces, plain=True)


def _joined(
    text: str, pieces: Sequence[tuple[int, int]], *, plain: bool = False, cut: bool = False
) -> Iterable[Edit]:
    """
    Leaves out what stands between the pieces; quotes around them read as an empty line.

    `cut`: the text itself puts them together, so a short value in pieces has no other reason.
    """
    said = [text[start:end] for start, end in pieces]
    mark = SPLIT if not plain and (_torn(said) or (cut and _cut(said))) else ""
    first, last = pieces[0][0], pieces[-1][1]
    if text[first - 1 : first] and text[first - 1] in _EDGES:
        yield Edit(first - 1, first, "\n\n")
    for one, two in pairwise(pieces):
        if two[0] > one[1]:
            yield Edit(one[1], two[0], "", mark)
    if text[last : last + 1] and text[last] in _EDGES:
        yield Edit(last, last + 1, "\n\n")


_EDGES = "\x22'|\n"


_SHORT_PIECE, _SHORT = 12, 40
_SHARED = 3
_WORDLIKE = regex(r"[A-Za-z0-9 .,'/@_+()-]+")


def _cut(pieces: list[str]) -> bool:
    """Whether a short value was cut within a word or a number: no line is too long for it."""
    joined = "".join(pieces)
    if len({piece[:_SHARED] for piece in pieces}) == 1 and len(pieces[0]) > _SHARED:
        return False  # a series: `field_1`, `field_2`
    return (
        _LEAST_CHARACTERS <= len(joined) <= _SHORT
        and 1 < max(map(len, pieces)) <= _SHORT_PIECE
        and _WORDLIKE.fullmatch(joined) is not None
        and any(one[-1:].isalnum() and two[:1].isalnum() for one, two in pairwise(pieces))
    )


def _torn(pieces: list[str]) -> bool:
    """Whether a word with a capital, or a number, was cut in two: no line is too long for it."""
    joined = "".join(pieces)
    if len(joined) > _LONGEST or max(map(len, pieces)) > _LONGEST_PIECE:
        return False
    if len(pieces) > _LEAST_CHARACTERS and max(map(len, pieces)) == 1:
        if sum(c.isalnum() for c in joined) <= _LEAST_CHARACTERS:
            return False
        steps = {ord(two) - ord(one) for one, two in pairwise(joined)}
        if joined.islower() and sum(c in _LABELS for c in joined) * 4 >= len(joined) * 3:
            return False
        return _NAMED.match(joined) is not None or (
            len(steps) > _FEW_STEPS
            and len(set(joined)) > _FEW_STEPS + joined.isalpha()
            and _CODE.fullmatch(joined) is not None
            and (not joined.isalpha() or sayable(joined))
        )
    at = 0
    for piece, after in pairwise(pieces):
        at += len(piece)
        if not piece or not after:
            continue
        start, end = at, at
        while start and joined[start - 1].isalnum():
            start -= 1
        while end < len(joined) and joined[end].isalnum():
            end += 1
        word = joined[start:end]
        if start < at < end and (
            (word[0].isupper() and word[1:].islower() and len(word) > _LEAST_CHARACTERS)
            or (word.isdigit() and sum(c.isdigit() for c in joined) >= _LEAST_DIGITS)
        ):
            return True
    return False


_NAMED = regex(r"[A-Z][a-z']*(?:[a-z]{2}|\.|,) ?|\d{1,2} ?[A-Z][a-z]{2}")
_FEW_STEPS = 2
_LABELS = frozenset("abcdefgh")
"""Letters that things are called by, where next to no others are."""
_CONSONANTS = "b-df-hj-np-tv-xz"
_CODE = regex(
    r"(?=.{5})(?=(?:\D*\d){4})(?:[A-Za-z]{1,4}[ -]?)?[0-9A-Z]*(?:[ /.-][0-9A-Z]+){0,5}"
    r"(?:-?[A-Za-z]{1,2}\d?)?"
    rf"|(?=(?:[^aeiouy]*[aeiouy][^{_CONSONANTS}]*[{_CONSONANTS}]){{2}})"
    r"[A-Za-z]*[a-z]{5,}(?:[ '-][A-Za-z]+)*\d?"
)
"""What characters one by one say: a number of at least four figures, or words."""


def _concatenated(text: str) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    single = False
    before = -1
    for found in _QUOTED.finditer(text):
        start, end = found.span()
        value = (start + 1, end - 1)
        gap = text[before:start] if before >= 0 and start - before <= _MOST_GAP else None
        short = value[1] - value[0] <= 2 and value[1] > value[0]  # noqa: PLR2004  # or an escape
        if run and gap is not None and short and single and _COMMA.fullmatch(gap):
            run.append(value)
        elif (
            run
            and gap is not None
            and not (single and len(run) > 1)
            and (put := _GAP.fullmatch(gap))
            and not (put["adds"] and _to_another(text, run[-1][0] - 1, put["adds"]))
            and ("\n" not in gap or (text[start] == text[before - 1] and _ENDS.match(text, end)))
        ):
            run.append(value)
            single = False
        else:
            if _one_value(text, run, single=single):
                yield run
            run, single = [value], short
        before = end
    if _one_value(text, run, single=single):
        yield run


_ENDS = regex(r"[ \t]{0,8}(?:[\r\n),;\]}:+|&.<\\#/]|\Z)| ?[\x22'rbfRBFuU]")
"""What may follow a literal that goes on from the line before; behind heads stand words."""

_ASSIGNED = regex(r"(?<!\w)(\w{1,20}) ?\+?= ?[rbfu]?\Z")


def _to_another(text: str, start: int, name: str) -> bool:
    """Whether the literal at `start` is the value of another name than what is added to."""
    found = _ASSIGNED.search(text, max(0, start - 28), start)
    return found is not None and found[1] != name


def _one_value(text: str, run: list[tuple[int, int]], *, single: bool) -> bool:
    """Whether literals side by side are pieces; single characters that count up are a list."""
    if not single:
        return len(run) > 1
    firsts = [ord(text[start]) for start, _ in run]
    if len(run) == _LEAST_CHARACTERS - 1:
        return _SHORT_WORD.fullmatch("".join(text[start:end] for start, end in run)) is not None
    return len(run) >= _LEAST_CHARACTERS and len({b - a for a, b in pairwise(firsts)}) > 1


_SHORT_WORD = regex(r"[A-Z][a-z]{2}|\d/\d")
"""A name, a day: three characters that are no list."""


def _slot(name: str, start: int, end: int) -> _Slot | None:
    found = _STEM.fullmatch(name.strip())
    if found is None:
        return None
    number = found["n"]
    order = int(number) if number.isdigit() else ord(number) - ord("a")
    return _Slot(found["stem"], order, start, end)


def _slots(text: str) -> Iterator[_Slot | None]:
    for low, high in near(text, _NUMBERED, _MEMBER_REACH):
        for found in _MEMBER.finditer(text, low, high):
            start, end = found.span("value")
            # `a` and `b` are names of values, `part1` and `part2` of pieces.
            if found["name"].rstrip()[-1:].isdigit():
                yield _slot(found["name"], start + 1, end - 1)
    yield None
    for found in _UNPACKED.finditer(text):
        names = [name.strip() for name in found["names"].split(",")]
        values = list(_QUOTED.finditer(text, *found.span("values")))
        if len(names) == len(values):
            for name, value in zip(names, values, strict=True):
                yield _slot(name, value.start() + 1, value.end() - 1)
        yield None
    for found in _PART.finditer(text):
        yield _Slot("part", int(found["n"]), *found.span("value"))
    yield None
    yield from _columns(text)


_HEADER = regex(
    r"(?m)^(?P<names>\w{1,20}(?P<by>[,;\t|])\w{1,20}(?:(?P=by)\w{1,20}){0,19})\r?\n"
    r"(?P<row>[^\n]{1,400})(?=\s*(?:\Z|\n\n))"
)
"""A row of names and one row: a table has more."""


def _columns(text: str) -> Iterator[_Slot | None]:
    for found in _HEADER.finditer(text):
        by = found["by"]
        names, cells = found["names"].split(by), found["row"].split(by)
        at = found.start("row")
        for name, cell in zip(names, cells, strict=False):
            yield _slot(name, at, at + len(cell)) if name[:1].isalpha() and name[1:] else None
            at += len(cell) + 1
        yield None


_ROW = regex(r"(?m)^\| ?(?P<cells>[^|\n]{1,40}(?:\|[^|\n]{1,40}){1,8})\|[ \t]*$")


def _rows(text: str) -> Iterator[list[tuple[int, int]]]:
    """A row of a table that stands alone: its cells may be pieces."""
    if text.count("\n|") + text.startswith("|") != 1 or "|--" in text or "| --" in text:
        return
    for found in _ROW.finditer(text):
        at = found.start("cells")
        pieces = []
        for number, cell in enumerate(found["cells"].split("|")):
            low = at + (number > 0 and cell[:1] == " ")
            pieces.append((low, at + len(cell) - (cell[-1:] == " ")))
            at += len(cell) + 1
        pieces = [(low, high) for low, high in pieces if high > low]
        if len(pieces) > 1 and pieces[-1][1] - pieces[0][0] <= _LONGEST:
            yield pieces


_BLOCK = regex(
    r"(?m)(?<=: )[>|][+-]?[ \t]*\r?(?P<first>\n)(?P<indent>[ \t]{1,12})"
    r"(?P<lines>[^\n]{1,200}(?:\n(?P=indent)[^\n]{1,200}){1,40})"
)


def _folded(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lines of a folded block of YAML."""
    for found in _BLOCK.finditer(text):
        indent = len(found["indent"])
        at = found.start("lines")
        pieces = []
        for number, line in enumerate(found["lines"].split("\n")):
            skipped = indent if number else 0
            pieces.append((at + skipped, at + len(line)))
            at += len(line) + 1
        yield pieces


# ---------------------------------------------------------------- changes

_CHANGED = regex(r"(?m)^[+-](?=[^\s+-])")


def changes(text: str) -> Iterable[Edit]:
    """Lines of a list of changes (`diff`) without their marks."""
    for found in _CHANGED.finditer(text):
        yield Edit(*found.span())


# ---------------------------------------------------------------- identifiers

_TELLING = regex(
    r"_[A-Z][a-z]|[A-Z][a-z]+_|_(?!(?:19|20)\d{6}(?!\d))\d{5,}|_[A-Z]{1,5}_\d{5,}"
    r"|_[A-Z]{1,6}\d{1,4}_\d{4,}"
)
_GROUPED = regex(
    r"(?<![A-Za-z0-9])(?:(?P<date>(?:0?[1-9]|1[0-2])_(?:0?[1-9]|[12]\d|3[01])_(?:19|20)?\d\d)"
    r"|(?P<iso>(?:19|20)\d\d_(?:0[1-9]|1[0-2])_(?:0[1-9]|[12]\d|3[01]))"
    r"|(?P<address>(?:(?:1?\d?\d|2[0-4]\d|25[0-5])_){3}(?:1?\d?\d|2[0-4]\d|25[0-5]))"
    r"|(?P<month>\d{1,2}_(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}_(?:19|20)?\d\d)"
    r"|(?P<number>\d{3}_\d{3}_\d{4}|\d{3}_\d{2}_\d{4}|\d{4}_\d{4}_\d{4}_\d{4}))(?![A-Za-z0-9])"
)
_SHOWN = {"date": "/", "iso": "-", "address": ".", "month": " ", "number": "-"}


def identifiers(text: str) -> Iterable[Edit]:
    """Identifiers and names of files as words."""
    for found in rare_identifiers(text):
        groups = {
            at: _SHOWN[group.lastgroup or ""]
            for group in _GROUPED.finditer(text, *found.span())
            for at in range(*group.span())
        }
        if groups or _TELLING.search(found[0]):
            for at, c in enumerate(found[0], found.start()):
                if c == "_":
                    yield Edit(at, at + 1, groups.get(at, " "))
    for found in _PUNCTUATED.finditer(text):
        for at, c in enumerate(found[0], found.start()):
            if c == "_":
                yield Edit(at, at + 1, " ")


_PUNCTUATED = rare(r"(?<![\w.,'-])[A-Z0-9][\w'-]{0,24}(?:[.,]_[A-Z0-9][\w'-]{0,24}){1,4}(?![\w(])")
"""Words with points and commas, and strokes for blanks."""
