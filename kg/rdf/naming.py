"""The IRIs of one article's nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.rdf.iri import digest, mint, slug
from kg.records import Article, Span

_ENGINE = re.compile(r"(.+?)[-/@ :]v?(\d\S*)")


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs under a base for one article; offsets are characters of its text, end exclusive."""

    base: str
    article_id: str

    @property
    def article(self) -> str:
        """The article itself."""
        return mint(self.base, f"article/{self.article_id}")

    @property
    def graph(self) -> str:
        """The article's evidence graph."""
        return f"{self.article}#graph"

    def local(self, entity: str) -> str:
        """An entity as this article speaks of it."""
        return mint(self.base, f"article/{self.article_id}", entity)

    def at(self, kind: str, span: Span) -> str:
        """A stretch of text: `char` a mention (RFC 5147), `quote` evidence, `pos` and `exact` its selectors."""
        return f"{self.article}#{kind}={span.start},{span.end}"

    def statement(self, key: str) -> str:
        """A statement of this article."""
        return f"{self.article}#s-{key}"

    def canonical(self, path: str) -> str:
        """A canonical entity by its path."""
        return mint(self.base, path)

    def fact(self, kind: str, *parts: str) -> str:
        """A canonical membership, participation or quotation, by what it says."""
        return f"{self.base}{kind}/{digest(*parts)}"

    def role(self, words: str) -> str:
        """The concept of a post's title."""
        return mint(self.base, f"role/{slug(words)}")

    def outlet(self, name: str) -> str:
        """The publisher of an article."""
        return mint(self.base, f"outlet/{slug(name)}")

    def run(self, engine: str, version: str) -> str:
        """The activity that found the facts: an engine in one version."""
        return mint(self.base, f"run/{engine}-{version}" if version else f"run/{engine}")


def names_for(base: str, article: Article) -> Names:
    """The IRIs of an article under a base."""
    return Names(base, article.id)


def engine_parts(engine: str) -> tuple[str, str]:
    """Name and version of an engine as an annotation gives them together; `unnamed` and none when it gives nothing.

    >>> engine_parts("neural-0.1.0"), engine_parts("neural 0.1.0"), engine_parts("hand"), engine_parts("")
    (('neural', '0.1.0'), ('neural', '0.1.0'), ('hand', ''), ('unnamed', ''))
    """
    found = _ENGINE.fullmatch(engine.strip())
    return (found[1], found[2]) if found else (engine.strip() or "unnamed", "")
