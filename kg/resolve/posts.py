"""Posts in one form: `Menteri ESDM` and `Menteri Energi dan Sumber Daya Mineral` are one post, a minister's needs no holder."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.lexicon.surfaces import slug
from kg.resolve.bodies import organisation

_ASIDE = re.compile(r"\([^()]*\)|\bke[- ]\d+\b|\b(?:ri|republik indonesia)$")
_BEFORE = re.compile(
    r"^(?:plt|pj|pjs|plh|pgs|mantan|eks|bekas|calon|bakal|capim|"
    r"pelaksana tugas|pelaksana harian|penjabat sementara|penjabat)\b\.?\s*"
)
_OF_STATE = ("presiden", "wakil presiden")
_ALONE = ("menteri", "wakil menteri", "menteri koordinator")
_MINISTRY = "kementerian "
# Posts that many people hold at one body at a time: they say little of who is meant.
_OF_MANY = frozenset(
    "anggota wartawan jurnalis reporter editor pewarta pemain staf dosen guru pegawai karyawan warga hakim jaksa pengacara "
    "advokat kuasa peneliti pengamat analis perwakilan pengurus petugas dokter mahasiswa kader politikus politisi relawan "
    "penasihat komisaris komisioner pakar juru humas aktivis tenaga".split()
)
# Posts that one person at a time holds at a body.
_OF_ONE = (
    "presiden",
    "wakil presiden",
    "perdana menteri",
    "menteri",
    "wakil menteri",
    "gubernur",
    "wakil gubernur",
    "bupati",
    "wakil bupati",
    "wali kota",
    "wakil wali kota",
    "camat",
    "lurah",
    "kepala",
    "ketua",
    "sekretaris",
    "direktur utama",
    "direktur jenderal",
    "direktur eksekutif",
    "rektor",
    "dekan",
    "komandan",
    "panglima",
    "ceo",
    "raja",
    "jaksa agung",
    "pelatih",
)


@cache
def post(role: str, holder: str = "") -> str:
    """The key of a post: the role written out and, unless it says so itself, `@` and the slug of who has the post.

    >>> post("Menteri ESDM") == post("Menteri Energi dan Sumber Daya Mineral (ESDM)", "Kementerian ESDM")
    True
    >>> post("Wapres RI"), post("Plt. Gubernur", "Jawa Tengah"), post("Menteri", "Kemenkeu")
    ('wakil presiden@indonesia', 'gubernur@jawa tengah', 'menteri keuangan@')
    """
    words = role_words(role)
    where = slug(holder).replace("-", " ") if holder else ""
    if words in _OF_STATE:
        return f"{words}@{where or 'indonesia'}"
    if words in _ALONE and holder:
        portfolio = slug(organisation(holder)).replace("-", " ")
        if portfolio.startswith(_MINISTRY):
            return f"{words} {portfolio.removeprefix(_MINISTRY)}@"
    is_minister = words.startswith(("menteri ", "wakil menteri ", "perdana menteri ")) and len(
        words.split()
    ) > 2 - words.startswith("menteri ")
    return f"{words}@" if is_minister and words not in _ALONE else f"{words}@{where}"


@cache
def role_words(role: str) -> str:
    """The words of a post, written out, folded, without what says acting, former or candidate.

    >>> role_words("Mantan Menkeu"), role_words("Wakil Ketua Umum"), role_words("Kapolres")
    ('menteri keuangan', 'wakil ketua umum', 'kepala kepolisian resor')
    """
    plain = " ".join(_ASIDE.sub(" ", " ".join(role.casefold().split())).split()).rstrip(".,")
    while _BEFORE.match(plain) and _BEFORE.sub("", plain):
        plain = _BEFORE.sub("", plain)
    plain = " ".join(_ASIDE.sub(" ", plain).split())
    words = plain.split()
    table = lexicon.table("post-forms")
    for size in range(len(words), 0, -1):
        head = table.get(" ".join(words[:size]))
        if head:
            words = [*head.split(), *words[size:]]
            break
    return slug(" ".join(words)).replace("-", " ")


def names_somebody(key: str) -> bool:
    """Whether a name and this post together say who is meant: a post at a body, and not one that many hold.

    >>> names_somebody("bupati@klaten"), names_somebody("anggota@dewan perwakilan rakyat"), names_somebody("ketua@")
    (True, False, False)
    """
    words, _, where = key.partition("@")
    if not words or words.split()[0] in _OF_MANY:
        return False
    return bool(where) or words.startswith(("menteri ", "wakil menteri ", "kepala kepolisian negara", "jaksa agung"))


def is_of_one(key: str) -> bool:
    """Whether one person at a time holds the post.

    >>> is_of_one("ketua@kpu"), is_of_one("wakil ketua@mpr")
    (True, False)
    """
    return names_somebody(key) and any(key.startswith((f"{head} ", f"{head}@")) for head in _OF_ONE)
