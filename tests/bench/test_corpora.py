"""Where labelled texts come from, and what is said about a faulty file."""

import json
from pathlib import Path

import pytest

from bench.accuracy.corpora import OWN, SOURCE, chosen, corpora, read_all, read_own, sampled
from bench.accuracy.document import CorpusError, Document, Mark

ROW = {
    "id": "a",
    "text": "Ada, 3/4",
    "spans": [
        {"start": 5, "end": 8, "label": "DATE"},
        {"start": 0, "end": 3, "label": "NAME"},
    ],
}


def folder(tmp_path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (tmp_path / "notes.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def documents(path: Path) -> list[Document]:
    (corpus,) = chosen(corpora(path, 0), ["notes"])
    return corpus.read()


def test_a_folder_of_json_lines_is_a_corpus_a_file(tmp_path):
    (document,) = documents(folder(tmp_path, ROW, ""))
    assert document == Document("a", "Ada, 3/4", (Mark(0, 3, "NAME"), Mark(5, 8, "DATE")))


def test_offsets_are_code_points(tmp_path):
    row = ROW | {"text": "Ä😀a, 3/4"}
    (document,) = documents(folder(tmp_path, row))
    assert [document.text[m.start : m.end] for m in document.marks] == ["Ä😀a", "3/4"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", r"notes\.jsonl:1: not a JSON object"),
        ("[]", r"notes\.jsonl:1: not a JSON object"),
        ({"id": "a", "text": "b"}, "needs `id`, `text` and `spans`"),
        (ROW | {"spans": [{"start": 0}]}, "a span needs"),
        (ROW | {"spans": [{"start": 0, "end": 3, "label": "NOM"}]}, "unknown label `NOM`"),
        (ROW | {"spans": [{"start": 0, "end": 9, "label": "NAME"}]}, "0-9 lies outside"),
        (ROW | {"spans": [{"start": 3, "end": 3, "label": "NAME"}]}, "3-3 lies outside"),
    ],
)
def test_a_faulty_line_is_named(tmp_path, row, problem):
    with pytest.raises(CorpusError, match=problem):
        documents(folder(tmp_path, row))


def test_an_id_is_taken_once(tmp_path):
    with pytest.raises(CorpusError, match=r"notes\.jsonl:2: the id `a` is taken"):
        documents(folder(tmp_path, ROW, ROW))


def test_what_is_wrong_in_several_files_is_said_at_once(tmp_path):
    folder(tmp_path, ROW, ROW)
    (tmp_path / "letters.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        read_all(corpora(tmp_path, 0))
    assert [line.partition(".jsonl")[0][-7:] for line in str(caught.value).splitlines()] == [
        "letters",
        str(tmp_path / "notes")[-7:],
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CorpusError, match="no such folder"):
        corpora(tmp_path / "gone", 0)


def test_the_own_corpus_is_there_without_any_folder_beside(tmp_path):
    found = corpora(tmp_path, 0)
    assert {corpus.group for corpus in found} == {OWN}
    assert sum(len(corpus.read()) for corpus in found) == len(read_own())


def test_a_corpus_is_chosen_by_name_by_group_or_by_pattern(tmp_path):
    found = corpora(folder(tmp_path, ROW), 10)
    assert [one.name for one in chosen(found, ["notes", SOURCE])] == ["notes", SOURCE]
    assert chosen(found, [OWN]) == chosen(found, ["own/*"])
    assert chosen(found, []) == found
    with pytest.raises(CorpusError, match="no corpus `letters`; there are own/"):
        chosen(found, ["letters"])


def test_source_code_is_the_same_files_each_time_and_never_shown(tmp_path):
    (source,) = chosen(corpora(tmp_path, 30), [SOURCE])
    first = source.read()
    assert len(first) == 30
    assert first == source.read()
    assert not source.shown
    (fewer,) = chosen(corpora(tmp_path, 10), [SOURCE])
    assert fewer.read() == first[:10]


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order():
    every = [Document(str(number), "text", ()) for number in range(50)]
    some = sampled(every, 10, seed=1)
    assert some == sampled(every, 10, seed=1)
    assert some != sampled(every, 10, seed=2)
    assert some == sorted(some, key=every.index)
    assert sampled(every, 50, seed=1) == every
