"""The words of a mail written in HTML, where its links lead, and whether it asks inside a form.

The page is read as a stream of tags: a tree of it, as forged pages nest thousands deep, would take minutes.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

from watchdog_sante.model.solicitation import Link

LONGEST = 400_000  # characters of HTML looked at: a long newsletter has a third of it
_BREAKS = frozenset("br p div tr li h1 h2 h3 h4 h5 td th table ul ol section hr".split())
_UNSEEN = frozenset({"style", "script", "head", "title"})
_ASKING = frozenset({"password", "text", "tel", "number", "email", ""})
_SHOWN = 300  # characters of a link's words kept


@dataclass(frozen=True, slots=True)
class WebText:
    """What a person sees of the HTML, and what lies behind it."""

    text: str
    links: tuple[Link, ...]
    pictures: int
    asks_in_form: bool
    cut: bool


class _Page(HTMLParser):
    """Gathers words, links, pictures and fields as tags go by. A link ends where the next begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[Link] = []
        self.pictures = 0
        self.asks = False
        self._unseen = ""  # the element whose content nobody sees
        self._target = ""
        self._shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN and not self._unseen:
            self._unseen = tag
        elif tag == "body":
            self._unseen = ""
        elif tag in ("a", "area"):
            self._end_link()
            self._target = values.get("href", "").strip()
        elif tag == "form" and values.get("action"):
            self.links.append(Link(values["action"]))
        elif tag == "textarea" or (tag == "input" and values.get("type", "").lower() in _ASKING):
            self.asks = True
        self.pictures += tag == "img"
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag == "a":
            self._end_link()
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.words.append(data)
        if self._target:
            self._shown.append(data)

    def _break(self, tag: str) -> None:
        if tag in _BREAKS:
            self.words.append("\n")

    def _end_link(self) -> None:
        if self._target:
            self.links.append(Link(self._target, " ".join("".join(self._shown).split())[:_SHOWN]))
        self._target, self._shown = "", []

    def finish(self) -> None:
        """End what the page left open."""
        self.close()
        self._end_link()


def read_web(html: str) -> WebText:
    """Read HTML, however broken: the words, a line a block; `<a href>` with its words; forms with something to fill."""
    page = _Page()
    page.feed(html[:LONGEST])
    page.finish()
    return WebText("".join(page.words), tuple(page.links), page.pictures, page.asks, len(html) > LONGEST)
