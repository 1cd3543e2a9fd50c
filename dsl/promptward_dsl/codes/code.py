"""One diagnostic code: what it means, and the smallest policies without and with the mistake."""

from collections.abc import Mapping
from textwrap import dedent
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["AZURE", "BASE", "HEAD", "NO_FILES", "SMALL_HEAD", "Code", "policy"]

NO_FILES: Mapping[str, str] = MappingProxyType({})

HEAD = "policy clinic.prompts version 1.0.0\nimport hipaa.safe_harbor as sh\n"

SMALL_HEAD = "policy clinic.prompts version 1.0.0\nimport clinic.base as base\n"

_COVERED = "".join(
    f'uncovered safe_harbor {letter} because "never in our prompts"\n'
    for letter in "ABCDEFHIJKLMNOPQ"
)
BASE: Mapping[str, str] = MappingProxyType(
    {
        "clinic/base.ward": "policy clinic.base version 1.0.0\n\n"
        + dedent(r"""
            category ssn: number safe_harbor G
            category badge: number safe_harbor R
            detector us_ssn finds ssn {
              match /\b\d{3}-\d{2}-\d{4}\b/ confidence high
              example "SSN [[536-22-4399]]"
            }
            detector badge_label finds badge {
              match /\bbadge (?P<value>\d{6})\b/ confidence high
              example "badge [[123456]]"
            }
            """).lstrip()
        + _COVERED
    }
)
"""A module that compiles at once, for the examples that only a running engine can judge."""

AZURE = """
destination azure {
  vendor: "Microsoft"
  kind: llm
  baa: until 2030-06-30
  region: us_east
  trains_on_data: no
  retention_days: 0
  encrypted: yes
}
"""


class Code(NamedTuple):
    """
    A diagnostic code, explained.

    `bad` is a whole policy source that gives the code and no other, `good` the same policy put
    right, which gives nothing at all. `files` are further files of both, by path below the root;
    one named `floor.ward` is the machine-wide floor. `mended` are those of them that the good
    policy has otherwise. `engine` says that only a running engine finds it. `slug` names the
    golden file.
    """

    slug: str
    title: str
    explanation: str
    bad: str
    good: str
    files: Mapping[str, str] = NO_FILES
    engine: bool = False
    mended: Mapping[str, str] = NO_FILES

    @property
    def good_files(self) -> dict[str, str]:
        """The further files of the good policy."""
        return {**self.files, **self.mended}


def policy(body: str, *, head: str = HEAD) -> str:
    """A policy source from an indented block."""
    return f"{head}\n{dedent(body).strip()}\n"
