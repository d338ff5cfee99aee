"""Facts: what each file said when it was read, row by row. Only appended; `purging` alone lets rows be deleted.

A file read again by a better reader, or from another folder, is a new reading: the latest one of the same bytes rules.
"""

from watchdog_sante.store.db import Database

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_OF_READING = "reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0)"
_KEY = "PRIMARY KEY (reading, position)"

_TABLES = {
    "readings": """
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        file TEXT NOT NULL,
        folder TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('bank', 'basic_insurer', 'top_up_insurer', 'insurer_details')),
        profile TEXT NOT NULL,
        program TEXT NOT NULL,
        read_at TEXT NOT NULL""",
    "bank_rows": f"""
        {_OF_READING}, row INTEGER NOT NULL,
        account TEXT NOT NULL,
        booked TEXT NOT NULL CHECK (booked {_DAY}),
        cents INTEGER NOT NULL,
        label TEXT NOT NULL,
        value_day TEXT CHECK (value_day {_DAY}),
        balance_cents INTEGER,
        bank_reference TEXT NOT NULL,
        type_hint TEXT NOT NULL,
        currency TEXT NOT NULL,
        {_KEY}""",
    "benefit_rows": f"""
        {_OF_READING}, row INTEGER NOT NULL,
        insurer TEXT NOT NULL CHECK (insurer IN ('basic_insurer', 'top_up_insurer')),
        paid_on TEXT NOT NULL CHECK (paid_on {_DAY}),
        care_date TEXT CHECK (care_date {_DAY}),
        beneficiary TEXT NOT NULL,
        act TEXT NOT NULL,
        care_provider TEXT NOT NULL,
        expense_cents INTEGER,
        base_cents INTEGER,
        rate TEXT NOT NULL,
        basic_cents INTEGER,
        reimbursed_cents INTEGER NOT NULL,
        paid_to TEXT NOT NULL CHECK (paid_to IN ('insured', 'care_provider', 'employer', 'unknown')),
        reference TEXT NOT NULL,
        {_KEY}""",
    "detail_rows": f"""
        {_OF_READING}, row INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (day {_DAY}),
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        {_KEY}""",
    "rejected_rows": f"""
        {_OF_READING}, row INTEGER NOT NULL,
        reason TEXT NOT NULL CHECK (json_valid(reason)),
        {_KEY}""",
    "stated_periods": f"""
        {_OF_READING},
        account TEXT NOT NULL,
        start_day TEXT NOT NULL CHECK (start_day {_DAY}),
        end_day TEXT NOT NULL CHECK (end_day {_DAY}),
        {_KEY}""",
    "stated_balances": f"""
        {_OF_READING},
        account TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day {_DAY}),
        cents INTEGER NOT NULL,
        {_KEY}""",
}


def append_only(table: str) -> tuple[str, str]:
    """The two triggers that make a table's rows facts."""
    return (
        f"CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END",
        f"CREATE TRIGGER {table}_is_never_deleted BEFORE DELETE ON {table} "
        "WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END",
    )


def migrate(db: Database) -> None:
    """Version 1: facts."""
    db.run("CREATE TABLE purging (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT")
    for table, columns in _TABLES.items():
        db.run(f"CREATE TABLE {table} ({columns}) STRICT")
        for trigger in append_only(table):
            db.run(trigger)
    db.run("CREATE INDEX readings_by_bytes ON readings (sha256, folder)")
