"""
Reading on after a syntax error: as many true errors as there are, and few that are not.

A file that does not parse is read declaration by declaration. At an error, in this order: put the
keyword that was meant; put in the one word or mark that is missing; leave out the one token that
is too many; else give the item up and go on at the next one. What follows from an error already
reported is not reported again.
"""

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, cast

from promptward_dsl import grammar
from promptward_dsl.builder import Builder
from promptward_dsl.chunks import DECLARATIONS, chunks, first_on_line
from promptward_dsl.diagnostics import Diagnostic, Related
from promptward_dsl.expected import expected_words, in_words
from promptward_dsl.lexer import END, MOST_ERRORS, Lexed, Token
from promptward_dsl.machine import DEEPEST as DEEP
from promptward_dsl.machine import Machine, Trial
from promptward_dsl.nearest import meant, nearest
from promptward_dsl.parts import Parts
from promptward_dsl.span import SourceSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from promptward_dsl import ast

__all__ = ["complaint", "read_module"]

MOST_REPAIRS = 400
"""Repairs tried in one file; after that, declarations with errors are passed over."""

AHEAD = 4
"""Tokens that a repair is tried on."""

CALM = 3
"""Tokens read without an error before the next one on the same line is news."""

_ITEMS = frozenset(
    {
        *("match", "require", "raise", "lower", "except", "example", "counterexample", "cites"),
        *("roles", "destinations", "basis", "necessary", "otherwise"),
        *("when", "then", "oblige", "advise", "given", "prompt", "expect"),
    }
)
_INVENTED = {"NAME": "_", "STRING": '""', "VERSION": "0.0.0"}
_LIKELY = {"require"}
"""Words to put in where others would do as well: `except` asks for the contrary."""


class _Repair(NamedTuple):
    """A change of the tokens at the error: `reach` tokens are read after it."""

    reach: int
    kind: str  # replace | insert | swap | delete
    at: int
    text: str = ""
    symbol: int = 0
    pops: int = 0


def shown(token: Token) -> str:
    """A token as it is quoted in a message: one short line."""
    text = "".join(c if c.isprintable() else " " for c in token.text.partition("\n")[0])
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004  # about half a line


def complaint(machine: Machine, tokens: "Sequence[Token]", index: int, file: str) -> Diagnostic:
    """E002 for the token that does not fit, with what would."""
    token = tokens[index]
    span = SourceSpan(file, token.start, token.end)
    if len(machine.states) > DEEP:
        return Diagnostic("E002", span, "conditions are nested too deeply here")
    symbols = machine.expected()
    note = f"expected {in_words(machine.grammar, symbols)}" if symbols else None
    if token.kind == END:
        return Diagnostic("E002", span, "the text ends too early", None, note)
    before = tokens[index - 1] if index else token
    fix = None
    if note == "expected `:`" and before.kind == "NAME" and _behind_a_number(tokens, index - 1):
        unit = SourceSpan(file, before.start, before.end)
        return Diagnostic("E002", unit, f"`{shown(before)}` is not valid here", "leave it out")
    if symbols == [machine.grammar.terminal["IN"]] and before.text == "not":
        fix = f"did you mean `is not {shown(token)}`?"
    elif token.kind == "STRING" and in_words(machine.grammar, symbols) == "a name":
        name = token.text.strip('"')
        fix = f"did you mean `{name}`?" if name.isascii() and name.isidentifier() else None
    elif token.text == "least" and before.text == "at":
        fix = "write `3 or more`"
    elif token.kind == "NAME":
        words = expected_words(machine.grammar, symbols)
        near = meant(token.text, words)
        fix = f"did you mean `{near}`?" if near else None
    return Diagnostic("E002", span, f"`{shown(token)}` is not valid here", fix, note)


def _behind_a_number(tokens: "Sequence[Token]", index: int) -> bool:
    """Whether a word is the unit of a number before it: `retention_days: 30 days`."""
    number = tokens[index - 1] if index else tokens[index]
    return number.kind in {"INT", "FLOAT"} and tokens[index].start == number.end + 1


class _Recovery:
    """The errors of one file."""

    def __init__(self, lexed: Lexed, builder: Builder, source: str) -> None:
        self.tables = grammar.load()
        self.builder = builder
        self.file = builder.file
        self.source = source
        self.build = builder.table(self.tables)
        self.found: list[Diagnostic] = []
        self.lines = [i for i, c in enumerate(source) if c == "\n"]
        self.unreadable = {self.line(d.span.start) for d in lexed.diagnostics}
        self.leads = frozenset(
            token.start
            for token in lexed.tokens
            if token.kind == "NAME"
            and (token.text in _ITEMS or token.text in DECLARATIONS)
            and first_on_line(token, source)
        )
        self.repairs = 0
        self.calm_from = 0  # token index in the declaration
        self.last_line = -1
        self.invented = False

    def line(self, offset: int) -> int:
        return bisect_right(self.lines, offset - 1)

    # -------------------------------------------------------------- one declaration

    def declaration(self, tokens: list[Token]) -> Parts | None:
        """Read one declaration; `tokens` ends with `$END` and is changed by repairs."""
        machine = Machine(self.tables, "module", self.build, self.file)
        machine.leads = self.leads
        self.calm_from, self.last_line, self.invented = 0, -1, False
        index = machine.advance(tokens, 0)
        while index < len(tokens):
            self.repairs += 1
            if self.repairs > MOST_REPAIRS:
                return None
            index = machine.advance(tokens, self.repaired(machine, tokens, index))
        return None if self.invented else cast("Parts", machine.result)

    def repaired(self, machine: Machine, tokens: list[Token], index: int) -> int:
        """Report the error at `index` and repair it; gives where to read on."""
        best = self.best(machine, tokens, index)
        if self.is_news(tokens, index, best):
            self.found.append(self.report(machine, tokens, index, best))
            at = tokens[index if best is None else best.at]
            self.last_line = self.line(at.start)
        if best is None:
            index = self.skipped(machine, tokens, index)
            self.calm_from = index + CALM
            return index
        token = tokens[best.at]
        for _ in range(best.pops):
            machine.pop()
        if best.kind == "replace":
            tokens[best.at] = token._replace(text=best.text, repaired=True)
        elif best.kind == "insert":
            kind = self.tables.names[best.symbol]
            if kind in _INVENTED:
                self.invented = True
            elif best.text[0].isalpha():
                kind = "NAME"
            here = tokens[best.at - 1].end if best.at else token.start
            tokens.insert(best.at, Token(kind, best.text, here, here, repaired=True))
        elif best.kind == "swap":
            tokens[best.at : best.at + 2] = reversed(tokens[best.at : best.at + 2])
        else:
            del tokens[best.at]
        self.calm_from = best.at + CALM
        return best.at

    def is_news(self, tokens: list[Token], index: int, best: _Repair | None) -> bool:
        """Whether an error is one by itself, not what is left of one already reported."""
        if len(self.found) >= MOST_ERRORS:
            return False
        at = index if best is None else best.at
        line = self.line(tokens[at].start)
        before = tokens[index - 1] if index else tokens[index]
        if line in self.unreadable or self.line(before.end) in self.unreadable:
            return False
        if line == self.last_line and index < self.calm_from:
            return False
        return not (before.repaired and index < self.calm_from)

    # -------------------------------------------------------------- repairs

    def best(self, machine: Machine, tokens: list[Token], index: int) -> _Repair | None:
        """The repair after which most is read; at equal reach, the kind that comes first."""
        if len(machine.states) > DEEP:
            return None
        now = machine.now()
        candidates = [
            *self.replacing(machine, tokens, index),
            *self.inserting(machine, tokens, index, now, 0),
        ]
        if tokens[index].kind != END:
            candidates += self.swapping(machine, tokens, index, now)
            reach = self.reach(machine, tokens, index + 1, now)
            # An extra mark or a word said twice: as good as putting one in that was not said.
            candidates.append(_Repair(reach, "delete", index))
        good = [c for c in candidates if c.reach >= min(2, len(tokens) - c.at - 1)]
        return max(good, key=lambda c: (c.reach, c.text in _LIKELY), default=None)

    def reach(self, machine: Machine, tokens: list[Token], index: int, trial: Trial) -> int:
        """How many tokens from `index` on could be read, up to AHEAD; all, where the text ends."""
        for count in range(AHEAD, 0, -1):
            if machine.fits(tokens, index, count, trial):
                return count
        return 0

    def replacing(self, machine: Machine, tokens: list[Token], index: int) -> list[_Repair]:
        """The keyword meant by this word, or by the one before that was taken for a name."""
        found = []
        token = tokens[index]
        if token.kind == "NAME" and (one := self.meant(machine, tokens, index, machine.now(), 0)):
            found.append(one)
        if index and tokens[index - 1].kind == "NAME" and not tokens[index - 1].repaired:
            before = tokens[index - 1]
            if machine.values and machine.values[-1][1:] == (before.start, before.end):
                trial = Trial(len(machine.states) - 1, ())
                if one := self.meant(machine, tokens, index - 1, trial, 1):
                    found.append(one)
        return found

    def meant(
        self, machine: Machine, tokens: list[Token], index: int, trial: Trial, pops: int
    ) -> _Repair | None:
        token = tokens[index]
        fitting = {
            word: after
            for word, symbols in self.tables.keywords.items()
            for symbol in symbols
            if (after := machine.shifted(trial, symbol)) is not None
        }
        word = nearest(token.text, fitting)
        if word is None:
            return None
        reach = self.reach(machine, tokens, index + 1, fitting[word])
        # A near keyword is likelier than any other repair, so it wins wherever it is read on.
        bonus = AHEAD if reach else 0
        return _Repair(reach + bonus, "replace", index, word, pops=pops)

    def inserting(
        self, machine: Machine, tokens: list[Token], index: int, now: Trial, pops: int
    ) -> list[_Repair]:
        found: list[_Repair] = []
        token = tokens[index]
        closing = token.kind == END or (token.text in DECLARATIONS and token.start in self.leads)
        in_block = any(
            isinstance(value, Token) and value.kind == "LBRACE" for value, _, _ in machine.values
        )
        for symbol in machine.expected():
            kind = self.tables.names[symbol]
            texts = self.tables.texts.get(symbol, ())
            if kind in _INVENTED and not in_block:
                text = _INVENTED[kind]
            elif len(texts) == 1 and kind not in {"RBRACE", "LPAR", "CIRCUMFLEX"}:
                text = texts[0]
            elif kind == "RBRACE" and closing:
                text = "}"
            else:
                continue
            after = machine.shifted(now, symbol)
            if after is None:
                continue
            reach = self.reach(machine, tokens, index, after)
            if text[0].isalpha():
                reach -= 1  # a word is seldom forgotten, a mark often
            found.append(_Repair(reach, "insert", index, text, symbol, pops))
        return found

    def swapping(
        self, machine: Machine, tokens: list[Token], index: int, now: Trial
    ) -> list[_Repair]:
        """This token and the next the other way round, where that reads on well."""
        if index + 2 >= len(tokens):
            return []
        ahead = [tokens[index + 1], token := tokens[index], *tokens[index + 2 :][: AHEAD - 2]]
        reach = self.reach(machine, ahead, 0, now)
        # Leaving one token out is the smaller change, so a swap must read all that is looked at.
        if reach < len(ahead) or token.repaired:
            return []
        return [_Repair(AHEAD, "swap", index)]

    def skipped(self, machine: Machine, tokens: list[Token], index: int) -> int:
        """Give the item up: go to the next place where one can begin, and forget what is open."""
        hopeless: set[str] = set()
        for at in range(index, len(tokens)):
            token = tokens[at]
            if token.text in hopeless or not self.may_begin(token, later=at > index):
                continue
            for pops in range(len(machine.states)):
                trial = Trial(len(machine.states) - pops, ())
                if (pops or at > index) and self.begins(machine, token, trial):
                    for _ in range(pops):
                        machine.pop()
                    return at
            hopeless.add(token.text)
        raise AssertionError("the end fits an empty module")

    def begins(self, machine: Machine, token: Token, trial: Trial) -> bool:
        """Whether an item, a mark or the end fits here as what it is, not as a name."""
        symbols = (s for s in machine.symbols(token) if s != machine.name)
        return any(machine.shifted(trial, symbol) is not None for symbol in symbols)

    def may_begin(self, token: Token, *, later: bool) -> bool:
        if token.kind in {END, "RBRACE"}:
            return True
        if token.kind != "NAME":
            return False
        if token.text in _ITEMS:
            return later or token.start in self.leads
        return token.text in DECLARATIONS and token.start in self.leads

    # -------------------------------------------------------------- words

    def report(
        self, machine: Machine, tokens: list[Token], index: int, best: _Repair | None
    ) -> Diagnostic:
        """E002, with the repair as its help."""
        if best is not None and best.kind == "swap":
            told = complaint(machine, tokens, index, self.file)
            return told._replace(help=f"put `{shown(tokens[index + 1])}` before it")
        if best is None or best.kind == "delete":
            return complaint(machine, tokens, index, self.file)
        if best.kind == "replace":
            return self.report_replaced(machine, tokens, best)
        return self.report_missing(machine, tokens, index, best)

    def report_replaced(self, machine: Machine, tokens: list[Token], best: _Repair) -> Diagnostic:
        token = tokens[best.at]
        span = SourceSpan(self.file, token.start, token.end)
        symbols = self.expected_after(machine, best.pops)
        return Diagnostic(
            "E002",
            span,
            f"`{shown(token)}` is not valid here",
            f"did you mean `{best.text}`?",
            f"expected {in_words(self.tables, symbols)}",
        )

    def expected_after(self, machine: Machine, pops: int) -> list[int]:
        trial = Trial(len(machine.states) - pops, ())
        return [
            symbol
            for symbol in self.tables.terminal.values()
            if machine.shifted(trial, symbol) is not None
        ]

    def report_missing(
        self, machine: Machine, tokens: list[Token], index: int, best: _Repair
    ) -> Diagnostic:
        token = tokens[index]
        before = tokens[index - 1].end if index else token.start
        same_line = token.kind != END and self.line(before) == self.line(token.start)
        mark = not (best.text[0].isalpha() or self.tables.names[best.symbol] in _INVENTED)
        at = (before, before) if mark and not same_line else (token.start, token.end)
        span = SourceSpan(self.file, *at)
        if best.text == "}":
            related = tuple(
                Related(SourceSpan(self.file, value.start, value.end), "the block begins here")
                for value, _, _ in reversed(machine.values)
                if isinstance(value, Token) and value.kind == "LBRACE"
            )[:1]
            message = "`}` is missing: this block is not closed"
            return Diagnostic("E002", span, message, "add `}`", related=related)
        what = in_words(self.tables, [best.symbol])
        where = f" before `{shown(token)}`" if token.kind != END else ""
        others = in_words(self.tables, machine.expected())
        note = None if others == what else f"expected {others}"
        return Diagnostic("E002", span, f"{what} is missing{where}", f"add {what}", note)


def read_module(lexed: Lexed, builder: Builder, source: str) -> tuple[Parts, list[Diagnostic]]:
    """
    What can be read of a file with errors, and E002 for each; call it only when there is one.

    Never raises. At most MOST_ERRORS diagnostics; the last then says that there are more.
    """
    reading = _Recovery(lexed, builder, source)
    header: ast.Header | None = None
    items: list[ast.Item] = []
    seen = False
    for start, end in chunks(lexed.tokens, source, reading.tables.keywords):
        tokens = lexed.tokens[start:end]
        last = tokens[-1].end if tokens else 0
        parts = reading.declaration([*tokens, Token(END, "", last, last)])
        if parts is not None and parts.header is not None:
            if seen:
                message = "`policy` opens a file: once, before everything else"
                span = parts.header.span
                reading.found.append(
                    Diagnostic("E002", span, message, "move it to the first line, or leave it out")
                )
            header = header or parts.header
        seen = True
        if parts is not None:
            items += parts.items
    return Parts(header, tuple(items)), reading.found
