"""Labelled texts with the samples of a look."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.accuracy.corpora import corpora, read_all
from bench.learned.look import Look, Sample
from bench.learned.varied import varied

__all__ = ["Text", "folds", "texts"]

_VARIED = ("own/", "dev_code", "dev_notes", "dev_prompts")


class Text(NamedTuple):
    """The samples of a text, where it is from, and whether it is one with other names."""

    corpus: str
    identity: str
    samples: list[Sample]
    drawn: bool


def texts(look: Look, folder: Path | None, copies: int) -> list[Text]:
    """The project's own and those of a folder, and copies of the varied ones with other names."""
    found = [
        one for one in corpora(folder, 0) if not any(out in one.name for out in look.left_out)
    ]
    read = []
    for name, documents in read_all(found).items():
        read += [Text(name, one.id, list(look.samples(one)), drawn=False) for one in documents]
        if name.startswith(_VARIED):
            read += [
                Text(name, one.id, list(look.samples(one)), drawn=True)
                for _, one in varied(documents, copies, name)
            ]
    return read


def folds(read: Sequence[Text], count: int) -> Iterator[tuple[list[Text], list[Text]]]:
    """By file: the texts to train on, and those held out, without the copies."""
    files = sorted({text.corpus for text in read})
    for fold in range(count):
        held = set(files[fold::count])
        yield (
            [text for text in read if text.corpus not in held],
            [text for text in read if text.corpus in held and not text.drawn],
        )
