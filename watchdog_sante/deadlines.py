"""The legal clocks of a bank operation. Source: domain.md section 1.2, contest clock [S40] (Banque de France)."""

from datetime import date, timedelta

# States of the EEA with the French territories that have a country code of their own. A two-letter country comes from
# a creditor id or an IBAN; a payee's bank outside the EEA shortens the clock to 70 days.
EEA = frozenset(
    {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IS", "IT", "LI", "LV", "LT"}
    | {"LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "GP", "GF", "MQ", "RE", "YT", "PM", "BL", "MF"}
)


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of the month where that day does not exist."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def refund_deadline(debited: date) -> date:
    """Last day to ask back an authorised direct debit: 8 weeks (L133-25, L133-25-1 CMF)."""
    return debited + timedelta(weeks=8)


def contest_deadline(debited: date, country: str = "FR") -> date:
    """Last day to contest an operation one did not authorise: 13 months, 70 days outside the EEA (L133-24 CMF)."""
    return months_later(debited, 13) if country in EEA else debited + timedelta(days=70)
