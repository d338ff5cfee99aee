"""Card labels: the day of purchase, the card's digits, the intermediary and the merchant."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from watchdog_sante.labels.lexicon import INTERMEDIARIES, TRADES
from watchdog_sante.labels.payees import clean_payee

_CARD_NUMBER = re.compile(
    r"(?<![A-Z0-9])(?:CARTE (?:NUMERO |NO? ?|N° ?)?[0-9X*]{3,19}|CB ?\*+ ?[0-9]{4}|PAYWEB ?[0-9]{4}|X[0-9]{4}|"
    r"[0-9]{4}[X*]{2,}[0-9]{0,4}|\*{2,}[0-9]{4})(?![A-Z0-9])"
)
_CARD_CUT = re.compile(r" (?:CA|CAR|CART|CARTE|CARTE [0-9X*]*|CB\*[0-9]*|CB)$")
_CURRENCY = "(?:EUR|USD|GBP|CHF|CAD|PLN|SEK|DKK|NOK|CZK|JPY)"
_AMOUNT = re.compile(rf" (?:[0-9]+[,.][0-9]{{2}} ?{_CURRENCY}|{_CURRENCY} +[0-9]+[,.][0-9]{{2}})\b.*$")
_DAY_TEXT = r"[0-3][0-9](?P<sep{n}>[/.\-]?)[01][0-9](?:(?P=sep{n})(?:20)?[0-9]{{2}})?"
_LEADING_DAY = re.compile(rf"(?:DU )?(?P<day>{_DAY_TEXT.format(n=1)})(?![0-9A-Z/])(?: (?:A )?[0-2]?[0-9]H[0-5][0-9])?")
_FACT_DAY = re.compile(rf" FACT(?:URE)?(?: DU)? (?P<day>{_DAY_TEXT.format(n=2)})(?![0-9A-Z/])")
_TRAILING_DAY = re.compile(r" (?:LE |DU )?(?P<day>[0-3][0-9](?P<sep>[/.\-])[01][0-9](?:(?P=sep)(?:20)?[0-9]{2})?)$")
_NO_DIGIT = re.compile(r"[^0-9]+")
_SECOND_LABEL = re.compile(r".+ CARTE (?=[0-3][0-9]/[01][0-9](?:/[0-9]{2})? )")  # a MEMO that tells all again
_REFUND_MARK = re.compile(r"(?<![A-Z0-9])REMB(?:T|OURST|OURSEMENT)(?![A-Z0-9])")
_ARRONDISSEMENT = r"(?:PARIS|LYON|MARSEILLE) ?(?:[0-9]{1,2}E?|[0-9]{2}EME)"
_TOWN_AFTER = re.compile(rf"(?P<payee>.+) (?P<town>{_ARRONDISSEMENT})")
_TOWN_BEFORE = re.compile(rf"(?P<town>{_ARRONDISSEMENT}) (?P<payee>[A-Z].*)")
_STORE_NUMBER = re.compile(r"(?P<payee>.*[A-Z]{3}.*?) [0-9]{3,5} (?P<town>[A-Z][A-Z'\-]*(?: [A-Z][A-Z'\-]*){0,2})")
_STAR_CODE = re.compile(r"\*[A-Z0-9]*[0-9][A-Z0-9]*$")  # a number of order: AMZN MKTP FR*2K4RT6
_STAR = re.compile(r"(?P<who>[A-Z_]+) ?\*+ ?(?P<payee>.*)")


class Purchase(NamedTuple):
    """A card label read: `body` is the merchant with the town still in it, for `towns` to look at."""

    payee: str
    town: str
    intermediary: str
    body: str
    day: date | None
    refund: bool


def purchase_day(text: str, booked: date) -> date | None:
    """ddmm, ddmmyy or with separators; without a year, the last such day that is not after the booking by a week."""
    digits = _NO_DIGIT.sub("", text)
    year = {8: digits[4:], 6: f"20{digits[4:]}"}.get(len(digits), "")
    try:
        if year:
            return date(int(year), int(digits[2:4]), int(digits[:2]))
        same_year = date(booked.year, int(digits[2:4]), int(digits[:2]))
        return same_year if same_year <= booked + timedelta(days=7) else same_year.replace(year=booked.year - 1)
    except ValueError:
        return None


def _take_day(text: str, booked: date) -> tuple[str, date | None]:
    for pattern in (_LEADING_DAY, _FACT_DAY, _TRAILING_DAY):
        found = pattern.match(text) if pattern is _LEADING_DAY else pattern.search(text)
        day = purchase_day(found["day"], booked) if found else None
        if found and day and abs((booked - day).days) <= 400:
            return f"{text[: found.start()]} {text[found.end() :]}".strip(), day
    return text, None


def split_town(body: str, town_first: bool) -> tuple[str, str]:
    """Merchant and town, where the label's own shape tells: an arrondissement, or a town after a store number."""
    found = (town_first and _TOWN_BEFORE.fullmatch(body)) or _TOWN_AFTER.fullmatch(body)
    if not found and not town_first:
        found = _STORE_NUMBER.fullmatch(body)
        if found and set(found["payee"].split()) <= TRADES:
            found = None
    return (found["payee"], found["town"]) if found else (body, "")


def take_intermediary(merchant: str) -> tuple[str, str]:
    """Merchant and the intermediary noted before a star; an intermediary alone is its own merchant."""
    found = _STAR.fullmatch(merchant)
    if not found or found["who"] not in INTERMEDIARIES:
        return _STAR_CODE.sub("", merchant).replace("*", " "), ""
    name = INTERMEDIARIES[found["who"]]
    return found["payee"] or name, name


def read_purchase(text: str, booked: date, town_first: bool, cut: bool) -> Purchase:
    """The body of a card label (opening removed)."""
    text = _AMOUNT.sub("", f" {text}").strip()
    if " CARTE " in text:
        text = _SECOND_LABEL.sub("", text)
    text = " ".join(_CARD_NUMBER.sub(" ", text).split())
    if cut:
        text = _CARD_CUT.sub("", f" {text}").strip()
    refund = "REMB" in text and _REFUND_MARK.search(text) is not None
    if refund:
        text = " ".join(_REFUND_MARK.sub(" ", text).split())
    text, day = _take_day(text, booked)
    return Purchase(*_merchant(text, town_first), day, refund)


@lru_cache(maxsize=20_000)  # the same shops come back week after week
def _merchant(text: str, town_first: bool) -> tuple[str, str, str, str]:
    """Payee, town, intermediary and body of what is left of a card label."""
    body = clean_payee(text, first_reference=False)
    merchant, town = split_town(body, town_first)
    payee, intermediary = take_intermediary(merchant)
    return clean_payee(payee, first_reference=False), town, intermediary, body
