"""Sentence boundaries for Indonesian news text: rules only, exact offsets, the text itself is never altered.

A boundary stands at every line break, and after a full stop, question or exclamation mark that is followed by the
start of something new: a capital letter, an opening quotation mark, a digit. Titles, initials, degrees, numbers, clock
times, domain names and addresses hold their stops. Scraped text often lost the
space after a stop (`selesai.Dia`); such stops
end a sentence too. Every look around a stop is bounded, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg import lexicon
from kg.records import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOPS = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_CLOSING = "”’»)]}"
_OPENING = "“‘«("
_LOOK_BACK = 24
_DOTTED = re.compile(r"(?:[A-Z][a-z]{0,2}\.)+[A-Z][A-Za-z]{0,4}")
_MARKER = re.compile(r"[\s\"“‘(\[*•-]*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})")
_WORD = re.compile(r"[A-Za-z](?:[A-Za-z]|\.(?=[A-Za-z])){0,11}")


def spans(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, trimmed; together they cover every character that is not white space.

    >>> [span.of("Dr. H. Umar datang.Ia duduk.") for span in spans("Dr. H. Umar datang.Ia duduk.")]
    ['Dr. H. Umar datang.', 'Ia duduk.']
    """
    found = []
    for line in _LINE.finditer(text):
        start = line.start()
        for cut in (*_cuts(text, line.start(), line.end()), line.end()):
            if (span := _trimmed(text, start, cut)) is not None:
                found.append(span)
            start = cut
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without the white space around it, None when nothing is left."""
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    length = len(stretch.strip())
    return Span(start + left, start + left + length) if length else None


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """The places inside one line where a new sentence begins."""
    quotes = _straight_quotes(text, start, end)
    addresses = [(match.start(), match.end()) for match in _ADDRESS.finditer(text, start, end)]
    address_starts = [first for first, _ in addresses]
    sentence = start
    for stop in _STOPS.finditer(text, start, end):
        place = bisect_right(address_starts, stop.start()) - 1
        if place >= 0 and stop.end() < addresses[place][1]:
            continue
        closed = _close(text, stop.end(), end, quotes)
        if closed < end and _ends(text, sentence, stop, closed, end, quotes):
            sentence = closed
            yield closed


def _straight_quotes(text: str, start: int, end: int) -> dict[int, bool]:
    """For every straight double quotation mark of a line, whether it opens.

    Spaces decide; a mark glued on both sides is the opposite of the last one.
    """
    opens: dict[int, bool] = {}
    inside = False
    place = text.find('"', start, end)
    while place != -1:
        free_left = place == start or text[place - 1].isspace() or text[place - 1] in _OPENING
        free_right = place + 1 == end or text[place + 1].isspace() or text[place + 1] in ",.;:!?)"
        inside = free_left if free_left != free_right else not inside
        opens[place] = inside
        place = text.find('"', place + 1, end)
    return opens


def _close(text: str, place: int, end: int, quotes: dict[int, bool]) -> int:
    """Where the closing quotation marks and brackets after a stop end; they belong to the sentence they close."""
    while place < end and _closes(text, place, end, quotes):
        place += 1
    after = _after_space(text, place, end)
    if after < end and after > place and text[after] in "”»":
        return after + 1
    return place


def _closes(text: str, place: int, end: int, quotes: dict[int, bool]) -> bool:
    """Whether the character at `place` closes a quotation or bracket."""
    char = text[place]
    if char == '"':
        return not quotes[place]
    if char == "'":
        return place + 1 == end or not text[place + 1].isalnum()
    return char in _CLOSING


def _after_space(text: str, place: int, end: int) -> int:
    """The first character at or after `place` that is not white space."""
    match = _SPACE.match(text, place, end)
    return match.end() if match else place


def _ends(text: str, sentence: int, stop: re.Match[str], closed: int, end: int, quotes: dict[int, bool]) -> bool:
    """Whether the stop (closed off at `closed`) ends the sentence that began at `sentence`."""
    after = _after_space(text, closed, end)
    if after == end:
        return True
    glued = after == closed
    char = text[after]
    quoted = closed > stop.end()
    opens = quotes.get(after, False) or char in _OPENING
    if not opens and (char.islower() or char in ",;:.?!/&%=+" or char == '"'):
        return False
    if quoted:
        goes_on = text[closed - 1] not in ")]" and _next_word(text, after).casefold() in lexicon.words("attribution")
        return not goes_on and (opens or char.isupper() or not glued)
    if stop.group() != ".":
        return opens or char.isupper() or not glued
    return _full_stop_ends(text, sentence, stop.start(), after, glued=glued, opens=opens)


def _full_stop_ends(text: str, sentence: int, place: int, after: int, *, glued: bool, opens: bool) -> bool:
    """Whether one full stop at `place` ends a sentence, given that something that may be new begins at `after`."""
    word = _word_before(text, sentence, place)
    char = text[after]
    if not word:
        return not glued or opens
    if _is_marker(text, sentence, place) or _holds(text, sentence, place, word, after):
        return False
    if char.isdigit():
        return _number_may_start(word, glued=glued)
    if not glued or opens:
        return True
    return char.isupper() and not _is_domain(text, word, after)


def _word_before(text: str, sentence: int, place: int) -> str:
    """The letters, digits and inner stops right before a full stop, at most a few dozen characters back."""
    low = max(sentence, place - _LOOK_BACK)
    first = place
    while first > low and (text[first - 1].isalnum() or text[first - 1] in ".-'’"):
        first -= 1
    return text[first:place].lstrip(".-'’")


def _is_marker(text: str, sentence: int, place: int) -> bool:
    """Whether the stop belongs to a list number at the start of its sentence (`1. Pertama`)."""
    return place - sentence <= _LOOK_BACK and _MARKER.fullmatch(text, sentence, place) is not None


def _holds(text: str, sentence: int, place: int, word: str, after: int) -> bool:
    """Whether the word before a stop is one that keeps its stop: an initial, a title, an abbreviation, a degree."""
    if len(word) == 1 and word.isalpha():
        return word.isupper() and not _letter_ends(text, sentence, place)
    folded = word.casefold()
    if folded in lexicon.folded("abbreviations"):
        return not (word.isupper() and folded in ("al", "no", "ps"))
    if folded in lexicon.folded("degrees"):
        following = _next_word(text, after).casefold()
        return following in lexicon.folded("degrees") or text[after - 1] == "."
    if folded in lexicon.folded("abbreviations-final"):
        return text[after].isdigit()
    last = word.rpartition(".")[2]
    if last != word and last.casefold() in lexicon.folded("abbreviations"):
        return True
    return _DOTTED.fullmatch(word) is not None


def _letter_ends(text: str, sentence: int, place: int) -> bool:
    """Whether a single capital before a stop names something (`Grup B.`) instead of being an initial."""
    before = text[max(sentence, place - _LOOK_BACK) : place - 1].split()
    return bool(before) and before[-1].casefold() in lexicon.words("lettered-things")


def _next_word(text: str, after: int) -> str:
    """The word, with its inner stops, that begins at `after`."""
    match = _WORD.match(text, after)
    return match.group() if match else ""


def _number_may_start(word: str, *, glued: bool) -> bool:
    """Whether a digit after the stop that follows `word` may begin a sentence."""
    if word.casefold() in lexicon.words("numbered-things"):
        return False
    if glued:
        return word.isalpha() and word.islower() and len(word) > 4
    return not (word.isdigit() and len(word) < 4)


def _is_domain(text: str, word: str, after: int) -> bool:
    """Whether a glued stop is inside a name such as `TEMPO.CO`."""
    following = _next_word(text, after)
    first = following.partition(".")[0]
    return first.casefold() in lexicon.words("domain-endings") or (word.isupper() and first.isupper() and len(first) < 4)
