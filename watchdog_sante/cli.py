"""The command line: parse, run one command, print its result, return its exit code. Nothing is thought here.

Rooms are imported when a command needs them, so that `--help` stays quick.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from watchdog_sante.model.findings import Severity
from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.package_data import LANGUAGES, phrasebook
from watchdog_sante.redaction import mask_for_sending

if TYPE_CHECKING:
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.settings import Settings

BUG = 70
USAGE = 2


def _asked_language(argv: list[str]) -> str | None:
    for index, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and index + 1 < len(argv):
            value = argv[index + 1]
        if value in LANGUAGES:
            return value
    return None


def _locale_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if named.startswith("en") else "fr"


_ASKED = _asked_language(sys.argv)
_HELP = phrasebook(_ASKED or _locale_language())


def _word(key: str, **values: Value) -> str:
    return _HELP.text(say(key, **values))


app = typer.Typer(
    help=_word("help.program"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE", help=_word("help.config"))]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="fr|en", help=_word("help.lang"))]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help=_word("help.quiet"))]
FormatOption = Annotated[str, typer.Option("--format", metavar="table|json", help=_word("help.format"))]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH...", help=_word("help.paths"))]
ReportOption = Annotated[Path | None, typer.Option("--report", metavar="OUT.html", help=_word("help.report"))]
FailOption = Annotated[
    Severity, typer.Option("--fail-on", metavar="info|warning|critical", help=_word("help.fail_on"), show_default=True)
]


def _complain(sentence: Sentence, book: "Phrasebook" = _HELP) -> None:
    Console(stderr=True, highlight=False).print(book.text(sentence), markup=False, soft_wrap=True)


def _default_config() -> Path | None:
    from platformdirs import user_config_path

    folder = os.environ.get("CONFIGURATION_DIRECTORY")
    path = (Path(folder) if folder else user_config_path("watchdog-sante")) / "watchdog.yaml"
    return path if path.is_file() else None


def _settings(config: Path | None) -> "Settings":
    from watchdog_sante.settings import Settings, SettingsError, load

    path = config or _default_config()
    try:
        return load(path) if path else Settings()
    except SettingsError as error:
        for problem in error.problems:
            _complain(problem)
        raise typer.Exit(USAGE) from error


def _language(settings: "Settings") -> str:
    return _ASKED or settings.language or _locale_language()


def _check_choice(value: str, option: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise typer.BadParameter(_word("help.choice", choices=", ".join(choices)), param_hint=option)


@app.command(help=_word("help.demo"), epilog=_word("help.demo.example"))
def demo(lang: LangOption = None) -> None:
    from watchdog_sante.commands.demo import run
    from watchdog_sante.report.terminal import view

    language = _ASKED or _locale_language()
    book = phrasebook(language)
    result = run(language)
    console = Console(highlight=False)
    console.print(view(result.data.audit, book))
    console.print(book.text(say("demo.report", path=str(result.data.report))), markup=False, soft_wrap=True)
    console.print(book.text(say("demo.folder", path=str(result.data.folder))), markup=False, soft_wrap=True)
    raise typer.Exit(result.exit_code)


@app.command(help=_word("help.audit"), epilog=_word("help.audit.example"))
def audit(
    paths: PathsArgument,
    config: ConfigOption = None,
    format: FormatOption = "table",
    report: ReportOption = None,
    fail_on: FailOption = Severity.WARNING,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    from watchdog_sante.commands.audit import run, write_report
    from watchdog_sante.inbox import Listing
    from watchdog_sante.report.document import to_json
    from watchdog_sante.report.terminal import view

    _check_choice(format, "--format", ("table", "json"))
    settings = _settings(config)
    book = phrasebook(_language(settings))
    listing = Listing(tuple(paths))
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=quiet or not screen.is_terminal) as progress:
        task = progress.add_task(book.text(say("audit.reading")), total=len(listing))
        result = run(listing, settings, fail_on=fail_on, on_file=lambda _: progress.advance(task))
    if report:
        try:
            write_report(result.data, report, book.language)
        except OSError as error:
            _complain(say("audit.report_not_written", file=str(report), problem=error.strerror or ""), book)
            raise typer.Exit(USAGE) from error
    if format == "json":
        typer.echo(to_json(result.data, book))
    elif not quiet:
        Console(highlight=False).print(view(result.data, book))
    raise typer.Exit(result.exit_code)


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug ends with one sentence, its trace with numbers masked, and exit code 70."""
    import traceback

    if issubclass(kind, KeyboardInterrupt):
        os._exit(130)
    sys.stderr.write(mask_for_sending("".join(traceback.format_exception(kind, error, trace))))
    sys.stderr.write(_word("bug.sentence") + "\n")
    sys.stderr.flush()
    os._exit(BUG)


def main() -> None:
    """The entry point of the command `watchdog-sante`."""
    sys.excepthook = _on_bug
    os.umask(0o077)
    app()
