"""The profile proposed for an unknown CSV: it reads the file, or says what is left to fill in."""

import pytest
import yaml

from watchdog_sante.model.statements import BankRow, Rejection, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import csv
from watchdog_sante.readers.csv_draft import Draft, draft
from watchdog_sante.readers.profile import Profile

_ROWS = (
    "Booked on,Counterparty,Text,Amount,Balance\n"
    "2025-02-03,CPAM DE PARIS,Reimbursement of care,18.50,1018.50\n"
    "2025-02-04,MUTUELLE DU RIED,Premium of February,-61.00,957.50\n"
)


def _draft(text: str) -> Draft:
    answer = draft(text.encode(), "Ma banque", profiles())
    assert isinstance(answer, Draft)
    return answer


def test_a_draft_reads_the_file_that_it_was_made_from() -> None:
    assert isinstance(csv.read(_ROWS.encode(), profiles()), Rejection)
    drafted = _draft(_ROWS)
    profile = Profile.model_validate(yaml.safe_load(drafted.text))
    answer = csv.read(_ROWS.encode(), (*profiles(), profile))
    assert isinstance(answer, Statement)
    assert answer.profile == "ma-banque"
    assert [(row.booked.isoformat(), row.cents, row.label) for row in answer.rows if isinstance(row, BankRow)] == [
        ("2025-02-03", 1850, "Reimbursement of care"),
        ("2025-02-04", -6100, "Premium of February"),
    ]
    assert [note.key for note in drafted.notes] == ["csv.draft_check"]


def test_a_column_that_gives_the_sign_is_never_left_out_of_a_draft() -> None:
    text = "When;What;How much;Way\n02/03/2024;PRLV EDF;34,56;D\n03/03/2024;VIR;12,00;C\n"
    profile = Profile.model_validate(yaml.safe_load(_draft(text).text))
    answer = csv.read(text.encode(), (*profiles(), profile))
    assert isinstance(answer, Statement)
    assert [row.cents for row in answer.rows if isinstance(row, BankRow)] == [-3456, 1200]


def test_nothing_of_the_rows_stands_in_a_draft() -> None:
    assert not any(word in _draft(_ROWS).text for word in ("CPAM", "RIED", "18.50", "2025"))


def test_a_draft_says_what_it_could_not_see() -> None:
    drafted = _draft("Quand;Quoi;Sorti;Entré\n03/02/2025;CPAM;;18,50\n04/02/2025;MUTUELLE;61,00;\n")
    assert [note.key for note in drafted.notes] == ["csv.draft_missing", "csv.draft_check"]
    assert dict(drafted.notes[0].values) == {"roles": "amount"}
    columns = yaml.safe_load(drafted.text)["columns"]
    assert columns == {"Quand": "day", "Quoi": "label", "Sorti": "ignored", "Entré": "ignored"}


def test_a_file_without_header_is_drafted_by_position() -> None:
    rows = "".join(f"{day:02d}.02.2025|x|-{day},00|MUTUELLE {day}\n" for day in range(1, 6)).replace("|", ";")
    profile = Profile.model_validate(yaml.safe_load(_draft(rows).text))
    assert (profile.fields, dict(profile.columns)) == (
        4,
        {"#1": "day", "#2": "ignored", "#3": "amount", "#4": "label"},
    )
    answer = csv.read(rows.encode(), (profile,))
    assert isinstance(answer, Statement)
    assert len(answer.rows) == 5


@pytest.mark.parametrize("text", ["", "a;b;c\n1;2;3\n", "Bonjour; voici; des notes\n"])
def test_no_profile_is_proposed_where_there_is_no_table(text: str) -> None:
    assert isinstance(draft(text.encode(), "x", profiles()), Rejection)
