"""The whole dossier: contents page, evidence, letters, hashes, in one zip. The same order gives the same bytes."""

import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from watchdog_sante.dossier.contents import Contents
from watchdog_sante.dossier.discretion import Discretion
from watchdog_sante.dossier.letter_page import letter_sheet
from watchdog_sante.dossier.pack import Pack
from watchdog_sante.dossier.paper import draw
from watchdog_sante.dossier.plain_text import letter_text
from watchdog_sante.dossier.signing import heading_of
from watchdog_sante.dossier.writing import Desk, write
from watchdog_sante.model.dossier import Case, Fonts, NotProposed, PackedFile, Proposal, Sender
from watchdog_sante.model.household import Household
from watchdog_sante.model.knowledge import Breach, Knowledge
from watchdog_sante.phrasing import Phrasebook

EVIDENCE, SUMS = "01-preuves.pdf", "SHA256SUMS"
_CONTENTS = {"fr": "00-sommaire.pdf", "en": "00-contents.pdf"}
_READING_AID = "reading-aid-evidence.pdf"


@dataclass(frozen=True)
class Order:
    """What is to be made. `french` words the letters and the evidence, `words` the contents page."""

    cases: tuple[Case, ...]
    letters: tuple[Proposal, ...]
    not_proposed: tuple[NotProposed, ...]
    day: date
    masked: bool
    sender: Sender
    household: Household
    knowledge: Knowledge
    breach: Breach | None
    templates: Mapping[str, str]
    fonts: Fonts
    french: Phrasebook
    words: Phrasebook

    @property
    def discretion(self) -> Discretion:
        """What is shown."""
        lines = [proof.line for case in self.cases for proof in case.proofs if proof.line]
        names = {line.beneficiary.strip() for line in lines} | {one.name.strip() for one in self.household.members}
        return Discretion(self.masked, tuple(sorted(name for name in names if len(name) > 2)))

    def letter_names(self) -> tuple[str, ...]:
        """File names without ending, in the order of the letters; the second of a kind is numbered."""
        times: Counter[str] = Counter()
        names = []
        for place, one in enumerate(self.letters, 2):
            times[one.letter.value] += 1
            again = f"-{times[one.letter.value]}" if times[one.letter.value] > 1 else ""
            names.append(f"{place:02d}-{one.letter.value}{again}")
        return tuple(names)

    def file_names(self) -> tuple[str, ...]:
        """Every file that the zip will hold, as `packed` names them."""
        aid = (_READING_AID,) if self.cases and self.words.language != "fr" else ()
        letters = tuple(f"{name}.{ending}" for name in self.letter_names() for ending in ("pdf", "txt"))
        evidence = (EVIDENCE,) if self.cases else ()
        return (_CONTENTS[self.words.language], *evidence, *letters, *aid, SUMS)


def packed(order: Order) -> tuple[PackedFile, ...]:
    """The files, the contents page first and the hashes last."""
    evidence = [_evidence(order, order.french, EVIDENCE)] if order.cases else []
    letters, listed = _letters(order)
    aid = [_evidence(order, order.words, _READING_AID)] if order.cases and order.words.language != "fr" else []
    told = [*evidence, *letters, *aid]
    contents = Contents(
        order.cases, listed, order.not_proposed, tuple((one, _hash(one)) for one in told), order.knowledge,
        order.discretion, order.words, order.day,
    )  # fmt: skip
    first = PackedFile(_CONTENTS[order.words.language], draw(contents.sheet(), order.fonts))
    lines = "".join(f"{_hash(one)}  {one.name}\n" for one in (first, *told))
    return (first, *told, PackedFile(SUMS, lines.encode()))


def _hash(file: PackedFile) -> str:
    return hashlib.sha256(file.data).hexdigest()


def _evidence(order: Order, book: Phrasebook, name: str) -> PackedFile:
    return PackedFile(name, draw(Pack(order.cases, order.discretion, book, order.day).sheet(), order.fonts))


def _letters(order: Order) -> tuple[list[PackedFile], tuple[tuple[Proposal, str], ...]]:
    desk = Desk(
        order.templates, order.french, order.knowledge, order.household, order.sender, order.discretion,
        order.cases, order.breach,
    )  # fmt: skip
    heading = heading_of(order.sender, order.day, order.french)
    files, listed = [], []
    for proposal, name in zip(order.letters, order.letter_names(), strict=True):
        letter = write(proposal, desk)
        files.append(PackedFile(f"{name}.pdf", draw(letter_sheet(letter, heading, order.day), order.fonts)))
        files.append(PackedFile(f"{name}.txt", letter_text(letter, heading)))
        listed.append((proposal, f"{name}.pdf"))
    return files, tuple(listed)


def zipped(files: tuple[PackedFile, ...], day: date) -> bytes:
    """The files as a zip, dated of the day and readable by their owner only once unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.data)
    return out.getvalue()
