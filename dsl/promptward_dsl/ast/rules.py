"""Rules, their conditions and what follows."""

from dataclasses import dataclass
from typing import TypeAlias

from promptward_dsl.ast.detectors import Cites
from promptward_dsl.ast.leaves import Name, Node, Selector, Text, Transform, Value

__all__ = [
    "And",
    "Attribute",
    "Condition",
    "Contains",
    "Not",
    "Obligation",
    "Or",
    "Proximity",
    "Quantity",
    "Rule",
    "ThenTransform",
    "ThenVerdict",
]


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """`any | all | N or more [distinct] (min) | fewer than N (max)`."""

    kind: str  # any | all | min | max
    count: int = 1
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Proximity(Node):
    """`near SELECTOR within N chars|words|lines`."""

    selector: Selector
    within: int
    unit: str


@dataclass(frozen=True, slots=True)
class Contains(Node):
    """`contains [quantity] SELECTOR [at least LEVEL] [near …]`."""

    quantity: Quantity | None
    selector: Selector
    level: Name | None
    proximity: Proximity | None


@dataclass(frozen=True, slots=True)
class Attribute(Node):
    """`path OP value`; op one of `true is is_not in not_in >= <= > <`, value None for `true`."""

    path: Name
    op: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of the conditions."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """At least one of the conditions."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition does not hold."""

    condition: "Condition"


Condition: TypeAlias = And | Or | Not | Contains | Attribute


@dataclass(frozen=True, slots=True)
class ThenVerdict(Node):
    """`then block`."""

    verdict: Name


@dataclass(frozen=True, slots=True)
class ThenTransform(Node):
    """`then redact on SELECTOR`."""

    transform: Transform
    selector: Selector


@dataclass(frozen=True, slots=True)
class Obligation(Node):
    """`audit [minimal|full]`, or `notify CONTACT [within N minutes|hours|days]`."""

    kind: str  # audit | notify
    level: Name | None = None
    contact: Name | None = None
    count: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """`rule NAME ["title"] { when … then … oblige … advise … cites … }`."""

    name: Name
    title: Text | None
    when: tuple[Condition, ...]
    then: tuple[ThenVerdict | ThenTransform, ...]
    oblige: tuple[Obligation, ...]
    advise: tuple[Text, ...]
    cites: tuple[Cites, ...]
