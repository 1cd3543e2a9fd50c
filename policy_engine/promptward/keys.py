"""
Keys of custody: made once, kept in the operating system's keyring or in files for one user only.

A key is bytes under a name (`signing`, `digest`, `vault`). Nothing here ever shows one.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple, Protocol

from promptward.config import Config
from promptward.model import PromptwardError
from promptward.system_error import reason_of

__all__ = [
    "FileKeys",
    "KeyStoreError",
    "Keys",
    "SystemKeys",
    "key_settings",
    "open_keys",
    "own_keys",
]

_SERVICE = "promptward"
_LARGEST = 4096
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


class KeyStoreError(PromptwardError):
    """
    A key that can't be read, kept or trusted.

    `code` is stable: `key_missing`, `key_exposed`, `key_store`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Keys(Protocol):
    """Where keys are kept."""

    @property
    def warning(self) -> str | None:
        """What speaks against this place, None if nothing does."""

    def get(self, name: str) -> bytes | None:
        """The key of that name, None where there is none."""

    def put(self, name: str, key: bytes) -> None:
        """Keep a key under a name that is not taken yet."""

    def replace(self, name: str, key: bytes) -> None:
        """Keep a key under a name, in place of the one before."""

    def delete(self, name: str) -> None:
        """Forget a key; nothing happens where there is none."""


class KeySettings(NamedTuple):
    """What `[keys]` states; `folder` and `account` are None where it leaves them out."""

    store: str
    folder: str | None
    account: str | None


def key_settings(config: Config) -> KeySettings:
    """The table `[keys]`, read and nothing opened. Raises ConfigError."""
    section = config.section("keys")
    settings = KeySettings(
        section.choice("store", ("auto", "keyring", "file", "environment"), "auto"),
        section.path("folder"),
        section.text("account"),
    )
    section.finish()
    return settings


def open_keys(config: Config, folder: str) -> Keys:
    """
    The place that `[keys] store` names: `auto`, `keyring`, `file` or `environment`.

    `auto` takes the keyring where there is one that works, else files in `folder`, with a warning.
    `environment` (`PROMPTWARD_KEY_SIGNING=hex…`) is for tests of a pipeline. Raises ConfigError.
    """
    store, place, account = key_settings(config)
    if store == "environment":
        return EnvironmentKeys(os.environ)
    if store in {"auto", "keyring"}:
        keys = _system_keys(account or os.path.abspath(folder))
        if keys is not None:
            return keys
        if store == "keyring":
            raise KeyStoreError(
                "key_store",
                "the operating system has no keyring that works here; set [keys] store to `file`",
            )
    return FileKeys(place or folder)


def own_keys(config: Config) -> Keys:
    """The place of keys that belong to no log: as `[keys]` says. Raises ConfigError."""
    return open_keys(config, os.path.join(os.path.expanduser("~"), ".promptward", "keys"))


class FileKeys:
    """Keys in files `NAME.key` of hexadecimal digits, readable by their owner only."""

    __slots__ = ("folder",)

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        """Where, not what."""
        return f"FileKeys({self.folder!r})"

    @property
    def warning(self) -> str | None:
        """Files are only as safe as the account and the disk."""
        return (
            f"keys are kept in files in `{self.folder}`: whoever reads them can sign and unseal. "
            "Install a keyring (`pip install keyring`), or keep that folder on an encrypted disk"
        )

    def get(self, name: str) -> bytes | None:
        """The key in its file. Raises KeyStoreError where others may read it or it is damaged."""
        path = self._path(name)
        try:
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(path, error) from None
        with open(handle, "rb") as file:
            _refuse_exposed(path, os.fstat(handle).st_mode)
            return _unhex(file.read(_LARGEST), f"`{path}`")

    def put(self, name: str, key: bytes) -> None:
        """A new file. Raises KeyStoreError where there is one: no key is overwritten by chance."""
        self._write(self._path(name), key, os.O_EXCL)

    def replace(self, name: str, key: bytes) -> None:
        """The file replaced as a whole."""
        path = self._path(name)
        part = f"{path}.{os.getpid()}.part"
        self._write(part, key, os.O_TRUNC)
        try:
            os.replace(part, path)
        except OSError as error:
            raise _unusable(path, error) from None

    def delete(self, name: str) -> None:
        """Overwrite and remove; a disk may keep old blocks all the same."""
        path = self._path(name)
        with suppress(FileNotFoundError):
            size = os.stat(path).st_size
            self._write(path, os.urandom(max(1, size // 2)), 0)
            os.unlink(path)

    def _path(self, name: str) -> str:
        if not name or not _NAME.issuperset(name):
            raise KeyStoreError("key_store", "a key's name is lower-case letters, digits and `-`")
        return os.path.join(self.folder, f"{name}.key")

    def _write(self, path: str, key: bytes, mode: int) -> None:
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | mode, 0o600)
            with open(handle, "wb") as file:
                file.write(key.hex().encode() + b"\n")
                file.flush()
                os.fsync(handle)
        except OSError as error:
            raise _unusable(path, error) from None


class SystemKeys:
    """Keys in the keyring of the operating system, through the `keyring` package."""

    __slots__ = ("_account", "_ring")

    warning: str | None = None

    def __init__(self, ring: "_Ring", account: str) -> None:
        self._ring = ring
        self._account = account

    def __repr__(self) -> str:
        """Only that it is one."""
        return "SystemKeys()"

    def get(self, name: str) -> bytes | None:
        """The key under this account and name."""
        try:
            found = self._ring.get_password(_SERVICE, f"{name}@{self._account}")
        except Exception:  # noqa: BLE001  # each keyring raises its own
            raise KeyStoreError(
                "key_store", "the keyring can't be read; is it unlocked?"
            ) from None
        return None if found is None else _unhex(found.encode(), "the keyring")

    def put(self, name: str, key: bytes) -> None:
        """A new entry."""
        if self.get(name) is not None:
            raise KeyStoreError("key_store", f"the keyring holds a key `{name}` already")
        self.replace(name, key)

    def replace(self, name: str, key: bytes) -> None:
        """The entry with another value."""
        try:
            self._ring.set_password(_SERVICE, f"{name}@{self._account}", key.hex())
        except Exception:  # noqa: BLE001  # as above
            raise KeyStoreError(
                "key_store", "the keyring can't be written; is it unlocked?"
            ) from None

    def delete(self, name: str) -> None:
        """Without the entry."""
        if self.get(name) is None:
            return
        try:
            self._ring.delete_password(_SERVICE, f"{name}@{self._account}")
        except Exception:  # noqa: BLE001  # as above
            raise KeyStoreError("key_store", "the keyring does not let go of a key") from None


class EnvironmentKeys:
    """Keys in the environment: for pipelines that are thrown away, never for a site."""

    __slots__ = ("_environ",)

    warning: str | None = "keys are taken from the environment: for tests only"

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def __repr__(self) -> str:
        """Only that it is one."""
        return "EnvironmentKeys()"

    def get(self, name: str) -> bytes | None:
        """The value of `PROMPTWARD_KEY_NAME`."""
        found = self._environ.get(f"PROMPTWARD_KEY_{name.upper().replace('-', '_')}")
        return None if not found else _unhex(found.encode(), "the environment")

    def put(self, name: str, key: bytes) -> None:
        """Can't be done."""
        del key
        variable = f"PROMPTWARD_KEY_{name.upper().replace('-', '_')}"
        raise KeyStoreError("key_missing", f"`{variable}` is not set: 64 hexadecimal digits")

    replace = put

    def delete(self, name: str) -> None:
        """Can't be done."""
        raise KeyStoreError("key_store", f"the key `{name}` stands in the environment")


class _Ring(Protocol):
    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


def _system_keys(account: str) -> SystemKeys | None:
    try:
        import keyring  # noqa: PLC0415  # optional, and slow to load
        from keyring.backends import fail, null  # noqa: PLC0415  # the same
    except ImportError:
        return None
    try:
        ring = keyring.get_keyring()
    except Exception:  # noqa: BLE001  # a keyring that can't be asked is none
        return None
    if isinstance(ring, fail.Keyring | null.Keyring) or type(ring).__module__.startswith(
        "keyrings.alt"
    ):
        return None
    return SystemKeys(ring, account)


def _unhex(data: bytes, where: str) -> bytes:
    try:
        return bytes.fromhex(data.decode("ascii"))
    except ValueError:
        raise KeyStoreError("key_store", f"{where} holds no key: hexadecimal digits") from None


def _refuse_exposed(path: str, mode: int) -> None:
    if os.name == "posix" and mode & 0o077:
        raise KeyStoreError(
            "key_exposed", f"`{path}` may be read by others: chmod 600, and rotate it"
        )


def _unusable(path: str, error: OSError) -> KeyStoreError:
    return KeyStoreError("key_store", f"`{path}`: {reason_of(error)}")
