"""Training of the learned looks: drawn copies, the fit, and what the table may hold."""

import numpy as np
import pytest

from bench.accuracy.document import Document, Mark
from bench.learned.extents import Pieces
from bench.learned.recorder import Recorder
from bench.learned.training import Rows, fitted
from bench.learned.varied import varied
from promptward.recognizers import RECOGNIZERS

TEXT = "Seen: Ada Quill of Dunmore Park, in St. Mary Hospital."
DOCUMENT = Document(
    "a", TEXT, (Mark(6, 15, "NAME"), Mark(19, 31, "LOCATION"), Mark(36, 53, "LOCATION"))
)


def test_copies_have_other_names_in_the_same_sentence_and_marks_where_they_stand():
    for _, copy in varied([DOCUMENT], 4, "seed"):
        name, town, house = (copy.text[one.start : one.end] for one in copy.marks)
        assert copy.text.lower().startswith("seen: ")
        assert name.lower() != "ada quill"
        assert len(name.split()) == 2
        assert town.lower().endswith(" park")
        assert house.lower().endswith(" hospital")


def test_copies_are_the_same_for_the_same_seed():
    assert list(varied([DOCUMENT], 4, "seed")) == list(varied([DOCUMENT], 4, "seed"))
    assert list(varied([DOCUMENT], 4, "seed")) != list(varied([DOCUMENT], 4, "other"))


def test_the_fit_tells_classes_apart_and_is_the_same_each_time():
    labels = np.array([0, 1, 2] * 20)
    features = np.stack([labels, np.full(60, 3)], axis=1).ravel()
    rows = Rows(features, np.arange(0, 120, 2), labels, np.ones(60), 4)
    found = fitted(rows, 1.0, 50)
    assert [int(one.argmax()) for one in found[:3]] == [0, 1, 2]
    assert np.array_equal(found, fitted(rows, 1.0, 50))


@pytest.fixture
def recorder(monkeypatch):
    for name in (
        "learned",
        "learned_extent",
    ):  # put back as they were, whatever stands in for them
        monkeypatch.setattr(RECOGNIZERS[name], "again", RECOGNIZERS[name].again)
    return Recorder()


def test_pieces_of_a_mark_go_on_and_what_follows_does_not(recorder):
    text = "MRN 4471902. Seen by Dr. Anna Lindqvist today."
    start = text.index("Anna")
    mark = Mark(start, start + len("Anna Lindqvist"), "NAME")
    found = list(Pieces(recorder).samples(Document("a", text, (mark,))))
    stopped = [one for one in found if one.open]
    cut = [one for one in found if not one.open]
    assert [one.label for one in stopped] == [0, 0]
    assert "RN word=today" in stopped[0].traits
    assert "LN word=dr" in stopped[1].traits
    assert [one.label for one in cut] == [1, 1]
    assert {"RN word=lindqvist", "LN word=anna"} <= {t for one in cut for t in one.traits}
