"""
The optional model tier: people and places that a spaCy pipeline proposes (`promptward[ner]`).

Nothing is downloaded, and the shipped packs don't name it. A policy that does, `match recognizer
ner_person`, needs the folder of a pipeline in PROMPTWARD_NER_MODEL. The model proposes and never
decides: what it alone says is low; medium where a rule has a doubt of the same kind at that place,
in a text that holds a sure finding of some kind.
It looks again at texts in which something was found, so the others cost nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from promptward.model import Candidate, PolicyError
from promptward.recognizers.overlaid import Overlaid
from promptward.recognizers.recognizer import Confirmed, Recognizer
from promptward.recognizers.second_look import SecondLookBase, covered
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["MODEL", "NER", "NerPerson", "NerPlace", "Proposer", "spacy_model", "with_model"]

MODEL = "PROMPTWARD_NER_MODEL"
"""The environment variable that names the folder of a pipeline."""

Proposer: TypeAlias = Callable[[str], Iterable[tuple[int, int, str]]]
"""Ranges of a text and their labels, in the words of the model: `PERSON`, `GPE`."""

_PEOPLE = frozenset(("PERSON", "PER", "NAME", "PATIENT", "STAFF", "HCW"))
_PLACES = frozenset(("GPE", "LOC", "FAC", "LOCATION", "HOSP", "HOSPITAL"))
_LONGEST = 100_000  # characters: beyond, a model of this kind runs out of memory
_SHORTEST = 2
_UNREAD = "\xff"  # what a view shows for a character that it can't


class _Ner(SecondLookBase):
    """A recogniser that asks a model; without one it finds nothing."""

    labels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __init__(self, propose: Proposer | None = None) -> None:
        self._propose = propose

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Proposals that no sure finding covers yet."""
        if self._propose is None or len(view.text) > _LONGEST:
            return
        text = view.text.replace(_UNREAD, " ")
        mask = covered(len(text), confirmed)
        for start, end, label in self._propose(text):
            if (
                label in self.labels
                and end - start >= _SHORTEST
                and "\n\n" not in text[start:end]
                and b"\x00" in mask[start:end]
            ):
                yield from self._proposed(start, end, confirmed)

    def _proposed(
        self, start: int, end: int, confirmed: Sequence[Confirmed]
    ) -> Iterator[tuple[str, Candidate]]:
        doubted = [
            one
            for one in confirmed
            if one.kind in self.kinds and one.start < end and start < one.end
        ]
        if all(one.level is Confidence.LOW for one in confirmed):
            doubted = []  # a text about nobody, as far as rules know
        for one in doubted:
            yield one.category, Candidate(start, end, Confidence.MEDIUM, ("model", "rule"))
        if not doubted:
            yield "", Candidate(start, end, Confidence.LOW, ("model",))


class NerPerson(_Ner):
    """Recogniser `ner_person`."""

    name = "ner_person"
    labels = _PEOPLE
    kinds = frozenset(("name",))


class NerPlace(_Ner):
    """Recogniser `ner_place`."""

    name = "ner_place"
    labels = _PLACES
    kinds = frozenset(("zip", "text"))


NER = {"ner_person": NerPerson, "ner_place": NerPlace}


def spacy_model(folder: str) -> Proposer:
    """
    The pipeline in a folder, as a proposer.

    Raises PolicyError where spaCy is not installed or the folder holds no pipeline.
    """
    from pathlib import Path  # noqa: PLC0415  # only with a model

    try:
        import spacy  # noqa: PLC0415  # an optional extra, and slow to import
    except ImportError:
        raise PolicyError(
            f"{MODEL} is set, but spaCy is not installed: pip install 'promptward[ner]'"
        ) from None
    path = Path(folder)
    if not path.is_dir():
        # A name would be looked for among installed packages: a folder says what runs.
        raise PolicyError(f"{MODEL}: no folder {folder}")
    try:
        pipeline = spacy.load(path, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    except Exception as error:  # noqa: BLE001  # spaCy raises many kinds
        raise PolicyError(
            f"{MODEL}: spaCy can load no pipeline from {folder} ({type(error).__name__})"
        ) from None

    def propose(text: str) -> Iterable[tuple[int, int, str]]:
        return [(one.start_char, one.end_char, one.label_) for one in pipeline(text).ents]

    return propose


def with_model(known: Mapping[str, Recognizer], propose: Proposer) -> Mapping[str, Recognizer]:
    """The recognisers with a model behind `ner_person` and `ner_place`."""
    return Overlaid(known, {name: kind(propose) for name, kind in NER.items()})
