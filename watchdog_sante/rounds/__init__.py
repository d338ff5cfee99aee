"""What is done each time its hour comes, on the stores and the person's folders: one room a kind of round.

`lived_cycle` (new statements read, judged and told, with `inbox_reading`, `due_messages` and `kept_ledger`),
`messenger_round` (what waits is sent), `upkeep` (copies and room), `alarms` and `last_resort` (when all else fails).
"""
