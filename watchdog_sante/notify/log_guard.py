"""Logs without secrets: the talkative libraries are held at WARNING, and handlers strike out every literal secret."""

import logging
import re
from collections.abc import Iterable
from urllib.parse import unquote

from watchdog_sante.notify.secret import Secret
from watchdog_sante.redaction import mask_for_sending

TALKATIVE = ("apprise", "urllib3", "requests")
_STRUCK = "•••"
_SHORTEST = 4  # shorter pieces of an address are words like `to` or a port


def hold_libraries() -> None:
    """Fix the libraries' loggers at WARNING, whatever the verbosity of our own. Apprise's words go to no handler:

    even its warnings name hosts and topics. What it has to say is read by `answers.py` and reduced to a code.
    """
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    apprise = logging.getLogger("apprise")
    apprise.propagate = False
    if not apprise.handlers:
        apprise.addHandler(logging.NullHandler())  # without one, warnings would go to stderr


def pieces(secret: Secret) -> frozenset[str]:
    """Everything in an address that a log could repeat: the whole, its parts between separators, and both decoded."""
    text = secret.reveal()
    body = text.partition("://")[2] or text
    parts = set(re.split(r"[/@:?&=#,;]", body))
    parts |= {unquote(part) for part in parts}
    return frozenset({text, unquote(text), *(part for part in parts if len(part) >= _SHORTEST)})


class SecretFilter(logging.Filter):
    """On a handler (a logger's own filter would miss child loggers): replaces literal secrets, NIR, IBAN and cards."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        super().__init__()
        found = {piece for secret in secrets for piece in pieces(secret)}
        self._struck = sorted(found, key=lambda piece: (-len(piece), piece))

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record as plain clean text; always let it pass."""
        record.msg = self.clean(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """The text without any secret."""
        for piece in self._struck:
            text = text.replace(piece, _STRUCK)
        return mask_for_sending(text)


def guard(handlers: Iterable[logging.Handler], secrets: Iterable[Secret]) -> SecretFilter:
    """Put one filter on every handler given (the root's, ours); the filter, for handlers made later."""
    hold_libraries()
    found = SecretFilter(secrets)
    for handler in handlers:
        handler.addFilter(found)
    return found
