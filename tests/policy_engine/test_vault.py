"""The vault: consistent pseudonyms, and a way back that never names another patient."""

import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward import surrogates
from promptward.model import PromptwardError
from promptward.scope import Scope
from promptward.surrogates import ALPHABET, SystemRandomness
from promptward.vault import MemoryVault, Restored, lookalikes, restore

PATIENTS = (
    "John Smith", "Mary Jones", "Ana Mar\u00eda L\u00f3pez", "O'Neil", "Wei-Ling Chen", "J. R. Doe",
    "Zo\u00eb", "\u674e\u5c0f\u9f99", "Smith, John", "[bracketed]", "back\\slash\\1", "<b>Bold</b>",
)  # fmt: skip

TOKEN = re.compile(r"\[([A-Z]{1,12})_([2-9A-HJKMNP-TV-Z]{6}|[2-9A-HJKMNP-TV-Z]{9})\]")


def split(token: str) -> tuple[str, str]:
    found = TOKEN.fullmatch(token)
    assert found is not None
    return found[1], found[2]


def other(symbol: str) -> str:
    return ALPHABET[(ALPHABET.index(symbol) + 1) % len(ALPHABET)]


# What models do to a token: name -> (label, body) -> the text it became, before a full stop.
REPAIRED = {
    "unchanged": lambda label, body: f"[{label}_{body}]",
    "lower case": lambda label, body: f"[{label}_{body}]".lower(),
    "title case": lambda label, body: f"[{label.title()}_{body.title()}]",
    "no brackets": lambda label, body: f"{label}_{body}",
    "round brackets": lambda label, body: f"({label}_{body})",
    "angle brackets": lambda label, body: f"<{label}_{body}>",
    "escaped underscore": lambda label, body: f"[{label}\\_{body}]",
    "escaped brackets": lambda label, body: f"\\[{label}\\_{body}\\]",
    "underscore to space": lambda label, body: f"[{label} {body}]",
    "underscore to hyphen": lambda label, body: f"[{label}-{body}]",
    "underscore to hyphen, no brackets": lambda label, body: f"{label}-{body}",
    "underscore lost": lambda label, body: f"[{label}{body}]",
    "inner spaces": lambda label, body: f"[ {label}_{body} ]",
    "space in the body": lambda label, body: f"[{label}_{body[:3]} {body[3:]}]",
    "spaces around the underscore": lambda label, body: f"[{label} _ {body}]",
    "split over a line": lambda label, body: f"[{label}_\n{body}]",
    "body split over a line": lambda label, body: f"[{label}_{body[:4]}\n{body[4:]}]",
    "HTML references": lambda label, body: f"&#91;{label}_{body}&#93;",
    "HTML angle references": lambda label, body: f"&lt;{label}_{body}&gt;",
    "underscore as a reference": lambda label, body: f"[{label}&#95;{body}]",
}

# The token is repaired and what stands around it stays.
AROUND = {
    "possessive": ("{}'s chart", "{}'s chart"),
    "trailing comma": ("{}, who", "{}, who"),
    "bold": ("**{}**", "**{}**"),
    "italic": ("_{}_", "_{}_"),
    "code span": ("`{}`", "`{}`"),
    "quotes": ('"{}"', '"{}"'),
    "heading": ("# {}\n", "# {}\n"),
    "outer brackets": ("[{}]", "[{}]"),
}


@pytest.mark.parametrize("value", PATIENTS)
@pytest.mark.parametrize("mangling", sorted(REPAIRED))
def test_a_mangled_token_is_repaired(value: str, mangling: str) -> None:
    vault = MemoryVault(SystemRandomness())
    tokens = {patient: vault.token("NAME", patient) for patient in PATIENTS}
    text = f"The patient {REPAIRED[mangling](*split(tokens[value]))}."
    assert restore(text, vault) == Restored(f"The patient {value}.", 1, ())


@pytest.mark.parametrize("value", PATIENTS)
@pytest.mark.parametrize("around", sorted(AROUND))
def test_what_stands_around_a_token_stays(value: str, around: str) -> None:
    vault = MemoryVault(SystemRandomness())
    tokens = {patient: vault.token("NAME", patient) for patient in PATIENTS}
    before, after = AROUND[around]
    assert restore(before.format(tokens[value]), vault).text == after.format(value)


@pytest.mark.parametrize("value", PATIENTS)
@pytest.mark.parametrize("place", range(6))
def test_a_token_with_a_symbol_lost_or_changed_is_left_and_reported(
    value: str, place: int
) -> None:
    vault = MemoryVault(SystemRandomness())
    tokens = {patient: vault.token("NAME", patient) for patient in PATIENTS}
    label, body = split(tokens[value])
    lost = body[:place] + body[place + 1 :]
    changed = body[:place] + other(body[place]) + body[place + 1 :]
    for altered in (lost, changed):
        if altered.isalpha() or altered.isdigit():
            continue
        for form in (f"[{label}_{altered}]", f"{label}_{altered}", f"({label.lower()}-{altered})"):
            text = f"Then {form} left, and {tokens['John Smith']} came."
            restored = restore(text, vault)
            assert restored.text == f"Then {form} left, and John Smith came."
            assert restored.restored == 1
            assert [text[start:end] for start, end in restored.left] == [form]


def test_a_token_of_another_scope_is_left_and_reported() -> None:
    token = MemoryVault(SystemRandomness()).token("NAME", "John Smith")
    empty = MemoryVault(SystemRandomness())
    assert restore(f"See {token}.", empty) == Restored(f"See {token}.", 0, ((4, 4 + len(token)),))
    empty.token("SSN", "536-22-4399")
    assert restore(f"See {token}.", empty).text == f"See {token}."


def test_ordinary_prose_and_code_are_not_reported() -> None:
    vault = MemoryVault(SystemRandomness())
    for label in ("NAME", "DATE", "PLACE", "CODE"):
        vault.token(label, "x")
    prose = (
        "The name seemed familiar; date 03/14/1962; code 4711; place [2]; see [1], (name withheld), "
        "[link](https://example.org/date_of_birth), name_first, <code>x_1</code>, NAME: Jones."
    )
    assert restore(prose, vault) == Restored(prose, 0, ())


def test_the_same_spelling_has_one_token_and_another_spelling_another() -> None:
    vault = MemoryVault(SystemRandomness())
    first = vault.token("NAME", "John Smith")
    assert vault.token("NAME", "John Smith") == first
    assert vault.token("NAME", "JOHN SMITH") != first
    assert vault.token("DATE", "John Smith") != first
    assert len(vault) == 3
    assert vault.original(first) == "John Smith"
    assert vault.labels() == {"NAME", "DATE"}


def test_twenty_thousand_values_have_twenty_thousand_tokens() -> None:
    vault = MemoryVault(SystemRandomness())
    tokens = [vault.token("NAME", str(number)) for number in range(20_000)]
    assert len(set(tokens)) == 20_000
    assert all(vault.original(token) == str(number) for number, token in enumerate(tokens))
    # Five symbols for the first thousand, eight afterwards.
    assert {len(token) for token in tokens[:1000]} == {len("[NAME_]") + 6}
    assert {len(token) for token in tokens[1000:]} == {len("[NAME_]") + 9}


class Stuck:
    """Draws from a handful of numbers, so that tokens collide all the time."""

    def __init__(self, numbers: int) -> None:
        self._numbers = numbers
        self._random = random.Random(1)

    def below(self, bound: int) -> int:
        return 12_345 + self._random.randrange(self._numbers) * 31 % bound

    def key(self, size: int) -> bytes:
        return b"\0" * size


def test_tokens_that_collide_are_drawn_again_and_an_exhausted_source_is_an_error() -> None:
    vault = MemoryVault(Stuck(20))
    tokens: dict[str, str] = {}
    with pytest.raises(PromptwardError, match="no unused pseudonym"):  # noqa: PT012
        for number in range(100):
            tokens[f"secret {number}"] = vault.token("NAME", f"secret {number}")
    assert 1 < len(tokens) <= 20
    assert len(set(tokens.values())) == len(tokens)
    assert all(vault.original(token) == value for value, token in tokens.items())


def test_a_new_token_is_none_that_the_text_already_holds() -> None:
    vault = MemoryVault(Stuck(2))
    first = MemoryVault(Stuck(2)).token("NAME", "probe")
    text = f"the author wrote {first.lower()} here"
    avoid = lookalikes(text, frozenset({"NAME"}))
    assert first in avoid
    assert vault.token("NAME", "John", avoid) != first


def test_threads_agree_on_tokens() -> None:
    vault = MemoryVault(SystemRandomness())
    values = [f"value {number % 50}" for number in range(4_000)]
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda value: vault.token("NAME", value), values))
    assert len(dict.fromkeys(zip(values, tokens, strict=True))) == 50
    assert all(vault.original(token) == value for value, token in zip(values, tokens, strict=True))


def test_threads_agree_on_the_key_and_the_offset_of_a_scope() -> None:
    for _ in range(50):
        scope = Scope()
        with ThreadPoolExecutor(8) as pool:
            seen = list(
                pool.map(lambda _: (scope.hash_key, scope.date_offset("p", 30)), range(16))  # noqa: B023
            )
        assert len(set(seen)) == 1


def test_no_value_shows_in_a_repr() -> None:
    scope = Scope(hash_key=b"canary-key")
    token = scope.vault.token("NAME", "canary-value")
    restored = restore(token, scope.vault)
    assert restored.text == "canary-value"
    shown = f"{scope!r} {scope.vault!r} {restored!r}"
    assert "canary" not in shown
    assert split(token)[1] not in shown


@given(st.one_of(st.none(), st.text(max_size=5)), st.integers(1, 400))
def test_offsets_are_never_zero_and_never_beyond_the_most(person: str | None, most: int) -> None:
    for _ in range(20):
        scope = Scope()
        offset = scope.date_offset(person, most)
        assert 1 <= abs(offset) <= most
        assert scope.date_offset(person, most) == offset


def test_offsets_reach_every_day_in_both_directions() -> None:
    assert {Scope().date_offset(None, 3) for _ in range(500)} == {-3, -2, -1, 1, 2, 3}


def test_people_of_one_scope_move_apart() -> None:
    scope = Scope()
    assert len({scope.date_offset(str(person), 365) for person in range(200)}) > 100


def test_a_shift_by_no_days_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Scope().date_offset(None, 0)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8), st.text(max_size=30))
def test_restoring_undoes_tokenising_for_any_text(values: list[str], between: str) -> None:
    vault = MemoryVault(SystemRandomness())
    original = between.join(values)
    avoid = lookalikes(original, frozenset({"NAME"}))
    tokenised = between.join(vault.token("NAME", value, avoid) for value in values)
    assert restore(tokenised, vault).text == original


@given(st.text(alphabet="NAMEname_-[]()<>\\ \n7KQ2&#91;lt", max_size=60))
def test_restoring_is_total_and_changes_nothing_without_a_known_token(text: str) -> None:
    vault = MemoryVault(SystemRandomness())
    vault.token("NAME", "secret")
    restored = restore(text, vault)
    if not restored.restored:
        assert restored.text == text
    for start, end in restored.left:
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece", ["[", "NAME_", "NAME 7K", "[NAME_7KQ2M]", "name 7 ", "&#91;", "\\["]
)
def test_hostile_replies_are_read_in_linear_steps(piece: str) -> None:
    # Not timed: the whole suite has a limit, and anything quadratic would be far beyond it.
    vault = MemoryVault(SystemRandomness())
    vault.token("NAME", "secret")
    text = piece * 30_000
    assert restore(text, vault).restored in (0, restore(text, vault).restored)


def test_labels_and_tokens_fit_together() -> None:
    vault = MemoryVault(SystemRandomness())
    token = vault.token(surrogates.label("hipaa.safe_harbor.health_plan"), "H123")
    assert token.startswith("[PLAN_")
    assert TOKEN.fullmatch(token)
