"""The text of a download, whatever its encoding says about itself."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.readers.text_encoding import Decoded, decode

LABEL = "PRLV SANTÉ ÉLAN – 12 €"

# name, bytes, page the file declares, what is expected
CASES = [
    ("plain ASCII", b"CARTE 12", "", Decoded("CARTE 12", "utf-8")),
    ("empty", b"", "", Decoded("", "utf-8")),
    ("UTF-8 that validates beats a declared 1252", LABEL.encode(), "1252", Decoded(LABEL, "utf-8")),
    ("UTF-8 with a mark", codecs.BOM_UTF8 + LABEL.encode(), "", Decoded(LABEL, "utf-8")),
    ("UTF-8 with two marks", codecs.BOM_UTF8 * 2 + LABEL.encode(), "", Decoded(LABEL, "utf-8")),
    ("cp1252 without a word", LABEL.encode("cp1252"), "", Decoded(LABEL, "cp1252")),
    ("cp1252 said to be UTF-8", LABEL.encode("cp1252"), "UTF-8", Decoded(LABEL, "cp1252")),
    ("cp1252 said to be Latin-1", LABEL.encode("cp1252"), "ISO-8859-1", Decoded(LABEL, "cp1252")),
    ("cp1252 said to be 8859-1", LABEL.encode("cp1252"), "8859-1", Decoded(LABEL, "cp1252")),
    ("page 1252", "é".encode("cp1252"), "1252", Decoded("é", "cp1252")),
    ("CHARSET:NONE", "é".encode("cp1252"), "NONE", Decoded("é", "cp1252")),
    ("nonsense page", "é".encode("cp1252"), "\0 ../x", Decoded("é", "cp1252")),
    ("a codec that is no text", "é".encode("cp1252"), "zlib", Decoded("é", "cp1252")),
    ("Latin-9 has the euro at A4", "12 €".encode("iso8859-15"), "8859-15", Decoded("12 €", "iso8859-15")),
    ("old DOS page", "SANTÉ".encode("cp850"), "850", Decoded("SANTÉ", "cp850")),
    ("UTF-16 LE with a mark", LABEL.encode("utf-16"), "", Decoded(LABEL, "utf-16-le")),
    ("UTF-16 BE with a mark", codecs.BOM_UTF16_BE + LABEL.encode("utf-16-be"), "", Decoded(LABEL, "utf-16-be")),
    ("UTF-16 LE without", LABEL.encode("utf-16-le"), "1252", Decoded(LABEL, "utf-16-le")),
    ("UTF-16 BE without", LABEL.encode("utf-16-be"), "", Decoded(LABEL, "utf-16-be")),
    ("UTF-16 cut in a letter", "AB".encode("utf-16-le")[:-1], "", Decoded("A\ufffd", "utf-16-le")),
    ("UTF-32 with a mark", LABEL.encode("utf-32"), "", Decoded(LABEL, "utf-32-le")),
    ("a byte of no page", b"AB\x81C", "", Decoded("AB\ufffdC", "cp1252")),
    ("one letter cut in two", "SANTÉ ÉLAN É".encode()[:-1], "", Decoded("SANTÉ ÉLAN Ã", "utf-8")),
    ("zeros", b"\0" * 10_000, "", None),
    ("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0", "", None),
    ("text with one NUL", b"Date;Montant\n01/02/2024;1\x002", "", None),
]


@pytest.mark.parametrize(("data", "declared", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_decode(data: bytes, declared: str, expected: Decoded | None) -> None:
    assert decode(data, declared) == expected


@given(st.binary(), st.text(max_size=12))
def test_never_raises(data: bytes, declared: str) -> None:
    decoded = decode(data, declared)
    assert decoded is None or decoded.text[:1] != "\ufeff"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode(), "1252") == Decoded(text, "utf-8")


@given(st.text(st.sampled_from("azAZ09 éèàçùâêîôûëïüÉÈÀÇœŒ«»’€\n;,.-"), min_size=1))
def test_wide_text_with_a_mark_comes_back(text: str) -> None:
    assert decode(text.encode("utf-16")) == Decoded(text, "utf-16-le")
