"""The command-line framework's own words, said in the person's language: only this room knows how typer phrases things.

Typer writes "Usage", "Options", "No such option ..." in English and offers no catalogue. Its help and its errors are
its own text and nothing else, so each known phrase is looked for there and said again from `wording/`; a phrase that a
later typer words otherwise is shown as it came, which a test over every usual mistake would notice.
"""

import re

from watchdog_sante.cli.options import word

_ARGUMENTS = (  # as typer writes what must be given, what may be, and what may be given several times
    (re.compile(r"\{([\w|-]+)\}"), r"\1"),
    (re.compile(r"\[\[([A-Z]+)(?:\.\.\.)?\]\]"), r"[\1]"),
    (re.compile(r"^  \[([A-Z]+)\.\.\.\]", re.M), r"  \1     "),
)
_TYPES = re.compile(r"^(  \S+)( <[\w\[\]]+>)", re.M)  # of a computer's, behind an argument
_MARKS = (
    (re.compile(r"^Usage: ", re.M), "frame.usage"),
    (re.compile(r"\bCOMMAND \[ARGS\]\.\.\.$", re.M), "frame.command_and_arguments"),
    (re.compile(r"^Options:$", re.M), "frame.options"),
    (re.compile(r"^Arguments:$", re.M), "frame.arguments"),
    (re.compile(r";? ?(?P<low>\d+)<=x<=(?P<high>\d+)"), "frame.range"),
    (re.compile(r"\[default:(?P<gap>\s+)(?P<value>[^\]]*)\]"), "frame.default"),
    (re.compile(r"\[required\]"), "frame.required"),
    (re.compile(r"^(?P<name>\S[^:\n]*):$", re.M), "frame.heading"),
)
_MISTAKES = (
    (re.compile(r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.*)\)|.*Did you mean (?P<one>.*)\?)?$"),
     "frame.no_such_option"),
    (re.compile(r"No such command '(?P<name>.*?)'\.?(?: Did you mean (?P<near>.*)\?)?$"), "frame.no_such_command"),
    (re.compile(r"Missing command\.$"), "frame.missing_command"),
    (re.compile(r"Missing (?:argument|option|parameter) '?(?P<name>.*?)'?\.(?P<near>\s.*)?$", re.S), "frame.missing"),
    (re.compile(r"Option '(?P<name>.*?)' requires (?:an argument|\d+ arguments)\.$"), "frame.wants_value"),
    (re.compile(r"Option '(?P<name>.*?)' does not take a value\.$"), "frame.takes_no_value"),
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)$"), "frame.unexpected"),
    (re.compile(r"Invalid value for '?(?P<name>.*?)'?: (?P<near>.*)$", re.S), "frame.invalid"),
)  # fmt: skip
_REASONS = (
    (re.compile(r"(?:Value error, )?'(?P<name>.*?)' is not one of (?P<near>.*?)\.?$"), "frame.not_one_of"),
    (re.compile(r"Input should be a valid integer"), "frame.not_whole"),
    (re.compile(r"Input should be a valid number"), "frame.not_a_number"),
    (re.compile(r"Input should be (?P<near>.*?)\.?$"), "frame.not_in_range"),
    (re.compile(r".* is not a valid (?:integer|int)(?: range)?\.?$"), "frame.not_whole"),
    (re.compile(r".* is not a valid (?:float|number)\.?$"), "frame.not_a_number"),
    (re.compile(r".* is not in the range (?P<near>.*?)\.?$"), "frame.not_in_range"),
)


def _said(text: str, phrases: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    for pattern, key in phrases:
        if found := pattern.match(text):
            values = {name: value or "" for name, value in found.groupdict().items()}
            near = (values.pop("one", "") or values.pop("near", "")).replace("'", "")
            return word(key + ("_near" if near and key.startswith("frame.no_such") else ""), **values, near=near)
    return None


def mistake(text: str) -> str:
    """What was typed wrongly, in the person's words; the framework's where it has a new way to put it."""
    head = re.match(r"(Invalid value for '?.*?'?: )(.*)$", text, re.S)
    if head and (reason := _said(head[2], _REASONS)):
        text = head[1] + reason
    return _said(text, _MISTAKES) or text


def spoken(text: str) -> str:
    """Help text with the framework's headings and marks in the person's language."""
    text = _TYPES.sub(lambda found: found[1] + " " * len(found[2]), text)
    for argument, plain in _ARGUMENTS:
        text = argument.sub(plain, text)
    for pattern, key in _MARKS:
        text = pattern.sub(lambda found, key=key: word(key, **found.groupdict()), text)  # type: ignore[misc]
    return text
