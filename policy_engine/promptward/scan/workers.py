"""Files spread over processes: the same results in the same order, however many there are."""

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeAlias

from promptward.scan.examine import Find, Terms
from promptward.scan.examiner import Examiner
from promptward.scan.outcome import FileScan, Unread
from promptward.scan.targets import Target

__all__ = ["Open", "spread"]

Open: TypeAlias = Callable[[], Find]
"""Opens the engine in a process: there already after a fork, else it comes from the cache."""

_FILES = 24
_BYTES = 2 << 20
_AHEAD = 3


_examiner: list[Examiner] = []
"""In a worker: what it examines with."""


def _begin(opened: Open, terms: Terms, limit: int) -> None:
    # A process that is killed can't end its workers, and they would scan on for nobody.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _examiner[:] = [Examiner(opened(), terms, limit)]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: list[Target]) -> list[FileScan]:
    return [_examiner[0](target) for target in batch]


def spread(
    targets: Iterable[Target], opened: Open, terms: Terms, jobs: int, limit: int
) -> Iterator[FileScan]:
    """
    Results in the order of the targets.

    A process that dies takes the batches that were under way with it: their files are tried again
    one by one in a process of their own, and the one that kills it is reported as not scanned.
    """
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context(
        "fork" if "fork" in ways and sys.platform.startswith("linux") else "spawn"
    )
    if context.get_start_method() == "fork":
        engine = opened()  # once, shared by all
        opened = _Given(engine)

    def pool(size: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            size, mp_context=context, initializer=_begin, initargs=(opened, terms, limit)
        )

    waiting = _batches(targets)
    running: deque[tuple[list[Target], Future[list[FileScan]]]] = deque()
    workers = pool(jobs)
    whole = False
    try:
        while True:
            while len(running) < jobs * _AHEAD and (batch := next(waiting, None)) is not None:
                running.append((batch, workers.submit(_work, batch)))
            if not running:
                whole = True
                return
            batch, future = running.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                workers.shutdown(wait=False, cancel_futures=True)
                lost = [batch, *(one for one, _ in running)]
                running.clear()
                for again in lost:
                    yield from _one_by_one(again, pool)
                workers = pool(jobs)
    finally:
        # Who stops early waits for no batch that is under way: that may take half a minute.
        workers.shutdown(wait=whole, cancel_futures=True)


def _one_by_one(
    batch: list[Target], pool: Callable[[int], ProcessPoolExecutor]
) -> Iterator[FileScan]:
    alone = pool(1)
    for target in batch:
        try:
            yield from alone.submit(_work, [target]).result()
        except BrokenProcessPool:
            alone.shutdown(wait=False)
            alone = pool(1)
            unread = Unread("worker_died", "the process that scanned it died", "report it")
            yield FileScan(target.label, unread=unread, commit=target.commit)
    alone.shutdown()


class _Given:
    """An engine that is there already; after a fork, without being sent anywhere."""

    __slots__ = ("find",)

    def __init__(self, find: Find) -> None:
        self.find = find

    def __call__(self) -> Find:
        return self.find


def _batches(targets: Iterable[Target]) -> Iterator[list[Target]]:
    """Small ones first, so that whoever watches soon sees something."""
    batch: list[Target] = []
    size = 0
    most = 2
    for target in targets:
        batch.append(target)
        if not target.root and not target.missing:
            try:
                size += os.stat(target.path).st_size
            except OSError:
                size += 1
        if len(batch) >= most or size >= _BYTES * most // _FILES:
            yield batch
            batch, size = [], 0
            most = min(2 * most, _FILES)
    if batch:
        yield batch
