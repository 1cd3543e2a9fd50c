"""
What the guard adds to a start: python bench/guard_start.py [--rounds 15]

A real kernel until it answers, with and without the guard's extension in its configuration, and a
Python that installs the guard; by turns, each in a fresh process with compiled bytecode and a
policy that is cached, as after the first start. CPU is that of the process (`/proc`, so on Linux);
wall time only means something on an idle machine. Medians, and the median of the differences.
Goal: at most 60 ms for a kernel.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROGRAMS = {
    "python": ("pass", "from promptward import guard; guard.install()"),
    "python with httpx": (
        "import httpx",
        "from promptward import guard; guard.install(); import httpx",
    ),
}
GUARDED = "--IPKernelApp.extensions=promptward_jupyter"


def environment(folder: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "IPYTHONDIR": f"{folder}/ipython", "JUPYTER_RUNTIME_DIR": folder}


def program(code: str, env: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of CPU and of wall time."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1000, wall * 1000


def kernel(arguments: list[str], env: dict[str, str]) -> tuple[float, float]:
    """The same for a kernel, until it has answered its first question."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager()
    manager.kernel_spec.argv = [
        sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *arguments,
    ]  # fmt: skip
    begun = time.perf_counter()
    manager.start_kernel(env=env)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=600)  # the first one may compile a policy
        wall = time.perf_counter() - begun
        fields = Path(f"/proc/{manager.provisioner.pid}/stat").read_text().rpartition(")")[2]
        user, system = fields.split()[11:13]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return (int(user) + int(system)) * 1000 / TICKS, wall * 1000


def report(name: str, rounds: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    for kind, at in (("cpu", 0), ("wall", 1)):
        bare = [one[at] for one, _ in rounds]
        more = [guarded[at] - one[at] for one, guarded in rounds]
        print(
            f"{name:<18} {kind:<4} {statistics.median(bare):6.0f} ms, with the guard "
            f"{statistics.median(more):+5.0f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        kernel([GUARDED], env)  # fills the cache of policies, and writes bytecode
        for name, (bare, guarded) in PROGRAMS.items():
            report(name, [(program(bare, env), program(guarded, env)) for _ in range(rounds)])
        report("kernel", [(kernel([], env), kernel([GUARDED], env)) for _ in range(rounds)])


if __name__ == "__main__":
    main()
