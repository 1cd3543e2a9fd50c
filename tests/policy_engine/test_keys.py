"""Keys: in the keyring where there is one, else in files for their owner only."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from promptward.config import read_config
from promptward.keys import EnvironmentKeys, FileKeys, KeyStoreError, SystemKeys, open_keys


class Ring(KeyringBackend):
    """A keyring of the test's own, through the real library."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        del self.held[service, username]


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


@pytest.fixture
def no_ring():
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def opened(tmp_path, text=""):
    (tmp_path / ".promptward").mkdir(exist_ok=True)
    (tmp_path / ".promptward" / "config.toml").write_text(text)
    config = read_config({}, str(tmp_path), machine_folder="/none")
    return open_keys(config, str(tmp_path / "keys"))


def used(keys):
    assert keys.get("signing") is None
    keys.put("signing", b"\1" * 32)
    assert keys.get("signing") == b"\1" * 32
    with pytest.raises(KeyStoreError):
        keys.put("signing", b"\2" * 32)
    keys.replace("signing", b"\2" * 32)
    assert keys.get("signing") == b"\2" * 32
    keys.delete("signing")
    keys.delete("signing")
    assert keys.get("signing") is None


def test_the_keyring_is_used_where_there_is_one(tmp_path, ring):
    keys = opened(tmp_path)
    assert isinstance(keys, SystemKeys)
    assert keys.warning is None
    used(keys)
    assert not (tmp_path / "keys").exists()


def test_without_a_keyring_files_are_used_and_it_is_said(tmp_path, no_ring):
    keys = opened(tmp_path)
    assert isinstance(keys, FileKeys)
    assert "keyring" in keys.warning
    used(keys)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_a_keyring_that_is_asked_for_and_missing_is_an_error(tmp_path, no_ring):
    with pytest.raises(KeyStoreError, match="no keyring"):
        opened(tmp_path, '[keys]\nstore = "keyring"')


def test_a_keyring_that_fails_is_an_error_and_no_key(tmp_path, ring, monkeypatch):
    keys = opened(tmp_path)
    monkeypatch.setattr(Ring, "get_password", lambda *_: 1 / 0)
    with pytest.raises(KeyStoreError, match="can't be read"):
        keys.get("signing")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_may_read_is_refused(tmp_path, mode):
    keys = FileKeys(str(tmp_path))
    keys.put("signing", b"\1" * 32)
    (tmp_path / "signing.key").chmod(mode)
    with pytest.raises(KeyStoreError) as caught:
        keys.get("signing")
    assert caught.value.code == "key_exposed"


def test_what_is_no_key_is_refused_and_not_shown(tmp_path):
    (tmp_path / "signing.key").write_text("secret-but-no-hex")
    (tmp_path / "signing.key").chmod(0o600)
    with pytest.raises(KeyStoreError) as caught:
        FileKeys(str(tmp_path)).get("signing")
    assert "secret-but" not in str(caught.value)
    with pytest.raises(KeyStoreError):
        FileKeys(str(tmp_path)).get("../signing")
    (tmp_path / "link.key").symlink_to("signing.key")
    with pytest.raises(KeyStoreError):
        FileKeys(str(tmp_path)).get("link")


def test_a_pipeline_may_bring_keys_in_its_environment():
    keys = EnvironmentKeys({"PROMPTWARD_KEY_SIGNING": "01" * 32})
    assert keys.get("signing") == b"\1" * 32
    assert keys.get("digest") is None
    with pytest.raises(KeyStoreError, match="PROMPTWARD_KEY_DIGEST"):
        keys.put("digest", b"\1" * 32)
