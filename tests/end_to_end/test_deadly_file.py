"""A file on which children die is refused by a later one, and the others are read: real processes, a real clock."""

import threading
from datetime import date, timedelta
from pathlib import Path

from watchdog_sante.daemon.child import Ended, Orders, Role, run_child
from watchdog_sante.daemon.supervision import Supervisor
from watchdog_sante.model.inbox import InboxState
from watchdog_sante.store import inbox_ledger, open_watcher

ALLOWED = 6.0  # seconds; the large file takes several times as long
ROWS = 1_500_000


def test_the_child_after_two_deaths_goes_on_without_the_file(tmp_path: Path) -> None:
    inbox, state, settings = tmp_path / "inbox", tmp_path / "state", tmp_path / "watchdog.yaml"
    inbox.mkdir()
    settings.write_text(f"language: fr\ninbox: [{inbox}]\n", "utf-8")
    today = f"{date.today() - timedelta(days=3):%d/%m/%Y}"
    row = f"{today};CARTE EPICERIE DU PORT;-24,00\n"
    (inbox / "deadly.csv").write_text(f"Date;Libellé;Montant\n{row * ROWS}", "utf-8")
    (inbox / "small.csv").write_text(f"Date;Libellé;Montant\n{row}", "utf-8")
    codes: list[int] = []

    def start(started: bool) -> Ended:
        ended = run_child(Orders(Role.WATCHER, state, settings), threading.Event(), started=started, longest=ALLOWED)
        codes.append(ended.code)
        return ended

    watch = Supervisor(Orders(Role.WATCHER, state, settings), settings, start)
    while watch.report is None and watch.verdict is None:
        watch.tick_now()
    assert codes == [-9, -9, 0]
    with open_watcher(state) as watcher:
        entries = inbox_ledger.entries(watcher)
    found = {Path(one.path).name: (one.state, one.reason and one.reason.key) for one in entries}
    assert found == {
        "deadly.csv": (InboxState.REFUSED, "inbox.kills"),
        "small.csv": (InboxState.READ, None),
    }
