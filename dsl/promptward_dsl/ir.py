"""
The compiled policy: plain frozen data, its canonical JSON, and the policy id that is its hash.

Names in the IR are canonical: the name of the module that declares a thing, a dot, and its own
name (`hipaa.safe_harbor.ssn`), whatever alias an importer uses. Nothing in the IR depends on the
order of declarations, on file positions, titles, citations or advice: those travel beside it
(`promptward_dsl.notes`) and do not move the policy id.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeAlias, cast

from promptward_dsl.lattice import Confidence, Disposition

__all__ = [
    "IR_FORMAT",
    "CategoryIR",
    "ConditionIR",
    "DefaultsIR",
    "DestinationIR",
    "DetectorIR",
    "EvidenceIR",
    "ExceptIR",
    "IRError",
    "Json",
    "LexiconIR",
    "MatchIR",
    "ObligationIR",
    "PolicyIR",
    "PurposeIR",
    "RuleIR",
    "detectors_with",
    "lexicon_hash",
]

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

IR_FORMAT = 1
"""Grows when the meaning or shape of the IR changes; an engine reads only the format it knows."""


class IRError(ValueError):
    """Raised for bytes that are not an IR of this format; never holds more than the reason."""


class CategoryIR(NamedTuple):
    """A kind of identifier: its value type and its Safe Harbor letter (None: it has none)."""

    value_type: str  # date | zip | number | text | name
    safe_harbor: str | None


class LexiconIR(NamedTuple):
    """A word list by content: words travel in the artefact, their hash fixes the policy id."""

    fuzzy: int  # largest number of edits; 0 = exact
    cased: bool
    size: int
    sha256: str  # `lexicon_hash` of the words


class MatchIR(NamedTuple):
    """
    One pattern of a detector.

    `kind` and `pattern`: `regex` (source, flags), `literal` (text, ""), `sequence` (canonical
    lexicon names; one name = any of its words, several = followed by one another),
    `recognizer` (its name). `level` is the starting confidence; for a recogniser it is the cap.
    """

    kind: str
    pattern: tuple[str, ...]
    level: Confidence


class EvidenceIR(NamedTuple):
    """
    One piece of evidence about a candidate.

    kind `valid`: `args = (validator,)`.
    kind `near` | `before` | `after`: `args` are the terms, lower case, sorted; or, if `lexicon`
    is set, empty. `within` and `unit` (chars | words | lines) say how far.
    kind `entropy`: `args = (comparison, number)`, bits per character.
    kind `field`: `args` are names of fields, lower case, sorted.
    """

    kind: str
    args: tuple[str, ...] = ()
    lexicon: str | None = None
    within: int = 0
    unit: str = "chars"


class ExceptIR(NamedTuple):
    """When a candidate is dropped: `exact` (texts), `matching` (regex, flags) or `evidence`."""

    kind: str
    args: tuple[str, ...] = ()
    evidence: EvidenceIR | None = None


class DetectorIR(NamedTuple):
    """What finds one category: patterns, then evidence. Tuples are sorted, so order is no fact."""

    finds: str
    match: tuple[MatchIR, ...]
    require: tuple[EvidenceIR, ...] = ()
    raises: tuple[tuple[Confidence, EvidenceIR], ...] = ()
    lowers: tuple[tuple[Confidence, EvidenceIR], ...] = ()
    excepts: tuple[ExceptIR, ...] = ()


class DestinationIR(NamedTuple):
    """
    Declared facts of one destination, without those of `passes_to`. `None` = not stated.

    `baa` is `none`, `not_required`, or `until`, with ISO dates in `baa_from` (or None) and
    `baa_until`. A BAA is active from and including its first to and including its last day.
    `floor`: the floor below a nearer policy declares it, so that addresses of its host are its.
    """

    vendor: str | None = None
    kind: str | None = None
    baa: str | None = None
    baa_from: str | None = None
    baa_until: str | None = None
    region: str | None = None
    trains_on_data: bool | None = None
    retention_days: int | None = None
    encrypted: bool | None = None
    account: str | None = None
    host: str | None = None
    agreement: str | None = None
    requires_zero_retention: bool | None = None
    paths: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    passes_to: tuple[str, ...] = ()
    floor: bool = False


class PurposeIR(NamedTuple):
    """What is necessary for a purpose; `needs` lists categories only, groups are resolved."""

    roles: tuple[str, ...]
    destinations: tuple[str, ...]
    basis: str | None
    needs: dict[str, Disposition]
    otherwise: Disposition


class ObligationIR(NamedTuple):
    """`audit` at minimal | full, or `notify` a contact, within minutes (None = no term)."""

    kind: str
    argument: str
    minutes: int | None = None


ConditionIR: TypeAlias = tuple[object, ...]
"""
A condition, nested tuples (JSON arrays):

`("and", c, …)`, `("or", c, …)`, `("not", c)`, `("true",)`
`("attr", path, op, value)` with op one of `true is is_not in not_in >= <= > <`; value a str, bool,
int, float, or a tuple of strs; `None` for `true`. Dates are ISO strings.
`("contains", quantity, n, distinct, categories, level, near_categories, within, unit)`:
quantity `any | all | min | max` (`max`: fewer than n), categories sorted tuple of canonical names
after `except`, level a confidence word or None (= act_on), near_categories a sorted tuple or None.
"""


class RuleIR(NamedTuple):
    """A rule: when it fires (true or unknown), what it asks for."""

    when: ConditionIR
    verdict: str | None
    transforms: tuple[tuple[Disposition, tuple[str, ...]], ...]  # (transform, sorted categories)
    oblige: tuple[ObligationIR, ...]


class DefaultsIR(NamedTuple):
    """What holds where no purpose or rule speaks."""

    act_on: Confidence = Confidence.MEDIUM
    no_purpose: str = "block"
    unknown_destination: str = "block"
    no_findings: str = "allow"


class PolicyIR(NamedTuple):
    """A whole policy, as the engine evaluates it. Dictionaries are keyed by canonical names."""

    name: str
    version: str
    defaults: DefaultsIR
    categories: dict[str, CategoryIR]
    groups: dict[str, tuple[str, ...]]
    lexicons: dict[str, LexiconIR]
    detectors: Mapping[str, DetectorIR]
    destinations: dict[str, DestinationIR]
    roles: dict[str, tuple[str, ...]]  # role -> itself and all it inherits, sorted
    contacts: dict[str, str]
    purposes: dict[str, PurposeIR]
    rules: dict[str, RuleIR]
    names: dict[
        str, str
    ]  # short name a caller may use -> canonical, for destinations/purposes/roles

    def to_json(self) -> Json:
        """Plain JSON, the schema of `docs/ir.schema.json`; tuples become arrays."""
        return cast("Json", {"ir": IR_FORMAT, **_plain_fields(self)})

    def canonical(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, ASCII; equal policies have equal bytes."""
        return json.dumps(
            self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=True
        ).encode("ascii")

    def to_lines(self) -> list[str]:
        """JSON in lines: everything but the detectors, then one detector each, by name."""
        names = sorted(self.detectors)
        rest = _plain_fields(self._replace(detectors={}))
        first = {"ir": IR_FORMAT, **rest, "detectors": names}
        return [json.dumps(one) for one in (first, *(_plain(self.detectors[n]) for n in names))]

    @classmethod
    def from_lines(cls, lines: Sequence[bytes]) -> "PolicyIR":
        """
        The policy that `to_lines` wrote; a detector's line is read when it is first looked at.

        Raises IRError as `from_json` does, for a detector when it is looked at.
        """
        try:
            first = cast("dict[str, Json]", json.loads(lines[0]))
            names = _strings(first["detectors"])
            if len(lines) != len(names) + 1:
                raise IRError("not all lines of a compiled policy")
            policy = cls.from_json({**first, "detectors": {}})
        except (KeyError, TypeError, ValueError, IndexError) as error:
            if isinstance(error, IRError):
                raise
            raise IRError(f"not a compiled policy of format {IR_FORMAT}") from error
        return policy._replace(detectors=_Detectors(dict(zip(names, lines[1:], strict=True))))

    @property
    def policy_id(self) -> str:
        """sha256 of `canonical()`, hexadecimal: what an audit record names."""
        return sha256(self.canonical()).hexdigest()

    @property
    def detection_id(self) -> str:
        """sha256 of what is searched for, hexadecimal: the detectors and lexicons alone."""
        lines = [f"{name} {_plain(one)}" for name, one in sorted(self.lexicons.items())]
        lines += [f"{name} {_plain(one)}" for name, one in sorted(self.detectors.items())]
        return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()

    @classmethod
    def from_json(cls, data: Json) -> "PolicyIR":
        """
        The policy that `to_json` wrote.

        Raises IRError when the format number differs or a part is missing or malformed.
        """
        try:
            return _read_policy(cast("dict[str, Json]", data))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            if isinstance(error, IRError):
                raise
            raise IRError(f"not a compiled policy of format {IR_FORMAT}") from error


class _Detectors(Mapping[str, DetectorIR]):
    """Detectors by name, each read from its line at the first look."""

    __slots__ = ("_lines", "_read")

    def __init__(self, lines: dict[str, bytes]) -> None:
        self._lines = lines
        self._read: dict[str, DetectorIR] = {}

    def __getitem__(self, name: str) -> DetectorIR:
        found = self._read.get(name)
        if found is None:
            line = self._lines[name]
            try:
                found = self._read[name] = _detector(cast("Json", json.loads(line)))
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                raise IRError("not a detector of a compiled policy") from error
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def holding(self, word: bytes) -> Iterator[str]:
        """Names of those in whose line it stands."""
        return (name for name, line in self._lines.items() if word in line)


def detectors_with(ir: PolicyIR, word: str) -> Iterator[DetectorIR]:
    """
    All detectors in which an ASCII word without quotes stands, and perhaps others.

    Of a policy from the cache no more are read than hold it.
    """
    detectors = ir.detectors
    # INVARIANT: lines are our own JSON, in which ASCII stands as it is.
    names = detectors.holding(word.encode()) if isinstance(detectors, _Detectors) else detectors
    return (detectors[name] for name in names)


def lexicon_hash(words: tuple[str, ...]) -> str:
    """sha256 over the sorted distinct words, one a line, UTF-8."""
    return sha256("\n".join(sorted(set(words))).encode("utf-8", "surrogatepass")).hexdigest()


_ATOMS = frozenset((str, int, bool, type(None)))


def _plain(value: object) -> object:
    if type(value) in _ATOMS:  # most of all
        return value
    if isinstance(value, Confidence):
        return value.word
    if isinstance(value, Disposition):
        return [value.op, value.arg]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return _plain_fields(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _plain_fields(record: tuple[object, ...]) -> dict[str, object]:
    fields: tuple[str, ...] = record._fields  # type: ignore[attr-defined]  # a NamedTuple
    return {name: _plain(value) for name, value in zip(fields, record, strict=True)}


def _tupled(value: Json) -> object:
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value


def _strings(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of strings was expected")
    return tuple(cast("list[str]", value))


def _level(word: Json) -> Confidence:
    return Confidence[str(word).upper()]


def _disposition(value: Json) -> Disposition:
    op, arg = cast("list[Json]", value)
    return Disposition(str(op), cast("int | str | None", arg))


def _evidence(value: Json) -> EvidenceIR:
    fields = cast("dict[str, Json]", value)
    return EvidenceIR(
        str(fields["kind"]),
        _strings(fields["args"]),
        cast("str | None", fields["lexicon"]),
        cast("int", fields["within"]),
        str(fields["unit"]),
    )


def _detector(value: Json) -> DetectorIR:
    fields = cast("dict[str, list[dict[str, Json]]]", value)
    levelled = cast("dict[str, list[list[Json]]]", value)
    return DetectorIR(
        finds=cast("str", fields["finds"]),
        match=tuple(
            MatchIR(str(m["kind"]), _strings(m["pattern"]), _level(m["level"]))
            for m in fields["match"]
        ),
        require=tuple(_evidence(cast("Json", e)) for e in fields["require"]),
        raises=tuple((_level(level), _evidence(e)) for level, e in levelled["raises"]),
        lowers=tuple((_level(level), _evidence(e)) for level, e in levelled["lowers"]),
        excepts=tuple(
            ExceptIR(
                str(x["kind"]),
                _strings(x["args"]),
                None if x["evidence"] is None else _evidence(x["evidence"]),
            )
            for x in fields["excepts"]
        ),
    )


def _destination(value: Json) -> DestinationIR:
    fields = dict(cast("dict[str, Json]", value))
    listed = {key: _strings(fields.pop(key)) for key in ("paths", "models", "covers", "passes_to")}
    return DestinationIR(**cast("dict[str, str]", fields), **listed)  # type: ignore[arg-type]  # fields checked by name


def _purpose(value: Json) -> PurposeIR:
    fields = cast("dict[str, Json]", value)
    return PurposeIR(
        _strings(fields["roles"]),
        _strings(fields["destinations"]),
        cast("str | None", fields["basis"]),
        {k: _disposition(v) for k, v in cast("dict[str, Json]", fields["needs"]).items()},
        _disposition(fields["otherwise"]),
    )


def _rule(value: Json) -> RuleIR:
    fields = cast("dict[str, Json]", value)
    transforms = cast("list[tuple[Json, Json]]", fields["transforms"])
    oblige = cast("list[dict[str, Json]]", fields["oblige"])
    return RuleIR(
        cast("ConditionIR", _tupled(fields["when"])),
        cast("str | None", fields["verdict"]),
        tuple((_disposition(d), _strings(categories)) for d, categories in transforms),
        tuple(
            ObligationIR(str(o["kind"]), str(o["argument"]), cast("int | None", o["minutes"]))
            for o in oblige
        ),
    )


def _read_policy(data: dict[str, Json]) -> PolicyIR:
    if data["ir"] != IR_FORMAT:
        raise IRError(f"compiled policy of format {data['ir']}, this engine reads {IR_FORMAT}")
    parts = cast("dict[str, dict[str, Json]]", data)
    defaults = parts["defaults"]
    return PolicyIR(
        name=cast("str", data["name"]),
        version=cast("str", data["version"]),
        defaults=DefaultsIR(
            _level(defaults["act_on"]),
            str(defaults["no_purpose"]),
            str(defaults["unknown_destination"]),
            str(defaults["no_findings"]),
        ),
        categories={
            k: CategoryIR(**cast("dict[str, str]", v)) for k, v in parts["categories"].items()
        },
        groups={k: _strings(v) for k, v in parts["groups"].items()},
        lexicons={
            k: LexiconIR(**v)  # type: ignore[arg-type]  # fields checked by name
            for k, v in cast("dict[str, dict[str, Json]]", parts["lexicons"]).items()
        },
        detectors={k: _detector(v) for k, v in parts["detectors"].items()},
        destinations={k: _destination(v) for k, v in parts["destinations"].items()},
        roles={k: _strings(v) for k, v in parts["roles"].items()},
        contacts={k: str(v) for k, v in parts["contacts"].items()},
        purposes={k: _purpose(v) for k, v in parts["purposes"].items()},
        rules={k: _rule(v) for k, v in parts["rules"].items()},
        names={k: str(v) for k, v in parts["names"].items()},
    )
