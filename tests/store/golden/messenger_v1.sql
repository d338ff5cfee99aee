BEGIN TRANSACTION;
CREATE TABLE health (
        job TEXT PRIMARY KEY,
        last_success TEXT,
        last_failure TEXT,
        code TEXT NOT NULL
    ) STRICT;
CREATE TABLE messages (
        key TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        text TEXT NOT NULL,
        urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
        short INTEGER NOT NULL CHECK (short IN (0, 1)),
        alerts TEXT NOT NULL CHECK (json_valid(alerts)),
        queued_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'ambiguous', 'to_correct', 'sent')),
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
        next_try TEXT NOT NULL,
        maybe_received INTEGER NOT NULL DEFAULT 0 CHECK (maybe_received IN (0, 1)),
        code TEXT NOT NULL DEFAULT '',
        sent_at TEXT,
        CHECK ((state = 'sent') = (sent_at IS NOT NULL))
    ) STRICT;
INSERT INTO "messages" VALUES('one','telephone','Watchdog Santé : one',0,1,'["A-26-0001"]','2026-03-02T13:00:00.000000+00:00','pending',0,'2026-03-02T13:00:00.000000+00:00',0,'',NULL);
INSERT INTO "messages" VALUES('two','telephone','Watchdog Santé : two',0,1,'["A-26-0001"]','2026-03-02T13:00:00.000000+00:00','sending',0,'2026-03-02T13:00:00.000000+00:00',0,'',NULL);
INSERT INTO "messages" VALUES('three','telephone','Watchdog Santé : three',1,1,'["A-26-0001"]','2026-03-02T13:00:00.000000+00:00','sent',1,'2026-03-02T13:00:00.000000+00:00',0,'','2026-03-02T13:00:00.000000+00:00');
INSERT INTO "messages" VALUES('four','telephone','Watchdog Santé : four',0,1,'["A-26-0001"]','2026-03-02T13:00:00.000000+00:00','ambiguous',1,'2026-03-03T13:00:00.000000+00:00',1,'timeout',NULL);
INSERT INTO "messages" VALUES('five','telephone','Watchdog Santé : five',0,1,'["A-26-0001"]','2026-03-02T13:00:00.000000+00:00','to_correct',2,'2026-03-03T13:00:00.000000+00:00',0,'http-401',NULL);
CREATE INDEX messages_waiting ON messages (channel, queued_at) WHERE state <> 'sent';
COMMIT;
PRAGMA application_id = 1464095565;
PRAGMA user_version = 1;
