"""What systemd is told of a service: ready, alive, in which state. Without systemd it says nothing."""

import os
import socket
from collections.abc import Mapping


class Notifier:
    """Speaks to `$NOTIFY_SOCKET`, taken out of the environment so that no child speaks in our name."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        every = environment.get("WATCHDOG_USEC", "")
        mine = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.watchdog = int(every) / 1e6 if every.isdigit() and mine else None  # seconds, None: nobody watches

    def tell(self, **states: str) -> None:
        """`tell(READY="1", STATUS="...")`; a socket that is gone is no reason to stop."""
        if not self._address:
            return
        text = "\n".join(f"{name}={' '.join(value.split())}" for name, value in states.items())
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as talk:
            try:
                talk.sendto(text.encode(), self._address)
            except OSError:
                return
