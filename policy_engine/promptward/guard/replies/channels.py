"""
Channels: the texts that a stream of JSON events carries side by side, each put together by itself.

A choice, a tool call and a block of content each have their own; a pseudonym that was cut between
two events of one is held until it is whole.
"""

import copy
import json
from typing import TypeAlias

from promptward.guard.replies.document import restored_data
from promptward.guard.restorer import Pieces, Restorer

__all__ = ["Channels", "dumped"]

Name: TypeAlias = tuple[object, ...]

_PIECES = frozenset(
    {
        "arguments", "completion", "content", "delta", "input", "outputText", "output_text",
        "partial_json", "reasoning", "reasoning_content", "refusal", "response", "text",
        "thinking", "transcript",
    }
)  # fmt: skip
_ESCAPED = frozenset({"arguments", "partial_json", "input"})
_WHOLE = frozenset({"args", "arguments", "input", "parameters"})
"""Arguments of tools, where they are data and no text: an event has them all at once."""

_TELLING = ("index", "output_index", "content_index", "summary_index", "contentBlockIndex",
            "item_id")  # fmt: skip
_ENDS = ("finish_reason", "finishReason", "stop_reason", "stopReason", "done_reason")
_DONE = ("done", "turnComplete", "generationComplete")
_SILENT = frozenset({"ping", "response.in_progress", "response.queued", "keepalive"})


class Channels:
    """
    The events of one stream in, what they become out.

    `event` gives the events to send in place of one: sometimes one more before it, with what was
    held back. Everything else of an event stays as it was.
    """

    __slots__ = ("_channels", "_last", "_restorer")

    def __init__(self, restorer: Restorer) -> None:
        self._restorer = restorer
        self._channels: dict[Name, Pieces] = {}
        self._last: dict[Name, tuple[object, str | None]] = {}

    def follow(self, restorer: Restorer) -> None:
        """From now on, texts that begin are those of another request of the same conversation."""
        self._restorer = restorer

    def event(self, data: object, name: str | None = None) -> list[tuple[object, str | None]]:
        """The data of an event, and the name of its kind if the stream gives it one."""
        if not isinstance(data, dict | list):
            return [*self.finish(), (data, name)]
        kind = data.get("type") if isinstance(data, dict) else None
        if kind in _SILENT:
            return [(data, name)]
        whole = isinstance(kind, str) and not kind.endswith(("delta", "chunk"))
        if whole:
            return [*self.finish(), (restored_data(data, self._restorer), name)]
        seen: dict[Name, None] = {}
        template = copy.deepcopy(data)
        ended = _ended(data)
        new = self._walk(data, (kind,), seen, "")
        for channel in seen:
            self._last[channel] = (template, name)
        if not ended and seen:
            return [(new, name)]
        # The last words of this event's own channels go into it, the others' before it.
        before = self._tails(other_than=seen)
        if seen and any(self._channels[channel].held for channel in seen):
            new = self._walk(new, (kind,), dict(seen), "", flush=True)
        return [*before, (new, name)]

    def finish(self) -> list[tuple[object, str | None]]:
        """What is still held back, as events like the last one of its channel."""
        return self._tails(other_than={})

    def _tails(self, other_than: dict[Name, None]) -> list[tuple[object, str | None]]:
        out: list[tuple[object, str | None]] = []
        for channel, pieces in self._channels.items():
            if channel in other_than or not pieces.held:
                continue
            template, name = self._last[channel]
            tail = pieces.flush()
            out.append((_only(copy.deepcopy(template), channel, tail), name))
        return out

    def _walk(
        self,
        value: object,
        place: Name,
        seen: dict[Name, None],
        key: str,
        *,
        flush: bool = False,
    ) -> object:
        if _is_whole(key, value):
            return value if flush else restored_data(value, self._restorer)
        if isinstance(value, dict):
            here = (*place, *(value[one] for one in _TELLING if _plain(value.get(one))))
            return {
                name: self._walk(inner, (*here, name), seen, name, flush=flush)
                for name, inner in value.items()
            }
        if isinstance(value, list):
            several = len(value) > 1
            return [
                # Where items say their index, their order in the list says nothing.
                self._walk(
                    inner,
                    (*place, number) if several and not _indexed(inner) else place,
                    seen,
                    key,
                    flush=flush,
                )
                for number, inner in enumerate(value)
            ]
        if not isinstance(value, str):
            return value
        if key not in _PIECES:
            return value if flush else self._restorer.text(value)
        pieces = self._channels.get(place)
        if pieces is None:
            escaped = key in _ESCAPED or "function_call_arguments" in str(place[0])
            pieces = self._channels[place] = self._restorer.pieces(escaped=escaped)
        if flush:
            return value + pieces.flush()
        seen[place] = None
        return pieces.feed(value)


def _only(
    value: object, channel: Name, text: str, place: Name | None = None, key: str = ""
) -> object:
    """A copy of an event that says nothing but `text` on one channel."""
    if place is None:
        place = (value.get("type") if isinstance(value, dict) else None,)
    if isinstance(value, dict):
        here = (*place, *(value[one] for one in _TELLING if _plain(value.get(one))))
        return {
            name: None if name in _ENDS else _only(inner, channel, text, (*here, name), name)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        several = len(value) > 1
        return [
            _only(
                inner,
                channel,
                text,
                (*place, number) if several and not _indexed(inner) else place,
                key,
            )
            for number, inner in enumerate(value)
        ]
    if isinstance(value, str) and key in _PIECES:
        return text if place == channel else ""
    return value


def _is_whole(name: str, value: object) -> bool:
    return name in _WHOLE and isinstance(value, dict | list)


def _plain(value: object) -> bool:
    return isinstance(value, int | str)


def _indexed(value: object) -> bool:
    return isinstance(value, dict) and any(_plain(value.get(one)) for one in _TELLING)


def _ended(value: object) -> bool:
    """Whether an event says that something ends with it."""
    if isinstance(value, dict):
        if any(value.get(one) is True for one in _DONE) or any(value.get(one) for one in _ENDS):
            return True
        # The text before a call of a tool ends with it; and no event is said twice that has one.
        if any(_is_whole(name, inner) for name, inner in value.items()):
            return True
        return any(_ended(inner) for inner in value.values())
    return isinstance(value, list) and any(_ended(inner) for inner in value)


def dumped(data: object) -> str:
    """Data on one line."""
    return json.dumps(data, separators=(",", ":"))
