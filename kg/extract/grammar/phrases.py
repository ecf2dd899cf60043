"""Small facts of Indonesian syntax over tokens: who is named together, whose a name is, what a subject does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg import lexicon
from kg.extract.grammar.tokens import ASKED, PERSON, WORD, Token

_JOINERS = frozenset("dan serta & beserta".split())
# Words between a subject and its verb, or before a name, that look like verbs or stop a phrase but do neither.
_HARMLESS = frozenset(
    "menteri direktur merupakan dinas berusia berinisial bernama diketahui berasal menjabat mendiang dirut dirjen berprofesi "
    "bergelar beralamat bertempat berdomisili disebut berkedudukan berpangkat dosen dokter diri".split()
)
_VERB = re.compile(r"(?:me(?:m|n|ng|ny|l|r)?[a-z]{3,}|di[a-z]{3,}|ber[a-z]{3,}|ter[a-z]{3,})$")
_STOPS = frozenset(
    "bahwa karena sebab sehingga sedangkan sementara tetapi tapi namun kata ujar tutur ucap jelas ungkap saat ketika setelah "
    "usai sebelum agar supaya jika kalau apabila oleh kepada dari bersama dengan menurut atas soal tentang mengenai dugaan "
    "kecuali selain hingga sampai daripada lebih seperti dibanding".split()
)
_BEFORE_OBJECT = frozenset(
    "di dari ke oleh kata ujar untuk bersama saat setelah usai karena terkait menurut dengan pada kepada yang agar bahwa "
    "atas".split()
)
# What makes the name behind it no subject or object: `terhadap Budi`, `kata Budi`.
_NOT_SUBJECT = frozenset(
    "oleh kepada terhadap dengan bersama dari kata ujar tutur ucap jelas ungkap tegas tambah lanjut di ke untuk menurut milik "
    "atas pada seperti tentang mengenai soal".split()
)
# What somebody is, said before his name in a list.
_OCCUPATIONS = frozenset("pengacara pengusaha sopir politikus artis advokat anggota mantan eks ajudan staf aktor".split())
_OF_CASES = frozenset("kasus perkara laporan tim pelaku".split())
_ALSO_NAMES = frozenset("putra putri ibu tim".split())
_NEGATORS = frozenset("belum tidak tak bukan tanpa bukanlah batal enggan".split())
_DEMANDS = frozenset(
    "minta meminta mendesak desak menuntut agar supaya jika kalau apabila seandainya bila harus segera bisa dapat isu hoaks "
    "diminta mengancam ancam tolak menolak mendukung dukung".split()
)
_AUXILIARIES = frozenset(
    "telah sudah belum masih akan kini tidak tak bisa dapat pun juga resmi bakal sempat langsung akhirnya yang lalu "
    "kemudian".split()
)
_HEARD = frozenset("diperiksa dipanggil hadir ditahan duduk menjalani".split())
_NOT_LISTED = frozenset("“ ” \" oleh kepada bahwa karena setelah usai saat ketika ; ? ! sedangkan sementara yang".split())
_NAMED = frozenset("bernama berinisial inisial diketahui yakni yaitu adalah atas nama merupakan itu lain lainnya utama".split())


def together(found: Sequence[Token]) -> list[Token]:
    """The tokens with a list of names as one name, the asked one if it is among them: `Budi, Joko dan Tono`.

    Two names with nothing but a comma between them are no list but an apposition.
    """
    out: list[Token] = []
    at = 0
    while at < len(found):
        end, names = _list_from(found, at)
        if len(names) > 1:
            kind = ASKED if any(t.kind == ASKED for t in names) else PERSON
            asked = next((t for t in names if t.kind == ASKED), names[0])
            out.append(replace(asked, kind=kind))
            at = end
        else:
            out.append(found[at])
            at += 1
    return out


def _list_from(found: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """Where the list of names that starts at a token ends, and its names; a list needs a joiner before its last name."""
    if found[at].kind not in (ASKED, PERSON):
        return at, []
    names, end, joined = [found[at]], at + 1, False
    while end < len(found):
        step, has_joiner = _separator(found, end)
        if step == end:
            break
        name = step
        while name < len(found) and name - step < 4 and _may_be_title(found[name]):
            name += 1
        if name >= len(found) or found[name].kind not in (ASKED, PERSON):
            break
        names.append(found[name])
        end, joined = name + 1, has_joiner
        if joined:
            break
    return (end, names) if joined or len(names) > 2 else (at, [])


def _may_be_title(token: Token) -> bool:
    return token.kind == WORD and (token.capital or token.low in _OCCUPATIONS)


def _separator(found: Sequence[Token], at: int) -> tuple[int, bool]:
    end, joined = at, False
    while end < len(found) and end - at < 2 and (found[end].low == "," or found[end].low in _JOINERS):
        joined = joined or found[end].low in _JOINERS
        end += 1
    return end, joined


def belongs(found: Sequence[Token], at: int) -> bool:
    """Whether the name (or word) at a token is no subject or object: `oleh Budi`, `terhadap Budi`, `istri Budi`."""
    first = title_start(found, at)
    return owns(found, at) or (first > 0 and found[first - 1].low in _NOT_SUBJECT)


def owns(found: Sequence[Token], at: int) -> bool:
    """Whether the name at a token only says whose somebody or something is: `istri Budi`, `rumah Budi`."""
    first = title_start(found, at)
    owner = lexicon.words("belonging-nouns") - _OF_CASES
    before = [t.low for t in found[max(0, first - 2) : first]]
    capitals = {t.low for t in found[first:at]} - _ALSO_NAMES
    if (before and (before[-1] in owner or " ".join(before) in owner)) or not owner.isdisjoint(capitals):
        return True
    if _kin_before(found, first):
        return True
    # `kediaman artis AL`: an occupation may stand between.
    return len(before) == 2 and before[0] in owner and before[1].isalpha() and not _is_verb(before[1])


def done_by(found: Sequence[Token], at: int) -> bool:
    """Whether the name at a token is the doer of a passive: `oleh Kapolri Budi`."""
    first = title_start(found, at)
    return first > 0 and found[first - 1].low == "oleh"


def _kin_before(found: Sequence[Token], first: int) -> bool:
    """`Ayah penyanyi cilik Budi`: a word of kinship owns the name behind its attributes."""
    for n in range(first - 1, max(-1, first - 5), -1):
        token = found[n]
        if token.kind != WORD or _is_verb(token.low) or token.low in _STOPS or token.low in _NAMED:
            return False
        if token.low in lexicon.table("kin-terms") and token.low not in ("ibu", "bapak", "putra", "putri"):
            return True
    return False


def title_start(found: Sequence[Token], at: int) -> int:
    """The token where the titles before a name begin: words with a capital right before it."""
    first = at
    while first and found[first - 1].kind == WORD and found[first - 1].capital and at - first < 6:
        first -= 1
    return first


def is_headline(found: Sequence[Token]) -> bool:
    """Whether capitals say nothing here, as in a headline."""
    return any(t.headline for t in found)


def is_count(word: str) -> bool:
    """Whether a word counts people: `dua`, `3`, `para`, `kedua`."""
    numbers = lexicon.table("numbers")
    return word.isdigit() or word in numbers or word.removeprefix("ke") in numbers or word == "para"


def not_one(found: Sequence[Token], start: int) -> bool:
    """Whether the label at a token is taken back: `bukan tersangka`, `belum ada tersangka`, `calon tersangka`."""
    before = [t.low for t in found[max(0, start - 2) : start]]
    if not before:
        return False
    if before[0] in ("bukan", "bukanlah") and before[-1] in ("merupakan", "adalah", "sebagai"):
        return True
    return before[-1] in ("bukan", "bukanlah", "tanpa", "calon", "siapa") or (before[-1] == "ada" and before[0] in _NEGATORS)


def listing(between: Sequence[Token]) -> bool:
    """Whether tokens are part of a list of people: names, titles, commas, nothing that somebody does."""
    return not any(
        t.low in _NOT_LISTED
        or t.low in lexicon.words("speech-verbs")
        or t.low in lexicon.words("standing-nouns")
        or (not t.capital and _is_verb(t.low))
        for t in between
    )


def negated(found: Sequence[Token], start: int) -> bool:
    """Whether one of the two words before a cue takes it back."""
    return any(t.low in _NEGATORS for t in found[max(0, start - 2) : start])


def unsettled(found: Sequence[Token], at: int) -> bool:
    """Whether what is done to the name at a token is denied or only asked for: `belum menetapkan Budi`."""
    return any(t.low in _NEGATORS | _DEMANDS for t in found[max(0, at - 7) : at])


def demanded(found: Sequence[Token], start: int) -> bool:
    """Whether the cue is asked for, feared or supposed, and not reported: `mendesak polisi menangkap Budi`."""
    return any(t.low in _DEMANDS for t in found[max(0, start - 6) : start])


def starts_with(found: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Whether these words stand at a token; names and numbers are no words."""
    return len(found) - at >= len(words) and all(found[at + n].low == word for n, word in enumerate(words))


def gap(between: Sequence[Token], *, objects: bool = False, labels: bool = False) -> bool:
    """Whether tokens between a cue and a name let the cue reach it: no other person, no verb, nothing that turns away."""
    stops = _BEFORE_OBJECT if objects else _STOPS
    for n, token in enumerate(between):
        # `membekuk pembeli, Budi`: a comma right before the name opens an apposition.
        if objects and token.low == "," and n + 1 < len(between) and between[n + 1].low not in _NAMED:
            return False
        if token.kind in (PERSON, ASKED) or token.low in (";", "?", "!", "”", "“", '"') or _ends_a_sentence(between, n):
            return False
        if token.low in lexicon.words("speech-verbs") or token.low == "siapa":
            return False
        if token.low in stops and not (token.low == "yang" and n + 1 < len(between) and between[n + 1].low in _NAMED):
            return False
        counted = n and is_count(between[n - 1].low)
        listed = any(t.low in (":", "yakni", "yaitu") for t in between[:n])
        if token.low in lexicon.words("standing-nouns") and not counted and not listed:
            return False
        if token.low in ("bukan", "bukanlah") or _is_relative(token.low) or (labels and token.low in _AUXILIARIES):
            return False
        if not token.capital and _is_verb(token.low):
            return False
    return True


def _ends_a_sentence(between: Sequence[Token], n: int) -> bool:
    """Whether a stop stands at a token that is not an abbreviation's: `terdakwa Moh. Budi`."""
    return between[n].low == "." and not (n and between[n - 1].capital and len(between[n - 1].low) <= 4)


def subject_predicate(found: Sequence[Token], subject: int, verb: int, *, heard: bool = False) -> bool:
    """Whether nothing but apposition and auxiliaries stands between a subject and its verb; with `heard`, being questioned."""
    if any(t.low in lexicon.words("headline-verbs") for t in found[subject + 1 : verb]):
        return False
    if is_headline(found) and not all(t.low in _AUXILIARIES for t in found[subject + 1 : verb]):
        return False
    at, commas = subject + 1, 0
    while at < verb:
        token = found[at]
        if token.kind in (PERSON, ASKED) or token.low in (";", ".", "?", "!", ":", "“", "”", '"'):
            return False
        commas += token.low == ","
        if _is_relative(token.low) or (token.low == "orang" and found[at - 1].low[:1].isdigit()):
            return False
        if heard and token.low in _HEARD:
            at += 1
            continue
        if token.low in _STOPS or token.low in _JOINERS or (not token.capital and _is_verb(token.low)):
            return False
        # A comma between subject and verb closes an apposition: `adiknya, Budi, ditangkap`.
        if commas == 1 and token.low == "," and at + 1 == verb and not (subject and found[subject - 1].low == ","):
            return False
        at += 1
    return True


def _is_verb(word: str) -> bool:
    if word in _HARMLESS or word in lexicon.words("roles") or lexicon.table("accusation-cues").get(word, "").startswith("noun"):
        return False
    return _VERB.match(word) is not None


def _is_relative(word: str) -> bool:
    """`istrinya`, `buahnya`: somebody else, who belongs to the subject, takes over."""
    return word.endswith("nya") and word.removesuffix("nya") in (lexicon.words("belonging-nouns") | {"buah", "orang"})
