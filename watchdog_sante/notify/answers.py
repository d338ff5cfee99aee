"""What a service's answer means: sent, surely not, perhaps, or never until somebody corrects the settings.

Apprise gives no code, only words in its log; they are read here and nowhere kept, for they hold addresses.
"""

import re
from collections.abc import Iterable

from watchdog_sante.model.messages import Outcome, SendResult

_HTTP = re.compile(r"error=(\d{3})")
_SMTP = re.compile(r"\((\d{3}), b?['\"]")
_ABSENT = (  # the text never left: no connection was made
    ("NameResolutionError", "dns"),
    ("Name or service not known", "dns"),
    ("name resolution", "dns"),
    ("No address associated", "dns"),
    ("Connection refused", "refused"),
    ("ConnectTimeoutError", "unreachable"),
    ("unreachable", "unreachable"),
    ("No route to host", "unreachable"),
    ("certificate", "tls"),
    ("SSLError", "tls"),
    ("NewConnectionError", "unreachable"),
)
_SOON = frozenset({408, 425, 429})  # client errors that pass by themselves
_PERHAPS = frozenset({502, 504})  # a gateway speaks: the service behind it may have received


def read_failure(warnings: Iterable[str], exceptions: Iterable[str]) -> SendResult:
    """Outcome of a failed attempt, from Apprise's warnings and from the texts of the exceptions it met."""
    for text in warnings:
        if found := _HTTP.search(text):
            return _http(int(found.group(1)))
    for text in exceptions:
        for mark, code in _ABSENT:
            if mark in text:
                return SendResult(Outcome.NOT_SENT, code)
        if found := _SMTP.search(text):
            return _smtp(int(found.group(1)))
        return SendResult(Outcome.AMBIGUOUS, "timeout" if "timed out" in text.lower() else "cut")
    return SendResult(Outcome.AMBIGUOUS, "unknown")


def _http(status: int) -> SendResult:
    code = f"http-{status}"
    if status in _PERHAPS:
        return SendResult(Outcome.AMBIGUOUS, code)
    if 300 <= status < 500 and status not in _SOON:  # a redirection is not followed: it would resend the text elsewhere
        return SendResult(Outcome.TO_CORRECT, code)
    return SendResult(Outcome.NOT_SENT, code)


def _smtp(status: int) -> SendResult:
    return SendResult(Outcome.TO_CORRECT if status >= 500 else Outcome.NOT_SENT, f"smtp-{status}")
