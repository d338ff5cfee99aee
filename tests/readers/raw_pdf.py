"""PDF files put together object by object, for what no writer of statements would write."""

import zlib


def pdf(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A file of these objects (number: everything between `obj` and `endobj`), with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, root, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"", filters: int = 1) -> bytes:
    """A stream, deflated once or several times."""
    for _ in range(filters):
        data = zlib.compress(data, 9)
    names = b" ".join([b"/FlateDecode"] * filters)
    head = b"<< /Length %d /Filter [%s] %s >>" % (len(data), names, extra)
    return head + b"\nstream\n" + data + b"\nendstream"


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def one_page(
    content: bytes, catalog: bytes = b"", page: bytes = b"", others: dict[int, bytes] | None = None, font: bytes = _FONT
) -> bytes:
    """A file of one page whose content stream is object 4 and whose font F1 is object 5; others from 6 on."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> %s >>" % page,
            4: content if content.startswith(b"<<") else stream(content),
            5: font,
            **(others or {}),
        }
    )


def text_lines(*lines: str) -> bytes:
    """A content stream of lines of Helvetica, from the top."""
    out = [b"BT /F1 9 Tf 40 800 Td 14 TL"]
    out += [b"(%s) Tj T*" % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines]
    return b"\n".join([*out, b"ET"])
