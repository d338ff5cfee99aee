"""Printed statements in the inbox of a daemon: one child with limits reads the good one and refuses the others."""

import io
import sys
import threading
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "readers"))

from raw_pdf import one_page, stream

from watchdog_sante.daemon.child import Ended, Orders, Role, run_child
from watchdog_sante.daemon.supervision import Supervisor
from watchdog_sante.model.inbox import InboxState
from watchdog_sante.store import inbox_ledger, open_watcher

_LINES = (
    "MUTUELLE DU LAC",
    "Virement du 14/03/2024",
    "26/02/2024    Consultation    26,50    18,55    7,95",
    "Montant du virement : 7,95 euros",
)


def _printed(*lines: str, password: str = "", scanned: bool = False) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(password) if password else None)
    if scanned:
        canvas.drawImage(ImageReader(Image.new("1", (200, 300), 1)), 0, 0, 595, 842)
    for at, line in enumerate(lines):
        canvas.drawString(40, 800 - 14 * at, line)
    canvas.save()
    return buffer.getvalue()


def test_one_cycle_reads_the_good_one_and_refuses_the_others_with_their_sentences(tmp_path: Path) -> None:
    inbox, state, settings = tmp_path / "inbox", tmp_path / "state", tmp_path / "watchdog.yaml"
    inbox.mkdir()
    settings.write_text(f"language: fr\ninbox: [{inbox}]\n", "utf-8")
    files = {
        "good.pdf": _printed(*_LINES),
        "wrong.pdf": _printed(*_LINES[:-1], "Montant du virement : 8,95 euros"),
        "bomb.pdf": one_page(stream(b"\0" * 400_000_000)),
        "locked.pdf": _printed(*_LINES, password="secret"),
        "scanned.pdf": _printed(scanned=True),
    }
    for name, data in files.items():
        (inbox / name).write_bytes(data)
    codes: list[int] = []

    def start(started: bool) -> Ended:
        ended = run_child(Orders(Role.WATCHER, state, settings), threading.Event(), started=started)
        codes.append(ended.code)
        return ended

    watch = Supervisor(Orders(Role.WATCHER, state, settings), settings, start)
    while watch.report is None and watch.verdict is None:
        watch.tick_now()
    assert codes == [0]  # nobody died of any
    with open_watcher(state) as watcher:
        entries = inbox_ledger.entries(watcher)
    found = {Path(one.path).name: (one.state, one.reason and one.reason.key) for one in entries}
    assert found == {
        "good.pdf": (InboxState.READ, None),
        "wrong.pdf": (InboxState.REFUSED, "refused.printed_sum"),
        "bomb.pdf": (InboxState.REFUSED, "refused.pdf_too_large"),
        "locked.pdf": (InboxState.REFUSED, "refused.pdf_encrypted"),
        "scanned.pdf": (InboxState.REFUSED, "refused.pdf_scanned"),
    }
