"""Tables of learned weights: a trait a line, and what it adds, in hundredths."""

from collections.abc import Iterator

__all__ = ["weighed"]


def weighed(name: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The traits of the table of a look, each with its weights in the order of the columns."""
    from promptward_rules import read_bytes  # noqa: PLC0415  # only where something is in question

    for line in read_bytes(f"tables/{name}.tsv").decode("utf-8").split("\n"):
        if line and line[0] != "#":
            trait, *weights = line.split("\t")
            yield trait, tuple(map(int, weights))
