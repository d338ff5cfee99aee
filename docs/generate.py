"""Writes what the documentation says of the program from the program itself: `python docs/generate.py`.

A test compares what it would write with what stands in the files, so that no table or transcript goes stale.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from watchdog_sante.cli.framework import SECTIONS  # noqa: E402
from watchdog_sante.commands.check import sample  # noqa: E402
from watchdog_sante.detectors import DETECTORS  # noqa: E402
from watchdog_sante.model.sentences import say  # noqa: E402
from watchdog_sante.package_data import forms as known_forms  # noqa: E402
from watchdog_sante.package_data import knowledge, phrasebook  # noqa: E402
from watchdog_sante.readers import FORMATS  # noqa: E402
from watchdog_sante.report.document import json_schema  # noqa: E402


def detectors(language: str) -> str:
    """The table of detectors, from their cards and wording."""
    book = phrasebook(language)
    rows = []
    for detector in DETECTORS:
        card = detector.CARD
        severity = book.text(say(f"report.severity_{card.severity.value}"))
        page = book.text(say(f"{card.slug}.page")).replace("|", "\\|")
        rows.append(f"| {card.id} | `{card.slug}` | {severity} | {page} |")
    return "\n".join(["| | | | |", "|---|---|---|---|", *rows])


def commands(language: str) -> str:
    """The table of commands, in the sections of `--help`."""
    book = phrasebook(language)
    rows = []
    for heading, names in SECTIONS:
        rows.append(f"| **{book.text(say(heading))}** | |")
        rows += [f"| `{name}` | {book.text(say(f'help.short.{name}'))} |" for name in names]
    return "\n".join(["| | |", "|---|---|", *rows])


def forms(language: str) -> str:
    """The list of export forms, from the profiles."""
    book = phrasebook(language)
    kinds = {kind: book.text(say(f"profiles.kind.{kind}")) for kind in {"bank", *(one.kind for one in known_forms())}}
    rows = [
        f"| `{profile.name}` | {', '.join(profile.banks) or '–'} | {kinds[profile.kind]} |"
        for profile in sorted(known_forms(), key=lambda profile: profile.name)
    ]
    formats = [f"| `{name}` | {what} | {kinds['bank']} |" for name, what in FORMATS]
    return "\n".join(["| | | |", "|---|---|---|", *formats, *rows])


def reference(language: str) -> str:
    """The page of tables: commands, detectors, forms of export."""
    book = phrasebook(language)
    parts = [f"# {book.text(say('reference.title'))}"]
    tables = {"commands": commands, "detectors": detectors, "forms": forms}
    for key, table in tables.items():
        parts += [f"## {book.text(say(f'reference.{key}'))}", table(language)]
    return "\n\n".join(parts) + "\n"


def downloads(language: str) -> str:
    """The page on how to get statements, from the guides and the forms of export."""
    french = language == "fr"
    book = phrasebook(language)
    parts = ["# Télécharger ses relevés" if french else "# Downloading statements", book.text(say("downloads.page"))]
    for guide in knowledge().downloads:
        steps = guide.steps_fr if french else guide.steps_en
        read = ", ".join(f"`{name}`" for name in guide.profiles)
        lines = [f"{number}. {step}" for number, step in enumerate(steps, start=1)]
        forms_read = [f"{book.text(say('downloads.forms'))} {read}"] if read else []
        parts += [f"## {guide.name if french else guide.name_en or guide.name}", "\n".join(lines), *forms_read]
    ways = [book.text(say(f"downloads.telephone.{way}")) for way in ("cable", "folder", "near", "mail")]
    telephone = book.text(say("downloads.from_telephone"))
    return "\n\n".join([*parts, f"## {telephone}", "\n".join(f"- {way}" for way in ways)]) + "\n"


def demo(language: str) -> str:
    """What `demo` prints, with the temporary folder's random part left out."""
    done = subprocess.run(
        [sys.executable, "-m", "watchdog_sante", "demo", "--lang", language],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "TMPDIR": "/tmp", "COLUMNS": "80"},
    )
    text = re.sub(r"watchdog-sante-demo-\w+", "watchdog-sante-demo-…", done.stdout)
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```console\n$ watchdog-sante demo --lang {language}\n{lines}\n```"


def _between(text: str, mark: str, content: str) -> str:
    return re.sub(rf"(<!-- {mark} -->\n).*?(\n<!-- /{mark} -->)", lambda m: f"{m[1]}{content}{m[2]}", text, flags=re.S)


def documents() -> dict[Path, str]:
    """Every generated file with the text that it should hold."""
    written = {}
    for name, language in (("README.md", "en"), ("README.fr.md", "fr")):
        text = (ROOT / name).read_text("utf-8")
        written[ROOT / name] = _between(text, "demo", demo(language))
    written[ROOT / "docs" / "audit.schema.json"] = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
    written[ROOT / "docs" / "reference.md"] = reference("en")
    written[ROOT / "docs" / "reference.fr.md"] = reference("fr")
    written[ROOT / "docs" / "downloads.md"] = downloads("en")
    written[ROOT / "docs" / "downloads.fr.md"] = downloads("fr")
    written[ROOT / "config" / "watchdog.yaml"] = sample("fr").data
    written[ROOT / "config" / "watchdog.en.yaml"] = sample("en").data
    return written


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, "utf-8")
