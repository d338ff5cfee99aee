"""One payee, every bank's wording: the key, the creditor and the mandate must come out the same."""

from datetime import date

import pytest

from watchdog_sante.labels import payee_key, read_label
from watchdog_sante.model.kinds import OperationKind

DAY = date(2024, 3, 6)
PAYEES = ["MUTUELLE DES ALIZES", "C.P.A.M. DE L'ISERE", "TELECOM AZURINE SA", "M ARSENE LORIOT", "AGENCE DU CYGNE",
          "SARL PLOMBERIE MOREL", "NAVETTE.COM", "MLLE ANNE-SOPHIE D'ORBIGNY", "CAF DU VAR", "H&M", "SCI LES LOUTRES",
          "MAIRIE DE SAINT MALO", "LIVRET A LORIOT",
          "INSTITUT DES ALIZES", "PERMANENCE MOREL", "DEBITANT MOREL"]  # fmt: skip

RECEIVED = {
    "bnp": "VIR SEPA RECU /DE {payee} /MOTIF 334512207 /REF 334512207",
    "bnp instant": "VIR SEPA INST RECU /DE {payee} /MOTIF 334512207",
    "hello": "VIR SEPA RECU /FRM {payee} /EID /RNF 334512207",
    "sg": "VIR RECU 9604881985018 DE: {payee} MOTIF: 334512207 REF: 551",
    "sg instant": "VIR INST RE 604881985018 DE: {payee} DATE: 06/03/2024 14H05",
    "cm": "VIR {payee} 334512207",
    "ca": "VIREMENT EN VOTRE FAVEUR {payee} 334512207",
    "ca de": "VIREMENT EN VOTRE FAVEUR DE {payee}",
    "ce": "VIR SEPA {payee}",
    "lbp": "VIREMENT DE {payee} REFERENCE : 334512207",
    "lbp instant": "VIREMENT INSTANTANE DE {payee}",
    "bourso": "VIR SEPA {payee}",
    "lcl": "VIREMENT {payee}",
    "fortuneo": "VIR SEPA RECU /FRM {payee}",
}
SENT = {
    "bnp": "VIREMENT SEPA EMIS /MOTIF LOYER /BEN {payee} /REFDO 334512207",
    "bnp instant": "VIREMENT INSTANTANE EMIS /MOTIF LOYER /BEN {payee} /REFDO 55",
    "sg": "VIR EUROPEEN EMIS LOGITEL POUR: {payee} DATE: 06/03/2024 REF: 55 MOTIF: LOYER",
    "sg standing": "VIR PERM POUR: {payee} REF: 55 MOTIF: LOYER",
    "cm": "VIR {payee}",
    "cm instant": "VIR INST {payee}",
    "ca": "VIREMENT EMIS WEB {payee}",
    "ca instant": "VIREMENT EMIS VIR INST VERS {payee}",
    "ce": "VIR INST {payee}",
    "lbp": "VIREMENT POUR {payee} COMPTE 3757825 REFERENCE : 74752",
    "lbp standing": "VIREMENT PERMANENT POUR {payee}",
    "bourso": "VIR INST {payee}",
    "lcl": "VIR SEPA {payee}",
    "n26": "TO {payee}",
}
DEBITED = {
    "bnp": "PRLV SEPA {payee} ECH/060324 ID EMETTEUR/{ics} MDT/{rum} REF/551 LIB/FACTURE",
    "sg": "PRELEVEMENT EUROPEEN 4704545537 DE: {payee} ID: {ics} MOTIF: FACTURE REF: 551 MANDAT {rum}",
    "cm": "PRLV SEPA {payee} {ics} {rum}",
    "cm memo": "PRLV SEPA {payee} REF MANDAT {rum}",
    "ca": "PRELEVEMENT {payee} 5512348876",
    "ce": "PRLV {payee}",
    "lbp": "PRELEVEMENT DE {payee} REF : AZ-2024-03-551",
    "bourso": "PRLV SEPA {payee}",
    "lcl": "PRELVT {payee}",
}
ICS, RUM = "FR28ZZZ512345", "AZ123456789"


@pytest.mark.parametrize("payee", PAYEES)
@pytest.mark.parametrize("bank", RECEIVED)
def test_transfers_received(bank: str, payee: str) -> None:
    reading = read_label(RECEIVED[bank].format(payee=payee), 1855, DAY)
    assert (reading.kind, reading.payee_key) == (OperationKind.TRANSFER_IN, payee_key(payee))
    assert reading.instant == ("instant" in bank)


@pytest.mark.parametrize("payee", PAYEES)
@pytest.mark.parametrize("bank", SENT)
def test_transfers_sent(bank: str, payee: str) -> None:
    reading = read_label(SENT[bank].format(payee=payee), -1855, DAY)
    assert (reading.kind, reading.payee_key) == (OperationKind.TRANSFER_OUT, payee_key(payee))
    assert reading.instant == ("instant" in bank or bank in ("ce", "bourso"))
    assert reading.permanent == ("standing" in bank)


@pytest.mark.parametrize("payee", PAYEES)
@pytest.mark.parametrize("bank", DEBITED)
def test_direct_debits(bank: str, payee: str) -> None:
    label = DEBITED[bank]
    reading = read_label(label.format(payee=payee, ics=ICS, rum=RUM), -1855, DAY)
    assert (reading.kind, reading.payee_key) == (OperationKind.DIRECT_DEBIT, payee_key(payee))
    assert reading.creditor_id == (ICS if "{ics}" in label else "")
    assert reading.mandate_reference == (RUM if "{rum}" in label else "")
