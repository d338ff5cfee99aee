"""When two values of a field mean the same though they are written otherwise, and when one is the other mistyped."""

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA
from stdnum import iban

from watchdog_sante.insurer_card.contact import addresses_in, hosts_in, numbers_in
from watchdog_sante.insurer_card.fields import FieldKind
from watchdog_sante.labels.text import fold

_MASKED = re.compile(r"[xX]{3,}|[*•…#]+|\.{3,}")
_YES = frozenset("OUI O YES Y VRAI TRUE ACTIF ACTIVE ACTIVEE ACTIVES EN ON 1 OK".split())
_NO = frozenset("NON N NO FAUX FALSE INACTIF INACTIVE DESACTIVE DESACTIVEE SUSPENDUE SUSPENDU OFF 0 AUCUNE".split())
_TITLES = frozenset("M MR MME MLLE MONSIEUR MADAME MADEMOISELLE DR DOCTEUR MRS MS MADAM".split())
_FILLERS = frozenset("DE DU DES D LA LE LES L ET A AU AUX SA SAS SASU SARL SCOP GIE SE PLC GROUPE STE SOCIETE".split())
# Words that say what a body is, not which one: alone they make no two names one.
_PLAIN = frozenset(
    "MUTUELLE ASSURANCE SANTE GENERALE NATIONALE PREVOYANCE COMPLEMENTAIRE CAISSE SERVICE SERVICES GESTION FRANCE "
    "INSTITUTION FEDERATION PUBLICS PUBLIC MALADIE PRIMAIRE".split()
)
_ABBREVIATIONS = {
    "MUT": "MUTUELLE", "MUTUELLES": "MUTUELLE", "MUTU": "MUTUELLE",
    "ASS": "ASSURANCE", "ASSUR": "ASSURANCE", "ASSURANCES": "ASSURANCE",
    "GEN": "GENERALE", "GAL": "GENERALE", "NAT": "NATIONALE", "ST": "SAINT", "STE": "SAINTE", "INST": "INSTITUTION",
    "PREV": "PREVOYANCE", "COMPL": "COMPLEMENTAIRE", "COMP": "COMPLEMENTAIRE", "FED": "FEDERATION",
    "AV": "AVENUE", "BD": "BOULEVARD", "BLD": "BOULEVARD", "BVD": "BOULEVARD", "R": "RUE", "PL": "PLACE",
    "CHE": "CHEMIN", "CH": "CHEMIN", "IMP": "IMPASSE", "ALL": "ALLEE", "RTE": "ROUTE", "BAT": "BATIMENT",
}  # fmt: skip
_PLAN_WORDS = frozenset("FORMULE GARANTIE GARANTIES NIVEAU OFFRE PRODUIT OPTION".split())
_DAY = re.compile(r"[0-9]{1,4}[/.\-][0-9]{1,2}[/.\-][0-9]{1,4}")


def compact(value: str) -> str:
    """Letters and digits only, upper case, no accents."""
    return re.sub(r"[^A-Z0-9]", "", fold(value))


def words_of(value: str) -> list[str]:
    """The words of a value, upper case, no accents, no punctuation; dots join (`C.P.A.M.` is one word)."""
    return re.sub(r"[^A-Z0-9]", " ", fold(value).replace(".", "")).split()


def account_country(value: str) -> str:
    """Two letters of an IBAN; `FR` for a RIB, which has none."""
    found = re.match(r"[A-Z]{2}(?=[0-9]{2})", compact(value))
    return found.group() if found else "FR"


def _account(value: str) -> str:
    text = compact(value)
    found = re.search(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", text)  # a heading may stand before it: `IBAN FR76 ...`
    text = found.group() if found else text
    return text[4:] if text.startswith("FR") and len(text) == 27 else text


def _same_account(before: str, after: str) -> bool:
    if not (_MASKED.search(before) or _MASKED.search(after)):
        return _account(before) == _account(after)
    tails = [compact(_MASKED.split(value)[-1]) for value in (before, after)]
    length = min(map(len, tails))
    return account_country(before) == account_country(after) and (
        length == 0 or tails[0][-length:] == tails[1][-length:]
    )


def says_yes(value: str) -> bool | None:
    """Yes, no, or None when the value says neither."""
    words = words_of(value)
    if not words:
        return None
    if words[0] in _NO or "PAS" in words:
        return False
    return True if words[0] in _YES else None


def _same_switch(before: str, after: str) -> bool:
    told = says_yes(before), says_yes(after)
    return told[0] == told[1] if None not in told else compact(before) == compact(after)


def people_in(value: str) -> frozenset[frozenset[str]]:
    """Each person named, as a set of words without title: order, case and accents do not matter."""
    people = re.split(r"[,;/+&\n]|\bET\b", fold(value))
    found = (frozenset(re.sub(r"[^A-Z]", " ", one).split()) - _TITLES for one in people)
    return frozenset(person for person in found if person)


def _same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """The same words, a missing second name, an initial for a first name, or one letter mistyped."""
    if one <= other or other <= one:
        return True
    mine, theirs = one - other, other - one
    if len(mine) != 1 or len(theirs) != 1:
        return False
    first, second = next(iter(mine)), next(iter(theirs))
    initial = min(len(first), len(second)) == 1 and first[0] == second[0]
    return initial or (min(len(first), len(second)) >= 4 and OSA.distance(first, second) <= 1)


def _same_people(before: str, after: str) -> bool:
    known, told = people_in(before), people_in(after)
    if not known or not told:
        return compact(before) == compact(after)
    return all(any(_same_person(person, one) for one in known) for person in told)


@lru_cache(maxsize=10_000)
def _full_words(value: str) -> frozenset[str]:
    return frozenset(_ABBREVIATIONS.get(word, word) for word in words_of(value)) - _FILLERS


def says_who(name: str) -> bool:
    """Whether a name says which body it is, beyond what kind of body (`Mutuelle`, `Complémentaire santé`)."""
    return bool(_full_words(name) - _PLAIN)


def same_organisation(before: str, after: str) -> bool:
    """The same name but for legal form, abbreviations, order, or a word more or less (`Macif`, `Macif Santé`)."""
    old, new = _full_words(before), _full_words(after)
    if (old <= new or new <= old) and (old & new) - _PLAIN:
        return True
    return old == new if old and new else compact(before) == compact(after)


def _same_address(before: str, after: str) -> bool:
    return _full_words(before) == _full_words(after)


def _none_new(reader: Callable[[str], frozenset[str]]) -> Callable[[str, str], bool]:
    def same(before: str, after: str) -> bool:
        old, new = reader(before), reader(after)
        return new <= old if old and new else compact(before) == compact(after)

    return same


def _same_number(before: str, after: str) -> bool:
    return compact(before).lstrip("0") == compact(after).lstrip("0")


def _same_plan(before: str, after: str) -> bool:
    """The same words, whether or not the value repeats what the field is (`Formule Confort 2`)."""
    return [word for word in words_of(before) if word not in _PLAN_WORDS] == [
        word for word in words_of(after) if word not in _PLAN_WORDS
    ]


def _same_text(before: str, after: str) -> bool:
    dated = all(_DAY.search(value) for value in (before, after))
    without = [compact(_DAY.sub("", value)) for value in (before, after)]
    return without[0] == without[1] if dated else compact(before) == compact(after)


_SAME: dict[FieldKind, Callable[[str, str], bool]] = {
    FieldKind.ACCOUNT: _same_account,
    FieldKind.EMAIL: _none_new(addresses_in),
    FieldKind.TELEPHONE: _none_new(numbers_in),
    FieldKind.WEBSITE: _none_new(hosts_in),
    FieldKind.SWITCH: _same_switch,
    FieldKind.OPERATOR: same_organisation,
    FieldKind.NUMBER: _same_number,
    FieldKind.PERSON: _same_people,
    FieldKind.ORGANISATION: same_organisation,
    FieldKind.ADDRESS: _same_address,
    FieldKind.PLAN: _same_plan,
}


def same_value(kind: FieldKind, before: str, after: str) -> bool:
    """Whether both values of a field of this kind mean the same; an empty value is unknown, hence no change."""
    if not compact(before) or not compact(after):
        return True
    return _SAME.get(kind, _same_text)(before, after)


def mistyped(kind: FieldKind, before: str, after: str) -> bool:
    """Whether `after` is most likely `before` typed wrong: an account that no bank could have, a digit of a number."""
    if kind is FieldKind.ACCOUNT:
        wrong = not iban.is_valid(compact(after))
        return wrong and bool(iban.is_valid(compact(before))) and OSA.distance(compact(before), compact(after)) <= 2
    if kind is FieldKind.TELEPHONE:
        old, new = numbers_in(before), numbers_in(after)
        return all(any(OSA.distance(one, other) <= 1 for other in old) for one in new - old) and bool(old and new)
    if kind is FieldKind.NUMBER:
        return _one_slip(before, after)
    # A digit in the place of a letter is how a name is imitated, no slip of the hand.
    return kind is FieldKind.ORGANISATION and _one_slip(before, after) and _digits(before) == _digits(after)


def _digits(value: str) -> str:
    return re.sub(r"[^0-9]", "", value)


def _one_slip(before: str, after: str) -> bool:
    return len(compact(before)) >= 6 and OSA.distance(compact(before), compact(after)) <= 1
