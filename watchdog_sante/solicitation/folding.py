"""Words of a message made comparable: lower case, no accents, no look-alike letters, sentences kept apart.

Only this room knows how text is disguised: letters of other alphabets, invisible characters, digits for letters.
"""

import re
import unicodedata

BAR = "|"  # the end of a sentence, among folded words
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_FOREIGN = str.maketrans("авекмнорстухіјѕԁԛԝһӏгѵαβεηικμνορτυχωɑɡıłøđ", "abekmhopctyxijsdqwhlrvabenikuvoptuxwagilod")
_WORD = re.compile(r"[0-9]+|[^\W\d_]+|[.!?;:]+(?=\s|$)|[\n•|…!?]+")
_MIXED = re.compile(r"[^\W\d_]+")
_TITLES = frozenset({"m", "mr", "mme", "mlle", "dr", "me", "mrs"})  # their stop ends no sentence: "M. Lefort"
_LEET = str.maketrans("013456789$@", "oieasgtbgsa")


def without_invisible(text: str) -> str:
    """The text a person sees: no soft hyphens, no zero-width characters, no direction marks."""
    return _INVISIBLE.sub("", text)


def plain_letters(text: str) -> str:
    """Lower case, without accents, letters of other alphabets as the Latin ones that they imitate."""
    lowered = unicodedata.normalize("NFKC", without_invisible(text)).lower().translate(_FOREIGN)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("œ", "oe")


def fold(text: str) -> str:
    """Words separated by single blanks, `|` at the end of each sentence or line; starts and ends with a blank."""
    words = (
        BAR if not token[0].isalnum() else token for token in _WORD.findall(plain_letters(text).replace("€", " eur "))
    )
    kept: list[str] = []
    for word in words:
        if word != BAR or (kept and kept[-1] != BAR and kept[-1] not in _TITLES):
            kept.append(word)
    return f" {' '.join(kept)} "


def look(name: str) -> str:
    """The shape a hurried eye sees in an address: digits as letters, `rn` as `m`, `vv` as `w`, `l` as `i`."""
    plain = plain_letters(name)
    swapped = plain if plain.isdigit() else plain.translate(_LEET)
    return swapped.replace("rn", "m").replace("vv", "w").replace("l", "i")


def mixes_alphabets(text: str) -> bool:
    """Whether a word mixes Latin letters with Cyrillic or Greek ones: nobody writes so by chance."""
    return any(_mixed(word) for word in _MIXED.findall(without_invisible(text)) if not word.isascii())


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})
