"""What messages say: nothing private by default, one SMS with room for a copy's label, the whole story on request."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import NOW, PAYEE, a_letter, a_matter

from watchdog_sante.detectors import DETECTORS
from watchdog_sante.model.alerts import Bulletin, ChannelWish, Detail, Learned, Reason
from watchdog_sante.model.findings import Action, Severity
from watchdog_sante.model.messages import Letter, LetterKind
from watchdog_sante.model.sentences import say
from watchdog_sante.notify.fitting import COPY_LABEL, LONGEST_TEXT, ROOM
from watchdog_sante.notify.gsm7 import LIMIT, septets, to_gsm7
from watchdog_sante.notify.matter import Matter
from watchdog_sante.notify.messages import compose, compose_bulletin, trial
from watchdog_sante.package_data import LANGUAGES, phrasebook

FRENCH = phrasebook("fr")
SHORT = [Detail.DISCREET, Detail.CATEGORY, Detail.AMOUNT]


def text(
    letter: Letter,
    matters: list[Matter],
    detail: Detail = Detail.DISCREET,
    language: str = "fr",
    learned: Learned | None = None,
) -> str:
    return compose(letter, matters, ChannelWish("telephone", detail=detail), phrasebook(language), NOW, learned).text


@pytest.mark.parametrize(
    ("reason", "severity", "woken", "deadline", "expected"),
    [
        (Reason.FIRST, Severity.WARNING, False, None, "A-26-0042, un point à vérifier."),
        (Reason.FIRST, Severity.CRITICAL, False, None, "A-26-0042, un point urgent à vérifier."),
        (Reason.GREW, Severity.WARNING, False, None, "A-26-0042, de nouveaux éléments."),
        (Reason.GREW, Severity.WARNING, True, None, "A-26-0042, de nouveaux éléments. La pause est terminée."),
        (Reason.REOPENED, Severity.WARNING, False, None, "A-26-0042 est rouverte."),
        (Reason.REMINDER, Severity.WARNING, False, None, "A-26-0042 attend votre réponse."),
        (Reason.REMINDER, Severity.WARNING, True, None, "A-26-0042, la pause est terminée."),
        (
            Reason.DEADLINE,
            Severity.WARNING,
            False,
            date(2026, 9, 30),
            "A-26-0042, un délai légal finit le 30 septembre 2026.",
        ),
        (Reason.NOT_DELIVERED, Severity.INFO, False, None, "A-26-0042, à vérifier ; un autre canal est en panne."),
    ],
)
def test_a_discreet_message_says_why_it_comes_and_where_to_look(
    reason: Reason, severity: Severity, woken: bool, deadline: date | None, expected: str
) -> None:
    matter = a_matter(severity=severity)
    letter = a_letter([matter], reason=reason, woken=woken, deadline=deadline)
    assert text(letter, [matter]) == f"Watchdog Santé : {expected} Détail : watchdog-sante alerts show A-26-0042"


def test_each_level_says_what_it_may() -> None:
    matter = a_matter()
    letter = a_letter([matter])
    tail = "Détail : watchdog-sante alerts show A-26-0042"
    assert text(letter, [matter], Detail.CATEGORY) == (
        f"Watchdog Santé : A-26-0042, un point à vérifier. (argent sorti du compte) {tail}"
    )
    assert text(letter, [matter], Detail.AMOUNT) == (
        f"Watchdog Santé : A-26-0042, un point à vérifier. (argent sorti du compte, -1 234,56 €) {tail}"
    )
    assert text(letter, [matter], Detail.FULL) == "\n".join(
        [
            "1 point à vérifier dans vos relevés.",
            "",
            "A-26-0042, un point à vérifier.",
            "premier message",
            "3 alertes en attente",
            "– signalée (au plus tard le 18 novembre 2026)",
            "– vue",
            "Détail et réponse\u00a0: watchdog-sante alerts show A-26-0042",
        ]
    )


LATE = {
    "fr": [
        "– vue",
        "– signalée (délai passé le 18 novembre 2026)",
        "– Les délais légaux sont passés\u00a0: la banque n’est plus tenue de rembourser. Parlez-en tout de même à "
        "votre banque\u00a0: elle peut accorder un geste commercial et empêcher d’autres débits.",
    ],
    "en": [
        "- seen",
        "- reported (deadline passed on November 18, 2026)",
        "- The legal deadlines have passed: the bank is no longer bound to refund. Speak to it all the same: it may "
        "make a goodwill gesture and prevent further debits.",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_deadline_that_passed_is_said_to_have_passed_and_what_is_left(language: str) -> None:
    matter = a_matter()
    wish, letter, book = ChannelWish("telephone", detail=Detail.FULL), a_letter([matter]), phrasebook(language)
    last, next_day = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (18, 19))
    assert compose(letter, [matter], wish, book, next_day).text.splitlines()[5:-1] == LATE[language]
    assert compose(letter, [matter], wish, book, last).text == text(letter, [matter], Detail.FULL, language)


def test_while_one_clock_runs_it_stands_first() -> None:
    matter = a_matter()
    assert matter.finding is not None
    over = Action(say("alerts.state.accepted"), date(2026, 9, 22), "bank")
    finding = replace(matter.finding, actions=(over, *matter.finding.actions))
    found = text(a_letter([matter]), [Matter(matter.alert, finding)], Detail.FULL).splitlines()[5:-1]
    assert found == [
        "– signalée (au plus tard le 18 novembre 2026)",
        "– vue",
        "– acceptée (délai passé le 22 septembre 2026)",
    ]


def test_a_full_message_masks_account_and_social_security_numbers() -> None:
    account = "FR7630001005500000000001286"
    matter = a_matter()
    assert matter.finding is not None
    book = type(FRENCH)("fr", {**FRENCH.wording, "alerts.reason.first": f"IBAN {account}"})
    wish = ChannelWish("telephone", detail=Detail.FULL)
    found = compose(a_letter([matter]), [matter], wish, book, NOW).text
    assert account not in found
    assert "FR…1286" in found


def test_a_digest_names_the_worst_first_and_counts_what_does_not_fit() -> None:
    matters = [a_matter(f"A-26-{n:04d}") for n in range(1, 13)] + [a_matter("A-26-0013", Severity.CRITICAL)]
    assert text(a_letter(matters), matters) == (
        "Watchdog Santé : 13 points à vérifier, 1 urgent : A-26-0013, A-26-0001, A-26-0002 et 10 autres. "
        "Détail : watchdog-sante alerts list"
    )


def test_a_first_import_says_what_was_learned_and_the_few_things_that_deserve_a_look() -> None:
    learned = Learned(24, 1432, date(2024, 1, 2), date(2026, 9, 21))
    assert text(a_letter([], LetterKind.FIRST_IMPORT), [], learned=learned) == (
        "Watchdog Santé : 24 fichiers lus, 1 432 lignes apprises. 0 point mérite un regard : aucune alerte. "
        "Détail : watchdog-sante alerts list"
    )
    matters = [a_matter("A-26-0001"), a_matter("A-26-0002")]
    assert "Première lecture" in text(a_letter(matters, LetterKind.FIRST_IMPORT), matters, Detail.FULL, learned=learned)
    assert "2 janvier 2024" in text(a_letter(matters, LetterKind.FIRST_IMPORT), matters, Detail.FULL, learned=learned)


def test_a_failing_channel_is_named_by_the_persons_own_name() -> None:
    matter = a_matter()
    letter = a_letter([matter], LetterKind.CHANNEL_FAILING, Reason.NOT_DELIVERED, failing="mail-papa")
    assert text(letter, [matter]) == (
        "Watchdog Santé : le canal mail-papa ne répond plus depuis le 21 septembre 2026 (A-26-0042). "
        "Détail : watchdog-sante alerts deliveries"
    )
    long_name = a_letter(
        [matter], LetterKind.CHANNEL_FAILING, Reason.NOT_DELIVERED, failing="courriel-de-papa-au-bureau"
    )
    assert text(long_name, [matter]) == (
        "Watchdog Santé : canal courriel-de-papa-au- en panne depuis le 21 septembre 2026 (A-26-0042). "
        "watchdog-sante status"
    )


@pytest.mark.parametrize(
    ("bulletin", "expected"),
    [
        (
            Bulletin(17, date(2026, 9, 12), 0, 0),
            "Watchdog Santé, bulletin no 17 : tout est vérifié jusqu'au 12 septembre 2026. 0 alerte en attente.",
        ),
        (
            Bulletin(1017, date(2026, 9, 12), 2, 3),
            "Watchdog Santé, bulletin no 1017 : vérifié jusqu'au 12 septembre 2026, sauf 2 sources "
            "(watchdog-sante status). 3 alertes en attente.",
        ),
        (
            Bulletin(1, None, 1, 1),
            "Watchdog Santé, bulletin no 1 : rien n'a pu etre vérifié (watchdog-sante status). 1 alerte en attente.",
        ),
    ],
)
def test_the_bulletin_is_numbered(bulletin: Bulletin, expected: str) -> None:
    message = compose_bulletin(date(2026, 9, 1), bulletin, ChannelWish("telephone"), FRENCH, NOW)
    assert (message.key, message.text) == ("bulletin:telephone:2026-09-01", expected)


_KINDS = [LetterKind.DIGEST, LetterKind.ALERT, LetterKind.FIRST_IMPORT, LetterKind.CHANNEL_FAILING]


@settings(deadline=None)
@given(
    st.integers(1, 400),
    st.sampled_from(SHORT),
    st.sampled_from(_KINDS),
    st.sampled_from(list(Reason)),
    st.booleans(),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.integers(-(10**9), 10**9),
    st.text(max_size=40),
)
def test_every_short_message_fits_one_sms_with_its_label_and_names_an_alert(
    count: int,
    detail: Detail,
    kind: LetterKind,
    reason: Reason,
    woken: bool,
    deadline: date | None,
    language: str,
    cents: int,
    channel: str,
) -> None:
    matters = [a_matter(f"A-26-{n:04d}", Severity.CRITICAL, cents, "WS301") for n in range(1, count + 1)]
    letter = a_letter(matters, kind, reason, woken, deadline, channel)
    message = compose(letter, matters, ChannelWish("t", detail=detail), phrasebook(language), NOW, Learned(999, 99999))
    assert septets(message.text) <= ROOM
    label = to_gsm7(phrasebook(language).text(say("notify.copy", text="")))
    assert septets(label + message.text) <= LIMIT
    assert "A-26-0001" in message.text
    if detail is Detail.DISCREET:
        private = [
            PAYEE,
            "DENTAIRE",
            "€",
            "assureur",
            "insurer",
            str(abs(cents) // 100) if abs(cents) > 10**6 else PAYEE,
        ]
        assert [word for word in private if word in message.text.replace(to_gsm7(channel[:20]), "")] == []


def test_what_is_never_cut_at_the_default_level() -> None:
    """Discreet texts keep their last words whatever the day, the count and the language."""
    for language, month, woken, count in product(LANGUAGES, range(1, 13), (False, True), (1, 7, 120)):
        matters = [a_matter(f"A-26-{n:04d}", Severity.CRITICAL) for n in range(1, count + 1)]
        letter = a_letter(matters, reason=Reason.DEADLINE, woken=woken, deadline=date(2026, month, 28))
        assert not text(letter, matters, language=language).endswith("..."), (language, month, woken, count)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_of_a_copy_fits_its_room(language: str) -> None:
    assert septets(to_gsm7(phrasebook(language).text(say("notify.copy", text="")))) <= COPY_LABEL


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trial_fits_and_names_the_channel(language: str) -> None:
    found = trial("téléphone-de-grand-mère", phrasebook(language))
    assert septets(found) <= ROOM
    assert "téléphone-de-grand-m" in found


def test_a_long_message_counts_what_it_leaves_out() -> None:
    matters = [a_matter(f"A-26-{n:04d}") for n in range(1, 101)]
    found = text(a_letter(matters), matters, Detail.FULL)
    assert len(found) <= LONGEST_TEXT
    shown = found.count("alerts show")
    assert found.endswith(f"Et {100 - shown} autres\u00a0: watchdog-sante alerts list")
    assert shown > 5


def test_every_detectors_family_has_its_category() -> None:
    for language in LANGUAGES:
        families = {f"notify.category.{detector.CARD.id[:3].lower()}" for detector in DETECTORS}
        assert families <= phrasebook(language).wording.keys()


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("déjà élu à Noël, où ?", "déjà élu à Noel, où ?"),
        ("forêt, ça, maïs, île, hôtel, sûr", "foret, ca, mais, ile, hotel, sur"),
        ("l’œil « d’été » — 39,99\u202f€…", "l'oeil \"d'été\" - 39,99 €..."),
        ("ÇÉÊÀ", "ÇÉEA"),
        ("日本 ł", "?? ?"),
    ],
)
def test_what_is_outside_the_alphabet_becomes_its_nearest_kin(written: str, sent: str) -> None:
    assert to_gsm7(written) == sent
    assert septets(sent) == len(sent) + sent.count("€")


@settings(deadline=None)
@given(st.text())
def test_anything_can_be_written_in_gsm7(written: str) -> None:
    assert septets(to_gsm7(written)) >= 0
    ascii_letters = "".join(character for character in written if character in string.ascii_letters)
    assert all(character in to_gsm7(written) for character in ascii_letters)


def test_outside_gsm7_is_refused() -> None:
    with pytest.raises(ValueError, match="outside GSM-7"):
        septets("ê")
