"""
Writes `ward.tables.json`, the parse tables of Ward, from `ward.lark`.

`python -m promptward_dsl.generate` after a change of the grammar; a test asserts that the shipped
tables are those of the grammar. This module is the only one that imports lark, and nothing imports
this module: reading a policy costs no grammar compilation.
"""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lark import Lark
from lark.lexer import PatternStr
from lark.parsers.lalr_analysis import LALR_Analyzer, Shift
from lark.parsers.lalr_parser import LALR_Parser

if TYPE_CHECKING:
    from lark.grammar import Rule, Symbol
    from lark.lexer import TerminalDef

__all__ = ["STARTS", "tables"]

STARTS = ("module", "condition", "transform", "selector", "obligations")
"""What can be parsed by itself: a file, and the pieces the YAML front end writes as strings."""

Row: TypeAlias = list[int]

_WORDS = re.compile(r"\(\?:([A-Za-z_|]+)\)\\b")


def _texts(terminal: "TerminalDef") -> list[str]:
    """The fixed spellings of a keyword or mark; empty where the terminal is an open class."""
    if isinstance(terminal.pattern, PatternStr):
        return [str(terminal.pattern.value)]
    words = _WORDS.fullmatch(terminal.pattern.value)
    return words[1].split("|") if words else []


def _shape(rule: "Rule") -> list[list[int]]:
    """
    How a rule's children are made: `[i, splice]` takes the i-th symbol, `[-1, 0]` an absence.

    Keywords and marks are left out, `_rules` are spliced, an optional part that is missing
    counts as one absence for each child it would have given.
    """
    absences = [len(run) for run in _absence_runs(rule).split("0")]
    shape: list[list[int]] = []
    for index, symbol in enumerate(rule.expansion):
        shape += [[-1, 0]] * absences[index]
        if not (symbol.is_term and getattr(symbol, "filter_out", False)):
            shape.append([index, int(_spliced(symbol))])
    return shape + [[-1, 0]] * absences[len(rule.expansion)]


def _absence_runs(rule: "Rule") -> str:
    given = rule.options.empty_indices if rule.options else ()
    return "".join("1" if absent else "0" for absent in given) or "0" * len(rule.expansion)


def _spliced(symbol: "Symbol") -> bool:
    return not symbol.is_term and symbol.name.startswith("_")


def tables(grammar: str) -> dict[str, object]:
    """
    The LALR(1) tables of a grammar, numbered in an order that depends on the grammar alone.

    `symbols`: terminals, then non-terminals. `texts`: spellings of each keyword and mark.
    `rules`: [left side, length, method, shape, passes one child through]. `rows`: for each state
    symbol, target, symbol, target …; a target is a state to go to, or ~rule to reduce by.
    `starts`: state to begin in, and the state in which the text is complete.

    Raises lark.exceptions.GrammarError for a grammar with a conflict.
    """
    lark = Lark(grammar, parser="lalr", start=list(STARTS), maybe_placeholders=True)
    engine = lark.parser.parser
    assert isinstance(engine, LALR_Parser)  # noqa: S101  # what parser="lalr" means
    analyzer: LALR_Analyzer = LALR_Analyzer(engine.parser_conf, debug=False, strict=True)
    analyzer.compute_lalr()  # type: ignore[no-untyped-call]  # lark leaves it untyped
    table = analyzer.parse_table
    terminals = sorted(t.name for t in lark.terminals if t.name not in lark.ignore_tokens)
    terminals.append("$END")
    rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, rule.order, str(rule)))
    symbols = terminals + sorted({rule.origin.name for rule in rules})
    symbol_id = {name: index for index, name in enumerate(symbols)}
    rule_id = {rule: index for index, rule in enumerate(rules)}

    order = [table.start_states[start] for start in STARTS]
    number = {state: index for index, state in enumerate(order)}
    rows: list[Row] = []
    for state in order:  # grows while we walk: breadth first, symbols by name
        row: Row = []
        for name, (action, target) in sorted(table.states[state].items()):
            if action is Shift:
                if target not in number:
                    number[target] = len(order)
                    order.append(target)
                row += [symbol_id[name], number[target]]
            else:
                row += [symbol_id[name], ~rule_id[target]]
        rows.append(row)
    return {
        "symbols": symbols,
        "terminals": len(terminals),
        "texts": {t.name: texts for t in lark.terminals if (texts := _texts(t))},
        "rules": [
            [
                symbol_id[rule.origin.name],
                len(rule.expansion),
                str(rule.alias or rule.origin.name),
                _shape(rule),
                int(bool(rule.options and rule.options.expand1 and not rule.alias)),
            ]
            for rule in rules
        ],
        "rows": rows,
        "starts": {
            start: [number[table.start_states[start]], number[table.end_states[start]]]
            for start in STARTS
        },
    }


def written(data: dict[str, object]) -> str:
    """The tables as they stand in the file: a row or rule a line, so that changes can be read."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True, sort_keys=True)
    return text.replace("],[", "],\n[") + "\n"


def main() -> None:
    """Write the tables beside the grammar."""
    folder = Path(str(files("promptward_dsl")))
    grammar = (folder / "ward.lark").read_text(encoding="utf-8")
    (folder / "ward.tables.json").write_text(written(tables(grammar)), encoding="utf-8")


if __name__ == "__main__":
    main()
