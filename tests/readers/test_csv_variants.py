# ruff: noqa: E501  (a header of a bank is one line)
"""Variants of the fourteen banks' exports that nobody wrote down: read whole, each row with its reading.

Separators, encodings, thousands, signs, preambles, totals, accounts and pending rows as banks and spreadsheets vary
them; all of it invented.
"""

from typing import NamedTuple

import pytest

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import BankRow, Statement
from watchdog_sante.package_data import profiles
from watchdog_sante.readers import read_statement


class Variant(NamedTuple):
    """A file, the profile that must read it, its rows (day, cents, label, account), and rows not read."""

    name: str
    encoding: str
    lines: tuple[str, ...]
    profile: str
    rows: tuple[tuple[str, int, str, str], ...]
    rejected: tuple[tuple[int, str], ...] = ()


VARIANTS = (
    Variant(
        "no profile, a bar between the cells",
        "utf-8",
        (
            "Date|Libellé|Montant",
            "03/03/2025|PRLV MUTUELLE|-19,99",
            "07/03/2025|VIR CPAM|9,00",
            "10/03/2025|CARTE PHARMACIE|-4,10",
        ),
        "by-content",
        (
            ("2025-03-03", -1999, "PRLV MUTUELLE", ""),
            ("2025-03-07", 900, "VIR CPAM", ""),
            ("2025-03-10", -410, "CARTE PHARMACIE", ""),
        ),
    ),
    Variant(
        "no header, card payments in a column of their own",
        "utf-8",
        (
            "03/09/2025;-22,81;Prélèvement;PRLV SEPA JOURNAL DU LAC;;Divers",
            "04/09/2025;-65,62;Carte;;CB BOULANGERIE DU LAC 03/09/25;Divers",
            "05/09/2025;-5,65;Carte;;CB LIBRAIRIE DU LAC 04/09/25;Divers",
            "09/09/2025;39,05;Virement;VIREMENT CPAM;;Divers",
            "10/09/2025;-12,24;Carte;;CB EPICERIE DU LAC 09/09/25;Divers",
        ),
        "by-content",
        (
            ("2025-09-03", -2281, "PRLV SEPA JOURNAL DU LAC", ""),
            ("2025-09-04", -6562, "CB BOULANGERIE DU LAC 03/09/25", ""),
            ("2025-09-05", -565, "CB LIBRAIRIE DU LAC 04/09/25", ""),
            ("2025-09-09", 3905, "VIREMENT CPAM", ""),
            ("2025-09-10", -1224, "CB EPICERIE DU LAC 09/09/25", ""),
        ),
    ),
    Variant(
        "bnp nbsp thousands",
        "utf-8",
        (
            "Compte de chèques;Compte de chèques;****1234;31/03/2024;;1\u202f234,56",
            "Date operation;Libelle court;Type operation;Libelle operation;Montant operation en euro",
            "02/03/2024;PRLV;Prélèvement;PRLV SEPA EDF;-1\u202f234,56",
            "03/03/2024;VIR;Virement;VIR SEPA RECU /DE CPAM /MOTIF 1;12,00 ",
        ),
        "bnp-paribas",
        (
            ("2024-03-02", -123456, "PRLV SEPA EDF", "1234"),
            ("2024-03-03", 1200, "VIR SEPA RECU /DE CPAM /MOTIF 1", "1234"),
        ),
    ),
    Variant(
        "bnp new with accents header",
        "cp1252",
        (
            "Date opération;Libellé court;Type opération;Libellé opération;Montant opération en euro",
            "02/03/2024;PRLV;Prélèvement;PRLV SEPA EDF;-34,56",
        ),
        "bnp-paribas",
        (("2024-03-02", -3456, "PRLV SEPA EDF", ""),),
    ),
    Variant(
        "sg new header",
        "cp1252",
        (
            '="0001200012345678";01/03/2024;31/03/2024;',
            "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise",
            "02/03/2024;PRELEVEMENT EUROPE;PRELEVEMENT EUROPEEN 123 DE: EDF;-34,56;EUR",
        ),
        "societe-generale",
        (("2024-03-02", -3456, "PRELEVEMENT EUROPEEN 123 DE: EDF", "0001200012345678"),),
    ),
    Variant(
        "sg thousands dot & trailing minus",
        "cp1252",
        (
            "0001200012345678;01/03/2024;31/03/2024;2;31/03/2024;1.234,56 EUR",
            "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise",
            "02/03/2024;PRELEVEMENT EUROPE;PRELEVEMENT EUROPEEN 123 DE: EDF;34,56-;EUR",
            "03/03/2024;VIR;VIR RECU;1.034,56;EUR",
        ),
        "societe-generale",
        (
            ("2024-03-02", -3456, "PRELEVEMENT EUROPEEN 123 DE: EDF", "0001200012345678"),
            ("2024-03-03", 103456, "VIR RECU", "0001200012345678"),
        ),
    ),
    Variant(
        "ca quoted multiline",
        "cp1252",
        (
            "Téléchargement du 15/04/2024;",
            "",
            "M. DUPONT JEAN",
            "Compte Courant n° 00012345678;",
            "Solde au 15/04/2024 1\xa0234,56 €",
            "",
            "Liste des opérations du compte entre le 01/03/2024 et le 15/04/2024;",
            "",
            "Date;Libellé;Débit euros;Crédit euros;",
            '02/03/2024;"PRLV SEPA EDF',
            "   ref 123",
            '";1\xa0034,56;;',
            '03/03/2024;"VIREMENT  CPAM";;12,00;',
            "",
        ),
        "credit-agricole",
        (
            ("2024-03-02", -103456, "PRLV SEPA EDF ref 123", "00012345678"),
            ("2024-03-03", 1200, "VIREMENT CPAM", "00012345678"),
        ),
    ),
    Variant(
        "ca commas decimal quoted all",
        "utf-8-sig",
        (
            "Date;Libellé;Débit euros;Crédit euros",
            '"02/03/2024";"PRLV SEPA EDF";"34,56";""',
            '"03/03/2024";"VIR CPAM";"";"12,00"',
        ),
        "credit-agricole",
        (("2024-03-02", -3456, "PRLV SEPA EDF", ""), ("2024-03-03", 1200, "VIR CPAM", "")),
    ),
    Variant(
        "ce bpce new",
        "utf-8",
        (
            "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation",
            "02/03/2024;EDF;PRLV EDF;123;Ref;Prelevement;Logement;Elec;-34,56;;02/03/2024;02/03/2024;0",
            "03/03/2024;CPAM;VIR CPAM;;;Virement recu;;;;+12,00;03/03/2024;03/03/2024;0",
        ),
        "bpce",
        (("2024-03-02", -3456, "PRLV EDF Ref", ""), ("2024-03-03", 1200, "VIR CPAM", "")),
    ),
    Variant(
        "ce bpce with account preamble+total",
        "utf-8",
        (
            "Numéro de compte : 04012345678",
            "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation",
            "02/03/2024;EDF;PRLV EDF;123;Ref;Prelevement;Logement;Elec;-34,56;;02/03/2024;02/03/2024;0",
            ";;;;;;;Total;-34,56;0,00;;;",
        ),
        "bpce",
        (("2024-03-02", -3456, "PRLV EDF Ref", "04012345678"),),
    ),
    Variant(
        "ce old",
        "cp1252",
        (
            "Code de la banque : 11315;Code de l'agence : 00001;Date de début de téléchargement : 01/03/2024;Date de fin de téléchargement : 31/03/2024;",
            "Numéro de compte : 04012345678;Nom du compte : COMPTE CHEQUE;Devise : EUR;",
            "",
            "Solde en fin de période;;;;1234,56",
            "Date;Numéro d'opération;Libellé;Débit;Crédit;Détail;",
            "02/03/24;0001;PRLV EDF;-34,56;;ref 1;",
            "03/03/24;0002;VIR CPAM;;12,00;;",
            "Solde en début de période;;;;1257,12",
        ),
        "caisse-epargne-older",
        (("2024-03-02", -3456, "PRLV EDF ref 1", "04012345678"), ("2024-03-03", 1200, "VIR CPAM", "04012345678")),
    ),
    Variant(
        "cm debit positive",
        "cp1252",
        (
            "Date;Date de valeur;Débit;Crédit;Libellé;Solde",
            "02/03/2024;02/03/2024;34,56;;PRLV EDF;100,00",
            "03/03/2024;03/03/2024;;12,00;VIR CPAM;112,00",
        ),
        "credit-mutuel-cic",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR CPAM", "")),
    ),
    Variant(
        "cic tab",
        "utf-8",
        (
            "Date\tDate de valeur\tMontant\tLibellé\tSolde",
            "02/03/2024\t02/03/2024\t-34,56\tPRLV EDF\t100,00",
        ),
        "credit-mutuel-cic-amount",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "cm comma sep quoted",
        "utf-8",
        (
            "Date,Date de valeur,Débit,Crédit,Libellé,Solde",
            '02/03/2024,02/03/2024,"-34,56",,PRLV EDF,"100,00"',
            '03/03/2024,03/03/2024,,"12,00",VIR CPAM,"112,00"',
        ),
        "credit-mutuel-cic",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR CPAM", "")),
    ),
    Variant(
        "cm two accounts",
        "utf-8",
        (
            "Compte;10278 00001 00012345678 12",
            "Date;Date de valeur;Débit;Crédit;Libellé;Solde",
            "02/03/2024;02/03/2024;-34,56;;PRLV EDF;100,00",
            "",
            "Compte;10278 00001 00087654321 12",
            "Date;Date de valeur;Débit;Crédit;Libellé;Solde",
            "03/03/2024;03/03/2024;;12,00;VIR CPAM;112,00",
        ),
        "credit-mutuel-cic",
        (
            ("2024-03-02", -3456, "PRLV EDF", "10278000010001234567812"),
            ("2024-03-03", 1200, "VIR CPAM", "10278000010008765432112"),
        ),
    ),
    Variant(
        "lbp new no francs",
        "utf-8",
        (
            "Numéro Compte   ;1234567A033",
            "Type         ;CCP",
            "Compte tenu en  ;euros",
            "Date            ;31/03/2024",
            "Solde (EUROS)   ;1\xa0234,56",
            "",
            "Date;Libellé;Montant(EUROS)",
            '02/03/2024;"PRELEVEMENT DE EDF";-34,56',
        ),
        "la-banque-postale",
        (("2024-03-02", -3456, "PRELEVEMENT DE EDF", "1234567A033"),),
    ),
    Variant(
        "lbp 2024 english-like header",
        "utf-8",
        (
            "Date;Libellé;Montant (€)",
            "02/03/2024;PRELEVEMENT DE EDF;-34,56",
            "03/03/2024;VIREMENT CPAM;12,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRELEVEMENT DE EDF", ""), ("2024-03-03", 1200, "VIREMENT CPAM", "")),
    ),
    Variant(
        "lcl",
        "cp1252",
        (
            "02/03/2024;-34,56;Prélèvement;0;PRLV EDF;;;",
            "03/03/2024;12,00;Virement;0;VIR CPAM;;;",
            "31/03/2024;100,00;;12345 123456A;;;;",
        ),
        "lcl",
        (("2024-03-02", -3456, "PRLV EDF", "123456A"), ("2024-03-03", 1200, "VIR CPAM", "123456A")),
    ),
    Variant(
        "lcl no closing",
        "cp1252",
        (
            "02/03/2024;-34,56;Prélèvement;0;PRLV EDF;;;",
            "03/03/2024;12,00;Virement;0;VIR CPAM;;;",
            "04/03/2024;12,00;Virement;0;VIR CPAM;;;",
        ),
        "by-content",
        (
            ("2024-03-02", -3456, "PRLV EDF", ""),
            ("2024-03-03", 1200, "VIR CPAM", ""),
            ("2024-03-04", 1200, "VIR CPAM", ""),
        ),
    ),
    Variant(
        "bourso bom",
        "utf-8-sig",
        (
            "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance",
            '2024-03-02;2024-03-02;"PRLV SEPA EDF";"Énergie";"Logement";"edf";"-1\u202f034,56";"";"00040123456";"BoursoBank";1234.56',
        ),
        "boursobank",
        (("2024-03-02", -103456, "PRLV SEPA EDF", "00040123456"),),
    ),
    Variant(
        "fortuneo debit negative trailing ;",
        "cp1252",
        (
            "Date opération;Date valeur;libellé;Débit;Crédit;",
            "02/03/2024;02/03/2024;PRLV EDF;-34,56;;",
            "03/03/2024;03/03/2024;VIR CPAM;;12,00;",
        ),
        "fortuneo",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR CPAM", "")),
    ),
    Variant(
        "hello",
        "utf-8",
        (
            "Date;Libellé;Catégorie;Montant",
            "02/03/2024;PRLV EDF;Logement;-34,56",
            "03/03/2024;VIR CPAM;Santé;12,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR CPAM", "")),
    ),
    Variant(
        "hello en attente",
        "utf-8",
        (
            "Date;Libellé;Montant;Statut",
            "02/03/2024;PRLV EDF;-34,56;Comptabilisée",
            "03/03/2024;CB AMAZON;-12,00;En attente",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
        ((3, "csv.pending"),),
    ),
    Variant(
        "n26 new",
        "utf-8",
        (
            '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"',
            '2024-03-02,2024-03-02,EDF,FR76,"Direct Debit","facture",Compte courant,-34.56,,,',
            '2024-03-03,2024-03-03,"CPAM, Paris",,Income,"",Vacances,12.0,,,',
        ),
        "n26",
        (("2024-03-02", -3456, "EDF facture", ""), ("2024-03-03", 1200, "CPAM, Paris", "VACANCES")),
    ),
    Variant(
        "n26 fr",
        "utf-8",
        (
            '"Date","Bénéficiaire","Numéro de compte","Type de transaction","Référence de paiement","Montant (EUR)","Montant (Devise étrangère)","Sélectionnez la devise étrangère","Taux de conversion"',
            '"2024-03-02","EDF","FR76","Prélèvement","facture","-34.56","","",""',
        ),
        "n26",
        (("2024-03-02", -3456, "EDF facture", ""),),
    ),
    Variant(
        "revolut fr",
        "utf-8",
        (
            "Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde",
            "Paiement par carte,Valeur actuelle,2024-03-02 10:11:12,2024-03-03 10:11:12,Amazon,-34.56,0.00,EUR,TERMINÉ,100.00",
            "Paiement par carte,Valeur actuelle,2024-03-02 10:11:12,,Amazon,-3.56,0.00,EUR,EN ATTENTE,",
            "Paiement par carte,Valeur actuelle,2024-03-02 10:11:12,,Amazon,-3.56,0.00,USD,TERMINÉ,",
        ),
        "revolut",
        (("2024-03-03", -3456, "Amazon", ""),),
        ((3, "csv.pending"), (4, "csv.currency")),
    ),
    Variant(
        "revolut fr excel semi",
        "cp1252",
        (
            "Type;Produit;Date de début;Date de fin;Description;Montant;Frais;Devise;État;Solde",
            "Paiement par carte;Valeur actuelle;02/03/2024 10:11;03/03/2024 10:11;Amazon;-34,56;0;EUR;TERMINÉ;100",
            "Paiement par carte;Valeur actuelle;02/03/2024 10:11;03/03/2024 10:11;Amazon;-4;0,5;EUR;TERMINÉ;95,5",
        ),
        "revolut",
        (("2024-03-03", -3456, "Amazon", ""), ("2024-03-03", -450, "Amazon", "")),
    ),
    Variant(
        "totals & empty",
        "cp1252",
        (
            "Compte n° 00012345678",
            "",
            "Date;Libellé;Débit;Crédit",
            "",
            "02/03/2024;PRLV EDF;34,56;",
            "",
            "03/03/2024;VIR CPAM;;12,00",
            "",
            "Total;;34,56;12,00",
            "Solde au 31/03/2024 : 100,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", "00012345678"), ("2024-03-03", 1200, "VIR CPAM", "00012345678")),
    ),
    Variant(
        "utf16 tab",
        "utf-16",
        (
            "Date\tLibellé\tMontant",
            "02/03/2024\tPRLV EDF\t-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "euro sign and plus",
        "utf-8",
        (
            "Date;Libellé;Montant",
            "02/03/2024;PRLV EDF;-34,56 €",
            "03/03/2024;VIR;+1\xa0012,00\xa0€",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 101200, "VIR", "")),
    ),
    Variant(
        "sep= line",
        "utf-8",
        (
            "sep=;",
            "Date;Libellé;Montant",
            "02/03/2024;PRLV EDF;-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "dashes",
        "utf-8",
        (
            "Date;Libellé;Montant",
            "02-03-2024;PRLV EDF;-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "slash ISO",
        "utf-8",
        (
            "Date;Libellé;Montant",
            "2024/03/02;PRLV EDF;-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "debit/credit + sens",
        "utf-8",
        (
            "Date;Libellé;Montant;Sens",
            "02/03/2024;PRLV EDF;34,56;D",
            "03/03/2024;VIR;12,00;C",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR", "")),
    ),
    Variant(
        "single-digit days",
        "utf-8",
        (
            "Date;Libellé;Montant",
            "2/3/2024;PRLV EDF;-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "debit zero credit",
        "utf-8",
        (
            "Date;Libellé;Débit;Crédit",
            "02/03/2024;PRLV EDF;34,56;0,00",
            "03/03/2024;VIR;0,00;12,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR", "")),
    ),
    Variant(
        "ca multi accounts",
        "cp1252",
        (
            "Téléchargement du 15/04/2024;",
            "",
            "M. DUPONT",
            "Compte de dépôt n° 00012345678;",
            "Solde au 15/04/2024 100,00 €",
            "",
            "Liste des opérations du compte entre le 01/03/2024 et le 15/04/2024;",
            "",
            "Date;Libellé;Débit euros;Crédit euros;",
            '02/03/2024;"PRLV EDF";34,56;;',
            "",
            "Livret A n° 00087654321;",
            "Solde au 15/04/2024 5\xa0000,00 €",
            "",
            "Liste des opérations du compte entre le 01/03/2024 et le 15/04/2024;",
            "",
            "Date;Libellé;Débit euros;Crédit euros;",
            '03/03/2024;"VIR";;12,00;',
        ),
        "credit-agricole",
        (("2024-03-02", -3456, "PRLV EDF", "00012345678"), ("2024-03-03", 1200, "VIR", "00087654321")),
    ),
    Variant(
        "n26 excel",
        "cp1252",
        (
            "Booking Date;Value Date;Partner Name;Partner Iban;Type;Payment Reference;Account Name;Amount (EUR);Original Amount;Original Currency;Exchange Rate",
            "02/03/2024;02/03/2024;EDF;FR76;Direct Debit;facture;Main Account;-34,56;;;",
        ),
        "n26",
        (("2024-03-02", -3456, "EDF facture", ""),),
    ),
    Variant(
        "revolut en",
        "utf-8",
        (
            "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance",
            'CARD_PAYMENT,Current,2024-03-02 10:11:12,2024-03-03 10:11:12,"Amazon, Inc",-34.56,0.00,EUR,COMPLETED,100.00',
            "TOPUP,Current,2024-03-02 10:11:12,2024-03-03 10:11:12,Top-up,1000.00,0.00,EUR,COMPLETED,1100.00",
            "TRANSFER,Pocket,2024-03-02 10:11:12,2024-03-03 10:11:12,To pocket,5.00,0.00,EUR,COMPLETED,5.00",
            "CARD_PAYMENT,Current,2024-03-02 10:11:12,2024-03-03 10:11:12,Hotel,-34.56,0.00,EUR,REVERTED,",
        ),
        "revolut",
        (
            ("2024-03-03", -3456, "Amazon, Inc", ""),
            ("2024-03-03", 100000, "Top-up", ""),
            ("2024-03-03", 500, "To pocket", "POCKET"),
        ),
        ((5, "csv.cancelled"),),
    ),
    Variant(
        "bpce tab",
        "utf-8",
        (
            "Date de comptabilisation\tLibelle simplifie\tLibelle operation\tReference\tInformations complementaires\tType operation\tCategorie\tSous categorie\tDebit\tCredit\tDate operation\tDate de valeur\tPointage operation",
            "02/03/2024\tEDF\tPRLV EDF\t1\tRef\tPrelevement\tx\ty\t-34,56\t\t02/03/2024\t02/03/2024\t0",
        ),
        "bpce",
        (("2024-03-02", -3456, "PRLV EDF Ref", ""),),
    ),
    Variant(
        "euro header",
        "cp1252",
        (
            "DATE ;LIBELLE ;DEBIT (€);CREDIT (€)",
            "02/03/2024;PRLV EDF;34,56;",
            "03/03/2024;VIR;;1.012,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 101200, "VIR", "")),
    ),
    Variant(
        "label unknown header",
        "utf-8",
        (
            "Date;Libellé / Référence;Montant (EUR)",
            "02/03/2024;PRLV EDF;-34,56",
            "03/03/2024;VIR;12,00",
            "04/03/2024;CB X;-12,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""), ("2024-03-03", 1200, "VIR", ""), ("2024-03-04", -1200, "CB X", "")),
    ),
    Variant(
        "label two cols",
        "utf-8",
        (
            "Date;Opération;Détail;Montant",
            "02/03/2024;PRELEVEMENT;EDF CLIENTS;-34,56",
            "03/03/2024;VIREMENT;CPAM;12,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRELEVEMENT EDF CLIENTS", ""), ("2024-03-03", 1200, "VIREMENT CPAM", "")),
    ),
    Variant(
        "pending heading",
        "utf-8",
        (
            "Date;Libellé;Montant",
            "Opérations en attente;;",
            "05/03/2024;CB AMAZON;-9,99",
            "Opérations comptabilisées;;",
            "02/03/2024;PRLV EDF;-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
        ((3, "csv.pending"),),
    ),
    Variant(
        "a venir heading 2",
        "utf-8",
        (
            "Opérations à venir",
            "Date;Libellé;Montant",
            "05/03/2024;CB AMAZON;-9,99",
            "",
            "Opérations passées",
            "Date;Libellé;Montant",
            "02/03/2024;PRLV EDF;-34,56",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
        ((3, "csv.pending"),),
    ),
    Variant(
        "quoted multi by-content",
        "utf-8",
        (
            "Date;Libellé;Montant",
            '02/03/2024;"PRLV EDF',
            'REF 12";-34,56',
            '03/03/2024;"VIR";12,00',
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF REF 12", ""), ("2024-03-03", 1200, "VIR", "")),
    ),
    Variant(
        "sg one empty line & eur lower",
        "cp1252",
        (
            "0001200012345678;01/03/2024;31/03/2024;1;31/03/2024;-1 234,56 EUR",
            "",
            "Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise;",
            "02/03/2024;PREL;PREL EDF;-34,56;EUR;",
        ),
        "societe-generale",
        (("2024-03-02", -3456, "PREL EDF", "0001200012345678"),),
    ),
    Variant(
        "ing",
        "utf-8",
        (
            "02/03/2024;PRLV EDF;;-34,56;EUR",
            "03/03/2024;VIR CPAM;;12,00;EUR",
            "04/03/2024;CB ABC;;-1,00;EUR",
        ),
        "by-content",
        (
            ("2024-03-02", -3456, "PRLV EDF", ""),
            ("2024-03-03", 1200, "VIR CPAM", ""),
            ("2024-03-04", -100, "CB ABC", ""),
        ),
    ),
    Variant(
        "monabanq/cofidis libelle complémentaire",
        "utf-8",
        (
            "Date;Libellé;Libellé complémentaire;Débit;Crédit;Solde",
            "02/03/2024;PRLV;EDF;-34,56;;10,00",
        ),
        "by-content",
        (("2024-03-02", -3456, "PRLV EDF", ""),),
    ),
    Variant(
        "html entities bnp",
        "utf-8",
        (
            "Date operation;Libelle court;Type operation;Libelle operation;Montant operation en euro",
            "02/03/2024;PRLV;x;PRLV L&amp;#39;OCCITANE &amp;amp; CIE;-34,56",
        ),
        "bnp-paribas",
        (("2024-03-02", -3456, "PRLV L'OCCITANE & CIE", ""),),
    ),
    Variant(
        "bourso thousands",
        "utf-8",
        (
            "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance",
            '2024-03-02;2024-03-02;"PRLV SEPA EDF";"x";"y";"edf";"1 034,00";"";"00040123456";"BoursoBank";1234.56',
            '2024-03-02;2024-03-02;"PRLV SEPA EDF";"x";"y";"edf";"-3,00";"";"00040123456";"BoursoBank";1234.56',
        ),
        "boursobank",
        (("2024-03-02", 103400, "PRLV SEPA EDF", "00040123456"), ("2024-03-02", -300, "PRLV SEPA EDF", "00040123456")),
    ),
)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_a_variant_is_read_whole(variant: Variant) -> None:
    data = "".join(f"{line}\n" for line in variant.lines).encode(variant.encoding)
    answer = read_statement(StatementFile("releve.csv", "", data), profiles())
    assert isinstance(answer, Statement), answer
    rows = [row for row in answer.rows if isinstance(row, BankRow)]
    assert answer.profile == variant.profile
    assert tuple((row.booked.isoformat(), row.cents, row.label, row.account) for row in rows) == variant.rows
    assert tuple((row.row, row.reason.key) for row in answer.rejected) == variant.rejected


@pytest.mark.parametrize(
    ("total", "rejected"), [("34,56;12,00", []), ("34,56;", []), ("46,56;12,00", ["csv.total"]), ("-22,56;", [])]
)
def test_totals_are_checked_and_are_no_row(total: str, rejected: list[str]) -> None:
    text = f"Date;Libellé;Débit;Crédit\n02/03/2024;PRLV EDF;34,56;\n03/03/2024;VIR;;12,00\nTotal;;{total}\n"
    answer = read_statement(StatementFile("releve.csv", "", text.encode()), profiles())
    assert isinstance(answer, Statement)
    assert (len(answer.rows), [row.reason.key for row in answer.rejected]) == (2, rejected)


@pytest.mark.parametrize(
    ("row", "cents", "reason"),
    [
        ("34,56;Débit", -3456, ""),
        ("-34,56;D", -3456, ""),
        ("34,56;CRÉDIT", 3456, ""),
        ("-34,56;C", 0, "csv.sign"),
        ("34,56;?", 0, "csv.direction"),
    ],
)
def test_a_column_of_words_gives_the_sign(row: str, cents: int, reason: str) -> None:
    text = f"Date;Libellé;Montant;Sens\n02/03/2024;PRLV EDF;{row}\n"
    answer = read_statement(StatementFile("releve.csv", "", text.encode()), profiles())
    assert isinstance(answer, Statement)
    assert [one.cents for one in answer.rows if isinstance(one, BankRow)] == ([cents] if cents else [])
    assert [one.reason.key for one in answer.rejected] == ([reason] if reason else [])


@pytest.mark.parametrize(("total", "rejected"), [("60,00;;;38,00", []), (";;;39,00", ["csv.total"])])
def test_totals_of_an_insurers_statement_are_checked_too(total: str, rejected: list[str]) -> None:
    header = (
        "Date de paiement;Date des soins;Bénéficiaire;Nature des soins;Professionnel de santé;Montant payé;"
        "Base de remboursement;Taux;Montant remboursé;Destinataire;Référence"
    )
    row = "02/03/2024;28/02/2024;CLAIRE;Consultation;DR SAULE;30,00;30,00;70 %;19,00;Assuré;1"
    text = f"{header}\n{row}\n{row}\n;;;;Total;{total};;\n"
    answer = read_statement(StatementFile("amo.csv", "", text.encode()), profiles())
    assert isinstance(answer, Statement)
    assert (len(answer.rows), [one.reason.key for one in answer.rejected]) == (2, rejected)
