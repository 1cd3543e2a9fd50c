"""JSON of a report, written so that a scan of the report takes nothing in it for an allow."""

import json

__all__ = ["written"]


def written(data: object) -> str:
    """The data as JSON; advice that shows how a comment allows is none itself."""
    return json.dumps(data).replace("promptward: allow[", "promptward\\u003a allow[")
