"""The little language in which knowledge/message_cues/ writes phrases, made into patterns over folded words.

`word*` may go on, `(a|b c)` either, `..` up to eight words within the sentence; groups may be nested. `!ne ` first:
not where that word stands before.
"""

import re
from functools import cache

_GAP = r"(?:[^ |]+ ){0,8}?"
_TOKEN = re.compile(r"\.\.|[()|]|[^ ()|]+")


def _word(token: str) -> str:
    if token.startswith("["):
        return token  # a class of digits, as in `[0-9]{2}`
    return f"{re.escape(token[:-1])}[^ |]*" if token.endswith("*") else re.escape(token)


def _piece(token: str) -> str:
    match token:
        case "(":
            return "(?:"
        case ")":
            return ") "
        case "|":
            return "|"
        case "..":
            return _GAP
        case _:
            return f"{_word(token)} "


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """The pattern that finds `phrase` in folded text (see `folding.fold`), beginning at a word."""
    unlike, _, rest = phrase.partition(" ") if phrase.startswith("!") else ("", "", phrase)
    before = f"(?<! {re.escape(unlike[1:])} )" if unlike else ""
    body = "".join(map(_piece, _TOKEN.findall(rest)))
    # Words carry their blank with them, so a group's own blank is one too many.
    return re.compile(rf"(?<= ){before}{body.replace(') ', ')')}")
