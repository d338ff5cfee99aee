"""Telephone numbers of a message, and what kind each is (phonenumbers' plan of the numbers of the world, offline)."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberType

_SHORT = re.compile(r"(?<![\d.,+/])(?:3\s?[0-9]\s?[0-9]{2}|10\s?[0-9]{2})(?![\d.,/]|\s?(?:€|eur|%))", re.IGNORECASE)
_CALLING = re.compile(
    r"(?:appel|compos|joign|joindre|contact|t[ée]l|num[ée]ro|call|dial|phone|au|rappel|whatsapp|ligne)\W*(?:[\w’']+\W+){0,6}$",
    re.IGNORECASE,
)
_PAID = {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST}
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.PAGER, PhoneNumberType.PERSONAL_NUMBER}


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number: `plain` in international form (or the short number's digits), and its kind."""

    plain: str
    kind: str  # short, mobile, premium, abroad, ordinary

    @property
    def for_people(self) -> str:
        """As a French person reads it: `01 86 26 00 11`."""
        if not self.plain.startswith("+33"):
            return self.plain
        digits = f"0{self.plain[3:]}"
        return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


_OVERSEAS = frozenset({262, 508, 590, 594, 596, 687, 689})  # French telephone codes of their own
_BY_DIGITS = {"6": "mobile", "7": "mobile", "81": "premium", "82": "premium", "89": "premium"}


def _kind(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code != 33 and number.country_code not in _OVERSEAS:
        return "abroad"
    kind = phonenumbers.number_type(number)
    if kind is PhoneNumberType.UNKNOWN:  # a range that nobody holds, as forged numbers may be
        digits = str(number.national_number)
        return _BY_DIGITS.get(digits[:2], _BY_DIGITS.get(digits[:1], "ordinary"))
    return "premium" if kind in _PAID else "mobile" if kind in _MOBILE else "ordinary"


def _is_number(match: phonenumbers.PhoneNumberMatch) -> bool:
    """A number of the plan; or one written as numbers are, in a range that nobody holds."""
    written = match.raw_string.strip()
    digits = re.sub(r"\D", "", written)
    french = len(digits) == 10 and digits.startswith("0")
    return phonenumbers.is_valid_number(match.number) or french or (written.startswith("+") and len(digits) >= 9)


def read_number(written: str) -> Telephone | None:
    """One number alone, as the sender of an SMS; None when it is none."""
    digits = re.sub(r"\D", "", written)
    if not written.strip().startswith(("+", "00")) and len(digits) <= 6:
        return Telephone(digits, "short") if digits else None
    try:
        number = phonenumbers.parse(written, "FR")
    except phonenumbers.NumberParseException:
        return None
    return Telephone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), _kind(number))


def telephones_in(text: str) -> tuple[Telephone, ...]:
    """The numbers written in the text, each once: those of the plan, and short ones that one is told to call."""
    matcher = phonenumbers.PhoneNumberMatcher(text, "FR", leniency=phonenumbers.Leniency.POSSIBLE, max_tries=2000)
    matches = [match for match in matcher if _is_number(match)]
    found = [
        Telephone(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164), _kind(match.number))
        for match in matches
    ]
    within = {place for match in matches for place in range(match.start, match.end)}
    for match in _SHORT.finditer(text):
        if match.start() not in within and _CALLING.search(text[max(0, match.start() - 60) : match.start()]):
            found.append(Telephone(re.sub(r"\D", "", match.group()), "short"))
    return tuple(dict.fromkeys(found))
