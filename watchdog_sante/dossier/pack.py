"""The evidence pack: for each alert what was seen, its rows with file, row number and hash, its timeline and clocks."""

from datetime import date

from watchdog_sante.dossier.blocks import Block, Grid, Section, Sheet, Title, Words
from watchdog_sante.dossier.discretion import Discretion
from watchdog_sante.dossier.timeline import deadlines, timeline
from watchdog_sante.identity import UNNUMBERED
from watchdog_sante.model.dossier import Case, Moment, Proof
from watchdog_sante.model.kinds import PaidTo
from watchdog_sante.model.operations import Origin
from watchdog_sante.model.sentences import Money, Sentence, Value, say
from watchdog_sante.model.sources import number_in
from watchdog_sante.phrasing import Phrasebook


class Pack:
    """The pack of one dossier, in one language."""

    def __init__(self, cases: tuple[Case, ...], discretion: Discretion, book: Phrasebook, day: date) -> None:
        self._cases, self._discretion, self._book, self._day = cases, discretion, book, day
        files = {(one.file, one.sha256) for case in cases for proof in case.proofs for one in proof.origins}
        self._files = {file: number for number, file in enumerate(sorted(files), 1)}

    def sheet(self) -> Sheet:
        """The pack before it is drawn."""
        references = ", ".join(case.reference for case in self._cases)
        blocks: list[Block] = [
            Title(self._say("pack.title")),
            Words(self._say("pack.made", day=self._day, references=references), soft=True),
            Section(self._say("pack.summary")),
            *self._summary(),
        ]
        for case in self._cases:
            blocks += self._case(case)
        blocks += self._sources()
        blocks += [Section(self._say("pack.reading")), Words(self._say("pack.method"))]
        blocks.append(Words(self._say("pack.masked" if self._discretion.masked else "pack.unmasked")))
        return Sheet(
            title=f"{self._say('pack.title')} {references}",
            language="fr-FR" if self._book.language == "fr" else "en-GB",
            day=self._day,
            blocks=tuple(blocks),
            foot=lambda page, pages: self._say("pack.foot", references=references, page=page, pages=pages),
        )

    def _say(self, key: str, **values: Value) -> str:
        return self._book.text(say(f"dossier.{key}", **values))

    def _shown(self, sentence: Sentence) -> str:
        return self._discretion.text(self._book.text(sentence))

    def _summary(self) -> list[Block]:
        lines: list[Block] = []
        for case in self._cases:
            lines.append(Words(f"- {case.reference}\u00a0: {self._shown(case.finding.title)}"))
            lines += [Words(fact, soft=True) for fact in [" · ".join(self._facts(case))] if fact]
        return lines

    def _facts(self, case: Case) -> list[str]:
        """The sum, the accounts and the creditors of a case, each once."""
        movements = [proof.movement for proof in case.proofs if proof.accused and proof.movement]
        cents = sum(abs(proof.row.cents or 0) for proof in case.proofs if proof.accused)
        facts = [self._say("pack.sum", amount=Money(cents))] if cents else []
        for account in dict.fromkeys(movement.operation.account for movement in movements):
            if not account.startswith(UNNUMBERED):
                facts.append(self._say("pack.account", account=self._discretion.account(account)))
        for payment in case.payments:
            reading = payment.movement.reading
            name = self._discretion.text(reading.payee) or "—"
            ids = [f"ICS\u00a0{self._discretion.creditor_id(reading.creditor_id)}"] if reading.creditor_id else []
            reference = reading.mandate_reference
            ids += [f"RUM\u00a0{self._discretion.reference(reference)}"] if reference else []
            facts.append(self._say("pack.creditor", name=f"{name} ({', '.join(ids)})" if ids else name))
        return list(dict.fromkeys(facts))

    def _case(self, case: Case) -> list[Block]:
        blocks: list[Block] = [
            Section(f"{case.reference}\u00a0: {self._shown(case.finding.title)}"),
            Words(self._say("pack.told_to_holder"), soft=True),
            Words(self._shown(case.finding.explanation)),
        ]
        for accused, key in ((True, "pack.accused"), (False, "pack.compared")):
            if rows := tuple(self._row(proof) for proof in case.proofs if proof.accused is accused):
                header = tuple(self._say(f"pack.column.{name}") for name in ("day", "amount", "what", "where"))
                blocks += [Section(self._say(key), 1), Grid(header, rows, (33, 25, 82, 30), right=(1,))]
        blocks += [Section(self._say("pack.timeline"), 1), self._moments(timeline(case, self._discretion))]
        if clocks := deadlines(case):
            blocks += [Section(self._say("pack.deadlines"), 1), self._clocks(clocks)]
        if any(payment.returned for payment in case.payments):
            blocks.append(Words(self._say("pack.returned")))
        return blocks

    def _row(self, proof: Proof) -> tuple[str, str, str, str]:
        cents = proof.row.cents
        amount = "" if cents is None else self._book.money(cents)
        return (self._book.day(proof.row.day), amount, self._what(proof), self._where(proof))

    def _what(self, proof: Proof) -> str:
        row, line, text = proof.row, proof.line, self._discretion.text
        if row.field:
            return f"{text(row.field)}\u00a0: {text(row.before or '—')} → {text(row.after or '—')}"
        parts = [self._discretion.label(row.label or "", proof.movement.reading if proof.movement else None)]
        if line:
            parts += [self._say("pack.care", day=line.care_date)] if line.care_date else []
            parts += [text(line.care_provider), self._discretion.person(line.beneficiary)]
            parts += [self._say("pack.third_party")] if line.paid_to is PaidTo.CARE_PROVIDER else []
        return ", ".join(part for part in parts if part)

    def _where(self, proof: Proof) -> str:
        if not proof.origins:
            file, place = proof.row.file, number_in(proof.row.file, proof.row.row)
            return self._say("pack.file_unknown", file=self._discretion.text(file), place=place)
        return "\n".join(self._place(origin) for origin in proof.origins)

    def _place(self, origin: Origin) -> str:
        number = self._files[origin.file, origin.sha256]
        return self._say("pack.place", file=str(number), place=number_in(origin.file, origin.row))

    def _moments(self, moments: tuple[Moment, ...]) -> Grid:
        header = (self._say("pack.column.day"), self._say("pack.column.event"))
        return Grid(header, tuple((self._book.day(one.day), self._book.text(one.text)) for one in moments), (34, 136))

    def _clocks(self, moments: tuple[Moment, ...]) -> Grid:
        header = tuple(self._say(f"pack.column.{name}") for name in ("last_day", "event", "state"))
        return Grid(
            header,
            tuple(
                (
                    self._book.day(one.day),
                    self._book.text(one.text),
                    self._say("clock.over")
                    if one.day < self._day
                    else self._say("clock.left", count=(one.day - self._day).days),
                )
                for one in moments
            ),
            (34, 106, 30),
        )

    def _sources(self) -> list[Block]:
        header = tuple(self._say(f"pack.column.{name}") for name in ("number", "file", "sha256"))
        rows = tuple(
            (str(number), self._discretion.text(file), sha256 or self._say("pack.hash_unknown"))
            for (file, sha256), number in self._files.items()
        )
        if not rows:
            return []
        return [
            Section(self._say("pack.sources")),
            Grid(header, rows, (9, 40, 121)),
            Words(self._say("pack.check_hash"), soft=True),
        ]
