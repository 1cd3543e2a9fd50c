"""A roster file, opened with this machine's key."""

from typing import TYPE_CHECKING

from promptward.cli.failure import Failure
from promptward.cli.site import here
from promptward.no_pipe import no_pipe
from promptward.system_error import reason_of

if TYPE_CHECKING:
    from promptward.roster_file import RosterFile

__all__ = ["opened_roster"]


def opened_roster(path: str) -> "RosterFile":
    """The roster. Raises Failure where it can't be read, RosterError where it is none of ours."""
    from promptward.keys import own_keys  # noqa: PLC0415  # after --help
    from promptward.recognizers.roster_person import means_something  # noqa: PLC0415  # after --help
    from promptward.roster_file import RosterFile  # noqa: PLC0415  # as above
    from promptward.rosters import key_of_rosters  # noqa: PLC0415  # as above

    try:
        with open(path, "rb", opener=no_pipe) as file:
            data = file.read()
    except OSError as error:
        raise Failure(
            "unreadable", reason_of(error), where=path, help="name a roster that you may read"
        ) from None
    return RosterFile(data, key_of_rosters(own_keys(here())), means_something)
