"""A look at a whole text waits for an answer that is due, and ends when nobody wants it."""

import threading
import time

import pytest

from promptward_lsp.turns import CancelledError, Turns, Wanted


def waiting(turns: Turns, look: Wanted) -> tuple[threading.Thread, threading.Event]:
    done = threading.Event()

    def work() -> None:
        turns.give_way(look)
        done.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread, done


def test_it_waits_from_shortly_before_an_answer_until_all_are_given() -> None:
    turns, look = Turns(), Wanted()
    turns.expect("one", time.monotonic())
    turns.expect("other", time.monotonic())
    thread, done = waiting(turns, look)
    turns.given("one")
    assert not done.wait(0.05)
    turns.given("other")
    thread.join(30)
    assert done.is_set()


def test_it_goes_on_while_the_next_answer_is_far() -> None:
    turns = Turns()
    turns.expect("one", time.monotonic() + 3600)
    turns.give_way(Wanted())


def test_it_ends_when_it_is_not_wanted_any_more() -> None:
    turns, look = Turns(), Wanted()
    look.wanted = False
    turns.expect("one", time.monotonic())
    with pytest.raises(CancelledError):
        turns.give_way(look)
