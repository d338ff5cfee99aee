"""Questions on a terminal: on stderr, with a default between brackets, answered in the person's language."""

import typer

from watchdog_sante.cli.options import word
from watchdog_sante.model.sentences import Value

_YES, _NO = frozenset({"o", "oui", "y", "yes"}), frozenset({"n", "non", "no"})


def tell(key: str, **values: Value) -> None:
    """A sentence between questions."""
    typer.echo(word(key, **values), err=True)


def ask(key: str, default: str = "", **values: Value) -> str:
    """A text; Enter keeps the default."""
    answer: str = typer.prompt(word(key, **values), default=default, show_default=bool(default), err=True)
    return answer.strip()


def ask_list(key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Several texts, separated by commas."""
    answer = ask(key, ", ".join(default))
    return tuple(part.strip() for part in answer.split(",") if part.strip())


def ask_yes(question: str, default: bool) -> bool:
    """Yes or no, asked again until it is one of them."""
    usual = word("frame.yes" if default else "frame.no")
    shown = f"{question} {word('frame.yes_or_no', usual=usual)}"
    while True:
        answer = typer.prompt(shown, default="", show_default=False, err=True).strip().casefold()
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
