"""Judge: from an outgoing request to what may be sent in its place, or an error that stops it."""

import datetime as dt
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from promptward.config import Config, read_config
from promptward.decision import Decision
from promptward.destinations import EndpointError, read_endpoint, resolve
from promptward.destinations.resolve import declared_at, named_host
from promptward.discovery import FLOOR_FOLDER
from promptward.guard.blocked import GuardError, PromptBlocked, ScanUnavailable, raised
from promptward.guard.bodies import Body, Rendering, Unreadable
from promptward.guard.bodies.json_body import JsonBody
from promptward.guard.bodies.rendering import Unplaced
from promptward.guard.context import REQUESTED, Asked
from promptward.guard.events import About, Event, Events, new_id, told, unread
from promptward.guard.hosts import is_model_host, looks_like_prompt, model_path
from promptward.guard.outgoing import Outgoing, render_address, render_headers
from promptward.guard.reading import features_of, may_ask, model_of, peek, read
from promptward.guard.restorer import Restorer
from promptward.guard.settings import GuardSettings, guard_settings
from promptward.model import Actor, PromptwardError, Request

if TYPE_CHECKING:
    from promptward.engine import Engine

__all__ = ["Guard", "Passed", "Source"]


class Passed(NamedTuple):
    """
    What may be sent.

    `place`: the host and port that it was approved for. `body`: the bytes to send; None: those
    that were given. `data`: the same for what botocore sends. `restorer` brings the pseudonyms of
    the reply back; None: there are none, or they stay. `settle` is told what became of it.
    """

    place: tuple[str, int]
    body: bytes | None = None
    data: object = None
    restorer: Restorer | None = None
    settle: Callable[[str], None] | None = None
    judged: bool = False


class Source(NamedTuple):
    """Where the guard finds its policy and configuration; the working folder's where None."""

    policy: str | None = None
    folder: str | None = None
    floor_folder: str = FLOOR_FOLDER


_T = TypeVar("_T")


class _Pending(NamedTuple):
    """A prompt that was held, by its fingerprint; until when which reason releases it."""

    fingerprint: bytes
    until: float
    reason: str


class Guard:
    """
    The guard of a process: its policy, who asks, what was said about requests, what happened.

    Everything is loaded when the first request is looked at, so installing costs next to nothing.
    Whatever goes wrong stops the request.
    """

    def __init__(
        self,
        source: Source = Source(),  # noqa: B008  # immutable
        *,
        channel: str = "api",
        clock: Callable[[], float] = time.time,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.source = source
        self.channel = channel
        self.events = Events()
        self.usual = Asked()
        self._environ: Mapping[str, str] = os.environ if environ is None else environ
        self._clock = clock
        self.scope = f"guard-{os.urandom(8).hex()}"
        self._lock = threading.RLock()
        self._engine: Engine | None = None
        self._settings: GuardSettings | None = None
        self._config: Config | None = None
        self._names: frozenset[str] | None = None
        self._hosts: dict[tuple[str, int], bool] = {}
        self._key = os.urandom(32)
        self._held: dict[str, bytes] = {}
        self._released: dict[str, _Pending] = {}
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew)

    def __repr__(self) -> str:
        """Which policy it guards by, if that is known yet."""
        return f"Guard({self._engine!r})"

    def _renew(self) -> None:
        self._lock = threading.RLock()
        self.events.renew()

    # ---------------------------------------------------------------- what it knows

    @property
    def policy_file(self) -> str | None:
        """The file that was named for the policy; None: the one that holds in the folder."""
        return None if self.source.policy is None else os.path.abspath(self.source.policy)

    @property
    def engine(self) -> "Engine":
        """The engine, loaded on first use. Raises PolicyError."""
        with self._lock:
            if self._engine is None:
                from promptward.loading import load  # noqa: PLC0415  # a tenth of a second

                self._engine = load(
                    self.source.policy,
                    environ=self._environ,
                    folder=self.source.folder,
                    floor_folder=self.source.floor_folder,
                )
            return self._engine

    def prepare(self) -> None:
        """
        See that policy and configuration can be loaded, without loading what is known to load.

        Raises PolicyError or ConfigError: then every request would be stopped.
        """
        from promptward.artifacts import Artifacts, cache_folder  # noqa: PLC0415  # with the policy
        from promptward.policy import is_cached, locate  # noqa: PLC0415  # the same

        self.settings  # noqa: B018  # raises
        source = self.source
        place = locate(
            self.policy_file,
            self._environ,
            source.folder or os.curdir,
            floor_folder=source.floor_folder,
        )
        cache = Artifacts(cache_folder(self._environ))
        if not is_cached(place, today=dt.date.fromtimestamp(self._clock()), cache=cache):  # noqa: DTZ012  # the day here, as `load` takes it
            self.engine  # noqa: B018  # raises

    @property
    def config(self) -> Config:
        """The configuration. Raises ConfigError."""
        with self._lock:
            if self._config is None:
                self._config = read_config(
                    self._environ,
                    self.source.folder or os.curdir,
                    machine_folder=self.source.floor_folder,
                )
            return self._config

    @property
    def settings(self) -> GuardSettings:
        """The settings of the guard. Raises ConfigError."""
        if self._settings is None:
            self._settings = guard_settings(self.config)
        return self._settings

    @property
    def actor(self) -> Actor:
        """
        Who asks. Raises IdentityError or ConfigError.

        Where tokens are checked, the token says it all. Where they are not, the roles are those
        that the configuration gives to everybody here, or what was said with `use`.
        """
        from promptward.identity.current import current_actor  # noqa: PLC0415  # with the first request
        from promptward.identity.settings import identity_settings  # noqa: PLC0415  # the same

        settings = identity_settings(self.config)
        actor = current_actor(settings, self._environ, int(self._clock())).actor
        if settings is not None:
            return actor
        asked = self.asked
        roles = asked.roles if asked.roles is not None else self.settings.roles
        return Actor(actor.id, roles, mfa=asked.mfa, department=actor.department)

    @property
    def asked(self) -> Asked:
        """What is said about requests here and now."""
        inner = REQUESTED.get()
        return self.usual if inner is None else inner.over(self.usual)

    def use(self, asked: Asked) -> None:
        """What holds from now on in all of this process, where nothing nearer is said."""
        self.usual = asked.over(self.usual)

    def governs(self, host: str, port: int) -> bool:
        """Whether requests to a host are judged whatever they look like."""
        key = (host, port)
        known = self._hosts.get(key)
        if known is None:
            known = is_model_host(host) or self._declares(host, port)
            if len(self._hosts) >= _MOST:
                self._hosts.clear()
            self._hosts[key] = known
        return known

    def _declares(self, host: str, port: int) -> bool:
        name = f"[{host}]" if ":" in host else host
        try:
            endpoint = read_endpoint(f"https://{name}:{port}/")
        except EndpointError:
            return False
        return bool(declared_at(self.engine.ir, endpoint))

    def governs_place(self, host: str, port: int) -> bool:
        """The same for the block ring, which must not raise anything of its own."""
        try:
            return self.governs(host, port)
        except Exception:  # noqa: BLE001  # without a policy no other party is known
            return is_model_host(host)

    def governs_name(self, host: str) -> bool:
        """The same where the port is not known: whether any of a host's ports is governed."""
        try:
            return self.governs(host, 443) or host in self._declared_names
        except Exception:  # noqa: BLE001  # as above
            return is_model_host(host)

    @property
    def _declared_names(self) -> frozenset[str]:
        with self._lock:
            if self._names is None:
                self._names = frozenset(
                    named_host(one.host)[0]
                    for one in self.engine.ir.destinations.values()
                    if one.host is not None
                )
            return self._names

    def reading(self, read: Callable[[], _T], host: str) -> _T:
        """The bytes of a body; whatever goes wrong while it is read stops the request."""
        try:
            return read()
        except Unreadable as failure:
            said = str(failure)
        except Exception as failed:  # noqa: BLE001  # an error anywhere stops the request
            said = f"the body can't be read ({type(failed).__name__})"
        raise self._stopped(ScanUnavailable, self._unread(f"https://{host}/", said)) from None

    # ---------------------------------------------------------------- judging

    def judge(self, out: Outgoing) -> Passed:
        """
        What may be sent for a request. Raises PromptBlocked, and nothing else.

        A request that goes to no model and no declared party passes unseen.
        """
        try:
            return self._judge(out)
        except PromptBlocked:
            raise
        except Unreadable as failure:
            error = str(failure)
        except Exception as failed:  # noqa: BLE001  # an error anywhere stops the request
            error = f"the guard failed ({type(failed).__name__})"
        raise self._stopped(ScanUnavailable, self._unread(out.url, error)) from None

    def _judge(self, out: Outgoing) -> Passed:
        try:
            endpoint = read_endpoint(out.url.partition("?")[0].partition("#")[0])
        except EndpointError as wrong:
            return self._unaddressed(out, str(wrong))
        place = (endpoint.host.strip("[]"), endpoint.port)
        governed = self.governs(*place)
        if out.upgrades and (
            governed or model_path(endpoint.path) or self.settings.unlisted == "all"
        ):
            raise Unreadable(
                "this library's WebSockets can't be looked at; the package `websockets` can"
            )
        body: Body | None = None
        if not governed:
            if out.body is None and out.data is None:
                return Passed(place)
            if not model_path(endpoint.path) and self.settings.unlisted == "prompts":
                if not may_ask(out):
                    return Passed(place)
                body = peek(out)
                if body is None or not looks_like_prompt(body.data):
                    return Passed(place)
        if body is None:
            body = read(out)
        return self._decided(out, place, body)

    def _unaddressed(self, out: Outgoing, said: str) -> Passed:
        """An address that can't be read without doubt: nothing with a body goes there."""
        host = out.url.partition("://")[2].partition("/")[0].rpartition("@")[2]
        name, _, digits = host.partition(":")
        if out.body is None and out.data is None and not is_model_host(name.lower()):
            return Passed((name, int(digits) if digits.isdecimal() else 443))
        raise Unreadable(said)

    def _decided(self, out: Outgoing, place: tuple[str, int], body: Body | None) -> Passed:
        rendering = Rendering()
        if body is not None:
            body.render(rendering)
        render_address(out.url, rendering)
        render_headers(out.headers, rendering)
        text = rendering.text
        asked = self.asked
        engine = self.engine
        address = out.url.partition("?")[0].partition("#")[0]
        model = model_of(out, body)
        features = features_of(out, body)
        resolution = resolve(engine.ir, address, model=model, features=features)
        request = Request(
            text,
            destination=asked.to if asked.to is not None else resolution.destination,
            purpose=asked.purpose,
            actor=self.actor,
            channel=self.channel,
            scope=asked.scope or self.scope,
            person=asked.person,
            endpoint=address,
            model=model,
            features=features,
        )
        request = self._justified(request, place)
        decision = engine.decide(request)
        about = About(rendering, place[0], resolution.destination, request)
        return self._carried_out(decision, about, body, place, asked)

    def _carried_out(
        self,
        decision: Decision,
        about: About,
        body: Body | None,
        place: tuple[str, int],
        asked: Asked,
    ) -> Passed:
        try:
            return self._treated(decision, about, body, place, asked)
        except BaseException:
            if decision.text is not None:
                with suppress(Exception):  # an intent without outcome counts as disclosed
                    decision.settle("not_sent")
            raise

    def _treated(
        self,
        decision: Decision,
        about: About,
        body: Body | None,
        place: tuple[str, int],
        asked: Asked,
    ) -> Passed:
        if decision.verdict == "block" or decision.text is None:
            raise self._stopped(PromptBlocked, self._told(decision, about, "blocked", _BLOCKED))
        medium = self._refused_media(body, about.destination)
        if medium is not None:
            event = self._told(decision, about, "unreadable", _MEDIA[medium])
            raise self._stopped(ScanUnavailable, event)
        try:
            changed = about.rendering.split(about.request.text, decision.text, decision.replaced)
        except Unplaced as unplaced:
            said = f"an identifier stands where nothing can be rewritten: {unplaced.path}"
            event = self._told(decision, about, "blocked", said)
            raise self._stopped(PromptBlocked, event) from None
        if changed and (asked.mode or "rewrite") == "block":
            raise self._stopped(PromptBlocked, self._told(decision, about, "blocked", _STRICT))
        if decision.verdict == "require_justification" and not about.request.justified:
            event = self._told(decision, about, "held", _HELD)
            with self._lock:
                while len(self._held) >= _MOST:
                    del self._held[next(iter(self._held))]
                self._held[event.id] = self._fingerprint(about.request.text, place)
            raise self._stopped(PromptBlocked, event)
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
        self.events.add(self._told(decision, about, outcome, _SENT[outcome]))
        restorer = self._restorer(decision, asked)
        return Passed(place, new, data, restorer, decision.settle, judged=True)

    def _restorer(self, decision: Decision, asked: Asked) -> Restorer | None:
        wanted = self.settings.restore if asked.restore is None else asked.restore
        if not (wanted and self.settings.restore) or decision.scope is None:
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

    def _refused_media(self, body: Body | None, destination: str | None) -> str | None:
        """What of a body is no text and is not in the agreement by name; None: nothing."""
        if body is None or not body.media:
            return None
        party = self.engine.ir.destinations.get(destination or "")
        allowed = frozenset(() if party is None else party.covers)
        return min(body.media - allowed, default=None)

    # ---------------------------------------------------------------- reasons

    def override(self, name: str, reason: str) -> Event:
        """
        Release a held prompt: the same one may be sent once, within minutes.

        Raises GuardError where there is no such prompt, it was not held for want of a reason, the
        reason says nothing, or the actor's role does not allow it.
        """
        event = self.events.find(name)
        if event is None or event.id not in self._held:
            raise GuardError("no prompt of this id waits for a reason")
        if len(reason.split()) < _LEAST_WORDS:
            raise GuardError(f"state a reason of at least {_LEAST_WORDS} words")
        allowed = frozenset(self.settings.override_roles)
        if allowed and allowed.isdisjoint(self.actor.roles):
            raise GuardError("your role may not release prompts")
        until = self._clock() + 60 * self.settings.override_minutes
        with self._lock:
            self._released[event.id] = _Pending(self._held.pop(event.id), until, reason)
        released = event._replace(
            id=new_id(), at=self._clock(), outcome="released", message=_RELEASED
        )
        self.events.add(released)
        return released

    def _justified(self, request: Request, place: tuple[str, int]) -> Request:
        """The request with the reason that was stated for it, which is used up by that."""
        if not self._released:
            return request
        mark = self._fingerprint(request.text, place)
        now = self._clock()
        with self._lock:
            for name, pending in tuple(self._released.items()):
                if pending.until < now:
                    del self._released[name]
                elif pending.fingerprint == mark:
                    del self._released[name]
                    return self._with_reason(request, pending.reason)
        return request

    def _with_reason(self, request: Request, reason: str) -> Request:
        if not self.engine.keeps_reasons:
            return request._replace(justified=True)
        return request._replace(justification=self.engine.justify(request, reason).id)

    def _fingerprint(self, text: str, place: tuple[str, int]) -> bytes:
        # Keyed, and the key dies with the process: it leads back to no text.
        from hashlib import blake2b  # noqa: PLC0415  # loads OpenSSL; only where prompts are held

        content = f"{place[0]}:{place[1]}\n{text}".encode("utf-8", "surrogatepass")
        return blake2b(content, key=self._key, digest_size=32).digest()

    # ---------------------------------------------------------------- events

    def stop_unseen(self, host: str) -> NoReturn:
        """Stop a connection to a governed host that no inspected client makes; raises."""
        said = (
            "a program or library that the guard does not know connects to a model; use a "
            "supported client, or ask your administrator"
        )
        raise self._stopped(ScanUnavailable, self._unread(f"https://{host}/", said))

    def _told(self, decision: Decision, about: About, outcome: str, said: str) -> Event:
        return told(self.engine.ir, decision, about, outcome, said, self._clock())

    def _unread(self, url: str, said: str) -> Event:
        return unread(url, self.asked.purpose, said, self._clock())

    def _stopped(self, kind: type[PromptBlocked], event: Event) -> PromptBlocked:
        """The error to raise, once everybody who listens knows."""
        self.events.add(event)
        return raised(kind)(f"{event.message} [{event.id}]", event)


_MOST = 1024  # hosts and held prompts that are remembered
_LEAST_WORDS = 3
_BLOCKED = "the policy does not let this prompt leave; nothing was sent"
_STRICT = "identifiers would have to be replaced, and mode `block` was asked for; nothing was sent"
_HELD = "this prompt needs a stated reason; nothing was sent"
_RELEASED = "a reason was stated: the same prompt may be sent once"
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
