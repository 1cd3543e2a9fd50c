"""Identity: which tokens hold and whom they name; every other one is nobody."""

import base64
import hashlib
import hmac
import json

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from promptward.config import ConfigError, read_config
from promptward.identity import IdentityError, current_actor, identity_settings
from promptward.identity.key_set import read_key_set

NOW = 1_790_000_000
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
ED = OKPKey.generate_key("Ed25519", {"kid": "ed"})
OTHER = ECKey.generate_key("P-256", {"kid": "ec"})
CLAIMS = {
    "iss": "https://login.example", "aud": "promptward", "sub": "u123",
    "exp": NOW + 300, "iat": NOW - 10, "nbf": NOW - 10, "auth_time": NOW - 60,
    "amr": ["pwd", "mfa"], "roles": ["clinician"],
}  # fmt: skip
IDENTITY = """[identity]
issuer = "https://login.example"
audience = "promptward"
jwks = "keys.json"
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / ".promptward").mkdir()
    keys = [key.as_dict(private=False) for key in (EC, RSA, ED)]
    (tmp_path / "keys.json").write_text(json.dumps({"keys": keys}))
    return tmp_path


def settings(home, more=""):
    (home / ".promptward" / "config.toml").write_text(IDENTITY + more)
    return identity_settings(read_config({}, str(home), machine_folder=str(home / "none")))


def token(claims=None, *, key=EC, alg="ES256", header=None, **changed) -> str:
    stated = {k: v for k, v in {**CLAIMS, **(claims or {}), **changed}.items() if v is not None}
    return jwt.encode(
        {"alg": alg, "kid": key.kid, **(header or {})}, stated, key, algorithms=[alg]
    )


def who(home, given, more="", now=NOW):
    return current_actor(settings(home, more), {"PROMPTWARD_TOKEN": given}, now)


def part(data: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(("key", "alg"), [(EC, "ES256"), (RSA, "RS256"), (RSA, "PS256"), (ED, "EdDSA"), (ED, "Ed25519")])  # fmt: skip
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_that_holds_names_a_verified_actor(home, key, alg):
    found = who(home, token(key=key, alg=alg))
    assert found.source == "token"
    assert found.actor.id == "u123"
    assert found.actor.roles == {"clinician"}
    assert found.actor.mfa is True
    assert found.actor.assurance == "verified"


def unsecured() -> str:
    return f"{part({'alg': 'none'})}.{part(CLAIMS)}."


def confused() -> str:
    """HS256 with the public key as its secret: taken by whoever lets the token choose."""
    signed = f"{part({'alg': 'HS256', 'kid': 'rsa'})}.{part(CLAIMS)}"
    mac = hmac.new(RSA.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def altered() -> str:
    head, _, signature = token().split(".")
    return f"{head}.{part({**CLAIMS, 'roles': ['admin']})}.{signature}"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (unsecured, "identity_algorithm"),
        (lambda: unsecured().replace(part({"alg": "none"}), part({"alg": "None"})), "identity_algorithm"),
        (confused, "identity_algorithm"),
        (lambda: token(key=OctKey.generate_key(256, {"kid": "ec"}), alg="HS256"), "identity_algorithm"),
        (lambda: token(key=EC, header={"alg": "ES256"})[:-4] + "AAAA", "identity_signature"),
        (altered, "identity_signature"),
        (lambda: token(key=OTHER), "identity_signature"),
        (lambda: token(header={"kid": "unknown"}), "identity_unknown_key"),
        (lambda: token(key=RSA, alg="RS256", header={"kid": "ec"}), "identity_unknown_key"),
        (lambda: token(exp=NOW - 31), "identity_expired"),
        (lambda: token(exp=None), "identity_claims"),
        (lambda: token(exp="soon"), "identity_claims"),
        (lambda: token(exp=True), "identity_claims"),
        (lambda: token(nbf=NOW + 31), "identity_not_yet_valid"),
        (lambda: token(iat=NOW + 31), "identity_not_yet_valid"),
        (lambda: token(iss="https://login.evil"), "identity_issuer"),
        (lambda: token(iss=None), "identity_issuer"),
        (lambda: token(aud="another"), "identity_audience"),
        (lambda: token(aud=["another"]), "identity_audience"),
        (lambda: token(aud=None), "identity_audience"),
        (lambda: token(sub=None), "identity_claims"),
        (lambda: token(sub=""), "identity_claims"),
        (lambda: token(sub=7), "identity_claims"),
        (lambda: token(roles={"a": 1}), "identity_claims"),
        (lambda: token(header={"jku": "https://evil.example/keys"}), "identity_token_unreadable"),
        (lambda: token(header={"jwk": OTHER.as_dict(private=False)}), "identity_token_unreadable"),
        (lambda: "abc", "identity_token_unreadable"),
        (lambda: "a.b.c", "identity_token_unreadable"),
        (lambda: "a.b.c.d.e", "identity_token_unreadable"),
        (lambda: token(more="x" * 20_000), "identity_token_unreadable"),
    ],
    ids=range(30),
)  # fmt: skip
def test_a_token_that_does_not_hold_is_nobodys(home, made, code):
    given = made()
    with pytest.raises(IdentityError) as caught:
        who(home, given)
    assert caught.value.code == code
    assert "u123" not in str(caught.value)
    assert given not in repr(caught.value)


@pytest.mark.parametrize(
    ("claims", "mfa"),
    [
        ({}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, True),
        ({"amr": None}, None),
        ({"amr": None, "acr": "urn:hospital:2fa"}, True),
        ({"amr": None, "acr": "urn:hospital:1fa"}, False),
        ({"amr": [7]}, False),
        ({"auth_time": None}, None),
        ({"auth_time": "now"}, None),
        ({"auth_time": NOW - 600}, True),
        ({"auth_time": NOW - 601}, False),
        ({"auth_time": NOW + 3600}, False),
    ],
)
def test_a_second_factor_counts_if_it_was_proved_lately(home, claims, mfa):
    more = 'mfa_acr = ["urn:hospital:2fa"]\nmax_auth_minutes = 10\n'
    assert who(home, token(claims), more).actor.mfa is mfa


def test_roles_come_from_the_configured_claim_by_their_configured_names(home):
    more = (
        'roles_claim = "realm_access.roles"\ndepartment_claim = "dept"\n'
        '[identity.roles]\n"AAD Clinicians" = "clinician"\n'
    )
    given = token(realm_access={"roles": ["AAD Clinicians", "Everyone"]}, dept="oncology")
    assert who(home, given, more).actor.roles == {"clinician"}
    assert who(home, given, more).actor.department == "oncology"
    assert who(home, token(roles="clinician nurse")).actor.roles == {"clinician", "nurse"}
    assert who(home, token(roles=None)).actor.roles == frozenset()


def test_times_have_the_configured_leeway(home):
    assert who(home, token(exp=NOW - 29)).actor.id == "u123"
    with pytest.raises(IdentityError):
        who(home, token(exp=NOW - 1), "leeway_seconds = 0\n")


def test_without_a_token_the_actor_is_the_systems_user_and_asserted(home):
    found = current_actor(settings(home), {"USER": "root_i_say"}, NOW)
    assert found.source == "system"
    assert found.actor.assurance == "asserted"
    assert found.actor.mfa is None
    assert "root_i_say" not in found.actor.id
    assert current_actor(None, {"PROMPTWARD_TOKEN": "x"}, NOW).source == "system"


def test_the_user_of_jupyterhub_is_recognised_and_asserted(home):
    hub = {"JUPYTERHUB_USER": "jdoe", "JUPYTERHUB_API_TOKEN": "opaque"}
    found = current_actor(settings(home), hub, NOW)
    assert (found.actor.id, found.actor.assurance) == ("jupyterhub:jdoe", "asserted")
    handed = {**hub, "HUB_ID_TOKEN": token()}
    found = current_actor(settings(home, 'token_env = "HUB_ID_TOKEN"\n'), handed, NOW)
    assert (found.actor.id, found.actor.assurance) == ("u123", "verified")


def test_a_token_file_is_for_its_owner_only(home):
    path = home / "token"
    more = 'token_file = "token"\n'
    assert current_actor(settings(home, more), {}, NOW).source == "system"
    path.write_text(token() + "\n")
    path.chmod(0o644)
    with pytest.raises(IdentityError, match="chmod 600"):
        current_actor(settings(home, more), {}, NOW)
    path.chmod(0o600)
    assert current_actor(settings(home, more), {}, NOW).actor.id == "u123"
    path.write_bytes(b"\xff")
    with pytest.raises(IdentityError, match="can't be read"):
        current_actor(settings(home, more), {}, NOW)


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "{}",
        '{"keys": []}',
        '{"keys": [1]}',
        json.dumps({"keys": [OctKey.generate_key(256).as_dict(private=True)]}),
        json.dumps({"keys": [EC.as_dict(private=True)]}),
        json.dumps({"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]}),
        json.dumps({"keys": [{"kty": "RSA", "e": "AQAB", "n": base64.urlsafe_b64encode(b"\xc1" * 128).rstrip(b"=").decode()}]}),
    ],
    ids=range(8),
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_set_of_keys_that_is_not_one_is_refused(tmp_path, keys):
    path = tmp_path / "keys.json"
    path.write_text(keys)
    with pytest.raises(IdentityError) as caught:
        read_key_set(str(path))
    assert caught.value.code == "identity_keys"


def test_a_set_of_keys_that_is_missing_is_refused(home):
    (home / "keys.json").unlink()
    with pytest.raises(IdentityError, match="no set of public keys"):
        who(home, token())


@pytest.mark.parametrize(
    "more", ['algorithms = ["HS256"]', 'algorithms = ["none"]', "issuers = 1"]
)
def test_settings_that_would_take_anything_are_refused(home, more):
    with pytest.raises(ConfigError):
        settings(home, more)
