"""The report's page without a browser: the answer on top, false calm ruled out, masks, bounds, deadlines."""

import base64
import hashlib
import itertools
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from bs4 import BeautifulSoup, Tag

from watchdog_sante.cycle import audit_collected, read_files
from watchdog_sante.detectors import DETECTORS, full_cards
from watchdog_sante.model.alerts import Alert, AlertState, EventKind, Question
from watchdog_sante.model.coverage import CoverageState
from watchdog_sante.model.sentences import say
from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.package_data import knowledge, phrasebook, profiles, templates
from watchdog_sante.report.html import page
from watchdog_sante.report.page_contents import Bounds, Contents
from watchdog_sante.settings import Settings

CARDS = full_cards()
IBAN = "FR7612345987650000000012339"
FIRST = date(2024, 1, 5)


def _bank(rows: list[tuple[date, str, str]]) -> StatementFile:
    text = "Date;Libellé;Montant\n" + "".join(f"{day:%d/%m/%Y};{label};{amount}\n" for day, label, amount in rows)
    return StatementFile("compte.csv", "", text.encode())


def _rows(months: int = 12) -> list[tuple[date, str, str]]:
    days = [FIRST + timedelta(days=30 * n) for n in range(months)]
    return [(day, "PRLV SEPA ENERGIE DU LAC FR19ZZZ204920", "-31,50") for day in days]


@cache
def _contents(*rows: tuple[date, str, str], today: date | None = None) -> Contents:
    collected = read_files([_bank([*_rows(), *rows])], profiles())
    audit, evidence = audit_collected(collected, Settings(), knowledge())
    return Contents(audit, evidence, CARDS, today or evidence.as_of)


def _page(contents: Contents, language: str = "fr") -> str:
    return page(contents, phrasebook(language), templates("report"))


def _soup(contents: Contents, language: str = "fr") -> BeautifulSoup:
    return BeautifulSoup(_page(contents, language), "html.parser")


def _text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


NEW = (date(2024, 11, 20), f"PRLV SEPA COMPTOIR NEUF {IBAN} LOYER", "-240,00")
PREMIUM = (date(2024, 11, 22), "PRLV SEPA MUTUELLE DES PINS", "-60,00")


def test_the_answer_stands_on_top_with_what_was_not_verified() -> None:
    header = _soup(_contents(NEW)).header
    assert header is not None
    assert _text(header.h1) == "1 point mérite un regard."
    missing = [_text(item) for item in header.select(".missing li strong")]
    assert missing == ["Assurance maladie", "Complémentaire santé", "Fiche de la complémentaire"]
    assert "Tout a été vérifié" not in _text(header)


def test_nothing_unverified_is_told_as_such_and_nothing_read_is_never_calm() -> None:
    contents = _contents(NEW)
    whole = tuple(line for line in contents.audit.coverage if line.state is CoverageState.VERIFIED)
    header = _soup(replace(contents, audit=replace(contents.audit, coverage=whole))).header
    assert header is not None
    assert _text(header.select_one(".assurance.whole")) == "Tout a été vérifié jusqu’au 30 novembre 2024."
    assert header.select_one(".missing") is None
    empty, evidence = audit_collected(read_files([], profiles()), Settings(), knowledge(), date(2024, 5, 2))
    header = _soup(Contents(empty, evidence, CARDS, date(2024, 5, 2))).header
    assert header is not None
    assert "Rien n’a pu être vérifié" in _text(header.h1)
    assert _text(header.select_one(".assurance.partial")) == "Rien n’a pu être vérifié."


def test_account_numbers_are_masked_and_creditor_ids_are_not() -> None:
    text = _page(_contents(NEW))
    assert IBAN not in text
    assert "FR…2339 LOYER" in text
    assert "FR19ZZZ204920" in text


def test_a_clock_that_has_run_out_is_said_to_have() -> None:
    told = {
        today: _text(_soup(_contents(NEW, today=today)).select_one(".actions"))
        for today in (date(2024, 12, 1), date(2025, 3, 1))
    }
    assert "au plus tard le 15 janvier 2025" in told[date(2024, 12, 1)]
    assert "délai passé le 15 janvier 2025" in told[date(2025, 3, 1)]
    assert "au plus tard le 20 décembre 2025" in told[date(2025, 3, 1)]
    over = "Les délais légaux sont passés"
    assert over not in _page(_contents(NEW, today=date(2025, 12, 20)))
    assert over in _page(_contents(NEW, today=date(2025, 12, 21)))


def _alert(contents: Contents, state: AlertState) -> Alert:
    finding = contents.audit.findings[0]
    at = datetime(2024, 12, 1, tzinfo=UTC)
    question = Question(finding.detector, finding.subject, finding.severity, finding.id, finding.day, ())
    return Alert("A-24-0007", state, question, 1, EventKind.OPENED, at, at, at, frozenset())


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (AlertState.OPEN, "1 point mérite un regard."),
        (AlertState.ACCEPTED, "Rien de suspect n’a été relevé dans ce qui a pu être vérifié."),
    ],
)
def test_what_the_person_answered_no_longer_counts_and_stays_readable(state: AlertState, answer: str) -> None:
    contents = _contents(NEW)
    severe = [finding for finding in contents.audit.findings if finding.detector == "WS101"]
    contents = replace(contents, audit=replace(contents.audit, findings=tuple(severe)))
    soup = _soup(replace(contents, answers=((_alert(contents, state), severe[0]),)))
    assert _text(soup.h1) == answer
    article = soup.find(id=severe[0].id)
    assert isinstance(article, Tag)
    assert "A-24-0007" in _text(article)
    assert (article.find_parent("details") is not None) is (state is AlertState.ACCEPTED)


def test_the_policy_lets_nothing_in_but_the_style_that_stands_there() -> None:
    text = _page(_contents(NEW, PREMIUM))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|url\(|@import|src=", text)
    addresses = set(re.findall(r"https?://[^\"'\s<]+", text))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}  # names, never fetched


def test_headings_go_down_one_step_at_a_time_and_ids_are_unique() -> None:
    for language in ("fr", "en"):
        soup = _soup(_contents(NEW), language)
        levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        ids = [tag["id"] for tag in soup.find_all(id=True)]
        assert len(ids) == len(set(ids))
        anchors = {str(link["href"]).removeprefix("#") for link in soup.select('a[href^="#"]')}
        assert anchors <= set(ids)
        assert soup.html is not None
        assert soup.html["lang"] == language


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_card_lists_the_options_of_its_detector_with_defaults_and_words(language: str) -> None:
    soup, book = _soup(_contents(), language), phrasebook(language)
    shown = {
        one["id"]: [(_text(name), _text(name.find_next("dd"))) for name in one.select("dl.options dt")]
        for one in soup.select("article.card")
    }
    assert shown == {
        f"card-{detector.CARD.id}": [
            (
                f"{name}: {json.dumps(field.default)}",
                " ".join(book.text(say(f"{detector.CARD.slug}.option.{name}")).split()),
            )
            for name, field in detector.Params.model_fields.items()
        ]
        for detector in DETECTORS
    }


def test_every_chart_is_named_described_and_told_as_a_table() -> None:
    soup = _soup(_contents(NEW, PREMIUM))
    charts = soup.find_all("svg")
    assert charts
    for chart in charts:
        names = [soup.find(id=name) for name in str(chart["aria-labelledby"]).split()]
        assert all(_text(name if isinstance(name, Tag) else None) for name in names)
        section = chart.find_parent("section")
        assert isinstance(section, Tag)
        assert section.table is not None
    for table in soup.find_all("table"):
        assert _text(table.caption)
        assert all(head.has_attr("scope") for head in table.find_all("th"))


def test_a_flood_stays_bounded_and_says_how_much_it_leaves_out() -> None:
    contents = _contents(NEW)
    finding = next(one for one in contents.audit.findings if one.detector == "WS101")
    rows = tuple(replace(finding.evidence[0], key=f"k{n}", row=n) for n in range(500))
    flood = tuple(
        replace(finding, evidence=(*rows[: 200 if n == 0 else 1], replace(rows[0], key=f"f{n}"))) for n in range(300)
    )
    refused = tuple(RefusedFile(f"f{n}.csv", say("refused.absent")) for n in range(900))
    audit = replace(contents.audit, findings=flood, refused=refused, skipped=tuple(f"n{n}.txt" for n in range(9_000)))
    text = _page(replace(contents, audit=audit))
    bounds = Bounds()
    assert len(text) < 2_000_000
    assert text.count('<article class="alert') == bounds.findings
    assert f"Et {300 - bounds.findings} autres points, non montrés ici" in text
    assert f"Et {900 - bounds.files} autres." in text
    assert f"Et {201 - bounds.rows_most} autres lignes, non montrées ici" in text


@pytest.mark.parametrize(
    ("language", "how"), [("fr", "ajoutez « {key} » à « breaches »"), ("en", "add “{key}” to “breaches”")]
)
def test_breaches_that_may_concern_the_household_are_named_with_how_to_tick_them(language: str, how: str) -> None:
    contents = _contents(NEW)
    breaches = knowledge().breaches
    shown = _soup(replace(contents, audit=replace(contents.audit, proposed_breaches=breaches)), language)
    told = [_text(item) for item in shown.select("#breaches + ul li")]
    assert len(told) == len(breaches) > 1
    for text, breach in zip(told, breaches, strict=True):
        assert breach.name in text
        assert how.format(key=breach.key) in text


def test_charts_are_loaded_for_a_report_and_for_nothing_else(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "compte.csv").write_text("Date;Libellé;Montant\n05/01/2024;CARTE X;-3,00\n", "utf-8")
    program = (
        "import sys; from watchdog_sante.cli import app; app(sys.argv[1:], standalone_mode=False); "
        "sys.stderr.write(','.join(sorted({'pygal', 'jinja2'} & sys.modules.keys())))"
    )
    loaded = {}
    for name, more in {"table": [], "report": ["--report", str(tmp_path / "r.html")]}.items():
        done = subprocess.run(
            [sys.executable, "-c", program, "audit", str(tmp_path / "compte.csv"), *more],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        loaded[name] = done.stderr
    assert loaded == {"table": "", "report": "jinja2,pygal"}
