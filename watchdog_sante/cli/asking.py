"""Questions on a terminal: on stderr, with a default between brackets, answered in the person's language."""

import shutil
import sys
import textwrap
from contextlib import nullcontext, redirect_stdout

import typer

from watchdog_sante.cli.options import word
from watchdog_sante.model.sentences import Value

_YES, _NO = frozenset({"o", "oui", "y", "yes"}), frozenset({"n", "non", "no"})


def tell(key: str, **values: Value) -> None:
    """A sentence between questions."""
    tell_line(word(key, **values))


def tell_line(line: str, indent: str = "") -> None:
    """A line as wide as the terminal at most; an address or a path in it is not cut, so that it can be copied."""
    width = shutil.get_terminal_size().columns
    told = textwrap.fill(
        line, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    typer.echo(told, err=True)


def ask_text(text: str, default: str = "", hidden: bool = False) -> str:
    """As `ask`, for a question that is no sentence of ours (the name of a field)."""
    suffix, shown = word("frame.prompt_suffix"), bool(default)
    # The last blank of a question always goes to stdout, where a file may be waiting for the result alone.
    with nullcontext() if sys.stdout.isatty() else redirect_stdout(sys.stderr):
        told: str = typer.prompt(
            text, default=default, show_default=shown, hide_input=hidden, prompt_suffix=suffix, err=True
        )
    return told.strip()


def ask(key: str, default: str = "", **values: Value) -> str:
    """A text; Enter keeps the default."""
    return ask_text(word(key, **values), default)


def ask_secret(key: str) -> str:
    """A text that does not show while it is typed; where nobody types (a pipe) it is read as it comes."""
    if sys.stdin.isatty():
        return ask_text(word(key), hidden=True)
    typer.echo(f"{word(key)}{word('frame.prompt_suffix')}", nl=False, err=True)
    if not (line := sys.stdin.readline()):
        raise typer.Abort
    return line.strip()


def ask_list(key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Several texts, separated by commas."""
    answer = ask(key, ", ".join(default))
    return tuple(part.strip() for part in answer.split(",") if part.strip())


def ask_yes(question: str, default: bool) -> bool:
    """Yes or no, asked again until it is one of them."""
    usual = word("frame.yes" if default else "frame.no")
    shown = f"{question} {word('frame.yes_or_no', usual=usual)}"
    while True:
        answer = ask_text(shown).casefold()
        if not answer:
            return default
        if answer in _YES | _NO:
            return answer in _YES
        tell("frame.answer_yes_or_no")


def ask_numbers(key: str, count: int, default: tuple[int, ...]) -> tuple[int, ...]:
    """Some of the numbers 1 to `count`; `0` for none; asked again until they are."""
    while True:
        answer = ask(key, ", ".join(map(str, default)) or "0")
        parts = [part.strip() for part in answer.split(",") if part.strip()]
        if all(part.isdigit() and int(part) <= count for part in parts):
            return tuple(sorted({int(part) for part in parts} - {0}))
        tell("frame.answer_numbers", most=count)
