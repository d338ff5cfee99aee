"""The operation words with which French banks open a label, as tables, tried from top to bottom.

Sources: domain notes, section 3.1 (BNP Paribas and Hello bank, Société Générale, Crédit Mutuel and CIC, Crédit
Agricole, Caisse d'Épargne and Banque Populaire, La Banque Postale, BoursoBank, LCL, Fortuneo), N26 and Revolut wording.
A new wording is a new line here, never code elsewhere. Patterns meet folded text (see `text.fold`).
"""

import re
from dataclasses import dataclass

from watchdog_sante.model.kinds import OperationKind

_CARD, _REFUND, _DEBIT = OperationKind.CARD, OperationKind.CARD_REFUND, OperationKind.DIRECT_DEBIT
_TRANSFER, _CASH, _RETURN = OperationKind.TRANSFER_OUT, OperationKind.CASH, OperationKind.DIRECT_DEBIT_RETURN
_CHEQUE, _DEPOSIT, _LOAN = OperationKind.CHEQUE, OperationKind.DEPOSIT, OperationKind.LOAN
_FEE, _INTEREST = OperationKind.FEE, OperationKind.INTEREST


@dataclass(frozen=True, slots=True)
class Opening:
    """Words that open a label. `town_first`: the town stands before the merchant (Crédit Mutuel, CIC)."""

    pattern: re.Pattern[str]
    kind: OperationKind
    town_first: bool = False


def _open(kind: OperationKind, *patterns: str, town_first: bool = False) -> list[Opening]:
    return [Opening(re.compile(rf"(?:{pattern})(?![A-Z0-9])"), kind, town_first) for pattern in patterns]


_SEPA = r"(?:SEPA|EUROP(?:EENS?|E)?|CORE|B2B)"
_DEBIT_WORD = r"(?:PRLVM?T?S?|PRELVTS?|PREL|PLT|PRELEVEMENTS?)\.?"
# What may stand between VIR and the payee; each word only whole.
_TRANSFER_WORDS = (
    r"(?: (?:SEPA|SCT|INST|INSTANT|INSTANTANEE?S?|RECUS?|REC|EMIS|EMISE?|EUROPEENS?|PERM|PERMANENTS?|WEB|LOGITEL|"
    r"EXTERNE|INTERNE|INTERNET|INTERN|ORDINAIRE|DEBIT|CREDIT|ENTRANT|SORTANT|EN VOTRE FAVEUR|FAVEUR TIERS|"
    r"VR\.? ?PERM(?:ANENT)?|VR|PAR INTERNET|CPTE A CPTE|COMPTE A COMPTE|VIR|VIREMENT|"
    r"NET(?= POUR ?:)|RE(?= [0-9]))\.?(?![A-Z0-9]))*"
)
_TRANSFER_TO = r"(?: (?:VERS|DE LA PART DE|DE|POUR|A|AU PROFIT DE)(?= [A-Z0-9.]))?"

OPENINGS: tuple[Opening, ...] = tuple(
    # A direct debit that comes back.
    _open(
        _RETURN,
        rf"(?:REJETS?|RETOURS?|ANN(?:UL(?:ATION)?)?\.?|REMB(?:OURSEMENT|OURST|T|\.)?|REGUL(?:ARISATION)?|"
        rf"EXTOURNE|REFUS|CONTESTATION)(?: DE| DU| D')? ?{_DEBIT_WORD}(?: {_SEPA})*(?: DE)?",
        rf"{_DEBIT_WORD}(?: {_SEPA})*(?: IMPAYE| REJETE| REFUSE| ANNULE| REMBOURSE)(?: DE)?",
        rf"IMPAYES?(?: DE| DU| SUR)?(?: {_DEBIT_WORD}(?: {_SEPA})*(?: DE)?)?",
    )
    + _open(_DEBIT, rf"{_DEBIT_WORD}(?: {_SEPA})+(?: PONCTUEL| RECURRENT| PREMIER| RECU D/O)?(?: DE(?= ))?")
    + _open(_DEBIT, r"TIP ?SEPA", r"TIP", r"TELE(?:REGLEMENT|PAIEMENT)S?", r"(?:SEPA )?DIRECT DEBIT(?: TO(?= ))?")
    + _open(_DEBIT, rf"{_DEBIT_WORD}(?: PONCTUEL| RECURRENT)?(?: DE(?= ))?")
    # Cash machines.
    + _open(
        _CASH,
        r"(?:CARTE|CB)(?: X?[0-9]{4})? RETRAIT(?: DAB| GAB)?(?: SG| ETRANGER)?",
        r"RETRAITS?(?: D'?)?(?: DAB| GAB| CB| CARTE| ESPECES| DISTRIBUTEUR| AU DISTRIBUTEUR| EUROS?| ETRANGER|"
        r" AUTOMATIQUE| DE)*",
        r"RET\.? (?:DAB|GAB)",
        r"(?:ATM|CASH WITHDRAWAL(?: AT)?|CASH AT|DAB|GAB)",
    )
    # Card refunds.
    + _open(
        _REFUND,
        r"(?:REMB(?:OURSEMENT|OURST|T|\.)?|AVOIR|ANN(?:UL(?:ATION)?)?\.?|CREDIT|RETROCESSION)(?: VOTRE| SUR| ACHAT|"
        r" PAIEMENT| FACTURE)*(?: CARTE BANCAIRE| CARTE| CB)(?: DU(?= [0-9]))?",
        r"(?:FACTURE |PAIEMENT |ACHAT )(?:CARTE|CB) (?:REMBT?|ANNUL(?:EE?|ATION))(?: DU(?= [0-9]))?",
        r"AVOIR(?: DU(?= [0-9]))?",
        r"(?:CARD )?REFUND(?: FROM(?= ))?",
    )
    # Loans, before PAIEMENT and REMBOURSEMENT.
    + _open(
        _LOAN,
        r"(?:ECH(?:EANCE)?S?\.?|REMB(?:OURSEMENT|OURST|T|\.)?|MENSUALITES?|AMORTISSEMENT)"
        r"(?: DE| DU| DES| D')? ?(?:PRETS?|EMPRUNTS?|CREDITS?)",
        r"ECHEANCEPRET",
        r"ECH(?:EANCE)?\.?(?= )",
        r"PRETS?(?= )",
    )
    # Card payments.
    + _open(
        _CARD,
        r"PAIEMENT (?:CB|PSC|MOB|SANS CONTACT|CARTE|PAYWEB)(?= [0-9]{4}(?![0-9]))",
        town_first=True,
    )
    + _open(
        _CARD,
        r"FACT(?:URES?)?\.?(?:\(S\))? (?:CARTE|CB|SANS CONTACT|PAR CARTE)(?: DU(?= [0-9]))?",
        r"PAIEMENT (?:PAR )?(?:CARTE(?: BANCAIRE)?|CB|PSC|MOB|MOBILE|SANS CONTACT|PAYWEB|INTERNET)(?: DU(?= [0-9]))?",
        r"ACHATS? (?:PAR )?(?:CB|CARTE(?: BANCAIRE)?|SANS CONTACT|INTERNET)(?: DU(?= [0-9]))?",
        r"OPERATION (?:CB|CARTE)(?: DU(?= [0-9]))?",
        r"CARTE(?: ACHAT)?(?: BANCAIRE)?(?: DU(?= [0-9]))?",
        r"CB(?: ?\* ?[0-9]{4}(?= ))?(?: ACHAT)?(?: DU(?= [0-9]))?",
        r"CARD PAYMENT(?: TO)?",
        r"(?:CARD|POS) PURCHASE(?: AT(?= ))?",
        r"MASTERCARD PAYMENT",
    )
    # Cheques and deposits.
    + _open(
        _DEPOSIT,
        r"(?:REMISES?|REM\.?|ENCAISSEMENT|DEPOT)(?: DE| D'UN| D')? ?(?:CHEQUES?|CHQS?)(?: DU(?= [0-9]))?",
        r"(?:VERSEMENT|VRST|DEPOT|REMISE)(?: D')? ?(?:D'?)?ESP(?:ECES?)?\.?(?: AUTOMATE| SUR AUTOMATE| GAB)?",
        r"(?:VERSEMENT|VERST|VRST) (?:GAB|AUTOMATE|EXPRESS)",
    )
    + _open(_CHEQUE, r"(?:CHEQUES?|CHQS?|CHQ\.)(?: EMIS| PAYE| COMPENSE)?(?: N[O.°]?)?")
    # The bank's own lines.
    + _open(
        _INTEREST,
        r"INTERETS?(?: ET| &| DEBITEURS?| CREDITEURS?| AGIOS| ACQUIS| ANNUELS?)*",
        r"INT\.? (?:DEBITEURS?|CREDITEURS?)",
        r"AGIOS(?: .*)?",
    )
    + _open(
        _FEE,
        r"\*?FRAIS",
        r"F COTIS",
        r"\*?(?:COTISATIONS?|COTIS\.?)",
        r"\*?(?:COMMISSIONS?|COMM?\.?)(?= )",
        r"(?:ABONNEMENT|FORFAIT) (?:COMPTE|INTERNET BANQUE|ALERTES?|BANQUE)",
        r"TENUE DE COMPTE",
        r"(?:PLUS|PREMIUM|METAL|STANDARD) PLAN FEE",
        r"DROITS DE GARDE",
        r"REMISE COMMERCIALE(?: D'? ?AGIOS)?",
    )
    # Transfers: the sign of the amount says the way.
    + _open(
        _TRANSFER,
        rf"(?:VIR(?:EMENTS?|TS?)?\.?|VRT?\.?)(?: ?PERM(?:ANENT)?\.?)?{_TRANSFER_WORDS}{_TRANSFER_TO}",
        r"(?:REJET|RETOUR|ANNULATION)(?: DE| DU)? (?:VIR(?:EMENT)?)(?: SEPA| WEB| EMIS| RECU)*",
        r"(?:OUTGOING|INCOMING|INSTANT|STANDING ORDER|SEPA(?: CREDIT| INSTANT)?)(?: SEPA| INSTANT)*"
        r" (?:TRANSFER|PAYMENT)(?: TO| FROM)?",
        r"STANDING ORDER(?: TO| FROM)?",
        r"(?:TRANSFER|PAYMENT|MONEY) (?:TO|FROM)",
        r"(?:TO|FROM)(?= [A-Z])",
        r"INCOME",
        r"(?:TOP-?UP|RECHARGE)(?: BY| FROM| DE| PAR)?",
        r"WERO",
    )
)

# All of them as one pattern with a group each: the first that meets a label is the one that the table's order gives.
ANY_OPENING = re.compile("|".join(f"({opening.pattern.pattern})" for opening in OPENINGS))

# What the bank says beside the label: OFX TRNTYPE, or the word of a type column. Only asked when the label is mute.
HINTS: tuple[tuple[re.Pattern[str], OperationKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"POS|CARD.?PAYMENT|CARTES?|CARTE BANCAIRE|PAIEMENT PAR CARTE|MASTERCARD.*|PRESENTMENT|CB", _CARD),
        (r"CARD.?REFUND|REMBOURSEMENT.*CARTE|REFUND", _REFUND),
        (r"ATM|CASH|RETRAITS?.*|CASH WITHDRAWAL", _CASH),
        (r"DIRECTDEBIT|DIRECT DEBIT|PRELEVEMENTS?.*|PRLV.*", _DEBIT),
        (r"XFER|TRANSFER|VIR.*|INCOME|(?:OUTGOING|INCOMING|CREDIT|DEBIT) .*|TOP[- ]?UP|RECHARGE|DIRECTDEP", _TRANSFER),
        (r"CHECK|CHEQUES?.*", _CHEQUE),
        (r"DEP|REMISES?.*|VERSEMENTS?.*", _DEPOSIT),
        (r"FEE|SRVCHG|FRAIS.*|COMMISSIONS?.*|COTISATIONS?.*", _FEE),
        (r"INT|INTERETS?.*", _INTEREST),
        (r"ECHEANCES?.*|PRETS?.*", _LOAN),
    )
)

_DOTTED = re.compile(r"^(VIR|VR|PRLV)\.(?=[A-Z])")
_GLUED = re.compile(
    r"(VIREMENT|VIR|PRELEVEMENT|PRLV|FACTURE|PAIEMENT|ACHAT|RETRAIT)(?=SEPA|SCT|INST(?:ANTANE)?(?:RECU|EMIS|[ /]|$)|"
    r"RECU|EMIS|EUROPEEN|CARTE|DAB|CPTE)"
)
_GLUED_NEXT = re.compile(
    r"^((?:[A-Z]+ )+?)(SEPA|SCT|INSTANTANE(?=RECU|EMIS|[ /]|$)|INST(?=RECU|EMIS|[ /]|$)|RECU|EMIS|EUROPEEN|CARTE|"
    r"DAB|DU(?=[0-9]))(?=[A-Z0-9/])"
)


def unglued(text: str) -> str:
    """Open what some exports glue: `VIRSEPARECU/DE X`, `PRLVSEPAORANGE`, `FACTURECARTEDU010124 X`, `VIR.WEB`."""
    text = _DOTTED.sub(r"\1 ", text)
    glued = _GLUED.match(text)
    if not glued:
        return text
    text = f"{glued.group()} {text[glued.end() :]}"
    while found := _GLUED_NEXT.match(text):
        text = f"{found.group()} {text[found.end() :]}"
    return text
