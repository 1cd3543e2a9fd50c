"""JSON: every string, number and key of it, JSON inside of strings as well."""

import json
from collections.abc import Mapping
from typing import NamedTuple, NoReturn, TypeAlias

from promptward.guard.bodies.media import embedded, media_of, nothing_else
from promptward.guard.bodies.rendering import Rendering
from promptward.guard.bodies.words import CODED, FIGURES, SHOWN, TEXT, steers
from promptward.guard.encoded import runs
from promptward.guard.unreadable import Unreadable

__all__ = ["JsonBody", "parsed"]

Holder: TypeAlias = "dict[str, object] | list[object]"

_DEEPEST = 60
_MOST_VALUES = 200_000
_TOO_MUCH = "the data is nested too deeply or has too many values"
_MOST_INSIDE = 4
_CODES = 8


class _Slot(NamedTuple):
    """Where a leaf's value stands."""

    holder: Holder
    key: str | int


class _Inside(NamedTuple):
    """JSON that stands as a string inside of JSON: its data, its slot, and the leaves it has."""

    data: object
    slot: _Slot
    first: int
    last: int


class JsonBody:
    """
    JSON data as the body of a request.

    Names of fields are looked at together with their values: `mrn` before a number says what it
    is. They can't be rewritten, nor can numbers be without becoming strings.
    """

    __slots__ = ("_count", "_inside", "_root", "_slots", "media", "sent_as_bytes")

    def __init__(self, data: object, *, sent_as_bytes: bool = True) -> None:
        self.sent_as_bytes = sent_as_bytes
        self._root: dict[str, object] = {"": data}
        self._slots: dict[int, _Slot] = {}
        self._inside: list[_Inside] = []
        self._count = 0
        self.media: frozenset[str] = frozenset()

    @classmethod
    def read(cls, content: str) -> "JsonBody":
        """Raises Unreadable for what is no JSON, or may be read in two ways."""
        return cls(parsed(content))

    @property
    def data(self) -> object:
        """The data as it is now."""
        return self._root[""]

    def render(self, into: Rendering) -> None:
        """Write every string, number and key that doesn't merely steer."""
        self._walk(_Slot(self._root, ""), into, _Where("", None, None, frozenset()), 0, 0)

    def rewritten(self, changed: Mapping[int, str]) -> bytes:
        """The data with these leaves changed, as JSON in ASCII."""
        self.put(changed)
        return _dumped(self.data).encode("ascii")

    def put(self, changed: Mapping[int, str]) -> None:
        """Change these leaves in the data."""
        for index, new in changed.items():
            holder, key = self._slots[index]
            _put(holder, key, new)
        # Inner ones were noted before the ones around them.
        for inside in self._inside:
            if any(inside.first <= index < inside.last for index in changed):
                _put(inside.slot.holder, inside.slot.key, _dumped(inside.data))

    # ---------------------------------------------------------------- the walk

    def _walk(self, slot: _Slot, into: Rendering, at: "_Where", depth: int, inside: int) -> None:
        self._counted()
        if depth > _DEEPEST:
            raise Unreadable(_TOO_MUCH)
        value = _get(slot)
        if isinstance(value, str):
            self._string(value, slot, into, at, depth, inside)
        elif isinstance(value, bool) or value is None:
            return
        elif isinstance(value, int | float):
            if at.key not in FIGURES:
                self._leaf(str(value), slot, into, at)
        elif isinstance(value, dict):
            self._object(value, into, at, depth, inside)
        elif isinstance(value, list):
            self._list(value, into, at, depth, inside)
        elif isinstance(value, bytes | bytearray):  # in the parameters of botocore only
            self._bytes(bytes(value), slot, into, at, depth)
        else:
            raise Unreadable("the data holds a value of an unknown type")

    def _counted(self) -> None:
        self._count += 1
        if self._count > _MOST_VALUES:
            raise Unreadable(_TOO_MUCH)

    def _object(
        self, value: dict[str, object], into: Rendering, at: "_Where", depth: int, inside: int
    ) -> None:
        medium = media_of(value)
        if medium is not None:
            self.media |= {medium}
        siblings = frozenset(value)
        for key, inner in value.items():
            if not isinstance(key, str):
                raise Unreadable("the data holds a key that is no string")
            # Most of what is short steers: that is told before a place is made for it.
            if isinstance(inner, str) and steers(key, inner, at.key, siblings):
                self._counted()
                continue
            shown = key if key in SHOWN else "*"
            path = f"{at.path}.{shown}" if at.path else shown
            where = _Where(path, key, at.key, siblings)
            # The pixels themselves are no text; whether they may leave is asked elsewhere.
            if medium is not None and _is_payload(key, inner):
                continue
            self._walk(_Slot(value, key), into, where, depth + 1, inside)

    def _list(
        self, value: list[object], into: Rendering, at: "_Where", depth: int, inside: int
    ) -> None:
        if (
            at.key in CODED
            and len(value) >= _CODES
            and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
        ):
            raise Unreadable("the text is written as numbers of tokens, which can't be read")
        for index in range(len(value)):
            where = _Where(f"{at.path}[{index}]", at.key, at.parent, at.siblings)
            self._walk(_Slot(value, index), into, where, depth + 1, inside)

    def _string(
        self, value: str, slot: _Slot, into: Rendering, at: "_Where", depth: int, inside: int
    ) -> None:
        if at.key is not None and steers(at.key, value, at.parent, at.siblings):
            return
        medium = embedded(value[:256])
        if medium is not None:
            self.media |= {medium}
            if nothing_else(value):
                return
        if inside < _MOST_INSIDE and value.lstrip()[:1] in {"{", "["}:
            try:
                data = parsed(value)
            except Unreadable:
                data = None
            if isinstance(data, dict | list):
                holder: dict[str, object] = {"": data}
                first = len(into.leaves)
                self._walk(_Slot(holder, ""), into, at, depth + 1, inside + 1)
                self._inside.append(_Inside(data, slot, first, len(into.leaves)))
                return
        self._leaf(value, slot, into, at)

    def _bytes(self, value: bytes, slot: _Slot, into: Rendering, at: "_Where", depth: int) -> None:
        if at.key != "body":
            raise Unreadable("the data holds bytes that can't be read")
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("the body is no UTF-8") from None
        holder: dict[str, object] = {"": parsed(text)}
        first = len(into.leaves)
        self._walk(_Slot(holder, ""), into, at, depth + 1, 1)
        self._inside.append(_Inside(holder[""], slot, first, len(into.leaves)))

    def _leaf(self, value: str, slot: _Slot, into: Rendering, at: "_Where") -> None:
        if at.key is not None and at.key not in TEXT:
            into.add(at.key, f"{at.path} (its name)", fixed=True)
            into.gap(": ")
        elif into.leaves:
            into.gap("\n")
        self._slots[into.add(value, at.path)] = slot
        into.gap("\n")
        for said in runs(value):
            if said is None:
                raise Unreadable("a long run of encoded data can't be looked at")
            into.add(said, f"{at.path} (in base64)", fixed=True)
            into.gap("\n")


class _Where(NamedTuple):
    """The path to a value, its key, the key of the object around it, and that object's keys."""

    path: str
    key: str | None
    parent: str | None
    siblings: frozenset[str]


def parsed(content: str) -> object:
    """JSON data. Raises Unreadable for keys that stand twice, NaN, and what is no JSON."""
    try:
        data: object = json.loads(content, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unreadable("the body is no JSON that can be read without doubt") from None
    return data


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_constant(said: str) -> NoReturn:
    raise ValueError(said)


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


_PAYLOADS = frozenset(
    {"data", "bytes", "source", "file_data", "image_url", "images", "inlineData", "inline_data",
     "input_audio", "url", "image", "audio", "video", "document", "file"}
)  # fmt: skip


def _is_payload(key: str, value: object) -> bool:
    return key in _PAYLOADS and not isinstance(value, int | float)


def _get(slot: _Slot) -> object:
    holder, key = slot
    if isinstance(holder, dict):
        return holder[str(key)]
    assert isinstance(key, int)  # noqa: S101  # lists have numbers for keys
    return holder[key]


def _put(holder: Holder, key: str | int, value: object) -> None:
    if isinstance(holder, dict):
        holder[str(key)] = value
    else:
        assert isinstance(key, int)  # noqa: S101  # as above
        holder[key] = value
