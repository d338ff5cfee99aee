"""No real person's data in the repository: every IBAN is on the invented list, and nothing looks like a NIR."""

import re
import subprocess
from pathlib import Path

from stdnum import iban
from stdnum.fr import nir

ROOT = Path(__file__).resolve().parents[2]
INVENTED = ROOT / "tests" / "invented_ibans.txt"


def _texts() -> dict[str, str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return {
        name: (ROOT / name).read_bytes().decode("utf-8", "replace")
        for name in listed
        if name and (ROOT / name).is_file()
    }


def test_every_iban_is_on_the_list_of_invented_ones() -> None:
    invented = set(INVENTED.read_text().split())
    assert all(iban.is_valid(number) for number in invented)
    shape = re.compile(r"(?<![0-9A-Z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){4,7}(?: ?[0-9A-Z]{1,3})?(?![0-9A-Z])")
    found = {
        (name, compact)
        for name, text in _texts().items()
        for match in shape.finditer(text)
        if iban.is_valid(compact := match.group().replace(" ", "")) and compact not in invented
    }
    assert found == set()


def test_nothing_looks_like_a_nir() -> None:
    shape = re.compile(r"(?<![0-9A-Za-z.])[12](?: ?[0-9]){4} ?(?:[0-9]{2}|2[AB])(?: ?[0-9]){8}(?![0-9A-Za-z])")
    found = {
        (name, match.group())
        for name, text in _texts().items()
        for match in shape.finditer(text)
        if nir.is_valid(match.group().replace(" ", ""))
    }
    assert found == set()


def test_no_path_of_a_machine_and_no_registry() -> None:
    words = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "py" + "pi.org", "registry." + "npmjs"]
    found = {(name, word) for name, text in _texts().items() for word in words if word in text}
    assert found == set()
