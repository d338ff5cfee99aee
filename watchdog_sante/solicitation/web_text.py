"""The words of a mail written in HTML, where its links lead, and whether it asks inside a form."""

import re
import warnings
from dataclasses import dataclass

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import Tag

from watchdog_sante.model.solicitation import Link

LONGEST = 400_000  # characters of HTML looked at: a long newsletter has a third of it
_BREAKS = ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "td", "table")
_NOISE = re.compile(r"<(style|script|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_ASKING = frozenset({"password", "text", "tel", "number", "email", ""})


@dataclass(frozen=True, slots=True)
class WebText:
    """What a person sees of the HTML, and what lies behind it."""

    text: str
    links: tuple[Link, ...]
    pictures: int
    asks_in_form: bool
    cut: bool


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def _is_asking(tag: Tag) -> bool:
    return tag.name == "textarea" or (tag.name == "input" and _attribute(tag, "type").lower() in _ASKING)


def read_web(html: str) -> WebText:
    """Read HTML, however broken: the words, a line a block; `<a href>` with its words; forms with something to fill."""
    soup = _parse(_NOISE.sub(" ", html[:LONGEST]))
    links = [
        Link(_attribute(tag, "href"), " ".join(tag.get_text(" ").split())[:300])
        for tag in soup.find_all(["a", "area"])
        if isinstance(tag, Tag) and _attribute(tag, "href").strip()
    ]
    links += [Link(action) for tag in soup.find_all("form") if (action := _attribute(tag, "action"))]
    asks = any(_is_asking(tag) for tag in soup.find_all(["input", "textarea"]))
    for tag in soup.find_all(list(_BREAKS)):
        tag.insert_before("\n")
    pictures = len(soup.find_all("img"))
    return WebText(soup.get_text(" "), tuple(links), pictures, asks, len(html) > LONGEST)


def _parse(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(html, "html.parser")
