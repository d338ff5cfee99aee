"""From the bytes of a message (a saved mail, or words pasted) to a `Letter`, or a sentence why it cannot be read.

NIR, card and account numbers are masked here, at the door: no other room ever sees them.
"""

from watchdog_sante.model.sentences import Sentence, say
from watchdog_sante.model.solicitation import Letter, Link
from watchdog_sante.redaction import accounts_in, mask_card, mask_for_sending, mask_nir
from watchdog_sante.solicitation.folding import without_invisible
from watchdog_sante.solicitation.links import links_in
from watchdog_sante.solicitation.mail import is_mail, read_mail
from watchdog_sante.solicitation.pasted import read_pasted
from watchdog_sante.solicitation.web_text import read_web

LARGEST = 30_000_000  # bytes: what mail services let through with attachments
LONGEST = 60_000  # characters of words looked at; the longest legal footers are a third of it
_FOREIGN_KINDS = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "msg"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"\x00\x00\x00", "picture"),
)


def read_letter(data: bytes) -> Letter | Sentence:
    """The message, or the sentence that says why it cannot be read and what to do instead."""
    if len(data) > LARGEST:
        return say("message.too_large", megabytes=LARGEST // 1_000_000)
    for start, kind in _FOREIGN_KINDS:
        if data.startswith(start):
            return say(f"message.is_{kind}")
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return say("message.empty")
    data = _without_apple_count(data)
    if is_mail(data):
        try:
            return _from_mail(data)
        except RecursionError:
            return say("message.nested")
    text = _decoded(data)
    return say("message.no_text") if text is None else _from_text(text)


def _without_apple_count(data: bytes) -> bytes:
    """Apple Mail (`.emlx`) writes the number of bytes on a line of its own before the mail."""
    first, _, rest = data.partition(b"\n")
    return rest if first.strip().isdigit() and is_mail(rest) else data


def _decoded(data: bytes) -> str | None:
    """The words of a text file; None when it is no text at all."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.count(0) > len(data) // 3:
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    odd = sum(not (letter.isprintable() or letter in "\n\r\t\0") for letter in text[:20_000])
    return None if odd > len(text[:20_000]) // 10 else text


def _kept(text: str) -> tuple[str, bool]:
    """At most `LONGEST` characters, the beginning and the end, and whether something was left out."""
    clean = without_invisible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""))
    if len(clean) <= LONGEST:
        return clean, False
    return f"{clean[: LONGEST * 3 // 4]}\n{clean[-LONGEST // 4 :]}", True


def _from_mail(data: bytes) -> Letter:
    mail = read_mail(data)
    content = mail.content
    text, cut = _kept(content.text)
    return Letter(
        text=mask_for_sending(text),
        is_mail=True,
        subject=mask_for_sending(mail.subject),
        sender_name=mail.sender_name,
        sender_address=mail.sender_address,
        reply_to=mail.reply_to,
        return_path=mail.return_path,
        authentication=mail.authentication,
        links=_all_links(content.links, text),
        attachments=tuple(content.attachments),
        pictures=content.pictures,
        asks_in_form=content.asks_in_form,
        cut=cut or content.cut,
        masked_numbers=_holds_numbers(text),
        accounts=accounts_in(text),
    )


def _from_text(written: str) -> Letter:
    text, cut = _kept(written)
    if "<html" in text.lower() or "<a href" in text.lower():
        web = read_web(text)
        return Letter(
            text=mask_for_sending(web.text),
            is_mail=True,
            links=_all_links(list(web.links), web.text),
            pictures=web.pictures,
            asks_in_form=web.asks_in_form,
            cut=cut or web.cut,
            masked_numbers=_holds_numbers(web.text),
            accounts=accounts_in(web.text),
        )
    pasted = read_pasted(text)
    return Letter(
        text=mask_for_sending(pasted.text),
        is_mail=bool(pasted.sender_address or pasted.subject),
        subject=mask_for_sending(pasted.subject),
        sender_name=pasted.sender_name,
        sender_address=pasted.sender_address,
        sender_number=pasted.sender_number,
        reply_to=pasted.reply_to,
        links=_all_links([], pasted.text),
        cut=cut,
        masked_numbers=_holds_numbers(pasted.text),
        accounts=accounts_in(pasted.text),
    )


def _holds_numbers(text: str) -> bool:
    """Whether a NIR or a card number stands in the text; parcels' numbers look too much like IBANs to tell."""
    return mask_nir(text) != text or mask_card(text) != text


def _all_links(found: list[Link], text: str) -> tuple[Link, ...]:
    """Links behind words, then those written out; the words shown for a link are no second link."""
    shown = {link.shown for link in found}
    written = [link for link in links_in(text) if not any(link.target in words for words in shown)]
    return tuple(dict.fromkeys([*found, *written]))[:500]
