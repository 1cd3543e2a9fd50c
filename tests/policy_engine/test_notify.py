"""Notices: kept until they are delivered, by a command, a webhook or mail, over real connections."""

import datetime as dt
import http.server
import json
import socket
import ssl
import sys
import threading
from itertools import pairwise

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from promptward.config import ConfigError, read_config
from promptward.destinations import tls
from promptward.obligations.delivery import Command, Mail, Webhook, deliver, deliveries
from promptward.obligations.notice import Notice
from promptward.obligations.spool import Spool, SpoolError

NOW = 1_790_000_000.0
NOTICE = Notice(
    id="1-a", contact="role:officer", created=NOW, due=NOW + 3600, record="ab12", policy="p@1",
    verdict="block", actor="dr_adams", purpose=None, destination="p.azure", rules=("p.baa",),
    counts={"p.ssn": 2},
)  # fmt: skip


def certificate(folder, name, host, *, days=1, issuer=None):
    """A certificate for a host, by itself or by an issuer; (certificate file, key file, both)."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(tz=dt.UTC)
    end = now + dt.timedelta(days=days)
    # With what RFC 5280 asks of them: Python 3.13 refuses certificates without.
    names = """
        digital_signature content_commitment key_encipherment data_encipherment key_agreement
        key_cert_sign crl_sign encipher_only decipher_only
    """.split()  # noqa: SIM905  # legible
    used = "key_cert_sign" if issuer is None else "digital_signature"
    usage = {name: name == used for name in names}
    signer = (issuer[1] if issuer else key).public_key()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(now, end) - dt.timedelta(days=2))
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), critical=False)
        .sign(issuer[1] if issuer else key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{name}.pem", folder / f"{name}.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_file, key_file, (made, key)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authority")
    return folder, *certificate(folder, "ca", "ca.test")


class Server:
    """An https server on loopback that remembers what it was sent."""

    def __init__(self, context=None, status=204):
        got = self.got = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got.append((self.path, dict(self.headers), body))
                self.send_response(status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Quiet(http.server.HTTPServer):
            def handle_error(self, *_):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        if context is not None:
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def server_context(authority, host="localhost", *, days=1, least=None, most=None, trusted=True):
    folder, _, _, issuer = authority
    cert, key, _ = certificate(
        folder, f"{host}{days}{trusted}", host, days=days, issuer=issuer if trusted else None
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # or old versions are not even offered
    context.load_cert_chain(cert, key)
    if least:
        context.minimum_version = least
    if most:
        context.maximum_version = most
    return context


# ------------------------------------------------------------------ TLS

V = ssl.TLSVersion


@pytest.mark.parametrize(
    ("options", "allowed"),
    [
        ({"most": V.TLSv1_2}, True),
        ({"least": V.TLSv1_3}, True),
        ({"least": V.TLSv1, "most": V.TLSv1}, False),
        ({"least": V.TLSv1_1, "most": V.TLSv1_1}, False),
        ({"days": -1}, False),
        ({"host": "other.test"}, False),
        ({"trusted": False}, False),
    ],
    ids=["1.2", "1.3", "1.0", "1.1", "expired", "wrong host", "self-signed"],
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_a_connection_is_made_only_with_tls_that_holds(authority, options, allowed):
    with Server(server_context(authority, **options)) as server:
        webhook = Webhook(f"https://localhost:{server.port}/hook", str(authority[1]), None)
        sent = deliver(NOTICE, {"role:officer": webhook})
        assert sent == (None if allowed else "notify_webhook")
        assert len(server.got) == (1 if allowed else 0)
        if not allowed:
            with (
                pytest.raises(ssl.SSLError),
                socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain,
                tls.context(str(authority[1])).wrap_socket(plain, server_hostname="localhost"),
            ):
                pass


def test_without_our_authority_the_systems_are_asked(authority):
    with Server(server_context(authority)) as server:
        webhook = Webhook(f"https://localhost:{server.port}/hook", None, None)
        assert deliver(NOTICE, {"role:officer": webhook}) == "notify_webhook"


def test_a_server_without_tls_where_it_was_promised_gets_nothing(authority):
    with Server() as server:
        webhook = Webhook(f"https://localhost:{server.port}/hook", str(authority[1]), None)
        assert deliver(NOTICE, {"role:officer": webhook}) == "notify_webhook"
        assert server.got == []


# ------------------------------------------------------------------ webhook, command, mail


def test_a_webhook_gets_the_notice_as_json(monkeypatch):
    monkeypatch.setenv("HOOK_TOKEN", "t0ken")
    with Server() as server:
        webhook = Webhook(f"http://127.0.0.1:{server.port}/a/b?c=d", None, "HOOK_TOKEN")
        assert deliver(NOTICE, {"role:officer": webhook}) is None
        ((path, headers, body),) = server.got
    assert path == "/a/b?c=d"
    assert headers["Authorization"] == "Bearer t0ken"
    assert Notice.from_json(body) == NOTICE


@pytest.mark.parametrize("status", [301, 302, 400, 500])
def test_an_answer_that_is_no_success_is_a_failure(status):
    with Server(status=status) as server:
        webhook = Webhook(f"http://127.0.0.1:{server.port}/", None, None)
        assert deliver(NOTICE, {"role:officer": webhook}) == "notify_webhook"
        assert len(server.got) == 1


def test_a_command_gets_the_notice_on_standard_input(tmp_path):
    out = tmp_path / "out.json"
    program = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    command = Command((sys.executable, "-c", program, str(out)))
    assert deliver(NOTICE, {"role:officer": command}) is None
    assert json.loads(out.read_text())["record"] == "ab12"
    for broken in (("/nowhere/at/all",), (sys.executable, "-c", "raise SystemExit(3)")):
        assert deliver(NOTICE, {"role:officer": Command(broken)}) == "notify_command"


def test_a_contact_that_nobody_configured_gets_nothing():
    assert deliver(NOTICE, {}) == "notify_no_contact"


class MailServer:
    """A mail server of a few words, with TLS from the first byte or after STARTTLS."""

    def __init__(self, context, *, starttls, offers=True):
        self.lines: list[str] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.context, self.starttls, self.offers = context, starttls, offers
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        connection, _ = self.socket.accept()
        self.connection = connection
        try:
            if not self.starttls:
                connection = self.context.wrap_socket(connection, server_side=True)
            self.talk(connection)
        except OSError:
            pass
        finally:
            self.connection.close()
            self.socket.close()

    def talk(self, connection):
        self.connection = connection
        file = connection.makefile("rwb")

        def say(text):
            file.write(text.encode() + b"\r\n")
            file.flush()

        say("220 here")
        while line := file.readline().decode().rstrip("\r\n"):
            self.lines.append(line)
            word = line.partition(" ")[0].upper()
            if word == "EHLO":
                say("250-here")
                say("250 STARTTLS" if self.starttls and self.offers else "250 HELP")
            elif word == "STARTTLS" and self.offers:
                say("220 go")
                file.close()
                self.starttls = False
                connection = self.context.wrap_socket(connection, server_side=True)
                self.connection = connection
                file = connection.makefile("rwb")
            elif word == "DATA":
                say("354 go")
                while (text := file.readline().decode().rstrip("\r\n")) != ".":
                    self.lines.append(text)
                say("250 ok")
            elif word == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok" if word in {"MAIL", "RCPT"} else "502 no")


def mail(server, authority, **more) -> Mail:
    fields = {
        "host": "localhost", "port": server.port, "sender": "promptward@example.test",
        "recipients": ("officer@example.test",), "user": None, "password_env": None,
        "authorities": str(authority[1]), "starttls": False, **more,
    }  # fmt: skip
    return Mail(**fields)


@pytest.mark.parametrize("starttls", [False, True])
def test_mail_goes_out_over_tls(authority, starttls):
    server = MailServer(server_context(authority), starttls=starttls)
    sent = deliver(NOTICE, {"role:officer": mail(server, authority, starttls=starttls)})
    assert sent is None
    text = "\n".join(server.lines)
    assert "officer@example.test" in text
    assert "verdict      block" in text
    assert "promptward audit show --id ab12" in text


def test_mail_does_not_go_out_where_encryption_is_not_offered(authority):
    server = MailServer(server_context(authority), starttls=True, offers=False)
    assert (
        deliver(NOTICE, {"role:officer": mail(server, authority, starttls=True)}) == "notify_mail"
    )
    assert not any("MAIL" in line for line in server.lines)


# ------------------------------------------------------------------ configuration


def contacts(tmp_path, text, *, named=True):
    path = tmp_path / "config.toml"
    path.write_text(text)
    if named:
        return deliveries(read_config({"PROMPTWARD_CONFIG": str(path)}, "/", machine_folder="/no"))
    (tmp_path / ".promptward").mkdir()
    path.rename(tmp_path / ".promptward" / "config.toml")
    return deliveries(read_config({}, str(tmp_path), machine_folder="/no"))


def test_contacts_are_read_by_the_address_that_the_policy_gives(tmp_path):
    found = contacts(
        tmp_path,
        '[notify]\nspool = "s"\n[notify."role:officer"]\ncommand = ["a", "b"]\n'
        '[notify.night]\nwebhook = "https://hook.test/x"\n'
        '[notify.day]\nsmtp = "mail.test"\nfrom = "a@b"\nto = ["c@d"]\nstarttls = true\n',
    )
    assert found["role:officer"] == Command(("a", "b"))
    assert found["night"] == Webhook("https://hook.test/x", None, None)
    assert found["day"].port == 587
    assert found["day"].recipients == ("c@d",)


@pytest.mark.parametrize(
    "text",
    [
        '[notify.a]\nwebhook = "http://hook.test/x"',
        '[notify.a]\nwebhook = "nonsense"',
        '[notify.a]\ncommand = ["x"]\nwebhook = "https://hook.test/x"',
        '[notify.a]\nspool = "x"',
        '[notify.a]\nsmtp = "mail.test"',
        '[notify.a]\ncommand = ["x"]\nshell = true',
    ],
)
def test_a_contact_that_can_not_be_told_safely_is_refused(tmp_path, text):
    with pytest.raises(ConfigError):
        contacts(tmp_path, text)


def test_a_file_that_was_merely_found_brings_no_command(tmp_path):
    with pytest.raises(ConfigError, match="merely found"):
        contacts(tmp_path, '[notify.a]\ncommand = ["rm"]', named=False)


# ------------------------------------------------------------------ the spool


def test_a_notice_is_kept_until_it_is_delivered(tmp_path):
    spool = Spool(str(tmp_path / "spool"))
    spool.put(NOTICE)
    assert spool.pending() == (NOTICE,)
    assert spool.deliver(lambda _: "notify_webhook", NOW) == (
        (NOTICE._replace(attempts=1), "notify_webhook"),
    )
    assert spool.deliver(lambda _: None, NOW + 59) == ()  # not yet again
    ((told, failure),) = spool.deliver(lambda _: None, NOW + 60)
    assert (told.attempts, failure) == (2, None)
    assert spool.pending() == ()
    assert spool.done() == (NOTICE._replace(attempts=2),)


def test_waiting_grows_and_stays_below_an_hour(tmp_path):
    spool = Spool(str(tmp_path))
    spool.put(NOTICE)
    tries, now = [], NOW
    while len(tries) < 12:
        if spool.deliver(lambda _: "no", now):
            tries.append(now)
        now += 30
    waits = [b - a for a, b in pairwise(tries)]
    assert waits[:4] == [60, 120, 240, 480]
    assert max(waits) == 3600


def test_the_most_urgent_comes_first_and_one_fault_keeps_nobody_back(tmp_path):
    spool = Spool(str(tmp_path))
    for id_, due in (("1-a", None), ("2-b", NOW + 9), ("3-c", NOW + 5)):
        spool.put(NOTICE._replace(id=id_, due=due))
    assert [n.id for n in spool.pending()] == ["3-c", "2-b", "1-a"]

    def send(notice):
        if notice.id == "3-c":
            raise RuntimeError("patient John Smith")

    told = spool.deliver(send, NOW)
    assert [failure for _, failure in told] == ["notify_failed", None, None]
    assert [n.id for n in spool.pending()] == ["3-c"]


def test_a_spool_that_can_not_be_written_says_so(tmp_path):
    (tmp_path / "spool").write_text("")
    with pytest.raises(SpoolError):
        Spool(str(tmp_path / "spool")).put(NOTICE)
