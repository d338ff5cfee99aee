"""One label from the fields of a CAMT entry, in the words and marks of French banks' labels.

Only this room knows where ISO 20022 keeps a payee, a motive, a creditor id (ICS) and a mandate (RUM). The bank's own
words, where it gives them, come first: then the same operation in another export has a beginning in common.
"""

import re
from collections.abc import Iterator

from watchdog_sante.readers.ofx_labels import clean, joined
from watchdog_sante.readers.xml_nodes import Node
from watchdog_sante.redaction import mask_nir

_LONGEST = 600  # characters: a batch may detail thousands of payments
_MOST_DETAILS = 20
_FAMILIES = {
    "RDDT": "PRLV SEPA",  # received direct debit: taken from this account
    "IDDT": "REMISE PRLV",
    "RCDT": "VIR SEPA RECU",
    "ICDT": "VIR SEPA EMIS",
    "RRCT": "VIR INST RECU",
    "IRCT": "VIR INST EMIS",
    "CCRD": "CARTE",
    "RCHQ": "REMISE CHEQUE",
    "ICHQ": "CHEQUE",
}
_RETURNED = "REJET"
_CREDITOR_ID = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}")
_NO_REFERENCE = ("", "NOTPROVIDED", "NONREF")


def label_of(entry: Node, cents: int) -> str:
    """The label of an entry of so many signed cents; NIR masked."""
    details = entry.all("NtryDtls", "TxDtls")[:_MOST_DETAILS]
    told = clean(entry.text("AddtlNtryInf")) or _opening(entry)
    for detail in details:
        for part in _parts(detail, cents):
            if len(told) < _LONGEST:
                told = joined(told, clean(part))
    return mask_nir(told[:_LONGEST])


def _opening(entry: Node) -> str:
    """What kind of operation it is, in a bank's words, from the code that banks share."""
    family = entry.text("BkTxCd", "Domn", "Fmly", "Cd")
    opening = _FAMILIES.get(family, "")
    return f"{_RETURNED} {opening}" if opening and entry.text("RvslInd") in ("true", "1") else opening


def _parts(detail: Node, cents: int) -> Iterator[str]:
    """Whom, creditor id, mandate, why, reference."""
    yield _party(detail, "Dbtr" if cents > 0 else "Cdtr")
    if creditor := _creditor_id(detail):
        yield f"ID EMETTEUR/{creditor}"
    if mandate := detail.text("Refs", "MndtId"):
        yield f"MDT/{mandate}"
    motive = " ".join(node.text() for node in detail.all("RmtInf", "Ustrd"))
    if motive.strip():
        yield f"LIB/{motive}" if creditor else f"MOTIF: {motive}"
    reference = detail.text("RmtInf", "Strd", "CdtrRefInf", "Ref") or detail.text("Refs", "EndToEndId")
    if reference.upper() not in _NO_REFERENCE:
        yield f"REF/{reference}"
    yield detail.text("AddtlTxInf")


def _party(detail: Node, role: str) -> str:
    """The other side's name; version 001.08 has it one level deeper."""
    parties = detail.all("RltdPties", role)
    names = [party.text("Pty", "Nm") or party.text("Nm") for party in parties]
    last = [party.text("Pty", "Nm") or party.text("Nm") for party in detail.all("RltdPties", f"Ultmt{role}")]
    return next(filter(None, (*names, *last)), "")


def _creditor_id(detail: Node) -> str:
    """The creditor's identifier, under the scheme SEPA or of its shape."""
    for party in detail.all("RltdPties", "Cdtr"):
        inside = party.first("Pty") or party
        for kind in ("PrvtId", "OrgId"):
            for other in inside.all("Id", kind, "Othr"):
                written = "".join(other.text("Id").split()).upper()
                if other.text("SchmeNm", "Prtry") == "SEPA" and _CREDITOR_ID.fullmatch(written):
                    return written
    return ""
