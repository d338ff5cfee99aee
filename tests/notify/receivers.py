"""Real receivers on loopback: HTTP services that answer, refuse, keep silent or hang up, and a mail server."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass
class Service:
    """What an HTTP service does with a request, and what it received: path and JSON body."""

    port: int = 0
    status: int = 200
    silence: float = 0.0  # seconds before it answers
    hangs_up: bool = False  # closes the connection after reading the request
    location: str = ""  # where it redirects
    received: list[tuple[str, Any]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Host and port."""
        return f"{HOST}:{self.port}"


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service.received.append((self.path, json.loads(body)))
            service.agents.append(f"{self.headers}")
            if service.hangs_up:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            time.sleep(service.silence)
            answer = b"{}"
            self.send_response(service.status)
            if service.location:
                self.send_header("Location", service.location)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that left while we kept silent is what the test wants."""


@contextmanager
def http_service(**wanted: Any) -> Iterator[Service]:
    """An HTTP service for the time of a test."""
    service = Service(**wanted)
    server = _Server((HOST, 0), _handler(service))
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Mailbox:
    """A mail server's behaviour and what it received."""

    port: int = 0
    refusal: str = ""  # its answer to the recipient, "" to accept
    unknown: str = "@"  # part of the addresses that get the refusal
    hangs_up: bool = False  # closes after the text was taken
    received: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Accept the recipient, or not."""
        if self.refusal and self.unknown in address:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the text."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        if self.hangs_up and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return "250 taken"


@contextmanager
def mail_service(**wanted: Any) -> Iterator[Mailbox]:
    """A mail server for the time of a test."""
    mailbox = Mailbox(port=free_port(), **wanted)
    controller = Controller(mailbox, hostname=HOST, port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
