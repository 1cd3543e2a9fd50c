"""Reports as JSON: one object, or one a file as each is done."""

import json
from collections.abc import Iterable, Iterator

from promptward.scan.outcome import FileScan, Totals
from promptward.scan.reports.facts import Facts

__all__ = ["lines", "whole"]


def whole(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """One object: `policy`, `files`, `not_scanned` and `summary`; written as the scan goes on."""
    policy = {"name": facts.policy, "version": facts.policy_version, "id": facts.policy_id}
    yield f'{{"policy": {json.dumps(policy)},'
    yield '"files": ['
    unread: list[dict[str, object]] = []
    separator = ""
    for scan in scans:
        if scan.unread is not None:
            unread.append(scan.to_json())
        elif not scan.out_of_scope:
            yield f"{separator}{json.dumps(scan.to_json())}"
            separator = ","
    yield "],"
    yield f'"not_scanned": {json.dumps(unread)},'
    yield f'"summary": {json.dumps(totals.to_json())}}}'


def lines(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """One JSON object a file."""
    del totals, facts
    for scan in scans:
        if not scan.out_of_scope:
            yield json.dumps(scan.to_json())
