"""Regular expressions that are compiled at their first use."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward
from promptward import deferred
from promptward.artifacts import Artifacts
from promptward.deferred import asked_for, kept_bytes, regex, use
from promptward.expressions import EXPRESSIONS, expressions_key, keep, recall


def test_it_matches_as_the_compiled_pattern_does() -> None:
    source = r"(?P<word>[a-z]+)(\d)?"
    made, later = re.compile(source, re.IGNORECASE), regex(source, re.IGNORECASE)

    assert later.pattern == source
    assert [m.span() for m in later.finditer("Ab1 c")] == [
        m.span() for m in made.finditer("Ab1 c")
    ]
    assert later.sub("x", "ab 1") == made.sub("x", "ab 1")
    assert later.groups == made.groups
    assert later.groupindex == made.groupindex


def test_a_fault_in_the_source_is_raised_at_the_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").search("x")


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = regex("a").nothing  # type: ignore[attr-defined]  # that is the test


def test_all_that_ship_compile() -> None:
    tried = 0
    for found in pkgutil.walk_packages(promptward.__path__, "promptward."):
        for value in vars(import_module(found.name)).values():
            if type(value) is type(regex("a")):
                try:
                    value.search("")
                except TypeError:  # of bytes
                    value.search(b"")  # type: ignore[arg-type]  # the same
                tried += 1
    assert tried > 100


# ------------------------------------------------------------------ kept for the next start

TRIED = [
    (r"(?P<word>[a-z]+)(\d)?\b", re.IGNORECASE),
    (r"[^\W\d_]+|\u00e9{2,}", 0),
    (rb"\xff+[\t\n]|(a)(?P<b>b)", re.DOTALL),
    ("a", 0),
    ("a", re.ASCII | re.MULTILINE),
]


@pytest.fixture
def forgetting() -> Iterator[None]:
    """Whatever a test takes up is not there for the next one."""
    before = deferred._kept
    yield
    deferred._kept = before


@pytest.fixture
def compiling(monkeypatch) -> list[object]:
    """What is compiled from its source from now on."""
    compiled: list[object] = []
    usual = re.compile

    def told(source, flags=0):
        compiled.append(source)
        return usual(source, flags)

    monkeypatch.setattr(deferred.re, "compile", told)
    return compiled


@pytest.mark.usefixtures("forgetting")
def test_what_was_kept_is_not_compiled_again_and_is_the_same(compiling) -> None:
    kept = kept_bytes(TRIED)
    use(kept)
    compiling.clear()

    for source, flags in TRIED:
        found = deferred._kept.pattern((source, flags))
        assert found == re.compile(source, flags)  # flags, groups and code
        assert found.groupindex == re.compile(source, flags).groupindex
    compiling.clear()
    assert regex("a").search("ba").span() == (1, 2)
    assert compiling == []


@pytest.mark.usefixtures("forgetting")
def test_all_that_ship_are_kept_and_come_back_as_they_are() -> None:
    for found in pkgutil.walk_packages(promptward.__path__, "promptward."):
        import_module(found.name)
    shipped = [one for one in asked_for() if one[0] != "("]  # the faulty one above
    use(kept_bytes(shipped))
    for key in shipped:
        assert deferred._kept.pattern(key) == re.compile(*key), key[0][:40]


@pytest.mark.usefixtures("forgetting")
def test_what_is_not_kept_or_has_other_flags_is_compiled(compiling) -> None:
    use(kept_bytes(TRIED))
    compiling.clear()

    assert regex("a", re.IGNORECASE).search("A")
    assert regex("b").search("b")
    assert compiling == ["a", "b"]


@pytest.mark.usefixtures("forgetting")
@given(damage=st.data())
def test_damaged_bytes_never_raise_anything(damage) -> None:
    whole = kept_bytes(TRIED)
    at = damage.draw(st.integers(0, len(whole) - 1))
    use(whole[:at])
    for key in TRIED:
        # What is cut off is compiled; what is whole is whole.
        assert deferred._kept.pattern(key) in (None, re.compile(*key))


@pytest.mark.usefixtures("forgetting")
@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"nonsense", b"\t\n\n\t", b"\xff" * 99, b"[]\t[1]\n\n"]
)
def test_foreign_bytes_are_nothing(data) -> None:
    use(data)
    assert regex("[ab]").search("cb").span() == (1, 2)


@pytest.mark.usefixtures("forgetting")
def test_code_that_the_matcher_refuses_is_compiled(compiling) -> None:
    head, _, code = kept_bytes([("[ab]c", 0)]).partition(b"\n\n")
    use(head + b"\n\n" + b"\xff" * len(code))
    compiling.clear()

    assert regex("[ab]c").search("bc")
    assert compiling == ["[ab]c"]


@pytest.mark.usefixtures("forgetting")
def test_they_are_kept_beside_compiled_policies(tmp_path) -> None:
    cache = Artifacts(str(tmp_path))
    assert not recall(cache)
    keep(cache)
    assert recall(cache)
    known = deferred._kept._entries
    assert all(deferred._line(key) in known for key in asked_for() if key[0] != "(")

    # Damaged on disk: as if it were not there, until it is written anew.
    (path,) = tmp_path.glob(f"*.{EXPRESSIONS}")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert not recall(cache)
    keep(cache)
    assert path.read_bytes() == whole


def test_those_of_another_interpreter_are_under_another_key(monkeypatch) -> None:
    mine = expressions_key()
    expressions_key.cache_clear()
    monkeypatch.setattr("promptward.expressions.INTERPRETER", ("3.99", "little", "1"))
    try:
        assert expressions_key() != mine
    finally:
        expressions_key.cache_clear()


def test_a_cache_that_cannot_be_written_is_left_alone(tmp_path) -> None:
    keep(Artifacts(""))
    keep(Artifacts(str(tmp_path / "nowhere")))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("forgetting")
def test_nothing_is_made_to_be_kept_where_nothing_can_be_written(
    compiling, monkeypatch, tmp_path
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("promptward.artifacts.os.replace", full)
    cache = Artifacts(str(tmp_path))

    keep(cache)

    assert compiling == []
    assert list(tmp_path.iterdir()) == []
    assert not recall(cache)


@pytest.mark.usefixtures("forgetting")
def test_what_could_not_be_kept_is_not_tried_again_at_the_next_start(
    monkeypatch, tmp_path
) -> None:
    cache = Artifacts(str(tmp_path))
    usual, sizes = cache.write, []

    class Small(Artifacts):
        def write(self, key: str, kind: str, content: bytes) -> str | None:
            sizes.append(len(content))
            return "full" if len(content) > 100 else usual(key, kind, content)

    keep(Small(str(tmp_path)))

    assert len(sizes) == 2
    assert recall(cache)
    assert regex("(?P<a>a)b").search("ab") is not None
