"""What could stand at a place, in words a policy author knows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from promptward_dsl.chunks import DECLARATIONS

if TYPE_CHECKING:
    from promptward_dsl.grammar import Grammar

__all__ = ["expected_words", "in_words"]

_TRANSFORMS = ("keep", "date_shift", "generalise", "mask", "pseudonymise", "hash", "redact")
_EVIDENCE = ("valid", "near", "before", "after", "entropy", "in")

# Phrase, the words it stands for, and the open classes it takes with it. The larger come first.
_GROUPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "an item of a detector (match, require, raise, lower, except, example, …)",
        ("match", "require", "raise", "lower", "except", "example", "counterexample", "cites"),
        (),
    ),
    (
        "an item of a rule (when, then, oblige, advise, cites)",
        ("when", "then", "oblige", "advise", "cites"),
        (),
    ),
    (
        "an item of a purpose (roles, destinations, basis, necessary, otherwise, cites)",
        ("roles", "destinations", "basis", "necessary", "otherwise", "cites"),
        (),
    ),
    ("an item of a test (given, prompt, expect)", ("given", "prompt", "expect"), ()),
    (f"a transformation ({', '.join(_TRANSFORMS)})", _TRANSFORMS, ()),
    ("a verdict (allow, warn, require_justification, block)", ("allow", "warn", "block"), ()),
    (
        "evidence (valid, near, before, after, entropy, in field)",
        _EVIDENCE,
        (),
    ),
    (
        "a condition (`contains …`, `not …`, or an attribute such as `actor.mfa`)",
        ("contains", "not"),
        ("LPAR", "DOTTED"),
    ),
    (
        'a pattern (/regular expression/, "literal", lexicon, recognizer)',
        ("lexicon", "recognizer"),
        ("REGEX", "STRING"),
    ),
    ('a pattern (/regular expression/, "literal", lexicon)', ("lexicon",), ("REGEX", "STRING")),
    ("an obligation (audit, notify)", ("audit", "notify"), ()),
    (
        "a value",
        ("yes", "until", "from"),
        ("STRING", "INT", "FLOAT", "DATE", "NAME", "DOTTED", "LSQB"),
    ),
    ("a value", ("yes",), ("STRING", "INT", "FLOAT", "DATE", "NAME", "DOTTED")),
    ("a number", (), ("INT", "FLOAT")),
    ("a name", (), ("NAME", "DOTTED")),
    ("a level (low, medium, high)", ("low", "medium", "high"), ()),
)
_CLASSES = {
    "NAME": "a name",
    "DOTTED": "a dotted name",
    "STRING": 'a string ("…")',
    "LONG_STRING": 'a text over lines ("""…""")',
    "REGEX": "a regular expression (/…/)",
    "INT": "a whole number",
    "FLOAT": "a number",
    "VERSION": "a version (1.2.0)",
    "DATE": "a date (2027-06-30)",
    "COMPARISON": "a comparison (>=, <=, >, <)",
    "LETTER": "a letter from A to R",
    "LSQB": "a list ([…])",
    "$END": "the end",
}
MOST_DECLARATIONS = 5
"""Where this many declarations could begin, any could."""


def expected_words(grammar: "Grammar", symbols: Iterable[int]) -> list[str]:
    """The keywords among terminals: what a misspelt word is compared with."""
    return sorted(
        word for symbol in symbols for word in grammar.texts.get(symbol, ()) if word[0].isalpha()
    )


def in_words(grammar: "Grammar", symbols: Iterable[int]) -> str:
    """A list such as ``a name, `{` or a string ("…")``, grouped where a group has a name."""
    names = {grammar.names[symbol] for symbol in symbols}
    texts = {
        word: grammar.names[symbol] for symbol in symbols for word in grammar.texts.get(symbol, ())
    }
    if "STRING" in names:
        names.discard("LONG_STRING")
    phrases: list[str] = []
    led = [word for word in DECLARATIONS if word in texts]
    if len(led) > MOST_DECLARATIONS:
        phrases.append("a declaration (category, detector, destination, purpose, rule, test, …)")
        names -= {texts[word] for word in led}
        names.discard("$END")
        texts = {word: name for word, name in texts.items() if word not in led}
    for phrase, words, classes in _GROUPS:
        if all(word in texts and texts[word] in names for word in words) and names.issuperset(
            classes
        ):
            phrases.append(phrase)
            names -= {texts[word] for word in words} | set(classes)
    rest: list[str] = []
    for name in sorted(names):
        words_of = sorted(word for word, terminal in texts.items() if terminal == name)
        if name in _CLASSES:
            rest.append(_CLASSES[name])
        else:
            rest += [f"`{word}`" for word in words_of]
    phrases += sorted(rest, key=lambda phrase: (phrase.startswith("`"), phrase))
    if not phrases:
        return "nothing more"
    return f"{', '.join(phrases[:-1])} or {phrases[-1]}" if len(phrases) > 1 else phrases[0]
