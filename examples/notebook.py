# ruff: noqa: T201
"""A walk through the library, cell by cell: from a folder of articles to answers, a network and a page.

Run it from the top of the repository with `python examples/notebook.py`, or open it in an editor that knows
`# %%` cells.
It writes `notebook.kg` and `notebook.html` into the working directory.
"""

# %% What is needed
from pathlib import Path

from kg import pipeline
from kg.errors import ArticleError
from kg.extract import load_engine
from kg.query import named, picture, results, sparql
from kg.query.network import to_networkx
from kg.records import Annotation
from kg.store import open_store
from kg.view import render

examples = Path(globals().get("__file__", "examples/notebook.py")).parent
if "engine" not in globals():  # loaded once, however often this cell runs; set it beforehand to try another engine
    engine = load_engine("neural")

# %% What does the engine see in the first article?
first = next(pipeline.annotate([str(examples / "articles" / "01-humas-kemendag-ke-jateng.md")], engine))
if isinstance(first, ArticleError):
    raise first
assert isinstance(first, Annotation)
names = {entity.id: entity.name for entity in first.entities}
for post in first.positions:
    print(f"{names[post.person]}: {post.role}, {names.get(post.holder or '', '-')} ({post.status})")
for quote in first.quotes:
    print(f"{names[quote.speaker]} ({quote.form}): {quote.span.of(first.article.text)}")

# %% All articles into a store; running this again changes nothing
with open_store("notebook.kg") as store:
    report = pipeline.ingest([str(examples / "articles")], store=store, engine=engine)
print(f"{report.new} new, {report.unchanged} unchanged, {len(report.skipped)} skipped; {dict(report.facts)}")

# %% Who holds which post in the secretariat of Central Java, and which sentence says so?
query = named.load(str(examples / "queries" / "pejabat-dan-buktinya.rq"))
with sparql.run("notebook.kg", named.bind(query, {"lembaga": "Setda Provinsi Jawa Tengah"})) as answer:
    print(results.serialise(answer, "csv"))

# %% Everything that is not settled: a newspaper must not turn an allegation into a fact
query = named.load(str(examples / "queries" / "belum-tentu.rq"))
with sparql.run("notebook.kg", named.bind(query, {})) as answer:
    print(results.serialise(answer, "csv"))

# %% The graph as a network: who and what is named in the most articles?
with open_store("notebook.kg", read_only=True) as store:
    network = to_networkx(store)
    data = picture.picture(store, title="Jawa Tengah dalam dua belas berita")
most = sorted(network.nodes(data=True), key=lambda node: (-node[1]["articles"], node[1]["label"]))
for _, node in most[:5]:
    print(node["articles"], node["type"], node["label"])

# %% And as a page to look at: click a node or a line to read the sentence behind it
Path("notebook.html").write_text(render(data), encoding="utf-8")
print("open notebook.html in a browser")
