"""What fuzzing found: archives whose directory or members lie are refused with a sentence, whatever zipfile raises."""

import io
import zipfile
from collections.abc import Callable

import pytest

from watchdog_sante.model.sources import RefusedFile, StatementFile
from watchdog_sante.readers.archive import left_aside, open_archive


def _archive() -> bytearray:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "Date;Libellé;Montant\n03/03/2025;VIR CPAM;12,50\n" * 9)
        archive.writestr("b.ofx", "OFXHEADER:100\n" * 9)
    return bytearray(data.getvalue())


def _garbled_member() -> bytes:
    """Deflated bytes that no deflate ever wrote: zlib.error."""
    data = _archive()
    start = 30 + len("a.csv")
    data[start : start + 12] = b"\xff" * 12
    return bytes(data)


def _member_before_the_file() -> bytes:
    """A directory that is said to begin later than it does puts the first member before the file: ValueError."""
    data = _archive()
    end = data.rindex(b"PK\x05\x06")
    size = int.from_bytes(data[end + 16 : end + 20], "little")
    data[end + 16 : end + 20] = (size + 198).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize("damage", [_garbled_member, _member_before_the_file])
def test_a_damaged_archive_is_refused_and_never_raises(damage: Callable[[], bytes]) -> None:
    packed = StatementFile("a.zip", "", damage())
    found = list(open_archive(packed))
    told = {one.reason.key for one in found if isinstance(one, RefusedFile)}
    assert told == {"refused.archive_damaged"}
    left_aside(packed)


def test_a_member_without_a_name_is_left_aside() -> None:
    data = _archive()
    for at in (data.index(b"b.ofx"), data.rindex(b"b.ofx")):
        data[at] = 0  # what follows a zero is no part of a name
    packed = StatementFile("a.zip", "", bytes(data))
    assert [one.name for one in open_archive(packed)] == ["a.zip/a.csv"]
    assert left_aside(packed) == ("a.zip/",)
