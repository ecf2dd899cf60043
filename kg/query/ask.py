"""Questions in Indonesian and English: forms with slots, filled from the search index, answered by named queries.

Nothing is guessed: a question that no form fits, or whose names the graph does not know, is not answered. What is
answered comes with the SPARQL that ran and with the sentences behind it. The forms stand in `ask.toml`.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import NotFound
from kg.query import named, paths, search
from kg.query.index import Index, folded
from kg.query.reading import Readable
from kg.query.search import Hit
from kg.query.table import Table

_LONGEST = 300
_SLOT = re.compile(r"<(\w+)>")
_POLITE = re.compile(
    r"^(halo|hai|hi|hello|tolong|mohon|please|bisakah|bisa|boleh|apakah kamu tahu|coba|sebutkan|jelaskan|beritahu( saya)?|"
    r"tell me|can you tell me|do you know|saya ingin tahu|i want to know)[,: ]+", re.IGNORECASE,
)  # fmt: skip
_MONTHS = (
    "januari|january|jan", "februari|february|feb|pebruari", "maret|march|mar", "april|apr", "mei|may", "juni|june|jun",
    "juli|july|jul", "agustus|august|agu|aug", "september|sep|sept", "oktober|october|okt|oct", "november|nov|nopember",
    "desember|december|des|dec",
)  # fmt: skip
_GENERIC = frozenset("provinsi kabupaten kota daerah pt cv ri indonesia the republik kab prov negeri of".split())
_SHORT = {
    "jateng": "jawa tengah", "jatim": "jawa timur", "jabar": "jawa barat", "pemkab": "pemerintah kabupaten",
    "pemprov": "pemerintah provinsi", "pemkot": "pemerintah kota", "setda": "sekretariat daerah",
    "kemendag": "kementerian perdagangan",
    "dirut": "direktur utama", "kades": "kepala desa", "kadis": "kepala dinas", "kabag": "kepala bagian", "wabup": "wakil bupati",
    "kejari": "kejaksaan negeri", "polres": "kepolisian resor", "disbudpar": "dinas kebudayaan dan pariwisata",
    "walikota": "wali kota",
    "diskominfo": "dinas komunikasi dan informatika", "univ": "universitas",
}  # fmt: skip
_TITLES = {"head": "kepala", "regent": "bupati", "governor": "gubernur", "mayor": "wali kota", "rector": "rektor",
           "president director": "direktur utama", "director": "direktur", "chairman": "ketua", "chair": "ketua",
           "chairwoman": "ketua",
           "spokesperson": "juru bicara", "minister": "menteri", "economist": "ekonom", "coach": "pelatih", "lecturer": "dosen",
           "acting president director": "plt direktur utama", "acting head": "plt kepala",
           "president commissioner": "komisaris utama",
           "village head": "kepala desa", "lawyer": "kuasa hukum"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of question: its patterns, the named query that answers it and how its slots fill it."""

    id: str
    query: str
    patterns: tuple[re.Pattern[str], ...]
    fill: Mapping[str, str]
    keep: Mapping[str, str]
    also: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood (`form`, empty when nothing was), the SPARQL that ran, its rows, and a word on what is missing."""

    question: str
    form: str
    sparql: str
    table: Table
    note: str = ""

    @property
    def found(self) -> bool:
        """Whether there is an answer."""
        return bool(self.table.rows)


def answer(store: Readable, index: Index, question: str) -> Answer:
    """The answer to a question over an open store; its `note` says plainly when it was not understood, which name is
    unknown, or that nothing was found."""
    asked = _cleaned(question)
    if len(asked) > _LONGEST:
        return Answer(question, "", "", Table((), ()), f"a question has at most {_LONGEST} characters")
    missing = ""
    for form, slots in _readings(asked):
        try:
            filled = _filled(index, form, slots)
            found = [_run(store, index, form, values, names) for values, names in filled]
        except NotFound as exc:
            missing = missing or str(exc) + (f" ({exc.hint})" if exc.hint.startswith("near") else "")
            continue
        # What is understood is not read another way because the graph is silent: that would answer another question.
        return replace(next((each for each in found if each.found), found[0]), question=question)
    note = f"understood, but {missing}" if missing else "the question was not understood; kg ask --forms lists what can be asked"
    return Answer(question, "", "", Table((), ()), note)


@cache
def forms() -> tuple[Form, ...]:
    """The forms of questions that are understood, in the order in which they are tried."""
    return tuple(
        Form(
            f["id"],
            f["query"],
            tuple(_pattern(p) for p in f["patterns"]),
            f["with"],
            f.get("keep", {}),
            f.get("also", {}),
        )
        for f in _data()["form"]
    )


@cache
def examples() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each form's id with its patterns as they are written, for showing."""
    return tuple((f["id"], tuple(f["patterns"])) for f in _data()["form"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("ask.toml").read_text(encoding="utf-8"))


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern as a regular expression; a slot may stand in several of its alternatives."""
    number = itertools.count()
    return re.compile(_SLOT.sub(lambda slot: f"(?P<{slot[1]}_{next(number)}>.+?)", text), re.IGNORECASE)


def _cleaned(question: str) -> str:
    text = " ".join(question.replace("\u2019", "'").split()).strip(' ?!."')
    while (shorter := _POLITE.sub("", text)) != text:
        text = shorter
    return text


def _readings(asked: str) -> Iterator[tuple[Form, dict[str, str]]]:
    for form in forms():
        for pattern in form.patterns:
            if match := pattern.fullmatch(asked):
                yield form, {name.rpartition("_")[0]: value.strip(" ,\"'") for name, value in match.groupdict().items() if value}


def _filled(index: Index, form: Form, slots: Mapping[str, str]) -> list[tuple[dict[str, str], dict[str, set[str]]]]:
    """The parameter values that the slots may mean, with the labels each slot stands for. Raises NotFound."""
    types: Mapping[str, str] = _data()["types"]
    choices: list[dict[str, tuple[str, set[str]]]] = [{}]
    for name, text in slots.items():
        if name == "post":
            choices = [
                {**c, "post.body": (_iris(hits), {h.label for h in hits}), "post.role": (role, set())}
                for c in choices
                for role, hits in _posts(index, text)
            ]
        elif name == "topic":
            choices = [{**c, name: (text, set())} for c in choices]
        elif name == "time":
            choices = [{**c, name: (_time(text), set())} for c in choices]
        else:
            hits = meant(index, text, tuple(types[name].split()))
            choices = [{**c, name: (_iris(hits), {h.label for h in hits})} for c in choices]
    return [
        (
            {key: c[value][0] if value in c else value for key, value in form.fill.items()},
            {name: labels for name, (_, labels) in c.items()},
        )
        for c in choices
    ]


def meant(index: Index, name: str, types: tuple[str, ...]) -> tuple[Hit, ...]:
    """All entities that a name in a question may mean: equal names, names that begin with it or hold it as words, and
    names that are the same but for generic words and abbreviations. Never a name that is only spelt alike."""
    text = re.sub(r"^(pak|bu|bapak|ibu|mas|mbak|mr|mrs|ms|the|acara|peristiwa|kegiatan)\.? ", "", name, flags=re.IGNORECASE)
    for each in dict.fromkeys((name, text)):
        try:
            hits = search.resolve(index, each, types=types, every=True)
            best = max(h.score for h in hits)
            return tuple(h for h in hits if h.score == best or h.score == 1.0) if best == 1.0 else hits
        except NotFound:
            pass
    wanted = _words(text)
    found = tuple(h for h in search.find(index, text, types=types, limit=50) if wanted and _words(h.name) == wanted)
    if not found:
        found = tuple(h for h in search.find(index, _long(text), types=types, limit=50) if wanted and _words(h.name) == wanted)
    if found:
        return found
    near = list(dict.fromkeys(h.label for h in search.find(index, text, types=types, limit=3)))
    raise NotFound(f"nothing in the graph is called {name!r}", hint=f"near: {', '.join(near)}" if near else "")


def _posts(index: Index, text: str) -> list[tuple[str, tuple[Hit, ...]]]:
    """The ways to read a post as a title and the body it is in: `Kepala Biro Umum` is `kepala` of `Biro Umum`."""
    words = text.split()
    found = []
    for cut in range(1, len(words)):
        body = re.sub(r"^(di|dari|pada|of|at|in|the|for) (the )?", "", " ".join(words[cut:]), flags=re.IGNORECASE)
        try:
            hits = meant(index, body, ("ORG", "GPE", "EVT", "LOC", "PROD"))
        except NotFound:
            continue
        role = folded(" ".join(words[:cut]))
        roles = dict.fromkeys((role, _TITLES.get(role, role), _long(role)))
        found += [(each, hits) for each in roles]
        if re.match(r"^(bupati|gubernur|wali kota|walikota|camat|presiden|regent|governor|mayor|president)", role):
            found += [(each, hits) for each in roles]
    if not found:
        raise NotFound(f"nothing in the graph is called {text!r}")
    return found


def _iris(hits: tuple[Hit, ...]) -> str:
    return " ".join(f"<{h.iri}>" for h in hits)


def _words(name: str) -> frozenset[str]:
    """The telling words of a name, abbreviations written out."""
    return frozenset(re.findall(r"\w+", _long(re.sub(r"\([^)]*\)", " ", name)))) - _GENERIC


def _long(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in folded(name).split())


def _time(text: str) -> str:
    """A year, month or day as ISO 8601. Raises NotFound for anything else.

    >>> _time("Februari 2025"), _time("3 Juni 2025"), _time("2025")
    ('2025-02', '2025-06-03', '2025')
    """
    flat = folded(re.sub(r"^(bulan|tahun|tanggal)\s+", "", text, flags=re.IGNORECASE)).replace(",", "")
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", flat):
        return flat
    for number, names in enumerate(_MONTHS, 1):
        if match := re.fullmatch(rf"(?:(\d{{1,2}}) )?(?:{names})(?: (\d{{1,2}}))? (\d{{4}})", flat):
            day = match[1] or match[2]
            return f"{match[3]}-{number:02}" + (f"-{int(day):02}" if day else "")
    raise NotFound(f"{text!r} is no year, month or day")


def _connections(store: Readable, form: Form, values: Mapping[str, str]) -> Answer:
    """The shortest ways between two things, a row a step."""
    ends = [re.findall(r"<([^>]+)>", values[name]) for name in ("one", "other")]
    ways = [w for one in ends[0] for other in ends[1] if one != other for w in paths.paths(store, one, other, max_hops=4)]
    ways = sorted(ways, key=lambda way: (len(way), [hop.target for hop in way]))[:3]
    steps = tuple(
        (
            str(n), hop.source_label, hop.relation, hop.target_label, hop.modality,
            hop.said[0].date, hop.said[0].outlet, hop.said[0].sentence,
        )
        for n, way in enumerate(ways, 1)
        for hop in way
    )  # fmt: skip
    columns = ("hop", "one", "relation", "other", "modality", "date", "outlet", "sentence")
    note = "" if steps else "no way of at most 4 steps joins them"
    return Answer("", form.id, paths.neighbours([*ends[0], *ends[1]]), Table(columns, steps), note)


def _run(store: Readable, index: Index, form: Form, values: Mapping[str, str], names: Mapping[str, set[str]]) -> Answer:
    if form.query == "paths":
        return _connections(store, form, values)
    sparql = named.bind(named.load(form.query), values, index=index)
    found = _kept(named.table(store, sparql), form.keep, names)
    if form.also:
        extra = named.bind(named.load(form.also["query"]), {"name": values["name"]}, index=index)
        rows = [r for r in named.table(store, extra).rows if re.search(form.also["keep"], r[1])]
        if rows and not found.rows:
            return Answer("", form.id, extra, Table(named.table(store, extra).columns, tuple(rows)))
    lines = "\n".join(line for line in sparql.splitlines() if line.strip() and not line.startswith("#"))
    note = "" if found.rows else f"understood as {form.id}, but the graph holds nothing about it"
    return Answer("", form.id, lines, found, note)


def _kept(found: Table, keep: Mapping[str, str], names: Mapping[str, set[str]]) -> Table:
    """The rows whose cell names what the slot stands for, or matches a pattern."""
    rows = found.rows
    for column, wanted in keep.items():
        at = found.columns.index(column)
        if wanted in names:
            rows = tuple(r for r in rows if r[at] in names[wanted])
        else:
            rows = tuple(r for r in rows if re.search(wanted, r[at], re.IGNORECASE))
    return replace(found, rows=rows)
