"""Transforms: known (E104) and fitting the value types they are used on (E105)."""

from collections.abc import Iterable

from promptward_dsl import ast
from promptward_dsl.checker.report import Report, listed, suggestion
from promptward_dsl.vocabulary import GRAINS, MASKABLE, TRANSFORMS

__all__ = ["check_transform"]

SHIFT_LIMIT = 3650
SHOWN_LIMIT = 64


def check_transform(report: Report, transform: ast.Transform, categories: Iterable[str]) -> None:
    """E104 where a transform or its parameter is unknown, E105 where it fits no such category."""
    if not _known(report, transform):
        return
    for name in sorted(categories):
        category = report.program.categories[name].node
        value_type = category.value_type.text
        wrong = _misfit(transform, value_type)
        if wrong is not None:
            span = transform.grain.span if transform.grain else transform.span
            message, fits = wrong
            report.error(
                "E105",
                span,
                f"{message} does not fit `{category.name.text}`, which is a {value_type}",
                help=fits,
            )
            return


def _known(report: Report, transform: ast.Transform) -> bool:
    grain, count = transform.grain, transform.count
    if transform.op not in TRANSFORMS:
        report.error(
            "E104",
            transform.span,
            f"`{transform.op}` is not a transform",
            help=suggestion(transform.op, TRANSFORMS),
        )
    elif transform.op == "generalise" and (grain is None or grain.text not in _ALL_GRAINS):
        written = grain.text if grain else ""
        report.error(
            "E104",
            grain.span if grain else transform.span,
            f"`{written}` is not a grain",
            help=suggestion(written, _ALL_GRAINS),
        )
    elif transform.op == "date_shift" and count is not None and not 1 <= count <= SHIFT_LIMIT:
        report.error("E104", transform.span, f"a shift is between 1 and {SHIFT_LIMIT} days")
    elif transform.op == "mask" and count is not None and not 0 <= count <= SHOWN_LIMIT:
        report.error("E104", transform.span, f"a mask shows at most {SHOWN_LIMIT} characters")
    else:
        return True
    return False


_ALL_GRAINS = tuple(sorted({grain for grains in GRAINS.values() for grain in grains}))


def _fitting(value_type: str) -> list[str]:
    """The transforms that a value type takes where it has no grains."""
    unfit = {"generalise", *({"date_shift"} if value_type != "date" else ())}
    unfit |= set() if value_type in MASKABLE else {"mask"}
    return [op for op in TRANSFORMS if op not in unfit]


def _misfit(transform: ast.Transform, value_type: str) -> tuple[str, str | None] | None:
    match transform.op:
        case "date_shift" if value_type != "date":
            return "`date_shift`", "it shifts dates only"
        case "mask" if value_type not in MASKABLE:
            return "`mask`", f"it masks {listed(MASKABLE)}"
        case "generalise":
            grains = GRAINS.get(value_type, ())
            grain = transform.grain.text if transform.grain else ""
            if grain not in grains:
                fits = (
                    f"one of {listed(grains)}"
                    if grains
                    else f"what fits: {listed(_fitting(value_type))}"
                )
                return f"`generalise to {grain}`", fits
        case _:
            pass
    return None
