"""
What the guard adds to a request: python bench/guard_speed.py

Processor time of one judged request (read, decided, rewritten), for bodies of 1 and 10 kB, with
and without identifiers, under the shipped policy pack; the reading and rewriting alone, without
the engine; what a request to somewhere else costs; what installing adds to the start of Python;
and the scan of a frame of a million rows if pandas is there. Medians and 95th percentiles; where
others use the machine, the least is nearer to what it costs alone.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from promptward.decision import Decision
from promptward.engine import Engine
from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source
from promptward.guard.outgoing import Outgoing
from promptward.model import Request

POLICY = """policy guard.bench version 1.0.0
import hipaa.safe_harbor ^1.0.0 as sh
destination ours {
  vendor: "Model House"
  kind: llm
  baa: not_required
  region: onprem
  trains_on_data: no
  retention_days: 0
  encrypted: yes
  host: "models.example.org"
}
role clinician
purpose summary {
  roles clinician
  destinations ours
  basis treatment
  necessary {
    sh.names pseudonymise
    sh.mrn pseudonymise
    sh.dates keep
  }
  otherwise redact
}
"""
CLEAN = "The assay was repeated with fresh reagents and the curve fitted again by least squares. "
NOTE = "Jane Roe, MRN: 00412345, came in on 03/14/2024 with chest pain; phone (202) 555-0123. "
FIRST = ("Jane", "John", "Ada", "Omar", "Mei", "Lucía", "Piotr")
LAST = ("Roe", "Doe", "Quill", "Farouk", "Zhang", "Ortega", "Nowak", "Silva", "Kim", "Bauer", "Lo")
STATE = ("stable", "slept well", "ate half of lunch", "walked with aid", "no pain")
URL = "https://models.example.org/v1/chat/completions"


def body(sentence: str, size: int) -> bytes:
    text = (sentence * (size // len(sentence) + 1))[:size]
    asked = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": text}]
    data = {"model": "m", "messages": asked}
    return json.dumps(data).encode()


def timed(run: Callable[[], object], rounds: int) -> str:
    for _ in range(5):
        run()
    took = []
    for _ in range(rounds):
        begun = time.thread_time()
        run()
        took.append((time.thread_time() - begun) * 1000)
    last = statistics.quantiles(took, n=20)[-1]
    return f"p50 {statistics.median(took):7.3f} ms   p95 {last:7.3f} ms"


def judged(guard: Guard, out: Outgoing, rounds: int) -> str:
    """Both halves in turn: the whole request, and the engine's decision about its text."""
    engine, asked = guard.engine, []
    decide = type(engine).decide

    def listening(self: Engine, request: Request) -> Decision:
        asked.append(request)
        return decide(self, request)

    type(engine).decide = listening  # type: ignore[method-assign]
    guard.judge(out)
    type(engine).decide = decide  # type: ignore[method-assign]
    (request,) = asked
    whole, own = [], []
    for _ in range(rounds):
        begun = time.thread_time()
        guard.judge(out)
        between = time.thread_time()
        engine.decide(request)
        ended = time.thread_time()
        whole.append((between - begun) * 1000)
        own.append((2 * between - begun - ended) * 1000)
    last = statistics.quantiles(whole, n=20)[-1]
    return (
        f"p50 {statistics.median(whole):7.3f} ms   p95 {last:7.3f} ms   "
        f"least {min(whole):7.3f} ms   the guard's own {statistics.median(own):6.3f} ms"
    )


def frame(guard: Guard) -> None:
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: no frame was scanned")
        return
    from promptward.guard import process, scan_frame

    process.replace_guard(guard)
    rows = 1_000_000
    made = pd.DataFrame(
        {
            "id": range(rows),
            "who": [f"{FIRST[n % 7]} {LAST[n // 7 % 11]}" for n in range(rows)],
            "mrn": range(4_000_000, 4_000_000 + rows),
            "note": [f"{STATE[n % 5]}, seen 03/{n % 28 + 1:02}/2024" for n in range(rows)],
            "dose": [0.5, 1.0] * (rows // 2),
            "ward": ["north", "south"] * (rows // 2),
        }
    )
    print("frame of 1,000,000 x 6, sampled  ", timed(lambda: scan_frame(made), 11))
    part = made[["note"]].head(10_000)
    text = "".join(f"note: {value}\n" for value in part["note"])
    begun = time.thread_time()
    guard.engine.find(text)
    between = time.thread_time()
    scan_frame(part, full=True)
    ended = time.thread_time()
    size = len(text) / 1e6
    print(
        f"full scan of a column of text     {size / (ended - between):.2f} MB/s, "
        f"the engine on its text {size / (between - begun):.2f} MB/s"
    )
    process.uninstall()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        policy = Path(folder) / "policy.ward"
        policy.write_text(POLICY)
        guard = Guard(Source(str(policy), folder, folder + "/none"))
        guard.use(Asked(purpose="summary", roles=("clinician",)))
        print("loading the policy (compiled on the first run) …", guard.engine.policy)
        for name, sentence in (("clean", CLEAN), ("notes", NOTE)):
            for size in (1_000, 10_000):
                content = body(sentence, size)
                out = Outgoing("POST", URL, (("Content-Type", "application/json"),), content)
                print(f"{name} {size // 1000:2} kB, judged            ", judged(guard, out, 300))
        other = Outgoing("POST", "https://example.org/x", (), b'{"a": "b"}')
        print("a request to somewhere else      ", timed(lambda: guard.judge(other), 500))
        frame(guard)


if __name__ == "__main__":
    main()
