"""Calls beside others: their answers are waited for, the end of the interpreter is not kept up."""

import subprocess
import sys
import threading

import pytest

from promptward.beside import beside


def test_several_run_at_once_and_each_answer_is_its_own() -> None:
    met = threading.Barrier(3, timeout=60)

    def call(number: int) -> int:
        met.wait()
        return number

    answers = [beside(lambda number=number: call(number)) for number in range(3)]
    assert [answer() for answer in answers] == [0, 1, 2]


def test_what_was_raised_is_raised_where_somebody_waits() -> None:
    answer = beside(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        answer()


def test_an_interpreter_that_ends_does_not_wait() -> None:
    program = (
        "import threading\n"
        "from promptward.beside import beside\n"
        "answer = beside(threading.Event().wait)\n"
        "print('done')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout == "done\n"
