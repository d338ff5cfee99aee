"""Channels against real receivers: what was sent, what an answer means, and that no address is ever told."""

import io
import logging
import pickle
import sys
import traceback
from pathlib import Path

import pytest
from receivers import HOST, free_port, http_service, mail_service

from watchdog_sante.model.messages import Outcome, SendResult
from watchdog_sante.notify.addresses import AddressFrom, ChannelFault, Keeper, read_address
from watchdog_sante.notify.channels import open_channel
from watchdog_sante.notify.log_guard import guard
from watchdog_sante.notify.secret import Secret
from watchdog_sante.package_data import phrasebook

TEXT = "Watchdog Santé : A-26-0042, un point à vérifier. <b>été</b>"
TOPIC = "sujet-que-personne-ne-devine"
SENT = SendResult(Outcome.SENT)


def test_json_receives_the_text_as_it_is() -> None:
    with http_service() as service:
        result = open_channel("maison", Secret(f"json://{service.place}/crochet")).send(TEXT, "Watchdog Santé")
    ((path, body),) = service.received
    assert (result, path, body["message"], body["title"]) == (SENT, "/crochet", TEXT, "Watchdog Santé")


def test_ntfy_receives_the_text_and_no_link_to_a_third_party() -> None:
    with http_service() as service:
        result = open_channel("telephone", Secret(f"ntfy://{service.place}/{TOPIC}")).send(TEXT, "Watchdog Santé")
    ((_, body),) = service.received
    assert (result, body["topic"], body["message"], body["title"]) == (SENT, TOPIC, TEXT, "Watchdog Santé")
    assert "github" not in f"{body}{service.agents}"


def test_mail_arrives_as_plain_text() -> None:
    with mail_service() as mailbox:
        address = f"mailto://{HOST}:{mailbox.port}?from=chien@exemple.fr&to=moi@exemple.fr&mode=insecure"
        result = open_channel("courriel", Secret(address)).send(TEXT, "Watchdog Santé")
    (mail,) = mailbox.received
    assert (result, mail["Subject"], mail.get_content_type()) == (SENT, "Watchdog Santé", "text/plain")
    assert mail.get_content().strip() == TEXT


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, SendResult(Outcome.TO_CORRECT, "http-401")),
        (403, SendResult(Outcome.TO_CORRECT, "http-403")),
        (404, SendResult(Outcome.TO_CORRECT, "http-404")),
        (429, SendResult(Outcome.NOT_SENT, "http-429")),
        (500, SendResult(Outcome.NOT_SENT, "http-500")),
        (503, SendResult(Outcome.NOT_SENT, "http-503")),
        (504, SendResult(Outcome.AMBIGUOUS, "http-504")),
    ],
)
@pytest.mark.parametrize("scheme", ["json", "ntfy"])
def test_a_refusal_is_told_from_a_passing_trouble(scheme: str, status: int, expected: SendResult) -> None:
    with http_service(status=status) as service:
        assert open_channel("x", Secret(f"{scheme}://{service.place}/{TOPIC}")).send(TEXT) == expected
    assert len(service.received) == 1


@pytest.mark.parametrize("scheme", ["json", "ntfy"])
def test_a_silent_service_may_have_received_and_is_asked_once(scheme: str) -> None:
    with http_service(silence=3.0) as service:
        address = Secret(f"{scheme}://{service.place}/{TOPIC}?retry=3&rto=60")
        assert open_channel("x", address, patience=0.3).send(TEXT) == SendResult(Outcome.AMBIGUOUS, "timeout")
    assert len(service.received) == 1


def test_an_address_cannot_ask_for_more_tries() -> None:
    with http_service(status=500) as service:
        open_channel("x", Secret(f"json://{service.place}/?retry=3&wait=0")).send(TEXT)
    assert len(service.received) == 1


def test_a_service_that_is_slow_but_answers_has_received() -> None:
    with http_service(silence=0.6) as service:
        assert open_channel("x", Secret(f"json://{service.place}/"), patience=5.0).send(TEXT) == SENT


@pytest.mark.parametrize("scheme", ["json", "ntfy"])
def test_a_service_that_hangs_up_after_receiving_may_have_it(scheme: str) -> None:
    with http_service(hangs_up=True) as service:
        result = open_channel("x", Secret(f"{scheme}://{service.place}/{TOPIC}")).send(TEXT)
    assert (result, len(service.received)) == (SendResult(Outcome.AMBIGUOUS, "cut"), 1)


def test_mail_that_is_cut_after_the_text_may_have_arrived() -> None:
    with mail_service(hangs_up=True) as mailbox:
        address = f"mailto://{HOST}:{mailbox.port}?from=chien@exemple.fr&to=moi@exemple.fr&mode=insecure"
        result = open_channel("courriel", Secret(address)).send(TEXT)
    assert (result.outcome, len(mailbox.received)) == (Outcome.AMBIGUOUS, 1)


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        ("550 no such user", SendResult(Outcome.TO_CORRECT, "smtp-550")),
        ("451 come back later", SendResult(Outcome.NOT_SENT, "smtp-451")),
    ],
)
def test_a_mail_server_that_refuses(refusal: str, expected: SendResult) -> None:
    with mail_service(refusal=refusal) as mailbox:
        address = f"mailto://{HOST}:{mailbox.port}?from=chien@exemple.fr&to=moi@exemple.fr&mode=insecure"
        assert open_channel("courriel", Secret(address)).send(TEXT) == expected


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"json://{HOST}:PORT/", "refused"),
        (f"ntfy://{HOST}:PORT/{TOPIC}", "refused"),
        (f"mailto://{HOST}:PORT?from=chien@exemple.fr&to=moi@exemple.fr&mode=insecure", "refused"),
        ("json://nowhere.invalid/", "dns"),
    ],
)
def test_an_absent_service_has_surely_not_received(address: str, code: str) -> None:
    channel = open_channel("x", Secret(address.replace("PORT", str(free_port()))))
    assert channel.send(TEXT) == SendResult(Outcome.NOT_SENT, code)


def test_a_redirection_is_not_followed_even_when_the_address_asks_for_it() -> None:
    with http_service() as elsewhere, http_service(status=307, location=f"http://{elsewhere.place}/") as service:
        result = open_channel("x", Secret(f"json://{service.place}/?redirect=yes")).send(TEXT)
    assert (result, elsewhere.received) == (SendResult(Outcome.TO_CORRECT, "http-307"), [])


def test_an_address_cannot_turn_a_failure_into_a_success() -> None:
    with http_service(status=500) as service:
        result = open_channel("x", Secret(f"json://{service.place}/?optional=yes")).send(TEXT)
    assert result.outcome is Outcome.NOT_SENT


def test_when_one_of_two_addressees_is_refused_the_other_may_have_it() -> None:
    with mail_service(refusal="451 later", unknown="absent") as mailbox:
        address = (
            f"mailto://{HOST}:{mailbox.port}?from=chien@exemple.fr&to=moi@exemple.fr,absent@exemple.fr&mode=insecure"
        )
        result = open_channel("courriel", Secret(address)).send(TEXT)
    assert (result.outcome, len(mailbox.received)) == (Outcome.AMBIGUOUS, 1)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "secret-token-1234",
        "bogus://secret-token-1234",
        "pover://secret-token-1234",
        "json://a.invalid/secret-token, json://b.invalid",
    ],
)
def test_a_bad_address_is_told_at_once_by_the_channels_own_name(
    address: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(1), pytest.raises(ChannelFault) as fault:
        open_channel("mail-papa", Secret(address))
    told = phrasebook("fr").text(fault.value.sentence)
    assert "mail-papa" in told
    everything = told + caplog.text + "".join(capfd.readouterr()) + "".join(traceback.format_exception(fault.value))
    assert "secret-token" not in everything


def test_no_log_at_any_level_holds_an_address(capfd: pytest.CaptureFixture[str]) -> None:
    secret = Secret(f"ntfy://papa:motdepasse@{HOST}:{free_port()}/{TOPIC}")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(1)
    try:
        cleaner = guard([handler], [secret])
        channel = open_channel("telephone", secret)
        channel.send(TEXT)
        logging.getLogger("apprise").warning("ntfy topic %s", TOPIC)
        logging.getLogger("urllib3.connectionpool").warning("POST /%s", TOPIC)
        logging.getLogger("watchdog_sante.x").warning("address %s of %r", secret.reveal(), channel)
        try:
            raise ValueError(f"cannot reach {TOPIC} with motdepasse, IBAN FR7630001005500000000001286")
        except ValueError:
            logging.getLogger("watchdog_sante.y").exception("failed")
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
    everything = stream.getvalue() + "".join(capfd.readouterr())
    assert [word for word in (TOPIC, "motdepasse", "papa", "00000000") if word in everything] == []
    assert "failed" in everything
    assert "ValueError" in everything
    assert cleaner.clean("rien de secret") == "rien de secret"


def test_what_the_library_says_reaches_no_handler_not_even_one_made_later() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        open_channel("telephone", Secret(f"ntfy://{HOST}:{free_port()}/{TOPIC}")).send(TEXT)
    finally:
        root.removeHandler(handler)
    assert stream.getvalue() == ""


def test_a_cleaned_record_holds_no_exception_for_another_handler_to_show() -> None:
    try:
        raise ValueError("motdepasse")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "failed: %s", ("motdepasse",), sys.exc_info())
    guard([], [Secret("ntfy://papa:motdepasse@exemple.fr")]).filter(record)
    assert (record.getMessage(), record.exc_info, record.args) == ("failed: •••", None, None)
    assert "motdepasse" not in (record.exc_text or "motdepasse")


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("ntfy://papa:motdepasse@exemple.fr/sujet")
    assert "motdepasse" not in f"{secret} {secret!r} {[secret]} {open_channel('x', secret)!r}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "telephone"
    path.write_text("json://exemple.fr/x\n")
    path.chmod(0o600)
    return path


def test_an_address_is_read_where_the_settings_say(kept: Path) -> None:
    environment = {"CREDENTIALS_DIRECTORY": str(kept.parent), "WS_PHONE": " json://exemple.fr/y "}
    found = {
        read_address("telephone", AddressFrom(keeper, name), environment).reveal()
        for keeper, name in [
            (Keeper.CREDENTIAL, "telephone"),
            (Keeper.FILE, str(kept)),
            (Keeper.VARIABLE, "WS_PHONE"),
        ]
    }
    assert found == {"json://exemple.fr/x", "json://exemple.fr/y"}


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (AddressFrom(Keeper.VARIABLE, "NONE"), "notify.fault.absent"),
        (AddressFrom(Keeper.CREDENTIAL, "none"), "notify.fault.absent"),
        (AddressFrom(Keeper.CREDENTIAL, "../telephone"), "notify.fault.absent"),
        (AddressFrom(Keeper.FILE, "FOLDER/none"), "notify.fault.absent"),
        (AddressFrom(Keeper.FILE, "FOLDER/empty"), "notify.fault.absent"),
        (AddressFrom(Keeper.FILE, "FOLDER/open"), "notify.fault.open_to_others"),
        (AddressFrom(Keeper.FILE, "FOLDER"), "notify.fault.open_to_others"),
        (AddressFrom(Keeper.FILE, "FOLDER/bytes"), "notify.fault.absent"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_without_showing_it(kept: Path, source: AddressFrom, key: str) -> None:
    folder = kept.parent
    contents = {"empty": b" \n", "open": b"json://secret", "bytes": b"\xff\xfesecret"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o640 if name == "open" else 0o600)
    asked = AddressFrom(source.keeper, source.name.replace("FOLDER", str(folder)))
    with pytest.raises(ChannelFault) as fault:
        read_address("telephone", asked, {"CREDENTIALS_DIRECTORY": str(folder)})
    assert fault.value.sentence.key == key
    assert "secret" not in phrasebook("fr").text(fault.value.sentence)
