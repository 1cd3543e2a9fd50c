"""JSON in a notebook's outputs: looked at as a file of JSON is, keys and numbers and all."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from promptward.engine import Engine
from promptward.formats.json_walk import Leaf, walk, without_measures
from promptward.formats.plain import pieces
from promptward.formats.segment import Segment
from promptward.guard.encoded import decoded

__all__ = ["WITHHELD", "masked"]

WITHHELD = "(output withheld: it could not be looked at)"
_PASSES = 3
_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")


class _Edit(NamedTuple):
    """A range of the written data, and what comes there."""

    start: int
    end: int
    new: str


def masked(data: object, engine: Engine, counts: Counter[str]) -> object:
    """
    Data with its identifiers masked; without any, the very same. `counts` are added to.

    A number in which something was found becomes a string; keys are masked as values are, and
    told apart where they would be the same. What is not clean then is withheld.
    """
    told = counts
    for _ in range(_PASSES):
        text = json.dumps(data, indent=1, ensure_ascii=False)
        edits = _edits(text, engine, told)
        if edits is None:
            return WITHHELD
        if not edits:
            return data
        data = json.loads(_written(text, edits), object_pairs_hook=_told_apart)
        told = Counter()  # what the first look found is counted
    return WITHHELD


def _edits(text: str, engine: Engine, counts: Counter[str]) -> list[_Edit] | None:
    """What to replace, in order; None where that can't be told."""
    found: list[_Edit] = []
    act_on = engine.ir.defaults.act_on
    for item in pieces(without_measures(text), lambda _start, _end: None):
        assert isinstance(item, Segment)  # noqa: S101  # of a text there is nothing else
        own = [
            one
            for one in engine.find(item.text)
            if one.confidence >= act_on and one.end > item.first
        ]
        if not own:
            continue
        for finding in own:
            counts[finding.category.rpartition(".")[2]] += 1
        decision = engine.redact(item.text)
        if decision.text is None:
            return None
        for start, end, first, last in decision.replaced:
            if end > item.first:
                found.append(_Edit(start + item.base, end + item.base, decision.text[first:last]))
    found.sort()
    return list(_by_leaf(text, found, engine, counts))


def _by_leaf(
    text: str, found: list[_Edit], engine: Engine, counts: Counter[str]
) -> Iterator[_Edit]:
    """The parts of ranges that lie in keys and values; signs stay, a number goes as a whole."""
    number = 0
    for leaf in walk(text, keys=True):
        while number < len(found) and found[number].end <= leaf.start:
            number += 1
        bare = text[leaf.start - 1 : leaf.start] != '"'
        said = None if bare else decoded(leaf.value)
        if said is not None and engine.find(said):
            counts["encoded"] += 1
            yield _Edit(leaf.start, leaf.end, WITHHELD)
            continue
        own: list[_Edit] = []
        at = number
        while at < len(found) and found[at].start < leaf.end:
            edit = found[at]
            start = max(edit.start, own[-1].end if own else leaf.start)
            if start < min(edit.end, leaf.end):
                own.append(_Edit(start, min(edit.end, leaf.end), _escaped(edit.new)))
            at += 1
        if bare and own and _NUMBER.fullmatch(leaf.value):
            yield _Edit(leaf.start, leaf.end, f'"{own[0].new}"')
        elif own and not bare:
            yield from (
                own if _reads(text, leaf, own) else [_Edit(leaf.start, leaf.end, own[0].new)]
            )


def _escaped(new: str) -> str:
    return json.dumps(new, ensure_ascii=False)[1:-1]


def _reads(text: str, leaf: Leaf, own: list[_Edit]) -> bool:
    """Whether a string is still one with these edits: none goes through an escape."""
    moved = [
        edit._replace(start=edit.start - leaf.start, end=edit.end - leaf.start) for edit in own
    ]
    try:
        json.loads(f'"{_written(text[leaf.start : leaf.end], moved)}"')
    except ValueError:
        return False
    return True


def _written(text: str, edits: list[_Edit]) -> str:
    said: list[str] = []
    done = 0
    for start, end, new in edits:
        said += (text[done:start], new)
        done = end
    return "".join((*said, text[done:]))


def _told_apart(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object, all its members kept: masked keys may be the same."""
    made: dict[str, object] = {}
    for key, value in pairs:
        own, number = key, 1
        while own in made:
            number += 1
            own = f"{key} {number}"
        made[own] = value
    return made
