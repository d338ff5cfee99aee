"""How each bank words and writes what happened on an account: one file a bank.

`EXPORTS` maps the name of an export form to how it is written. A bank's wording follows domain notes, section 3.1.
"""

from watchdog_sante.household_generator.banks import (
    banque_postale,
    bnp,
    boursobank,
    bpce,
    credit_agricole,
    credit_mutuel,
    fortuneo,
    lcl,
    n26,
    revolut,
    societe_generale,
)
from watchdog_sante.household_generator.banks.export import AccountStatement, Export

EXPORTS: dict[str, Export] = {
    export.slug: export
    for export in (
        *boursobank.EXPORTS,
        *credit_mutuel.EXPORTS,
        *bnp.EXPORTS,
        *societe_generale.EXPORTS,
        *credit_agricole.EXPORTS,
        *banque_postale.EXPORTS,
        *bpce.EXPORTS,
        *lcl.EXPORTS,
        *fortuneo.EXPORTS,
        *n26.EXPORTS,
        *revolut.EXPORTS,
    )
}


def folder_of(export: str, holder: str) -> str:
    """The folder in which a person keeps the exports of one account that do not name it."""
    return f"compte {export.rpartition('-')[0]} {holder.split()[0].lower()}"


__all__ = ["EXPORTS", "AccountStatement", "Export", "folder_of"]
