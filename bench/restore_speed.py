"""
What it costs to turn pseudonyms back: per KB of reply, whole and in pieces, and per token; and to
look for what a conversation knows in its next text.

    .venv/bin/python bench/restore_speed.py

Time is of the thread (CPU). The reply is prose with a token in each sentence, and the same
without any; pieces are of four characters, as models send them.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from promptward.keys import FileKeys
from promptward.restore_stream import RestoreStream
from promptward.scope import Scope
from promptward.sealed import ScopeVault, VaultFile
from promptward.surrogates import SystemRandomness
from promptward.vault import MemoryVault, Vault, restore
from promptward_dsl.ir import CategoryIR
from promptward_dsl.lattice import Confidence

SENTENCE = "The patient was seen in the clinic today and is doing well; {} returns in two weeks. "
ROUNDS = 30


def median(what: Callable[[], object]) -> float:
    """Seconds of CPU, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.thread_time()
        what()
        times.append(time.thread_time() - begun)
    return sorted(times)[len(times) // 2]


def streamed(vault: Vault, text: str) -> str:
    """The reply through a stream, four characters at a time."""
    stream = RestoreStream(vault)
    out = [stream.feed(text[at : at + 4]) for at in range(0, len(text), 4)]
    return "".join([*out, stream.finish().text])


def measured(name: str, vault: Vault) -> None:
    """One vault's rows."""
    tokens = [vault.token("NAME", f"Patient Number {number}") for number in range(200)]
    begun = time.thread_time()
    for number in range(300):
        vault.token("MRN", f"{number:08d}")
    new = (time.thread_time() - begun) / 300
    known = median(lambda: [vault.token("NAME", f"Patient Number {n}") for n in range(200)]) / 200
    print(f"{name}: a new token {new * 1e6:.0f} us, a known one {known * 1e6:.0f} us")
    dense = "".join(SENTENCE.format(token) for token in tokens)
    plain = "".join(SENTENCE.format("she") for _ in tokens)
    assert "Number 7 returns" in restore(dense, vault).text
    assert streamed(vault, dense) == restore(dense, vault).text
    for said, text in (("a token a sentence", dense), ("none", plain)):
        kb = len(text) / 1000
        whole = median(lambda text=text: restore(text, vault)) / kb  # type: ignore[misc]  # bound
        begun = time.thread_time()
        streamed(vault, text)
        pieces = (time.thread_time() - begun) / kb
        print(f"  {said:<22}{whole * 1e6:>8.0f} us/KB whole{pieces * 1e6:>9.0f} us/KB in pieces")


def look(vault: Vault) -> None:
    """What a decision does besides in a conversation that knows some values."""
    known = Scope(vault).known_values({"bench.names": CategoryIR("name", "A")})
    assert known is not None
    known.missed(SENTENCE * 24, (), Confidence.MEDIUM)


def main() -> None:
    """Measure and print."""
    measured("in memory", MemoryVault(SystemRandomness()))
    with tempfile.TemporaryDirectory() as home:
        file = VaultFile(str(Path(home) / "vault"), FileKeys(str(Path(home) / "keys")))
        file.create()
        sealed = ScopeVault(file, file.scope("bench"), SystemRandomness())
        measured("sealed on disk", sealed)
        begun = time.perf_counter()
        for number in range(50):
            sealed.token("DATE", str(number))
            sealed.make_durable()
        took = (time.perf_counter() - begun) / 50
        print(f"  made durable, with a new token: {took * 1e3:.2f} ms")
        for number in (100, 1_000):
            vault = ScopeVault(file, file.scope(f"of {number}"), SystemRandomness())
            for index in range(number):
                vault.token("NAME", f"Patient Number {index}")
            took = median(lambda vault=vault: look(vault))  # type: ignore[misc]  # bound
            print(f"  looking for {number:,} known values in 2 KB: {took * 1e3:.2f} ms")
        file.close()


if __name__ == "__main__":
    main()
