"""Who and where: destinations, roles, contacts, purposes, defaults."""

from dataclasses import dataclass

from promptward_dsl.ast.detectors import Cites
from promptward_dsl.ast.leaves import Name, Node, Pair, Text, Transform

__all__ = ["Contact", "Defaults", "Destination", "Need", "Purpose", "Role"]


@dataclass(frozen=True, slots=True)
class Destination(Node):
    """`destination NAME ["title"] { facts }`."""

    name: Name
    title: Text | None
    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Role(Node):
    """`role NAME [inherits A, B] ["title"]`."""

    name: Name
    inherits: tuple[Name, ...]
    title: Text | None


@dataclass(frozen=True, slots=True)
class Contact(Node):
    """`contact NAME "role:privacy-office"`."""

    name: Name
    address: Text


@dataclass(frozen=True, slots=True)
class Need(Node):
    """One line of `necessary { }`: category or group, and its transform."""

    target: Name
    transform: Transform


@dataclass(frozen=True, slots=True)
class Purpose(Node):
    """`purpose NAME ["title"] { roles, destinations, basis, necessary, otherwise, cites }`."""

    name: Name
    title: Text | None
    roles: tuple[Name, ...]
    destinations: tuple[Name, ...]
    basis: Name | None
    needs: tuple[Need, ...]
    otherwise: Transform | None
    cites: tuple[Cites, ...]


@dataclass(frozen=True, slots=True)
class Defaults(Node):
    """`defaults { key: value }`."""

    pairs: tuple[Pair, ...]
