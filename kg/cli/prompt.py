"""`kg query` without a question on a terminal: a prompt with history and completion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from kg.cli import output
from kg.config import Config
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.query.search import Index

_HELP = """SPARQL ends with an empty line. A named query: its name, then name=value ... (kg queries lists them).
.save NAME keeps the last query as NAME.rq here, .help shows this, .quit or Ctrl-D ends. Tab completes."""


def converse(settings: Config, *, lang: str) -> None:
    """Read questions until the end of input; errors are told and the prompt goes on."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    from kg.query import search
    from kg.store import open_store

    with ExitStack() as stack:
        kept = stack.enter_context(open_store(settings.store, read_only=True))
        index = stack.enter_context(search.opened(kept, settings.store))

        class Words(Completer):
            def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:  # noqa: ARG002
                found, length = completions(document.text_before_cursor, index)
                yield from (Completion(text, start_position=-length, display_meta=meta) for text, meta in found)

        try:
            history: Any = FileHistory(f"{settings.store}/history")
            history.load_history_strings()
        except OSError:
            history = InMemoryHistory()
        session: PromptSession[str] = PromptSession(history=history, completer=Words(), complete_while_typing=False)
        output.say(_HELP)
        last = ""
        while True:
            try:
                question = _question(session)
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if question == ".quit":
                return
            last = _answered(question, last, settings, lang) if question else last


def _question(session: Any) -> str:
    """One question: a command or a named query in a line, SPARQL up to an empty line."""
    from kg.query import named

    first: str = session.prompt("kg> ").strip()
    names = {q.name for q in named.shipped()}
    if not first or first.startswith(".") or first.split()[0] in names:
        return first
    lines = [first]
    while line := session.prompt("  > ").rstrip():
        lines.append(line)
    return "\n".join(lines)


def _answered(question: str, last: str, settings: Config, lang: str) -> str:
    """Answer one question; gives the SPARQL that ran, for `.save`."""
    import shlex

    from kg.cli import questions
    from kg.query import named, sparql

    try:
        if question == ".help":
            output.say(_HELP)
            return last
        if question.startswith(".save"):
            output.say(f"kept as {_saved(question.removeprefix('.save').strip(), last)}")
            return last
        words = shlex.split(question) if question.split()[0] in {q.name for q in named.shipped()} else []
        asked = named.load(words[0] if words else question)
        bound = questions.prepared(settings.store, asked, output.pairs("a named query", words[1:]), every=True)
        with sparql.run(settings.store, bound, timeout_s=settings.timeout) as answer:
            questions.show(answer, settings.store, "table", lang=lang if words else "")
        return bound
    except KeyboardInterrupt:
        output.say("kg: stopped")
    except (KgError, ValueError) as exc:
        output.say(f"kg: error: {exc}")
        if getattr(exc, "hint", ""):
            output.say(f"  hint: {getattr(exc, 'hint', '')}")
    return last


def _saved(name: str, sparql: str) -> str:
    from pathlib import Path

    from kg.query import files

    target = f"{name.removesuffix('.rq')}.rq"
    with files.replacing(Path(target), replace=False) as file:
        file.write(sparql.encode() + b"\n")
    return target


def completions(before: str, index: Index) -> tuple[list[tuple[str, str]], int]:
    """What may follow the text before the cursor (each with a word on what it is), and how many characters it replaces.

    Inside quotation marks entity labels complete; after a prefix its terms; else keywords, prefixes and named queries.
    """
    from kg.query import mistakes, named, prefixes, scan, search

    if before.count('"') % 2:
        start = before.rpartition('"')[2]
        return [(hit.label, hit.type) for hit in search.find(index, start, limit=12)], len(start)
    word = before.split()[-1] if before and not before[-1].isspace() else ""
    word = word.lstrip("({[.;,^/|!")
    if not word:
        return [], 0
    if ":" in word:
        return [(term, "vocabulary") for term in sorted(mistakes.vocabulary()) if term.lower().startswith(word.lower())], len(
            word
        )
    found: Iterable[tuple[str, str]] = (
        *((q.name, q.title_id) for q in named.shipped()),
        *((key, "SPARQL") for key in sorted(scan.KEYWORDS)),
        *((f"{prefix}:", space) for prefix, space in prefixes.PREFIXES.items()),
    )
    return [(text, meta) for text, meta in found if text.lower().startswith(word.lower())], len(word)
