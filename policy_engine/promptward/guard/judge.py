"""Judge: from an outgoing request to what may be sent in its place, or an error that stops it."""

from collections.abc import Mapping
from contextlib import suppress

from promptward.decision import Decision
from promptward.destinations import EndpointError, read_endpoint
from promptward.destinations.endpoint import Endpoint
from promptward.destinations.resolve import resolve_endpoint
from promptward.guard.address import render_address, render_headers
from promptward.guard.blocked import PromptBlocked, ScanUnavailable
from promptward.guard.bodies import Body, Rendering
from promptward.guard.bodies.json_body import JsonBody
from promptward.guard.bodies.rendering import Unplaced
from promptward.guard.context import Asked
from promptward.guard.events import Event
from promptward.guard.guard import Guard
from promptward.guard.hosts import is_model_host, looks_like_prompt, model_path
from promptward.guard.outgoing import Outgoing
from promptward.guard.passed import Passed
from promptward.guard.reading import features_of, may_ask, model_of, peek, read
from promptward.guard.restorer import Restorer
from promptward.guard.telling import About, told
from promptward.guard.unreadable import Unreadable
from promptward.model import PromptwardError, Request

__all__ = ["judged"]


def judged(guard: Guard, out: Outgoing) -> Passed:
    """
    What may be sent for a request.

    Raises PromptBlocked where nothing may, Unreadable for what can't be read, and whatever goes
    wrong: the caller stops the request for it.
    """
    try:
        endpoint = read_endpoint(out.url.partition("?")[0].partition("#")[0])
    except EndpointError as wrong:
        return _unaddressed(out, str(wrong))
    place = _place(endpoint)
    governed = guard.governs(*place)
    if out.upgrades and (
        governed or model_path(endpoint.path) or guard.settings.unlisted == "all"
    ):
        raise Unreadable(
            "this library's WebSockets can't be looked at; the package `websockets` can"
        )
    body: Body | None = None
    if not governed:
        if out.body is None and out.data is None:
            return Passed(place)
        if not model_path(endpoint.path) and guard.settings.unlisted == "prompts":
            if not may_ask(out):
                return Passed(place)
            body = peek(out)
            if body is None or not looks_like_prompt(body.data):
                return Passed(place)
    if body is None:
        body = read(out)
    return _decided(guard, out, endpoint, body)


def _unaddressed(out: Outgoing, said: str) -> Passed:
    """An address that can't be read without doubt: nothing with a body goes there."""
    host = out.url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    name, _, digits = host.partition(":")
    if out.body is None and out.data is None and not is_model_host(name.lower()):
        return Passed((name, int(digits) if digits.isdecimal() else 443))
    raise Unreadable(said)


def _place(endpoint: Endpoint) -> tuple[str, int]:
    return endpoint.host.strip("[]"), endpoint.port


def _decided(guard: Guard, out: Outgoing, endpoint: Endpoint, body: Body | None) -> Passed:
    place = _place(endpoint)
    rendering = Rendering()
    if body is not None:
        body.render(rendering)
    render_address(out.url, rendering)
    render_headers(out.headers, rendering)
    text = rendering.text
    asked = guard.asked
    engine = guard.engine
    address = out.url.partition("?")[0].partition("#")[0]
    model = model_of(out, body)
    features = features_of(out, body)
    resolution = resolve_endpoint(engine.ir, endpoint, model, features)
    request = Request(
        text,
        destination=asked.to if asked.to is not None else resolution.destination,
        purpose=asked.purpose,
        actor=guard.actor,
        channel=guard.channel,
        scope=asked.scope or guard.scope,
        person=asked.person,
        endpoint=address,
        model=model,
        features=features,
    )
    request = guard.justified(request, place)
    decision = engine.decide(request)
    about = About(rendering, place[0], resolution.destination, request)
    return _carried_out(guard, decision, about, body, place, asked)


def _carried_out(
    guard: Guard,
    decision: Decision,
    about: About,
    body: Body | None,
    place: tuple[str, int],
    asked: Asked,
) -> Passed:
    try:
        return _treated(guard, decision, about, body, place, asked)
    except BaseException:
        if decision.text is not None:
            with suppress(Exception):  # an intent without outcome counts as disclosed
                decision.settle("not_sent")
        raise


def _treated(
    guard: Guard,
    decision: Decision,
    about: About,
    body: Body | None,
    place: tuple[str, int],
    asked: Asked,
) -> Passed:
    strict = (asked.mode or "rewrite") == "block"
    if decision.verdict == "require_justification" and not about.request.justified:
        if strict and decision.replaced:  # no reason would help
            raise guard.stopped(PromptBlocked, _told(guard, decision, about, "blocked", _STRICT))
        event = _told(guard, decision, about, "held", _HELD)
        guard.hold(event, about.request.text, place)
        raise guard.stopped(PromptBlocked, event)
    if decision.verdict == "block" or decision.text is None:
        raise guard.stopped(PromptBlocked, _told(guard, decision, about, "blocked", _BLOCKED))
    medium = _refused_media(guard, body, about.destination)
    if medium is not None:
        event = _told(guard, decision, about, "unreadable", _MEDIA[medium])
        raise guard.stopped(ScanUnavailable, event)
    try:
        changed = about.rendering.split(about.request.text, decision.text, decision.replaced)
    except Unplaced as unplaced:
        said = f"an identifier stands where nothing can be rewritten: {unplaced.path}"
        event = _told(guard, decision, about, "blocked", said)
        raise guard.stopped(PromptBlocked, event) from None
    if changed and strict:
        raise guard.stopped(PromptBlocked, _told(guard, decision, about, "blocked", _STRICT))
    new: bytes | None = None
    data: object = None
    if changed and body is not None:
        if isinstance(body, JsonBody) and not body.sent_as_bytes:
            body.put(changed)
            data = body.data
        else:
            new = body.rewritten(changed)
            _check(new, about.rendering, changed, body)
    outcome = "rewritten" if changed else "sent"
    guard.events.add(_told(guard, decision, about, outcome, _SENT[outcome]))
    restorer = _restorer(guard, decision, asked)
    return Passed(place, new, data, restorer, decision.settle)


def _restorer(guard: Guard, decision: Decision, asked: Asked) -> Restorer | None:
    wanted = guard.settings.restore if asked.restore is None else asked.restore
    if not (wanted and guard.settings.restore) or decision.scope is None:
        return None
    vault = decision.scope.vault
    if not vault.labels():
        return None
    if decision.receipt is None:
        return Restorer(vault)
    try:
        decision.receipt.refuse_restoring()
    except PromptwardError:
        return None  # the reply comes with the pseudonyms in it
    return Restorer(vault, decision.receipt.restored)


def _refused_media(guard: Guard, body: Body | None, destination: str | None) -> str | None:
    """What of a body is no text and is not in the agreement by name; None: nothing."""
    if body is None or not body.media:
        return None
    party = guard.engine.ir.destinations.get(destination or "")
    allowed = frozenset(() if party is None else party.covers)
    return min(body.media - allowed, default=None)


def _told(guard: Guard, decision: Decision, about: About, outcome: str, said: str) -> Event:
    agreement = guard.agreement(about.destination, about.request.date)
    return told(decision, about, agreement, outcome, said, guard.now())


_BLOCKED = "the policy does not let this prompt leave; nothing was sent"
_STRICT = "identifiers would have to be replaced, and mode `block` was asked for; nothing was sent"
_HELD = "this prompt needs a stated reason; nothing was sent"
_SENT = {"sent": "sent as it was", "rewritten": "sent with identifiers replaced"}
_MEDIA = {
    "audio": "audio can't be looked at, and this destination's agreement does not cover it by "
    "name",
    "files": "a file that is no text can't be looked at, and this destination's agreement does "
    "not cover it by name",
    "images": "images can't be looked at, and this destination's agreement does not cover them "
    "by name",
}


def _check(new: bytes, rendering: Rendering, changed: Mapping[int, str], body: Body) -> None:
    """The bytes that are about to be sent hold every new text; raises Unreadable otherwise."""
    if isinstance(body, JsonBody):
        again = Rendering()
        JsonBody.read(new.decode("ascii")).render(again)
        said = again.text
        for index, text in changed.items():
            if text and text not in said and rendering.leaves[index].path:
                raise Unreadable("the rewritten request can't be read back")
