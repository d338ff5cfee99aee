"""XML as a stream of small trees: each wanted element whole, all others passed over, so that any size costs its own.

The one door to XML, for spreadsheets and CAMT. No document type is accepted, so no entity can be declared, expanded or
fetched. Names come without their namespace: banks and offices write many versions of one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_DEPTH = 200
_MOST_NAMES = 1_000


class XmlProblem(Exception):
    """The text is no whole XML, or one that no statement is: a document type, endless nesting."""


@dataclass(slots=True)
class Node:
    """An element: local name, attributes by local name, and what stands in it, in order: texts and elements."""

    name: str
    attributes: dict[str, str]
    inside: "list[str | Node]" = field(default_factory=list)

    @property
    def children(self) -> "list[Node]":
        """The elements right below."""
        return [one for one in self.inside if isinstance(one, Node)]

    def all(self, *path: str) -> "list[Node]":
        """Every element at the end of the path."""
        found = [self]
        for name in path:
            found = [child for node in found for child in node.inside if isinstance(child, Node) and child.name == name]
        return found

    def first(self, *path: str) -> "Node | None":
        """The first element at the end of the path."""
        return next(iter(self.all(*path)), None)

    def text(self, *path: str) -> str:
        """The text of the first element at the end of the path, without its elements' own; "" when there is none."""
        node = self.first(*path)
        return "".join(one for one in node.inside if isinstance(one, str)).strip() if node else ""


def nodes(chunks: Iterable[bytes], wanted: frozenset[str], opened: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Each outermost element whose local name is wanted, once it is closed. Raises `XmlProblem`.

    Of no chunk at all there is nothing. Of those named in `opened` the beginning is told as soon as it is there, empty:
    what stands in them comes after.
    """
    gatherer = _Gatherer(wanted, opened)
    begun = False
    try:
        for chunk in chunks:
            begun = True
            gatherer.parser.Parse(chunk, False)
            yield from gatherer.take()
        if begun:
            gatherer.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding that does not exist
        raise XmlProblem(str(error)) from error
    yield from gatherer.take()


class _Gatherer:
    def __init__(self, wanted: frozenset[str], opened: frozenset[str]) -> None:
        self._wanted, self._opened = wanted, opened
        self._open: list[Node] = []
        self._done: list[Node] = []
        self._depth = 0
        self._locals: dict[str, str] = {}  # names as the parser tells them, to local names
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def take(self) -> list[Node]:
        """What was closed since the last time."""
        done, self._done = self._done, []
        return done

    def _refuse(self, *_: object) -> None:
        raise XmlProblem("document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise XmlProblem("too deep")
        local = self._locals.get(name) or self._local(name)
        inside = self._open
        if not inside and local not in self._wanted:
            if local in self._opened:
                self._done.append(Node(local, _plain(attributes)))
            return
        node = Node(local, _plain(attributes))
        if inside:
            inside[-1].inside.append(node)
        inside.append(node)

    def _local(self, name: str) -> str:
        local = name.rpartition(" ")[2]
        if len(self._locals) < _MOST_NAMES:
            self._locals[name] = local
        return local

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._done.append(node)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].inside.append(text)


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by local name; of two of one local name the first holds."""
    for key in attributes:
        if " " in key:
            break
    else:
        return attributes
    told: dict[str, str] = {}
    for key, value in attributes.items():
        told.setdefault(key.rpartition(" ")[2], value)
    return told
