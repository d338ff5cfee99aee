"""The lines of an insurer's printed statement to entries: acts under the headings that tell for whom and to whom.

What a line is follows from what stands in it (a day, amounts, the words of the layout), what an amount is from the
column it stands in, else from its order. Both ways are tried, and the statement's own sums say which one is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.readers.printed_care import CareLines, Way, Words, addressed, clean, name_of
from watchdog_sante.readers.printed_centred import begins_above, leads_with_day
from watchdog_sante.readers.printed_columns import Columns, cell_spans
from watchdog_sante.readers.printed_entries import Act, Entries, Entry, Figure, Part, Sum, Unclaimed
from watchdog_sante.readers.printed_headings import headings_at
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_said import Said
from watchdog_sante.readers.printed_tokens import Tokens, tokens_of
from watchdog_sante.readers.profile import Role

_BELOW = 1.0  # white, in heights of a line, above a line that still belongs to the one before
_ALIGNED = 8.0  # points by which the lines of one cell may begin apart


def entries_of(lines: Sequence[PrintedLine], layout: PrintedLayout, way: Way) -> Entries:
    """The whole statement, understood in this way."""
    walk = _Walk(lines, layout, CareLines(layout, way, Columns()))
    walk.run()
    return Entries(tuple(walk.entries), tuple(walk.deferred), tuple(walk.unclaimed), walk.start, walk.end)


@dataclass(slots=True)
class _Walk:
    """Goes down the lines; keeps what the headings said last."""

    lines: Sequence[PrintedLine]
    layout: PrintedLayout
    care: CareLines
    entries: list[Entry] = field(default_factory=list)
    deferred: list[Act] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    said: Said = field(init=False)
    is_deferred: bool = False
    care_date: date | None = None
    allowance: str = ""  # a heading that names the daily allowance, for lines that only count its days
    table_page: int = 0  # the page whose table began last: a name below its headings is no addressee's
    waiting: tuple[PrintedLine, Tokens] | None = None
    last: Words | None = None

    def __post_init__(self) -> None:
        self.said = Said(self.layout, addressed(line.text for line in self.lines))

    def run(self) -> None:
        """Every line once."""
        page, at = 0, 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.page != page:
                page = line.page
                self.entries.append(Part(line.row))
            if found := headings_at(self.lines, at, self.layout):
                self.care, self.last, self.waiting = replace(self.care, columns=found), None, None
                self.table_page = line.page
                at += found.height
                continue
            after = self.lines[at + 1] if at + 1 < len(self.lines) else None
            if after is not None and begins_above(line, after, self.care):
                self.waiting, self.last = (line, tokens_of(line.text)), None
            else:
                self._take(line)
            at += 1

    def _take(self, line: PrintedLine) -> None:
        tokens = tokens_of(line.text)
        if not line.text.strip() or self.layout.find("skip", tokens.folded):
            self.last = None
            return
        if not tokens.amounts and self._period(tokens):
            return
        row_like = leads_with_day(tokens)
        if not row_like and (self._of_which(line, tokens) or self._payment(line, tokens) or self._total(line, tokens)):
            self.last = self.waiting = None
        elif tokens.amounts and (self._is_act(tokens) or self._is_deduction(tokens) or self._continues_day(tokens)):
            self._act(line, tokens)
        elif tokens.amounts:
            self.unclaimed.append(Unclaimed(line.row, line.text))
        elif row_like and not self._heading(line, tokens):
            self.waiting, self.last = (line, tokens), None
        elif not row_like and not self._heading(line, tokens):
            self._goes_on(line, tokens)

    def _period(self, tokens: Tokens) -> bool:
        """The days that the statement covers; the first ones said hold."""
        found = self.layout.find("period", tokens.folded)
        days = tokens_of(found[0]).days if found else ()
        if len(days) != 2:
            return False
        if self.start is None:
            self.start, self.end = days[0].day, days[1].day
        return True

    def _payment(self, line: PrintedLine, tokens: Tokens) -> bool:
        if not self.layout.find("payment", tokens.folded) or (tokens.amounts and self._part_of(tokens)):
            return False
        if len(tokens.amounts) > 1 and not self._is_sum(tokens):
            return False
        day = tokens.days[0].day if tokens.days else None
        if day is None and not tokens.amounts:
            return False
        if tokens.amounts:
            figures = self.care.sum_figures(line, tokens)
            reference = self.said.reference_in(tokens, line)
            nature, provider = self.said.nature_in(tokens.folded), self.said.provider_in(tokens, line)
            self.entries.append(Sum(line.row, figures, True, day, reference, None, nature, provider))
        else:
            self._say(tokens, line, of_payment=True)
            self.entries.append(Part(line.row, True, day, self.said.reference))
        self.is_deferred = False
        return True

    def _of_which(self, line: PrintedLine, tokens: Tokens) -> bool:
        """What went to one kind of payee, said below the sum of all; any other such part proves nothing."""
        if not tokens.amounts or not self.layout.find("of_which", tokens.folded):
            return False
        if (only := self.said.nature_in(tokens.folded)) and not self.is_deferred and len(tokens.amounts) == 1:
            day = tokens.days[0].day if len(tokens.days) == 1 else None
            self.entries.append(Sum(line.row, self.care.sum_figures(line, tokens), False, day, "", only))
        return True

    def _is_sum(self, tokens: Tokens) -> bool:
        return self.layout.find("total", tokens.folded) is not None

    def _total(self, line: PrintedLine, tokens: Tokens) -> bool:
        if not tokens.amounts or not (self._is_sum(tokens) or self._part_of(tokens)):
            return False
        if not self.is_deferred:
            role = self._part_of(tokens)
            only = None if role else self.said.nature_in(tokens.folded)
            day = tokens.days[0].day if len(tokens.days) == 1 and not role else None
            figures = (Figure(role, tokens.amounts[0].cents),) if role else self.care.sum_figures(line, tokens)
            if role is not Role.OTHER_AMOUNT or self._shows(role):
                self.entries.append(Sum(line.row, figures, False, day, "", only))
        self.is_deferred = False
        return True

    def _part_of(self, tokens: Tokens) -> Role | None:
        """The column whose sum a line with one amount states, where it is another insurer's part."""
        if len(tokens.amounts) != 1:
            return None
        if self.layout.speaker is SourceKind.TOP_UP_INSURER:
            return Role.BASIC if self.layout.find("basic_part", tokens.folded) else None
        return Role.OTHER_AMOUNT if self.layout.find("other_part", tokens.folded) else None

    def _shows(self, role: Role) -> bool:
        """Whether any line above has an amount in this column."""
        return any(isinstance(entry, Act) and entry.cents(role) is not None for entry in self.entries)

    def _heading(self, line: PrintedLine, tokens: Tokens) -> bool:
        """A line without amounts that says something of the lines below; a line that says nothing is no heading."""
        said = self._say(tokens, line)
        if self.layout.find("deferred", tokens.folded):
            self.is_deferred = said = True
        if self.layout.find("allowance", tokens.folded):
            self.allowance = clean(line.text)
        return said

    def _say(self, tokens: Tokens, line: PrintedLine, *, of_payment: bool = False) -> bool:
        """Whether the line says something of those below; for another person or payee, a new part begins."""
        heard = self.said.hear(tokens, line, of_payment=of_payment, name_alone=self._below_addressee(line))
        self.entries += [Part(line.row)] * heard.parts
        return heard.said

    def _below_addressee(self, line: PrintedLine) -> bool:
        """Whether a payment or the headings of this page's table stand above: a name higher up is the addressee's."""
        return self.table_page == line.page or any(
            isinstance(entry, Part | Sum) and entry.payment for entry in self.entries
        )

    def _is_act(self, tokens: Tokens) -> bool:
        return bool(tokens.days) and tokens.days[0].start < tokens.amounts[0].start

    def _is_deduction(self, tokens: Tokens) -> bool:
        return self.layout.find("deduction", tokens.folded) is not None

    def _continues_day(self, tokens: Tokens) -> bool:
        """The amounts of a line whose day and words stood above, or one more act of the day."""
        if self.waiting is not None:
            return True
        words = any(char.isalpha() for char in tokens.rest)
        return self.care_date is not None and words and (len(tokens.amounts) > 1 or bool(tokens.rates))

    def _act(self, line: PrintedLine, tokens: Tokens) -> None:
        deduction = self._is_deduction(tokens)
        words = self.care.words(line, tokens)
        days = self.care.days(line, tokens)
        if self.waiting is not None and not (
            leads_with_day(tokens) and self.waiting[1].days
        ):  # else the day above is a letterhead's
            before, its = self.waiting
            days = days if any(days) else self.care.days(before, its)
            above = self.care.words(before, its)
            for role, text in above.texts.items():
                words.texts[role] = f"{text} {words.texts.get(role, '')}".strip()
                if role in above.lefts:  # words that stand in no column have no place where they go on
                    words.lefts.setdefault(role, above.lefts[role])
            deduction = deduction or self._is_deduction(its)
        self.waiting = None
        care_date, paid_on = days
        self.care_date = care_date or self.care_date
        figures = self.care.figures(line, tokens, deduction)
        payee = words.texts.get(Role.PAID_TO, "")
        column = self.said.nature_in_cell(payee)
        act = Act(
            row=line.row,
            care_date=care_date or (None if deduction else self.care_date),
            paid_on=paid_on,
            beneficiary=name_of(words.texts.get(Role.BENEFICIARY, ""))
            or self.said.beneficiary
            or self._above(deduction or care_date is None),
            label=self._label(words),
            provider=clean(words.texts.get(Role.CARE_PROVIDER, "")) or self.said.provider,
            rate=clean(line.text[slice(*tokens.rates[0])]) if tokens.rates else "",
            figures=figures,
            paid_to=column or self.said.paid_to,
            reference=clean(words.texts.get(Role.REFERENCE, "")) or self.said.reference,
            deduction=deduction,
            unread_payee=bool(payee.strip()) and column is None,
        )
        if self.is_deferred:
            self.deferred.append(act)
        else:
            self.entries.append(act)
        self.last = words

    def _label(self, words: Words) -> str:
        """What was done; of a line that holds numbers alone, what its heading says."""
        label = clean(words.texts.get(Role.ACT, ""))
        return label if any(char.isalpha() for char in label) else self.allowance or label

    def _above(self, same: bool) -> str:
        """A deduction, and one more act of the day, is the person's whose care stands above it."""
        last = self.entries[-1] if self.entries else None
        return last.beneficiary if same and isinstance(last, Act) else ""

    def _goes_on(self, line: PrintedLine, tokens: Tokens) -> None:
        """More words of the cells of the line above."""
        if self.last is None or not line.spans or line.gap > _BELOW:
            self.last = None
            return
        for start, end in cell_spans(line.text):
            left, _ = line.edges(start, end)
            for role, begins in self.last.lefts.items():
                if abs(left - begins) <= _ALIGNED:
                    self._add(role, line.text[start:end])

    def _add(self, role: Role, text: str) -> None:
        place = self.deferred if self.is_deferred else self.entries
        act = place[-1]
        if isinstance(act, Act) and role is Role.ACT:
            place[-1] = replace(act, label=clean(f"{act.label} {text}"))
        elif isinstance(act, Act) and role is Role.CARE_PROVIDER:
            place[-1] = replace(act, provider=clean(f"{act.provider} {text}"))
