"""Vocabulary: value types and letters, and that none of the eighteen is forgotten (E108, W108)."""

from promptward_dsl import ast
from promptward_dsl.checker.domains import check_terms, check_word
from promptward_dsl.checker.report import Report, listed
from promptward_dsl.program import Kind
from promptward_dsl.vocabulary import LETTERS, VALUE_TYPES

__all__ = ["check"]

FUZZY_LIMIT = 2


def check(report: Report) -> None:
    """Categories, groups, lexicons, and 45 CFR 164.514(b)(2)(i)(A) to (R)."""
    for category in report.program.categories.values():
        check_word(report, "value type", category.node.value_type, VALUE_TYPES)
        if category.node.letter is not None:
            _letter(report, category.node.letter)
    for gap in report.program.uncovered:
        _letter(report, gap.node.letter)
    for name, group in report.program.groups.items():
        names = (*group.node.members.include, *group.node.members.exclude)
        known = all(
            any(
                report.program.find(kind, n.text, group.scope)
                for kind in (Kind.CATEGORY, Kind.GROUP)
            )
            for n in names
        )
        # One that is empty without an exception is empty because of another that is.
        excepted = bool(group.node.members.exclude)
        if known and excepted and not report.program.members[name]:
            report.error(
                "E104", group.node.members.span, f"group `{group.node.name.text}` is empty"
            )
    for name, lexicon in report.program.lexicons.items():
        _lexicon(report, name, lexicon.node)
    _eighteen(report)


def _letter(report: Report, letter: ast.Name) -> None:
    if letter.text not in LETTERS or len(letter.text) != 1:
        report.error(
            "E104", letter.span, f"`{letter.text}` is not one of the 18", help="a letter, A to R"
        )


def _lexicon(report: Report, name: str, lexicon: ast.Lexicon) -> None:
    if not 0 <= lexicon.fuzzy <= FUZZY_LIMIT:
        report.error(
            "E104", lexicon.name.span, f"`fuzzy {lexicon.fuzzy}` is more than {FUZZY_LIMIT} edits"
        )
    if lexicon.words is not None:
        check_terms(report, lexicon.words)
    elif lexicon.source is None and not report.program.words.get(name):
        report.error("E104", lexicon.name.span, f"lexicon `{lexicon.name.text}` has no words")


def _eighteen(report: Report) -> None:
    program = report.program
    detected = {_found(report, name) for name in program.bodies if program.finding(name)}
    said = {gap.node.letter.text for gap in program.uncovered}
    covered = {program.letter(name) for name in program.categories}
    missing = [letter for letter in LETTERS if letter not in covered | said]
    if missing:
        report.error(
            "E108",
            program.modules[program.entry].span,
            f"no category and no `uncovered` for {listed(missing)} of the 18 identifiers",
            help="`import hipaa.safe_harbor`, or say so: "
            f'`uncovered safe_harbor {missing[0]} because "…"`',
            note="45 CFR 164.514(b)(2)(i)",
        )
    for name, category in program.categories.items():
        letter = program.letter(name)
        seen = {c for c in program.categories if c in detected and program.letter(c) == letter}
        if letter is None or seen or letter in said:
            continue
        if not _taken_away(report, letter):
            report.warn(
                "W108",
                category.scope,
                category.node.name.span,
                f"nothing finds `{category.node.name.text}`, which covers {letter} of the 18",
                help="write a detector for it",
            )


def _found(report: Report, detector: str) -> str | None:
    """The category that a detector finds."""
    declared = report.program.detectors[detector]
    return report.program.find(Kind.CATEGORY, declared.node.finds.text, declared.scope)


def _taken_away(report: Report, letter: str) -> bool:
    """
    Whether an author's waiver or override leaves a letter without a detector, which is told there.

    The category may stand in a pack, about which nobody is warned who can't change it.
    """
    program = report.program
    told = False
    for name in program.detectors:
        amendment = program.disabled.get(f"{Kind.DETECTOR} {name}") or program.overridden(name)
        found = _found(report, name)
        if amendment is None or found is None or program.letter(found) != letter:
            continue
        if not program.ours(amendment.scope):
            continue
        told = True
        node = amendment.node
        what = "disable" if isinstance(node, ast.Disable) else "override"
        report.warn(
            "W108",
            amendment.scope,
            node.target.span,
            f"with this `{what}` nothing finds `{found.rpartition('.')[2]}`, "
            f"which covers {letter} of the 18",
            help="find it otherwise, or say that it is not covered: "
            f'`uncovered safe_harbor {letter} because "…"`',
        )
    return told
