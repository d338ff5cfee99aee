"""Settings: YAML to typed values. An unknown key is an error, and every error names its place and the remedy.

Everything is optional: with no settings at all the tool is useful. Only this room knows the file's form. The detectors
are only asked for when the file names one: what merely needs the language stays quick.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from watchdog_sante.messenger_settings import MessengerSettings
from watchdog_sante.model.household import AccountName, Household, Insurer, InsurerRole, Member
from watchdog_sante.model.rules import OwnRule
from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.system_reasons import reason_of
from watchdog_sante.plain_data import plain_data
from watchdog_sante.redaction import mask_nir

if TYPE_CHECKING:
    from watchdog_sante.detectors import Detector
    from watchdog_sante.model.dossier import Sender


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MemberSettings(_Strict):
    """A person covered."""

    name: str = Field(description="First name and name, as the insurer writes them.")
    birth_year: int | None = Field(None, ge=1900, le=2100, description="Makes checks by age possible.")


class HouseholdSettings(_Strict):
    """Who lives in the household."""

    members: tuple[MemberSettings, ...] = ()


class InsurerSettings(_Strict):
    """An insurer of the household."""

    name: str
    role: InsurerRole = InsurerRole.COMPLEMENTARY
    bank_labels: tuple[str, ...] = Field((), description="Words its payments carry on the bank statement.")
    creditor_id: str = Field("", description="SEPA creditor identifier (ICS) of its premiums.")
    domains: tuple[str, ...] = Field((), description="E-mail domains known to be its own.")
    telephones: tuple[str, ...] = ()


class AccountSettings(_Strict):
    """A bank account, named by its number's last digits or by the subfolder its exports lie in."""

    name: str
    number: str = ""
    folder: str = ""
    domains: tuple[str, ...] = Field((), description="Web and e-mail domains known to be the bank's own.")
    telephones: tuple[str, ...] = ()


class SenderSettings(_Strict):
    """Who signs the letters of a dossier; what is left out becomes a blank to fill in."""

    name: str = Field("", description="First name and name, as on your identity card.")
    address: tuple[str, ...] = Field((), description="Lines of your address, the last one with postcode and town.")
    telephone: str = ""
    email: str = ""


class Settings(MessengerSettings):
    """The whole settings file."""

    inbox: tuple[Path, ...] = Field((), description="Folders where you drop your statements.")
    household: HouseholdSettings = HouseholdSettings()
    insurers: tuple[InsurerSettings, ...] = ()
    accounts: tuple[AccountSettings, ...] = ()
    sender: SenderSettings = SenderSettings()
    breaches: tuple[str, ...] = Field((), description="Breaches that concern you: keys of `knowledge/breaches.yaml`.")
    accepted: tuple[str, ...] = Field((), description="Subjects that you accepted; `audit` stays silent on them.")
    rules: tuple[OwnRule, ...] = Field((), description="Your own rules.")
    silence_days: int | None = Field(
        None, ge=2, le=400, description="After how many days without a statement you are told. Left out: from habit."
    )
    detectors: dict[str, dict[str, Any]] = Field({}, description="Options of a detector by its slug.")

    @model_validator(mode="after")
    def _known_detectors(self) -> "Settings":
        if not self.detectors:
            return self
        from watchdog_sante.detectors import DETECTORS

        known = {detector.CARD.slug: detector for detector in DETECTORS}
        for slug, options in self.detectors.items():
            if slug not in known:
                raise PydanticCustomError("unknown_detector", "{slug}", {"slug": slug})
            try:
                known[slug].Params.model_validate({k: v for k, v in options.items() if k != "enabled"})
            except ValidationError as error:
                place = f"{slug}.{'.'.join(map(str, error.errors()[0]['loc']))}"
                raise PydanticCustomError("detector_option", "{slug}", {"slug": place}) from error
        return self

    def as_household(self) -> Household:
        """What the thinking rooms need to know of the household, as values, without a NIR if one was written."""
        return Household(
            members=tuple(Member(mask_nir(member.name), member.birth_year) for member in self.household.members),
            insurers=tuple(
                Insurer(mask_nir(one.name), one.role, one.bank_labels, one.creditor_id, one.domains, one.telephones)
                for one in self.insurers
            ),
            accounts=tuple(
                AccountName(mask_nir(one.name), one.number, one.folder, one.domains, one.telephones)
                for one in self.accounts
            ),
            breaches=self.breaches,
            accepted=self.accepted,
            rules=tuple(replace(one, name=mask_nir(one.name), text=mask_nir(one.text)) for one in self.rules),
            silence_days=self.silence_days,
        )

    def as_sender(self) -> "Sender":
        """Who signs letters, as a value."""
        from watchdog_sante.model.dossier import Sender

        return Sender(self.sender.name, self.sender.address, self.sender.telephone, self.sender.email)

    def enabled(self, detector: "Detector") -> bool:
        """False when the person switched the detector off (`detectors: {slug: {enabled: false}}`)."""
        return bool(self.detectors.get(detector.CARD.slug, {}).get("enabled", True))

    def only(self, slug: str) -> "Settings":
        """The same settings with every other detector switched off."""
        from watchdog_sante.detectors import DETECTORS

        others = (detector.CARD.slug for detector in DETECTORS if detector.CARD.slug != slug)
        off: dict[str, dict[str, Any]] = {other: {"enabled": False} for other in others}
        return self.model_copy(update={"detectors": self.detectors | off})

    def params(self, detector: "Detector") -> BaseModel:
        """The detector's options: its defaults, with what the person set."""
        options = self.detectors.get(detector.CARD.slug, {})
        return detector.Params.model_validate({k: v for k, v in options.items() if k != "enabled"})


class SettingsError(Exception):
    """Settings that cannot be used: `problems` holds one sentence a problem, each with file, place and remedy.

    `language` is the one that the faulty file itself asks for, None where it asks for none that we speak.
    """

    def __init__(self, *problems: Sentence, language: str | None = None) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.language = language


_KINDS = {
    "extra_forbidden": "unknown",
    "unexpected_keyword_argument": "unknown",
    "missing": "missing",
    "enum": "choice",
    "literal_error": "choice",
    "unknown_detector": "unknown_detector",
    "detector_option": "detector_option",
    "value_error": "rule",  # only own rules raise one
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "time_zone": "time_zone",
    "address_from": "address_from",
    "one_address": "one_address",
    "same_name": "same_name",
    "time_parsing": "hour",
    "time_type": "hour",
}


def _problem(file: str, error: ErrorDetails) -> Sentence:
    """One sentence for one error of pydantic's; list items are counted from 1, as a person does."""
    context = error.get("ctx", {})
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    slug = str(context.get("slug", ""))
    choices = ", ".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    kind = _KINDS.get(error["type"], "wrong_form" if place else "not_a_mapping")
    return say(f"settings.{kind}", file=file, place=place or slug, choices=choices)


_LANGUAGE = re.compile(r"""^language:\s*["']?(fr|en)\b""", re.MULTILINE)


def _language_asked(text: str) -> str | None:
    """The language that a file asks for, be it no YAML: its faults are told to the person who wrote it."""
    found = _LANGUAGE.search(text)
    return found[1] if found else None


def language_of(path: Path) -> str | None:
    """The language that the settings of `path` ask for, be they faulty; None where they ask for none."""
    try:
        return _language_asked(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def load(path: Path) -> Settings:
    """Read the settings of `path`. Raises `SettingsError` when it is absent, is no YAML or holds an unknown key."""
    file, text = path.name, ""
    try:
        text = path.read_text("utf-8")
        data = plain_data(text)
    except OSError as error:
        raise SettingsError(say("settings.unreadable", file=str(path), problem=reason_of(error))) from error
    except UnicodeDecodeError as error:
        raise SettingsError(say("settings.not_utf8", file=file)) from error
    except (yaml.YAMLError, RecursionError) as error:  # brackets nested by the thousand exhaust the parser's stack
        line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
        problem = say("settings.not_yaml", file=file, line=str(line))
        raise SettingsError(problem, language=_language_asked(text)) from error
    try:
        return Settings.model_validate(data or {})
    except ValidationError as error:
        problems = (_problem(file, one) for one in error.errors())
        raise SettingsError(*problems, language=_language_asked(text)) from error


def refuse_exposed(path: Path, settings: Settings) -> None:
    """Raise `SettingsError` when the file holds a channel's address and others than its owner can read it.

    A file of root's may be read by the service's own group: that is how the system's service gets it.
    """
    status = path.stat()
    closed = 0o007 if status.st_uid == 0 else 0o077
    if settings.holds_address and status.st_mode & closed:
        raise SettingsError(say("settings.open_to_others", file=str(path)), language=settings.language)
