"""One diagnostic code: what it means, and the smallest policies without and with the mistake."""

from collections.abc import Mapping
from textwrap import dedent
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["AZURE", "HEAD", "Code", "policy"]

NO_FILES: Mapping[str, str] = MappingProxyType({})

HEAD = "policy clinic.prompts version 1.0.0\nimport hipaa.safe_harbor as sh\n"

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

    `bad` is a whole policy source that gives the code and `good` the same policy put right, which
    gives nothing at all. `files` are further files of the bad policy, by path below the root; one
    named `floor.ward` is the machine-wide floor. `bad` may be empty: then there is no such file.
    `engine` says that only a running engine finds it.
    """

    slug: str
    title: str
    explanation: str
    bad: str
    good: str
    files: Mapping[str, str] = NO_FILES
    engine: bool = False


def policy(body: str, *, head: str = HEAD) -> str:
    """A policy source from an indented block."""
    return f"{head}\n{dedent(body).strip()}\n"
