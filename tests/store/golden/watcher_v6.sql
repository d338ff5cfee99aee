BEGIN TRANSACTION;
CREATE TABLE bank_rows (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0), row INTEGER NOT NULL,
        account TEXT NOT NULL,
        booked TEXT NOT NULL CHECK (booked GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        cents INTEGER NOT NULL,
        label TEXT NOT NULL,
        value_day TEXT CHECK (value_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        balance_cents INTEGER,
        bank_reference TEXT NOT NULL,
        type_hint TEXT NOT NULL,
        currency TEXT NOT NULL, payee TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "bank_rows" VALUES(1,0,1,'11112222333344445555','2026-03-01',-3999,'PRLV SEPA MUTUELLE DU LAC','2026-03-01',120000,'9f3c','DEBIT','EUR','');
CREATE TABLE benefit_rows (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0), row INTEGER NOT NULL,
        insurer TEXT NOT NULL CHECK (insurer IN ('basic_insurer', 'top_up_insurer')),
        paid_on TEXT NOT NULL CHECK (paid_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        care_date TEXT CHECK (care_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
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
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "benefit_rows" VALUES(2,0,2,'top_up_insurer','2026-03-01',NULL,'LÉA','Consultation','DR LUNE',3000,NULL,'70 %',1750,950,'insured','D42');
CREATE TABLE bulletins (
        number INTEGER PRIMARY KEY,
        month TEXT NOT NULL UNIQUE CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-01')
    ) STRICT;
INSERT INTO "bulletins" VALUES(1,'2026-03-01');
CREATE TABLE coverage (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        mark TEXT NOT NULL,
        lines TEXT NOT NULL CHECK (json_valid(lines))
    ) STRICT;
INSERT INTO "coverage" VALUES(1,'one','[[["coverage.subject.account",{"number":"…8941"}],"2024-01-01",null,"verified",null],[["coverage.subject.basic_insurer",{}],null,"2024-03-01","gap",["coverage.x",{"by":{"cents":-120},"day":{"day":"2024-02-01"},"what":["coverage.y",{"count":3}]}]]]');
CREATE TABLE detail_rows (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0), row INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "detail_rows" VALUES(3,0,2,'2026-03-01','Organisme','Mutuelle du Lac');
CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        alert TEXT NOT NULL CHECK (alert GLOB 'A-[0-9][0-9]-[0-9][0-9][0-9][0-9]*'),
        kind TEXT NOT NULL CHECK (kind IN ('opened', 'grew', 'notified', 'seen', 'accepted', 'reported', 'snoozed', 'woken', 'resolved', 'reopened')),
        at TEXT NOT NULL,
        reason TEXT CHECK (reason IN ('first', 'grew', 'reopened', 'reminder', 'deadline', 'not_delivered')),
        occurrence INTEGER,
        channel TEXT,
        message TEXT,
        content TEXT NOT NULL CHECK (json_valid(content)),
        CHECK ((kind = 'notified') = (reason IS NOT NULL AND occurrence IS NOT NULL AND channel IS NOT NULL))
    ) STRICT;
INSERT INTO "events" VALUES(1,'A-26-0001','opened','2026-03-02T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"question":["WS101","creditor:FR003402","warning","WS101:0","2026-03-01",["row-1"],["2026-04-26"]],"quiet":true}');
INSERT INTO "events" VALUES(2,'A-26-0001','notified','2026-03-02T13:00:00.000000+00:00','deadline',739000,'telephone','digest:telephone:1','{"woken":true,"deadline":"2026-04-26"}');
INSERT INTO "events" VALUES(3,'A-26-0001','seen','2026-03-02T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"keys":["row-1"]}');
INSERT INTO "events" VALUES(4,'A-26-0001','snoozed','2026-03-02T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"until":"2026-03-03T13:00:00.000000+00:00","why":"en vacances"}');
INSERT INTO "events" VALUES(5,'A-26-0001','woken','2026-03-03T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{}');
INSERT INTO "events" VALUES(6,'A-26-0001','grew','2026-03-03T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"question":["WS101","creditor:FR003402","warning","WS101:0","2026-03-01",["row-1"],["2026-04-26"]]}');
INSERT INTO "events" VALUES(7,'A-26-0001','accepted','2026-03-03T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"keys":["row-1"],"why":"c’est moi"}');
INSERT INTO "events" VALUES(8,'A-26-0001','reopened','2026-03-03T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"question":["WS101","creditor:FR003402","warning","WS101:0","2026-03-01",["row-1"],["2026-04-26"]]}');
INSERT INTO "events" VALUES(9,'A-26-0001','reported','2026-03-03T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{"keys":["row-1"]}');
INSERT INTO "events" VALUES(10,'A-26-0001','resolved','2026-03-03T13:00:00.000000+00:00',NULL,NULL,NULL,NULL,'{}');
CREATE TABLE findings (
        id TEXT PRIMARY KEY,
        found_at TEXT NOT NULL,
        current INTEGER NOT NULL CHECK (current IN (0, 1)),
        finding TEXT NOT NULL CHECK (json_valid(finding))
    ) STRICT;
INSERT INTO "findings" VALUES('WS101:0f719b1f3a428a4d','2026-03-02T13:00:00.000000+00:00',1,'{"detector":"WS101","slug":"new-mandate","severity":"warning","day":"2026-03-01","title":["x.title",{"amount":{"cents":-3999},"payee":"MUTUELLE DU LAC"}],"explanation":["x.explanation",{"because":["x.because",{"since":{"day":"2026-03-01"}}],"count":3,"day":{"day":"2026-03-01"}}],"silent":["x.silent",{}],"advice":["watch-accounts"],"actions":[[["x.call",{}],"2026-04-26","bank"],[["x.look",{}],null,""]],"evidence":[["row-1","bank","banque.ofx",1,"2026-03-01",-3999,"PRLV SEPA MUTUELLE DU LAC",null,null,null]],"context":[["field-1","insurer_details","carte.csv",2,"2026-03-01",null,null,"IBAN","FR…1","LT…9"]],"subject":"creditor:FR003402"}');
CREATE TABLE health (
        job TEXT PRIMARY KEY,
        last_success TEXT,
        last_failure TEXT,
        code TEXT NOT NULL
    ) STRICT;
INSERT INTO "health" VALUES('cycle','2026-03-02T13:00:00.000000+00:00',NULL,'');
CREATE TABLE inbox (
        path TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        changed_ns INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'read', 'refused')),
        since TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        reason TEXT CHECK (reason IS NULL OR json_valid(reason))
    ) STRICT;
INSERT INTO "inbox" VALUES('in/a.ofx',120,5,'refused','2026-03-02T13:00:00.000000+00:00','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','["refused.x",{"row":3}]');
CREATE TABLE outbox (
        key TEXT PRIMARY KEY,
        channel TEXT NOT NULL,
        text TEXT NOT NULL,
        urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
        short INTEGER NOT NULL CHECK (short IN (0, 1)),
        alerts TEXT NOT NULL CHECK (json_valid(alerts)),
        queued_at TEXT NOT NULL,
        relayed_at TEXT
    ) STRICT;
INSERT INTO "outbox" VALUES('alert:telephone:1','telephone','Watchdog Santé : alert:telephone:1',0,1,'["A-26-0001"]','2026-03-02T13:00:00.000000+00:00',NULL);
CREATE TABLE purging (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT;
CREATE TABLE readings (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        file TEXT NOT NULL,
        folder TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('bank', 'basic_insurer', 'top_up_insurer', 'insurer_details')),
        profile TEXT NOT NULL,
        program TEXT NOT NULL,
        read_at TEXT NOT NULL, unverified TEXT CHECK (unverified IS NULL OR json_valid(unverified))) STRICT;
INSERT INTO "readings" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','banque.ofx','banque','bank','ofx','0.1','2026-03-02T13:00:00.000000+00:00',NULL);
INSERT INTO "readings" VALUES(2,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','mutuelle.csv','sante','top_up_insurer','canonical-top-up','0.1','2026-03-02T13:00:00.000000+00:00',NULL);
INSERT INTO "readings" VALUES(3,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','carte.csv','sante','insurer_details','canonical-details','0.1','2026-03-02T13:00:00.000000+00:00',NULL);
CREATE TABLE rejected_rows (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0), row INTEGER NOT NULL,
        reason TEXT NOT NULL CHECK (json_valid(reason)),
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "rejected_rows" VALUES(1,0,2,'["reader.bad_amount",{"amount":"12,3,4","row":2}]');
CREATE TABLE stated_balances (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0),
        account TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        cents INTEGER NOT NULL,
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "stated_balances" VALUES(1,0,'11112222333344445555','2026-03-01',120000);
CREATE TABLE stated_periods (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0),
        account TEXT NOT NULL,
        start_day TEXT NOT NULL CHECK (start_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        end_day TEXT NOT NULL CHECK (end_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "stated_periods" VALUES(1,0,'11112222333344445555','2026-02-01','2026-03-01');
CREATE TRIGGER readings_is_never_changed BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER readings_is_never_deleted BEFORE DELETE ON readings WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER bank_rows_is_never_changed BEFORE UPDATE ON bank_rows BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER bank_rows_is_never_deleted BEFORE DELETE ON bank_rows WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER benefit_rows_is_never_changed BEFORE UPDATE ON benefit_rows BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER benefit_rows_is_never_deleted BEFORE DELETE ON benefit_rows WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER detail_rows_is_never_changed BEFORE UPDATE ON detail_rows BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER detail_rows_is_never_deleted BEFORE DELETE ON detail_rows WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER rejected_rows_is_never_changed BEFORE UPDATE ON rejected_rows BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER rejected_rows_is_never_deleted BEFORE DELETE ON rejected_rows WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER stated_periods_is_never_changed BEFORE UPDATE ON stated_periods BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER stated_periods_is_never_deleted BEFORE DELETE ON stated_periods WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER stated_balances_is_never_changed BEFORE UPDATE ON stated_balances BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER stated_balances_is_never_deleted BEFORE DELETE ON stated_balances WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE INDEX readings_by_bytes ON readings (sha256, folder);
CREATE UNIQUE INDEX one_notice ON events (alert, reason, occurrence, channel) WHERE kind = 'notified';
CREATE UNIQUE INDEX one_opening ON events (alert) WHERE kind = 'opened';
CREATE INDEX outbox_to_relay ON outbox (key) WHERE relayed_at IS NULL;
CREATE TRIGGER events_is_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER events_is_never_deleted BEFORE DELETE ON events WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TRIGGER bulletins_is_never_changed BEFORE UPDATE ON bulletins BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER bulletins_is_never_deleted BEFORE DELETE ON bulletins WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
COMMIT;
PRAGMA application_id = 1464095575;
PRAGMA user_version = 6;
