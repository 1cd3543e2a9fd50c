"""Invented people, and a file's segments searched by the shipped policy: what was found where."""

from functools import cache
from typing import NamedTuple

import promptward
from promptward.formats.registry import read
from promptward.formats.segment import LeftOut, Segment, Whole
from promptward.formats.source import Source
from promptward_dsl.lattice import Confidence


class Person(NamedTuple):
    """All invented: the numbers were never issued, the telephones are reserved."""

    given: str
    family: str
    ssn: str
    mrn: str
    born: str
    phone: str
    street: str
    city: str
    zip: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


PEOPLE = [
    Person("Eleanor", "Marsh", "536-22-4399", "00471123", "1950-03-14", "212-555-0147", "12 Oak Street", "Springfield", "62704"),
    Person("Duncan", "Okafor", "529-31-8842", "88120934", "1961-11-02", "303-555-0192", "480 Birch Avenue", "Boulder", "80302"),
    Person("Priya", "Raman", "418-55-2207", "73300518", "1978-07-23", "617-555-0110", "9 Harbor Road", "Quincy", "02169"),
    Person("Mateo", "Villareal", "612-40-7713", "55019284", "1985-01-30", "512-555-0166", "77 Cedar Lane", "Austin", "78704"),
    Person("Hannah", "Lindqvist", "275-64-9031", "61288407", "1943-09-08", "651-555-0138", "301 Maple Drive", "Duluth", "55802"),
]  # fmt: skip


@cache
def engine():
    return promptward.load()


def items(name: str, data: bytes):
    return list(read(Source(name, data)))


def found(
    name: str, data: str | bytes, *, least: Confidence = Confidence.MEDIUM
) -> set[tuple[str, str, str]]:
    """`(what it is called, category, value)` of all findings of a file."""
    data = data.encode() if isinstance(data, str) else data
    hits = set()
    for item in read(Source(name, data)):
        if isinstance(item, Segment):
            findings = [f for f in engine().find(item.text, item.fields) if f.confidence >= least]
            if item.seen is not None:
                item.seen(findings)
            for finding in findings:
                place = item.locate(finding.start, finding.end)
                if place is not None and finding.end > item.first:
                    value = item.text[finding.start : finding.end]
                    hits.add((place.where, finding.category.rpartition(".")[2], value))
        elif isinstance(item, Whole):
            hits.add(
                (item.place.where, item.finding.category.rpartition(".")[2], f"x{item.times}")
            )
        else:
            assert isinstance(item, LeftOut)
    return hits
