"""Secrets made at run time, planted in every field of every kind of statement, and where each may come out again.

Nobody's: numbers have valid check digits because only such are recognised, names are made of syllables.
"""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from stdnum import iban as stdnum_iban
from stdnum import luhn
from stdnum.fr import nir as stdnum_nir

from tests.readers.ofx_documents import one_account
from tests.readers.printed_pages import Booked, PaidAct, Payment, bank_signed, top_up
from tests.readers.test_camt import document
from tests.readers.test_cfonb import balance, complement, operation
from tests.readers.workbooks import grid_of, ods, xlsx

CREDITOR = "FR19ZZZ204920"
_GAPS = ("", " ", ".", "-", "\u00a0")
_CUTS = (0, 1, 3, 5, 7, 10, 13, 15)


@dataclass(frozen=True)
class Secrets:
    """What is planted: each as it is written."""

    nir: str
    written_nir: str
    iban: str
    written_iban: str
    card: str
    written_card: str
    mandate: str
    member: str
    payee: str
    address: str


def _nir(sex: int, year: int, month: int, place: str, rest: int) -> str:
    body = f"{sex}{year:02}{month:02}{place}{rest // 1000 % 989 + 1:03}{rest % 999 + 1:03}"
    return body + stdnum_nir.calc_check_digits(body)


def _grouped(number: str, gap: str, keyless: bool) -> str:
    groups = [number[start:end] for start, end in itertools.pairwise(_CUTS)]
    return gap.join(groups[:6] if keyless else groups)


@st.composite
def secrets(draw: st.DrawFn) -> Secrets:
    """One household's secrets, each in one of the ways in which it is written."""
    nir = _nir(
        draw(st.sampled_from([1, 2])),
        draw(st.integers(0, 99)),
        draw(st.integers(1, 12)),
        draw(st.sampled_from(["01", "38", "75", "95", "97", "99", "2A", "2B"])),
        draw(st.integers(0, 989_000)),
    )
    basic = f"{draw(st.integers(10**22, 10**23 - 1))}"
    iban = f"FR{stdnum_iban.calc_check_digits('FR00' + basic)}{basic}"
    body = f"{draw(st.integers(4 * 10**14, 6 * 10**14 - 1))}"
    card = body + luhn.calc_check_digit(body)
    syllables = st.sampled_from("ZOR VAN QUIM PERL OTT YSO LIN VAU KEL BRUM TAN GWE".split())
    words = ["".join(draw(st.lists(syllables, min_size=3, max_size=4))) for _ in range(4)]
    token = f"x{draw(st.integers(16**11, 16**12 - 1)):x}"
    return Secrets(
        nir=nir,
        written_nir=_grouped(nir, draw(st.sampled_from(_GAPS)), draw(st.booleans())),
        iban=iban,
        written_iban=draw(st.sampled_from([iban, " ".join(iban[at : at + 4] for at in range(0, 27, 4)), iban.lower()])),
        card=card,
        written_card=draw(st.sampled_from([card, " ".join(card[at : at + 4] for at in range(0, 16, 4))])),
        mandate=f"RM{draw(st.integers(10**9, 10**10 - 1))}{draw(st.sampled_from('KX'))}",
        member=f"{words[0].title()} {words[1].title()}",
        payee=f"{words[2]} {words[3]}",
        address=draw(st.sampled_from([f"ntfys://hote.example/{token}", f"mailtos://moi:{token}@hote.example"])),
    )


def fields(told: Secrets) -> st.SearchStrategy[str]:
    """The text of a field that holds one secret, or a harmless one."""
    numbers = [told.written_nir, told.written_iban, told.written_card, told.member]
    framed = st.sampled_from(["{}", "REF {}", "{} FIN", "N°{}", "DOSSIER {} ."])
    return st.one_of(
        st.builds(lambda frame, one: frame.format(one), framed, st.sampled_from(numbers)), st.just("SOINS")
    )


def label(told: Secrets, extra: str) -> st.SearchStrategy[str]:
    """A bank's label with the payee, the mandate in one of the banks' forms, and another field's text."""
    return st.sampled_from(
        [
            f"PRLV SEPA {told.payee} {CREDITOR} {told.mandate}",
            f"PRLV SEPA {told.payee} ECH/080324 ID EMETTEUR/{CREDITOR} MDT/{told.mandate} LIB/{extra}",
            f"VIR SEPA RECU /DE {told.payee} /MOTIF {extra}",
            f"CARTE 08/03 {told.payee} {extra}",
            f"VIR INST {told.payee} {extra}",
        ]
    )


def _printed(bank: str, one: Callable[[], str], member: str) -> dict[str, bytes]:
    """PDF statements: the bank's, and the top-up insurer's with a secret in each cell of words."""
    day = date(2024, 3, 5)
    act = PaidAct(day, member, one(), 3000, 3000, 70, 750, 2100)
    booked = [Booked(day, bank[:60], -31250, one())]
    return {
        "banque.pdf": bank_signed(booked, 100_000, date(2024, 3, 1), date(2024, 3, 31)),
        f"décompte {one()}.pdf": top_up([Payment(day, (act,), reference=one())]),
    }


def letter(told: Secrets) -> bytes:
    """A received message that holds every number: it is shown, examined, and kept nowhere."""
    head = f"From: Assurance <info@hote.example>\nSubject: Dossier {told.written_nir}\nContent-Type: text/plain\n\n"
    body = f"Bonjour {told.member}, votre carte {told.written_card} est bloquee. Confirmez {told.written_iban} avant "
    return f"{head}{body}demain sur http://hote.example/{told.nir}".encode()


@st.composite
def statements(draw: st.DrawFn, told: Secrets) -> Mapping[str, bytes]:
    """Files by name: two kinds of statement, with a secret in each field; the second row's day or amount is one too."""
    field = fields(told)

    def one() -> str:
        return draw(field).replace(";", " ")

    bank = draw(label(told, one()))
    account = draw(st.sampled_from([told.iban, told.nir, "00012345678", told.written_nir]))
    broken = draw(st.sampled_from([told.written_nir, told.written_card, told.member, "12,50"]))
    days = draw(st.sampled_from(["05/03/2024", told.written_nir, told.member]))
    csv = f"Compte {account}\nDate;Libellé;Montant\n05/02/2024;{bank};-312,50\n{days};{bank};{broken}\n"
    basic = (
        "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;Montant payé;"
        "Base de remboursement;Taux;Montant remboursé;Destinataire;Référence\n"
        f"08/02/2024;02/02/2024;{told.member};{one()};{one()};30,00;30,00;{one()};21,00;Assuré;{one()}\n"
        f"08/03/2024;02/03/2024;{one()};AUDIOPROTHESE;{one()};{broken};30,00;70 %;900,00;{one()};{one()}\n"
    )
    top_up = (
        "Date de règlement;Date des soins;Bénéficiaire;Acte;Professionnel;Dépense;Remboursement Sécurité sociale;"
        "Remboursement mutuelle;Payé à;N° décompte\n"
        f"09/02/2024;02/02/2024;{told.member};{one()};{one()};30,00;21,00;7,50;Assuré;{one()}\n"
    )
    details = (
        f"Date;Champ;Valeur\n01/02/2024;IBAN de remboursement;FR…0001\n01/03/2024;IBAN de remboursement;{told.iban}\n"
        f"01/02/2024;N° de sécurité sociale;{one()}\n01/03/2024;Adhérent;{one()}\n01/03/2024;{one()};{one()}\n"
    )
    lines = [balance("01", "010324", 0), operation("050324", -800, bank[:31]), complement("LIB", one()[:70])]
    ofx_row = (
        f"<STMTTRN><TRNTYPE>{draw(st.sampled_from(['DEBIT', told.nir]))}<DTPOSTED>20240205<TRNAMT>-312.50"
        f"<FITID>{told.nir}<NAME>{bank[:32]}<MEMO>{bank[32:]} {one()}</STMTTRN>\n"
        f"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{days}<TRNAMT>{broken}<FITID>2<NAME>{bank}</STMTTRN>\n"
    )
    entry = (
        '<Ntry><Amt Ccy="EUR">312.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2024-02-05</Dt>'
        f"</BookgDt><AddtlNtryInf>{bank} {one()}</AddtlNtryInf></Ntry>"
    )
    qif = f"!Type:Bank\nD05/02/2024\nT-312,50\nP{bank}\nM{one()}\nL{one()}\nN{told.nir}\n^\n"
    kinds: dict[str, bytes] = {
        f"banque {one()}.csv": csv.encode(),
        "banque.ofx": one_account(ofx_row).replace("00012345678", account).encode(),
        "banque.qif": qif.encode(),
        "banque.xml": document(entry, account=account.replace(" ", "")),
        "banque.120": "\r\n".join([*lines, balance("07", "310324", -800)]).encode("cp1252", "replace"),
        "banque.xlsx": xlsx({"Feuille": grid_of(csv)}),
        "banque.ods": ods({"Feuille": grid_of(csv)}),
        f"ameli {told.nir}.csv": basic.encode(),
        "mutuelle.csv": top_up.encode(),
        f"carte {told.member}.csv": details.encode(),
        f"inconnu {told.iban}.csv": f"{one()};{one()}\n{one()}\n".encode(),
        f"collé {one()}.txt": csv.replace(";", "\t").encode(),
    } | _printed(bank, one, told.member)
    names = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=2, max_size=4, unique=True))
    return {name.replace("/", "_").replace("\x00", ""): kinds[name] for name in names}
