"""
What travels beside the IR: positions, titles, citations, advice, waivers, examples and tests.

None of it changes a decision, so none of it is part of the policy id. Keys are a kind, a space and
a canonical name: `rule st_elsewhere.prompts.bulk`, `detector hipaa.safe_harbor.us_ssn`.
"""

from typing import NamedTuple, cast

from promptward_dsl.ir import Json

__all__ = ["At", "Example", "Expectation", "Notes", "TestCase", "Weakening"]


class At(NamedTuple):
    """A place in a policy source: file as shown to people, span in code points, line from 1."""

    file: str
    start: int
    end: int
    line: int


class Weakening(NamedTuple):
    """An `override` or `disable`: what it loosens, why, and until when (ISO date or None)."""

    kind: str  # override | disable
    target: str  # e.g. "detector hipaa.safe_harbor.ip_address"
    because: str
    until: str | None
    at: At


class Example(NamedTuple):
    """
    One `example` or `counterexample` of a detector.

    `text` is without the `[[ ]]` marks; `spans` are the marked ranges (empty for a counterexample
    and for an example that pins no span). `level` is a confidence word or None.
    """

    detector: str
    text: str
    spans: tuple[tuple[int, int], ...]
    level: str | None
    counter: bool
    at: At


class Expectation(NamedTuple):
    """
    One `expect` of a test: kind and arguments.

    `verdict` (word, rule canonical name or ""), `transform` (category or group canonical name,
    op, arg as str), `absent` (category or group), `oblige` (kind, argument, minutes as str or ""),
    `text` (the rewritten prompt). A `*` inside the placeholder of `text` matches any run.
    """

    kind: str
    args: tuple[str, ...]
    at: At


class TestCase(NamedTuple):
    """One `test`: what is given (attribute path -> value), the prompt, what is expected."""

    name: str
    given: dict[str, Json]
    prompt: str
    expect: tuple[Expectation, ...]
    at: At


class Notes(NamedTuple):
    """Everything beside the IR; see the module docstring for the form of the keys."""

    at: dict[str, At]
    titles: dict[str, str]
    cites: dict[str, tuple[str, ...]]
    advise: dict[str, str]
    weakenings: tuple[Weakening, ...]
    examples: tuple[Example, ...]
    tests: tuple[TestCase, ...]

    def to_json(self) -> Json:
        """Plain JSON; NamedTuples become arrays."""
        return cast("Json", self._asdict())

    @classmethod
    def from_json(cls, data: Json) -> "Notes":
        """The notes that `to_json` wrote, after a round trip through JSON."""
        parts = cast("dict[str, list[list[Json]]]", data)
        named = cast("dict[str, dict[str, list[Json]]]", data)
        return cls(
            at={k: At(*v) for k, v in named["at"].items()},  # type: ignore[arg-type]  # written by to_json
            titles=cast("dict[str, str]", named["titles"]),
            cites={k: tuple(cast("list[str]", v)) for k, v in named["cites"].items()},
            advise=cast("dict[str, str]", named["advise"]),
            weakenings=tuple(
                Weakening(*cast("tuple[str, str, str, str | None]", w[:4]), At(*w[4]))  # type: ignore[misc]  # written by to_json
                for w in parts["weakenings"]
            ),
            examples=tuple(
                Example(
                    str(e[0]),
                    str(e[1]),
                    tuple((a, b) for a, b in cast("list[tuple[int, int]]", e[2])),
                    cast("str | None", e[3]),
                    bool(e[4]),
                    At(*e[5]),  # type: ignore[misc]  # written by to_json
                )
                for e in parts["examples"]
            ),
            tests=tuple(
                TestCase(
                    str(t[0]),
                    cast("dict[str, Json]", t[1]),
                    str(t[2]),
                    tuple(
                        Expectation(str(x[0]), tuple(cast("list[str]", x[1])), At(*x[2]))  # type: ignore[misc]  # written by to_json
                        for x in cast("list[list[Json]]", t[3])
                    ),
                    At(*t[4]),  # type: ignore[misc]  # written by to_json
                )
                for t in parts["tests"]
            ),
        )
