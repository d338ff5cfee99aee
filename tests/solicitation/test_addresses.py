"""Where a link leads: the registrable domain decides, never a piece of the text."""

import pytest

from watchdog_sante.model.household import AccountName, Household, Insurer, InsurerRole
from watchdog_sante.package_data import knowledge
from watchdog_sante.solicitation.addresses import registrable, take_apart
from watchdog_sante.solicitation.links import links_in
from watchdog_sante.solicitation.standing import Officials

OFFICIALS = Officials(knowledge(), Household())
AMELI = tuple(body for body in knowledge().bodies if body.key == "ameli")


@pytest.mark.parametrize(
    ("link", "host", "registered"),
    [
        ("https://assure.ameli.fr/PortailAS", "assure.ameli.fr", "ameli.fr"),
        ("www.impots.gouv.fr", "www.impots.gouv.fr", "impots.gouv.fr"),
        ("https://ameli.fr@vps221.host/rib", "vps221.host", "vps221.host"),
        ("https://ameli.fr%40vps221.host/", "vps221.host", "vps221.host"),
        ("https://ameli.fr.remb.top:8443/x", "ameli.fr.remb.top", "remb.top"),
        ("https://xn--amli-cpa.fr/", "améli.fr", "améli.fr"),
        ("HTTPS://AMELI.FR.", "ameli.fr", "ameli.fr"),
        ("http://185.22.14.9/ameli", "185.22.14.9", ""),
        ("http://[2001:db8::1]/", "[2001:db8::1]", ""),
        ("http://0xb9160e09/", "0xb9160e09", ""),
        ("//ameli.fr/x", "ameli.fr", "ameli.fr"),
        ("https://", "", ""),
        ("", "", ""),
        ("https://xn--\udcff.fr", "xn--\udcff.fr", "xn--\udcff.fr"),
    ],
)
def test_a_link_is_taken_apart(link: str, host: str, registered: str) -> None:
    address = take_apart(link)
    assert (address.host, address.registered) == (host, registered)


def test_the_states_suffix_is_a_public_one() -> None:
    assert registrable("impots.gouv.fr.top") == "fr.top"
    assert registrable("faux-impots.gouv.fr") == "faux-impots.gouv.fr"
    assert registrable("gouv.fr") == ""


@pytest.mark.parametrize(
    ("host", "official"),
    [
        ("ameli.fr", True),
        ("assure.ameli.fr", True),
        ("impots.gouv.fr", True),
        ("www.certificat-air.gouv.fr", True),
        ("mon-ameli.fr", False),
        ("ameli.fr.top", False),
        ("xameli.fr", False),
        ("impots-gouv.fr", False),
        ("gouv.fr.info", False),
    ],
)
def test_official_means_the_whole_registrable_domain(host: str, official: bool) -> None:
    assert OFFICIALS.is_official(host) is official


@pytest.mark.parametrize(
    "host",
    [
        "ameli-frconnect.fr", "ameli-gouv.com", "amelie.fr", "ameii.fr", "arneli.fr", "4meli.fr", "ameli.fr-remb.com",
        "assurance-maladie-vitale.net", "espace-ameli.net", "аmeli.fr", "monameli.com", "ameli24.info", "ame-li.fr",
    ],
)  # fmt: skip
def test_a_forged_address_is_seen_where_the_body_is_claimed(host: str) -> None:
    imitated = OFFICIALS.imitated(host, AMELI)
    assert imitated
    assert imitated.key == "ameli"


@pytest.mark.parametrize(
    "host",
    ["mutuelle-tilleuls.fr", "camelia-fleurs.fr", "cafe-des-arts.fr", "voyages-lyon.fr", "dentiste-halles.fr"],
)
def test_an_ordinary_address_imitates_nobody(host: str) -> None:
    assert OFFICIALS.imitated(host, ()) is None


def test_the_household_may_add_its_insurers_and_banks_domains() -> None:
    household = Household(
        insurers=(Insurer("Mutuelle des Glycines", InsurerRole.COMPLEMENTARY, domains=("mutuelle-glycines.fr",)),),
        accounts=(AccountName("Compte joint", domains=("banque-des-lacs.fr",)),),
    )
    known = Officials(knowledge(), household)
    assert known.is_official("espace.mutuelle-glycines.fr")
    assert known.is_official("banque-des-lacs.fr")
    assert not OFFICIALS.is_official("banque-des-lacs.fr")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Suivez https://a.fr/x, puis (www.b.com).", ["https://a.fr/x", "www.b.com"]),
        ("allez sur ameli[.]fr ou hxxps://c.top/y !", ["https://c.top/y", "ameli.fr"]),
        ("voir ameli-secu .com vite", ["ameli-secu.com"]),
        ("C'est la fin.Merci de votre visite. Dr.Martin, 12.50 euros, facture.pdf", []),
        ("écrivez à x@ameli.fr", []),
        ("AMELI.FR et Ameli.fr", ["AMELI.FR", "Ameli.fr"]),
        ("data:text/html;base64,AAAA", ["data:text/html;base64,AAAA"]),
    ],
)
def test_links_in_plain_words(text: str, targets: list[str]) -> None:
    assert [link.target for link in links_in(text)] == targets
