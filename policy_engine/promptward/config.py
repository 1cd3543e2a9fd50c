"""
Configuration: what a site says about running Promptward, as against what its policy decides.

Two files are read: the machine's (`/etc/promptward/config.toml`) and the nearest
`.promptward/config.toml` upward from the working folder. What the machine's file states is final:
a nearer file that states something else is an error that names the key, never a silent choice.
"""

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from promptward.discovery import FLOOR_FOLDER, nearest, stranger
from promptward.model import PromptwardError
from promptward.no_pipe import no_pipe

__all__ = ["CLOSED", "EMPTY", "SECTIONS", "Config", "ConfigError", "Section", "read_config"]

SECTIONS = (
    "audit",
    "break_glass",
    "guard",
    "identity",
    "justification",
    "keys",
    "limits",
    "notify",
    "policy",
    "roster",
    "scan",
    "vault",
)
"""The tables that a file may hold; each is read by the part that is named like it."""

CLOSED = frozenset(
    {
        "audit",
        "break_glass",
        "guard",
        "identity",
        "justification",
        "keys",
        "policy",
        "vault",
    }
)
"""
Tables that the machine's file, where it states anything in them, states alone: a key that it left
out (which claim holds the roles, say) would be as good a way around as one that it wrote.
"""

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | object"

_FILE = "config.toml"
_NEAREST = os.path.join(".promptward", _FILE)
_LARGEST = 1 << 20
_LISTED = 8


class ConfigError(PromptwardError):
    """
    A configuration that can't be used; nothing is decided until it is mended.

    `code` is stable: `config_unreadable`, `config_stranger`, `config_syntax`, `config_unknown`,
    `config_type`, `config_value`, `config_missing`, `config_locked`. `where` is the file, `help`
    what to do.
    """

    def __init__(self, code: str, message: str, *, where: str, help: str) -> None:  # noqa: A002  # the word of diagnostics
        super().__init__(f"{where}: {message}; {help}" if help else f"{where}: {message}")
        self.code = code
        self.message = message
        self.where = where
        self.help = help


class _Stated(NamedTuple):
    """
    One value, the file that states it, and the folder that its relative paths start from.

    `machine`: that file is the machine's.
    """

    value: Value
    file: str
    folder: str
    trusted: bool
    machine: bool = False


class Config:
    """
    The merged configuration, and which file stated what.

    `files` are the files that were read, the machine's first. Sections are read through
    `section`, which never fails for one that nobody wrote: it is empty.
    """

    __slots__ = ("_stated", "files")

    def __init__(self, stated: Mapping[tuple[str, ...], _Stated], files: tuple[str, ...]) -> None:
        self._stated = dict(stated)
        self.files = files

    def __repr__(self) -> str:
        """Which files it comes from."""
        return f"Config({', '.join(self.files) or 'nothing configured'})"

    def section(self, *name: str) -> "Section":
        """The table of that name, `section("notify", "privacy_officer")` for one inside."""
        depth = len(name)
        inside = {key[depth:]: one for key, one in self._stated.items() if key[:depth] == name}
        return Section(".".join(name), inside, self.files)

    def has(self, *name: str) -> bool:
        """Whether anything is stated in that table."""
        return any(key[: len(name)] == name for key in self._stated)


class Section:
    """
    One table, read key by key; every reader raises ConfigError for a value of another kind.

    `finish()` raises for keys that nobody read: a slip is an error, not a setting that is quietly
    not in force.
    """

    __slots__ = ("_files", "_read", "_stated", "name")

    def __init__(
        self, name: str, stated: Mapping[tuple[str, ...], _Stated], files: tuple[str, ...]
    ) -> None:
        self.name = name
        self._stated = stated
        self._files = files
        self._read: dict[str, None] = {}

    def __bool__(self) -> bool:
        """Whether anything is stated here."""
        return bool(self._stated)

    @property
    def trusted(self) -> bool:
        """
        Whether all of it comes from the machine's file or one that `PROMPTWARD_CONFIG` names.

        A file that was merely found comes along with any repository that somebody clones, so
        what runs a command or opens a connection must not be taken from there.
        """
        return all(one.trusted for one in self._stated.values())

    def of_machine(self, key: str) -> bool:
        """Whether the machine's file states a key, or all of the table of that name."""
        found = [one for path, one in self._stated.items() if path[0] == key]
        return bool(found) and all(one.machine for one in found)

    def names(self) -> tuple[str, ...]:
        """The keys and tables stated here, in order of their files."""
        return tuple(dict.fromkeys(key[0] for key in self._stated if key))

    def text(self, key: str, default: str | None = None) -> str | None:
        """A string that isn't empty."""
        found = self._one(key)
        if found is None:
            return default
        if not isinstance(found.value, str) or not found.value:
            raise self._wrong(key, found, "a string that is not empty")
        return found.value

    def day(self, key: str) -> dt.date | None:
        """A day, as TOML has days (`2027-06-01`) or in quotes."""
        found = self._one(key)
        if found is None:
            return None
        value = found.value
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                pass
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        raise self._wrong(key, found, "a day such as 2027-06-01")

    def required(self, key: str) -> str:
        """A string that must be stated."""
        value = self.text(key)
        if value is None:
            raise ConfigError(
                "config_missing",
                f"[{self.name}] needs `{key}`",
                where=self._files[-1] if self._files else "configuration",
                help=f"add a line `{key} = …`",
            )
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of the words in `allowed`."""
        found = self._one(key)
        if found is None:
            return default
        if not isinstance(found.value, str) or found.value not in allowed:
            raise self._wrong(key, found, f"one of {', '.join(allowed)}")
        return found.value

    def flag(self, key: str, default: bool) -> bool:  # noqa: FBT001  # the default is the point
        """`true` or `false`."""
        found = self._one(key)
        if found is None:
            return default
        if not isinstance(found.value, bool):
            raise self._wrong(key, found, "true or false")
        return found.value

    def number(self, key: str, default: int, least: int = 0, most: int | None = None) -> int:
        """A whole number between `least` and `most`."""
        found = self._one(key)
        if found is None:
            return default
        value = found.value
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or value < least or (most is not None and value > most):  # type: ignore[operator]  # an int, as tested
            bounds = f"from {least}" + (f" to {most}" if most is not None else " up")
            raise self._wrong(key, found, f"a whole number {bounds}")
        assert isinstance(value, int)  # noqa: S101  # for the type
        return value

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of strings that aren't empty."""
        found = self._one(key)
        if found is None:
            return tuple(default)
        value = found.value
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self._wrong(key, found, "a list of strings")
        return tuple(str(one) for one in value)

    def path(self, key: str, default: str | None = None) -> str | None:
        """
        A path, absolute. `~` is the home folder; a relative one starts from the folder that
        holds `.promptward`, or from the folder of a file that was named otherwise.
        """
        value = self.text(key)
        if value is None:
            return default
        found = self._stated[key,]
        return os.path.abspath(os.path.join(found.folder, os.path.expanduser(value)))

    def table(self, key: str) -> "Section":
        """The table `key` inside this one."""
        self._read[key] = None
        inside = {path[1:]: one for path, one in self._stated.items() if path[0] == key}
        bare = inside.get(())
        if bare is not None:
            raise self._wrong(key, bare, "a table")
        return Section(f"{self.name}.{key}", inside, self._files)

    def refuse(self, key: str, message: str, help: str) -> ConfigError:  # noqa: A002  # as in ConfigError
        """The error for a value that is of the right kind and still can't be used."""
        found = next((one for path, one in self._stated.items() if path[0] == key), None)
        where = found.file if found else (self._files[-1] if self._files else "configuration")
        return ConfigError(
            "config_value", f"[{self.name}] `{key}` {message}", where=where, help=help
        )

    def finish(self) -> None:
        """Raises ConfigError for the first key that was not read."""
        for path, one in self._stated.items():
            if path[0] not in self._read:
                raise _unknown(one.file, f"[{self.name}]", path[0], self._read)

    def _one(self, key: str) -> _Stated | None:
        self._read[key] = None
        found = self._stated.get((key,))
        if found is None:
            inside = next((one for path, one in self._stated.items() if path[0] == key), None)
            if inside is not None:
                raise self._wrong(key, inside, "a value, not a table")
        return found

    def _wrong(self, key: str, found: _Stated, wanted: str) -> ConfigError:
        # The value itself is not shown: it may be a secret in the wrong place.
        return ConfigError(
            "config_type",
            f"[{self.name}] `{key}` must be {wanted}",
            where=found.file,
            help="correct that line",
        )


EMPTY = Config({}, ())
"""What holds where nobody has configured anything."""


def read_config(
    environ: Mapping[str, str],
    folder: str,
    *,
    machine_folder: str = FLOOR_FOLDER,
) -> Config:
    """
    The configuration that holds in `folder`; `PROMPTWARD_CONFIG` names another nearer file.

    Raises ConfigError for a file that can't be read, belongs to another user, is no TOML, holds a
    section nobody knows, or states otherwise what the machine's file states.
    """
    stated: dict[tuple[str, ...], _Stated] = {}
    files: list[str] = []
    machine = os.path.join(machine_folder, _FILE)
    if os.path.lexists(machine):
        stated.update(_stated(machine, machine_folder, trusted=True, machine=True))
        files.append(machine)
    named = environ.get("PROMPTWARD_CONFIG")
    near = os.path.abspath(os.path.join(folder, named)) if named else nearest(_NEAREST, folder)
    if near is not None and near != machine:
        if not named:
            refusal = stranger(near, environ)
            if refusal is not None:
                raise ConfigError("config_stranger", refusal, where=near, help="")
        home = os.path.dirname(near)
        if os.path.basename(home) == ".promptward":
            home = os.path.dirname(home)
        _merge(stated, _stated(near, home, trusted=bool(named)))
        files.append(near)
    return Config(stated, tuple(files)) if files else EMPTY


def _merge(
    stated: dict[tuple[str, ...], _Stated], nearer: Mapping[tuple[str, ...], _Stated]
) -> None:
    final = dict(stated)
    for path, one in nearer.items():
        shut = path[0] in CLOSED
        clash = next(
            (held for key, held in final.items() if _overlap(key[:1] if shut else key, path)), None
        )
        clash = final.get(path, clash)
        if clash is not None and not (path in final and _same(clash, one)):
            raise ConfigError(
                "config_locked",
                f"`{'.'.join(path)}` is set for this machine by {clash.file}",
                where=one.file,
                help="take that line out; only the machine's file may change it",
            )
        if path not in stated:
            stated[path] = one


def _same(held: _Stated, one: _Stated) -> bool:
    return type(held.value) is type(one.value) and held.value == one.value


def _overlap(key: tuple[str, ...], path: tuple[str, ...]) -> bool:
    shorter = min(len(key), len(path))
    return key[:shorter] == path[:shorter]


def _stated(
    file: str, folder: str, *, trusted: bool, machine: bool = False
) -> dict[tuple[str, ...], _Stated]:
    """Every value of a file by its dotted path; lists are values, tables are ways to them."""
    data = _loaded(file)
    for name in data:
        if name not in SECTIONS:
            raise _unknown(file, "", name, dict.fromkeys(SECTIONS))
        if not isinstance(data[name], dict):
            raise ConfigError(
                "config_type", f"`{name}` must be a table", where=file, help=f"write [{name}]"
            )
    stated: dict[tuple[str, ...], _Stated] = {}

    def walk(value: Value, path: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*path, str(key)))
        else:
            stated[path] = _Stated(value, file, folder, trusted, machine)

    walk(data, ())
    return stated


def _loaded(file: str) -> dict[str, Value]:
    import tomllib  # noqa: PLC0415  # only where somebody configured something

    try:
        with open(file, "rb", opener=no_pipe) as handle:
            content = handle.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigError(
            "config_unreadable",
            (error.strerror or "can't be read").lower(),
            where=file,
            help="make it readable, or take it away",
        ) from None
    if len(content) > _LARGEST:
        raise ConfigError("config_unreadable", "is larger than 1 MiB", where=file, help="")
    parse: Callable[[str], dict[str, Value]] = tomllib.loads
    try:
        return parse(content.decode("utf-8-sig"))  # some editors begin a file with a mark
    except UnicodeDecodeError:
        message = "is not UTF-8"
    except tomllib.TOMLDecodeError as error:
        # The reason names a line and column, and quotes at most one character.
        message = f"is no TOML: {error}"
    except RecursionError:
        message = "is nested too deeply"
    raise ConfigError("config_syntax", message, where=file, help="correct it")


def _unknown(file: str, table: str, name: str, known: Mapping[str, object]) -> ConfigError:
    from promptward_dsl.nearest import nearest as closest  # noqa: PLC0415  # only after a slip

    near = closest(name, sorted(known))
    what = f"{table} `{name}`" if table else f"[{name}]"
    wanted = ", ".join(sorted(known)[:_LISTED]) + (", …" if len(known) > _LISTED else "")
    return ConfigError(
        "config_unknown",
        f"{what} is not known here",
        where=file,
        help=f"did you mean `{near}`?" if near else f"known are {wanted}",
    )
