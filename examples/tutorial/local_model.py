"""
A model for people who have none: it repeats what it was told, from this machine to this machine.

    python local_model.py        # or, in a notebook: local_model.start()
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORTS = (18765, 18766)
received: list[str] = []
"""What arrived here, as it arrived."""


class _Model(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        received.append(text)
        said = json.loads(text)["messages"][-1]["content"]
        answer = {"role": "assistant", "content": f"You asked about this: {said}"}
        content = json.dumps({"choices": [{"index": 0, "message": answer}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the notebook is for what the guard says."""


def start() -> None:
    """Serve on both ports in the background: one that the policy knows, one that it doesn't."""
    for port in PORTS:
        server = ThreadingHTTPServer(("127.0.0.1", port), _Model)
        threading.Thread(target=server.serve_forever, daemon=True).start()


if __name__ == "__main__":
    start()
    print("listening on", *PORTS)
    threading.Event().wait()
