"""What fits in one SMS: the alphabet of GSM 03.38 (160 characters, some counting twice) and how to stay inside it.

Outside that alphabet a telephone switches to 70 characters an SMS. It has é, è, à, ù, but neither ê nor ç nor ’.
"""

import unicodedata

LIMIT = 160

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
_INSTEAD = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "...", "–": "-", "—": "-", "•": "*",
    "œ": "oe", "Œ": "OE", "°": "o", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
}  # fmt: skip


def to_gsm7(text: str) -> str:
    """The text with every character outside the alphabet written as its nearest kin inside it."""
    for space in (" ", "\u00a0", "\u202f"):
        text = text.replace(f"«{space}", '"').replace(f"{space}»", '"')
    return "".join(_kin(character) for character in unicodedata.normalize("NFC", text))


def septets(text: str) -> int:
    """Length in GSM-7 characters. Raises `ValueError` for a character outside the alphabet."""
    if outside := {character for character in text if character not in _BASIC and character not in _TWICE}:
        raise ValueError(f"outside GSM-7: {sorted(outside)}")
    return sum(2 if character in _TWICE else 1 for character in text)


def _kin(character: str) -> str:
    if character in _BASIC or character in _TWICE:
        return character
    if character in _INSTEAD:
        return _INSTEAD[character]
    bare = unicodedata.normalize("NFKD", character)[:1]
    return bare if bare in _BASIC else "?"
