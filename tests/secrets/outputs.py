"""Everything that comes out of a household's statements, as text or bytes by name, and which secrets none may hold."""

import io
import logging
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from typer.testing import CliRunner

from tests.secrets.planting import Secrets, letter
from watchdog_sante.cli import app
from watchdog_sante.cli.screen import screen
from watchdog_sante.commands import audit as audit_command
from watchdog_sante.commands import export
from watchdog_sante.commands.dossier import Ambiguous, Wish, of_files
from watchdog_sante.dossier import packed
from watchdog_sante.inbox import Listing
from watchdog_sante.model.messages import OutgoingMessage
from watchdog_sante.notify.log_guard import guard
from watchdog_sante.package_data import forms, knowledge, phrasebook
from watchdog_sante.report.document import to_json
from watchdog_sante.report.terminal import view
from watchdog_sante.rounds.lived_cycle import Desk, live
from watchdog_sante.settings import Settings
from watchdog_sante.store import open_messenger, open_watcher
from watchdog_sante.store.message_queue import MessageQueue

_MEMORY = Path("/dev/shm")
_FIRST = datetime(2024, 3, 2, 14, 0, tzinfo=UTC)
_GAPS = re.compile(r"[ .\-_\u00a0\u202f\u2009\n]")
Out = Mapping[str, str | bytes]


def settings_of(told: Secrets, inbox: Path) -> Settings:
    """Settings that hold a member, an insurer and a channel's address."""
    return Settings.model_validate(
        {
            "language": "fr",
            "inbox": [str(inbox)],
            "household": {"members": [{"name": told.member}]},
            "insurers": [{"name": told.payee, "bank_labels": [told.payee]}],
            "channels": [{"name": "telephone", "address": told.address}],
            "rules": [{"name": f"règle {told.written_nir}", "payee": told.payee, "text": f"{told.member} {told.iban}"}],
        }
    )


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """What `-v` would show, at debug."""
    shown, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(shown), root.level
    guard([handler], ())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield shown
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def everything_of(told: Secrets, files: Mapping[str, bytes], *, whole: bool) -> Out:
    """Audit, report, export, messages, logs and databases; `whole` adds the dossier and the page, which take longer."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as place, logged() as log:
        home = Path(place)
        inbox = home / "inbox"
        inbox.mkdir()
        for name, data in files.items():
            (inbox / name).write_bytes(data)
        settings = settings_of(told, inbox)
        out: dict[str, str | bytes] = dict(_audited(inbox, settings, home, whole))
        out |= _lived(home, settings)
        if whole:
            out |= _said(told, home)
        out["log"] = log.getvalue()
        return out


def _audited(inbox: Path, settings: Settings, home: Path, whole: bool) -> Iterator[tuple[str, str]]:
    book = phrasebook("fr")
    found = audit_command.run(Listing((inbox,)), settings, forms()).data
    terminal = screen()
    with terminal.capture() as printed:
        terminal.print(view(found.audit, book, date(2024, 3, 10)))
    yield "terminal", printed.get()
    yield "json", to_json(found.audit, book)
    if whole:
        page = home / "page.html"
        audit_command.write_report(found, page, "fr", date(2024, 3, 10))
        yield "page", page.read_text("utf-8")
        try:
            made = of_files(
                Listing((inbox,)),
                settings,
                forms(),
                [one.id for one in found.audit.findings],
                Wish(),
                date(2024, 3, 10),
            ).data
        except Ambiguous:
            return
        for file in packed(made.order):
            yield f"dossier {file.name}", file.data.decode("utf-8", "replace")


def _lived(home: Path, settings: Settings) -> Iterator[tuple[str, str | bytes]]:
    state = home / "state"
    with open_watcher(state) as watcher, open_messenger(state / "messenger") as messenger:
        desk = Desk(watcher, messenger, settings, forms(), knowledge(), phrasebook("fr"))
        for days in (0, 3, 4):
            live(desk, _FIRST + timedelta(days=days))
        yield "export", export.run(watcher, messenger, desk.words).data
        told: list[OutgoingMessage] = [one.message for one in MessageQueue(messenger).everything()]
        yield "messages", "\n".join(one.text for one in told)
    for path in sorted(state.rglob("*")):
        if path.is_file():
            yield f"database {path.name}", path.read_bytes()


def _said(told: Secrets, home: Path) -> Iterator[tuple[str, str]]:
    """What the commands that a person tries on one file print, standard error included."""
    (home / "received.eml").write_bytes(letter(told))
    asked = [["message", str(home / "received.eml"), "--format", form] for form in ("table", "json")]
    for file in sorted((home / "inbox").iterdir()):
        asked += [["profiles", "test", str(file)], ["profiles", "draft", str(file)]]
    state = ["--state", str(home / "state")]
    asked += [[*words, *state] for words in (["alerts", "list"], ["status"], ["mandates"])]
    runner = CliRunner(env={"HOME": str(home), "XDG_CONFIG_HOME": str(home), "COLUMNS": "80"})
    for words in asked:
        done = runner.invoke(app, words)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        yield " ".join(words[:2]), done.output.replace(str(home), "")


def leaks(told: Secrets, out: Out) -> list[tuple[str, str]]:
    """Each output with the kind of secret that stands in it and must not."""
    return [(name, kind) for name, value in out.items() for kind in _in(told, name, value)]


def _in(told: Secrets, name: str, value: str | bytes) -> Iterator[str]:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    close, database = _GAPS.sub("", text).upper(), name.startswith("database")
    if told.nir[:13] in close:
        yield "nir"
    if told.address in text or told.address.rpartition("/")[2].partition("@")[0] in text:
        yield "address"
    if database:
        return
    for kind, number in (("iban", told.iban), ("card", told.card), ("mandate", told.mandate)):
        if number in close:
            yield kind
    if name in ("log", "messages"):
        folded = text.upper()
        for kind, words in (("member", told.member), ("payee", told.payee)):
            if any(word.upper() in folded for word in words.split()):
                yield kind
