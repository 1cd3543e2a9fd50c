"""Without PyArrow, which is an extra, whoever asks for tables is told what to install."""

import sys

import pytest

from promptward import bulk


@pytest.fixture
def bare(monkeypatch):
    """As in an environment that has no pyarrow."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("promptward.bulk.failure.find_spec", lambda name: None)


@pytest.mark.parametrize(
    "call",
    [
        lambda: bulk.scan_table({"a": ["x"]}),
        lambda: bulk.deidentify_table({"a": ["x"]}),
        lambda: bulk.batches_of({"a": ["x"]}),
        bulk.findings_schema,
        lambda: bulk.totals_of([]),
        lambda: bulk.deidentified_schema(None, bulk.Treatment()),
    ],
)
def test_what_is_missing_is_said_with_the_way_to_get_it(bare, call) -> None:
    with pytest.raises(bulk.BulkError, match=r"pip install 'promptward\[data\]'") as caught:
        call()
    assert caught.value.code == "missing_extra"
