"""The gate: what the shipped policy finds in the project's own labelled texts does not slide."""

from bench.accuracy.corpora import OWN_FOLDER, read_own
from bench.accuracy.floors import compare, measure, read

PARTING = " \t\n\r,"


class Watched:
    """An engine; `ragged` counts the findings that begin or end with what parts them from others."""

    def __init__(self, engine):
        self.engine = engine
        self.ragged = 0

    def find(self, text):
        found = self.engine.find(text)
        self.ragged += sum(text[f.start] in PARTING or text[f.end - 1] in PARTING for f in found)
        return found


def test_accuracy_on_the_own_corpus_has_not_slid_below_its_floors(shipped):
    watched = Watched(shipped)
    comparison = compare(read(), measure(watched, read_own()))
    assert comparison.holds, comparison.message()
    assert watched.ragged == 0


def test_the_own_corpus_has_identifiers_and_texts_without_any():
    documents = read_own()
    assert any(document.marks for document in documents.values())
    assert any(not document.marks for document in documents.values())


def test_every_file_of_the_own_corpus_is_read():
    read_files = {name.partition("/")[0] for name in read_own()}
    assert read_files == {path.stem for path in OWN_FOLDER.glob("*.marked")}
