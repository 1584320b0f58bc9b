"""Stands in for the camera site: tells its port, keeps what it is told, ends when told or orphaned."""

from __future__ import annotations

import argparse
import http.server
import os
import threading


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(os.environ["STUB_SITE_TOLD"], "ab") as file:
            file.write(body + b"\n")
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what a test wants to know is in the file."""


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("--cache", "--port", "--key-file"):
        parser.add_argument(name)
    parser.add_argument("--parent-fd", type=int)
    parser.add_argument("--ready-fd", type=int)
    arguments = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)

    def orphaned() -> None:
        os.read(arguments.parent_fd, 1)
        os._exit(0)

    threading.Thread(target=orphaned, daemon=True).start()
    os.write(arguments.ready_fd, b'{"port": %d}\n' % server.server_address[1])
    os.close(arguments.ready_fd)
    server.serve_forever()


if __name__ == "__main__":
    main()
