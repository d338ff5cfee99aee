"""The contents page: what is in the dossier, what to do first and by when, and what is not in it and why.

It is for the person, in the person's language; all else in the dossier goes to French bodies.
"""

from dataclasses import dataclass
from datetime import date

from watchdog_sante.dossier.blocks import Block, Grid, Section, Sheet, Title, Words
from watchdog_sante.dossier.channels import channels
from watchdog_sante.dossier.discretion import Discretion, plain
from watchdog_sante.model.dossier import Case, LetterName, NotProposed, PackedFile, Proposal
from watchdog_sante.model.knowledge import Contact, Knowledge
from watchdog_sante.model.sentences import Value, say
from watchdog_sante.phrasing import Phrasebook
from watchdog_sante.remedies import about_time, open_first


@dataclass(frozen=True)
class Contents:
    """All that the page tells."""

    cases: tuple[Case, ...]
    letters: tuple[tuple[Proposal, str], ...]  # with the name of its PDF file
    not_proposed: tuple[NotProposed, ...]
    files: tuple[tuple[PackedFile, str], ...]  # with SHA-256
    knowledge: Knowledge
    discretion: Discretion
    book: Phrasebook
    day: date

    def sheet(self) -> Sheet:
        """The page before it is drawn."""
        references = ", ".join(case.reference for case in self.cases)
        blocks: list[Block] = [
            Title(self._say("contents.title")),
            Words(self._say("contents.made", day=self.day, references=references or "—"), soft=True),
            *self._alerts(),
            *self._actions(),
            *self._letters(),
            *self._sending(),
            *self._channels(),
            Section(self._say("contents.shown")),
            Words(self._say("contents.masked" if self.discretion.masked else "contents.unmasked")),
            *self._files(),
            Words(self._say("contents.no_advice"), soft=True),
        ]
        return Sheet(
            title=f"{self._say('contents.title')} {references}".strip(),
            language="fr-FR" if self.book.language == "fr" else "en-GB",
            day=self.day,
            blocks=tuple(blocks),
            foot=lambda page, pages: self._say("contents.foot", page=page, pages=pages),
        )

    def _say(self, key: str, **values: Value) -> str:
        return self.book.text(say(f"dossier.{key}", **values))

    def _alerts(self) -> list[Block]:
        told = [self.discretion.text(self.book.text(case.finding.title)) for case in self.cases]
        pairs = zip(self.cases, told, strict=True)
        lines = [Words(f"- {self._say('contents.alert', reference=one.reference, title=text)}") for one, text in pairs]
        return [Section(self._say("contents.alerts")), *lines] if lines else []

    def _name(self, contact: Contact) -> str:
        french = self.book.language == "fr"
        name = contact.name if french else contact.name_en or contact.name
        reach = contact.reach if french else contact.reach_en or contact.reach
        return self._say("contents.reach", name=name, reach=reach)

    def _purpose(self, contact: Contact) -> str:
        return contact.purpose_fr if self.book.language == "fr" else contact.purpose_en

    def _by(self, day: date | None) -> str:
        """A last day, said to be over when it is."""
        if day is None:
            return ""
        over = f" ({self._say('clock.over')})" if day < self.day else ""
        return f"{self.book.day(day)}{over}"

    def _actions(self) -> list[Block]:
        """What the alerts say to do, in the order of the channels; one that no action names says what it is for."""
        now, _ = channels(self.cases, self.knowledge.contacts)
        actions = open_first((action for case in self.cases for action in case.finding.actions), self.day)
        rows: list[tuple[str, str, str]] = []
        for contact in now:
            own = {self.book.text(one.text): one.by for one in actions if one.channel == contact.key}
            told = own or {f"{self._purpose(contact)}.": None}
            names = (self._name(contact), *[""] * len(told))
            rows += [(name, text, self._by(by)) for name, (text, by) in zip(names, told.items(), strict=False)]
        own_part = self._say("contents.yourself")
        rows += [(own_part, self.book.text(one.text), self._by(one.by)) for one in actions if not one.channel]
        header = tuple(self._say(f"contents.column.{name}") for name in ("whom", "what", "before"))
        grid = Grid(header, tuple(dict.fromkeys(rows)), (56, 82, 32))
        left = (about_time(case.finding.actions, self.day) for case in self.cases)
        over = [Words(text) for text in dict.fromkeys(self.book.text(one) for one in left if one)]
        return [Section(self._say("contents.now")), grid, *over] if rows else []

    def _channels(self) -> list[Block]:
        contacts = self.knowledge.contacts
        now, later = channels(self.cases, contacts)
        if LetterName.COMPLAINT_TIERS_PAYANT in {proposal.letter for proposal, _ in self.letters}:
            later = (*(one for one in contacts if one.key == "tiers-payant-complaint"), *later)
        told = [Words(f"- {self._name(one)}. {self._purpose(one)}.") for one in later]
        checked = min((one.checked for one in (*now, *later) if one.checked), default=self.day)
        dated = Words(self._say("contents.checked", day=checked), soft=True)
        return [Section(self._say("contents.if_needed")), *told, dated]

    def _about(self, proposal: Proposal) -> str:
        """Which alert a letter is about, where there are several."""
        return f", {proposal.case.reference}" if proposal.case and len(self.cases) > 1 else ""

    def _letters(self) -> list[Block]:
        header = tuple(self._say(f"contents.column.{name}") for name in ("letter", "when", "before"))
        rows = tuple(
            (
                f"{self._say(f'letter.{one.letter.value}')}{self._about(one)} ({file})",
                f"{self.book.text(one.why)} {self._say(f'sending.{one.letter.value}')}",
                self.book.day(one.by) if one.by else self._say("contents.no_clock"),
            )
            for one, file in self.letters
        )
        blocks: list[Block] = [Section(self._say("contents.letters"))]
        blocks += [Grid(header, rows, (62, 76, 32))] if rows else [Words(self._say("contents.no_letter"))]
        if {LetterName.DEBIT_REFUND, LetterName.DEBIT_UNAUTHORISED} <= {one.letter for one, _ in self.letters}:
            blocks.append(Words(self._say("contents.one_of_two"), strong=True))
        if self.book.language != "fr" and self.letters:
            aids = {one.letter: self._say(f"aid.{one.letter.value}") for one, _ in self.letters}
            blocks += [Section(self._say("contents.aids"), 1), Words(self._say("contents.french_letters"))]
            blocks += [Words(f"- {self._say(f'letter.{letter.value}')}: {aid}") for letter, aid in aids.items()]
        if self.not_proposed:
            blocks.append(Section(self._say("contents.not_proposed"), 1))
            blocks += [
                Words(f"- {self._say(f'letter.{one.letter.value}')} ({one.letter.value}). {self.book.text(one.why)}")
                for one in self.not_proposed
            ]
        return blocks

    def _sending(self) -> list[Block]:
        if not self.letters:
            return []
        steps = ["contents.fill", "contents.post", "contents.upload", "contents.keep"]
        return [Section(self._say("contents.sending")), *(Words(f"- {self._say(step)}") for step in steps)]

    def _files(self) -> list[Block]:
        header = tuple(self._say(f"contents.column.{name}") for name in ("file", "sha256"))
        rows = tuple((plain(file.name), hashed) for file, hashed in self.files)
        return [
            Section(self._say("contents.files")),
            Grid(header, rows, (49, 121)),
            Words(self._say("contents.check"), soft=True),
        ]
