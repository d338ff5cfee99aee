"""What can be read, what cannot, and what is never kept: numbers are masked at the door."""

import base64
import time

import pytest
from stdnum.fr import nir

from watchdog_sante.model.household import Household
from watchdog_sante.model.sentences import Sentence
from watchdog_sante.model.solicitation import Authentication, Letter, Link, Verdict
from watchdog_sante.package_data import knowledge, phrasebook
from watchdog_sante.solicitation import judge, read_letter

NIR = "1840512345678"
NIR += nir.calc_check_digits(NIR)
CARD = "4970 1012 3456 7893"


def _read(data: bytes | str) -> Letter:
    letter = read_letter(data if isinstance(data, bytes) else data.encode())
    assert isinstance(letter, Letter), letter
    return letter


def test_a_pasted_sms_with_its_sender() -> None:
    letter = _read("De : +33 6 39 98 11 02\nDate : 12/11/2026 10:02\n\nAmeli : bonjour")
    assert (letter.sender_number, letter.text.strip()) == ("+33 6 39 98 11 02", "Ameli : bonjour")
    assert not letter.is_mail
    assert _read("SMS de 38663 :\nbonjour").sender_number == "38663"


def test_a_pasted_mail_with_french_headers() -> None:
    letter = _read("De : Ameli <info@ameli.com>\nÀ : moi@example.org\nObjet : Remboursement\n\nBonjour")
    assert (letter.sender_name, letter.sender_address, letter.subject) == ("Ameli", "info@ameli.com", "Remboursement")


def test_a_saved_mail_with_encoded_words_and_html() -> None:
    body = base64.b64encode("<p>Déjà <a href='http://x.top'>https://ameli.fr</a></p>".encode("iso-8859-1")).decode()
    letter = _read(
        "From: =?utf-8?q?L=E2=80=99Assurance_Maladie?= <a@info.ameli.fr>\nSubject: =?iso-8859-1?b?Ulbp?=\n"
        "Authentication-Results: mx; dkim=pass header.d=info.ameli.fr\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n{body}\n"
    )
    assert letter.sender_name == "L’Assurance Maladie"
    assert letter.links == (Link("http://x.top", "https://ameli.fr"),)
    assert "Déjà" in letter.text
    assert letter.authentication is Authentication.PASSED


def test_a_signature_for_another_domain_proves_nothing() -> None:
    letter = _read("From: a@ameli.fr\nSubject: x\nAuthentication-Results: mx; dkim=pass header.d=evil.top\n\nb")
    assert letter.authentication is Authentication.UNKNOWN


def test_numbers_are_masked_in_all_that_is_kept_and_shown() -> None:
    said = f"Ameli : confirmez votre carte {CARD} et votre numéro {NIR} sur http://ameli-x.top/{NIR}"
    letter = _read(said)
    opinion = judge(letter, None, Household(), knowledge())
    book = phrasebook("fr")
    texts = [*(sign.text for sign in opinion.signs), *opinion.statements_say, *opinion.safe_way]
    shown = " ".join(map(book.text, texts))
    assert NIR not in letter.text
    assert CARD not in letter.text
    assert NIR not in shown
    assert opinion.verdict is Verdict.FRAUD
    assert "holds-numbers" in {sign.key for sign in opinion.signs}


IBAN = "FR7610096904180002190473642"  # invented, its key checks (tests/invented_ibans.txt)


@pytest.mark.parametrize(
    "written",
    [
        IBAN,
        IBAN.lower(),
        " ".join(IBAN[at : at + 4] for at in range(0, 27, 4)),
        "\u00a0".join(IBAN[at : at + 4] for at in range(0, 27, 4)),
        "-".join(IBAN[at : at + 4] for at in range(0, 27, 4)),
        ".".join(IBAN[at : at + 4] for at in range(0, 27, 4)),
    ],
)
def test_an_iban_however_written_is_masked_and_told_as_where_the_money_would_go(written: str) -> None:
    letter = _read(f"Bonjour, pour le loyer merci de virer sur {written} merci beaucoup 12 fois")
    assert letter.text.strip() == "Bonjour, pour le loyer merci de virer sur FR…3642 merci beaucoup 12 fois"
    assert letter.accounts == ("FR…3642",)
    opinion = judge(letter, None, Household(), knowledge())
    book = phrasebook("fr")
    shown = " ".join(book.text(sign.text) for sign in opinion.signs)
    assert opinion.verdict is not Verdict.NOTHING
    assert "FR…3642" in shown
    assert "0219" not in shown


def test_what_only_looks_like_an_iban_names_no_account() -> None:
    assert _read("Colis fr76 1234 5678 9012 3456 en attente").accounts == ()


def test_a_name_that_is_an_address_is_not_the_senders_address() -> None:
    letter = _read('From: "assurance-maladie@info.ameli.fr" <x@transports.example>\nSubject: a\n\nvotre compte')
    assert (letter.sender_name, letter.sender_address) == ("assurance-maladie@info.ameli.fr", "x@transports.example")
    keys = {sign.key for sign in judge(letter, None, Household(), knowledge()).signs}
    assert "sender-name-address" in keys


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "message.empty"),
        (b" \r\n\0\0 ", "message.empty"),
        (b"%PDF-1.7 ...", "message.is_pdf"),
        (b"PK\x03\x04zip", "message.is_zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "message.is_msg"),
        (b"\x89PNG\r\n\x1a\n", "message.is_picture"),
        (bytes(range(1, 9)) * 200, "message.no_text"),
        (b"x" * 30_000_001, "message.too_large"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, key: str) -> None:
    answer = read_letter(data)
    assert isinstance(answer, Sentence)
    assert answer.key == key
    assert all(phrasebook(language).text(answer) for language in ("fr", "en"))


HOSTILE = {
    "nested parts": b"From: a@b.fr\nSubject: x\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    ),
    "unknown charset": b"From: a@b.fr\nSubject: =?x-no?q?=E9?=\nContent-Type: text/plain; charset=x-none\n\n\xe9",
    "broken base64": b"From: a@b.fr\nSubject: x\nContent-Transfer-Encoding: base64\n\n!!!! not base64 ====",
    "no boundary": b"From: a@b.fr\nSubject: x\nContent-Type: multipart/mixed\n\nwords",
    "nul": b"Ame\0li : votre carte vitale expire http://x.top\0/y",
    "long line": b"a" * 3_000_000,
    "open tags": b"From: a@b.fr\nSubject: x\nContent-Type: text/html\n\n" + b"<div><a href='http://x.top'>" * 20_000,
    "many links": b"https://ameli-x.top/a " * 20_000,
    "digits": b"0612 345 678 " * 30_000,
    "blanks": b"a" + b" " * 500_000 + b".",
    "stops": b"." * 500_000,
    "header bomb": b"From: " + b"<" * 100_000 + b"\nSubject: x\n\nwords",
    "utf-16": "Ameli : http://ameli-x.top".encode("utf-16"),
    "utf-16 bare": "Ameli : http://ameli-x.top".encode("utf-16-le"),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_is_answered_in_time(data: bytes) -> None:
    start = time.process_time()
    letter = read_letter(data)
    if isinstance(letter, Letter):
        judge(letter, None, Household(), knowledge())
    assert time.process_time() - start < 6


def test_apple_and_mbox_mails_are_mails() -> None:
    mail = b"From: Ameli <a@ameli.com>\nSubject: x\n\nwords\n"
    assert _read(b"1234\n" + mail).sender_address == "a@ameli.com"
    assert _read(b"From a@b Mon Nov  2 10:00:00 2026\n" + mail).sender_address == "a@ameli.com"


def test_what_is_too_long_is_cut_and_said() -> None:
    letter = _read("mot " * 40_000 + " fin http://ameli-x.top")
    assert letter.cut
    assert Link("http://ameli-x.top") in letter.links


def test_the_last_digits_of_a_number_are_no_short_number() -> None:
    listed = "Avis de contravention : payez votre amende sur www.amendes.gouv.fr ou par téléphone au 0 811 10 10 10."
    assert judge(_read(listed), None, Household(), knowledge()).verdict is Verdict.NOTHING
    alone = listed.replace("0 811 10 10 10.", "10 10 ou chez un buraliste.")
    assert "call-not-official" in {sign.key for sign in judge(_read(alone), None, Household(), knowledge()).signs}
