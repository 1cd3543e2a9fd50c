"""
The LALR(1) automaton: shifts tokens, reduces to nodes, and answers what would fit next.

Trials work on states alone, on a view of the stack, so that asking costs a few steps and never
copies what has been built.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from promptward_dsl.grammar import ABSENT, Grammar
from promptward_dsl.lexer import END
from promptward_dsl.span import SourceSpan

if TYPE_CHECKING:
    from promptward_dsl.lexer import Token

__all__ = ["DEEPEST", "Build", "Machine", "Trial"]

Build: TypeAlias = Callable[..., object]
"""Makes a node from its span and its children; what they are is fixed by the production."""

DEEPEST = 400
"""States on the stack; only brackets and `not` in a condition nest, about a hundred deep here."""


class Trial(NamedTuple):
    """A stack that might be: the first `depth` states of the machine's, then `extra`."""

    depth: int
    extra: tuple[int, ...]


class Machine:
    """One parse. `result` is set when the text is complete."""

    def __init__(self, grammar: Grammar, start: str, build: Sequence[Build], file: str) -> None:
        self.grammar = grammar
        self.build = build
        self.file = file
        first, self.last = grammar.starts[start]
        self.states = [first]
        self.values: list[tuple[object, int, int]] = []
        self.result: object = None
        self.name = grammar.terminal["NAME"]
        self.end = grammar.terminal[END]
        # Starts of words that lead a line and so most likely an item: trials never take them for
        # names, or a list left open would swallow the items below it one by one.
        self.leads: frozenset[int] = frozenset()

    # -------------------------------------------------------------- moving

    def advance(self, tokens: Sequence["Token"], index: int) -> int:
        """
        Shift tokens from `index` on; gives the first that does not fit, or `len(tokens)`.

        The last token must be `$END`. Linear in the number of tokens.
        """
        rows, terminal, keywords = self.grammar.rows, self.grammar.terminal, self.grammar.keywords
        states, values = self.states, self.values
        while True:
            token = tokens[index]
            symbol = terminal[token.kind]
            if symbol == self.name and token.text in keywords:
                symbol = self.reading(tokens, index)
            while True:
                target = rows[states[-1]].get(symbol)
                if target is None or len(states) > DEEPEST:
                    return index
                if target >= 0:
                    states.append(target)
                    values.append((token, token.start, token.end))
                    index += 1
                    break
                self.reduce(~target, token.start)
                if symbol == self.end and states[-1] == self.last:
                    self.result = values[-1][0]
                    return len(tokens)

    def reduce(self, number: int, here: int) -> None:
        """Replace the symbols of a production by its node; `here` is where an empty one stands."""
        production = self.grammar.productions[number]
        states, values = self.states, self.values
        length = production.length
        if length:
            parts = values[-length:]
            del values[-length:]
            del states[-length:]
            start, end = parts[0][1], parts[-1][2]
        else:
            parts, start, end = [], here, here
        children = self.children(production.shape, parts)
        value: object
        if production.listed:
            value = children
        elif production.transparent and len(children) == 1:
            value = children[0]
        else:
            value = self.build[number](SourceSpan(self.file, start, end), *children)
        states.append(self.grammar.rows[states[-1]][production.left])
        values.append((value, start, end))

    @staticmethod
    def children(
        shape: tuple[tuple[int, bool], ...], parts: list[tuple[object, int, int]]
    ) -> list[object]:
        """The children of a node in order; a list that grows from the left is grown in place."""
        children: list[object] = []
        for position, (index, splice) in enumerate(shape):
            if index == ABSENT:
                children.append(None)
            elif splice:
                more = parts[index][0]
                assert isinstance(more, list)  # noqa: S101  # only listed productions are spliced
                if position == 0:
                    children = more  # it belongs to nobody else once it is reduced
                else:
                    children += more
            else:
                children.append(parts[index][0])
        return children

    # -------------------------------------------------------------- asking

    def reading(self, tokens: Sequence["Token"], index: int) -> int:
        """What a word is here: a keyword where one fits, else a name."""
        row = self.grammar.rows[self.states[-1]]
        options = [k for k in self.grammar.keywords[tokens[index].text] if k in row]
        if not options:
            return self.name
        if len(options) == 1 and self.name not in row:
            return options[0]
        # Both may stand here, so the next token decides: `expect text "…"`, `expect text redact`.
        for symbol in (*options, self.name):
            trial = self.shifted(self.now(), symbol)
            if trial is not None and self.fits(tokens, index + 1, 1, trial):
                return symbol
        return options[0] if self.shifted(self.now(), options[0]) is not None else self.name

    def now(self) -> Trial:
        """The stack as it is."""
        return Trial(len(self.states), ())

    def shifted(self, trial: Trial, symbol: int) -> Trial | None:
        """The stack after a terminal, or None if it does not fit."""
        rows, states = self.grammar.rows, self.states
        depth, extra = trial.depth, list(trial.extra)
        while True:
            state = extra[-1] if extra else states[depth - 1]
            target = rows[state].get(symbol)
            if target is None:
                return None
            if target >= 0:
                return Trial(depth, (*extra, target))
            production = self.grammar.productions[~target]
            inside = min(production.length, len(extra))
            if inside:
                del extra[-inside:]
            depth -= production.length - inside
            state = extra[-1] if extra else states[depth - 1]
            extra.append(rows[state][production.left])
            if symbol == self.end and extra[-1] == self.last:
                return Trial(depth, tuple(extra))

    def symbols(self, token: "Token") -> tuple[int, ...]:
        """All terminals that a token may be, in a trial."""
        if token.kind == "NAME":
            keywords = self.grammar.keywords.get(token.text, ())
            return keywords if token.start in self.leads else (*keywords, self.name)
        return (self.grammar.terminal[token.kind],)

    def fits(
        self, tokens: Sequence["Token"], index: int, count: int, trial: Trial | None = None
    ) -> bool:
        """Whether the next `count` tokens could follow (fewer, where the text ends before)."""
        if count == 0 or index >= len(tokens):
            return True
        before = self.now() if trial is None else trial
        for symbol in self.symbols(tokens[index]):
            after = self.shifted(before, symbol)
            if after is not None and self.fits(tokens, index + 1, count - 1, after):
                return True
        return False

    def expected(self) -> list[int]:
        """The terminals that fit here, by number."""
        row = self.grammar.rows[self.states[-1]]
        now = self.now()
        return sorted(
            symbol
            for symbol in row
            if symbol < len(self.grammar.terminal) and self.shifted(now, symbol) is not None
        )

    def pop(self) -> None:
        """Forget the last symbol: recovery gives up what was being read."""
        self.states.pop()
        self.values.pop()
