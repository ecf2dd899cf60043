"""A dossier or a way on paper: plain text, Markdown or a page, in words of two languages, each line with its sentences.

A quote of what the speaker denies is told as a denial, and an accusation carries the word of its standing.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from kg.query.about import Said
from kg.query.dossier import SECTIONS, Dossier, Line
from kg.query.paths import PathHop
from kg.query.table import words

_ORDERED = (*SECTIONS, "articles")


def as_text(found: Dossier, *, lang: str = "id") -> str:
    """The dossier as plain text."""
    lines = [f"{found.label} ({_told(found.type, lang)})"]
    if found.aliases:
        lines.append("  " + ", ".join(found.aliases))
    for title, entries in _sections(found, lang):
        lines += ["", title]
        for head, said in entries:
            lines.append(f"  {head}")
            lines += [f"    | {sentence}  ({source})" for sentence, source in said]
    return "\n".join(lines)


def as_markdown(found: Dossier, *, lang: str = "id") -> str:
    """The dossier as Markdown."""
    lines = [f"# {_plain(found.label)} ({_told(found.type, lang)})"]
    if found.aliases:
        lines += ["", _plain(", ".join(found.aliases))]
    for title, entries in _sections(found, lang):
        lines += ["", f"## {title}", ""]
        for head, said in entries:
            lines.append(f"- {_plain(head)}")
            lines += [f"  > {_plain(sentence)} ({_plain(source)})" for sentence, source in said]
    return "\n".join(lines)


def as_html(found: Sequence[Dossier], *, lang: str = "id") -> str:
    """Dossiers as one page without scripts or anything from elsewhere."""
    out = [
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{html.escape(', '.join(each.label for each in found))}</title>",
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
        "blockquote{margin:.2rem 0 .6rem 1rem;border-left:3px solid #999;padding-left:.8rem}small{color:#555}</style>",
    ]
    for each in found:
        out.append(f"<h1>{html.escape(each.label)} <small>{_told(each.type, lang)}</small></h1>")
        out.append(f"<p>{html.escape(', '.join(each.aliases))}</p>" if each.aliases else "")
        for title, entries in _sections(each, lang):
            out.append(f"<h2>{title}</h2><ul>")
            for head, said in entries:
                quoted = "".join(
                    f"<blockquote>{html.escape(sentence)} <small>{html.escape(source)}</small></blockquote>"
                    for sentence, source in said
                )
                out.append(f"<li>{html.escape(head)}{quoted}</li>")
            out.append("</ul>")
    return "\n".join(line for line in out if line) + "</html>"


def way_as_text(number: int, way: Sequence[PathHop], *, lang: str = "id") -> str:
    """A numbered way, one step a line, with the sentences below."""
    lines = [f"{number}. " + " - ".join([way[0].source_label, *(hop.target_label for hop in way)])]
    for hop in way:
        arrow = "->" if hop.forward else "<-"
        state = "" if hop.modality == "asserted" else f" [{_told(hop.modality, lang)}]"
        lines.append(f"   {hop.source_label} {arrow} {hop.target_label}: {_relation(hop.relation, lang)}{state}")
        lines += [f"      | {said.sentence}  ({_source(said)})" for said in hop.said[:3]]
        lines += [f"      ... {len(hop.said) - 3} +"] if len(hop.said) > 3 else []
    return "\n".join(lines)


Entry = tuple[str, list[tuple[str, str]]]


def _sections(found: Dossier, lang: str) -> Iterator[tuple[str, list[Entry]]]:
    for name in _ORDERED:
        title = words(lang)[f"section.{name}"]
        if name == "articles":
            entries: list[Entry] = [
                (f"{date}  {outlet}: {headline}" + (f"  {url}" if url else ""), [])
                for date, outlet, headline, url, _ in found.articles
            ]
        else:
            entries = [(head(line, lang), [(s.sentence, _source(s)) for s in line.said]) for line in getattr(found, name)]
        if entries:
            yield f"{title} ({len(entries)})", entries


def head(line: Line, lang: str) -> str:
    """One fact of a dossier in a line, its standing in words wherever it is not simply asserted.

    >>> head(Line("2025", "quote", "menyelewengkan dana", "denied", "", 1, "", "", True, "", "bantah", ()), "id")
    '2025  membantah: menyelewengkan dana'
    """
    day = f"{line.date}  " if line.date else ""
    if line.form == "quote":
        verb = _told("denies", lang) if line.modality == "denied" else line.cue or _told("says", lang)
        standing = "" if line.modality in ("asserted", "denied") else f" [{_told(line.modality, lang)}]"
        return f"{day}{verb}: {line.words}{standing}"
    standing = "" if line.modality == "asserted" else f" [{_told(line.modality, lang)}]"
    status = f" ({_told(line.status, lang)})" if line.status not in ("", "current") else ""
    period = f" {line.period}" if line.period else ""
    if line.form == "position":
        return f"{day}{line.words}{', ' + line.other_label if line.other_label else ''}{status}{period}{standing}"
    if line.form == "argument":
        return f"{day}{line.other_label}: {_told(line.words, lang)}{standing}"
    arrow = "" if line.outward else "<- "
    return f"{day}{arrow}{_relation(line.words, lang)}: {line.other_label}{standing}"


def _relation(name: str, lang: str) -> str:
    return words(lang).get(name.replace(" ", "_"), name)


def _told(name: str, lang: str) -> str:
    return words(lang).get(name, name)


def _source(said: Said) -> str:
    return ", ".join(filter(None, (said.outlet, said.date)))


def _plain(text: str) -> str:
    for mark in "\\`*_[]<>":
        text = text.replace(mark, "\\" + mark)
    return text
