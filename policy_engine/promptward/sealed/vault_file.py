"""
The file of the sealed vault: SQLite, readable by its owner only, shared by processes.

It holds scopes (their wrapped keys and ends), tokens with sealed values, and sealed reasons. No
value, no name of a scope and no actor stands in it in the clear.
"""

import hmac
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from promptward.keys import Keys, KeyStoreError
from promptward.sealed.failure import VaultError
from promptward.sealed.seal import KEY_BYTES, derived, opened, sealed
from promptward.system_error import reason_of

__all__ = ["ScopeKey", "ScopeRow", "VaultFile", "blob", "number"]

VAULT_KEY = "vault"
DEFAULT_SECONDS = 24 * 3600
_FILE = "vault.db"
_WAIT_SECONDS = 10.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scopes (
    id BLOB PRIMARY KEY, wrapped BLOB NOT NULL, owner BLOB NOT NULL,
    created INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (
    scope BLOB NOT NULL, token TEXT NOT NULL, label TEXT NOT NULL, lookup BLOB NOT NULL,
    value BLOB NOT NULL, PRIMARY KEY (scope, token), UNIQUE (scope, lookup)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reasons (
    id TEXT PRIMARY KEY, bound BLOB NOT NULL, value BLOB NOT NULL,
    created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER
) WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('durable', 0);
"""


class ScopeKey(NamedTuple):
    """The opened key of a scope. Its `repr` shows nothing of it."""

    id: bytes
    key: bytes

    def __repr__(self) -> str:
        """Only that it is one."""
        return "ScopeKey(<private>)"


class ScopeRow(NamedTuple):
    """What can be said of a scope without opening it: its id, its times, how much it holds."""

    id: str
    created: int
    expires: int
    tokens: int


class VaultFile:
    """
    One vault; safe to share between threads, and each process opens it anew after a fork.

    Raises VaultError from every method. `clock` gives seconds since 1970.
    """

    __slots__ = ("_clock", "_connections", "_keys", "_root", "folder", "seconds")

    def __init__(
        self,
        folder: str,
        keys: Keys,
        *,
        seconds: int = DEFAULT_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.folder = folder
        self.seconds = seconds
        self._keys = keys
        self._clock = clock
        self._root: bytes | None = None
        self._connections: dict[int, tuple[threading.Lock, sqlite3.Connection]] = {}

    def __repr__(self) -> str:
        """Where it stands."""
        return f"VaultFile({self.folder!r})"

    def create(self) -> None:
        """Make the folder, the file and the key, as far as they aren't there."""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            if self._keys.get(VAULT_KEY) is None:
                self._keys.put(VAULT_KEY, os.urandom(KEY_BYTES))
            path = os.path.join(self.folder, _FILE)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise _unusable(self.folder, reason_of(error)) from None
        except KeyStoreError as error:
            raise VaultError("vault_key", str(error)) from None
        with self._writing() as connection:
            connection.execute("SELECT 1")

    # ---------------------------------------------------------------- scopes

    def scope(self, name: str, owner: str | None = None) -> ScopeKey:
        """
        The scope of that name, made for `owner` if there is none or the one there has expired.

        Whoever owns a scope is who first asked in it; see `owned`.
        """
        scope = self._scope_id(name)
        found = self._open_scope(scope)
        if found is not None:
            return found
        now = int(self._clock())
        key = os.urandom(KEY_BYTES)
        wrapped = sealed(self._kek(), key, b"scope\0" + scope)
        with self._writing() as connection:
            self._delete(connection, scope, only_expired=now)
            connection.execute(
                "INSERT OR IGNORE INTO scopes VALUES (?, ?, ?, ?, ?)",
                (scope, wrapped, self._actor_id(owner), now, now + self.seconds),
            )
        # Another process may have been first: its key holds.
        found = self._open_scope(scope)
        if found is None:
            raise VaultError("vault_unusable", "the scope could not be made")
        return found

    def known(self, name: str) -> ScopeKey:
        """The scope of that name. Raises VaultError(`vault_unknown`) where there is none now."""
        found = self._open_scope(self._scope_id(name))
        if found is None:
            raise VaultError(
                "vault_unknown", "this conversation is not, or no longer, in the vault"
            )
        return found

    def owned(self, name: str, actor: str | None) -> bool:
        """Whether `actor` is the one for whom the scope was made."""
        row = self._one("SELECT owner FROM scopes WHERE id = ?", (self._scope_id(name),))
        return row is not None and hmac.compare_digest(blob(row[0]), self._actor_id(actor))

    def shred(self, name: str) -> int:
        """Make a scope unreadable for good; how many pseudonyms lost their values."""
        scope = self._scope_id(name)
        with self._writing() as connection:
            number = self._delete(connection, scope)
        self._truncate()
        return number

    def purge(self) -> int:
        """Shred every scope that has expired; how many."""
        now = int(self._clock())
        with self._writing() as connection:
            ids = connection.execute("SELECT id FROM scopes WHERE expires <= ?", (now,)).fetchall()
            for (scope,) in ids:
                self._delete(connection, scope)
        if ids:
            self._truncate()
        return len(ids)

    def scopes(self) -> tuple[ScopeRow, ...]:
        """All scopes, oldest first, by the beginning of their ids."""
        rows = self.select(
            "SELECT id, created, expires,"
            " (SELECT count(*) FROM tokens WHERE tokens.scope = scopes.id)"
            " FROM scopes ORDER BY created, id"
        )
        return tuple(
            ScopeRow(blob(row[0]).hex()[:12], number(row[1]), number(row[2]), number(row[3]))
            for row in rows
        )

    # ---------------------------------------------------------------- rows

    def select(self, statement: str, values: tuple[object, ...] = ()) -> list["Row"]:
        """The rows of a query."""
        with self._connected() as connection:
            return connection.execute(statement, values).fetchall()

    def insert(self, statement: str, values: tuple[object, ...]) -> bool:
        """Add one row; False where a unique one stands there already."""
        try:
            with self._writing() as connection:
                connection.execute(statement, values)
        except _TakenError:
            return False
        return True

    def update(self, statement: str, values: tuple[object, ...]) -> int:
        """Change rows; how many."""
        with self._writing() as connection:
            return connection.execute(statement, values).rowcount

    def make_durable(self) -> None:
        """
        Until all that was written before is on the disk.

        Single rows are committed without a sync, which would cost milliseconds each; one commit
        with a full sync of the log behind them makes all of them safe at once.
        """
        with self._connected() as connection:
            connection.execute("PRAGMA synchronous = FULL")
            try:
                connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'durable'")
            finally:
                connection.execute("PRAGMA synchronous = NORMAL")

    def root_key(self, purpose: bytes) -> bytes:
        """A key of the vault as a whole, for one purpose."""
        return derived(self._kek(), purpose)

    # ---------------------------------------------------------------- inside

    def _open_scope(self, scope: bytes) -> ScopeKey | None:
        row = self._one("SELECT wrapped, expires FROM scopes WHERE id = ?", (scope,))
        if row is None or number(row[1]) <= self._clock():
            return None
        return ScopeKey(scope, opened(self._kek(), blob(row[0]), b"scope\0" + scope))

    def _delete(
        self, connection: sqlite3.Connection, scope: bytes, only_expired: int | None = None
    ) -> int:
        if only_expired is not None:
            done = connection.execute(
                "DELETE FROM scopes WHERE id = ? AND expires <= ?", (scope, only_expired)
            )
            if not done.rowcount:
                return 0
        else:
            connection.execute("DELETE FROM scopes WHERE id = ?", (scope,))
        return connection.execute("DELETE FROM tokens WHERE scope = ?", (scope,)).rowcount

    def _truncate(self) -> None:
        """The old pages of the log file, too, must go: they held the wrapped key."""
        with self._connected() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _scope_id(self, name: str) -> bytes:
        return self._mac(b"scope", name)

    def _actor_id(self, actor: str | None) -> bytes:
        return self._mac(b"actor", actor or "")

    def _mac(self, kind: bytes, name: str) -> bytes:
        data = name.encode("utf-8", "surrogatepass")
        return hmac.digest(derived(self._kek(), b"names"), kind + b"\0" + data, "sha256")[:16]

    def _kek(self) -> bytes:
        if self._root is None:
            try:
                key = self._keys.get(VAULT_KEY)
            except KeyStoreError as error:
                raise VaultError("vault_key", str(error)) from None
            if key is None or len(key) != KEY_BYTES:
                raise VaultError("vault_key", "the vault has no key: promptward vault init")
            self._root = key
        return self._root

    # ---------------------------------------------------------------- SQLite

    def _one(self, statement: str, values: tuple[object, ...]) -> "Row | None":
        rows = self.select(statement, values)
        return rows[0] if rows else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        # INVARIANT: a connection that was inherited over a fork is never used.
        held = self._connections.get(os.getpid())
        if held is None:
            made = (threading.Lock(), self._connect())
            held = self._connections.setdefault(os.getpid(), made)
            if held is not made:  # another thread was first
                made[1].close()
        lock, connection = held
        try:
            with lock:
                yield connection
        except sqlite3.IntegrityError:
            raise _TakenError from None
        except sqlite3.Error as error:
            # SQLite's own messages name tables and files, never values.
            raise _unusable(self.folder, str(error)) from None

    def _connect(self) -> sqlite3.Connection:
        path = os.path.join(self.folder, _FILE)
        try:
            modes = [os.stat(self.folder).st_mode, os.stat(path).st_mode]
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                raise VaultError(
                    "vault_unusable", f"no vault stands in `{self.folder}`: promptward vault init"
                ) from None
            raise _unusable(self.folder, reason_of(error)) from None
        if os.name == "posix" and any(mode & 0o077 for mode in modes):
            raise VaultError(
                "vault_exposed", f"others may look into `{self.folder}`: chmod -R go= it"
            )
        connection = None
        try:
            connection = sqlite3.connect(
                path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.executescript(_SCHEMA)
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            raise _unusable(self.folder, str(error)) from None
        return connection

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        held = self._connections.pop(os.getpid(), None)
        if held is not None:
            held[1].close()

    def __del__(self) -> None:
        """What nobody closed is closed with what held it: Python 3.13 and later warn of it."""
        self.close()


class _TakenError(VaultError):
    """A unique row stands there already."""

    def __init__(self) -> None:
        super().__init__("vault_unusable", "that place in the vault is taken")


Row: TypeAlias = tuple[object, ...]


def blob(cell: object) -> bytes:
    """A cell that holds bytes. Raises VaultError for any other."""
    if not isinstance(cell, bytes):
        raise VaultError("vault_altered", "a row of the vault is not what it should be")
    return cell


def number(cell: object) -> int:
    """A cell that holds a number. Raises VaultError for any other."""
    if not isinstance(cell, int):
        raise VaultError("vault_altered", "a row of the vault is not what it should be")
    return cell


def _unusable(folder: str, reason: str | None) -> VaultError:
    return VaultError("vault_unusable", f"`{folder}`: {(reason or 'unknown reason').lower()}")
