"""Tests that a policy carries."""

from dataclasses import dataclass
from typing import TypeAlias

from promptward_dsl.ast.leaves import Name, Node, Pair, Text, Transform
from promptward_dsl.ast.rules import Obligation

__all__ = [
    "Expect",
    "ExpectAbsent",
    "ExpectOblige",
    "ExpectText",
    "ExpectTransform",
    "ExpectVerdict",
    "Test",
]


@dataclass(frozen=True, slots=True)
class ExpectVerdict(Node):
    """`expect block [by rule]`."""

    verdict: Name
    by: Name | None


@dataclass(frozen=True, slots=True)
class ExpectTransform(Node):
    """`expect sh.mrn pseudonymise`."""

    target: Name
    transform: Transform


@dataclass(frozen=True, slots=True)
class ExpectAbsent(Node):
    """`expect no sh.ssn`."""

    target: Name


@dataclass(frozen=True, slots=True)
class ExpectOblige(Node):
    """`expect oblige audit full, notify …`."""

    obligations: tuple[Obligation, ...]


@dataclass(frozen=True, slots=True)
class ExpectText(Node):
    """`expect text "…"`: the rewritten prompt."""

    text: Text


Expect: TypeAlias = ExpectVerdict | ExpectTransform | ExpectAbsent | ExpectOblige | ExpectText


@dataclass(frozen=True, slots=True)
class Test(Node):
    """`test "name" { given … prompt … expect … }`."""

    name: Text
    given: tuple[Pair, ...]
    prompt: Text | None
    expect: tuple[Expect, ...]
