"""Twenty pages in the layouts of Indonesian outlets, in our own words and with invented people, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle


@dataclass(frozen=True)
class Gold:
    """One page and what is to be found in it: title, day, reporter, and the paragraphs of its body."""

    name: str
    html: str
    title: str
    day: str
    byline: str
    body: tuple[str, ...]


STORIES = (
    ("Jembatan Gunting di Rantau Dibuka Lagi", "2025-06-10", "Selasa, 10 Juni 2025", "Wulan Saraswita", (
        "RANTAU - Pemerintah Kota Rantau membuka kembali Jembatan Gunting pada Selasa pagi setelah tiga bulan ditutup untuk perbaikan.",
        "“Warga boleh melintas mulai hari ini,” kata Wali Kota Rantau, Lestari Wening, di lokasi peresmian.",
        "Perbaikan itu menelan biaya empat miliar rupiah dari anggaran perubahan tahun berjalan, menurut dinas pekerjaan umum kota.",
        "Kepala dinas, Bramantya Sulung, menyebut tiang utama jembatan diganti seluruhnya karena sudah keropos.",
        "Pedagang di kedua sisi sungai berharap pembeli datang kembali seperti sebelum jembatan ditutup.")),
    ("Petani Lembah Sari Panen Raya Bawang", "2025-08-04", "Senin, 4 Agustus 2025", "Danu Prakosa", (
        "Petani di Desa Lembah Sari memanen bawang merah di lahan seluas dua ratus hektare sejak akhir pekan lalu.",
        "Ketua kelompok tani, Sumirah Jati, mengatakan hasil panen tahun ini naik hampir sepertiga dibandingkan dengan tahun lalu.",
        "Harga di tingkat petani bertahan di angka delapan belas ribu rupiah per kilogram dan belum turun.",
        "Pemerintah kabupaten menjanjikan gudang pendingin yang akan dibangun di tepi jalan desa mulai bulan depan.")),
    ("Kapal Nelayan Terbalik, Enam Orang Selamat", "2025-01-15", "Rabu, 15 Januari 2025", "Ratih Anggraeni", (
        "Sebuah kapal nelayan terbalik dihantam ombak di perairan Teluk Kembang pada Rabu dini hari.",
        "Enam awaknya ditemukan selamat oleh kapal patroli tiga jam kemudian dan dibawa ke puskesmas terdekat.",
        "Komandan pos, Letnan Satu Haris Gumilang, mengimbau nelayan menunda pelayaran sampai cuaca membaik.",
        "Badan meteorologi setempat memperkirakan gelombang setinggi tiga meter bertahan hingga Jumat malam.",
        "Keluarga para awak menyambut mereka di dermaga dengan tangis haru, dan tetangga membawakan makanan hangat.")),
    ("DPRD Bukit Asri Sahkan Perda Sampah", "2024-12-20", "Jumat, 20 Desember 2024", "Galih Winarno", (
        "Dewan Perwakilan Rakyat Daerah Kabupaten Bukit Asri mengesahkan peraturan tentang pengelolaan sampah dalam rapat paripurna.",
        "Ketua dewan, Nurmala Hapsari, menuturkan aturan itu mewajibkan setiap pasar memilah sampah sebelum diangkut.",
        "Fraksi yang semula menolak akhirnya setuju setelah denda bagi rumah tangga dihapus dari rancangan.",
        "Bupati Bukit Asri, Jaka Wirasena, berjanji menambah dua puluh truk pengangkut pada tahun depan.")),
)
NEWS = "<a href='/x1'>Harga Cabai Naik Lagi di Pasar Tanjung</a>"
HOME = "<nav class='menu'><ul><li><a href='/'>Beranda</a></li><li><a href='/daerah'>Daerah</a></li><li><a href='/olahraga'>Olahraga</a></li></ul></nav>"
SIDE = "<aside class='sidebar'><h3>Terpopuler</h3><ul>" + "".join(f"<li><a href='/p{i}'>Judul Lain yang Sedang Banyak Dibaca Nomor {i}</a></li>" for i in range(5)) + "</ul></aside>"
FOOT = "<footer><p>Tentang Kami | Redaksi | Pedoman Media Siber | Disclaimer</p><p>Copyright © 2025 Warta. All rights reserved.</p></footer>"
TAGS = "<div class='tags'><span>Tag:</span><a href='/t/a'>daerah</a><a href='/t/b'>warga</a></div>"
READ = f"<p><strong>Baca juga: {NEWS}</strong></p>"
AD = "<p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p>"

# Name, head and body: {T} title, {W} day in words, {N} in numbers, {I} the day in ISO, {B} reporter, {P} paragraphs; between the first @ and the
# second what stands among the paragraphs.
LAYOUTS = (
    ("detail", "<title>{T}</title><meta property='og:title' content='{T}'><meta name='publishdate' content='{I} 21:35:00'><meta name='author' content='{B}'>", "<article class='detail'><h1 class='detail__title'>{T}</h1><div class='detail__author'>{B} - wartaCom</div><div class='detail__date'>{W} 21:35 WIB</div><div class='detail__body-text'>{P}@" + AD + READ + "@</div></article>"),
    ("read", "<title>{T} Halaman all - Warta.com</title><meta property='og:site_name' content='Warta.com'><meta property='og:title' content='{T} Halaman all - Warta.com'>", "<div class='read__header'><h1 class='read__title'>{T}</h1><div class='read__time'>Warta.com - {N}, 21:00 WIB</div><div class='credit-title-name'>{B}</div></div><div class='read__content'>{P}@" + READ + "@<p>Simak breaking news dan berita pilihan kami langsung di ponselmu.</p></div>"),
    ("tribun", "<title>{T} - Warta Daerah</title><meta property='og:site_name' content='Warta Daerah'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"{T}\",\"datePublished\":\"{I}T10:00:00+07:00\",\"author\":{\"@type\":\"Person\",\"name\":\"{B}\"}}</script>", "<h1 id='arttitle'>{T}</h1><time>{W} 10:00 WIB</time><div id='penulis'>Penulis: <a href='/p'>{B}</a> | Editor: Sekar Ayu</div><div class='txt-article'>{P}@<p class='baca'>Baca juga: " + NEWS + "</p>@<p>Artikel ini telah tayang di Warta.com dengan judul {T}</p></div>"),
    ("agency", "<title>{T} - WARTA News</title><meta property='article:published_time' content='{I}T14:00:00+07:00'>", "<article><h1 class='post-title'>{T}</h1><p class='simple-share'>{W} 14:00 WIB</p><div class='post-content'>{P}@@<p>Pewarta: {B}<br>Editor: Sekar Ayu<br>Copyright © WARTA 2025</p><p>Dilarang keras mengambil konten, melakukan crawling tanpa izin tertulis.</p></div></article>"),
    ("weekly", "<title>{T} | warta.co</title><meta name='author' content='{B}'>", "<article><h1>{T}</h1><p class='reporter'>Reporter <a>{B}</a></p><p class='date'>{W} | 09.15 WIB</p><div class='detail-in'>{P}@<p><b>Pilihan Editor: " + NEWS + "</b></p>@</div></article>"),
    ("network", "<title>{T}</title><meta name='content_PublishedDate' content='{I} 08:00:00'><meta name='content_author' content='{B}'>", "<div class='main'><h1>{T}</h1><span class='by'>{B}, Warta Indonesia</span><div class='detail-text'>{P}@<!--//bcjuga--><table class='linksisip'><tr><td><div>Pilihan Redaksi<ul><li>" + NEWS + "</li></ul></div></td></tr></table>[Gambas:Video Warta]@</div></div>"),
    ("blog", "<title>{T} - Warta Pelosok</title><meta property='og:title' content='{T} - Warta Pelosok'><meta property='og:site_name' content='Warta Pelosok'>", "<article><header class='entry-header'><h1 class='entry-title'>{T}</h1><span class='posted-on'><time class='entry-date published' datetime='{I}T06:00:00+07:00'>{W}</time></span> <span class='author vcard'>Oleh {B}</span></header><div class='entry-content'>{P}@" + READ + "@<div class='sharedaddy'>Bagikan ini:</div></div></article>"),
    ("gov", "<title>{T}</title>", "<div class='content'><h2 class='judul'>{T}</h2><div class='tanggal'>{W}</div><div class='penulis'>Penulis : {B}</div><div class='isi'>{P}@@<p>Sumber Foto: Humas</p></div></div>"),
    ("photo", "<title>{T}</title><meta itemprop='datePublished' content='{I}T11:00:00+07:00'>", "<article><h1 itemprop='headline'>{T}</h1><span itemprop='author'>{B}</span><figure><img src='a.jpg'><figcaption>Foto: Suasana di lokasi (Dok. Warta)</figcaption></figure><div itemprop='articleBody'>{P}@" + AD + "@</div></article>"),
    ("divs", "<title>{T}</title><meta property='og:title' content='{T}'>", "<div class='judul'><h1>{T}</h1></div><div class='date'>{W} 12:40 WIB</div><div class='author'>Oleh: {B}</div><div class='konten'>{P}@<div>Lihat juga: " + NEWS + "</div>@</div>"),
    ("amp", "<title>{T}</title><link rel='canonical' href='https://warta.example/a/1'><script type='application/ld+json'>[{\"@type\":\"BreadcrumbList\"},{\"@type\":\"NewsArticle\",\"headline\":\"{T}\",\"datePublished\":\"{I}\",\"author\":[{\"name\":\"{B}\"}]}]</script>", "<h1>{T}</h1><div class='content'>{P}@<amp-ad width='300' height='250'></amp-ad><p>Iklan</p>@</div>"),
    ("magazine", "<title>{T} - Majalah Warta</title><meta property='og:site_name' content='Majalah Warta'>", "<main><h1>{T}</h1><div class='meta'><span class='byline'>Laporan {B}</span><span class='timestamp'>{W}, 17:05 WIB</span></div><section class='story'>{P}@<blockquote>Tonton juga video pilihan redaksi berikut ini.</blockquote>@</section></main>"),
    ("economy", "<title>{T}</title><meta name='date' content='{I}'><meta name='author' content='{B}'>", "<div class='detailsTitle'><h1>{T}</h1></div><div class='detailsContent'>{P}@<p><strong>Simak juga: " + NEWS + "</strong></p>@<p>Cek Berita dan Artikel yang lain di Google News dan WA Channel</p></div>"),
    ("lines", "<title>{T}</title>", "<div class='post'><h1>{T}</h1><div class='post-meta'>{B} | {W} 07:30 WIB</div><div class='post-body'>{P}@<p>Baca Juga</p>@<p>Editor: Sekar Ayu</p></div></div>"),
    ("radio", "<title>{T} - Radio Warta</title><meta property='og:site_name' content='Radio Warta'><meta property='og:title' content='{T}'>", "<div class='berita'><h1>{T}</h1><ul class='info'><li class='penulis'>Oleh: {B}</li><li class='waktu'>{W}</li></ul><div class='text'>{P}@<p>Terkait: " + NEWS + "</p>@<p>Editor: Sekar Ayu</p></div></div>"),
    ("student", "<title>{T}</title>", "<article><h1 class='title'>{T}</h1><small class='date'>{W}</small><p class='penulis'>Reporter: {B}</p>{P}@<p>Saksikan video selengkapnya di bawah ini.</p>@</article>"),
    ("portal", "<title>{T} : Warta Portal</title><meta name='dable:author' content='{B}'><meta property='dable:item_id' content='1'><meta property='article:published_time' content='{I}T09:00:00+07:00'>", "<section><h1>{T}</h1><div class='article-content-body'>{P}@<p>Scroll untuk melanjutkan membaca</p><p class='baca-juga-collections'>BACA JUGA: " + NEWS + "</p>@</div></section>"),
    ("city", "<title>{T}</title><script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":\"Article\",\"headline\":\"{T}\",\"datePublished\":\"{I}T13:00:00+08:00\",\"author\":{\"@type\":\"Person\",\"name\":\"{B}\"}}]}</script>", "<div class='single'><h1>{T}</h1><div class='the-content'>{P}@" + READ + "@<p>Penulis: {B}</p><p>Ikuti saluran kami di aplikasi pesan.</p></div></div>"),
    ("mobile", "<title>{T}</title><meta property='og:title' content='{T}'>", "<div id='m'><h1>{T}</h1><div class='publish-date'>{W} 19:20 WITA</div><div class='author-name'>{B}</div><div class='teks'>{P}@<p>Gulir untuk melanjutkan membaca</p>@<p>Bagikan</p></div></div>"),
    ("village", "<title>{T} - Kabar Desa</title><meta property='og:site_name' content='Kabar Desa'>", "<div class='hentry'><h3 class='post-title'>{T}</h3><span class='published'>{W}</span> <span class='fn'>{B}</span><div class='post-body entry-content'>{P}@@<p>Foto: Warga</p></div></div>"),
)


def pages() -> tuple[Gold, ...]:
    """All pages with what they say."""
    return tuple(_page(name, head, body, story) for (name, head, body), story in zip(LAYOUTS, cycle(STORIES), strict=False))


def _page(name: str, head: str, body: str, story: tuple[str, str, str, str, tuple[str, ...]]) -> Gold:
    title, day, words, byline, paragraphs = story
    before, between, after = body.split("@", 2)
    text = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    text.insert(2, between)
    values = {"{T}": title, "{I}": day, "{W}": words, "{N}": "/".join(reversed(day.split("-"))), "{B}": byline, "{P}": "".join(text)}
    html = f"<!DOCTYPE html><html lang='id'><head>{head}</head><body>{HOME}{before}{after}{TAGS}{SIDE}{FOOT}</body></html>"
    for key, value in values.items():
        html = html.replace(key, value)
    return Gold(name, html, title, day, byline, paragraphs)
