"""What is no statement, though a PDF: each is refused with its sentence, within bounds of time and memory."""

import io
import time
import tracemalloc

import pytest
from PIL import Image
from raw_pdf import one_page, pdf, stream, text_lines
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from watchdog_sante.model.sources import StatementFile
from watchdog_sante.model.statements import Rejection, Statement
from watchdog_sante.package_data import forms, phrasebook
from watchdog_sante.readers import read_statement

_TEXT = text_lines(
    "MUTUELLE DU LAC",
    "Virement du 14/03/2024",
    "26/02/2024  Consultation  26,50  18,55  7,95",
    "Montant du virement : 7,95 euros",
)


def _answer(data: bytes) -> Statement | Rejection:
    return read_statement(StatementFile("releve.pdf", "releves", data), forms())


def _refusal(data: bytes) -> str:
    answer = _answer(data)
    assert isinstance(answer, Rejection), answer
    for language in ("fr", "en"):
        assert phrasebook(language).text(answer.reason)
    return answer.reason.key


def _canvas(draw: list[str], pages: int = 1, password: str = "", owner: str = "", image: bool = False) -> bytes:
    buffer = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword=owner) if password or owner else None
    canvas = Canvas(buffer, encrypt=lock)
    for _ in range(pages):
        if image:
            canvas.drawImage(ImageReader(Image.new("1", (200, 300), 1)), 0, 0, 595, 842)
        for at, line in enumerate(draw):
            canvas.drawString(40, 800 - 14 * at, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


_STATEMENT = [
    "MUTUELLE DU LAC",
    "Virement du 14/03/2024",
    "26/02/2024    Consultation    26,50    18,55    7,95",
    "Montant du virement : 7,95 euros",
]


def test_the_text_by_itself_is_a_statement() -> None:
    assert isinstance(_answer(one_page(_TEXT)), Statement)
    assert isinstance(_answer(_canvas(_STATEMENT)), Statement)


def test_a_scanned_page_is_not_read() -> None:
    assert _refusal(_canvas([], image=True)) == "refused.pdf_scanned"
    assert _refusal(_canvas(["Page 1"], pages=30, image=True)) == "refused.pdf_scanned"


def test_a_page_without_anything() -> None:
    assert _refusal(_canvas([])) == "refused.pdf_no_text"


def test_a_password_to_open_it_is_asked_of_the_person() -> None:
    assert _refusal(_canvas(_STATEMENT, password="secret")) == "refused.pdf_encrypted"


def test_a_password_against_changes_alone_hides_nothing() -> None:
    assert isinstance(_answer(_canvas(_STATEMENT, owner="banque")), Statement)


@pytest.mark.parametrize(
    ("catalog", "page", "others"),
    [
        (b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", b"", {}),
        (b"/OpenAction 6 0 R", b"", {6: b"<< /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (x) >> >>"}),
        (b"/Names << /JavaScript << /Names [(x) 6 0 R] >> >>", b"", {6: b"<< /S /JavaScript /JS (1) >>"}),
        (b"/OpenAction << /S /Java#53cript /JS (1) >>", b"", {}),
        (b"/AA << /WC << /S /JavaScript /JS (1) >> >>", b"", {}),
        (b"/AcroForm << /XFA 6 0 R >>", b"", {6: stream(b"<xdp/>")}),
        (b"", b"/AA << /O << /S /JavaScript /JS (1) >> >>", {}),
        (b"", b"/Annots [ << /Subtype /Link /A << /S /Launch /F (x) >> >> ]", {}),
        (b"", b"/Annots 6 0 R", {6: b"[ << /Subtype /Widget /AA << /E << /S /JavaScript /JS (1) >> >> >> ]"}),
    ],
)
def test_a_script_or_a_program_is_refused(catalog: bytes, page: bytes, others: dict[int, bytes]) -> None:
    assert _refusal(one_page(_TEXT, catalog, page, others)) == "refused.pdf_script"


@pytest.mark.parametrize(
    ("catalog", "page"),
    [
        (b"/Names << /EmbeddedFiles << /Names [(x) 6 0 R] >> >>", b""),
        (b"/AF [6 0 R]", b""),
        (b"", b"/Annots [ << /Subtype /FileAttachment /FS 6 0 R >> ]"),
    ],
)
def test_files_inside_are_refused(catalog: bytes, page: bytes) -> None:
    others = {6: b"<< /Type /Filespec /F (x) >>"}
    assert _refusal(one_page(_TEXT, catalog, page, others)) == "refused.pdf_attachment"


def test_a_link_to_a_page_or_an_address_is_no_script() -> None:
    catalog = b"/OpenAction [3 0 R /Fit]"
    page = b"/Annots [ << /Subtype /Link /A << /S /URI /URI (https://example.org) >> >> ]"
    assert isinstance(_answer(one_page(_TEXT, catalog, page)), Statement)


def test_a_font_that_does_not_say_what_it_draws() -> None:
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering "
    descendant += b"(Identity) /Supplement 0 >> >>"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    content = b"BT /F1 9 Tf 40 800 Td 14 TL " + b"<00240025002600270028> Tj T* " * 20 + b"ET"
    assert _refusal(one_page(content, font=font, others={6: descendant})) == "refused.pdf_no_map"


def test_letters_of_private_use_mean_nothing() -> None:
    lines = b"beginbfrange <00> <ff> <e000> endbfrange"
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 " + lines
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    data = one_page(_TEXT, font=font, others={6: stream(cmap + b" endcmap end")})
    assert _refusal(data) == "refused.pdf_no_map"


def _many_pages(count: int) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: stream(_TEXT)}
    pages = range(10, 10 + count)
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    for number in pages:
        objects[number] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    return pdf(objects)


def _forms_in_forms(depth: int, wide: int) -> bytes:
    """A drawing that draws ten others, each of which draws ten others ..."""
    others = {}
    for at in range(depth):
        draws = b"/X Do " * wide if at < depth - 1 else b""
        resources = b"/Resources << /XObject << /X %d 0 R >> >>" % (7 + at)
        others[6 + at] = stream(draws, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + resources)
    return one_page(_TEXT + b" /X Do", others=others)


_BOMB = stream(b"\0" * 200_000_000)
_ITSELF = stream(
    b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (_many_pages(10_000), "refused.pdf_too_many_pages"),
        (one_page(_BOMB), "refused.pdf_too_large"),
        (one_page(stream(b"\0" * 100_000_000, filters=3)), "refused.pdf_too_large"),
        (one_page(stream(b"\0" * 1000, filters=9)), "refused.pdf_too_large"),
        (_forms_in_forms(12, 10), "refused.pdf_too_large"),
        (one_page(_TEXT + b" /X Do", others={6: _ITSELF}), ""),
        (pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"}), ""),
        (pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"2 0 R"}), ""),
        (one_page(b"BT /F1 9 Tf " + b"(" * 100_000 + b"ET"), ""),
        (one_page(b"[" * 200_000), ""),
        (one_page(b"<<" * 200_000), ""),
        (b"%PDF-1.7\n" + b"1 0 obj " * 50_000, "refused.pdf_damaged"),
        (b"%PDF-1.4\n" + b"[" * 100_000, "refused.pdf_damaged"),
        (_canvas(_STATEMENT)[:600], "refused.pdf_damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_hostile_files_are_bounded(data: bytes, key: str) -> None:
    start = time.process_time()
    answer = _answer(data)
    seconds = time.process_time() - start
    assert isinstance(answer, Rejection) or not key, answer
    if key and isinstance(answer, Rejection):
        assert answer.reason.key == key
    assert seconds < 30


def test_a_bomb_does_not_fill_the_memory() -> None:
    data = one_page(_BOMB)
    tracemalloc.start()
    assert _refusal(data) == "refused.pdf_too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * 1024**2


def test_every_cut_of_a_file_is_refused_or_read_whole() -> None:
    data = _canvas(_STATEMENT, pages=2)
    for end in range(0, len(data), 97):
        answer = _answer(data[:end])
        assert isinstance(answer, Rejection) or len(answer.rows) == 2
