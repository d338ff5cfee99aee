"""Masking what must never be shown or stored: NIR (French social security number), account and card numbers.

Only this room knows how such numbers look. A run of digits is called a NIR when its key checks (15 characters, see
domain.md section 3.6), or when it is written without its key and each of its parts is one (month, department, commune);
in what leaves the machine any run that merely looks like one is masked too.
"""

import re
import string
import traceback

MASK = "•"
_SHORTEST_IBAN = 15
# Control characters (line ends and tabs aside) and those that turn the direction of text.
_DIRECTIONS = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_COMMANDS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), *_DIRECTIONS} - {0x09, 0x0A})
# A blank stands beside a stop or hyphen where a statement cut the text between two of its fields.
_APART = r"(?: ?[.\-_] ?|[ \u00a0\u202f\u2009]{0,2})"
# year, month, department, commune, order
_DEPARTMENT = rf"(?:[0-9]{_APART}[0-9]|2{_APART}[ABab])"
_NIR_HEAD = rf"{_APART}(?:[0-9]{_APART}){{4}}{_DEPARTMENT}(?:{_APART}[0-9]){{6}}"
_NIR_KEY = rf"(?:{_APART}|[ \u00a0]?[/|:,(][ \u00a0]?|[ \u00a0]?[Cc][Ll][EeÉé][ :\u00a0]{{0,3}})[0-9]{_APART}[0-9]"
# Where a number ends: no digit follows, or an amount that print has set over its last column.
_AMOUNT = r"(?=[0-9]{1,3}(?:[ .\u00a0\u202f][0-9]{3})*,[0-9]{2}(?![0-9]))"
_NIR_SHAPE = re.compile(rf"(?<![0-9])(?=([12378]{_NIR_HEAD}{_NIR_KEY})(?:(?![0-9])|{_AMOUNT}))")
# Without its key: sex, year, a month, a department, a commune, an order; in one run, or in the groups of the card.
# A hash is none: its digits stand among a to f.
_NIR_KEYLESS = re.compile(
    r"(?<![0-9a-f])(?=([12] ?(?P<mark>[.\-_]) ?{}|[12](?P<apart>[ \u00a0\u202f\u2009]?){})(?![0-9a-f]))".format(
        *(
            rf"[0-9]{{2}}{apart}(?:0[1-9]|1[0-2]){apart}(?:0[1-9]|[1-8][0-9]|9[0-57-9]|2[ABab]){apart}"
            rf"(?!000)[0-9]{{3}}{apart}(?!000)[0-9]{{3}}"
            for apart in (r" ?(?P=mark) ?", r"(?P=apart)")
        )
    )
)
# The beginning of one in the card's groups, up to its commune or further, that a column or the page's edge has cut off.
_NIR_CUT_OFF = re.compile(
    r"(?<![0-9a-f])(?=([12](?P<gap> ?[.\-_] ?|[ \u00a0\u202f\u2009])[0-9]{2}(?P=gap)(?:0[1-9]|1[0-2])(?P=gap)"
    r"(?:0[1-9]|[1-8][0-9]|9[0-57-9]|2[ABab])(?P=gap)(?!000)[0-9]{3}(?:(?P=gap)[0-9]{1,2})?)(?![0-9a-f]))"
)
# The same with one blank more, which is where a label went on in the next field.
_NIR_CUT = re.compile(rf"(?<![0-9a-f])(?=([12]{_NIR_HEAD})(?![0-9a-f]))")
_NIR_BODY = re.compile(
    r"[12][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8][0-9]|9[0-57-9]|2[AB])(?!000)[0-9]{3}(?!000)[0-9]{3}"
)
_NIR_BORDERS = frozenset({1, 3, 5, 7, 10})  # characters before each gap of the card's groups
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_COMPACT_DAY = re.compile(rf"{_DAY}{_MONTH}(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})|(?:19|20)[0-9]{{2}}{_MONTH}{_DAY}")
# Quick looks that spare the careful ones: no shorter run holds one, nor any that goes on otherwise.
_NIR_LONG = re.compile(r"[0-9ABab .\-_\u00a0\u202f\u2009]{13}")
_NIR_PERHAPS = re.compile(rf"(?<![0-9])[12378]{_NIR_HEAD}")
_NIR_LOOKS = re.compile(rf"(?<![0-9])[1278]{_NIR_HEAD}(?:(?:{_APART}[0-9]){{2}})?(?![0-9])")
# Digits and groups may be parted anywhere: exports cut a label where its column ends.
_CARD_SHAPE = re.compile(r"(?<![0-9a-f])[3-6](?:[ \-\u00a0]?[0-9]){14,15}(?:(?![0-9a-f])|" + _AMOUNT + ")")
_IBAN_SHAPE = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![0-9A-Za-z])")
_IBAN_HEAD = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2} ?[0-9] ?[0-9]")
_IBAN_BODY = re.compile(r"[A-Za-z]{2} ?[0-9] ?[0-9](?:[ .\-\u00a0\u202f]?[0-9A-Za-z]){11,30}")
_IBAN_GAPS = re.compile(r"[ .\-\u00a0\u202f]")
_LETTER_VALUES = {ord(letter): str(int(letter, 36)) for letter in string.ascii_uppercase}  # ISO 7064: A is 10

# As people write one: any case, blanks, stops or hyphens between; only where the key checks.
_IBAN_WRITTEN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}[0-9]{2}(?:[ \u00a0\u202f.\-]?[0-9A-Za-z]){11,30}")


# The library of check digits opens ssl and more: it is only loaded where a text holds something to check.
def _is_nir(text: str) -> bool:
    from stdnum.fr import nir as stdnum_nir

    return bool(stdnum_nir.is_valid(re.sub(r"[^0-9ABab]", "", re.sub("[Cc][Ll][EeÉé]", "", text))))


def _is_cut_nir(text: str) -> bool:
    """Whether it is one without its key, in one run or in the card's groups, that a blank cuts once more.

    A day written without marks beside a number is none: `100124 7512345`.
    """
    parts = re.split(r"[^0-9ABab]+", text)
    if not _NIR_BODY.fullmatch("".join(parts).upper()):
        return False
    if len(parts) == 2:
        return not re.search(r"[.\-_]", text) and not any(_COMPACT_DAY.fullmatch(part) for part in parts)
    gaps = {sum(map(len, parts[:number])) for number in range(1, len(parts))}
    return gaps >= _NIR_BORDERS and len(gaps - _NIR_BORDERS) <= 1


def _is_iban(compact: str) -> bool:
    """Whether the key checks (ISO 7064, 97-10) and the country's form is right."""
    turned = compact[4:] + compact[:4]
    if int(turned.upper().translate(_LETTER_VALUES)) % 97 != 1:
        return False
    from stdnum import iban as stdnum_iban

    return bool(stdnum_iban.is_valid(compact))


def visible(text: str) -> str:
    """Without the characters that command a terminal or turn the direction of text: a label could hide a line so."""
    return text.translate(_COMMANDS)


def mask_nir(text: str) -> str:
    """Replace every NIR by a mask of the same meaning and no digits; all else is unchanged."""
    if not (_NIR_LONG.search(text) and (_NIR_PERHAPS.search(text) or _NIR_CUT_OFF.search(text))):
        return text
    # One that begins within another run is looked for too: a rank or a day may stand before it.
    spans = [found.span(1) for found in _NIR_SHAPE.finditer(text) if _is_nir(found[1])]
    spans += [found.span(1) for found in _NIR_KEYLESS.finditer(text)]
    spans += [found.span(1) for found in _NIR_CUT.finditer(text) if _is_cut_nir(found[1])]
    spans += [found.span(1) for found in _NIR_CUT_OFF.finditer(text)]
    for start, end in sorted(_apart(spans), reverse=True):
        text = f"{text[:start]}{MASK * 5}{text[end:]}"
    return text


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def mask_card(text: str) -> str:
    """Keep the last four digits of a payment card number (Luhn key checked)."""
    at = 0
    while found := _CARD_SHAPE.search(text, at):
        digits = re.sub(r"[ \-\u00a0]", "", found.group())
        if _is_card(digits):
            masked = f"{MASK * 4}{digits[-4:]}"
            text, at = f"{text[: found.start()]}{masked}{text[found.end() :]}", found.start() + len(masked)
        else:
            at = found.start() + 1  # other digits may stand before the number: one may begin within this run
    return text


def _is_card(digits: str) -> bool:
    from stdnum.luhn import is_valid as luhn_is_valid

    return bool(luhn_is_valid(digits))


def mask_account(number: str) -> str:
    """An account number or IBAN for people: country when it has one, and the last four characters."""
    compact = "".join(number.split())
    if len(compact) <= 4:
        return compact
    country = compact[:2] if re.match(r"[A-Z]{2}[0-9]{2}", compact) else ""
    return f"{country}{'…'}{compact[-4:]}"


def mask_iban(text: str) -> str:
    """Every IBAN as country and last four, however it is spaced; a creditor id (ICS) is none, and words stay."""
    spans: list[tuple[int, int]] = []
    for head in _IBAN_HEAD.finditer(text):
        if head.start() >= (spans[-1][1] if spans else 0) and (end := _iban_end(text, head.start())):
            spans.append((head.start(), end))
    for start, end in reversed(spans):
        shown = mask_account(_IBAN_GAPS.sub("", text[start:end]).upper())
        text = f"{text[:start]}{shown}{text[end:]}"
    return text


def _iban_end(text: str, start: int) -> int:
    """Where the IBAN ends that begins here, 0 when none does."""
    if not (body := _IBAN_BODY.match(text, start)):
        return 0
    for end in range(body.end(), start + _SHORTEST_IBAN - 1, -1):
        goes_on = text[end : end + 1].isalnum()
        if not goes_on and text[end - 1].isalnum() and _is_iban(_IBAN_GAPS.sub("", text[start:end])):
            return end
    return 0


def mask_for_showing(text: str) -> str:
    """For a screen or a report at home: NIR, card numbers and IBAN are masked, commands to a terminal left out."""
    return mask_card(mask_nir(mask_iban(visible(text))))


def mask_for_sending(text: str) -> str:
    """For what leaves the machine: NIR shapes (key right or not), IBAN and card numbers are masked."""
    # A true IBAN first: the middle of one looks like a NIR.
    masked = mask_card(_NIR_LOOKS.sub(MASK * 5, mask_nir(mask_iban(text))))
    return _IBAN_SHAPE.sub(lambda found: mask_account(found.group()), masked)


def accounts_in(text: str) -> tuple[str, ...]:
    """The IBANs written in a text whose key checks, masked, each once, in order."""
    found = (_written_iban(match.group()) for match in _IBAN_WRITTEN.finditer(text))
    return tuple(dict.fromkeys(mask_account(_compact(written)) for written in found if written))


def _compact(written: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", written).upper()


def _written_iban(text: str) -> str:
    """The valid IBAN that the text begins with, as written; "" when there is none."""
    for end in range(len(text), _SHORTEST_IBAN - 1, -1):
        ends_a_word = text[end - 1].isalnum() and not text[end : end + 1].isalnum()
        if ends_a_word and _is_iban(_compact(text[:end])):
            return text[:end]
    return ""


def mask_reference(text: str, reference: str) -> str:
    """Keep the last four characters of a mandate reference (RUM), which a text may write spaced or in small letters."""
    characters = re.sub(r"[^0-9A-Za-z]", "", reference)
    if len(characters) <= 4:
        return text
    written = r"[^0-9A-Za-z]{0,2}".join(characters)
    return re.sub(rf"(?<![0-9A-Za-z]){written}", f"…{characters[-4:]}", text, flags=re.IGNORECASE)


def trace_without_values(error: BaseException) -> str:
    """Where an error arose, file by file and line by line, without its message: it may repeat what a statement says."""
    told: list[str] = []
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        frames = traceback.extract_tb(following.__traceback__)
        told.append("".join(frames.format()) + f"{type(following).__module__}.{type(following).__qualname__}\n")
        following = following.__cause__ or following.__context__
    return "".join(reversed(told))
