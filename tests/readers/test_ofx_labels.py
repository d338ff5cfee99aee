"""One label from NAME and MEMO: glued where NAME's last column cut a word, joined by a blank where a word ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog_sante.readers.ofx_labels import label_of
from watchdog_sante.readers.ofx_rows import read_row

BNP = "PRLV SEPA ORVANE ASSURANCES SANT"


def _label(name: str, memo: str) -> str:
    return label_of(read_row(f"\n<TRNTYPE>DEBIT\n<NAME>{name}\n<MEMO>{memo}\n"))


@pytest.mark.parametrize(
    ("name", "memo", "label"),
    [
        (BNP, "E ECH/050324", "PRLV SEPA ORVANE ASSURANCES SANTE ECH/050324"),
        (BNP + "\n          ", "E", "PRLV SEPA ORVANE ASSURANCES SANTE"),
        ("REMISE DE CHEQUES DU MARDI 24/01", "/24 AGENCE", "REMISE DE CHEQUES DU MARDI 24/01/24 AGENCE"),
        ("REMISE DE CHEQUES DU JEUDI 24/1/", "24 AGENCE", "REMISE DE CHEQUES DU JEUDI 24/1/24 AGENCE"),
        ("PRLV SEPA EAUX DU GUE ID FR28ZZZ", "512345 EG-77", "PRLV SEPA EAUX DU GUE ID FR28ZZZ512345 EG-77"),
        ("VIR SEPA RECU /DE DUBOIS &amp; FILS", "TRAITEUR", "VIR SEPA RECU /DE DUBOIS & FILS TRAITEUR"),
        ("VIR SEPA RECU /DE DUBOISSE &amp; FIL", "S TRAITEUR", "VIR SEPA RECU /DE DUBOISSE & FILS TRAITEUR"),
        ("PRLV SEPA ORVANE ASSURANCE SANT", "E", "PRLV SEPA ORVANE ASSURANCE SANT E"),
        (BNP + "E", "ECH/050324", "PRLV SEPA ORVANE ASSURANCES SANTE ECH/050324"),
        (BNP[:-1] + " ", "E", "PRLV SEPA ORVANE ASSURANCES SAN E"),
        (BNP, " E", "PRLV SEPA ORVANE ASSURANCES SANT E"),
        (BNP, "ECH/050324 ID EMETTEUR/FR28ZZZ512345", f"{BNP} ECH/050324 ID EMETTEUR/FR28ZZZ512345"),
        (BNP, "CARTE 4974XXXXXXXX2291", f"{BNP} CARTE 4974XXXXXXXX2291"),
        (BNP, "SAS ECH/050324", f"{BNP} SAS ECH/050324"),
        (BNP, "/MOTIF 5512", f"{BNP} /MOTIF 5512"),
        (BNP, "- 5512", f"{BNP} - 5512"),
        (BNP, "9620 RENNES", f"{BNP} 9620 RENNES"),
        (BNP, ".", BNP),
        (BNP, BNP + "E", BNP + "E"),
        ("VIR SEPA EMIS /MOTIF /BEN HUGUES", "LORIOT /REFDO 12", "VIR SEPA EMIS /MOTIF /BEN HUGUES LORIOT /REFDO 12"),
        ("VIR SEPA EMIS /MOTIF /BEN HUGUET", "TE LORIOT", "VIR SEPA EMIS /MOTIF /BEN HUGUETTE LORIOT"),
        ("VIR INSTANTANE EMIS /MOTIF /BEN", "MME LORIOT", "VIR INSTANTANE EMIS /MOTIF /BEN MME LORIOT"),
        ("VIR INSTANTANEE EMIS /MOTIF /BEN", "MME ORME LEA", "VIR INSTANTANEE EMIS /MOTIF /BEN MME ORME LEA"),
        ("FACTURE CARTE DU 090524 CREPERIE", "ARMOR VANNES", "FACTURE CARTE DU 090524 CREPERIE ARMOR VANNES"),
    ],
)
def test_name_and_memo_are_one_label(name: str, memo: str, label: str) -> None:
    assert _label(name, memo) == label


WORDS = st.text("ABCDEILMNORSTU", min_size=2, max_size=12)


@given(st.lists(WORDS, min_size=8, max_size=12, unique=True))
def test_the_place_of_the_cut_changes_no_letter(words: list[str]) -> None:
    """Wherever a bank cuts, the letters and digits, which make the identity, are all there and in order."""
    whole = " ".join(words)
    for width in range(20, len(whole)):
        name, memo = whole[:width].rstrip(), whole[width:].strip()
        if memo not in name:
            assert _label(name, memo).replace(" ", "") == whole.replace(" ", "")
