"""What a PDF may hold besides its pages: scripts, programs to start, files inside. A statement has none of it.

Only the document's own entries and those of its pages are looked at; nothing of it is ever run or taken out.
"""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

_DEEPEST = 8
_MOST = 5_000  # entries that are looked at
_SCRIPTS = ("JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition", "Movie", "Sound", "RichMediaExecute")
_INSIDE = ("FileAttachment", "RichMedia", "Screen", "3D")


def why_unsafe(document: PDFDocument) -> str:
    """The key of the sentence for a document that holds scripts or files; "" when it holds none."""
    catalog = document.catalog
    names = _entries(catalog.get("Names"))
    if "JavaScript" in names or _runs(catalog.get("OpenAction")) or _runs(catalog.get("AA")):
        return "refused.pdf_script"
    form = _entries(catalog.get("AcroForm"))
    if "XFA" in form:
        return "refused.pdf_script"
    if "EmbeddedFiles" in names or "AF" in catalog or "Collection" in catalog:
        return "refused.pdf_attachment"
    return ""


def why_page_unsafe(page: PDFPage) -> str:
    """The same for one page: its actions and those of its notes and fields."""
    if _runs(page.attrs.get("AA")):
        return "refused.pdf_script"
    notes = resolve1(page.attrs.get("Annots"))
    for note in map(_entries, notes[:_MOST] if isinstance(notes, list) else []):
        kind = resolve1(note.get("Subtype"))
        if isinstance(kind, PSLiteral) and kind.name in _INSIDE:
            return "refused.pdf_attachment"
        if _runs(note.get("A")) or _runs(note.get("AA")):
            return "refused.pdf_script"
    return ""


def _entries(value: object) -> dict[str, Any]:
    resolved = resolve1(value)
    return resolved if isinstance(resolved, dict) else {}


def _runs(value: object) -> bool:
    """Whether an action, or one that follows it, is a script or starts something."""
    return any(name in _SCRIPTS for name in _kinds(value, _DEEPEST))


def _kinds(value: object, depth: int) -> Iterator[str]:
    action = resolve1(value)
    if depth == 0:
        return
    if isinstance(action, list):
        for one in action[:_MOST]:
            if isinstance(resolve1(one), dict):
                yield from _kinds(one, depth - 1)
    elif isinstance(action, dict):
        kind = resolve1(action.get("S"))
        if isinstance(kind, PSLiteral):
            yield str(kind.name)
            yield from _kinds(action.get("Next"), depth - 1)
        else:
            for one in action.values():
                if isinstance(resolve1(one), dict):
                    yield from _kinds(one, depth - 1)
