"""What is trained: a look by weights, with its samples, and what each of them weighs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from bench.accuracy.document import Document

__all__ = ["Look", "Sample"]


class Sample(NamedTuple):
    """Something in a text: what it is, whether rules left it open or it was hidden, its traits."""

    label: int
    open: bool
    traits: Sequence[str]


class Look(Protocol):
    """A recogniser with a table of weights."""

    name: str
    """Of the recogniser, and of its table."""
    header: str
    left_out: tuple[str, ...]
    """Parts of names of corpora that it is not trained on."""
    copies: int
    """Of each text, with other names."""
    fewest: int
    """In how many texts a trait must stand to be weighed."""
    least: int
    """The least weight that is kept, in hundredths."""

    def samples(self, document: Document) -> Iterator[Sample]:
        """The samples of a document."""
        ...

    def share(self, sample: Sample, *, drawn: bool) -> float:
        """What a sample counts in training, 0 for not at all; `drawn`: of a copy."""
        ...

    def tells_a_name(self, trait: str) -> bool:
        """Whether a trait holds a word that only lists of names hold: no table has one."""
        ...

    def weights(self, classes: Sequence[float]) -> tuple[int, ...]:
        """The columns of the table, in hundredths, from a trait's weights of all classes."""
        ...

    def levels(self, table: Mapping[str, tuple[int, ...]], sample: Sample) -> Sequence[str]:
        """What the recogniser would say of an open sample by a table: rows of the measurement."""
        ...

    def right(self, sample: Sample) -> bool | None:
        """Whether it would be right to say it; None for neither."""
        ...
