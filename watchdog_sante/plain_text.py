"""Texts of strangers made harmless for what will show them: nothing in them commands a terminal or becomes markup."""

import re
import unicodedata

_OBEYED = frozenset(["Cc", "Cf", "Co", "Cs", "Zl", "Zp"])  # control, direction and other formats, line ends
_KEPT = frozenset("\n\u00ad")  # a line's end and a soft hyphen

# What Markdown in its many kinds, HTML and mentions are written with, and what looks like it and means nothing.
_LOOK_ALIKE = str.maketrans(
    {
        "*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "[": "［", "]": "］", "<": "‹", ">": "›", "|": "∣", "\\": "＼",
        "#": "＃", "@": "＠", "&": "＆", "$": "＄",
    }
)  # fmt: skip
_RULES = str.maketrans({"=": "꞊", "-": "–", "+": "＋"})
_EMOJI = re.compile(r":([\w+-]+):")
_MARK_OF_LINE = re.compile(r"^([ \t]*)(=+|-{2,}|\+)(?=[ \t]*$|[ \t])", re.MULTILINE)  # headings, rules, items


def harmless(text: str) -> str:
    """The text without the characters that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _OBEYED)


def inert(text: str) -> str:
    """The text as a service that reads markup shows it letter for letter: signs of markup become their look-alikes."""
    text = _EMOJI.sub(r"∶\1∶", text.translate(_LOOK_ALIKE))
    return _MARK_OF_LINE.sub(lambda found: found[1] + found[2].translate(_RULES), text)
