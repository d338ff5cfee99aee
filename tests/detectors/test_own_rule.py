"""WS501 beyond its examples: every condition counts, alone and together."""

from decimal import Decimal
from typing import Any

import pytest

from watchdog_sante.detectors.own_rule import Params, detect
from watchdog_sante.evidence import assemble
from watchdog_sante.examples import Example, collected
from watchdog_sante.model.findings import Finding, Severity
from watchdog_sante.model.household import Household
from watchdog_sante.model.kinds import OperationKind
from watchdog_sante.model.knowledge import Knowledge
from watchdog_sante.model.rules import Direction, OwnRule

DEFAULTS = Params()
TABLES = """
bank       | amount  | label                            | account
2023-03-06 | -240.00 | CARTE 04/03/23 HÔTEL DU LAC NICE | 30003000000000001
2023-03-07 | -4.20   | CARTE 06/03/23 HÔTEL DU LAC NICE | 30003000000000001
2023-03-08 | -60.00  | PRLV SEPA SALLE DE SPORT         | 30003000000000022
2023-03-09 | 60.00   | VIR SEPA HOTEL DU LAC            | 30003000000000022
"""


def days(*rules: OwnRule, params: Params = DEFAULTS) -> list[int]:
    return [finding.day.day for finding in found(*rules, params=params)]


def found(*rules: OwnRule, params: Params = DEFAULTS) -> list[Finding]:
    evidence = assemble(collected(Example("", TABLES)), Household(rules=rules), Knowledge())
    return detect(evidence, params)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"payee": "hotel du lac"}, [6, 7, 9]),
        ({"payee": "hôtel*lac"}, [6, 7, 9]),
        ({"payee": "lac"}, [6, 7, 9]),
        ({"payee": "otel"}, []),  # words begin where words begin
        ({"label": "prlv*sport"}, [8]),
        ({"label": "sport*prlv"}, []),
        ({"label": "h.tel"}, []),  # a point is a point
        ({"amount_from": Decimal("60")}, [6, 8, 9]),
        ({"amount_from": Decimal("60.01")}, [6]),
        ({"amount_to": Decimal("4.20")}, [7]),
        ({"amount_from": Decimal(50), "amount_to": Decimal(100), "direction": Direction.OUT}, [8]),
        ({"account": "0022"}, [8, 9]),
        ({"kind": OperationKind.DIRECT_DEBIT}, [8]),
        ({"direction": Direction.IN}, [9]),
        ({"payee": "hotel du lac", "kind": OperationKind.CARD, "amount_from": Decimal(100)}, [6]),
    ],
)
def test_conditions(conditions: dict[str, Any], expected: list[int]) -> None:
    assert days(OwnRule("r", **conditions)) == expected


def test_the_first_rule_that_matches_speaks_with_its_severity_and_text() -> None:
    loud = OwnRule("hôtel cher", payee="hotel", amount_from=Decimal(200), severity=Severity.CRITICAL, text="À vérifier")
    findings = found(loud, OwnRule("hôtel", payee="hotel", severity=Severity.INFO))
    assert [(one.day.day, one.severity) for one in findings] == [
        (6, Severity.CRITICAL),
        (7, Severity.INFO),
        (9, Severity.INFO),
    ]
    assert dict(findings[0].explanation.values)["rule"] == "À vérifier"


def test_what_goes_out_can_be_contested_and_what_comes_in_cannot() -> None:
    out, into = found(OwnRule("r", account="0022"))
    assert [(action.by is not None, action.channel) for action in out.actions] == [(True, "bank")]
    assert into.actions == ()


def test_only_the_last_days_are_looked_at_when_asked() -> None:
    assert days(OwnRule("r", payee="hotel"), params=Params(days_back=3)) == [7, 9]


@pytest.mark.parametrize(
    "conditions",
    [{}, {"payee": " * "}, {"amount_from": Decimal(2), "amount_to": Decimal(1)}, {"label": "", "text": "x"}],
)
def test_a_rule_without_a_condition_is_refused(conditions: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"condition|above"):
        OwnRule("r", **conditions)
