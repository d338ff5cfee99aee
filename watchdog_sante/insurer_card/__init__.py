"""The insurer's identity card over time: what changed between snapshots, and what is merely written otherwise.

Only this room knows how the fields of a card or a member area are named and spelt. `fields` says what a field is about,
`contact` reads telephones and addresses, `same_value` tells when two values mean the same, `cards` tells two insurers
apart, `history` follows each field, `judgement` says how grave a change is. Source: domain
notes, section 2, P4, P6 and P14.
"""

from watchdog_sante.insurer_card.fields import FieldKind, field_kind, plain_name
from watchdog_sante.insurer_card.history import Change, changes
from watchdog_sante.insurer_card.judgement import Judgement, Known, judge, known_domains, new_domains, payers_named
from watchdog_sante.insurer_card.same_value import account_country, same_organisation

__all__ = [
    "Change",
    "FieldKind",
    "Judgement",
    "Known",
    "account_country",
    "changes",
    "field_kind",
    "judge",
    "known_domains",
    "new_domains",
    "payers_named",
    "plain_name",
    "same_organisation",
]
