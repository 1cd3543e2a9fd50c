"""
From an address to the declared destination it belongs to, and whether the agreement covers it.

The facts of a destination hold for one endpoint of one account: another path, another model or a
feature that the agreement leaves out is not covered, and has no agreement at all.
"""

from collections.abc import Iterable
from typing import NamedTuple

from promptward.destinations.endpoint import Endpoint, EndpointError, read_endpoint
from promptward.destinations.features import INFERENCE, features_of
from promptward_dsl.hosts import is_at
from promptward_dsl.ir import DestinationIR, PolicyIR

__all__ = ["Resolution", "covered", "declared_at", "resolve", "resolve_endpoint"]


class Resolution(NamedTuple):
    """
    What an address turned out to be.

    `destination` is the canonical name, None where no declared one has that host, or several do
    and neither path nor model tells them apart. `covered`: the agreement holds for this use.
    `refused` is a stable code where nothing may be sent at all: `endpoint_unreadable`,
    `endpoint_not_encrypted`. `message` says why, without the address.
    """

    destination: str | None
    covered: bool
    refused: str | None
    message: str


def resolve(
    ir: PolicyIR, url: str, *, model: str | None = None, features: Iterable[str] = ()
) -> Resolution:
    """
    The destination behind `url`.

    `features` are those that the caller knows of besides the ones that the path tells, such as
    `beta`, `web_search` or `store`. Total: an address that can't be read is refused.
    """
    try:
        endpoint = read_endpoint(url)
    except EndpointError as error:
        return Resolution(None, False, "endpoint_unreadable", str(error))  # noqa: FBT003  # a row
    return resolve_endpoint(ir, endpoint, model, frozenset(features))


def resolve_endpoint(
    ir: PolicyIR, endpoint: Endpoint, model: str | None, features: frozenset[str]
) -> Resolution:
    """The same for an address that was read."""
    refused = None if endpoint.allowed else "endpoint_not_encrypted"
    used = features | features_of(endpoint.path)
    gaps = {
        name: uncovered(ir.destinations[name], endpoint.path, model, used)
        for name in declared_at(ir, endpoint)
    }
    # Several accounts or paths may share a host; one that fits is meant before one that does not.
    chosen = [name for name, gap in gaps.items() if gap is None] or list(gaps)
    if len(chosen) != 1:
        said = (
            "several destinations have this address"
            if chosen
            else "no destination of this policy has this address"
        )
        return Resolution(None, False, refused, _with(refused, said))  # noqa: FBT003  # a row
    gap = gaps[chosen[0]]
    return Resolution(chosen[0], gap is None, refused, _with(refused, gap or ""))


def declared_at(ir: PolicyIR, endpoint: Endpoint) -> tuple[str, ...]:
    """
    All destinations that a policy declares at this host and port, whatever their paths.

    Where the floor declares one, only its own: no nearer facts hold for an address of its host.
    """
    found = {
        name: one
        for name, one in ir.destinations.items()
        if one.host is not None and is_at(one.host, endpoint.host, endpoint.port)
    }
    floors = [name for name, one in found.items() if one.floor]
    return tuple(sorted(floors or found))


def covered(ir: PolicyIR, name: str, *, model: str | None, features: Iterable[str] = ()) -> bool:
    """Whether a destination's agreement holds for a use of which no address is known."""
    return uncovered(ir.destinations[name], None, model, frozenset(features)) is None


def uncovered(
    party: DestinationIR, path: str | None, model: str | None, used: frozenset[str]
) -> str | None:
    """
    What of this use the agreement leaves out, in words; None where it holds.

    Without a `path` the caller named the destination only, and its paths are taken to be meant.
    """
    if party.paths and path is not None and not any(_glob(one, path) for one in party.paths):
        return "the agreement does not cover this path"
    if party.models and (model is None or not any(_glob(one, model) for one in party.models)):
        return "the agreement does not cover this model"
    if not party.covers and party.baa != "until":
        return None
    if not used and path is not None and not party.paths:
        return "what this path does is not known, so not whether the agreement covers it"
    missing = used - (frozenset(party.covers) or INFERENCE)
    return f"the agreement does not cover {', '.join(sorted(missing))}" if missing else None


def _with(refused: str | None, said: str) -> str:
    if refused is None:
        return said
    return "plain http is refused: only https, with TLS 1.2 or newer, leaves this machine"


def _glob(pattern: str, text: str) -> bool:
    """Whether `pattern`, in which `*` is any run and `?` any one character, is all of `text`."""
    at = place = 0
    star, mark = -1, 0
    while place < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, place
            at += 1
        elif at < len(pattern) and pattern[at] in {"?", text[place]}:
            at += 1
            place += 1
        elif star >= 0:
            mark += 1
            at, place = star + 1, mark
        else:
            return False
    return all(one == "*" for one in pattern[at:])
