"""JSON of a reply: every string of it, and JSON inside of strings as JSON."""

import json

from promptward.guard.restorer import Restorer

__all__ = ["is_json", "restored_data", "restored_document"]

_DEEPEST = 200


def restored_document(content: bytes, restorer: Restorer) -> bytes:
    """A JSON document with its pseudonyms turned back; what is none is treated as text."""
    text = content.decode("utf-8", "surrogateescape")
    try:
        data: object = json.loads(text)
        new = restored_data(data, restorer)
    except (ValueError, RecursionError):
        return restorer.text(text).encode("utf-8", "surrogateescape")
    # A reply without pseudonyms keeps its bytes: nobody's way of writing JSON is changed.
    return content if new == data else json.dumps(new, separators=(",", ":")).encode("ascii")


def restored_data(data: object, restorer: Restorer, depth: int = 0) -> object:
    """The same for data: a copy with new strings, keys as they were."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(data, str):
        return restorer.text(data, escaped=is_json(data))
    if isinstance(data, dict):
        return {key: restored_data(value, restorer, depth + 1) for key, value in data.items()}
    if isinstance(data, list):
        return [restored_data(value, restorer, depth + 1) for value in data]
    return data


def is_json(text: str) -> bool:
    """Whether a string is JSON itself, as the arguments of tools are."""
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
