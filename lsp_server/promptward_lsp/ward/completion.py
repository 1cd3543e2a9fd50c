"""What could be written at a place: keywords by the parser's state, names by their kind."""

from typing import NamedTuple

from promptward_dsl import grammar
from promptward_dsl.chunks import DECLARATIONS
from promptward_dsl.lexer import Token, lex
from promptward_dsl.machine import Machine
from promptward_dsl.program import Kind, Program
from promptward_dsl.vocabulary import (
    ATTRIBUTES,
    BASES,
    DEFAULT_KEYS,
    FACTS,
    GIVEN,
    GRAINS,
    LETTERS,
    VALUE_TYPES,
    Domain,
)
from promptward_lsp.ward.policy import Whole, engine_facts
from promptward_lsp.ward.words import KEYWORDS, PATHS, SIGNATURES, SNIPPETS, validator_says

__all__ = ["Choice", "Context", "choices", "context_at"]

# What the protocol calls kinds of completions.
KEYWORD, VALUE, PROPERTY, CLASS, FUNCTION, SNIPPET, MODULE, ENUM, REFERENCE = (
    14, 12, 10, 7, 3, 15, 9, 20, 18,
)  # fmt: skip

_PICKS = (Kind.CATEGORY, Kind.GROUP)
_MOST = 400
_NOWHERE = "?"


class Choice(NamedTuple):
    """One completion: what is written, its kind, a detail, and what it means."""

    label: str
    kind: int
    detail: str = ""
    documentation: str = ""
    snippet: str = ""


class Context(NamedTuple):
    """
    A place in a source: tokens of its declaration up to there, the word being written, and the
    terminals that fit. `block` is the keyword of each open block, outermost first.
    """

    tokens: tuple[Token, ...]
    word: str
    start: int
    expected: frozenset[str]
    keywords: tuple[str, ...]
    block: tuple[str, ...]


def context_at(text: str, offset: int) -> Context | None:
    """The context of an offset; None inside a comment or a string."""
    begin = _declaration_before(text, offset)
    start = offset
    while start > begin and (text[start - 1].isalnum() or text[start - 1] in "_."):
        start -= 1
    lexed = lex(text[begin:start], "", begin)
    if lexed.comments:
        last = lexed.comments[-1].span
        if "\n" not in text[last.end : offset]:
            return None
    tokens = lexed.tokens
    if any(token.repaired and token.kind in ("STRING", "REGEX") for token in tokens[-2:-1]):
        return None
    tables = grammar.load()
    # A token that fits nowhere: reading stops before it, and nothing is reduced for its sake.
    asking = tables._replace(terminal={**tables.terminal, _NOWHERE: -1})
    nothing = [lambda *_: None] * len(tables.productions)
    machine = Machine(asking, "module", nothing, "")
    ending = Token(_NOWHERE, "", start, start)
    reached = machine.advance([*tokens[:-1], ending], 0)
    if reached < len(tokens) - 1:
        # Something before does not fit: what the item alone would take is still of use.
        lead = _last_lead(tokens[:-1], text)
        machine = Machine(asking, "module", nothing, "")
        opened = [*_opening(tokens[:-1]), *tokens[lead:-1]]
        machine.advance([*opened, ending], 0)
    symbols = [symbol for symbol in machine.expected() if symbol < len(tables.terminal)]
    names = frozenset(tables.names[symbol] for symbol in symbols)
    words = tuple(sorted(w for s in symbols for w in tables.texts.get(s, ()) if w[0].isalpha()))
    return Context(
        tuple(tokens[:-1]), text[start:offset], start, names, words, _blocks(tokens[:-1])
    )


def _declaration_before(text: str, offset: int) -> int:
    """The start of the declaration around an offset: a keyword in the first column."""
    at = offset
    while at > 0:
        at = text.rfind("\n", 0, at) + 1
        end = at
        while end < len(text) and (text[end].isalpha() or text[end] == "_"):
            end += 1
        if end < offset and text[at:end] in DECLARATIONS:
            return at
        at -= 1
    return 0


def _last_lead(tokens: list[Token], text: str) -> int:
    """Where the last item begins: the last keyword of an item that leads a line."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        before = text[text.rfind("\n", 0, token.start) + 1 : token.start]
        if token.text in SIGNATURES and not before.strip():
            return index
    return 0


def _opening(tokens: list[Token]) -> list[Token]:
    """The head of the declaration, up to its brace."""
    for index, token in enumerate(tokens):
        if token.kind == "LBRACE":
            return tokens[: index + 1]
    return []


def _blocks(tokens: list[Token]) -> tuple[str, ...]:
    """The keyword of each block that is open at the end."""
    open_: list[str] = []
    lead = ""
    for token in tokens:
        if token.kind == "LBRACE":
            open_.append(lead)
            lead = ""
        elif token.kind == "RBRACE":
            if open_:
                open_.pop()
            lead = ""
        elif token.kind == "NAME" and (
            token.text == "necessary" or (not open_ and not lead and token.text in DECLARATIONS)
        ):
            lead = token.text
    return tuple(open_)


# ---------------------------------------------------------------------- choices


def choices(context: Context, known: Whole | None, *, snippets: bool = True) -> list[Choice]:
    """What fits, names first; the client filters by the word being written."""
    found: list[Choice] = []
    wants_name = bool({"NAME", "DOTTED"} & context.expected)
    if wants_name:
        found += _names(context, known)
    for word in context.keywords:
        if not wants_name or not _only_name(context):
            found.append(_keyword(word, snippets=snippets and not context.block))
    seen: set[str] = set()
    return [c for c in found if not (c.label in seen or seen.add(c.label))][:_MOST]  # type: ignore[func-returns-value]  # add gives None


def _keyword(word: str, *, snippets: bool) -> Choice:
    snippet = SNIPPETS.get(word, "") if snippets else ""
    said = KEYWORDS.get(word, "")
    kind = SNIPPET if snippet else KEYWORD
    return Choice(word, kind, SIGNATURES.get(word, ""), said, snippet)


def _only_name(context: Context) -> bool:
    """Whether a new name is being made up here: nothing to propose but that."""
    last = context.tokens[-1].text if context.tokens else ""
    return last in DECLARATIONS and last not in ("import", "extend", "override", "disable")


def _names(  # noqa: C901, PLR0912  # one case a place
    context: Context, known: Whole | None
) -> list[Choice]:
    words = [token.text for token in context.tokens]
    last = words[-1] if words else ""
    lead = _lead(context)
    if last == "import":
        return _modules()
    if last in ("detector", "rule") and set(words[-2:-1]) & {"extend", "override", "disable"}:
        return _declared(known, (Kind.RULE if last == "rule" else Kind.DETECTOR,))
    if last == "finds":
        return _declared(known, (Kind.CATEGORY,))
    if last == "lexicon" and lead != "lexicon":
        return _declared(known, (Kind.LEXICON,))
    if last == "valid":
        return [
            Choice(n, FUNCTION, "validator", (validator_says(n) or "").partition("\n\n")[0])
            for n in sorted(engine_facts().validators)
        ]
    if last in ("recognizer", "recogniser"):
        return [Choice(n, FUNCTION, "recogniser") for n in sorted(engine_facts().recognizers)]
    if (last == "to" and "generalise" in words[-2:]) or (
        last == "to" and "generalize" in words[-2:]
    ):
        return [Choice(g, ENUM, f"of a {t}") for t, grains in GRAINS.items() for g in grains]
    if lead == "category" and last == ":":
        return [Choice(name, ENUM, "value type") for name in VALUE_TYPES]
    if last == "by" and lead == "expect":
        return _declared(known, (Kind.RULE,))
    if lead in ("roles", "role") or "inherits" in words[-4:]:
        return _declared(known, (Kind.ROLE,))
    if lead == "destinations":
        return _declared(known, (Kind.DESTINATION,))
    if last == "notify":
        return _declared(known, (Kind.CONTACT,))
    if lead == "basis":
        return [Choice(name, ENUM, "basis") for name in BASES]
    block = context.block[-1] if context.block else ""
    if lead == "given" or block in ("destination", "defaults"):
        return _pairs(context, known, block)
    if lead == "when":
        return _conditions(words, known)
    if last == "safe_harbor":
        return [Choice(letter, ENUM, "of the eighteen") for letter in LETTERS]
    return _declared(known, _PICKS)


def _lead(context: Context) -> str:
    """The keyword of the item that is being written."""
    depth = 0
    for token in reversed(context.tokens):
        if token.kind == "RBRACE":
            depth += 1
        elif token.kind == "LBRACE":
            if not depth:
                return ""
            depth -= 1
        elif not depth and token.kind == "NAME" and token.text in SIGNATURES:
            return token.text
    return ""


def _pairs(context: Context, known: Whole | None, block: str) -> list[Choice]:
    tables: dict[str, dict[str, Domain]] = {"destination": FACTS, "defaults": DEFAULT_KEYS}
    keys = tables.get(block, GIVEN)
    last = context.tokens[-1] if context.tokens else None
    if (last is not None and last.kind in ("COLON", "LSQB")) or (
        last is not None and last.kind == "COMMA" and _in_list(context)
    ):
        written = context.tokens
        key = next(
            (
                written[at - 1].text
                for at in range(len(written) - 1, 0, -1)
                if written[at].kind == "COLON"
            ),
            "",
        )
        return _values(keys.get(key), known)
    return [
        Choice(key, PROPERTY, domain.kind.replace("_", " "), PATHS.get(key, ""), "")
        for key, domain in keys.items()
    ]


def _in_list(context: Context) -> bool:
    depth = 0
    for token in context.tokens:
        depth += (token.kind == "LSQB") - (token.kind == "RSQB")
    return depth > 0


_NAMED = {
    "role": Kind.ROLE,
    "purpose": Kind.PURPOSE,
    "destination": Kind.DESTINATION,
    "names": Kind.DESTINATION,
}


def _values(domain: Domain | None, known: Whole | None) -> list[Choice]:
    if domain is None:
        return []
    if domain.kind in _NAMED:
        return _declared(known, (_NAMED[domain.kind],))
    if domain.kind == "yes_no":
        return [Choice("yes", VALUE), Choice("no", VALUE)]
    if domain.kind == "baa":
        return [Choice("none", VALUE), Choice("not_required", VALUE)]
    return [Choice(word, ENUM) for word in domain.words]


def _conditions(words: list[str], known: Whole | None) -> list[Choice]:
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word in ATTRIBUTES:
            return _values(ATTRIBUTES[word], known)
        if word in ("contains", "near") or (
            word in ("any", "all") and "contains" in words[:index]
        ):
            return _declared(known, _PICKS)
        if word in ("when", "and", "or", "not") and words[index + 1 :] == []:
            break
    return [
        Choice(path, PROPERTY, domain.kind.replace("_", " "), PATHS.get(path, ""))
        for path, domain in ATTRIBUTES.items()
    ]


def _declared(known: Whole | None, kinds: tuple[Kind, ...]) -> list[Choice]:
    program: Program | None = known.program if known is not None else None
    if program is None:
        return []
    found = []
    scope = program.entry_scope
    for kind in kinds:
        for name in program.visible(kind, scope):
            canonical = program.find(kind, name, scope)
            declared = program.named[kind].get(canonical or "")
            title = getattr(declared.node, "title", None) if declared else None
            said = title.value if title is not None else ""
            found.append(Choice(name, CLASS if kind in _PICKS else REFERENCE, str(kind), said))
    return found


def _modules() -> list[Choice]:
    import promptward_rules  # noqa: PLC0415  # one case

    packs = [Choice(name, MODULE, "ships with promptward") for name in promptward_rules.packs()]
    return [*packs, _keyword("data", snippets=False)]
