"""Names that stand for nobody: people, towns, employers, doctors, insurers. Data only, all of it invented."""

ADULTS = (
    "Aurélie", "Bérénice", "Corentin", "Delphine", "Edgar", "Fabienne", "Gaspard", "Honorine", "Ismaël", "Joséphine",
    "Killian", "Ludivine", "Maëlys", "Nolwenn", "Octave", "Perrine", "Quentin", "Rachid", "Solange", "Tristan",
    "Ursule", "Violette", "Wassim", "Ysaline", "Zélie", "Anatole", "Clémentine", "Dorian",
)  # fmt: skip
CHILDREN = (
    "Apolline", "Basile", "Célestin", "Diane", "Eliott", "Flavie", "Gabin", "Hortense", "Isaure", "Joachim", "Kenza",
    "Léonie", "Marius", "Noémie", "Oscar", "Philomène", "Romane", "Sacha", "Timothée", "Valentine",
)  # fmt: skip
SURNAMES = (
    "Vasselin", "Delcroixe", "Kerbiriou", "Lemoisne", "Castagnet", "Rouvraie", "Benhazem", "Tournadre", "Quillivic",
    "Marchepied", "Fontvieille", "Guérandel", "Hautefeuille", "Jolivet-Prat", "Lasserande", "Mirabeau-Roy", "Norvège",
    "Oudinot-Bay", "Passerat", "Quesnoy", "Ravachel", "Soubeyrol", "Taillefer", "Urbain-Lac", "Vauquelinne",
)  # fmt: skip
TOWNS = (
    "VILLEROCHE", "ST AUBRAC", "MONTFLEURY", "PONT LAMBERT", "LA BASTIERE", "CHATELMONT", "BOURGNEUIL", "STE VERANE",
    "RIVECOURT", "LES ARPENTS", "NOIRLIEU", "CLAIRVAUDE",
)  # fmt: skip
# The health fund's name at the bank: real wording of a public payer, in the spellings that banks print.
FUNDS = ("CANTAL", "LOZERE", "CREUSE", "GERS", "ARDECHE", "MAYENNE", "VOSGES", "NIEVRE", "ARIEGE", "INDRE")
FUND_SPELLINGS = (
    "CPAM DE {}", "C.P.A.M. {}", "CPAM {}", "CAISSE PRIMAIRE ASSURANCE MALADIE {}", "C P A M DE {}", "CPAM DU {}",
)  # fmt: skip
DOCTORS = (
    "ABELARD", "BOISSEL", "CHARVIN", "DUGASTEL", "ESPERANDIEU", "FROMENTIN", "GALOPIN", "HEURTEBISE", "JAUFFRET",
    "KERLOCH", "LOUSTALET", "MONTGALLET", "NOUVELLET", "ORTEGAL", "PUYVERT", "ROQUEBRUNE", "SABLAYROL", "TRAMINIER",
    "VERDELET", "ZAMARAN",
)  # fmt: skip
EMPLOYERS = (
    "ATELIERS BRUNELLE", "TRANSPORTS OLIVIERAIE", "STE LUMIVAL", "CABINET PERRAULT ET ASSOCIES", "VERRERIE DU LAC",
    "LOGISTIQUE DES DEUX CAPS", "ECOLE SAINTE CLOTILDE", "HOPITAL DES CEDRES", "COMMUNE DE CLAIRVAUDE",
    "IMPRIMERIE AUBEPINE", "SAS NORDALYS", "ASSOCIATION LE TREMPLIN",
)  # fmt: skip
FRIENDS = (
    "MME MORVAN JULIA", "M ESCANDE BRUNO", "MLE ROUSSIN ADELE", "M OUALI SAMIR", "MME PRADINES LISE", "M CAZAUX REMI",
    "MME THIEBAUD AGNES", "M LARROQUE FLORENT", "MME DIALLO AWA", "M NGUYEN KIM SON", "MME VILLARD ODILE",
)  # fmt: skip
STRANGERS = (
    "M DARIEL STEVEN", "MME KOVACS ILONA", "M PETRESCO MARIUS", "M OSTERMANN JAN", "MLE BRIVAL CINDY",
    "M LADJAL NORDINE", "MME SORIANO PILAR", "M BERTHELIN JORDAN", "M WALCZAK PIOTR",
    "MME TASSART MELISSA", "M CODREANU VLAD",
)  # fmt: skip


# Top-up insurers: name, words at the bank, e-mail domain, telephone, third-party operator.
INSURERS = (
    ("Mutuelle des Trois Rivières", "MUTUELLE DES TROIS RIVIERES", "m3rivieres.example", "0970410257", "Tierspay"),
    ("Mutualité du Val Doré", "MUTUALITE DU VAL DORE", "valdore-sante.example", "0970263518", "Carteo"),
    ("Prévoyance Santé Aubance", "PREVOYANCE SANTE AUBANCE", "ps-aubance.example", "0969720146", "Tierspay"),
    ("Solidarité Mutuelle Hermine", "SOLIDARITE MUTUELLE HERMINE", "mutuelle-hermine.example", "0971885320", "Noveris"),
    ("La Compagne Santé", "LA COMPAGNE SANTE", "lacompagne.example", "0969617483", "Carteo"),
    ("Mutuelle Familiale du Causse", "MUT FAMILIALE DU CAUSSE", "mutuelle-causse.example", "0971304862", "Noveris"),
    ("Orvane Assurances Santé", "ORVANE ASSURANCES SANTE", "orvane.example", "0970558941", "Tierspay"),
)  # fmt: skip
FORMULAS = ("Essentielle", "Équilibre", "Sérénité", "Horizon 2", "Horizon 3", "Famille Plus")
