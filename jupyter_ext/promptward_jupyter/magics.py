"""`%promptward` and `%%promptward`."""

import argparse
import inspect
import re
import shlex
import time
from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn, cast

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, line_cell_magic, magics_class

from promptward.guard import process
from promptward.guard.blocked import GuardError, PromptBlocked
from promptward.guard.context import Asked
from promptward.guard.events import Event
from promptward.guard.guard import Guard
from promptward.model import PromptwardError, Request
from promptward_dsl.ir import DestinationIR
from promptward_dsl.nearest import nearest
from promptward_jupyter.completion import SUBCOMMANDS
from promptward_jupyter.panel import mime_bundle, title
from promptward_jupyter.tracebacks import shown_already

__all__ = ["PromptwardMagics"]

_VARIABLE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


class _Parser(argparse.ArgumentParser):
    """Complains as magics do, without ending the kernel."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}")

    def said(self, words: list[str]) -> argparse.Namespace:
        """The options in words; raises UsageError, and nothing else, for any others."""
        try:
            return self.parse_args(words)
        except argparse.ArgumentError as error:
            raise UsageError(f"{self.prog}: {error}") from None


def _parser(name: str) -> _Parser:
    return _Parser(prog=name, add_help=False, allow_abbrev=False, exit_on_error=False)


@magics_class
class PromptwardMagics(Magics):
    """The magics of one kernel."""

    def __init__(self, shell: InteractiveShell, guard: Guard) -> None:
        super().__init__(shell)
        self.guard = guard
        self.kernel = shell

    @line_cell_magic
    def promptward(self, line: str, cell: str | None = None) -> object:
        """
        Say what the guard does, and what prompts are for.

        %promptward status                        what is guarded, and by which policy
        %promptward use --purpose P [--to DEST] [--mode rewrite|block] [--role R]
        %promptward check EXPRESSION              what would happen to it; nothing is sent
        %promptward log                           what happened
        %promptward explain [ID]                  why
        %promptward override ID --reason "…"      release a prompt that needs a reason, once
        %promptward policy                        the purposes and destinations that it declares
        %%promptward --to DEST --purpose P        the cell is a prompt: what of it may leave
        %%promptward --to DEST --purpose P --run  the cell is code, and runs under these words
        """
        try:
            return self._run(line, cell)
        except (UsageError, PromptBlocked):
            raise
        except PromptwardError as error:
            raise UsageError(str(error)) from None

    def _run(self, line: str, cell: str | None) -> object:
        try:
            words = shlex.split(line)
        except ValueError:
            raise UsageError("a quotation mark is not closed") from None
        if cell is not None:
            return self._cell(words, cell)
        name, rest = (words[0], words[1:]) if words else ("status", [])
        commands: Mapping[str, Callable[[list[str]], object]] = {
            "status": self._status,
            "policy": self._policy,
            "explain": self._explain,
            "log": self._log,
            "override": self._override,
            "use": self._use,
        }
        if name == "check":
            return self._check(line.partition("check")[2])
        if name in {"help", "-h", "--help"}:
            print(inspect.cleandoc(PromptwardMagics.promptward.__doc__ or ""))  # noqa: T201  # the same
            return None
        if name not in commands:
            near = nearest(name, SUBCOMMANDS)
            meant = f"did you mean {near}? " if near else ""
            raise UsageError(f"{meant}%promptward knows {', '.join(SUBCOMMANDS)}")
        return commands[name](rest)

    # ---------------------------------------------------------------- a cell

    def _cell(self, words: list[str], cell: str) -> object:
        parser = _parser("%%promptward")
        parser.add_argument("--to")
        parser.add_argument("--purpose")
        parser.add_argument("--mode", choices=["rewrite", "block"])
        parser.add_argument("--run", action="store_true")
        said = parser.said(words)
        self._check_names(said.to, said.purpose)
        if said.run:
            self._run_cell(said, cell)
            return None
        from promptward_jupyter.leaving import Leaving  # noqa: PLC0415  # with the first prompt

        text = _VARIABLE.sub(self._expanded, cell)
        asked = Asked(said.to, said.purpose, said.mode).over(self.guard.asked).settled()
        decision = self.guard.engine.decide(
            Request(
                text,
                destination=asked.to,
                purpose=asked.purpose,
                actor=self.guard.actor,
                channel="notebook",
                scope=asked.scope or self.guard.scope,
                person=asked.person,
            )
        )
        return Leaving(decision, asked)

    def _expanded(self, found: re.Match[str]) -> str:
        from promptward.guard.asking import text_of  # noqa: PLC0415  # as above

        names = cast("Mapping[str, object]", self.kernel.user_ns)
        return text_of(names[found[1]]) if found[1] in names else found[0]

    def _run_cell(self, said: argparse.Namespace, cell: str) -> None:
        from promptward.guard.asking import session  # noqa: PLC0415  # as above

        # A thread that the cell starts knows no session, so it is said for the process as well.
        before = self.guard.usual
        self.guard.use(Asked(said.to, said.purpose, said.mode))
        try:
            with session(said.to, said.purpose, mode=said.mode):
                result = self.kernel.run_cell(cell)
                if result.error_in_exec is not None:
                    shown_already(self.kernel, result.error_in_exec)
                result.raise_error()
        finally:
            self.guard.usual = before

    # ---------------------------------------------------------------- looking

    def _status(self, _words: list[str]) -> None:
        status = process.status()
        guard = self.guard
        actor, asked = guard.actor, guard.asked
        roles = ", ".join(sorted(actor.roles)) or "none"
        party = asked.to or "the party that the address belongs to"
        purpose = asked.purpose or "no stated purpose"
        lines = [
            f"policy       {guard.engine.policy} ({guard.engine.policy.id[:16]})",
            f"you          {actor.id}, {actor.assurance}; roles: {roles}",
            f"prompts      to {party}, for {purpose}, mode {asked.mode or 'rewrite'}",
            f"guarded      {', '.join(_versions(status.applied)) or 'nothing yet'}",
            f"when loaded  {', '.join(_libraries(status.waiting)) or 'nothing more'}",
        ]
        if status.failed:
            failed = ", ".join(_libraries(status.failed))
            lines.append(f"NOT PATCHED  {failed}: requests to models are blocked")
        if status.unseen:
            lines.append(
                f"NOT SEEN     {', '.join(status.unseen)}: opens connections outside of Python; "
                "only the network can stop these"
            )
        print("\n".join(lines))  # noqa: T201  # what a magic is for

    def _policy(self, _words: list[str]) -> None:
        ir = self.guard.engine.ir
        lines = [str(self.guard.engine.policy)]
        for name, purpose in sorted(ir.purposes.items()):
            # Those of shipped packs list neither: they are there to be copied.
            if purpose.roles and purpose.destinations:
                lines.append(
                    f"  purpose {_short(name)}: {_listed(purpose.roles)} "
                    f"to {_listed(purpose.destinations)}"
                )
        for name, rights in sorted(ir.roles.items()):
            others = [one for one in rights if one != name]
            more = f", with the rights of {_listed(others)}" if others else ""
            lines.append(f"  role {_short(name)}{more}")
        for name, party in sorted(ir.destinations.items()):
            lines.append(
                f"  destination {_short(name)}: {party.host or 'no address'}, "
                f"agreement {_agreement(party)}"
            )
        print("\n".join(lines))  # noqa: T201  # the same

    def _check(self, rest: str) -> object:
        found = re.search(r"\s--(?:to|purpose)\b.*\Z", rest)
        options = shlex.split(found[0]) if found else []
        expression = rest[: found.start()] if found else rest
        if not expression.strip():
            raise UsageError("%promptward check EXPRESSION [--to DEST] [--purpose P]")
        parser = _parser("%promptward check")
        parser.add_argument("--to")
        parser.add_argument("--purpose")
        said = parser.said(options)
        self._check_names(said.to, said.purpose)
        from promptward.guard.asking import check  # noqa: PLC0415  # as above

        try:
            value = self.kernel.ev(expression)
        except (NameError, SyntaxError) as error:
            missing = error.name if isinstance(error, NameError) else None
            what = f"`{missing}` is not defined" if missing else "that is no expression"
            raise UsageError(f"{what}; name a variable, or what Python computes") from None
        return check(value, to=said.to, purpose=said.purpose)

    def _log(self, words: list[str]) -> None:
        parser = _parser("%promptward log")
        parser.add_argument("--last", type=int, default=20)
        said = parser.said(words)
        lines = [_line(event) for event in self.guard.events.last(said.last)]
        print("\n".join(lines) if lines else "nothing was sent yet")  # noqa: T201  # the same

    def _explain(self, words: list[str]) -> None:
        event = self._event(words[0] if words else "last")
        self.kernel.display_pub.publish(
            data=mime_bundle(event, self.guard, explained=bool(event.explanation)), metadata={}
        )
        if event.explanation:
            from promptward.explain import readable  # noqa: PLC0415  # rarely wanted

            print(readable(event.explanation), end="")  # noqa: T201  # the same

    def _event(self, name: str) -> Event:
        event = self.guard.events.find(name)
        if event is None and not self.guard.events.last(1):
            raise GuardError("nothing was sent yet, so there is nothing to explain")
        if event is None:
            raise GuardError(f"there is no event `{name}`; %promptward log lists them")
        return event

    # ---------------------------------------------------------------- saying

    def _override(self, words: list[str]) -> None:
        parser = _parser("%promptward override")
        parser.add_argument("id")
        parser.add_argument("--reason", required=True)
        said = parser.said(words)
        self.guard.override(said.id, said.reason)

    def _use(self, words: list[str]) -> None:
        parser = _parser("%promptward use")
        parser.add_argument("--to")
        parser.add_argument("--purpose")
        parser.add_argument("--mode", choices=["rewrite", "block"])
        parser.add_argument("--role", action="append")
        said = parser.said(words)
        self._check_names(said.to, said.purpose, said.role or ())
        roles = None if said.role is None else tuple(said.role)
        self.guard.use(Asked(said.to, said.purpose, said.mode, roles=roles))
        self._status([])

    def _check_names(self, to: str | None, purpose: str | None, roles: Iterable[str] = ()) -> None:
        """A name that the policy does not know is mistyped; raises UsageError."""
        try:
            self.guard.check_names(to, purpose, roles)
        except GuardError as error:
            raise UsageError(f"{error}; see %promptward policy") from None


def _short(name: str) -> str:
    """A name without its module."""
    return name.rpartition(".")[2]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_short, names))


def _versions(applied: Mapping[str, str]) -> list[str]:
    versions = {_library(name): version for name, version in applied.items()}
    return [f"{name} {version}".strip() for name, version in sorted(versions.items())]


def _libraries(modules: Iterable[str]) -> list[str]:
    return sorted(set(map(_library, modules)))


def _library(module: str) -> str:
    """The name that a library is known by: of those that come with Python, the module's own."""
    first = module.partition(".")[0]
    return module if first == "http" else first


def _line(event: Event) -> str:
    at = time.strftime("%H:%M:%S", time.localtime(event.at))
    counts = ", ".join(f"{number} {kind}" for kind, number in event.counts.items())
    party = event.host if event.destination is None else event.destination.rpartition(".")[2]
    said = f"{at}  {event.id}  {title(event)}, to {party}"
    return f"{said}: {counts}" if counts else said


def _agreement(party: DestinationIR) -> str:
    if party.baa != "until":
        return (party.baa or "unknown").replace("_", " ")
    begins = f"from {party.baa_from} " if party.baa_from else ""
    return f"{begins}until {party.baa_until}"
