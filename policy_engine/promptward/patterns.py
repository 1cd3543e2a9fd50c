"""
Ward's regular expressions: one dialect, written out for two engines that must agree.

A pattern is parsed once, here, and written anew for hyperscan (which finds) and for `regex` (which
finds the start of a match or its `value` group). Both get explicit ASCII classes and anchors, so
neither engine's own idea of `\\d`, `$`, `x` or case can make them differ. What is not regular in
the language-theoretic sense (look-around, back-references, atomic groups) is refused.

Loaded only where a policy is compiled, never on the hot start.
"""

from functools import lru_cache
from typing import NamedTuple

from promptward.folding import UNREAD, fold_ascii
from promptward.pattern_tree import (
    EXACT,
    SCAN,
    Assert,
    Chars,
    Choice,
    Group,
    Node,
    Repeat,
    Series,
    Value,
    asserts,
    width,
    written,
)

__all__ = ["Pattern", "PatternError", "parse_pattern"]


class PatternError(ValueError):
    """A pattern outside the dialect: what is wrong, and at which code point of the pattern."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Pattern(NamedTuple):
    """
    A parsed regular expression over views (one byte a character).

    `scan` is for the search of all patterns at once, `exact` for the automaton of this one, with
    only the group `value` captured. `least` and `most` are the widths of its matches in
    characters, `most` None where unbounded. `has_value`: a group is named `value`. `dollar`: it
    asks for the end of the text or a last line break. `tree`: the same, to be reckoned with.
    """

    scan: str
    exact: str
    least: int
    most: int | None
    has_value: bool
    dollar: bool
    tree: Node


_ALL = frozenset(range(256))
_DIGIT = frozenset(b"0123456789")
_WORD = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_BLANK = frozenset(b"\t\n\v\f\r ")
_CLASSES = {
    "d": _DIGIT,
    "D": _ALL - _DIGIT,
    "w": _WORD,
    "W": _ALL - _WORD,
    "s": _BLANK,
    "S": _ALL - _BLANK,
    "h": frozenset(b"\t "),
    "N": _ALL - frozenset(b"\n"),
}
_UPPER = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LOWER = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_LETTERS = _UPPER | _LOWER
_PUNCT = frozenset(range(33, 127)) - _DIGIT - _UPPER - _LOWER
_POSIX = {
    "alpha": _UPPER | _LOWER,
    "digit": _DIGIT,
    "alnum": _UPPER | _LOWER | _DIGIT,
    "upper": _UPPER,
    "lower": _LOWER,
    "space": _BLANK,
    "blank": frozenset(b"\t "),
    "punct": _PUNCT,
    "word": _WORD,
    "xdigit": frozenset(b"0123456789abcdefABCDEF"),
    "print": frozenset(range(32, 127)),
    "graph": frozenset(range(33, 127)),
    "cntrl": frozenset(range(32)) | {127},
    "ascii": frozenset(range(128)),
}
_CONTROL = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "a": 7, "e": 27}
_ASSERTIONS = {"b": r"\b", "B": r"\B", "A": r"\A", "Z": r"\z", "z": r"\z"}
_LARGEST_REPEAT = 32767
_DEEPEST = 100  # deeper is no pattern that a person wrote
_REFUSED_GROUPS = (
    ("=", "look-ahead is"),
    ("!", "look-ahead is"),
    ("<=", "look-behind is"),
    ("<!", "look-behind is"),
    ("P=", "back-references are"),
    (">", "atomic groups are"),
    ("(", "conditional groups are"),
)


class _Parser:
    """A descent over one pattern; `i`, `m`, `s`, `x` are scoped by the group they stand in."""

    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.at = 0
        self.flags = frozenset(flags)
        self.values = 0
        self.depth = 0
        unknown = self.flags - frozenset("imsx")
        if unknown:
            raise PatternError(f"unknown flag `{min(unknown)}`", 0)

    def error(self, message: str, at: int | None = None) -> PatternError:
        return PatternError(message, self.at if at is None else at)

    def peek(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def take(self, text: str) -> bool:
        if self.peek(text):
            self.at += len(text)
            return True
        return False

    def next(self) -> str:
        if self.at >= len(self.source):
            raise self.error("the pattern ends too early")
        self.at += 1
        return self.source[self.at - 1]

    def until(self, mark: str) -> str:
        end = self.source.find(mark, self.at)
        if end < 0:
            raise self.error(f"`{mark}` is missing")
        text = self.source[self.at : end]
        self.at = end + len(mark)
        return text

    def whole(self) -> Node:
        node = self.choices()
        if self.at < len(self.source):
            raise self.error("`)` without `(`")
        return node

    def choices(self) -> Node:
        flags = self.flags
        found = [self.sequence()]
        while self.take("|"):
            found.append(self.sequence())
        self.flags = flags
        return found[0] if len(found) == 1 else Choice(tuple(found))

    def skip_layout(self) -> None:
        while "x" in self.flags and self.at < len(self.source):
            if self.source[self.at] in " \t\n\r\f\v":
                self.at += 1
            elif self.source[self.at] == "#":
                end = self.source.find("\n", self.at)
                self.at = len(self.source) if end < 0 else end + 1
            else:
                return

    def sequence(self) -> Node:
        parts: list[Node] = []
        while True:
            self.skip_layout()
            if self.at >= len(self.source) or self.source[self.at] in "|)":
                return parts[0] if len(parts) == 1 else Series(tuple(parts))
            atom = self.atom()
            if atom is not None:
                parts.append(self.quantified(atom))

    def quantified(self, atom: Node) -> Node:
        self.skip_layout()
        start = self.at
        bounds = self.bounds()
        if bounds is None:
            return atom
        if isinstance(atom, Assert):
            raise self.error("nothing to repeat", start)
        if self.peek("+"):
            raise self.error("possessive quantifiers are not supported")
        lazy = self.take("?")
        self.skip_layout()
        again = self.at
        if self.bounds() is not None:
            raise self.error("a quantifier follows another", again)
        return Repeat(atom, bounds[0], bounds[1], lazy)

    def bounds(self) -> tuple[int, int | None] | None:
        if self.take("*"):
            return 0, None
        if self.take("+"):
            return 1, None
        if self.take("?"):
            return 0, 1
        if not self.peek("{"):
            return None
        end = self.source.find("}", self.at)
        least, comma, most = self.source[self.at + 1 : end].partition(",")
        if end < 0 or not (least + most).isdecimal() or not (least + most).isascii():
            return None  # a literal brace, as in every dialect
        if not least and not most:
            return None
        low = int(least or 0)
        high = (int(most) if most else None) if comma else low
        if low > _LARGEST_REPEAT or (high is not None and (high > _LARGEST_REPEAT or high < low)):
            raise self.error("a repetition out of range")
        self.at = end + 1
        return low, high

    def atom(self) -> Node | None:
        start = self.at
        character = self.next()
        match character:
            case "(":
                return self.group(start)
            case "[":
                return self.caseless(self.bracket(start))
            case ".":
                return Chars(_ALL if "s" in self.flags else _CLASSES["N"])
            case "^":
                return Assert("m^" if "m" in self.flags else r"\A")
            case "$":
                return Assert("m$" if "m" in self.flags else "$")
            case "*" | "+" | "?":
                raise self.error("nothing to repeat", start)
            case "\\":
                return self.escape(start)
            case _:
                return self.literal(character)

    def literal(self, character: str) -> Node:
        return _literal(character, caseless="i" in self.flags)

    def caseless(self, members: frozenset[int]) -> Chars:
        return Chars(_both_cases(members) if "i" in self.flags else members)

    def group(self, start: int) -> Node | None:
        flags = self.flags
        named = False
        if self.take("?"):
            if self.take("#"):
                self.until(")")
                return None
            for mark, what in _REFUSED_GROUPS:
                if self.peek(mark):
                    raise self.error(f"{what} not supported", start)
            if self.take("P<") or self.take("<"):
                named = self.until(">") == "value"
            elif not self.take(":") and self.inline_flags(start):
                return None  # `(?i)`: for the rest of this group
        node = self.nested(start)
        self.flags = flags
        if not named:
            return Group(node)
        self.values += 1
        if self.values > 1:
            raise self.error("two groups are named `value`", start)
        return Value(node)

    def nested(self, start: int) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error("groups are nested too deeply", start)
        node = self.choices()
        self.depth -= 1
        if not self.take(")"):
            raise self.error("`(` is never closed", start)
        return node

    def inline_flags(self, start: int) -> bool:
        """Reads `i-m:` or `i)`; True when the flags hold for the rest of the group around."""
        on, off, removing = set[str](), set[str](), False
        while True:
            character = self.next()
            if character in ":)":
                self.flags = (self.flags | on) - off
                return character == ")"
            if character == "-" and not removing:
                removing = True
            elif character in "imsx":
                (off if removing else on).add(character)
            else:
                raise self.error("an unknown kind of group", start)

    def escape(self, start: int) -> Node:
        character = self.next()
        if character in _CLASSES:
            return Chars(_CLASSES[character])
        if character in _ASSERTIONS:
            return Assert(_ASSERTIONS[character])
        if character in "123456789gk":
            raise self.error("back-references are not supported", start)
        return self.literal(self.escaped(character, start))

    def escaped(self, character: str, start: int) -> str:
        """The character that an escape stands for, in and out of brackets."""
        if character in _CONTROL:
            return chr(_CONTROL[character])
        if character == "0":
            return "\0"
        if character in "xuU":
            return self.code_point(character, start)
        if character.isalnum():
            raise self.error(f"`\\{character}` is not supported", start)
        return character

    def code_point(self, kind: str, start: int) -> str:
        if kind == "x" and self.take("{"):
            digits = self.until("}")
        else:
            width = {"x": 2, "u": 4, "U": 8}[kind]
            digits = self.source[self.at : self.at + width]
            self.at += width
            if len(digits) < width:
                raise self.error("hexadecimal digits are missing", start)
        try:
            return chr(int(digits, 16))
        except (ValueError, OverflowError):
            raise self.error("no such character", start) from None

    def bracket(self, start: int) -> frozenset[int]:
        negated = self.take("^")
        members: set[int] = set()
        first = True
        while first or not self.peek("]"):
            if self.at >= len(self.source):
                raise self.error("`[` is never closed", start)
            first = False
            low = self.member()
            if isinstance(low, frozenset):
                members |= low
            elif self.peek("-") and not self.peek("-]"):
                self.at += 1
                members |= self.spread(low, start)
            else:
                members |= {ord(c) for c in fold_ascii(low)}
        self.at += 1
        if negated and "i" in self.flags:
            members |= self.caseless(frozenset(members)).members
        found = _ALL - members if negated else frozenset(members)
        if not found:
            raise self.error("a class that nothing matches", start)
        return found

    def spread(self, low: str, start: int) -> set[int]:
        high = self.member()
        if isinstance(high, frozenset) or ord(high) < ord(low):
            raise self.error("a range that is none", start)
        if ord(high) - ord(low) > 0x10000:  # noqa: PLR2004  # nobody means more than a plane
            raise self.error("a range that is too wide", start)
        span = range(ord(low), ord(high) + 1)
        return {ord(c) for code in span for c in fold_ascii(chr(code))} or {ord(UNREAD)}

    def member(self) -> str | frozenset[int]:
        start = self.at
        character = self.next()
        if character == "[" and self.peek(":"):
            end = self.source.find(":]", self.at)
            name = self.source[self.at + 1 : end] if end > 0 else ""
            wanted = _POSIX.get(name.removeprefix("^"))
            if wanted is None:
                raise self.error("an unknown class", start)
            self.at = end + 2
            return _ALL - wanted if name.startswith("^") else wanted
        if character != "\\":
            return character
        escaped = self.next()
        if escaped in _CLASSES:
            return _CLASSES[escaped]
        if escaped == "b":
            return "\b"
        return self.escaped(escaped, start)


def _both_cases(members: frozenset[int]) -> frozenset[int]:
    return members | {letter ^ 0x20 for letter in members & _LETTERS}


# Patterns have tens of thousands of characters, of which a hundred are different ones.
@lru_cache(maxsize=1024)
def _literal(character: str, *, caseless: bool) -> Node:
    each = (frozenset([ord(c)]) for c in fold_ascii(character))
    parts = tuple(Chars(_both_cases(one) if caseless else one) for one in each)
    return parts[0] if len(parts) == 1 else Group(Series(parts))


def parse_pattern(source: str, flags: str = "") -> Pattern:
    """The pattern `source` with flags of `imsx`. Raises PatternError outside the dialect."""
    parser = _Parser(source, flags)
    node = parser.whole()
    least, most = width(node)
    return Pattern(
        scan=written(node, SCAN),
        exact=written(node, EXACT),
        least=least,
        most=most,
        has_value=parser.values == 1,
        dollar=asserts(node, "$"),
        tree=node,
    )
