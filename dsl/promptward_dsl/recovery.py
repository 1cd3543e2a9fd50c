"""Stand-in."""

from promptward_dsl import grammar
from promptward_dsl.builder import Parts
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.machine import Machine
from promptward_dsl.span import SourceSpan


def complaint(machine, tokens, index, file):
    t = tokens[index]
    return Diagnostic(
        "E002",
        SourceSpan(file, t.start, t.end),
        f"`{t.text}` is not valid here",
        None,
        str([machine.grammar.names[x] for x in machine.expected()]),
    )


def merged(a, b, source):
    return a + b


def read_module(lexed, builder, source):
    g = grammar.load()
    m = Machine(g, "module", builder.table(g), builder.file)
    i = m.advance(lexed.tokens, 0)
    return Parts(None, ()), [complaint(m, lexed.tokens, i, builder.file)]
