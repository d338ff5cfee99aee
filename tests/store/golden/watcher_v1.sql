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
        currency TEXT NOT NULL,
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "bank_rows" VALUES(1,0,1,'11112222333344445555','2026-03-01',-3999,'PRLV SEPA MUTUELLE DU LAC','2026-03-01',120000,'9f3c','DEBIT','EUR');
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
CREATE TABLE detail_rows (
        reading INTEGER NOT NULL REFERENCES readings (id), position INTEGER NOT NULL CHECK (position >= 0), row INTEGER NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (reading, position)) STRICT;
INSERT INTO "detail_rows" VALUES(3,0,2,'2026-03-01','Organisme','Mutuelle du Lac');
CREATE TABLE purging (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT;
CREATE TABLE readings (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        file TEXT NOT NULL,
        folder TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('bank', 'basic_insurer', 'top_up_insurer', 'insurer_details')),
        profile TEXT NOT NULL,
        program TEXT NOT NULL,
        read_at TEXT NOT NULL) STRICT;
INSERT INTO "readings" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','banque.ofx','banque','bank','ofx','0.1','2026-03-02T13:00:00.000000+00:00');
INSERT INTO "readings" VALUES(2,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','mutuelle.csv','sante','top_up_insurer','canonical-top-up','0.1','2026-03-02T13:00:00.000000+00:00');
INSERT INTO "readings" VALUES(3,'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc','carte.csv','sante','insurer_details','canonical-details','0.1','2026-03-02T13:00:00.000000+00:00');
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
COMMIT;
PRAGMA application_id = 1464095575;
PRAGMA user_version = 1;
