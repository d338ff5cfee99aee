"""Words of a statement in a message: whatever a stranger writes there, no service shows it as markup.

Sent to real receivers at every level of detail; what arrived is read as the service would show it.
"""

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from tests.notify.letters import NOW, a_letter, a_matter
from tests.notify.receivers import HOST, Mailbox, Service, http_service, mail_service
from watchdog_sante.model.alerts import ChannelWish, Detail
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.messages import compose
from watchdog_sante.notify.secret import Secret
from watchdog_sante.package_data import phrasebook

PLANTED = {
    "link": "[VIR](http://a.example/x) ![i](http://a.example/i) <http://a.example/z> [a]: http://a.example",
    "emphasis": "*gras* **plus** _italique_ __souligne__ ~~barre~~ ~barre~ ||cache|| `code` ```code```",
    "html": "<b>gras</b> <script>alert(1)</script> <a href='http://a.example'>x</a> &lt;b&gt; <!-- x -->",
    "mention": "@everyone @here @**all** <@123456> <!channel> <#42> :bomb: @[1:2]",
    "terminal": "\x1b]0;titre\x07\x1b[31mROUGE\x1b[0m \x9b2J \u202eNABI\u2066 \x00\x08",
    "lines": "x\n# TITRE\n> CITE\n---\nx\n===\n+ UN\n```\nx\n| a | b |\n|---|---|\n| c | d |\n    x",
}
_TOKEN = "abcdefghijklmnopqrstuvwx"
# Schemes whose receivers read Markdown in every text, though Apprise sends them plain text or Markdown.
_MARKDOWN = {
    "mattermost": f"mmost://PLACE/{_TOKEN}",
    "gotify": f"gotify://PLACE/{_TOKEN}",
    "gotify asked for Markdown": f"gotify://PLACE/{_TOKEN}?format=markdown",
    "signal": "signal://PLACE/+33199000001/+33199000002",
    "ntfy asked for Markdown": "ntfy://PLACE/sujet?format=markdown",
    "json asked for Markdown": "json://PLACE/?format=markdown",
}
_ESCAPES = frozenset("\x1b\x9b\x07\x08\x00\u202e\u2066")
_PLAIN_TOKENS = {"text", "text_special", "softbreak", "hardbreak", "inline", "paragraph_open", "paragraph_close"}
_WORDS = phrasebook("fr")


def _message(planted: str, detail: Detail) -> str:
    """The text of a message whose finding's title and explanation repeat the words."""
    matter = a_matter()
    assert matter.finding is not None
    words = say("downloads.nothing_yet", subject=planted)
    finding = replace(matter.finding, title=words, explanation=words)
    wish = ChannelWish("telephone", detail=detail)
    return compose(
        a_letter([replace(matter, finding=finding)]), [replace(matter, finding=finding)], wish, _WORDS, NOW
    ).text


def _tokens(text: str) -> Iterator[str]:
    """What a service that reads Markdown, tables, struck words and HTML makes of a text."""
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        yield token.type
        yield from (child.type for child in token.children or ())


def _texts(service: Service) -> str:
    ((_, body),) = service.received
    return str(body.get("message") or body["text"])


def _mail(mailbox: Mailbox) -> str:
    (mail,) = mailbox.received
    assert mail.get_content_type() == "text/plain"
    return str(mail.get_content())


@pytest.fixture(params=PLANTED)
def planted(request: pytest.FixtureRequest) -> str:
    return PLANTED[request.param]


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("scheme", _MARKDOWN)
def test_a_service_that_reads_markdown_finds_none(scheme: str, planted: str, detail: Detail) -> None:
    text = _message(planted, detail)
    with http_service() as service:
        open_channel("x", Secret(_MARKDOWN[scheme].replace("PLACE", service.place))).send(text, "Watchdog Santé")
    arrived = _texts(service)
    assert set(_tokens(arrived)) <= _PLAIN_TOKENS, arrived
    assert not set("@<>") & set(arrived)
    assert ":bomb:" not in arrived
    assert not _ESCAPES & set(arrived)


@pytest.mark.parametrize("scheme", ["json", "ntfy"])
def test_a_plain_text_arrives_letter_for_letter_without_what_terminals_obey(scheme: str, planted: str) -> None:
    text = _message(planted, Detail.FULL)
    with http_service() as service:
        open_channel("x", Secret(f"{scheme}://{service.place}/sujet")).send(text)
    ((_, body),) = service.received
    assert body["message"] == "".join(c for c in text if c not in _ESCAPES)
    assert "arkdown" not in f"{body.keys()}{service.agents}"


def test_a_mail_is_plain_text(planted: str) -> None:
    text = _message(planted, Detail.FULL)
    with mail_service() as mailbox:
        open_channel("x", Secret(_mailto(mailbox))).send(text)
    assert _mail(mailbox).replace("\r\n", "\n").strip() == "".join(c for c in text if c not in _ESCAPES)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.seen |= {name for name, _ in attrs}

    def handle_comment(self, data: str) -> None:
        self.seen.add("comment")


def test_a_mail_asked_for_in_html_holds_none_of_a_strangers(planted: str) -> None:
    with mail_service() as mailbox:
        open_channel("x", Secret(f"{_mailto(mailbox)}&format=html")).send(_message(planted, Detail.FULL))
    (mail,) = mailbox.received
    pages = [part for part in mail.walk() if part.get_content_type() == "text/html"]
    assert pages
    for page in pages:
        tags = _Tags()
        tags.feed(str(page.get_content()))
        assert not tags.seen & {"a", "href", "b", "script", "comment", "img"}, tags.seen


def _mailto(mailbox: Mailbox) -> str:
    return f"mailto://{HOST}:{mailbox.port}?from=chien@exemple.fr&to=moi@exemple.fr&mode=insecure"


@pytest.mark.parametrize("detail", [one for one in Detail if one is not Detail.FULL])
def test_a_short_message_holds_none_of_a_statements_words(planted: str, detail: Detail) -> None:
    assert _message(planted, detail) == _message("EAU", detail)


def test_a_full_message_holds_them(planted: str) -> None:
    assert "".join(c for c in planted if c not in _ESCAPES) in _message(planted, Detail.FULL)
