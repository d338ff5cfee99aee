"""The command line: parse, run one command, print its result, return its exit code. Nothing is thought here.

Rooms are imported when a command needs them, so that `--help` stays quick; and of the commands themselves only the one
that is asked for, where the first word names one.
"""

import os
import sys
from importlib import import_module
from types import TracebackType

from watchdog_sante.cli.framework import Program, run
from watchdog_sante.cli.options import LangOption, VersionOption, word
from watchdog_sante.redaction import trace_without_values

BUG = 70
# Kept by hand, in the order in which `--help` shows them; a test compares it with the folder.
GROUPS = (
    "demo", "audit", "message", "template", "details", "mandates", "explain", "rules", "backtest", "profiles",
    "alerts", "dossier", "status", "watch", "data", "service", "doctor", "init", "check", "downloads",
)  # fmt: skip
# The commands of a group that is not named like its only one; a test compares this with what each group adds.
COMMANDS = {
    "status": ("status", "report"),
    "watch": ("import", "once", "run", "notify"),
    "data": ("backup", "restore", "export", "purge"),
}


def groups_for(words: list[str]) -> tuple[str, ...]:
    """The group that knows the command which these words ask for; all of them where none is named first."""
    asked = next((word for word in words if not word.startswith("-")), "")
    return tuple(group for group in GROUPS if asked in COMMANDS.get(group, (group,))) or GROUPS


app = Program(
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(help=word("help.program"))
def _program(lang: LangOption = None, version: VersionOption = False) -> None:
    """What may stand before the command; `options.py` has read the language and shown the version already."""


for _name in groups_for(sys.argv[1:]):
    import_module(f"{__name__}.{_name}").register(app)


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug ends with one sentence, where it arose, and exit code 70. Its message stays here: it may quote a label."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(130)
    sys.stderr.write(trace_without_values(error))
    sys.stderr.write(word("bug.sentence") + "\n")
    sys.stderr.flush()
    os._exit(BUG)


def main() -> None:
    """The entry point of the command `watchdog-sante`."""
    sys.excepthook = _on_bug
    os.umask(0o077)
    sys.exit(run(app))
