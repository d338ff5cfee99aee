"""A layout: one form of printed statement described as data, `kind: pdf` among the profiles.

A layout says by which words it is known, and how a heading, a payment, a beneficiary, a deduction, a total or a balance
looks. Patterns are regular expressions on a line in plain lower case without accents; a space in one stands for any
white space or none, since some banks print their words glued together. `extends` names a layout whose words are added.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.readers.folding import fold_name
from watchdog_sante.readers.profile import Role

MONEY = (
    *(Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.BALANCE),
    *(Role.EXPENSE, Role.BASE, Role.BASIC, Role.REIMBURSED, Role.OTHER_AMOUNT),
)
_DEEPEST = 5  # layouts that may extend each other in a row
_SHORT = {
    **{
        "remboursement": "rembours|rembt|remb|rbt",
        "rembourse": "remb",
        "obligatoire": "oblig",
        "complementaire": "compl?",
    },
    **{"securite": "secu?", "sociale": "soc", "mutuelle": "mut", "montant": "mo?nt", "beneficiaire": "benef"},
    **{"operation": "ope?r?", "operations": "ope?r?", "comptable": "compt?", "libelle": "lib"},
    **{"ss": r"s\. ?s", "ro": r"r\. ?o", "rc": r"r\. ?c", "amo": r"a\. ?m\. ?o", "amc": r"a\. ?m\. ?c"},
}  # a heading's word: how else it is printed
_SPACES = re.compile(r"(\[[^\]]*\])| +")


class PrintedLayout(BaseModel):
    """One form of printed statement. Unknown keys, roles and broken patterns are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="shown as the profile of a file")
    kind: Literal["pdf"] = Field(description="a printed statement, read from its text layer or pasted")
    speaker: SourceKind = Field(description="who speaks: bank, basic_insurer or top_up_insurer")
    banks: tuple[str, ...] = Field(default=(), description="who prints this form")
    source: str = Field(description="where the form is known from")
    extends: str = Field(default="", description="a layout whose words and patterns are added to these")
    fallback: bool = Field(default=False, description="asked last, and believed only when the totals prove it")
    marks: tuple[str, ...] = Field(default=(), description="patterns that all stand in such a statement")
    without: tuple[str, ...] = Field(default=(), description="patterns of which none does")
    needs: frozenset[Role] = Field(default=frozenset(), description="columns that the headings must show")
    skip_pages: tuple[str, ...] = Field(default=(), description="a page with one of these is not read")
    columns: dict[str, Role] = Field(default_factory=dict, description="heading: role")
    skip: tuple[str, ...] = Field(default=(), description="lines that say nothing about operations")
    period: tuple[str, ...] = Field(default=(), description="groups start, end: the days the statement covers")
    total: tuple[str, ...] = Field(default=(), description="a sum of lines; the amounts stand behind the words")
    of_which: tuple[str, ...] = Field(default=(), description="insurer: a sum of some lines of the sum above")
    basic_part: tuple[str, ...] = Field(default=(), description="top-up insurer: a sum of the basic insurer's part")
    other_part: tuple[str, ...] = Field(default=(), description="basic insurer: a sum of another insurer's part")
    carried: tuple[str, ...] = Field(default=(), description="insurer: a sum that goes on on the next page")
    account: tuple[str, ...] = Field(default=(), description="bank: group account")
    balance: tuple[str, ...] = Field(default=(), description="bank: a balance; group debtor: it is below zero")
    glued: tuple[str, ...] = Field(default=(), description="bank: words of labels that may be printed without spaces")
    payment: tuple[str, ...] = Field(default=(), description="insurer: a payment, with its day and often its sum")
    reference: tuple[str, ...] = Field(default=(), description="insurer: group reference, number of a payment")
    beneficiary: tuple[str, ...] = Field(default=(), description="insurer: group beneficiary, for whom the care was")
    provider: tuple[str, ...] = Field(default=(), description="insurer: group provider, who gave the care")
    insured: tuple[str, ...] = Field(default=(), description="insurer: what follows was paid to the insured")
    care_provider: tuple[str, ...] = Field(default=(), description="insurer: what follows was paid to a professional")
    employer: tuple[str, ...] = Field(default=(), description="insurer: what follows was paid to the employer")
    allowance: tuple[str, ...] = Field(default=(), description="insurer: daily allowance, whose last amount counts")
    deduction: tuple[str, ...] = Field(default=(), description="insurer: a line that lowers the payment")
    deferred: tuple[str, ...] = Field(default=(), description="insurer: what follows is kept back from a later payment")

    @field_validator(
        *("marks", "without", "skip_pages", "skip", "period", "total", "account", "balance", "payment", "reference"),
        *("beneficiary", "provider", "insured", "care_provider", "employer", "allowance", "deduction", "deferred"),
        *("of_which", "basic_part", "other_part", "carried"),
    )
    @classmethod
    def _patterns_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                _compiled(pattern)
            except (re.error, OverflowError) as error:
                raise ValueError(f"{pattern}: {error}") from error
        return patterns

    @cached_property
    def _patterns(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {}

    def find(self, what: str, text: str) -> re.Match[str] | None:
        """The first pattern of the field `what` that stands in the plain text."""
        if what not in self._patterns:
            self._patterns[what] = tuple(map(_compiled, getattr(self, what)))
        for pattern in self._patterns[what]:
            if found := pattern.search(text):
                return found
        return None

    def claims(self, text: str) -> bool:
        """Whether a statement with this plain text may be of this form."""
        return all(_compiled(mark).search(text) for mark in self.marks) and self.find("without", text) is None

    @cached_property
    def headings(self) -> tuple[tuple[re.Pattern[str], Role], ...]:
        """Column headings as patterns on plain words, the longest first."""
        phrases = sorted(((fold_name(name), role) for name, role in self.columns.items()), key=lambda one: -len(one[0]))
        return tuple(
            (
                re.compile(
                    r"(?<![a-z0-9])" + r"[^a-z0-9]{0,3}".join(map(_shortened, phrase.split())) + r"(?![a-z0-9])"
                ),
                role,
            )
            for phrase, role in phrases
        )


def _shortened(word: str) -> str:
    """A pattern for a word of a heading, which a narrow column may print shortened (`Remb. oblig.`)."""
    return f"(?:{word}|{_SHORT[word]})" if word in _SHORT else word


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_SPACES.sub(lambda found: found[1] or r"\s*", pattern))


def completed(layouts: Iterable[PrintedLayout]) -> tuple[PrintedLayout, ...]:
    """The layouts, each with the words of the one that it extends. An unknown name adds nothing."""
    known = {layout.name: layout for layout in layouts}
    return tuple(_completed(layout, known, _DEEPEST) for layout in known.values())


def _completed(layout: PrintedLayout, known: dict[str, PrintedLayout], depth: int) -> PrintedLayout:
    if layout.extends not in known or depth == 0:
        return layout
    parent = _completed(known[layout.extends], known, depth - 1)
    added = {name: (*getattr(layout, name), *getattr(parent, name)) for name in _WORDS}
    return layout.model_copy(update={**added, "columns": {**parent.columns, **layout.columns}})


_WORDS = (
    *("skip_pages", "skip", "period", "total", "account", "balance", "glued", "payment", "reference", "beneficiary"),
    *("provider", "insured", "care_provider", "employer", "allowance", "deduction", "deferred"),
    *("of_which", "basic_part", "other_part", "carried"),
)
