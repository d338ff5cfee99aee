"""The lines of an insurer's printed statement to entries: acts under the headings that tell for whom and to whom.

What a line is follows from what stands in it (a day, amounts, the words of the layout), what an amount is from the
column it stands in, else from its order. Both ways are tried, and the statement's own sums say which one is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from watchdog_sante.model.statements import PaidTo, SourceKind
from watchdog_sante.readers.printed_columns import Column, Columns, amount_roles, cell_spans, headings_at, parted
from watchdog_sante.readers.printed_entries import Act, Entries, Entry, Figure, Part, Sum, Unclaimed
from watchdog_sante.readers.printed_layout import PrintedLayout
from watchdog_sante.readers.printed_lines import PrintedLine
from watchdog_sante.readers.printed_order import ordered_roles
from watchdog_sante.readers.printed_tokens import DayToken, Tokens, tokens_of
from watchdog_sante.readers.profile import Role
from watchdog_sante.redaction import mask_nir

_TEXTS = (Role.ACT, Role.BENEFICIARY, Role.CARE_PROVIDER, Role.REFERENCE, Role.PAID_TO)
_BELOW = 1.0  # white, in heights of a line, above a line that still belongs to the one before
_ALIGNED = 8.0  # points by which the lines of one cell may begin apart
_NATURES = (PaidTo.CARE_PROVIDER, PaidTo.EMPLOYER, PaidTo.INSURED)


@dataclass(frozen=True, slots=True)
class Way:
    """How to understand what may be understood in two ways."""

    placed: bool  # amounts by their place, else by their order
    lowered: bool  # deductions printed without a minus lower the payment all the same


WAYS = tuple(Way(placed, lowered) for placed in (True, False) for lowered in (False, True))


@dataclass(slots=True)
class _Words:
    """The words of a line of care, by column, and where the cells begin (to find their continuation)."""

    texts: dict[Role, str] = field(default_factory=dict)
    lefts: dict[Role, float] = field(default_factory=dict)


def entries_of(lines: Sequence[PrintedLine], layout: PrintedLayout, way: Way) -> Entries:
    """The whole statement, understood in this way."""
    walk = _Walk(lines, layout, way)
    walk.run()
    return Entries(tuple(walk.entries), tuple(walk.deferred), tuple(walk.unclaimed), walk.start, walk.end)


@dataclass(slots=True)
class _Walk:
    """Goes down the lines; keeps what the headings said last."""

    lines: Sequence[PrintedLine]
    layout: PrintedLayout
    way: Way
    entries: list[Entry] = field(default_factory=list)
    deferred: list[Act] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    columns: Columns = field(default_factory=Columns)
    beneficiary: str = ""
    provider: str = ""
    reference: str = ""
    paid_to: PaidTo = PaidTo.UNKNOWN
    is_deferred: bool = False
    care_date: date | None = None
    waiting: tuple[PrintedLine, Tokens] | None = None
    last: _Words | None = None

    def run(self) -> None:
        """Every line once."""
        page, at = 0, 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.page != page:
                page = line.page
                self.entries.append(Part(line.row))
            if found := headings_at(self.lines, at, self.layout):
                self.columns, self.last = found, None
                at += found.height
                continue
            self._take(line)
            at += 1

    def _take(self, line: PrintedLine) -> None:
        tokens = tokens_of(line.text)
        if not line.text.strip() or self.layout.find("skip", tokens.folded):
            self.last = None
            return
        row_like = _leads_with_day(tokens)
        if not row_like and (self._payment(line, tokens) or self._total(line, tokens)):
            self.last = self.waiting = None
        elif tokens.amounts and (self._is_act(tokens) or self._is_deduction(tokens) or self._continues_day(tokens)):
            self._act(line, tokens)
        elif tokens.amounts:
            self.unclaimed.append(Unclaimed(line.row, line.text))
        elif row_like and not self._heading(line, tokens):
            self.waiting, self.last = (line, tokens), None
        elif not row_like and not self._heading(line, tokens):
            self._goes_on(line, tokens)

    def _payment(self, line: PrintedLine, tokens: Tokens) -> bool:
        if not self.layout.find("payment", tokens.folded):
            return False
        if len(tokens.amounts) > 1 and not self._is_sum(tokens):
            return False
        day = tokens.days[0].day if tokens.days else None
        if day is None and not tokens.amounts:
            return False
        if tokens.amounts:
            figures = self._sum_figures(line, tokens)
            nature = self._nature(tokens.folded)
            if not self._stands_below():
                self._say(tokens, line)
            reference = self._reference(tokens, line)
            self.entries.append(Sum(line.row, figures, True, day, reference, paid_to=nature))
        else:
            self._say(tokens, line)
            self.reference = self._reference(tokens, line)
            self.entries.append(Part(line.row, True, day, self.reference))
        self.is_deferred = False
        return True

    def _stands_below(self) -> bool:
        """Whether lines of care without a payment's sum stand above: what a sum below them says is not for the next."""
        for entry in reversed(self.entries):
            if isinstance(entry, Act):
                return True
            if isinstance(entry, Sum | Part) and entry.payment:
                return False
        return False

    def _is_sum(self, tokens: Tokens) -> bool:
        return self.layout.find("total", tokens.folded) is not None

    def _total(self, line: PrintedLine, tokens: Tokens) -> bool:
        if not tokens.amounts or not self._is_sum(tokens):
            return False
        if not self.is_deferred:
            only = self._nature(tokens.folded)
            day = tokens.days[0].day if len(tokens.days) == 1 else None
            self.entries.append(Sum(line.row, self._sum_figures(line, tokens), False, day, "", only))
        self.is_deferred = False
        return True

    def _sum_figures(self, line: PrintedLine, tokens: Tokens) -> tuple[Figure, ...]:
        """The reimbursed sum and, where columns tell, the others."""
        if len(tokens.amounts) == 1:
            return (Figure(Role.REIMBURSED, tokens.amounts[0].cents),)
        roles = self._roles(line, tokens)
        figures = tuple(
            Figure(role, token.cents)
            for role, token in zip(roles, tokens.amounts, strict=True)
            if role in (Role.EXPENSE, Role.BASIC, Role.REIMBURSED)
        )
        if any(figure.role is Role.REIMBURSED for figure in figures):
            return figures
        return (Figure(Role.REIMBURSED, tokens.amounts[-1].cents),)

    def _heading(self, line: PrintedLine, tokens: Tokens) -> bool:
        """A line without amounts that says something of the lines below; a line that says nothing is no heading."""
        if period := self.layout.find("period", tokens.folded):
            days = tokens_of(period[0]).days
            if len(days) == 2 and self.start is None:
                self.start, self.end = days[0].day, days[1].day
                return True
        said = self._say(tokens, line)
        if self.layout.find("deferred", tokens.folded):
            self.is_deferred = said = True
        return said

    def _say(self, tokens: Tokens, line: PrintedLine) -> bool:
        said = False
        if found := self.layout.find("beneficiary", tokens.folded):
            self.beneficiary = _name(line.text[found.start("beneficiary") : found.end("beneficiary")])
            self.entries.append(Part(line.row))
            said = True
        if found := self.layout.find("provider", tokens.folded):
            self.provider = _name(line.text[found.start("provider") : found.end("provider")])
            said = True
        nature = self._nature(tokens.folded)
        if nature is not None:
            if nature is not self.paid_to:
                self.entries.append(Part(line.row))
            if nature is not PaidTo.CARE_PROVIDER:
                self.provider = ""
            self.paid_to = nature
            said = True
        if self.layout.find("reference", tokens.folded):
            self.reference = self._reference(tokens, line)
            said = True
        return said

    def _nature(self, folded: str) -> PaidTo | None:
        for nature in _NATURES:
            if self.layout.find(nature.value, folded):
                return nature
        return None

    def _reference(self, tokens: Tokens, line: PrintedLine) -> str:
        found = self.layout.find("reference", tokens.folded)
        return " ".join(line.text[found.start("reference") : found.end("reference")].split()) if found else ""

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
        words = self._words(line, tokens)
        days = self._days(line, tokens)
        if self.waiting is not None:
            before, its = self.waiting
            days = days if any(days) else self._days(before, its)
            above = self._words(before, its)
            for role, text in above.texts.items():
                words.texts[role] = f"{text} {words.texts.get(role, '')}".strip()
                words.lefts.setdefault(role, above.lefts[role])
            deduction = deduction or self._is_deduction(its)
        self.waiting = None
        care_date, paid_on = days
        self.care_date = care_date or self.care_date
        figures = self._figures(line, tokens, deduction)
        column = self._nature(_plain(words.texts.get(Role.PAID_TO, "")))
        act = Act(
            row=line.row,
            care_date=care_date or (None if deduction else self.care_date),
            paid_on=paid_on,
            beneficiary=_name(words.texts.get(Role.BENEFICIARY, "")) or self.beneficiary,
            label=_clean(words.texts.get(Role.ACT, "")),
            provider=_clean(words.texts.get(Role.CARE_PROVIDER, "")) or self.provider,
            rate=_clean(line.text[slice(*tokens.rates[0])]) if tokens.rates else "",
            figures=figures,
            paid_to=column or self.paid_to,
            reference=_clean(words.texts.get(Role.REFERENCE, "")) or self.reference,
            deduction=deduction,
        )
        if self.is_deferred:
            self.deferred.append(act)
        else:
            self.entries.append(act)
        self.last = words

    def _figures(self, line: PrintedLine, tokens: Tokens, deduction: bool) -> tuple[Figure, ...]:
        amounts = tokens.amounts
        if deduction:
            cents = amounts[-1].cents
            return (Figure(Role.REIMBURSED, -cents if self.way.lowered and cents > 0 else cents),)
        if self.layout.find("allowance", tokens.folded):
            return (Figure(Role.REIMBURSED, amounts[-1].cents),)
        roles = self._roles(line, tokens)
        return tuple(Figure(role, token.cents) for role, token in zip(roles, amounts, strict=True))

    def _roles(self, line: PrintedLine, tokens: Tokens) -> tuple[Role, ...]:
        spans = [(token.start, token.end) for token in tokens.amounts]
        if self.way.placed and (roles := amount_roles(line, spans, self.columns)):
            return roles
        top_up = self.layout.speaker is SourceKind.TOP_UP_INSURER
        return ordered_roles(tokens, self.columns.money, top_up)

    def _days(self, line: PrintedLine, tokens: Tokens) -> tuple[date | None, date | None]:
        """The day of care and the payment's, where the line says them."""
        among = [column for column in self.columns.columns if column.role in (Role.CARE_DATE, Role.PAID_ON)]
        if not tokens.days:
            return None, None
        roles = [column.role for column in among]
        if Role.PAID_ON not in roles:
            return tokens.days[0].day, None
        said: dict[Role, date] = {}
        for at, token in enumerate(tokens.days):
            said.setdefault(self._day_role(line, token, at, among), token.day)
        return said.get(Role.CARE_DATE), said.get(Role.PAID_ON)

    def _day_role(self, line: PrintedLine, token: DayToken, at: int, among: Sequence[Column]) -> Role:
        if self.columns.placed and line.spans:
            near = self.columns.nearest(*line.edges(token.start, token.end), among)
            return near.role if near else Role.CARE_DATE
        return among[min(at, len(among) - 1)].role

    def _words(self, line: PrintedLine, tokens: Tokens) -> _Words:
        """The text cells of a line under their columns; without text columns all of it is the act."""
        words = _Words()
        among = [column for column in self.columns.columns if column.role in (*_TEXTS, Role.IGNORED)]
        cells = [cell for cell in cell_spans(tokens.rest) if any(char.isalnum() for char in tokens.rest[slice(*cell)])]
        cells = parted(line, cells, among) if self.columns.placed else cells
        ordered = [column.role for column in among]
        for at, (start, end) in enumerate(cells):
            left, right = line.edges(start, end)
            role = Role.ACT
            if among and self.columns.placed and line.spans:
                near = self.columns.nearest(left, right, among)
                role = near.role if near else Role.ACT
            elif len(cells) == len(ordered):
                role = ordered[at]
            words.texts[role] = f"{words.texts.get(role, '')} {line.text[start:end]}".strip()
            words.lefts.setdefault(role, left)
        if Role.ACT not in words.texts and words.texts:
            words.texts[Role.ACT] = words.texts.get(Role.IGNORED, "")
        return words

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
            place[-1] = replace(act, label=_clean(f"{act.label} {text}"))
        elif isinstance(act, Act) and role is Role.CARE_PROVIDER:
            place[-1] = replace(act, provider=_clean(f"{act.provider} {text}"))


def _leads_with_day(tokens: Tokens) -> bool:
    """Whether the line begins with a day, as the lines of a table do."""
    return bool(tokens.days) and not tokens.folded[: tokens.days[0].start].strip(" |*-•")


def _plain(text: str) -> str:
    return tokens_of(text).folded


def _clean(text: str) -> str:
    return mask_nir(" ".join(text.split())).strip(" :;,-–")


def _name(text: str) -> str:
    """A name without the day of birth beside it, which is nobody's business here."""
    folded = _plain(text)
    for mark in (" ne(e) le", " nee le", " ne le", " ne(e)"):
        if mark in folded:
            text = text[: folded.index(mark)]
            folded = folded[: len(text)]
    return _clean(text)
