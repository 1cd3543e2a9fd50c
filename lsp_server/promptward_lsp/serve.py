"""Start the server on standard input and output, or on a local port."""

import contextlib
import gc
import os
import sys

__all__ = ["serve"]


_WIDE = 1 << 20


def _widen(pipe: int) -> None:
    """Let a pipe hold the findings of a long document, so that none waits for the reader."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415  # not on every system

        with contextlib.suppress(OSError):  # no pipe, or more than one may have
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE)


def serve(*, tcp: int | None = None, host: str = "127.0.0.1") -> int:
    """Serve one client until it leaves; the exit code. Port 0 lets the system choose."""
    from promptward_lsp.records import import_records  # noqa: PLC0415  # before all of pygls

    import_records()
    from promptward_lsp.protocol import silence  # noqa: PLC0415  # before anything of pygls runs

    silence()
    from promptward_lsp.server import make_server  # noqa: PLC0415  # see above

    server = make_server()
    # The command line starts without the collector; what is there now stays until the end.
    gc.freeze()
    gc.enable()
    code = 0
    try:
        if tcp is None:
            # Nothing else may write where the protocol is spoken.
            out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            _widen(out.fileno())
            server.start_io(sys.stdin.buffer, out)
        else:
            server.start_tcp(host, tcp)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except KeyboardInterrupt:
        code = 130
    sys.stderr.flush()
    # A worker may still be looking at a long text, for nobody.
    os._exit(code)
