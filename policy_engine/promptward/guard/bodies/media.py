"""Media: what in a body is no text, and therefore can't be looked at."""

import base64
import re
from collections.abc import Mapping

__all__ = ["embedded", "media_of", "media_of_type", "nothing_else"]

_TYPES = {
    "audio": "audio",
    "computer_screenshot": "images",
    "container_upload": "files",
    "image": "images",
    "image_url": "images",
    "input_audio": "audio",
    "input_audio_buffer.append": "audio",
    "input_file": "files",
    "input_image": "images",
    "video": "images",
    "video_url": "images",
}
_FIELDS = {
    "fileData": "files",
    "file_data": "files",
    "inlineData": "files",
    "inline_data": "files",
    "input_audio": "audio",
    "image_url": "images",
}
_TELLING = frozenset({"type", *_FIELDS, "image", "video", "audio", "document", "images"})
_DATA = re.compile(r"\s*data:([a-z]+)/[^,]{0,200},", re.IGNORECASE)
_DATA_ALONE = re.compile(
    r"\s*data:[a-z]+/[a-z0-9.+\-]{1,60}(?:;[a-z\-]{1,20}=[a-z0-9.\-]{1,40})?;base64,"
    r"(?P<begun>[A-Za-z0-9+/_\-]{0,64})[A-Za-z0-9+/_\-]*={0,2}\s*",
    re.IGNORECASE,
)
_BEGIN = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM", b"\0\0\1\0"),
    *(b"%PDF", b"PK\3\4", b"\xd0\xcf\x11\xe0"),
    *(b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"fLaC", b"\x1aE\xdf\xa3"),
)
"""How images, documents, sounds and films begin."""


def media_of(value: Mapping[str, object]) -> str | None:  # noqa: C901  # a way of writing it each
    """
    What an object stands for that is no text: `images`, `audio`, `files`; None for anything else.

    Read from its type and from its fields, since each vendor writes it in another way.
    """
    if _TELLING.isdisjoint(value):
        return None
    kind = value.get("type")
    if isinstance(kind, str):
        if kind in _TYPES:
            return _TYPES[kind]
        if kind in {"document", "file"}:
            source = value.get("source", value.get(kind))
            if isinstance(source, Mapping) and source.get("type") in {"text", "content"}:
                return None
            return "files"
    for field, medium in _FIELDS.items():
        if field in value:
            inner = value[field]
            if isinstance(inner, Mapping):
                said = inner.get("mimeType", inner.get("mime_type"))
                if isinstance(said, str):
                    return media_of_type(said) or "files"
            return medium
    for field in ("image", "video", "audio", "document"):
        inner = value.get(field)
        if isinstance(inner, Mapping) and "source" in inner:  # Bedrock
            return {"document": "files", "audio": "audio"}.get(field, "images")
    images = value.get("images")
    if isinstance(images, list) and images:  # Ollama
        return "images"
    return None


def media_of_type(said: str) -> str | None:
    """The same from a content type; None for text."""
    kind = said.partition("/")[0].strip().lower()
    if kind in {"image", "video"}:
        return "images"
    if kind == "audio":
        return "audio"
    if kind == "text" or "json" in said or "xml" in said or "yaml" in said:
        return None
    return "files"


def embedded(text: str) -> str | None:
    """What a `data:` address at the beginning of a text holds, if that is no text."""
    found = _DATA.match(text)
    return media_of_type(f"{found[1]}/x") if found else None


def nothing_else(text: str) -> bool:
    """Whether a text that begins with a `data:` address is that address, and no word more."""
    found = _DATA_ALONE.fullmatch(text)
    if found is None:
        return False
    try:
        begun = base64.b64decode(found["begun"][: len(found["begun"]) // 4 * 4], altchars=b"-_")
    except ValueError:
        return False
    # What begins as no such file is words, or a text's code: whoever gets it reads it.
    return begun.startswith(_BEGIN) or begun[4:8] == b"ftyp"
