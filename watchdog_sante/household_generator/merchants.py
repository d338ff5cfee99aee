"""Invented shops and services: who is paid by card, for how much, how often. Data, and names made of parts."""

from dataclasses import dataclass
from random import Random

from watchdog_sante.household_generator.dice import between, chance, pick
from watchdog_sante.household_generator.names import DOCTORS


@dataclass(frozen=True, slots=True)
class Shop:
    """A kind of spending: names to choose from, euros from `low` to `high`, times a month, with a town or online."""

    names: tuple[str, ...]
    low: float
    high: float
    monthly: float
    in_town: bool = True


SPENDING = (
    Shop(("SUPERLYS", "MARCHE GOURMET", "COOP DES PRES", "HYPERVAL", "PRIMEUR JARDINOU"), 12, 145, 11),
    Shop(("FOURNIL DES HALLES", "BOULANGERIE AUBERT", "LE BLE DORE", "PAIN ET COMPAGNIE"), 1.1, 14, 8),
    Shop(("STATION AVENIA", "PETROLYS", "CARBUR EXPRESS"), 28, 92, 3),
    Shop(
        ("LE PETIT CHAUDRON", "CREPERIE KORRIGAN", "PIZZERIA SANTA LUNA", "CANTINE DES ARTS", "WOK DU PORT"), 9, 68, 4
    ),
    Shop(("BRICOVAL", "JARDIPLAINE", "MEUBLEO"), 8, 160, 1.2),
    Shop(("MODELINE", "CHAUSSEA PIED", "KIDIFRIPE"), 12, 95, 1.2),
    Shop(("LIBRAIRIE DU BEFFROI", "PAPETERIE LUTECE", "CINEMA LE REX 3"), 5, 45, 1.4),
    Shop(("SPORTIVAL", "BASSIN NAUTIQUE"), 4, 80, 0.8),
    Shop(("PHARMACIE DU LAVOIR", "PARAPHARMA NATUREA"), 4, 38, 1),
    Shop(("COIFFURE ELEGANCIA", "SALON BULLE D'HAIR"), 16, 70, 0.6),
    Shop(("KADEOSHOP.FR", "LIVRIA.COM", "TECHNOVAL.FR", "PUCERON.FR"), 7, 130, 2.2, False),
    Shop(("TRANSVAL BUS", "TRAINLIGNE", "PARKING HOTEL DE VILLE", "PEAGE SUD ESCALE"), 1.2, 58, 3),
)
SUBSCRIPTIONS = (
    ("CINEFLUX.COM", 1399), ("MELODIA PREMIUM", 1099), ("CLOUDBOX.IO", 299), ("JOURNAL EN LIGNE", 990),
    ("JEUX PLAY+", 699),
)  # fmt: skip
_KINDS = ("RESTAURANT", "BOUTIQUE", "GARAGE", "FLEURISTE", "SARL", "CAFE", "FERME", "AUBERGE", "OPTIC", "LA MAISON")
_NOUNS = (
    "DU MOULIN", "DES TILLEULS", "LA CIGALE", "BELLE RIVE", "DU VIEUX PUITS", "SAINT ROCH", "LES GLYCINES", "DU COIN",
    "LA LICORNE", "DES QUATRE VENTS", "L'HIRONDELLE", "DE LA GARE", "MIRANDELLE", "PASTOUREAU", "LE GRAND CHENE",
)  # fmt: skip
ABROAD = (
    ("ES", "BARRAVELLA", ("TAPAS EL FARO", "SUPERMERCADO LOLITA", "HOTEL MAR AZUL", "GASOLINERA RUTA 9")),
    ("IT", "PORTOVIVO", ("TRATTORIA DEL MOLO", "ALIMENTARI BIANCHI", "ALBERGO STELLA", "MUSEO CIVICO")),
    ("PT", "LAGOSINHA", ("PASTELARIA BRISA", "RESTAURANTE O BARCO", "PENSAO ATLANTICO", "POSTO GALINHA")),
    ("DE", "OBERLINDEN", ("BACKEREI SONNE", "GASTHOF ADLER", "HOTEL AM SEE", "MARKTKAUFHAUS")),
)
VAGUE = (
    "FRAIS DE DOSSIER", "SERVICE CLIENT EU", "COTISATION ANNUELLE", "GESTION ABO", "ENZ SERVICES", "PAYCONNECT LTD",
)  # fmt: skip
RISKY_ONLINE = (
    "WWW.DEALS-NOVA.TOP", "XTR*GIFTCARDS", "MONEYLOAD.GG", "COINGATEWAY", "SHOPLUX24.ONLINE", "E-VOUCHER.PRO",
)  # fmt: skip
LURES = ("SUIVI-COLIS-INFO", "LIVRAISON-VITALE", "SUPPORT-ASSURE", "DOSSIER-CARTE.NET", "RENOUV-CARTE")


def passing_shop(rng: Random) -> str:
    """A shop one meets once: a kind, a name, sometimes the number of the store."""
    number = f" {between(rng, 100, 9999)}" if chance(rng, 0.3) else ""
    reader = pick(rng, ("", "", "", "SUMUP *", "ZETTLE_*"))
    return f"{reader}{pick(rng, _KINDS)} {pick(rng, _NOUNS)}{number}"


def doctor(rng: Random) -> str:
    """A doctor as card terminals and statements write one."""
    return f"DR {pick(rng, DOCTORS)}"
