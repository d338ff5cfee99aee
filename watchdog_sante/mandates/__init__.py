"""The registry of direct-debit mandates, trusted on first use, with the legal clocks.

One entry a creditor: its key is the country and national id of the creditor id (ICS) where a label shows it, else the
name. Labels without an id (another bank, a cut label) join the creditor that the same name is known under. Only this
room decides which debits are one creditor's. Source: domain notes, sections 2 (P2, P3, P5) and 3.2.
"""

from watchdog_sante.mandates.registry import Mandate, Seen, registry, rhythm

__all__ = ["Mandate", "Seen", "registry", "rhythm"]
