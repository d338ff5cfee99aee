"""Where a card was used, by the marks of its label."""

from datetime import date

import pytest

from watchdog_sante.labels import read_labels
from watchdog_sante.merchants import Merchants, Presence, merchants, paid_on
from watchdog_sante.model.operations import Movement, Operation, Origin
from watchdog_sante.package_data import knowledge


def paid(label: str, day: str = "2023-03-06", cents: int = -1000, account: str = "A") -> Operation:
    return Operation(f"{day}{label}", account, date.fromisoformat(day), cents, label, 1, (Origin("f", 1),))


def read(*operations: Operation) -> tuple[list[Movement], Merchants]:
    movements = list(map(Movement, operations, read_labels(operations)))
    return movements, merchants(movements, knowledge())


TOWNS = [paid(f"CARTE 0{n}/03/23 SUPERMARCHE ORME LYON 03", f"2023-03-0{n}") for n in range(1, 6)]


@pytest.mark.parametrize(
    ("label", "presence"),
    [
        ("CARTE 05/03/23 WWW.TREMPLUM.FR", Presence.REMOTE),
        ("CARTE 05/03/23 TREMPLUM.COM", Presence.REMOTE),
        ("CARTE 05/03/23 TREMPLUM.GG", Presence.REMOTE),
        ("CARTE 05/03/23 TREMPLUM ONLINE", Presence.REMOTE),
        ("CARTE 05/03/23 PAYPAL *TREMPLUM", Presence.REMOTE),
        ("CARTE 05/03/23 XYZ*TREMPLUM", Presence.REMOTE),
        ("PAIEMENT CB 0503 TREMPLUM PAYWEB 7116", Presence.REMOTE),
        ("CARTE 05/03/23 LIVRAISON VITALE", Presence.REMOTE),
        ("CARTE 05/03/23 SUMUP *TREMPLUM", Presence.IN_PERSON),
        ("CARTE 05/03/23 PARKING DES QUAIS", Presence.IN_PERSON),
        ("CARTE 05/03/23 HOTEL TREMPLUM PT", Presence.IN_PERSON),
        ("CARTE 05/03/23 HOTEL-TREMPLUM.COM", Presence.REMOTE),
        ("CARTE 05/03/23 TREMPLUM PARIS 12", Presence.IN_PERSON),
        ("PAIEMENT PSC 0503 TREMPLUM CARTE 1574", Presence.IN_PERSON),
        ("CARTE 05/03/23 TREMPLUM", Presence.UNPLACED),
        ("CARTE 05/03/23 E.TREMPLUM", Presence.UNPLACED),  # an initial is no site
    ],
)
def test_where_the_card_was_used(label: str, presence: Presence) -> None:
    movements, shops = read(*TOWNS, paid(label))
    assert shops.presence(movements[-1]) is presence


def test_no_town_says_nothing_where_labels_never_name_one() -> None:
    movements, shops = read(*(paid(f"CARTE 0{n}/03/23 MAGASIN ORME", f"2023-03-0{n}") for n in range(1, 6)))
    assert {shops.presence(one) for one in movements} == {Presence.UNKNOWN}


def test_many_new_names_around_a_day_are_a_journey() -> None:
    names = ["HOTEL BRISA", "TAPAS FARO", "MUSEU LOLITA", "CAFE PRAIA", "MERCADO SOL"]
    abroad = [paid(f"CARTE 0{n}/05/23 {name} PT", f"2023-05-0{n}") for n, name in enumerate(names, start=1)]
    movements, shops = read(*TOWNS, *abroad)
    assert shops.travelling(date(2023, 5, 3), [])
    assert not shops.travelling(date(2023, 5, 3), movements[-2:])  # those in question do not count
    assert not shops.travelling(date(2023, 3, 3), [])


def test_the_day_of_purchase_is_the_label_s_own() -> None:
    movements, _ = read(paid("CARTE 05/03/23 B", "2023-03-07"), paid("VIR SEPA A", "2023-03-02"))
    assert [paid_on(one) for one in movements] == [date(2023, 3, 5), date(2023, 3, 2)]
