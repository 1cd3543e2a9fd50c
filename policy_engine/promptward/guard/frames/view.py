"""View: what of a frame a purpose needs, every value treated as the policy says."""

from collections.abc import Mapping, Sequence

from promptward.guard.asking import request_for
from promptward.guard.blocked import GuardError
from promptward.guard.frames.columns import frame_of
from promptward.guard.frames.scan import blocks, scan_frame
from promptward.guard.guard import Guard
from promptward.guard.process import install
from promptward_dsl.ir import PurposeIR
from promptward_dsl.lattice import REDACT

__all__ = ["view"]


def view(
    frame: object, purpose: str | None = None, *, to: str | None = None, rows: int | None = None
) -> object:
    """
    A frame of the same library with only what the purpose needs.

    Columns that are nothing but identifiers which the purpose does not need are left out; in all
    others each value is treated as the policy treats it in a prompt. `rows`: the first so many.
    Raises GuardError where the policy has no such purpose, or would block these values.
    """
    guard = install()
    asked = purpose if purpose is not None else guard.asked.purpose
    granted = _purpose(guard, asked)
    read = frame_of(frame)
    report = scan_frame(frame, sample=min(read.rows, 400))
    columns: dict[str, list[object]] = {}
    for column in report.columns:
        whole = column.identifies and not column.text
        if whole and all(
            granted.needs.get(category, granted.otherwise) == REDACT
            for category in column.categories
        ):
            continue
        places = None if rows is None else range(min(rows, read.rows))
        values = read.values(column.name, places)
        if column.identifies or read.text_like(column.name):
            values = _treated(guard, column.name, values, asked, to, granted)
        columns[column.name] = values
    if rows is not None and rows < read.rows:
        read = frame_of(_first(frame, rows))
    return read.rebuilt(columns)


def _purpose(guard: Guard, name: str | None) -> PurposeIR:
    ir = guard.engine.ir
    if name is None:
        raise GuardError("say for what purpose: view(df, purpose=…)")
    found = ir.purposes.get(name) or ir.purposes.get(ir.names.get(name, ""))
    if found is None:
        known = ", ".join(sorted({one.rpartition(".")[2] for one in ir.purposes})) or "none"
        raise GuardError(f"the policy declares no such purpose; it declares {known}")
    return found


def _treated(  # all that a request needs
    guard: Guard,
    name: str,
    values: Sequence[object],
    purpose: str | None,
    to: str | None,
    granted: PurposeIR,
) -> list[object]:
    treated = list(values)
    destination = to or guard.asked.to or min(granted.destinations, default=None)
    for first, rendering in blocks(name, values):
        request = request_for(guard, rendering.text, to=destination, purpose=purpose)
        # What is shown here leaves nothing: a reason is asked for where it is sent.
        decision = guard.engine.treat(request)
        if decision.text is not None:
            decision.settle("not_sent")
        if decision.text is None:
            reasons = "; ".join(reason.message for reason in decision.reasons)
            raise GuardError(f"the policy does not let these values leave: {reasons}")
        changes = rendering.split(request.text, decision.text, decision.replaced)
        for index, text in changes.items():
            treated[first + index] = text
    return treated


def _first(frame: object, rows: int) -> object:
    if isinstance(frame, Mapping):
        return {name: values[:rows] for name, values in frame.items()}
    head = getattr(frame, "head", None)
    return head(rows) if callable(head) else getattr(frame, "slice")(0, rows)  # noqa: B009  # pyarrow
