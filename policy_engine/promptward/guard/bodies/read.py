"""From the bytes of a body and what its headers say of them to a body that was read."""

import re

from promptward.guard.bodies.body import Body
from promptward.guard.bodies.form_body import FormBody, LinesBody, MultipartBody, TextBody
from promptward.guard.bodies.json_body import JsonBody
from promptward.guard.unreadable import Unreadable

__all__ = ["LARGEST_BODY", "read_body"]

LARGEST_BODY = 8 << 20
"""Bytes; a longer body is refused, never looked at in part."""

_BOUNDARY = re.compile(r'boundary="?([^";,]{1,200})"?', re.IGNORECASE)


def read_body(  # noqa: C901  # a kind of body each
    content: bytes, content_type: str | None, encoding: str | None
) -> Body:
    """
    A body to look at. Raises Unreadable for one that is compressed, too long, or no text.

    A declared type is believed only as far as the bytes bear it out.
    """
    if len(content) > LARGEST_BODY:
        raise Unreadable(f"the body is longer than {LARGEST_BODY} bytes")
    if encoding and encoding.strip().lower() not in {"identity", ""}:
        raise Unreadable("the body is compressed")
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        found = _BOUNDARY.search(content_type or "")
        if found is None:
            raise Unreadable("the form with files can't be read")
        return MultipartBody(content, found[1])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable("the body is no UTF-8") from None
    if "\0" in text:
        raise Unreadable("the body is no text")
    if kind == "application/x-www-form-urlencoded":
        return FormBody(text)
    if kind in {"application/x-ndjson", "application/jsonl", "application/x-jsonlines"}:
        return LinesBody(text)
    if text.lstrip()[:1] in {"{", "["} or kind.endswith("json"):
        return JsonBody.read(text)
    if kind.startswith("text/") or kind in {"", "application/octet-stream"}:
        return TextBody(text)
    raise Unreadable("the body is of an unknown type")
