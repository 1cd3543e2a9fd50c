"""`promptward notify deliver`: notices on their way to contacts."""

import time

import click

from promptward.cli.failure import INCOMPLETE, OK
from promptward.cli.notify_list import spool_here
from promptward.cli.policies import warn
from promptward.cli.site import failures, here

__all__ = ["deliver"]


@click.command
@click.option("--every", type=click.IntRange(1), metavar="SECONDS", help="Go on, so often.")
@click.option("--now", "force", is_flag=True, help="Also those whose next try is later.")
def deliver(*, every: int | None, force: bool) -> int:
    """
    Deliver notices as the configuration says: by a command, a webhook (https) or mail (TLS).

    Exit code 3: some could not be delivered; they stay, and are tried again.
    """
    from promptward.audit.record import as_word  # noqa: PLC0415  # after --help
    from promptward.custody.opening import open_log  # noqa: PLC0415  # the same
    from promptward.obligations.delivery import deliver as delivered  # noqa: PLC0415  # the same
    from promptward.obligations.delivery import deliveries  # noqa: PLC0415  # the same

    with failures():
        config = here()
        contacts = deliveries(config)
        spool = spool_here()
        log = open_log(config)
        while True:
            told = spool.deliver(lambda one: delivered(one, contacts), time.time(), force=force)
            for notice, failure in told:
                click.echo(f"{notice.contact}: {failure or 'delivered'} ({notice.record[:12]})")
                if log is not None:
                    log.append(
                        {
                            "ev": "notify",
                            "id": notice.record,
                            "contact": as_word(notice.contact),
                            "outcome": "failed" if failure else "delivered",
                            "status": failure,
                            "attempts": notice.attempts,
                        }
                    )
            if any(failure == "notify_no_contact" for _, failure in told):
                warn(
                    'notify_no_contact: nobody says how to reach them; write [notify."CONTACT"] '
                    "into the machine's configuration, or the one that PROMPTWARD_CONFIG names"
                )
            if every is None:
                return INCOMPLETE if any(failure for _, failure in told) else OK
            time.sleep(every)
