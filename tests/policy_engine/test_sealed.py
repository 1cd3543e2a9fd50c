"""The sealed vault: nothing in the clear on disk, one token a value, gone when shredded."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from promptward.keys import FileKeys
from promptward.sealed import ScopeVault, VaultError, VaultFile
from promptward.surrogates import SystemRandomness, draw, token
from promptward.vault import restore

from .audit.logs import Clock

NAMES = ("John Smith", "JOHN SMITH", "Zoë\u0301 \ud83d", "a\0b", "")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def keys(tmp_path):
    return FileKeys(str(tmp_path / "keys"))


@pytest.fixture
def file(tmp_path, keys, clock):
    made = VaultFile(str(tmp_path / "vault"), keys, clock=clock)
    made.create()
    return made


def scope(file, name="chat", **more) -> ScopeVault:
    return ScopeVault(file, file.scope(name, **more), SystemRandomness())


def on_disk(file) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(Path(file.folder).iterdir()))


def test_a_value_has_one_token_in_its_scope_and_comes_back(file, tmp_path, keys, clock):
    here = scope(file)
    tokens = {name: here.token("NAME", name) for name in NAMES}
    assert len(set(tokens.values())) == len(NAMES)
    again = scope(VaultFile(file.folder, keys, clock=clock))
    for name, given in tokens.items():
        assert again.token("NAME", name) == given
        assert again.original(given) == name
    assert again.labels() == {"NAME"}
    assert here.token("MRN", "John Smith") != tokens["John Smith"]
    assert scope(file, "other").token("NAME", "John Smith") != tokens["John Smith"]
    assert scope(file, "other").original(tokens["John Smith"]) is None


def test_no_value_name_or_actor_stands_on_the_disk(file):
    here = scope(file, "Mary Jones in bed 7", owner="dr_adams")
    values = [f"Quentin Marlowe {number}" for number in range(300)]
    for value in values:
        here.token("NAME", value)
    here.make_durable()
    content = on_disk(file).lower()
    for clear in (b"marlowe", b"mary jones", b"dr_adams"):
        assert clear not in content
    assert here.original(here.token("NAME", values[7])) == values[7]


def test_a_seal_does_not_open_in_another_row(file):
    here = scope(file)
    first, second = here.token("NAME", "John Smith"), here.token("NAME", "Mary Jones")
    here.make_durable()
    with closing(sqlite3.connect(os.path.join(file.folder, "vault.db"))) as raw:  # noqa: PTH118
        rows = dict(raw.execute("SELECT token, value FROM tokens"))
        raw.execute("UPDATE tokens SET value = ? WHERE token = ?", (rows[second], first))
        raw.commit()
    raw.close()
    with pytest.raises(VaultError) as caught:
        here.original(first)
    assert caught.value.code == "vault_altered"
    assert "Jones" not in str(caught.value)
    assert here.original(second) == "Mary Jones"


def test_a_shredded_scope_can_not_be_read_by_anybody(file, keys, clock):
    here = scope(file)
    given = here.token("NAME", "John Smith")
    here.make_durable()
    wrapped = file.select("SELECT wrapped FROM scopes")[0][0]
    assert wrapped in on_disk(file)
    assert file.shred("chat") == 1
    assert wrapped not in on_disk(file)
    with pytest.raises(VaultError) as caught:
        file.known("chat")
    assert caught.value.code == "vault_unknown"
    assert scope(file).original(given) is None
    assert scope(file).token("NAME", "John Smith") != given


def test_a_scope_expires(file, clock):
    given = scope(file).token("NAME", "John Smith")
    clock.now += 24 * 3600 - 1
    assert scope(file).original(given) == "John Smith"
    clock.now += 1
    with pytest.raises(VaultError, match="no longer"):
        file.known("chat")
    assert scope(file).original(given) is None
    clock.now += 24 * 3600
    assert file.purge() == 1
    assert file.scopes() == ()


def test_a_scope_belongs_to_who_began_it(file):
    scope(file, owner="dr_adams")
    scope(file, owner="dr_baker")
    assert file.owned("chat", "dr_adams")
    assert not file.owned("chat", "dr_baker")
    assert not file.owned("chat", None)
    assert not file.owned("unknown", "dr_adams")


def test_without_its_key_a_vault_is_closed(file, tmp_path, clock):
    scope(file).token("NAME", "John Smith")
    for folder, code in (("nothing", "vault_key"), ("another", "vault_unknown")):
        keys = FileKeys(str(tmp_path / folder))
        if folder == "another":
            # The names of scopes need the key as well: another one finds nothing.
            keys.put("vault", os.urandom(32))
        other = VaultFile(file.folder, keys, clock=clock)
        with pytest.raises(VaultError) as caught:
            other.known("chat")
        assert caught.value.code == code


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_place_that_others_may_look_into_is_refused(file, keys, mode):
    os.chmod(file.folder, mode)  # noqa: PTH101
    with pytest.raises(VaultError) as caught:
        VaultFile(file.folder, keys).scope("chat")
    assert caught.value.code == "vault_exposed"


def test_a_file_that_is_no_vault_is_refused(file, keys):
    file.close()
    path = os.path.join(file.folder, "vault.db")  # noqa: PTH118
    with open(path, "wb") as broken:  # noqa: PTH123
        broken.write(b"not a database" * 100)
    with pytest.raises(VaultError) as caught:
        VaultFile(file.folder, keys).scope("chat")
    assert caught.value.code == "vault_unusable"


class Poor:
    """A source of randomness that repeats itself."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = list(numbers)

    def below(self, bound: int) -> int:
        return self.numbers.pop(0) % bound if len(self.numbers) > 1 else self.numbers[0] % bound

    def key(self, size: int) -> bytes:
        return os.urandom(size)


def test_two_values_never_share_a_token(file):
    body = 12_345_678
    first = ScopeVault(file, file.scope("chat"), Poor(body))
    given = first.token("NAME", "John Smith")
    assert given == token("NAME", draw("NAME", 5, Poor(body)))
    second = ScopeVault(file, file.scope("chat"), Poor(body, body, body, 9_876_543))
    assert second.token("NAME", "Mary Jones") != given
    assert first.original(given) == "John Smith"


def test_a_token_that_stands_in_the_text_is_not_given_out(file):
    body = 12_345_678
    taken = token("NAME", draw("NAME", 5, Poor(body)))
    here = ScopeVault(file, file.scope("chat"), Poor(body, body, 9_876_543))
    assert here.token("NAME", "John Smith", frozenset({taken})) != taken


@pytest.mark.slow
def test_twenty_thousand_values_have_twenty_thousand_tokens_long(file):
    here = scope(file)
    tokens = [here.token("NAME", str(number)) for number in range(20_000)]
    assert len(set(tokens)) == 20_000
    assert all(here.original(given) == str(number) for number, given in enumerate(tokens))


def test_large_scopes_get_longer_tokens(file):
    here = scope(file)
    tokens = [here.token("NAME", str(number)) for number in range(1_100)]
    assert len(set(tokens)) == 1_100
    assert {len(given) for given in tokens[:1000]} == {len("[NAME_]") + 6}
    assert {len(given) for given in tokens[1000:]} == {len("[NAME_]") + 9}
    assert restore(" ".join(tokens), here).text == " ".join(map(str, range(1_100)))


def test_threads_and_processes_agree_on_one_token_a_value(file, tmp_path):
    program = (
        "import sys\n"
        "from promptward.keys import FileKeys\n"
        "from promptward.sealed import ScopeVault, VaultFile\n"
        "from promptward.surrogates import SystemRandomness\n"
        f"f = VaultFile({file.folder!r}, FileKeys({str(tmp_path / 'keys')!r}), clock=lambda: {file._clock()!r})\n"
        "v = ScopeVault(f, f.scope('chat'), SystemRandomness())\n"
        "print(*(v.token('NAME', f'patient {n}') for n in range(60)))\n"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    found: list[list[str]] = []

    def draw_them() -> None:
        here = scope(file)
        found.append([here.token("NAME", f"patient {n}") for n in range(60)])

    threads = [threading.Thread(target=draw_them) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found += [other.communicate(timeout=60)[0].split() for other in others]
    assert all(other.returncode == 0 for other in others)
    assert len(found) == 7
    assert all(one == found[0] for one in found)
    assert len(set(found[0])) == 60


def test_a_child_after_a_fork_uses_a_connection_of_its_own(file):
    here = scope(file)
    given = here.token("NAME", "John Smith")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if scope(file).original(given) == "John Smith" else 1
            scope(file).token("NAME", "Mary Jones")
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert here.original(scope(file).token("NAME", "Mary Jones")) == "Mary Jones"


def test_nothing_of_it_is_shown(file):
    here = scope(file)
    here.token("NAME", "John Smith")
    assert "Smith" not in repr(here) + repr(file) + repr(file.scope("chat")) + repr(file.scopes())
    assert file.scope("chat").key.hex() not in repr(file.scope("chat"))
