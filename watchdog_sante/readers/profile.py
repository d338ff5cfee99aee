"""A profile: one form of CSV export described as flat data, in the words of the file's own header.

Profiles are values: the package's own lie in `profiles/*.yaml`, a person's in `profiles.d/`; both are handed down.
What a form needs beyond this description is no profile any more but a reader of its own.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from watchdog_sante.model.kinds import SourceKind
from watchdog_sante.readers.folding import fold_name

_ANY_DAY, _ANOTHER_YEAR = date(2024, 11, 23), date(2023, 11, 23)


class Role(StrEnum):
    """What a column is for."""

    DAY = "day"  # bank: booking day; details: day of the snapshot
    VALUE_DAY = "value_day"
    LABEL = "label"  # several columns are joined with a space
    PAYEE = "payee"  # the other party's name alone; a part of the label, joined where it stands among the columns
    LABEL_ELSE = "label_else"  # only where every `label` column of the row is empty
    AMOUNT = "amount"  # signed
    DEBIT = "debit"  # written with or without a minus
    CREDIT = "credit"
    DIRECTION = "direction"  # "D" or "C" row by row, for an amount without its sign
    FEE = "fee"  # taken besides the amount
    BALANCE = "balance"  # running balance after the row
    BALANCE_NOW = "balance_now"  # balance on the latest day, repeated on the rows
    CURRENCY = "currency"
    ACCOUNT = "account"
    SUB_ACCOUNT = "sub_account"  # pocket, space: an account of its own unless listed in `main_account`
    TYPE = "type"  # the bank's word for the kind of operation
    STATE = "state"  # done, pending, cancelled
    PAID_ON = "paid_on"
    CARE_DATE = "care_date"
    BENEFICIARY = "beneficiary"
    ACT = "act"
    CARE_PROVIDER = "care_provider"
    EXPENSE = "expense"
    BASE = "base"
    RATE = "rate"
    BASIC = "basic"  # on a top-up statement: the basic insurer's part
    REIMBURSED = "reimbursed"
    OTHER_AMOUNT = "other_amount"  # printed beside them and not kept: another insurer’s part, what is left to pay
    PAID_TO = "paid_to"
    REFERENCE = "reference"
    FIELD = "field"
    VALUE = "value"
    IGNORED = "ignored"


_NEEDED = {
    SourceKind.BANK: (Role.DAY, Role.LABEL),
    SourceKind.BASIC_INSURER: (Role.PAID_ON, Role.ACT, Role.REIMBURSED),
    SourceKind.TOP_UP_INSURER: (Role.PAID_ON, Role.ACT, Role.REIMBURSED),
    SourceKind.INSURER_DETAILS: (Role.DAY, Role.FIELD, Role.VALUE),
}


def _folded_column(name: str) -> str:
    """`Solde#2` keeps its number: the second column of that name."""
    plain, mark, ordinal = name.rpartition("#")
    return f"{fold_name(plain)}#{ordinal}" if mark and ordinal.isdigit() else fold_name(name)


class Profile(BaseModel):
    """One form of export; it may serve several banks. Unknown keys, roles and broken patterns are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="shown as the profile of a file")
    banks: tuple[str, ...] = Field(default=(), description="who exports this form")
    kind: SourceKind = Field(default=SourceKind.BANK, description="who speaks in the file")
    source: str = Field(description="where the form is known from")
    columns: dict[str, Role] = Field(
        min_length=2, description="header name: role, in the order of the file; `Solde#2` is the second of that name"
    )
    may_lack: frozenset[Role] = Field(default=frozenset(), description="roles that some exports leave out")
    signature: tuple[str, ...] = Field(default=(), description="header names, one of which every file has")
    without: tuple[str, ...] = Field(default=(), description="header names that only other forms have")
    other_columns: bool = Field(default=False, description="whether a header may have names that are not listed")
    cash: bool = Field(default=True, description="false: a form known in order to be refused (securities)")
    fallback: bool = Field(default=False, description="only asked when no other profile claims the file")
    fields: int = Field(default=0, ge=0, le=100, description="columns of a form without header, named #1, #2 ...")
    delimiters: tuple[str, ...] = Field(default=(";", "\t", "|", ","), min_length=1)
    days: tuple[str, ...] = Field(default=("%d/%m/%Y",), min_length=1, description="strptime forms, one a file")
    decimal: str = Field(default="", pattern=r"^[.,]?$", description="mark of decimals; empty = the file shows it")
    multiline: bool = Field(default=False, description="labels may go on over several lines between quotes")
    html: bool = Field(default=False, description="labels hold HTML entities")
    lines: tuple[str, ...] = Field(
        default=(),
        description="patterns of lines that are no rows, on the folded text; groups account, start, end, day, balance, "
        "opening, count",
    )
    ends_with_balance: bool = Field(default=False, description="the last line states the closing balance")
    done: tuple[str, ...] = Field(
        default=(), description="words of a state that is booked; none: every word that is in neither list below"
    )
    pending: tuple[str, ...] = Field(default=(), description="words of a state not yet booked")
    cancelled: tuple[str, ...] = Field(default=(), description="words of a state that never will be")
    main_account: tuple[str, ...] = Field(default=(), description="names of the main account among sub-accounts")
    insured: tuple[str, ...] = Field(default=(), description="words for: paid to the insured")
    care_provider: tuple[str, ...] = Field(default=(), description="words for: paid to the care provider")
    employer: tuple[str, ...] = Field(default=(), description="words for: paid to the employer")

    @field_validator("lines")
    @classmethod
    def _patterns_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except (re.error, OverflowError) as error:  # `x{99999999999}` is too much for it
                raise ValueError(f"{pattern}: {error}") from error
        return patterns

    @field_validator("days")
    @classmethod
    def _days_are_read_as_written(cls, forms: tuple[str, ...]) -> tuple[str, ...]:
        for form in forms:
            try:
                tells_year = _ANY_DAY.strftime(form) != _ANOTHER_YEAR.strftime(form)
                # Without a year it is not even tried: newer Pythons warn of such forms.
                whole = tells_year and datetime.strptime(_ANY_DAY.strftime(form), form).date() == _ANY_DAY
            except (ValueError, re.error) as error:  # strptime makes a pattern of it: `%Y %Y` is none
                raise ValueError(f"{form}: {error}") from error
            if not whole:
                raise ValueError(f"{form}: no day, month and year")
        return forms

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "Profile":
        roles = set(self.columns.values())
        missing = [role for role in _NEEDED[self.kind] if role not in roles]
        if self.kind is SourceKind.BANK and Role.AMOUNT not in roles and not {Role.DEBIT, Role.CREDIT} <= roles:
            missing.append(Role.AMOUNT)
        if missing:
            raise ValueError(f"no column for: {', '.join(missing)}")
        if self.fields and not all(re.fullmatch(r"#\d+", name) for name in self.columns):
            raise ValueError("without a header the columns are named #1, #2 ...")
        return self

    @cached_property
    def folded(self) -> dict[str, Role]:
        """Roles by folded header name, in order."""
        return {_folded_column(name): role for name, role in self.columns.items()}

    @cached_property
    def barred(self) -> frozenset[str]:
        """Folded names that no header of this form has."""
        return frozenset(fold_name(name) for name in self.without)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Folded names of `signature`."""
        return frozenset(fold_name(name) for name in self.signature)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """`lines`, compiled."""
        return tuple(re.compile(pattern) for pattern in self.lines)

    @cached_property
    def required(self) -> frozenset[Role]:
        """Roles without which a header is not of this form."""
        return frozenset(self.columns.values()) - self.may_lack - {Role.IGNORED}
