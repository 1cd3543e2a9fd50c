"""
The form that examples of a local number share: what stays, what varies, and how long it is.

Record numbers of a site look alike: a prefix, separators, so many digits. From a few examples this
makes regular expressions that Ward takes, one for each form. Nothing of an example is kept but
what several examples of its form have in common, and of letters a short prefix only; all else
becomes a class of characters. Whether such a prefix may be a name, whoever asks says (`LEE-2231`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = ["FORMS", "LONGEST", "Form", "FormError", "forms", "shape"]

LONGEST = 64
"""Characters of the longest example: what is longer is no number."""

FORMS = 8
"""Most forms of one detector; examples in more forms than this have none in common."""

_ENOUGH = 3
"""Distinct examples from which on a letter, or a group of digits, that never changes is a rule."""

_SEVERAL = 2
"""Distinct examples from which on letters between digits or signs are a prefix of the site."""

_PREFIX = 4
"""Letters of the longest prefix of a site that is kept; more of them may be somebody's name."""

_WORDS = frozenset(
    {"account", "case", "chart", "claim", "encounter", "member", "number", "patient", "record",
     "sample", "specimen", "study", "subject", "visit"}
)  # fmt: skip
"""Longer words before numbers that are nobody's name."""

_DIGIT, _UPPER, _LOWER = "9", "A", "a"
_CLASSES = {_DIGIT: "0-9", _UPPER: "A-Z", _LOWER: "a-z"}
_INVENTED = {_DIGIT: "4071629385", _UPPER: "KXQBTRMWHZ", _LOWER: "kxqbtrmwhz"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUNS = re.compile(r"[0-9]+|[A-Za-z]+|[^0-9A-Za-z]+")
_BLOCKS = re.compile(r"[0-9A-Za-z]+|[^0-9A-Za-z]+")


class FormError(ValueError):
    """Examples that make no form; never holds any of them."""


class Form(NamedTuple):
    """
    One form: its regular expression, invented texts that have it, and how many examples did.

    `anchored` says that letters stand in it which are always the same: such a number is known by
    its look, any other only by what stands beside it.
    """

    pattern: str
    invented: tuple[str, ...]
    examples: int
    anchored: bool


def shape(text: str) -> str:
    """What a text looks like without what it says: `MR-004711` is `AA-999999`."""
    return "".join(
        _class(character) if character.isalnum() else character if character.isascii() else "?"
        for character in text
    )


def forms(examples: Iterable[str]) -> tuple[Form, ...]:
    """
    The forms of some examples, the commonest first.

    Raises FormError where there is none: no example, words without a digit, characters outside
    ASCII, or too many forms.
    """
    distinct = sorted({example.strip() for example in examples} - {""})
    if not distinct:
        raise FormError("there is no example")
    for example in distinct:
        _check(example)
    groups = _grouped(distinct, _RUNS)
    if len(groups) > FORMS or (len(distinct) > _ENOUGH and 2 * len(groups) > len(distinct)):
        # Codes such as 7K9Q2 change their classes at every place: only their length is common.
        groups = _grouped(distinct, _BLOCKS)
    if len(groups) > FORMS:
        raise FormError(f"the examples have more than {FORMS} forms")
    found = (_form(group) for group in groups)
    return tuple(sorted(found, key=lambda form: (-form.examples, form.pattern)))


def _check(example: str) -> None:
    if len(example) > LONGEST:
        raise FormError(f"an example is longer than {LONGEST} characters")
    if not (example.isascii() and example.isprintable()):
        raise FormError("an example has characters outside ASCII")
    if not any(character.isdigit() for character in example):
        raise FormError("an example has no digit")


def _class(character: str) -> str:
    if character.isdigit():
        return _DIGIT
    return _UPPER if character.isupper() else _LOWER


def _grouped(examples: Sequence[str], pieces: re.Pattern[str]) -> list[list[list[str]]]:
    """Examples as lists of pieces, together with those whose pieces are of the same kinds."""
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for example in examples:
        parts = pieces.findall(example)
        key = tuple(_kind(part, pieces) for part in parts)
        groups.setdefault(key, []).append(parts)
    return list(groups.values())


def _kind(part: str, pieces: re.Pattern[str]) -> str:
    first = part[0]
    if not first.isalnum():
        return " "  # separators may differ: SE-1 and SE 1 are one form
    if pieces is _BLOCKS:
        return "*"
    return _DIGIT if first.isdigit() else _UPPER


def _form(group: Sequence[Sequence[str]]) -> Form:
    columns = [tuple(dict.fromkeys(column)) for column in zip(*group, strict=True)]
    parts = [
        _part(column, len(group), bounded=_bounded(columns, at))
        for at, column in enumerate(columns)
    ]
    written = "".join(part.pattern for part in parts)
    examples = {"".join(pieces) for pieces in group}
    first, last = columns[0][0][0], columns[-1][0][-1]
    before, after = (r"\b" if edge.isalnum() else "" for edge in (first, last))
    return Form(
        f"{before}{written}{after}",
        tuple(dict.fromkeys(text for text in _invented(parts, examples) if text)),
        len(group),
        any(part.fixed and sum(map(str.isalpha, part.fixed)) > 1 for part in parts),
    )


def _bounded(columns: Sequence[tuple[str, ...]], at: int) -> bool:
    """Whether a piece stands alone: between separators, or an end and one."""
    neighbours = [*columns[max(at - 1, 0) : at], *columns[at + 1 : at + 2]]
    return bool(neighbours) and not any(one[0].isalnum() for one, *_ in neighbours)


class _Part(NamedTuple):
    """A piece of a form: `fixed` if it is always the same, else a class and two lengths."""

    pattern: str
    fixed: str = ""
    classes: str = ""
    shortest: int = 0
    longest: int = 0


def _part(texts: tuple[str, ...], examples: int, *, bounded: bool) -> _Part:
    """`texts` are the distinct ones of a piece, over all examples of the form."""
    first = texts[0]
    if not first[0].isalnum():
        return _separator(texts)
    constant = len(texts) == 1
    if constant and first.isalpha() and examples >= _SEVERAL and _of_site(first):
        return _Part(first, first)
    sure = bounded and examples >= _ENOUGH and _of_site(first)
    if constant and sure and not _YEAR.fullmatch(first):
        return _Part(first, first)
    if bounded and examples >= _ENOUGH and all(_YEAR.fullmatch(text) for text in texts):
        return _Part(r"(?:19|20)\d{2}", "2026")
    prefix = _common(texts) if examples >= _ENOUGH else ""
    prefix = prefix if _of_site(prefix) else ""
    rest = [text[len(prefix) :] for text in texts]
    classes = "".join(c for c in _CLASSES if any(c in shape(text) for text in rest))
    shortest, longest = min(map(len, rest)), max(map(len, rest))
    if not longest:
        return _Part(prefix, prefix)
    ranges = "".join(_CLASSES[one] for one in classes)
    one = r"\d" if classes == _DIGIT else f"[{ranges}]"
    return _Part(f"{prefix}{one}{_times(shortest, longest)}", prefix, classes, shortest, longest)


def _of_site(text: str) -> bool:
    """Whether letters may stand in a policy: a short prefix, or a word that is nobody's name."""
    return sum(map(str.isalpha, text)) <= _PREFIX or text.lower() in _WORDS


def _times(shortest: int, longest: int) -> str:
    if shortest == longest:
        return "" if longest == 1 else f"{{{longest}}}"
    return f"{{{shortest},{longest}}}"


def _common(texts: Sequence[str]) -> str:
    """The letters that all texts begin with; digits that happen to agree are no rule."""
    together = ""
    for characters in zip(*texts, strict=False):
        if len(set(characters)) > 1 or not characters[0].isalpha():
            break
        together += characters[0]
    return together


def _separator(texts: tuple[str, ...]) -> _Part:
    if len(texts) == 1:
        return _Part("".join(map(_literal, texts[0])), texts[0])
    if all(len(text) == 1 for text in texts):
        # A hyphen stands last, where it is no range.
        inside = "".join(map(_literal, sorted(texts, key=lambda text: (text == "-", text))))
        return _Part(f"[{inside}]", texts[0])
    choices = "|".join("".join(map(_literal, text)) for text in sorted(texts))
    return _Part(f"(?:{choices})", texts[0])


def _literal(character: str) -> str:
    # Besides what means something in a regular expression, `/` would end one of Ward.
    return f"\\{character}" if character in r"\/.^$*+?()[]{}|" else character


def _invented(parts: Sequence[_Part], examples: Collection[str]) -> Iterator[str]:
    """The shortest and the longest text of a form that is none of its examples."""
    for longest in (False, True):
        tried = (_filled(parts, turn, longest=longest) for turn in range(10))
        # Where ten are taken, the form has few numbers, and any of them is one of the examples.
        yield next((text for text in tried if text not in examples), "")


def _filled(parts: Iterable[_Part], turn: int, *, longest: bool) -> str:
    return "".join(
        part.fixed
        + "".join(
            _INVENTED[part.classes[at % len(part.classes)]][(at + turn) % 10]
            for at in range(part.longest if longest else part.shortest)
        )
        for part in parts
    )
