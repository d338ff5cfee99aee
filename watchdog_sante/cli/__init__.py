"""The command line: parse, run one command, print its result, return its exit code. Nothing is thought here.

Rooms are imported when a command needs them, so that `--help` stays quick.
"""

import os
import sys
from importlib import import_module
from types import TracebackType

from watchdog_sante.cli.framework import Program, run
from watchdog_sante.cli.options import word
from watchdog_sante.redaction import mask_for_sending

BUG = 70
# Kept by hand, in the order in which `--help` shows them; a test compares it with the folder.
GROUPS = (
    "demo", "audit", "message", "template", "details", "mandates", "explain", "rules", "backtest", "profiles",
    "alerts", "dossier", "status", "watch", "data", "service", "doctor", "init", "check", "downloads",
)  # fmt: skip

app = Program(
    help=word("help.program"),
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name in GROUPS:
    import_module(f"{__name__}.{_name}").register(app)


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug ends with one sentence, its trace with numbers masked, and exit code 70."""
    import traceback

    if issubclass(kind, KeyboardInterrupt):
        os._exit(130)
    sys.stderr.write(mask_for_sending("".join(traceback.format_exception(kind, error, trace))))
    sys.stderr.write(word("bug.sentence") + "\n")
    sys.stderr.flush()
    os._exit(BUG)


def main() -> None:
    """The entry point of the command `watchdog-sante`."""
    sys.excepthook = _on_bug
    os.umask(0o077)
    sys.exit(run(app))
