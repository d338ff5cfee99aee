"""The reader of CSV statements: which profile a file has, and its rows. The door of this room's `csv_*` neighbours."""

from collections.abc import Sequence

from watchdog_sante.model.sentences import say
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.readers.csv_content import completed, layout_by_content
from watchdog_sante.readers.csv_layout import Layout, layouts_by_header
from watchdog_sante.readers.csv_lines import LONGEST_LINE, Lines, is_blank, lines_of
from watchdog_sante.readers.csv_positions import layouts_by_position
from watchdog_sante.readers.csv_table import tabulate
from watchdog_sante.readers.profile import Profile
from watchdog_sante.readers.text_encoding import decode

_OTHER_NAMES = (".ofx", ".qfx", ".qbo")


def claims(head: bytes, name: str) -> bool:
    """Whether the first bytes are a text in columns and the name is no other reader's: a CSV may be called .txt."""
    decoded = decode(head)
    if decoded is None or name.lower().endswith(_OTHER_NAMES) or decoded.text.lstrip().startswith("<"):
        return False
    return "OFXHEADER" not in decoded.text.upper() and any(delimiter in decoded.text for delimiter in ";,\t")


def read(data: bytes, profiles: Sequence[Profile]) -> Statement | Rejection:
    """The statement, each row read or rejected with its reason; or why the file is refused whole."""
    lines = text_lines(data)
    if isinstance(lines, Rejection):
        return lines
    layout = layout_of(lines, profiles)
    return layout if isinstance(layout, Rejection) else tabulate(lines, layout)


def text_lines(data: bytes) -> Lines | Rejection:
    """The lines of the file, or a rejection when it is no text or far beyond any statement."""
    decoded = decode(data)
    if decoded is None:
        return Rejection(say("refused.binary"))
    lines = lines_of(decoded.text)
    if all(map(is_blank, lines.texts)):
        return Rejection(say("refused.empty"))
    if lines.longest > LONGEST_LINE:
        return Rejection(say("refused.csv_too_wide", most=LONGEST_LINE))
    return lines


def layout_of(lines: Lines, profiles: Sequence[Profile]) -> Layout | Rejection:
    """The one profile that claims the file, laid over it; a rejection when none does, or several."""
    found = layouts_by_header(lines.texts, profiles) or layouts_by_position(lines.texts, profiles)
    if len(found) > 1:
        names = ", ".join(sorted(layout.profile.name for layout in found))
        return Rejection(say("refused.csv_several_profiles", profiles=names))
    layout = found[0] if found else layout_by_content(lines.texts)
    if layout is None:
        return Rejection(say("refused.csv_unknown"))
    if not layout.profile.cash:
        return Rejection(say("refused.csv_securities"))
    if layout.header == len(lines.texts) - 1 and not lines.ended:
        return Rejection(say("refused.csv_cut"))
    return completed(layout, lines.texts) if layout.profile.fallback else layout
