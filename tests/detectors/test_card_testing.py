"""WS111 beyond its examples: how near, how large, how sure, and the journeys that look like it."""

import pytest
from bank_table import accused

from watchdog_sante.detectors import card_testing

TEST = "2023-06-12 | -1.20 | CARTE 11/06/23 PAYPAL *ORVAXIA |\n"


def used(day: str, amount: str, merchant: str) -> str:
    return f"2023-06-{day} | -{amount} | CARTE {int(day) - 1:02}/06/23 {merchant} |\n"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (used("15", "612.00", "WWW.TREMPLUM.FR"), [("critical", ["2023-06-12", "2023-06-15"])]),
        (used("15", "612.00", "TREMPLUM"), [("critical", ["2023-06-12", "2023-06-15"])]),
        (used("16", "612.00", "WWW.TREMPLUM.FR"), [("warning", ["2023-06-12", "2023-06-16"])]),
        (used("20", "612.00", "WWW.TREMPLUM.FR"), [("warning", ["2023-06-12", "2023-06-20"])]),
        (used("15", "99.00", "WWW.TREMPLUM.FR"), []),
        (used("15", "612.00", "MEUBLES CHARME LYON 03"), []),
        (used("28", "612.00", "MEUBLES CHARME"), []),
        (
            used("13", "320.00", "WWW.TREMPLUM.FR") + used("14", "410.00", "STRIPE *BOLVERA"),
            [("critical", ["2023-06-12", "2023-06-13", "2023-06-14"])],
        ),
    ],
)
def test_a_test_and_its_use(rows: str, found: list[tuple[str, list[str]]]) -> None:
    assert accused(card_testing, TEST + rows) == found


def test_two_tests_make_any_large_payment_suspect() -> None:
    habit = "2023-01-20 x12 | -260.00 | CARTE 19/01/23 HYPERMARCHE SAULE LYON 03 |\n"
    second = "2023-06-13 | -0.50 | CARTE 12/06/23 BOLVERA.COM |\n"
    large = used("14", "180.00", "WWW.TREMPLUM.FR")
    assert accused(card_testing, habit + TEST + large) == []  # within the habit
    assert accused(card_testing, habit + TEST + second + large) == [
        ("critical", ["2023-06-12", "2023-06-13", "2023-06-14"])
    ]


def test_several_large_payments_without_a_test() -> None:
    rows = used("13", "320.00", "WWW.TREMPLUM.FR") + used("14", "410.00", "STRIPE *BOLVERA")
    assert accused(card_testing, rows) == [("warning", ["2023-06-13", "2023-06-14"])]


def test_one_far_above_everything_after_half_a_year() -> None:
    row = "2023-{}-14 | -612.00 | CARTE 13/{}/23 WWW.TREMPLUM.FR"
    assert accused(card_testing, row.format("05", "05")) == []
    assert accused(card_testing, row.format("09", "09")) == [("warning", ["2023-09-14"])]


def test_a_journey_without_a_web_mark_is_no_test() -> None:
    names = ("CASA BRISA PT", "TAPAS FARO PT", "MUSEU LOLITA PT", "MERCADO SOL PT", "CAFE PRAIA PT")
    trip = "".join(used(f"{n}", "24.00", name) for n, name in enumerate(names, start=12))
    rows = trip + used("13", "1.50", "PASTEL DOCE PT") + used("15", "430.00", "RENT A CAR PT")
    assert accused(card_testing, rows) == []
    assert accused(card_testing, rows + TEST) == []  # one web mark is not enough while travelling
    assert accused(card_testing, rows + TEST + used("13", "430.00", "BOLVERA.COM")) != []


def test_a_name_of_the_carte_vitale_is_enough() -> None:
    assert accused(card_testing, used("12", "1.90", "LIVRAISON VITALE")) == [("warning", ["2023-06-12"])]
    assert accused(card_testing, used("12", "1.90", "LIVRAISON FLEURS")) == []


UNTOLD = "2023-01-0{n} x12 | -{n}4.10 | CB ORME{n}ETTE FACT 010123 |\n"


@pytest.mark.parametrize(
    ("test", "use", "found"),
    [
        ("-1.90 | CB SOLVENTIS FACT 100623", "-720.00 | CB TREMPLUM FACT 140623", ["2023-06-12", "2023-06-16"]),
        ("-1.90 | CB XYZ*SOLVENTIS FACT 100623", "-720.00 | CB TREMPLUM FACT 140623", ["2023-06-12", "2023-06-16"]),
        ("-1.90 | CB SOLVENTIS FACT 100623", "-250.00 | CB TREMPLUM FACT 140623", []),
        ("-4.90 | CB SOLVENTIS FACT 100623", "-720.00 | CB TREMPLUM FACT 140623", []),
        ("-1.90 | CB PARKING SOLVENTIS FACT 100623", "-720.00 | CB TREMPLUM FACT 140623", []),
        ("-1.90 | CB SOLVENTIS FACT 100623", "-720.00 | CB GARAGE TREMPLUM FACT 140623", []),
    ],
)
def test_where_labels_tell_no_town_a_pair_must_be_tinier_and_larger(test: str, use: str, found: list[str]) -> None:
    life = "".join(UNTOLD.format(n=n) for n in range(1, 6))
    account = " | 30003000000000009\n"
    rows = (life + f"2023-06-12 | {test} |\n2023-06-16 | {use} |\n").replace(" |\n", account)
    assert accused(card_testing, rows) == ([("warning", found)] if found else [])


def test_new_shops_of_the_usual_town_are_no_journey() -> None:
    shops = "".join(
        used("13", f"2{n}.00", f"{name} LYON 03") for n, name in enumerate(("FRENE", "IF", "PIN", "HETRE", "TILIA"))
    )
    rows = TEST.replace("PAYPAL *", "") + shops + used("14", "712.00", "TREMPLUM")
    assert accused(card_testing, rows) == [("warning", ["2023-06-12", "2023-06-14"])]


def test_a_site_s_tiny_sum_on_a_journey_is_still_a_test() -> None:
    life = "".join(UNTOLD.format(n=n) for n in range(1, 6))
    trip = "".join(
        f"2023-06-1{n} | -2{n}.00 | CB {name} FACT 1{n}0623 |\n"
        for n, name in enumerate(("IBISCO", "FAROLA", "BRISAL", "DOCEA", "SOLARA"))
    )
    test, use = "2023-06-12 | -1.90 | CB {} FACT 120623 |\n", "2023-06-16 | -720.00 | CB TREMPLUM FACT 140623 |\n"
    account = " | 30003000000000009\n"
    assert accused(card_testing, (life + trip + test.format("SOLVENTIS") + use).replace(" |\n", account)) == []
    assert accused(card_testing, (life + trip + test.format("SOLVENTIS.INFO") + use).replace(" |\n", account)) != []


MOVED = "".join(
    f"2023-01-05 x6 | -39.99 | PRLV SEPA {name} | A\n2023-07-05 | -39.99 | PRLV SEPA {name} | B\n"
    for name in ("TELECOM DU LAC", "EAUX DU LAC", "GAZ DU LAC")
)


def test_a_new_account_that_shows_known_creditors_is_watched_from_its_first_month() -> None:
    pair = "2023-07-20 | -0.95 | CARTE 19/07/23 WWW.TREMPLUM.FR | B\n2023-07-22 | -612.00 | CARTE 21/07/23 ZON.SHOP | B"
    assert accused(card_testing, MOVED + pair) == [("critical", ["2023-07-20", "2023-07-22"])]
    assert accused(card_testing, MOVED.replace("EAUX DU LAC | B", "BOIS DU LAC | B") + pair) == []


def test_a_tiny_payment_on_a_label_that_tells_no_place_then_a_large_one_on_a_site() -> None:
    life = "".join(
        f"2023-0{month}-0{day} | -{day}4.10 | FACTURE CARTE DU 0{day}0{month}23 LIBRAIRIE ORME {day} CARTE 4974 | C\n"
        for month in range(1, 7)
        for day in range(1, 4)
    )
    life += "2023-03-09 | -150.00 | FACTURE CARTE DU 080323 MEUBLES SAULE CARTE 4974 | C\n"
    test = "2023-07-20 | -0.99 | FACTURE CARTE DU 190723 RENOUV DOSSIER CARTE 4974XXX | C\n"
    large = "2023-07-27 | -242.38 | FACTURE CARTE DU 260723 TREMPLUM24.ONLINE CARTE 4974 | C"
    assert accused(card_testing, life + test + large) == [("warning", ["2023-07-20", "2023-07-27"])]
    assert accused(card_testing, life + large) == []
    assert accused(card_testing, life + test + large.replace("TREMPLUM24.ONLINE", "TREMPLUM")) == []
