"""Who is accused of something, and who is only near it."""

from __future__ import annotations

import re

import pytest

from kg.extract.grammar.accused import accusation
from kg.records import Span


def _said(text: str, name: str, others: tuple[str, ...]) -> str:
    """The modality of the accusation of a person in a one-sentence text; nothing where there is none."""
    places = {n: [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(n)}(?!\w)", text)] for n in (name, *others)}
    assert all(places.values()), "every name of the case stands in its text"
    found = accusation(text, Span(0, len(text)), places[name], [span for spans in places.values() for span in spans])
    return found.modality if found else ""


FIRES = [
    ("Polisi menetapkan EW (34) sebagai tersangka penipuan di kediaman artis AL.", "EW", ("AL",), "charged"),
    ("Polisi resmi menahan dua tersangka, yakni Darto (40) dan Wiji (31).", "Wiji", ("Darto",), "charged"),
    ("Bendahara desa itu, Darto Wibisono, kini berstatus tersangka.", "Darto Wibisono", (), "charged"),
    ("Darto Wibisono, warga Desa Suka, akhirnya ditangkap polisi.", "Darto Wibisono", (), "alleged"),
    ("Penyidik menangkap seorang pria berinisial DW di terminal.", "DW", (), "alleged"),
    ("Jaksa mendakwa Darto menerima suap Rp 2 miliar.", "Darto", (), "charged"),
    ("Hakim memvonis terdakwa Darto Wibisono lima tahun penjara.", "Darto Wibisono", (), "convicted"),
    ("Darto divonis lima tahun penjara oleh Pengadilan Tipikor Semarang.", "Darto", (), "convicted"),
    ("Majelis hakim memvonis bebas Darto dari segala dakwaan.", "Darto", (), "acquitted"),
    ("Darto dinyatakan tidak bersalah oleh majelis hakim.", "Darto", (), "acquitted"),
    ("Darto diduga menggelapkan dana koperasi.", "Darto", (), "alleged"),
    ("KPK menyita uang tunai dari rumah terdakwa Darto.", "Darto", (), "charged"),
    ("Penahanan Darto Wibisono diperpanjang 40 hari.", "Darto Wibisono", (), "alleged"),
    ("Dakwaan terhadap Darto dibacakan kemarin.", "Darto", (), "charged"),
    ("Darto selaku terdakwa hadir bersama Wiji.", "Darto", ("Wiji",), "charged"),
    ("Polisi memburu AK, tersangka korupsi di dinas itu.", "AK", (), "charged"),
    ("Darto dilaporkan ke polisi atas dugaan penipuan.", "Darto", (), "alleged"),
    ("Bupati Darto membantah telah menerima suap dari Wiji.", "Darto", ("Wiji",), "denied"),
    ("Darto membantah tudingan korupsi itu.", "Darto", (), "denied"),
    ("Kuasa hukum terdakwa Darto, Rina, meminta keringanan.", "Darto", ("Rina",), "charged"),
]
MUST_NOT_FIRE = [
    ("Polisi menetapkan EW (34) sebagai tersangka penipuan di kediaman artis AL.", "AL", ("EW",)),
    ("Kuasa hukum terdakwa, Rina Kusuma, mengatakan kliennya sehat.", "Rina Kusuma", ()),
    ("Kuasa hukum terdakwa Darto, Rina, meminta keringanan.", "Rina", ("Darto",)),
    ("Saksi Budi diperiksa penyidik terkait tersangka Joko.", "Budi", ("Joko",)),
    ("Istri Darto ditangkap di bandara.", "Darto", ()),
    ("Sopir Darto ditetapkan sebagai tersangka.", "Darto", ()),
    ("KPK belum menetapkan Darto sebagai tersangka.", "Darto", ()),
    ("Darto belum ditetapkan sebagai tersangka.", "Darto", ()),
    ("Darto bukan tersangka dalam perkara itu.", "Darto", ()),
    ("Massa mendesak polisi menangkap Darto.", "Darto", ()),
    ("Pengacara meminta hakim tidak menahan Darto.", "Darto", ()),
    ("Darto diduga menjadi korban penganiayaan.", "Darto", ()),
    ("Darto dilaporkan hilang sejak Senin.", "Darto", ()),
    ("Gol itu membuat Darto ditahan imbang.", "Darto", ()),
    ("Darto divonis kanker oleh dokter.", "Darto", ()),
    ("Darto, pelaku usaha kopi, memamerkan hasil panen.", "Darto", ()),
    ("Darto mengatakan pelaku sudah ditangkap.", "Darto", ()),
    ("Kata Darto, tersangka mengaku menyesal.", "Darto", ()),
    ("Tersangka A dan B ditahan, sedangkan Darto diperiksa sebagai saksi.", "Darto", ("A", "B")),
    ("Jaksa Darto menuntut Wiji lima tahun penjara.", "Darto", ("Wiji",)),
    ("Hakim Darto memvonis Wiji lima tahun penjara.", "Darto", ("Wiji",)),
    ("Kapolres Darto membantah bahwa itu adalah operasi tangkap tangan kasus suap.", "Darto", ()),
    ("Wali Kota Darto yang Anak Buahnya Jadi Tersangka Korupsi", "Darto", ()),
    ("Terdakwa kasus suap Harto, Darto, diberi amnesti.", "Harto", ("Darto",)),
]


@pytest.mark.parametrize(("text", "name", "others", "modality"), FIRES)
def test_cues_in_place_accuse(text: str, name: str, others: tuple[str, ...], modality: str) -> None:
    """A cue of accusation in a place where it speaks of the person tells how far it goes."""
    assert _said(text, name, others) == modality


@pytest.mark.parametrize(("text", "name", "others"), MUST_NOT_FIRE)
def test_cues_elsewhere_accuse_nobody(text: str, name: str, others: tuple[str, ...]) -> None:
    """Whoever only stands near a cue, belongs to the accused, speaks of him or judges him is not accused."""
    assert _said(text, name, others) == ""
