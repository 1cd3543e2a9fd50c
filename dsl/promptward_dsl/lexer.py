"""
Ward text to tokens: total, linear, and independent of what the grammar expects.

A word is a token of kind `NAME`; whether it is a keyword is decided by the parser, where it
stands. What cannot be read (E001) is reported here and replaced by what was most likely meant, so
that the declaration around it survives.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from promptward_dsl.ast import Comment
from promptward_dsl.concealed import CONCEALED, said
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.span import SourceSpan, with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["END", "Lexed", "Token", "lex"]

END = "$END"

MOST_ERRORS = 100
"""Errors kept of one file: the rest of a file that is not Ward at all helps nobody."""

LARGEST_NUMBER = 15
"""Digits of the longest number: beyond that a float is not exact, and an int is a mistake."""

_SMALL = {"INT": "1", "FLOAT": "1.0", "VERSION": "1.0.0"}
"""What stands in the place of a number that is too large."""


class Token(NamedTuple):
    """
    One token: kind (a terminal of the grammar, a mark, or `NAME` for any word), text, code points.

    `repaired` marks a stand-in for something unreadable, which has been reported.
    """

    kind: str
    text: str
    start: int
    end: int
    repaired: bool = False


class Lexed(NamedTuple):
    """Tokens (the last is `$END`), comments, and E001 or E002 for what could not be read."""

    tokens: list[Token]
    comments: tuple[Comment, ...]
    diagnostics: list[Diagnostic]


# No group is repeated possessively (`(?:…)*+`): Python 3.11.0 to 3.11.4 go on behind a round that
# did not match to its end. An atomic group around it says the same.
_TOKEN = re.compile(
    r"""
      (?P<SPACE>[ \t\r\n]+ | \A\ufeff)
    | (?P<COMMENT>\#[^\n]*)
    | (?P<CONFLICT>(?<![^\n])(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\n]*+)
    | (?P<V_VERSION>[Vv][0-9]++(?>(?:\.[0-9]++)+)(?![\w.]))
    | (?P<NAME>[A-Za-z_][A-Za-z0-9_]*+
        (?>(?:-[A-Za-z0-9_]++)*)(?>(?:\.[A-Za-z_][A-Za-z0-9_]*+)*))
    | (?P<MARK>[{}\[\](),:^] | =(?!=))
    | (?P<LONG_STRING>\"\"\"[\s\S]*?\"\"\")
    | (?P<STRING>(?!"{3})"(?>(?:\\.|[^"\\\n]++)*)")
    | (?P<REGEX>/(?>(?:\\.|\[(?>(?:\\.|[^\]\\\n]++)*)\]|[^/\\\n\[]++)+)/[A-Za-z]*+)
    | (?P<NUMBER>[0-9]++(?>(?:[.-][A-Za-z0-9_]++)*))
    | (?P<COMPARISON>[<>]=?)
    | (?P<OPEN_STRING>"[^\n]*+)
    | (?P<SLASHES>//[^\n]*+)
    | (?P<OPEN_REGEX>/[^\n]*+)
    | (?P<QUOTED>'[^'\n]*+'
        | [\u201c-\u201f\u00ab\u00bb][^\u201c-\u201f\u00ab\u00bb"\n]*+["\u201c-\u201f\u00ab\u00bb]
        | [\u2018-\u201b][^\u2018-\u201b'\n]*+['\u2018-\u201b])
    | (?P<OPERATOR>== | != | && | \|\|)
    | (?P<STRAY>[^\s\x21-\x7e\u2018-\u201f\u00ab\u00bb]++ | [!$%&*+;?@\\`|~-]++ | [\s\S])
    """,
    re.VERBOSE,
)
_NUMBERS = {
    "INT": re.compile(r"[0-9]+"),
    "FLOAT": re.compile(r"[0-9]+\.[0-9]+"),
    "VERSION": re.compile(r"[0-9]+\.[0-9]+\.[0-9]+"),
    "DATE": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
_MARKS = {
    "{": "LBRACE",
    "}": "RBRACE",
    "[": "LSQB",
    "]": "RSQB",
    "(": "LPAR",
    ")": "RPAR",
    ",": "COMMA",
    ":": "COLON",
    "^": "CIRCUMFLEX",
    "=": "EQUAL",
}
_OPERATORS = {"==": ("is",), "!=": ("is", "not"), "&&": ("and",), "||": ("or",)}
_STRAY_HELP = {
    ";": "leave it out: an item ends where the next one begins",
    "!": "write `not`",
    "-": "names are written with `_`",
    "'": 'strings are written with `"`',
    "*": "name the categories, or a group of them",
}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TOP_LINE = re.compile(
    r"\n(?=(?:test[ \t]+\"|(?:detector|purpose|rule|destination|defaults|category|lexicon|import"
    r"|contact|role|group|extend|override|disable|uncovered)[ \t{][^\n]*[{:=\"\w]\r?\n))"
)
"""A line that begins like a declaration; used only where the quotes of a file do not pair."""


def lex(source: str, file: str, offset: int = 0) -> Lexed:
    """The tokens of a source; spans are shifted by `offset`. Never raises, for any text."""
    source = with_line_feeds(source)
    reader = _Reader(source, file, offset, unpaired=False)
    reader.read()
    if reader.unpaired:
        reader = _Reader(source, file, offset, unpaired=True)
        reader.read()
    return Lexed(reader.tokens, tuple(reader.comments), reader.diagnostics)


class _Reader:
    def __init__(self, source: str, file: str, offset: int, *, unpaired: bool) -> None:
        self.source = source
        self.file = file
        self.offset = offset
        self.tokens: list[Token] = []
        self.comments: list[Comment] = []
        self.diagnostics: list[Diagnostic] = []
        # Where a """ was left open, the last one has no partner, and every prompt after the open
        # one was read inside out. Only then, on a second reading, is a line inside a prompt that
        # looks like a declaration taken for its end.
        self.unpaired = unpaired
        self.in_conflict = False
        self.concealing = CONCEALED.search(source) is not None
        # Tokens that need a look inside; each reads one and gives where the next begins.
        self.rarer: dict[str, Callable[[str, int], int]] = {
            "STRING": self.string,
            "LONG_STRING": self.long_string,
            "REGEX": self.regex,
            "NUMBER": self.number,
            "V_VERSION": self.v_version,
            "OPEN_STRING": self.open_string,
            "OPEN_REGEX": self.open_regex,
            "SLASHES": self.slashes,
            "QUOTED": self.quoted,
            "CONFLICT": self.conflict,
            "OPERATOR": self.operator,
            "STRAY": self.stray,
        }

    def read(self) -> None:
        source, offset, tokens = self.source, self.offset, self.tokens
        position, length = 0, len(source)
        match_at = _TOKEN.match
        while position < length:
            match = match_at(source, position)
            assert match is not None  # noqa: S101  # the last alternative takes any character
            kind = match.lastgroup
            start, position = position, match.end()
            if kind == "SPACE":
                continue
            text = match[0]
            if kind == "NAME":
                if "-" in text:
                    position = self.name_with_hyphen(text, start)
                else:
                    kind = "DOTTED" if "." in text else "NAME"
                    tokens.append(Token(kind, text, start + offset, position + offset))
            elif kind == "MARK":
                tokens.append(Token(_MARKS[text], text, start + offset, position + offset))
            elif kind == "STRING" and "\\" not in text:
                tokens.append(Token("STRING", text, start + offset, position + offset))
            elif kind == "COMPARISON":
                tokens.append(Token(kind, text, start + offset, position + offset))
            elif kind == "COMMENT":
                text = text.rstrip()
                span = SourceSpan(self.file, start + offset, start + len(text) + offset)
                self.comments.append(Comment(span, text))
            else:
                position = self.rarer[str(kind)](text, start)
            if self.concealing and kind != "STRAY":
                self.concealed(start, position)
        tokens.append(Token(END, "", length + offset, length + offset))

    def concealed(self, start: int, end: int) -> None:
        """What no reader of a string, a regular expression or a comment would see."""
        for found in CONCEALED.finditer(self.source, start, end):
            message, fix = said(found[0])
            self.error(found.start(), 1, message, fix)

    def string(self, text: str, start: int) -> int:
        """A string with escapes."""
        for escape in _ESCAPE.finditer(text):
            if escape[1] not in '"\\nt':
                self.error(
                    start + escape.start(),
                    2,
                    f"`{escape[0]}` is not an escape",
                    f"write `\\{escape[0]}` for a backslash",
                )
        return self.add("STRING", text, start)

    def slashes(self, text: str, start: int) -> int:
        self.error(start, 2, "`//` does not start a comment", "comments start with `#`")
        return start + len(text)

    def operator(self, text: str, start: int) -> int:
        words = _OPERATORS[text]
        self.error(start, 2, f"`{text}` is not a word of Ward", f"write `{' '.join(words)}`")
        for word in words:
            self.add("NAME", text, start, standing_for=word)
        return start + len(text)

    def add(self, kind: str, text: str, start: int, *, standing_for: str | None = None) -> int:
        begin = start + self.offset
        shown = text if standing_for is None else standing_for
        repaired = standing_for is not None
        self.tokens.append(Token(kind, shown, begin, begin + len(text), repaired))
        return start + len(text)

    def error(
        self, start: int, length: int, message: str, fix: str | None = None, *, code: str = "E001"
    ) -> None:
        if len(self.diagnostics) >= MOST_ERRORS:
            return
        begin = start + self.offset
        span = SourceSpan(self.file, begin, begin + length)
        self.diagnostics.append(Diagnostic(code, span, message, fix))

    def name_with_hyphen(self, text: str, start: int) -> int:
        fixed = text.replace("-", "_")
        self.error(start, len(text), f"`{text}` is not a name", f"did you mean `{fixed}`?")
        return self.add("DOTTED" if "." in text else "NAME", text, start, standing_for=fixed)

    def long_string(self, text: str, start: int) -> int:
        line = _TOP_LINE.search(text) if self.unpaired else None
        if line is None:
            return self.add("LONG_STRING", text, start)
        self.unpaired = False
        return self.open_long(text[: line.start()], start)

    def open_long(self, text: str, start: int) -> int:
        body = text.rstrip()
        if body.endswith("}") and "\n" in body:
            body = body[:-1].rstrip()  # the brace of the test that holds the prompt
        self.error(start, 3, '`"""` is never closed', 'add `"""` where the text ends')
        return self.add("LONG_STRING", body, start, standing_for=body + '"""')

    def open_string(self, text: str, start: int) -> int:
        if text.startswith('"""'):
            self.unpaired = True
            return self.open_long(self.source[start:], start)
        body = text.rstrip()
        if body.endswith(" {"):
            body = body[:-2].rstrip()  # the brace opens the block, it is not part of a title
        if body.endswith("\\"):
            body += " "  # a closing quote would be escaped
        written = body.rstrip()
        first = self.inside_out(start)
        if first is None:
            self.error(start, len(written), "this string is not closed", 'add `"`')
        else:
            self.error(
                first, 1, "a string before this is not closed", 'add the `"` that is missing'
            )
        return self.add("STRING", written, start, standing_for=body + '"')

    def inside_out(self, start: int) -> int | None:
        """
        Where what stands in a string was first read as what stands between strings, if it was.

        A line with an open string at its end may have lost its quote long before that: all
        messages behind its first string are about this one, and are taken back.
        """
        line = self.source.rfind("\n", 0, start) + 1 + self.offset
        first = None
        for token in reversed(self.tokens):
            if token.start < line:
                break
            if token.kind == "STRING":
                first = token.end
        kept = len(self.diagnostics)
        while kept and first is not None and self.diagnostics[kept - 1].span.start >= first:
            kept -= 1
        read = self.diagnostics[kept:]
        del self.diagnostics[kept:]
        return read[0].span.start - self.offset if read else None

    def open_regex(self, text: str, start: int) -> int:
        body, confidence, _ = text.rpartition(" confidence ")
        body = (body if confidence else text).rstrip()
        message = "this regular expression is not closed"
        if "[" in body:
            self.error(start, len(body), message, "add `/`; a `[` must have its `]`, or be `\\[`")
        else:
            self.error(start, len(body), message, "add `/`; a slash inside is written `\\/`")
        return self.add("REGEX", body, start, standing_for="/x/")

    def regex(self, text: str, start: int) -> int:
        flags = text[text.rindex("/") + 1 :]
        wrong = sorted(set(flags) - set("imsx"))
        if not wrong:
            return self.add("REGEX", text, start)
        at = start + len(text) - len(flags)
        listed = ", ".join(f"`{flag}`" for flag in wrong)
        kind = "is not a flag" if len(wrong) == 1 else "are not flags"
        self.error(at, len(flags), f"{listed} {kind}", "the flags are i, m, s and x")
        fixed = text[: len(text) - len(flags)] + "".join(sorted(set(flags) & set("imsx")))
        return self.add("REGEX", text, start, standing_for=fixed)

    def number(self, text: str, start: int) -> int:
        kind = next((kind for kind, form in _NUMBERS.items() if form.fullmatch(text)), None)
        if kind is None:
            return self.odd_number(text, start)
        if kind in {"INT", "FLOAT"} and self.wants_version():
            return self.short_version(text, start)
        parts = text.split(".") if kind == "VERSION" else [text]
        if kind in _SMALL and max(map(len, parts)) > LARGEST_NUMBER:
            self.error(start, len(text), "this number is too large")
            return self.add(kind, text, start, standing_for=_SMALL[kind])
        return self.add(kind, text, start)

    def wants_version(self) -> bool:
        before = self.tokens[-1] if self.tokens else None
        return before is not None and (before.kind == "CIRCUMFLEX" or before.text == "version")

    def short_version(self, text: str, start: int) -> int:
        """A version without all its parts: read, so that what is imported is not missing too."""
        return self.amended_version(text, start, text, "is not a whole version")

    def v_version(self, text: str, start: int) -> int:
        """A version as git's tags are written, which reads on like a short one."""
        return self.amended_version(text, start, text[1:], "is not a version")

    def amended_version(self, text: str, start: int, numbers: str, what: str) -> int:
        given = numbers.split(".")
        parts = [*given, "0", "0"][:3]
        fits = len(given) <= len(parts) and max(map(len, parts)) <= LARGEST_NUMBER
        whole = ".".join(parts)
        fix = f"did you mean `{whole}`?" if fits else "versions are written 1.2.0"
        self.error(start, len(text), f"`{_shown(text)}` {what}", fix, code="E002")
        return self.add("VERSION", text, start, standing_for=whole if fits else "0.0.0")

    def conflict(self, text: str, start: int) -> int:
        """What a merge left between its sides, told once where it begins."""
        if text.startswith("<") or not self.in_conflict:
            self.error(
                start,
                len(text.rstrip()),
                "a merge conflict is left here",
                "keep one of its sides, and delete the lines of `<`, `=` and `>`",
            )
        self.in_conflict = not text.startswith(">")
        return start + len(text)

    def odd_number(self, text: str, start: int) -> int:
        message = f"`{_shown(text)}` is not a number, a date or a version"
        if text.count("-") == 2:  # noqa: PLR2004  # as a date has
            self.error(start, len(text), message, "dates are written 2027-06-30")
            # A day that is neither over nor makes what it begins begin after its end.
            begins = bool(self.tokens) and self.tokens[-1].text == "from"
            meant = "0001-01-01" if begins else "9999-12-31"
            return self.add("DATE", text, start, standing_for=meant)
        if "-" not in text:
            self.error(start, len(text), message, "versions are written 1.2.0")
            return self.add("VERSION", text, start, standing_for="0.0.0")
        self.error(start, len(text), message)
        return self.add("INT", text, start, standing_for="1")

    def quoted(self, text: str, start: int) -> int:
        curly = text[0] != "'"
        message = "curly quotes do not quote" if curly else "single quotes do not quote"
        self.error(start, len(text), message, 'strings are written with `"`')
        inner = text[1:-1].replace("\\", "\\\\").replace('"', '\\"')
        return self.add("STRING", text, start, standing_for=f'"{inner}"')

    def stray(self, text: str, start: int) -> int:
        if CONCEALED.match(text):
            message, fix = said(text[0])
            self.error(start, len(text), message, fix)
        elif len(text) == 1 and text.isspace():
            self.error(start, 1, f"unusual blank (U+{ord(text):04X})", "type an ordinary space")
        elif len(text) == 1 and not text.isprintable():
            self.error(start, 1, f"stray character U+{ord(text):04X}")
        else:
            negative = text == "-" and self.source[start + 1 : start + 2].isdigit()
            meant = "no number is negative" if negative else _STRAY_HELP.get(text[0])
            self.error(start, len(text), f"stray `{_shown(text)}`", meant)
        return start + len(text)


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:40])
