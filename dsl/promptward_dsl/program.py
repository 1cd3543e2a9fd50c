"""
The program: all modules of a policy, with every name and amendment in place.

What `resolver` makes and what `checker` and `compiler` read. Names are canonical here; the nodes
keep the author's words, and `Program.find` says what a name means where it is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from promptward_dsl.ast import (
    Category,
    Contact,
    Defaults,
    Destination,
    Detector,
    DetectorItem,
    Disable,
    Extend,
    Group,
    Import,
    Lexicon,
    Match,
    Module,
    Name,
    Override,
    Purpose,
    Role,
    Rule,
    Selector,
    Test,
    Uncovered,
)
from promptward_dsl.sources import SourceFile
from promptward_dsl.span import SourceSpan

__all__ = [
    "Amendment",
    "Declared",
    "DetectorBody",
    "Kind",
    "PolicyModule",
    "Program",
    "Scope",
    "Tree",
]


class Kind(StrEnum):
    """What a name can stand for. Categories and groups share their names, the others do not."""

    CATEGORY = "category"
    GROUP = "group"
    LEXICON = "lexicon"
    DETECTOR = "detector"
    DESTINATION = "destination"
    ROLE = "role"
    CONTACT = "contact"
    PURPOSE = "purpose"
    RULE = "rule"


class Scope(NamedTuple):
    """Where something is written: its module, and the alias and dot of a named data file."""

    module: str
    prefix: str = ""


NamedNode: TypeAlias = (
    Category | Group | Lexicon | Detector | Destination | Role | Contact | Purpose | Rule
)
N_co = TypeVar("N_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Declared(Generic[N_co]):
    """A declaration, its canonical name, and the scope that its names are read in."""

    name: str
    node: N_co
    scope: Scope


@dataclass(frozen=True, slots=True)
class Amendment:
    """An `extend`, `override` or `disable`; `target` is None where no such thing is declared."""

    node: Extend | Override | Disable
    scope: Scope
    target: str | None


@dataclass(frozen=True, slots=True)
class DetectorBody:
    """A detector as amended: each item with the scope of the module that wrote it."""

    declared: Declared[Detector]
    items: tuple[tuple[DetectorItem, Scope], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """One source of a module: the module's own file (no prefix) or a data file it imports."""

    module: Module
    prefix: str
    source: SourceFile


@dataclass(frozen=True, slots=True)
class PolicyModule:
    """A module: its sources, and the modules its aliases stand for."""

    name: str
    version: str
    source: SourceFile
    trees: tuple[Tree, ...]
    imports: Mapping[str, str]  # alias -> module name
    requires: tuple[tuple[Import, str], ...]  # each import that was found, and its module
    floor: bool  # belongs to the floor, directly or as one of its imports

    @property
    def shipped(self) -> bool:
        """Whether it came from the packs that ship with the engine."""
        return self.source.root is not None and self.source.root.shipped

    @property
    def span(self) -> SourceSpan:
        """The header's name, or the start of the file."""
        header = self.trees[0].module.header
        return header.name.span if header else SourceSpan(self.source.label, 0, 0)


@dataclass(frozen=True, slots=True)
class Program:
    """
    All that a policy consists of. Dictionaries are keyed by canonical names.

    `rules` and `detectors` hold what is declared, `disabled` which of them a waiver switches off
    today: keys are a kind and a canonical name, such as `rule clinic.residency`.
    """

    entry: str
    floor: str | None
    modules: Mapping[str, PolicyModule]
    named: Mapping[Kind, Mapping[str, Declared[NamedNode]]]
    bodies: Mapping[str, DetectorBody]
    words: Mapping[str, tuple[str, ...]]
    amendments: tuple[Amendment, ...]
    disabled: Mapping[str, Amendment]
    uncovered: tuple[Declared[Uncovered], ...]
    defaults: tuple[Declared[Defaults], ...]
    tests: tuple[Declared[Test], ...]
    members: Mapping[str, frozenset[str]]  # group -> its categories

    @property
    def entry_scope(self) -> Scope:
        """Where the entry's own names are read."""
        return Scope(self.entry)

    # ------------------------------------------------------------------ what a name means

    def find(self, kind: Kind, text: str, scope: Scope) -> str | None:
        """The canonical name that `text` stands for in a scope; None if there is no such thing."""
        table = self.named[kind]
        for name in self._readings(text, scope):
            declared = table.get(name.canonical)
            if declared is not None and declared.scope.module == name.module:
                return name.canonical
        return None

    def _readings(self, text: str, scope: Scope) -> Iterator["_Reading"]:
        if scope.prefix:
            yield _Reading(scope.module, f"{scope.module}.{scope.prefix}{text}")
        yield _Reading(scope.module, f"{scope.module}.{text}")
        alias, dot, rest = text.partition(".")
        module = self.modules.get(scope.module)
        imported = module.imports.get(alias) if module and dot else None
        if imported is not None:
            yield _Reading(imported, f"{imported}.{rest}")

    def visible(self, kind: Kind, scope: Scope) -> list[str]:
        """Every name of a kind that could be written in a scope, as it would be written there."""
        module = self.modules[scope.module]
        prefixes = {imported: f"{alias}." for alias, imported in module.imports.items()}
        prefixes[module.name] = ""
        return sorted(
            prefixes[declared.scope.module] + self.local(declared)
            for declared in self.named[kind].values()
            if declared.scope.module in prefixes
        )

    @staticmethod
    def local(declared: Declared[N_co]) -> str:
        """The name within its module: the canonical name without the module's."""
        return declared.name[len(declared.scope.module) + 1 :]

    # ------------------------------------------------------------------ what a selector picks

    def categories_of(self, name: Name, scope: Scope) -> frozenset[str]:
        """The categories that one name stands for: itself, or those of the group; else none."""
        category = self.find(Kind.CATEGORY, name.text, scope)
        if category is not None:
            return frozenset((category,))
        group = self.find(Kind.GROUP, name.text, scope)
        return self.members.get(group, frozenset()) if group is not None else frozenset()

    def select(self, selector: Selector, scope: Scope) -> frozenset[str]:
        """The categories that a selector picks."""
        included = [self.categories_of(name, scope) for name in selector.include]
        excluded = [self.categories_of(name, scope) for name in selector.exclude]
        return frozenset[str]().union(*included) - frozenset[str]().union(*excluded)

    # ------------------------------------------------------------------ typed views

    @property
    def categories(self) -> Mapping[str, Declared[Category]]:
        """Categories by canonical name."""
        return self.named[Kind.CATEGORY]  # type: ignore[return-value]  # one node type a kind

    @property
    def groups(self) -> Mapping[str, Declared[Group]]:
        """Groups by canonical name."""
        return self.named[Kind.GROUP]  # type: ignore[return-value]  # one node type a kind

    @property
    def lexicons(self) -> Mapping[str, Declared[Lexicon]]:
        """Lexicons by canonical name."""
        return self.named[Kind.LEXICON]  # type: ignore[return-value]  # one node type a kind

    @property
    def detectors(self) -> Mapping[str, Declared[Detector]]:
        """Detectors as declared, by canonical name; `bodies` holds them as amended."""
        return self.named[Kind.DETECTOR]  # type: ignore[return-value]  # one node type a kind

    @property
    def destinations(self) -> Mapping[str, Declared[Destination]]:
        """Destinations by canonical name."""
        return self.named[Kind.DESTINATION]  # type: ignore[return-value]  # one node type a kind

    @property
    def roles(self) -> Mapping[str, Declared[Role]]:
        """Roles by canonical name."""
        return self.named[Kind.ROLE]  # type: ignore[return-value]  # one node type a kind

    @property
    def contacts(self) -> Mapping[str, Declared[Contact]]:
        """Contacts by canonical name."""
        return self.named[Kind.CONTACT]  # type: ignore[return-value]  # one node type a kind

    @property
    def purposes(self) -> Mapping[str, Declared[Purpose]]:
        """Purposes by canonical name."""
        return self.named[Kind.PURPOSE]  # type: ignore[return-value]  # one node type a kind

    @property
    def rules(self) -> Mapping[str, Declared[Rule]]:
        """Rules by canonical name, disabled ones too."""
        return self.named[Kind.RULE]  # type: ignore[return-value]  # one node type a kind

    # ------------------------------------------------------------------ derived facts

    def active(self, kind: Kind, name: str) -> bool:
        """Whether no waiver switches a detector or rule off today."""
        return f"{kind} {name}" not in self.disabled

    def finding(self, detector: str) -> bool:
        """Whether a detector finds anything: it is active, and has a `match` as amended."""
        items = self.bodies[detector].items
        matching = any(isinstance(item, Match) for item, _ in items)
        return matching and self.active(Kind.DETECTOR, detector)

    def overridden(self, detector: str) -> Amendment | None:
        """The override that holds for a detector."""
        return next(
            (a for a in self.amendments if a.target == detector and isinstance(a.node, Override)),
            None,
        )

    def inherited(self, role: str) -> frozenset[str]:
        """A role and all that it inherits; ends on a cycle too."""
        known: set[str] = set()
        waiting = [role]
        while waiting:
            name = waiting.pop()
            declared = self.roles.get(name)
            if name in known or declared is None:
                continue
            known.add(name)
            scope = declared.scope
            parents = (self.find(Kind.ROLE, r.text, scope) for r in declared.node.inherits)
            waiting += [parent for parent in parents if parent is not None]
        return frozenset(known)

    def letter(self, category: str) -> str | None:
        """The Safe Harbor letter of a category."""
        letter = self.categories[category].node.letter
        return letter.text if letter else None

    def in_floor(self, scope: Scope) -> bool:
        """Whether a scope belongs to the floor."""
        return self.modules[scope.module].floor

    def ours(self, scope: Scope) -> bool:
        """Whether warnings about a scope concern the author: not those of shipped packs."""
        return scope.module == self.entry or not self.modules[scope.module].shipped


class _Reading(NamedTuple):
    module: str
    canonical: str
