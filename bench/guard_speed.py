"""
What the guard adds to a request: python bench/guard_speed.py

Processor time of one judged request (read, decided, rewritten), for bodies of 1 and 10 kB, with
and without identifiers, under the shipped policy pack; the reading and rewriting alone, without
the engine; what a request to somewhere else costs; what installing adds to the start of Python;
and the scan of a frame of a million rows if pandas is there. Medians and 95th percentiles.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from promptward.guard.bodies import Rendering, read_body
from promptward.guard.context import Asked
from promptward.guard.guard import Guard, Source
from promptward.guard.outgoing import Outgoing

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
  host: "127.0.0.1:9"
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
URL = "http://127.0.0.1:9/v1/chat/completions"


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


def read(content: bytes) -> None:
    rendering = Rendering()
    made = read_body(content, "application/json", None)
    made.render(rendering)
    made.rewritten({0: rendering.text[:9]})


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
            "who": ["Jane Roe", "John Doe"] * (rows // 2),
            "mrn": range(4_000_000, 4_000_000 + rows),
            "note": ["stable, seen 03/14/2024", "slept well"] * (rows // 2),
            "dose": [0.5, 1.0] * (rows // 2),
            "ward": ["north", "south"] * (rows // 2),
        }
    )
    print("frame of 1,000,000 x 6, sampled  ", timed(lambda: scan_frame(made), 11))
    part = made[["note"]].head(200_000)
    begun = time.thread_time()
    scan_frame(part, full=True)
    took = time.thread_time() - begun
    size = part["note"].str.len().sum() / 1e6
    print(f"full scan of a column of text     {size / took:.2f} MB/s")
    process.uninstall()


def started(program: str) -> float:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    took = []
    for _ in range(15):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], env=environment, check=True)
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


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
                judged = timed(lambda out=out: guard.judge(out), 200)
                alone = timed(lambda content=content: read(content), 200)
                print(f"{name} {size // 1000:2} kB, judged            ", judged)
                print(f"{name} {size // 1000:2} kB, without the engine", alone)
        other = Outgoing("POST", "https://example.org/x", (), b'{"a": "b"}')
        print("a request to somewhere else      ", timed(lambda: guard.judge(other), 500))
        frame(guard)
    bare = started("import httpx")
    guarded = started("from promptward import guard; guard.install(); import httpx")
    print(f"start of Python with httpx        {bare:.0f} ms; with the guard {guarded:.0f} ms")


if __name__ == "__main__":
    main()
