"""
A call beside others, for code that lets other threads run while it computes.

Not `concurrent.futures`: its threads are waited for when the interpreter ends, and nobody is to
wait half a minute at the end of a notebook for what only the next start has a use for.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

__all__ = ["beside"]

_T = TypeVar("_T")


def beside(call: Callable[[], _T]) -> Callable[[], _T]:
    """
    Begin a call in a thread that ends with the process; the answer waits for what it returns.

    It raises what the call raised.
    """
    returned: list[_T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            returned.append(call())
        except BaseException as error:  # noqa: BLE001  # raised where somebody waits
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def result() -> _T:
        thread.join()
        if raised:
            raise raised[0]
        return returned[0]

    return result
