"""What every command of the command line shares: its language, its options, its settings and how it complains."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from watchdog_sante import __version__
from watchdog_sante.model.findings import Severity
from watchdog_sante.model.sentences import Sentence, Value, say
from watchdog_sante.package_data import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from watchdog_sante.inbox import Listing
    from watchdog_sante.phrasing import Phrasebook
    from watchdog_sante.readers.forms import Form
    from watchdog_sante.settings import Settings, SettingsError

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


# Help texts are needed before the command line is parsed, so the language is looked for here, by hand.
ASKED = _asked_language(sys.argv)
LANGUAGE = ASKED or _locale_language()


def word(key: str, **values: Value) -> str:
    """A text of the command line itself."""
    return phrasebook(LANGUAGE).text(say(key, **values))


def _known_language(value: str | None) -> str | None:
    if value is not None:
        check_choice(value, "--lang", LANGUAGES)
    return value


def check_choice(value: str, option: str, choices: tuple[str, ...]) -> None:
    """Refuse a value that is not among the choices, with exit code 2."""
    if value not in choices:
        raise typer.BadParameter(word("help.choice", choices=", ".join(choices)), param_hint=option)


def _log_to_stderr(verbose: bool) -> bool:
    """Show on stderr what is done, masked; the sending libraries stay held, since they log addresses."""
    if verbose:
        import logging

        from watchdog_sante.notify.log_guard import guard

        shown = logging.StreamHandler()
        shown.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        logging.basicConfig(level=logging.DEBUG, handlers=[shown])
        guard([shown], ())
    return verbose


ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE", help=word("help.config"))]
LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="fr|en", help=word("help.lang"), callback=_known_language)
]


def _print_version(asked: bool) -> None:
    """Print the program's name and version, on one line that scripts may read, and stop."""
    if asked:
        print(f"watchdog-sante {__version__}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("-V", "--version", help=word("help.version"), callback=_print_version, is_eager=True)
]
VerboseOption = Annotated[
    bool, typer.Option("-v", "--verbose", help=word("help.verbose"), callback=_log_to_stderr, is_eager=True)
]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help=word("help.quiet"))]
FormatOption = Annotated[str, typer.Option("--format", metavar="table|json", help=word("help.format"))]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH", help=word("help.paths"), readable=False)]
OptionalPathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help=word("help.optional_paths"), show_default=False, readable=False),
]
ReportOption = Annotated[Path | None, typer.Option("--report", metavar="OUT.html", help=word("help.report"))]
FailOption = Annotated[
    Severity, typer.Option("--fail-on", metavar="info|warning|critical", help=word("help.fail_on"), show_default=True)
]


def complain(sentence: Sentence, book: "Phrasebook | None" = None) -> None:
    """Say what went wrong, on stderr, with numbers masked: what is quoted may be a file's name or a cell."""
    from watchdog_sante.redaction import mask_for_showing

    text = mask_for_showing((book or phrasebook(LANGUAGE)).text(sentence))
    Console(stderr=True, highlight=False).print(text, markup=False, soft_wrap=True)


def config_folder() -> Path:
    """Where settings and a person's own profiles lie: `$CONFIGURATION_DIRECTORY`, then the user's folder."""
    from platformdirs import user_config_path

    folder = os.environ.get("CONFIGURATION_DIRECTORY")
    return Path(folder) if folder else user_config_path("watchdog-sante")


def default_config() -> Path | None:
    """The settings file of the default place, None when there is none."""
    path = config_folder() / "watchdog.yaml"
    return path if path.is_file() else None


def load_settings(config: Path | None) -> "Settings":
    """The settings named, or those of the default place, or none. Bad settings end the command with exit code 2."""
    from watchdog_sante.settings import Settings, SettingsError, load

    path = config or default_config()
    try:
        return load(path) if path else Settings()
    except SettingsError as error:
        complain_of_settings(error)
        raise typer.Exit(USAGE) from error


def complain_of_settings(error: "SettingsError") -> None:
    """Say each fault of the settings in the language that the file itself asks for."""
    for problem in error.problems:
        complain(problem, _book_in(error.language))


def book_for(settings: "Settings | None" = None) -> "Phrasebook":
    """The phrasebook: `--lang`, else the settings, else the locale, else French."""
    return _book_in(settings.language if settings else None)


def _book_in(language: str | None) -> "Phrasebook":
    return phrasebook(ASKED or language or LANGUAGE)


def book_of(settings: Path) -> "Phrasebook":
    """The phrasebook for what is said of a settings file, which may be faulty: as `book_for`, in its own language."""
    from watchdog_sante.settings import language_of

    return _book_in(language_of(settings))


def book_at(config: Path | None) -> "Phrasebook":
    """`book_of` the settings named or of the default place, for commands that must work where these are broken."""
    path = config or default_config()
    return book_of(path) if path else book_for()


def await_paste(paths: list[Path], book: "Phrasebook") -> None:
    """Say how a paste ends, where `-` waits for one on a terminal."""
    if Path("-") in paths and sys.stdin.isatty():
        complain(say("help.paste"), book)


def statements(paths: list[Path] | None, settings: "Settings", book: "Phrasebook") -> "Listing":
    """The files of the paths named, else of the settings' inbox; with neither, a sentence and exit code 2."""
    from watchdog_sante.inbox import Listing

    folders = paths or [folder.expanduser() for folder in settings.inbox]
    if not folders:
        complain(say("help.no_paths"), book)
        raise typer.Exit(USAGE)
    return Listing(tuple(folders))


def all_profiles(config: Path | None, book: "Phrasebook") -> "tuple[Form, ...]":
    """The built-in profiles and the person's own, in `profiles.d/` beside the settings; a bad one ends with code 2."""
    from watchdog_sante.package_data import OwnProfileError, forms, own_profiles

    folder = config.parent if config else config_folder()
    try:
        return forms() + own_profiles(folder / "profiles.d")
    except OwnProfileError as error:
        complain(error.problem, book)
        raise typer.Exit(USAGE) from error
