"""
The closed vocabulary: value types, facts of a destination, attributes of a request, and what each
may hold. The checker, the YAML front end and the did-you-mean read these tables.
"""

from typing import NamedTuple

__all__ = [
    "ATTRIBUTES",
    "BASES",
    "DEFAULT_KEYS",
    "FACTS",
    "FEATURES",
    "GIVEN",
    "GRAINS",
    "LETTERS",
    "LEVELS",
    "MASKABLE",
    "NOTICE_DAYS",
    "STATED_FACTS",
    "TRANSFORMS",
    "VALUE_TYPES",
    "VERDICTS",
    "Domain",
]


class Domain(NamedTuple):
    """
    What a value may be.

    `kind`: yes_no | number (whole, not negative) | one_of (`words`) | word, text (any symbol or
    string; `text` is usually quoted) | words (a list, of `words` if there are any), texts (a list)
    | host (a name, with a port or not) | date | baa | a kind of name:
    role, purpose, destination, names (destinations).
    """

    kind: str
    words: tuple[str, ...] = ()


LETTERS = "ABCDEFGHIJKLMNOPQR"
"""The eighteen kinds of identifier of 45 CFR 164.514(b)(2)(i)."""

VALUE_TYPES = ("date", "name", "number", "text", "zip")
LEVELS = ("low", "medium", "high")
VERDICTS = ("allow", "warn", "require_justification", "block")
BASES = (
    "safe_harbor",
    "expert_determination",
    "limited_data_set",
    "treatment",
    "payment",
    "operations",
)
TRANSFORMS = ("keep", "date_shift", "generalise", "mask", "pseudonymise", "hash", "redact")

GRAINS = {
    "date": ("month", "year", "decade"),
    "zip": ("zip5", "zip3", "state"),
    "number": ("decade",),
}
"""The grains that a value type generalises to."""

MASKABLE = ("number", "text", "name", "zip")
"""The value types that `mask` fits."""

FEATURES = (
    "assistants",
    "audio",
    "batch",
    "beta",
    "cache",
    "chat",
    "embeddings",
    "evals",
    "files",
    "fine_tuning",
    "images",
    "models",
)
"""What of a vendor's service an agreement may cover: what the engine reads in paths."""

_YES_NO = Domain("yes_no")
_NUMBER = Domain("number")
_KIND = Domain("one_of", ("llm", "search", "ocr"))

FACTS = {
    "vendor": Domain("text"),
    "kind": _KIND,
    "baa": Domain("baa"),
    "region": Domain("word"),
    "trains_on_data": _YES_NO,
    "retention_days": _NUMBER,
    "encrypted": _YES_NO,
    "account": Domain("text"),
    "host": Domain("host"),
    "agreement": Domain("text"),
    "requires_zero_retention": _YES_NO,
    "paths": Domain("texts"),
    "models": Domain("texts"),
    "covers": Domain("words", FEATURES),
    "passes_to": Domain("names"),
}
"""What a destination may state."""

STATED_FACTS = (
    "vendor",
    "kind",
    "baa",
    "region",
    "trains_on_data",
    "retention_days",
    "encrypted",
)
"""The facts that rules ask about: one that is left out is unknown, hence worst (W213)."""

ATTRIBUTES = {
    "destination.vendor": Domain("text"),
    "destination.region": Domain("word"),
    "destination.kind": _KIND,
    "destination.baa": Domain("one_of", ("active", "expired", "none", "not_required")),
    "destination.trains_on_data": _YES_NO,
    "destination.encrypted": _YES_NO,
    "destination.retention_days": _NUMBER,
    "actor.role": Domain("role"),
    "actor.mfa": _YES_NO,
    "actor.department": Domain("word"),
    "actor.assurance": Domain("one_of", ("verified", "asserted")),
    "request.purpose": Domain("purpose"),
    "request.justified": _YES_NO,
    "request.channel": Domain("one_of", ("notebook", "editor", "precommit", "api")),
}
"""What a condition may ask about."""

GIVEN = {
    "actor.role": Domain("role"),
    "actor.mfa": _YES_NO,
    "actor.department": Domain("word"),
    "actor.assurance": ATTRIBUTES["actor.assurance"],
    "purpose": Domain("purpose"),
    "destination": Domain("destination"),
    "date": Domain("date"),
    "justified": _YES_NO,
    "channel": ATTRIBUTES["request.channel"],
}
"""What a test may give; `request.purpose` and the like are the same without `request.`."""

DEFAULT_KEYS = {
    "act_on": Domain("one_of", LEVELS),
    "no_purpose": Domain("one_of", VERDICTS),
    "unknown_destination": Domain("one_of", VERDICTS),
    "no_findings": Domain("one_of", VERDICTS),
}
"""What `defaults` may state."""

NOTICE_DAYS = 60
"""How long before its last day an agreement or a waiver is spoken of: a renewal takes as long."""
