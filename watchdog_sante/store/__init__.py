"""The hands that keep: two SQLite databases, one of facts for the watcher, one of short messages for the messenger.

`open_watcher` and `open_messenger` open them (created 0600, migrated, checked); `facts`, `alert_log`, `findings`,
`outbox`, `inbox_ledger` and `health` read and write; `relay` carries messages from one database to the other;
`backups` and `purge` keep the person's data in the person's hands. Only `db.py` knows sqlite3. `with db.transaction():`
around several writes makes them one.
"""

from watchdog_sante.store.db import Database
from watchdog_sante.store.opening import open_messenger, open_watcher

__all__ = ["Database", "open_messenger", "open_watcher"]
