"""PDF, Word and mail: text, title and day where they stand, and a reason for each that cannot be read."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from kg.records import Article
from kg.sources import read

LINES = ["Banjir di Rantau Surut", "Warga Kota Rantau mulai pulang ke rumah", "mereka pada Senin pagi.", "Air surut sejak malam."]
TEXT = "Banjir di Rantau Surut\nWarga Kota Rantau mulai pulang ke rumah mereka pada Senin pagi.\nAir surut sejak malam."


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def pdf(lines: list[str], *, password: str = "") -> bytes:
    """A PDF file of one page with these lines."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})})
    stream = DecodedStreamObject()
    stream.set_data(("BT /F1 12 Tf 14 TL 50 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET").encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(subject: str = "Banjir di Rantau Surut", *, html: bool = False, number: int = 1) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, "Humas <humas@contoh.example>", "Mon, 09 Dec 2024 08:15:00 +0700"
    message["Message-ID"] = f"<{number}@contoh.example>"
    body = TEXT.partition("\n")[2]
    if html:
        message.set_content("".join(f"<p>{line}</p>" for line in body.split("\n")), subtype="html")
    else:
        message.set_content(body)
        message.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="a.bin")
    return message.as_bytes()


@pytest.mark.parametrize(("name", "data"), [("a.pdf", pdf(LINES)), ("a.docx", word()), ("b.docx", word("Banjir di Rantau Surut")), ("a.eml", mail()), ("b.eml", mail(html=True))])
def test_documents(name: str, data: bytes) -> None:
    """A document is one article with its title line and its paragraphs, lines that were broken to fit the page joined."""
    Path(name).write_bytes(data)
    (article,) = read([name])
    assert isinstance(article, Article)
    assert (article.title, article.text.rstrip("\n")) == ("Banjir di Rantau Surut", TEXT)
    if name.endswith(".eml"):
        assert (article.published, article.source_id) == ("2024-12-09T08:15:00+07:00", "<1@contoh.example>")


def test_a_mailbox() -> None:
    """Each message of a mailbox is an article; one without text is an error, and the next goes on."""
    messages = [mail(number=1), b"Subject: kosong\n\n\n", mail("Air naik", number=2).replace(b"Air surut", b"\n>From hulu air naik")]
    Path("a.mbox").write_bytes(b"".join(b"From x@contoh.example Mon Dec  9 08:15:00 2024\n" + one + b"\n" for one in messages))
    found = list(read(["a.mbox"]))
    assert [item.title if isinstance(item, Article) else str(item) for item in found] == ["Banjir di Rantau Surut", "a.mbox#2: no text in the message", "Air naik"]
    assert "From hulu" in found[2].text and ">From" not in found[2].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "not a readable PDF document"),
        ("a.pdf", pdf([]), "pictures of pages without text"),
        ("a.pdf", pdf(LINES, password="rahasia"), "needs a password"),
        ("a.docx", b"PK\3\4", "not a readable DOCX document"),
        ("a.eml", b"\n\n", "no text in the message"),
        ("a.mbox", b"Subject: x\n\nIsi", "not a mailbox"),
        ("a.warc", b"bukan arsip\n", "not a WARC record"),
    ],
    ids=range(7),
)
def test_documents_that_cannot_be_read(name: str, data: bytes, words: str) -> None:
    """Damaged, locked, scanned and empty documents are one error each with its reason."""
    Path(name).write_bytes(data)
    found = list(read([name]))
    assert words in str(found[0]) and not any(isinstance(item, Article) for item in found)
