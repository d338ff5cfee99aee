"""The program as typer sees it: its commands in sections, the options that each takes, mistakes said calmly."""

import inspect
import io
import sys
from collections.abc import Callable
from contextlib import nullcontext, redirect_stdout
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from watchdog_sante.cli.frame_words import mistake, spoken
from watchdog_sante.cli.options import USAGE, LangOption, QuietOption, VerboseOption, word

# What a person looks for, in the order in which they need it; a test compares it with the commands there are.
SECTIONS = (
    ("frame.first_steps", ("demo", "audit", "init", "doctor")),
    ("frame.day_to_day", ("status", "alerts", "report", "mandates", "message", "dossier", "explain")),
    ("frame.statements", ("import", "profiles", "template", "details", "downloads")),
    ("frame.tuning", ("check", "rules", "backtest", "notify")),
    ("frame.watching", ("service", "once", "run")),
    ("frame.your_data", ("backup", "restore", "export", "purge")),
)
NAME = "watchdog-sante"
Command = TypeVar("Command", bound=Callable[..., None])
_SHORT = "help.short."  # a command's line in the list of commands


class _InOurWords:
    """What commands and groups of them share: help, usage and the help option in the person's language."""

    def get_help(self, ctx: Any) -> str:
        return spoken(super().get_help(ctx))  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        return spoken(super().get_usage(ctx))  # type: ignore[misc]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples, each on a line of its own that can be copied whole."""
        heading, _, examples = (self.epilog or "").partition(": ")  # type: ignore[attr-defined]
        if examples:
            with formatter.section(heading.rstrip()):
                formatter.write("".join(f"  {example}\n" for example in examples.split(" · ")))

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = word("frame.help")
        return option


class _SpokenCommand(_InOurWords, TyperCommand):
    pass


class _SpokenGroup(_InOurWords, TyperGroup):
    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """One short line a command; those of the program itself in sections."""
        path = "" if ctx.parent is None else f"{ctx.info_name}."
        shown = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        rows = {name: word(f"{_SHORT}{path}{name}") for name in shown}
        width = max(map(len, rows))
        for heading, names in SECTIONS if ctx.parent is None else (("frame.their_commands", tuple(rows)),):
            with formatter.section(word(heading)):
                formatter.write_dl([(name.ljust(width), rows[name]) for name in names if name in rows])


def _with_common_options(function: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that every command takes; what it does not ask for itself is done here."""
    own = inspect.signature(function)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, annotation, default in (
            ("config", Annotated[Path | None, typer.Option("--config", hidden=True)], None),
            ("lang", LangOption, None),
            ("quiet", QuietOption, False),
            ("verbose", VerboseOption, False),
        )
        if name not in own.parameters
    ]

    @wraps(function)
    def command(**answers: Any) -> None:
        asked = {name: value for name, value in answers.items() if name in own.parameters}
        with redirect_stdout(io.StringIO()) if answers["quiet"] and "quiet" not in asked else nullcontext():
            function(**asked)

    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own.parameters.values()]
    command.__signature__ = own.replace(parameters=[*parameters, *added])  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in [*parameters, *added]}
    return command


def _language(lang: LangOption = None) -> None:
    """`--lang` before the command is taken too; `options.py` has read it already."""


class Program(typer.Typer):
    """A typer application, or a group of its commands, that speaks the person's language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_SpokenGroup, no_args_is_help=True, rich_markup_mode=None, **settings)
        self.callback(help=settings.get("help"))(_language)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Command], Command]:
        """As typer's, with the options that every command takes."""
        register = super().command(name, cls=_SpokenCommand, **settings)

        def add(function: Command) -> Command:
            register(_with_common_options(function))
            return function

        return add


def run(program: typer.Typer) -> int:
    """Parse the command line, run its command, and answer the exit code; a mistake is said on stderr (code 2)."""
    try:
        return int(typer.main.get_command(program)(prog_name=NAME, standalone_mode=False) or 0)
    except typer.Abort:  # no more answers to read
        sys.stderr.write(word("frame.aborted") + "\n")
        return USAGE
    except TyperException as error:
        context = getattr(error, "ctx", None)
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(error.format_message() + "\n")
            return USAGE
        if context is not None:
            sys.stderr.write(f"{context.get_usage()}\n{word('frame.try_help', command=context.command_path)}\n\n")
        sys.stderr.write(word("frame.error", problem=mistake(error.format_message())) + "\n")
        return error.exit_code
