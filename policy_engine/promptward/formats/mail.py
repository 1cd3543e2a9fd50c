"""Mail (RFC 5322): headers, bodies decoded part by part, attachments by their own format."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message

from promptward.formats.encoding import encoding_of
from promptward.formats.joined import Joined, at_line, fixed
from promptward.formats.nested import nested
from promptward.formats.segment import Item, LeftOut, Reading, UnreadError
from promptward.formats.source import Source

__all__ = ["read"]

_SHOWN = ("from", "to", "cc", "bcc", "reply-to", "sender", "subject", "date")
_MACHINERY = frozenset(
    {"received", "dkim-signature", "authentication-results", "arc-seal",
     "message-id", "references",
     "in-reply-to", "content-type", "content-transfer-encoding", "mime-version", "return-path",
     "arc-message-signature", "arc-authentication-results"}
)  # fmt: skip


def read(source: Source) -> Reading:
    """Segments: headers with the text of the message, then each attachment."""
    encoding_of(source.head())
    message = email.message_from_bytes(source.whole(), policy=email.policy.default)
    body = Joined()
    _headers(message, "", body)
    yield from _parts(message, "1", body, source)
    if len(body):
        yield body.segment()


def _headers(message: Message, within: str, body: Joined) -> None:
    for name, value in message.items():
        if name.lower() not in _MACHINERY:
            where = f"{within}header {name}"
            body.add(f"{name}: {value}", fixed(where, f"header:{name.lower()}"))


def _parts(message: Message, number: str, body: Joined, source: Source) -> Iterator[Item]:
    if message.is_multipart():
        for index, part in enumerate(
            message.iter_parts() if isinstance(message, EmailMessage) else (), 1
        ):
            inner = f"{number}.{index}" if number != "1" else str(index)
            if message.get_content_maintype() == "message":  # a mail in the mail
                _headers(part, f"part {number} ", body)
            yield from _parts(part, inner, body, source)
        return
    kind = message.get_content_type()
    name = message.get_filename()
    payload = message.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if name or message.get_content_disposition() == "attachment":
        yield from nested(name or f"part {number}", data, source)
    elif kind.startswith("text/"):
        charset = message.get_content_charset() or "utf-8"
        try:
            text = data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            text = data.decode("latin-1")
        text = text.replace("\r\n", "\n")
        body.add(text, at_line(f"part {number}", 0, text, f"part:{kind}"))
    elif kind.startswith(("image/", "audio/", "video/")):
        yield LeftOut(kind.partition("/")[0])
    elif data:
        raise UnreadError("binary", f"part {number} is {kind}", "save the part and scan it")
