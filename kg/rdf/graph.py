"""An annotation and its canonical entities become one article's share of the graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.rdf import terms
from kg.rdf import vocabulary as v
from kg.rdf.evidence import evidence_lines
from kg.rdf.iri import checked_base, mint
from kg.rdf.naming import names_for
from kg.rdf.picture import entity_lines, picture_lines
from kg.rdf.statements import admit
from kg.rdf.vocabulary import BASE
from kg.records import Annotation, ArticleGraph, Entity


def build(
    annotation: Annotation,
    entities: Mapping[str, Entity],
    *,
    base: str = BASE,
    kept_elsewhere: Collection[str] = (),
    based_on: str = "",
) -> ArticleGraph:
    """The article's evidence and its share of the picture, as sorted lines, and what could not be written.

    `entities` gives the canonical entity of each local id (dates have none). The own lines of the entities whose ids are in
    `kept_elsewhere` (labels, types, links; see `describe`) are left out; `based_on` is the id of the article that this one
    reprints. Raises ConfigError for a bad base.

    >>> from kg.records import Article
    >>> build(Annotation(Article("a1", "Hujan.")), {}).graph
    'https://kg.example/article/a1#graph'
    """
    names = names_for(checked_base(base), annotation.article)
    admitted = admit(annotation, entities)
    picture = set(picture_lines(admitted, names, kept_elsewhere))
    if based_on:
        picture.add(terms.line(names.article, v.IS_BASED_ON, terms.ref(mint(base, f"article/{based_on}"))))
    return ArticleGraph(
        article=annotation.article.id,
        graph=names.graph,
        evidence=tuple(sorted(set(evidence_lines(admitted, names)))),
        picture=tuple(sorted(picture)),
        rejects=admitted.rejects,
    )


def describe(entity: Entity, *, base: str = BASE, lang: str = "id") -> tuple[str, ...]:
    """An entity's own lines, sorted: what is said of it apart from any article.

    >>> len(describe(Entity("person/a", "PER", "A"))) > 2
    True
    """
    return tuple(sorted(set(entity_lines(mint(checked_base(base), entity.id), entity, lang, base))))
