"""The dossier as a file: what it shows and hides, the same bytes for the same day, never over another file."""

import hashlib
import io
from pathlib import Path

import pdfplumber
import pytest
from stdnum.fr import nir

from tests.dossier import households
from tests.dossier.person import ACCOUNT, MONTHS, UNKNOWN, Dossier, Person

DAY = ("--date", "2026-03-02")
REFERENCE = "PLUS-2026-77310"


@pytest.fixture
def troubled(person: Person) -> Person:
    """Somebody with a creditor never seen, a medicine reimbursed twice, and an account swapped."""
    for household in (households.unknown_creditor, households.paid_twice, households.account_swapped):
        household(person)
    return person


def test_the_evidence_tells_rows_files_hashes_days_and_clocks(troubled: Person) -> None:
    pages = troubled.make("WS101", "WS204", *DAY).pages("01-preuves.pdf")
    for file in ("banque.ofx", "ameli.csv"):
        assert hashlib.sha256((troubled.statements / file).read_bytes()).hexdigest() in pages
    for said in (
        "fichier 2, opération n° 13", "fichier 2, opération n° 15", "fichier 1, ligne 2", "fichier 1, ligne 3",
        "22 janvier 2026", "Prélèvement de 189,00 € par SERVICES PLUS.", "-189,00 €", "Somme en cause : 378,00 €",
        "19 mars 2026 Dernier jour pour demander le remboursement du prélèvement de 189,00 € du 22 janvier 2026",
        "encore 17 jours", "22 février 2027", "ICS FR19ZZZ654321", "A. E.", "PHARMACIE DE L ORME", "page 1 sur",
    ):  # fmt: skip
        assert said in pages, said


def test_a_reader_finds_title_language_and_bookmarks(troubled: Person) -> None:
    made = troubled.make("WS101", *DAY)
    for name in ("00-sommaire.pdf", "01-preuves.pdf", "02-debit-refund.pdf"):
        pdf = made.pdf(name)
        root = pdf.trailer["/Root"]
        assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("fr-FR", True)
        assert pdf.metadata is not None
        assert pdf.metadata.title
        assert str(pdf.metadata["/CreationDate"]) == "D:20260302000000Z"
    titles = [entry["/Title"] for entry in made.pdf("01-preuves.pdf").outline if isinstance(entry, dict)]
    assert titles[0] == "Résumé"
    assert titles[-2:] == ["Fichiers d’origine", "Comment lire ce dossier"]


def test_numbers_and_names_are_masked_unless_asked_for(troubled: Person) -> None:
    secrets = (ACCOUNT, REFERENCE, "Anne Exemple")
    alerts = ("WS101", "WS204", "WS301")
    hidden = told_by(troubled.make(*alerts, *DAY))
    assert [secret for secret in secrets if secret in hidden] == []
    assert "…5432" in hidden
    clear = told_by(troubled.make(*alerts, "--unmasked", *DAY))
    assert [secret for secret in secrets if secret not in clear] == []
    assert "sont masqués" in troubled.type("WS101", "--dry-run", *DAY).output
    warning = " ".join(troubled.type("WS101", "--dry-run", "--unmasked", *DAY).output.split())
    assert "Attention : ce dossier montre en clair vos numéros de compte, vos références de mandat" in warning


def told_by(made: Dossier) -> str:
    """All words of all files of a dossier."""
    return " ".join(made.pages(name) if name.endswith(".pdf") else made.text(name) for name in made.files)


def test_a_social_security_number_is_in_no_dossier(person: Person) -> None:
    body = "2790587123457"
    number = body + f"{97 - int(body) % 97:02d}"
    assert nir.is_valid(number)
    person.bank(("20260122", "-189.00", f"{UNKNOWN} LIB/{number}"))
    assert number not in told_by(person.make("WS101", "--unmasked", *DAY))


def test_the_same_day_gives_the_same_bytes(troubled: Person) -> None:
    first = troubled.make("WS101", "WS301", *DAY)
    path = troubled.place / "again.zip"
    assert troubled.type("WS101", "WS301", *DAY, "--output", str(path)).exit_code == 0
    again = path.read_bytes()
    path.unlink()
    assert troubled.type("WS101", "WS301", *DAY, "--output", str(path)).exit_code == 0
    assert path.read_bytes() == again
    assert first.files == troubled.make("WS101", "WS301", *DAY).files
    assert first.files["01-preuves.pdf"] != troubled.make("WS101", "--date", "2026-03-03").files["01-preuves.pdf"]


def test_the_hashes_are_those_of_the_files(troubled: Person) -> None:
    made = troubled.make("WS101", *DAY)
    listed = dict(reversed(line.split("  ")) for line in made.files["SHA256SUMS"].decode().splitlines())
    assert listed == {
        name: hashlib.sha256(data).hexdigest() for name, data in made.files.items() if name != "SHA256SUMS"
    }
    contents = made.pages("00-sommaire.pdf")
    assert all(hashed in contents for name, hashed in listed.items() if name != "00-sommaire.pdf")


def test_it_is_for_its_owner_and_replaces_nothing(troubled: Person) -> None:
    path = troubled.place / "mine.zip"
    assert troubled.type("WS101", *DAY, "--dry-run", "--output", str(path)).exit_code == 0
    assert not path.exists()
    assert troubled.type("WS101", *DAY, "--output", str(path)).exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"something else")
    refused = troubled.type("WS101", *DAY, "--output", str(path))
    assert (refused.exit_code, path.read_bytes()) == (2, b"something else")
    assert "--force" in refused.output
    assert troubled.type("WS101", *DAY, "--output", str(path), "--force").exit_code == 0
    assert path.read_bytes().startswith(b"PK")


def test_text_of_a_statement_is_only_text(person: Person) -> None:
    """Markup, a template's marks, directions of writing and letters that no font has: shown, never obeyed."""
    hostile = "PRLV SEPA <b>A&amp B</b> {{ 7*7 }} \u202eCBA\u200b \u6f22 \ue000x\ue001 Objet : --- OK"
    days = [f"05/{month[4:]}/{month[:4]};PRLV SEPA TELECOM DU LAC;-39,99" for month in MONTHS]
    lines = ["Date;Libellé;Montant", *days, f"22/01/2026;{hostile};-189,00", ""]
    (person.statements / "banque.csv").write_text("\n".join(lines), "utf-8")
    made = person.make("WS101", *DAY)
    letter, page = made.text("03-debit-unauthorised.txt"), made.pages("03-debit-unauthorised.pdf")
    assert (letter.count("\nObjet\u00a0:"), letter.count("Pièces jointes")) == (1, 1)
    assert "\u202e" not in letter
    for told in (" ".join(letter.split()), page):
        assert "« PRLV SEPA <b>A&amp B</b> {{ 7*7 }}" in told
        assert "x[U+E001] Objet : --- OK »" in told
    assert "\u6f22" in letter  # an editor has fonts for it
    assert "[U+6F22]" in page


def test_the_address_shows_in_the_window_and_nothing_else(troubled: Person) -> None:
    """DL envelope, sheet folded in three: from 105 to 195 mm, from 45 to 90 mm (a point is 25.4 / 72 mm)."""
    made = troubled.make("WS301", "--letter", "insurer-request", *DAY)
    with pdfplumber.open(io.BytesIO(made.files["02-insurer-request.pdf"])) as pdf:
        words = [
            {key: word[key] * 25.4 / 72 for key in ("x0", "x1", "top", "bottom")} | {"text": word["text"]}
            for word in pdf.pages[0].extract_words()
        ]
    window = [word for word in words if word["x0"] >= 104 and 45 <= word["top"] <= 90]
    assert {"(adresse,", "(code", "postal"} <= {word["text"] for word in window}
    assert all(word["x1"] <= 196 for word in window)
    assert [word["text"] for word in words if word["x0"] < 104 and 45 <= word["top"] <= 90] == []
    assert all(word["x0"] >= 19 and word["x1"] <= 191 for word in words)


def test_the_contents_page_says_which_deadlines_passed_and_what_is_left(troubled: Person) -> None:
    left = "Les délais légaux sont passés"
    while_open = troubled.make("WS101", "--date", "2026-05-04").pages("00-sommaire.pdf")
    assert "(passé)" in while_open
    assert left not in while_open
    assert while_open.index("contestez le prélèvement") < while_open.index("demandez-en le remboursement")
    assert left in troubled.make("WS101", "--date", "2028-01-03").pages("00-sommaire.pdf")


def test_the_contents_page_says_what_to_do_first(troubled: Person) -> None:
    pages = troubled.make("WS101", *DAY).pages("00-sommaire.pdf")
    said = [
        "Votre dossier : par où commencer", "Votre banque :", "19 mars 2026", "02-debit-refund.pdf",
        "n’envoyez que celle qui dit vrai", "payment-unauthorised", "THESEE", "33700", "Signal Spam", "PHAROS",
        "France Victimes", "vérifiés le 23 novembre 2026", "SHA256SUMS",
    ]  # fmt: skip
    assert [one for one in said if one not in pages] == []
    assert pages.count("conseil juridique") == 1
    card = troubled.make
    households.coupons(troubled)
    told = card("WS111", *DAY).pages("00-sommaire.pdf")
    assert told.index("Serveur interbancaire d’opposition") < told.index("Perceval")


def test_in_english_the_person_reads_english_and_the_letters_stay_french(troubled: Person) -> None:
    troubled.settings("en")
    made = troubled.make("WS101", *DAY)
    assert list(made.files) == [
        "00-contents.pdf", "01-preuves.pdf", "02-debit-refund.pdf", "02-debit-refund.txt",
        "03-debit-unauthorised.pdf", "03-debit-unauthorised.txt", "04-mandate-revocation.pdf",
        "04-mandate-revocation.txt", "reading-aid-evidence.pdf", "SHA256SUMS",
    ]  # fmt: skip
    contents = made.pages("00-contents.pdf")
    assert "The letters and the evidence are in French, since they go to French bodies." in contents
    assert "Tells your bank that you signed no mandate" in contents
    assert made.text("03-debit-unauthorised.txt").count("Je conteste") == 1
    assert made.pages("01-preuves.pdf").startswith("Dossier de preuves")
    assert made.pages("reading-aid-evidence.pdf").startswith("Evidence Made on March 2, 2026")


def test_what_is_named_wrongly_gets_a_sentence(troubled: Person, tmp_path: Path) -> None:
    for words, sentence in (
        ((), "Indiquez l’un de ces constats"),
        (("WS3",), "n’est ni un numéro d’alerte"),
        (("WS999",), "Aucun constat ne répond à « WS999 »"),
        (("A-26-0001",), "est un numéro de la surveillance"),
        (("WS101", "--letter", "nothing"), "nothing n’est pas une lettre"),
        (("WS101", "--breach", "nothing"), "nothing n’est pas une fuite connue"),
    ):
        done = troubled.type(*words, *DAY)
        assert done.exit_code == 2
        assert sentence in done.output.replace("\u00a0", " "), done.output
    listed = troubled.say("--list-letters")
    assert (listed.exit_code, listed.output.count("\n  ")) == (0, 10)
    done = troubled.say(*DAY)
    assert (done.exit_code, "--list-letters" in done.output) == (2, True)
