"""mkdocs hook: the reference of the ontology, from the Turtle and the tables in `ontologies/`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PAGE = "reference/ontology.md"
FOLDER = Path(__file__).parents[2] / "ontologies"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
KINDS = {
    f"{OWL}Class": "Classes",
    f"{OWL}ObjectProperty": "Properties to things",
    f"{OWL}DatatypeProperty": "Properties with values",
}
HEADS = {
    "relations.tsv": ["relation", "from", "to", "property", "direction"],
    "roles.tsv": ["role", "filled by", "properties"],
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page, and the ontology's files as they are, so that the page can link to them."""
    files.append(File.generated(config, PAGE, content=page()))
    for path in sorted(FOLDER.iterdir()):
        files.append(File.generated(config, f"ontologies/{path.name}", content=path.read_text(encoding="utf-8")))
    return files


class Terms:
    """The vocabulary as a graph, with the few lookups that the page needs."""

    def __init__(self, file: str) -> None:
        data = (FOLDER / file).read_bytes()
        parser = ox.parse(data, format=ox.RdfFormat.TURTLE)
        self.facts: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
        for quad in parser:
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode | ox.Triple):
                self.facts[quad.subject.value][quad.predicate.value].append(quad.object)
        self.prefixes = {iri: name for name, iri in parser.prefixes.items()}

    def short(self, iri: str) -> str:
        """`prefix:name`, or the IRI."""
        space = max((s for s in self.prefixes if iri.startswith(s)), key=len, default="")
        return f"{self.prefixes[space]}:{iri[len(space) :]}" if space else iri

    def words(self, iri: str, prop: str, lang: str) -> str:
        """The label or comment in one language."""
        return next((o.value for o in self.facts[iri][RDFS + prop] if isinstance(o, ox.Literal) and o.language == lang), "")

    def links(self, iri: str, prop: str) -> str:
        """The objects of one property of RDF Schema, shortened."""
        return ", ".join(f"`{self.short(o.value)}`" for o in self.facts[iri][RDFS + prop])

    def of(self, kind: str) -> list[str]:
        """The terms of a class, by IRI."""
        return sorted(i for i, f in self.facts.items() if any(o.value == kind for o in f[f"{RDF}type"]))


def page() -> str:
    """The page as Markdown: own terms by kind, concepts by scheme, relations, roles, shapes."""
    terms = Terms("vocabulary.ttl")
    parts = [
        "# Ontology",
        "wartagraf writes schema.org, the Organization Ontology, SEM, OWL-Time, PROV-O, Web Annotation and SKOS where these "
        "have a term, and its own (prefix `kgo:`) where none fits. The files: "
        + ", ".join(f"[{p.name}](../ontologies/{p.name})" for p in sorted(FOLDER.iterdir()))
        + ".",
    ]
    for kind, title in KINDS.items():
        parts += [f"## {title}", _terms(terms, terms.of(kind))]
    for concept in terms.of(f"{OWL}Class"):
        members = terms.of(concept)
        if members:
            parts += [f"## {terms.words(concept, 'label', 'en')}: the values", _terms(terms, members)]
    parts += ["## Relations", "How each relation between entities is written.", _tsv("relations.tsv")]
    parts += ["## Roles in an event", "How each role is written on an event that happened.", _tsv("roles.tsv")]
    shapes = Terms("shapes.ttl")
    names = [f"`{shapes.short(s)}`" for s in shapes.of(f"{SH}NodeShape")]
    parts += [
        "## Shapes",
        f"Every article's graph is checked against these SHACL shapes before it is stored: {', '.join(names)}.",
    ]
    return "\n\n".join(parts) + "\n"


def _terms(terms: Terms, iris: list[str]) -> str:
    rows = ["| term | label | what it says | from | to |", "|---|---|---|---|---|"]
    for iri in iris:
        label = " / ".join(filter(None, (terms.words(iri, "label", lang) for lang in ("id", "en"))))
        above = terms.links(iri, "subClassOf") or terms.links(iri, "subPropertyOf")
        comment = " ".join(filter(None, (_cell(terms.words(iri, "comment", "en")), f"Under {above}." if above else "")))
        ends = f"{terms.links(iri, 'domain')} | {terms.links(iri, 'range')}"
        rows.append(f"| `{terms.short(iri)}` | {_cell(label)} | {comment} | {ends} |")
    return "\n".join(rows)


def _tsv(name: str) -> str:
    lines = [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [f"| {' | '.join(HEADS[name])} |", f"|{'---|' * len(HEADS[name])}"]
    for line in lines:
        rows.append("| " + " | ".join(f"`{cell}`" for cell in line.split("\t")) + " |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
