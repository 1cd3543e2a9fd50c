"""Guard: the guard of a process, what it knows, and whom it asks about a request."""

import datetime as dt
import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from promptward.config import Config, ConfigError, read_config
from promptward.discovery import FLOOR_FOLDER
from promptward.guard.blocked import GuardError, PromptBlocked, ScanUnavailable, raised
from promptward.guard.context import REQUESTED, Asked
from promptward.guard.events import Event, Events, new_id, unread
from promptward.guard.hosts import is_model_host
from promptward.guard.overrides import Overrides
from promptward.guard.settings import GuardSettings, guard_settings
from promptward.guard.unreadable import Unreadable
from promptward.model import Actor, PolicyError, Request

if TYPE_CHECKING:
    from promptward.engine import Engine
    from promptward.guard.outgoing import Outgoing
    from promptward.guard.passed import Passed
    from promptward.identity.settings import IdentitySettings
    from promptward.roster import Roster

__all__ = ["Guard", "Source"]


class Source(NamedTuple):
    """Where the guard finds its policy and configuration; the working folder's where None."""

    policy: str | None = None
    folder: str | None = None
    floor_folder: str = FLOOR_FOLDER


_T = TypeVar("_T")


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
        self._agreements: dict[tuple[str, dt.date | None], str] = {}
        self._overrides = Overrides()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._renew)

    def __repr__(self) -> str:
        """Which policy it guards by, if that is known yet."""
        return f"Guard({self._engine!r})"

    def _renew(self) -> None:
        self._lock = threading.RLock()
        self.events.renew()
        self._overrides.renew()

    # ---------------------------------------------------------------- what it knows

    @property
    def policy_file(self) -> str | None:
        """The file that was named for the policy; None: the one that holds in the folder."""
        return None if self.source.policy is None else os.path.abspath(self.source.policy)

    @property
    def engine(self) -> "Engine":
        """
        The engine, loaded on first use, and anew once a waiver of its policy ended.

        Raises PolicyError.
        """
        with self._lock:
            known = self._engine
            if known is None or (known.ends is not None and self._today() > known.ends):
                from promptward.loading import load  # noqa: PLC0415  # a tenth of a second

                loaded = load(
                    self.source.policy,
                    today=self._today(),
                    environ=self._environ,
                    folder=self.source.folder,
                    floor_folder=self.source.floor_folder,
                    early=True,
                )
                if known is not None:
                    loaded.succeed(known)
                self._engine = loaded
                return loaded
            return known

    def register(self, roster: "Roster") -> None:
        """Find these values, too, from the next prompt on. Raises PolicyError."""
        with self._lock:
            known = self.engine.roster(roster.detector)
            self.engine.register(roster if known is None else known.joined(roster))

    def prepare(self) -> None:
        """
        See that policy and configuration can be loaded, without loading what is known to load.

        Raises PolicyError or ConfigError: then every request would be stopped.
        """
        from promptward.artifacts import Artifacts, cache_folder  # noqa: PLC0415  # with the policy
        from promptward.located import is_cached, locate  # noqa: PLC0415  # the same

        self.settings  # noqa: B018  # raises
        source, folder = self.source, self.source.folder or os.curdir
        place = locate(self.policy_file, self._environ, folder, floor_folder=source.floor_folder)
        today = self._today()
        cache = Artifacts(cache_folder(self._environ))
        if any(map(self.config.has, _ELSEWHERE)) or not is_cached(place, today=today, cache=cache):
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

        settings = self._identity
        actor = current_actor(settings, self._environ, int(self._clock())).actor
        if settings is not None:
            return actor
        asked = self.asked
        roles = asked.roles if asked.roles is not None else self.settings.roles
        return Actor(actor.id, roles, mfa=asked.mfa, department=actor.department)

    @cached_property
    def _identity(self) -> "IdentitySettings | None":
        from promptward.identity.settings import identity_settings  # noqa: PLC0415  # with the first request

        return identity_settings(self.config)

    @property
    def asked(self) -> Asked:
        """What is said about requests here and now."""
        inner = REQUESTED.get()
        return (self.usual if inner is None else inner.over(self.usual)).settled()

    def use(self, asked: Asked) -> None:
        """What holds from now on in all of this process, where nothing nearer is said."""
        self.usual = asked.over(self.usual).settled()

    def check_names(self, to: str | None, purpose: str | None, roles: Iterable[str] = ()) -> None:
        """Raises GuardError for a name that the policy does not declare: it is mistyped."""
        named = [("destination", to), ("purpose", purpose), *(("role", role) for role in roles)]
        if not any(name for _, name in named):
            return
        ir = self.engine.ir
        declared: Mapping[str, Mapping[str, object]] = {
            "destination": ir.destinations,
            "purpose": ir.purposes,
            "role": ir.roles,
        }
        for kind, name in named:
            there = declared[kind]
            if name and name not in there and ir.names.get(name) not in there:
                from promptward_dsl.nearest import nearest  # noqa: PLC0415  # only after a slip

                near = nearest(name, [one.rpartition(".")[2] for one in there])
                meant = f", did you mean `{near}`?" if near else ""
                raise GuardError(f"the policy declares no {kind} `{name}`{meant}")

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
        from promptward.destinations import EndpointError, read_endpoint  # noqa: PLC0415  # with the first
        from promptward.destinations.resolve import declared_at  # noqa: PLC0415  # connection

        name = f"[{host}]" if ":" in host else host
        try:
            endpoint = read_endpoint(f"https://{name}:{port}/")
        except EndpointError:
            return False
        return bool(declared_at(self.engine.ir, endpoint))

    def agreement(self, destination: str | None, day: dt.date | None) -> str | None:
        """The agreement with a destination on a day, as it is shown; None for no destination."""
        if destination is None:
            return None
        key = (destination, day)
        known = self._agreements.get(key)
        if known is None:
            from promptward_dsl.chains import effective  # noqa: PLC0415  # with the first request

            known = str(effective(self.engine.ir, destination, day).get("baa") or "unknown")
            if len(self._agreements) >= _MOST:
                self._agreements.clear()
            self._agreements[key] = known
        return known

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
        from promptward_dsl.hosts import named_host  # noqa: PLC0415  # as above

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
        raise self.stopped(ScanUnavailable, self._unread(f"https://{host}/", said)) from None

    # ---------------------------------------------------------------- judging

    def judge(self, out: "Outgoing") -> "Passed":
        """
        What may be sent for a request. Raises PromptBlocked, and nothing else.

        A request that goes to no model and no declared party passes unseen.
        """
        try:
            from promptward.guard.judge import judged  # noqa: PLC0415  # with the first request

            return judged(self, out)
        except PromptBlocked:
            raise
        except Unreadable as failure:
            error = str(failure)
        except (PolicyError, ConfigError) as failure:
            error = str(failure)  # the file, and what is wrong with it
        except Exception as failed:  # noqa: BLE001  # an error anywhere stops the request
            error = f"the guard failed ({type(failed).__name__})"
        raise self.stopped(ScanUnavailable, self._unread(out.url, error)) from None

    def stopped(self, kind: type[PromptBlocked], event: Event) -> PromptBlocked:
        """The error to raise, once everybody who listens knows."""
        self.events.add(event)
        return raised(kind)(f"{event.message} [{event.id}]", event)

    def stop_unseen(self, host: str) -> NoReturn:
        """Stop a connection to a governed host that no inspected client makes; raises."""
        said = (
            "a program or library that the guard does not know connects to a model; use a "
            "supported client, or ask your administrator"
        )
        raise self.stopped(ScanUnavailable, self._unread(f"https://{host}/", said))

    def _today(self) -> dt.date:
        return dt.date.fromtimestamp(self._clock())  # noqa: DTZ012  # the day here, as `load` takes it

    def now(self) -> float:
        """Seconds since 1970, by the clock of this guard."""
        return self._clock()

    def _unread(self, url: str, said: str) -> Event:
        return unread(url, self.asked.purpose, said, self._clock())

    # ---------------------------------------------------------------- reasons

    def hold(self, event: Event, text: str, place: tuple[str, int]) -> None:
        """Remember a prompt that waits for a reason."""
        self._overrides.hold(event.id, text, place)

    def justified(self, request: Request, place: tuple[str, int]) -> Request:
        """The request with the reason that was stated for it, which is used up by that."""
        reason = self._overrides.reason(request.text, place, self._clock)
        if reason is None:
            return request
        if not self.engine.keeps_reasons:
            return request._replace(justified=True)
        return request._replace(justification=self.engine.justify(request, reason).id)

    def override(self, name: str, reason: str) -> Event:
        """
        Release a held prompt: the same one may be sent once, within minutes.

        Raises GuardError where there is no such prompt, it was not held for want of a reason, the
        reason says nothing, or the actor's role does not allow it.
        """
        event = self.events.find(name)
        if event is None or not self._overrides.is_held(event.id):
            raise GuardError("no prompt of this id waits for a reason")
        if len(reason.split()) < _LEAST_WORDS:
            raise GuardError(f"state a reason of at least {_LEAST_WORDS} words")
        allowed = frozenset(self.settings.override_roles)
        if allowed and allowed.isdisjoint(self.actor.roles):
            raise GuardError("your role may not release prompts")
        until = self._clock() + 60 * self.settings.override_minutes
        self._overrides.release(event.id, reason, until)
        released = event._replace(
            id=new_id(), at=self._clock(), outcome="released", message=_RELEASED
        )
        self.events.add(released)
        return released


# Where the site has these, more than the policy has to be sound.
_ELSEWHERE = ("audit", "break_glass", "identity", "justification", "notify", "policy", "vault")
_MOST = 1024  # hosts and agreements that are remembered
_LEAST_WORDS = 3
_RELEASED = "a reason was stated: the same prompt may be sent once"
