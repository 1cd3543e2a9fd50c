"""A detector proposed from examples of a site's own numbers, and what it hits in a sample."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from promptward.cli.decision_report import table
from promptward.cli.failure import Failure
from promptward.detect import Detection
from promptward.formats.lines import Lines
from promptward.number_form import Form, FormError, forms, shape
from promptward.recognizers.word_file import shipped
from promptward.scan.outcome import Unread
from promptward.scan.printing import counted
from promptward.scan.read_text import read_file
from promptward_dsl.build import build
from promptward_dsl.lattice import Confidence
from promptward_dsl.sources import SourceFile
from promptward_dsl.vocabulary import LETTERS

__all__ = ["Proposal", "propose"]

_CUES = '["mrn", "medical record", "record number", "chart"]'
_SHOWN = 40
"""Places of a sample that are listed; the others are counted."""


class Proposal(NamedTuple):
    """A detector in Ward, and lines that say how good it is; neither holds an example."""

    source: str
    report: tuple[str, ...]


def propose(name: str, examples: str, sample: str | None) -> Proposal:
    """
    The detector `name` for the numbers in the file `examples`, one a line, tried on a sample.

    Blank lines and those that begin with `#` are passed over.
    """
    lines = (line.strip() for line in _read(examples).splitlines())
    values = sorted({line for line in lines if line and not line.startswith("#")})
    try:
        found = forms(values)
    except FormError as error:
        raise Failure(
            "examples",
            str(error),
            where=examples,
            help="one number a line, as it is written in texts; words are for a lexicon",
        ) from None
    source = _declared(name, found)
    detection = _detection(source)
    report = [*_of_examples(detection, values), *_of_forms(found), *_of_names(found)]
    if sample is not None:
        report += _of_sample(detection, sample, _read(sample), frozenset(values))
    return Proposal(source, tuple(report))


def _read(path: str) -> str:
    text = read_file(path)
    if isinstance(text, Unread):
        raise Failure(text.code, text.message, where=path, help=text.help)
    return text.text


# ---------------------------------------------------------------------- the declaration


def _declared(name: str, found: tuple[Form, ...]) -> str:
    """Numbers that letters give away begin at medium; bare digits need a word beside them."""
    lines = ["", f'detector {name} finds sh.mrn "Replace with whose numbers these are" {{']
    lines += [
        f"  match /{form.pattern}/ confidence {'medium' if form.anchored else 'low'}"
        for form in found
    ]
    lines.append(f"  raise to high when near {_CUES} within 40 chars")
    # The texts are invented: an example from a record would put that record into the policy.
    for form in found:
        lines += [f'  example "MRN [[{_quoted(text)}]]" high' for text in form.invented]
    lines += ['  cites "45 CFR 164.514(b)(2)(i)(H)"', "}", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _detection(source: str) -> Detection:
    """The proposed detector alone, ready to search."""
    uncovered = "".join(
        f'uncovered safe_harbor {letter} because "one detector on trial"\n'
        for letter in LETTERS
        if letter != "H"
    )
    module = (
        f"policy trial version 1.0.0\ncategory mrn: number safe_harbor H\n{uncovered}"
        + source.replace(" finds sh.mrn ", " finds mrn ", 1)
    )
    built = build(SourceFile("proposal", module), today=dt.date.max)
    if built.compiled is None:
        codes = ", ".join(sorted({d.code for d in built.diagnostics if d.severity == "error"}))
        raise Failure(
            "examples", f"their form makes no detector ({codes})", help="write it by hand"
        )
    return Detection(built.compiled.ir, built.compiled.lexicons)


# ---------------------------------------------------------------------- how good it is


def _of_examples(detection: Detection, values: list[str]) -> Iterator[str]:
    whole = sum(
        any((f.start, f.end) == (0, len(value)) for f in detection.find(value)) for value in values
    )
    yield f"finds {whole} of {len(values)} examples"
    if len(values) == 1:
        yield "one example can't tell what varies: give more"


def _of_forms(found: tuple[Form, ...]) -> Iterator[str]:
    if not all(form.anchored for form in found):
        yield (
            "numbers without letters of their own are low, so nothing acts on them until a word "
            "stands near: see `raise`"
        )


_NAMES = ("common_given", "given", "surnames")
_WORD, _ESCAPE = re.compile("[A-Za-z]{3,}"), re.compile(r"\\.")


def _of_names(found: tuple[Form, ...]) -> Iterator[str]:
    """A short prefix that all examples share is the site's, or everybody's of one family."""
    kept = {
        word.lower() for form in found for word in _WORD.findall(_ESCAPE.sub(" ", form.pattern))
    }
    if any(word in shipped(name) for word in kept for name in _NAMES):
        yield (
            "the letters that the pattern keeps are also a name: if they are somebody's and not "
            "your site's, write a class such as [A-Z]{3} for them, in the examples too"
        )


def _of_sample(detection: Detection, path: str, text: str, known: frozenset[str]) -> Iterator[str]:
    """Places and shapes, never the text: what is hit may be somebody's number."""
    lines = Lines(text)
    hits = [(f, text[f.start : f.end]) for f in detection.find(text)]
    others = [(f, hit) for f, hit in hits if hit not in known]
    acted = sum(f.confidence >= Confidence.MEDIUM for f, _ in others)
    yield (
        f"in {path}: {counted(len(hits), 'place')}, {len(hits) - len(others)} of them examples; "
        f"of the {len(others)} others {acted} at medium or high"
    )
    others.sort(key=lambda one: (-one[0].confidence, one[0].start))
    rows = []
    for finding, hit in others[:_SHOWN]:
        line, column = lines.at(finding.start)
        rows.append([f"{line}:{column}", finding.confidence.word, shape(hit)])
    yield from (f"  {row}" for row in (table(rows) if rows else ()))
    if len(others) > _SHOWN:
        yield f"  and {len(others) - _SHOWN} more"
