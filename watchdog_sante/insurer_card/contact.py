"""Telephone numbers, e-mail addresses and web sites as they are written on a card."""

import re

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)(?P<country>[1-9][0-9]{0,2}))?(?P<rest>[ .\-]*[0-9](?:[ .\-]*[0-9]){2,13})"
)
_BETWEEN = re.compile(r" / |[;,\n]|\b(?:ou|et|or|and)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Z0-9._%+\-]+@[A-Z0-9\-]+(?:\.[A-Z0-9\-]+)+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?P<host>[A-Z0-9\-]+(?:\.[A-Z0-9\-]+)+)", re.IGNORECASE)
# Domains that lend second-level names to others: the registrable name has three parts there.
_SHARED_SUFFIXES = frozenset({"gouv.fr", "asso.fr", "com.fr", "co.uk", "nom.fr"})
_PERSONAL = frozenset(
    "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.fr live.com msn.com yahoo.com "
    "yahoo.fr orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr numericable.fr laposte.net icloud.com me.com "
    "proton.me protonmail.com gmx.fr gmx.com".split()
)


def _national(country: str, digits: str) -> str:
    if not country and len(digits) == 11 and digits.startswith("33"):
        return f"0{digits[2:]}"
    if country in ("33", ""):
        return digits if digits.startswith("0") or len(digits) < 9 else f"0{digits}"
    return f"+{country}{digits}"


def numbers_in(text: str) -> frozenset[str]:
    """The telephone numbers of `text`, French ones as ten digits from 0 (or four: 3646), others as `+country...`."""
    found = set()
    for match in (match for part in _BETWEEN.split(text.replace("(0)", "")) for match in _NUMBER.finditer(part)):
        country = match["country"] or ""
        digits = re.sub(r"[^0-9]", "", match["rest"])
        if country.startswith("33"):  # the pattern may have taken a digit too many: +339 69 ...
            country, digits = "33", country[2:] + digits
        number = _national(country, digits)
        if country not in ("", "33") or len(number) in (4, 10):
            found.add(number)
    return frozenset(found)


def is_mobile_or_premium(number: str) -> bool:
    """A mobile (06, 07), a number that costs more than a call (081, 082, 089) or one abroad."""
    return number.startswith(("06", "07", "081", "082", "089", "+"))


def registrable(host: str) -> str:
    """The part of a host name that someone had to buy: `assure.ameli.fr` gives `ameli.fr`."""
    parts = host.lower().strip(".").split(".")
    keep = 3 if ".".join(parts[-2:]) in _SHARED_SUFFIXES else 2
    return ".".join(parts[-keep:])


def addresses_in(text: str) -> frozenset[str]:
    """The e-mail addresses of `text`, in lower case."""
    return frozenset(address.lower() for address in _ADDRESS.findall(text))


def hosts_in(text: str) -> frozenset[str]:
    """The registrable domains of the web sites named in `text`."""
    return frozenset(registrable(match["host"]) for match in _HOST.finditer(_ADDRESS.sub(" ", text)))


def domain_of(address: str) -> str:
    """The registrable domain of an e-mail address."""
    return registrable(address.rpartition("@")[2])


def is_personal(domain: str) -> bool:
    """A mailbox provider for private people: the field then holds the person's own address, not the insurer's."""
    return domain in _PERSONAL


def within(domain: str, known: frozenset[str]) -> bool:
    """Whether `domain` is one of the known registrable domains."""
    return registrable(domain) in {registrable(one) for one in known}
