"""The only door to Apprise: one channel is one address in one Apprise object, under the person's own name for it.

Apprise's own retries (they duplicate), redirects (they resend the text elsewhere), files and links to icons are off.
A message repeats words of statements. Apprise escapes them where it knows that a service reads markup; Discord,
Mattermost and others read Markdown in what it calls plain text, so every service not known to show a text as it was
sent gets it without signs of markup.
"""

import logging
import threading
from dataclasses import dataclass, field

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat
from apprise.result import AppriseResult, AppriseResultStatus

from watchdog_sante.model.messages import Outcome, SendResult
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.addresses import ChannelFault
from watchdog_sante.notify.answers import read_failure
from watchdog_sante.notify.log_guard import hold_libraries
from watchdog_sante.notify.secret import Secret
from watchdog_sante.plain_text import harmless, inert

PATIENCE = 15.0  # seconds a service may take to answer; twice that for one message in all
_SENDER = "watchdog-sante"  # what services see as the program's name

# Services that show a text letter for letter when it is sent as plain text.
_LETTER_FOR_LETTER = frozenset({"json", "jsons", "xml", "xmls", "mailto", "mailtos", "ntfy", "ntfys"})

_listening = threading.Lock()
_apprise_log = logging.getLogger("apprise")


@dataclass(frozen=True)
class Channel:
    """An open channel. `send` never raises and never says where the message went."""

    name: str
    _services: Apprise = field(repr=False)
    _titled: bool = True
    _targets: int = 1
    _letter_for_letter: bool = False

    def send(self, text: str, title: str = "") -> SendResult:
        """Try once. A service without titles (SMS) gets the text alone, so that its length is the one counted."""
        shown = harmless(text) if self._letter_for_letter else inert(harmless(text))
        with _listening:
            # Whether a failed message may have been received is only told in Apprise's debug log. It is listened to
            # for the time of the send, and since that logger has no handler of ours it is heard nowhere else.
            hold_libraries()
            _apprise_log.setLevel(logging.DEBUG)
            try:
                result = self._services.notify(
                    body=shown,
                    title=title if self._titled else "",
                    body_format=NotifyFormat.TEXT,
                    log_level=logging.DEBUG,
                )
            finally:
                _apprise_log.setLevel(logging.WARNING)
        return self._meaning(result)

    def _meaning(self, result: AppriseResult) -> SendResult:
        """From the attempts themselves: a service marked optional in its address would count as a success."""
        attempts = [attempt for service in result for attempt in service]
        if attempts and all(one.status == AppriseResultStatus.SUCCESS for one in attempts):
            return SendResult(Outcome.SENT)
        if any(one.status == AppriseResultStatus.TIMEOUT for one in attempts):
            return SendResult(Outcome.AMBIGUOUS, "timeout")
        entries = [entry for attempt in attempts for entry in attempt]
        found = read_failure(
            (entry.message for entry in entries if entry.level != "DEBUG"),
            (entry.message for entry in entries if entry.level == "DEBUG" and "Exception: " in entry.message),
        )
        if found.outcome is Outcome.NOT_SENT and self._targets > 1:  # another of its addressees may have it
            return SendResult(Outcome.AMBIGUOUS, found.code)
        return found


def open_channel(name: str, address: Secret, patience: float = PATIENCE) -> Channel:
    """Open a channel. Raises `ChannelFault` when Apprise cannot read the address or when it holds several."""
    services = Apprise(asset=_asset(2 * patience))
    with _listening:
        hold_libraries()
        _apprise_log.setLevel(logging.CRITICAL + 1)  # a bad address is repeated at ERROR
        try:
            understood = services.add(address.reveal())
        finally:
            _apprise_log.setLevel(logging.WARNING)
    if not understood or len(list(services)) != 1:
        raise ChannelFault(say("notify.fault.unreadable", channel=name))
    (service,) = services
    service.retry = 0
    service.redirects = False
    service.socket_read_timeout = service.socket_connect_timeout = patience
    return Channel(
        name,
        services,
        _titled=service.title_maxlen > 0,
        _targets=len(service),
        _letter_for_letter=_shows_letters(service),
    )


def _shows_letters(service: NotifyBase) -> bool:
    """Whether what we send as plain text reaches the person's eye as it is; the address may ask for another format."""
    plain = service.resolve_format(NotifyFormat.TEXT) is NotifyFormat.TEXT
    return plain and not {service.protocol, service.secure_protocol}.isdisjoint(_LETTER_FOR_LETTER)


def _asset(whole: float) -> AppriseAsset:
    return AppriseAsset(
        app_id=_SENDER,
        app_desc=_SENDER,
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        http_redirects=False,
        default_service_retry=0,
        storage_mode="memory",
        service_timeout=whole,
        allow_templates=False,
        pgp_autogen=False,
        pem_autogen=False,
    )
