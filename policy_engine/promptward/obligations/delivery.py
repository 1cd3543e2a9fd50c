"""
Delivery: how a notice reaches its contact: a command, a webhook, or mail.

The only part of the package that starts a process or opens a connection, and it does so when a
person or a timer runs `promptward notify deliver`, never inside a decision.
"""

import os
import time
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from promptward.config import Config, Section
from promptward.destinations.endpoint import EndpointError, read_endpoint
from promptward.obligations.notice import Notice

__all__ = ["Command", "Delivery", "Mail", "Webhook", "deliver", "deliveries", "spool_folder"]

_SECONDS = 30
_SUCCESS = range(200, 300)


class Command(NamedTuple):
    """A program that gets the notice as JSON on its standard input; exit code 0 is success."""

    arguments: tuple[str, ...]


class Webhook(NamedTuple):
    """
    An address that gets the notice as JSON by POST: https, or this machine.

    `authorities` is a PEM file trusted instead of the system's own; `token_env` names a variable
    whose value is sent as bearer token. Redirections are failures.
    """

    url: str
    authorities: str | None
    token_env: str | None


class Mail(NamedTuple):
    """A mail server, spoken to with TLS from the first byte or after STARTTLS, never without."""

    host: str
    port: int
    sender: str
    recipients: tuple[str, ...]
    user: str | None
    password_env: str | None
    authorities: str | None
    starttls: bool


Delivery: TypeAlias = Command | Webhook | Mail


def spool_folder(config: Config) -> str | None:
    """Where notices are kept, None where no notification is configured."""
    return config.section("notify").path("spool")


def deliveries(config: Config) -> Mapping[str, Delivery]:
    """
    The delivery of each contact, by the address that the policy gives it (`role:privacy-office`).

    Raises ConfigError for a table that is incomplete, that names an address without encryption,
    or that stands in a file that was merely found: a cloned repository must not bring commands.
    """
    section = config.section("notify")
    section.path("spool")
    found: dict[str, Delivery] = {}
    for name in section.names():
        if name == "spool":
            continue
        contact = section.table(name)
        if not contact.trusted:
            raise section.refuse(
                name,
                "says how to deliver, in a file that was merely found",
                "write it into the machine's file, or name this one with PROMPTWARD_CONFIG",
            )
        found[name] = _delivery(contact)
        contact.finish()
    return found


def _delivery(contact: Section) -> Delivery:
    command = contact.texts("command")
    url = contact.text("webhook")
    host = contact.text("smtp")
    if sum(map(bool, (command, url, host))) != 1:
        raise contact.refuse("command", "or `webhook` or `smtp`: one of them", "state exactly one")
    authorities = contact.path("authorities")
    if command:
        return Command(command)
    if url:
        _refuse_plain(contact, url)
        return Webhook(url, authorities, contact.text("token_env"))
    if host and not contact.texts("to"):
        raise contact.refuse("to", "is missing", 'write to = ["officer@hospital.example"]')
    starttls = contact.flag("starttls", default=False)
    return Mail(
        host or "",
        contact.number("port", 587 if starttls else 465, 1, 65535),
        contact.required("from"),
        contact.texts("to"),
        contact.text("user"),
        contact.text("password_env"),
        authorities,
        starttls,
    )


def _refuse_plain(contact: Section, url: str) -> None:
    try:
        allowed = read_endpoint(url).allowed
    except EndpointError as error:
        raise contact.refuse("webhook", f"can't be read: {error}", "write https://…") from None
    if not allowed:
        raise contact.refuse("webhook", "is not encrypted", "write https://…")


def deliver(notice: Notice, contacts: Mapping[str, Delivery]) -> str | None:
    """
    Send one notice; None if it arrived, else a stable code.

    `notify_no_contact`, `notify_command`, `notify_webhook`, `notify_mail`.
    """
    match contacts.get(notice.contact):
        case None:
            return "notify_no_contact"
        case Command() as command:
            return None if _run(command, notice) else "notify_command"
        case Webhook() as webhook:
            return None if _post(webhook, notice) else "notify_webhook"
        case Mail() as mail:
            return None if _mail(mail, notice) else "notify_mail"


def _run(command: Command, notice: Notice) -> bool:
    import subprocess  # noqa: PLC0415  # only to deliver

    try:
        done = subprocess.run(  # noqa: S603  # the machine's configuration names it; no shell
            command.arguments,
            input=notice.to_json(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _post(webhook: Webhook, notice: Notice) -> bool:
    import http.client  # noqa: PLC0415  # only to deliver

    from promptward.destinations import tls  # noqa: PLC0415  # the same

    endpoint = read_endpoint(webhook.url)
    host = endpoint.host.strip("[]")
    headers = {"Content-Type": "application/json", "User-Agent": "promptward"}
    token = os.environ.get(webhook.token_env or "")
    if token:
        headers["Authorization"] = f"Bearer {token}"
    query = webhook.url.partition("?")[2].partition("#")[0]
    path = f"{endpoint.path}?{query}" if query else endpoint.path
    connection: http.client.HTTPConnection | None = None
    try:
        if endpoint.secure:
            connection = http.client.HTTPSConnection(
                host, endpoint.port, timeout=_SECONDS, context=tls.context(webhook.authorities)
            )
        else:
            connection = http.client.HTTPConnection(host, endpoint.port, timeout=_SECONDS)
        connection.request("POST", path, notice.to_json(), headers)
        return connection.getresponse().status in _SUCCESS
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        if connection is not None:
            connection.close()


def _mail(mail: Mail, notice: Notice) -> bool:
    import smtplib  # noqa: PLC0415  # only to deliver
    from email.message import EmailMessage  # noqa: PLC0415  # the same

    from promptward.destinations import tls  # noqa: PLC0415  # the same

    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = ", ".join(mail.recipients)
    message["Subject"] = notice.subject()
    message["Message-ID"] = f"<{notice.id}@promptward>"
    stamp = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(notice.created))
    message.set_content(notice.message(stamp))
    try:
        context = tls.context(mail.authorities)
        if mail.starttls:
            server = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
        else:
            server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=context)
        with server:
            if mail.starttls:
                server.starttls(context=context)
            if mail.user is not None:
                server.login(mail.user, os.environ.get(mail.password_env or "", ""))
            return not server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError):
        return False
