"""Queries in a child process: what runs, what is refused, what is stopped, and what the errors say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pyoxigraph
import pytest

import kg
from kg.errors import NotFound, QueryError, StoreError
from kg.query import results, scan, sparql

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r }"


def test_known_prefixes_need_no_declaration(store_path: Path) -> None:
    """A query may use the known prefixes, and one it declares itself wins."""
    with sparql.run(store_path, 'ASK { ?p a schema:Person ; rdfs:label "Ratna Wulan" }') as answer:
        assert answer.kind == "boolean"
        assert results.serialise(answer, "table") == "answer\n------\ntrue\n"
    with sparql.run(store_path, "PREFIX schema: <https://contoh.id/> ASK { ?p a schema:Person }") as answer:
        assert "false" in results.serialise(answer, "json")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label "SERVICE <http://x.id/> {}" }',
        "SELECT * { ?s rdfs:label '''a\nSERVICE <http://x.id/>''' }",
        "SELECT * { ?s rdfs:label ?service } # SERVICE <http://x.id/>",
        "SELECT * { ?s <https://kg.example/SERVICE> ?o }",
        "PREFIX x: <https://kg.example/service#> SELECT * { ?s x:service ?o . ?s x:SERVICE ?load }",
        "SELECT * { ?s rdfs:label 'LOAD <http://x.id/>' }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?p != <https://kg.example/ns#service>) }",
    ],
)
def test_words_in_texts_names_and_comments_are_no_calls(store_path: Path, query: str) -> None:
    """SERVICE inside a literal, an IRI, a name or a comment is harmless."""
    with sparql.run(store_path, query) as answer:
        assert answer.kind == "rows"


SMUGGLED = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { service silent <%s> { ?s ?p ?o } }",
    "SELECT * {SeRvIcE<%s>{?s ?p ?o}}",
    "SELECT * { SERVICE # a comment\n<%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE\t\r\n<%s> { ?s ?p ?o } }",
    "SELECT * { BIND(true AS ?x)SERVICE<%s>{?s ?p ?o} }",
    "SELECT * { OPTIONAL { ?a rdfs:label true.SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { ?a rdfs:label ?l.SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <%s> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
    "BASE <%s> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "PREFIX e: <%s> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "PREFIX e: <%s> SELECT * { SERVICEe:{ ?s ?p ?o } }",
    "PREFIX : <%s> PREFIX SERVICE: <x:y> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX e: <%s> SELECT * { SERVICESILENTe:{ ?s ?p ?o } }",
    "SELECT * { BIND(<%s> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <%s> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { ?a rdfs:label ?l FILTER(?l<'>'||true) SERVICE <%s> { ?s ?p '}' } }",
    "SELECT * { ?a rdfs:label ?b FILTER(?a<?b#>'''\n)SERVICE <%s> {?s ?p ?o #'''\n} }",
    "SELECT * { ?a rdfs:label ?b FILTER(?a<kg:b#>'''\n||true)SERVICE <%s> {?s ?p ?o #'''\n} }",
    "SELECT * { ?a rdfs:label ?b FILTER(?a<1#>\"\"\"\n||true)SERVICE <%s> {?s ?p ?o #\"\"\"\n} }",
    "SELECT * { ?a rdfs:label \"a\\\"b\" . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a rdfs:label 'a\\\\' . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a rdfs:label \"\"\"a\"\" \\\"\"\"\" . SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a rdfs:label ?l }\nVALUES ?z { 1 } #'\n#\r{ SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a rdfs:label ?l MINUS{SERVICE<%s>{?s ?p ?o}} }",
    "SELECT * { ?a rdfs:label ?l . _:b rdfs:label 1SERVICE<%s>{?s ?p ?o} }",
    "SELECT * { ?a rdfs:label ?l . \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a rdfs:label ?l . \u017fERVICE <%s> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "LOAD <%s>",
    "LOAD SILENT <%s> INTO GRAPH <x:y>",
    "PREFIX e: <x:y>\nlOaD <%s>",
    "BASE <x:y> # SELECT\nLOAD <%s>",
]  # fmt: skip


@pytest.mark.parametrize("query", SMUGGLED)
def test_no_query_reaches_another_server(store_path: Path, query: str) -> None:
    """However a call is written, it is refused, and a listening server hears nothing."""
    heard: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with pytest.raises(QueryError):
            sparql.run(store_path, query.replace("%s", f"http://127.0.0.1:{server.server_port}/"), timeout_s=20)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert heard == []


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://data.contoh.id/sparql", True),
        ("https://data.contoh.id:8443/sparql", True),
        ("http://DATA.contoh.id/", True),
        ("http://data.contoh.id@jahat.id/", False),
        ("http://jahat.id/data.contoh.id", False),
        ("http://data.contoh.id.jahat.id/", False),
        ("ftp://data.contoh.id/", False),
        ("file:///etc/passwd", False),
        ("//data.contoh.id/", False),
    ],
)
def test_only_allowed_hosts_may_be_called(address: str, allowed: bool) -> None:
    """An allowed host is compared with the host the address really has."""
    query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
    if allowed:
        scan.check_allowed(query, allow_service=["data.contoh.id"])
    else:
        with pytest.raises(QueryError, match="calls another server"):
            scan.check_allowed(query, allow_service=["data.contoh.id"])


def test_allowed_call_is_made(store_path: Path) -> None:
    """A call to an allowed host reaches it."""
    heard: list[str] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.path)
            body = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"jauh"}}]}}'
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        query = f"SELECT ?s {{ SERVICE <http://127.0.0.1:{server.server_port}/q> {{ ?s ?p ?o }} }}"
        with sparql.run(store_path, query, allow_service=["127.0.0.1"]) as answer:
            assert "jauh" in results.serialise(answer, "csv")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert heard == ["/q"]


@pytest.mark.parametrize(
    "verb", ["INSERT DATA {}", "delete where { ?s ?p ?o }", "CLEAR ALL", "DROP ALL", "WITH <x:y> DELETE { } WHERE { }"]
)
def test_updates_are_refused(store_path: Path, verb: str) -> None:
    """A query never writes, and the error says what an update is called."""
    with pytest.raises(QueryError, match="the query is an update"):
        sparql.run(store_path, f"PREFIX x: <x:y>\n{verb}")


def test_long_query_is_stopped(store_path: Path) -> None:
    """A cross join that would take ages ends at its time limit, and no process is left."""
    with pytest.raises(QueryError, match=r"ran longer than 0\.5 seconds and was stopped"):
        sparql.run(store_path, LONG, timeout_s=0.5)
    with sparql.run(store_path, "ASK {}") as answer:
        assert answer.kind == "boolean"


def test_interrupt_ends_a_long_query(store_path: Path) -> None:
    """Ctrl-C reaches a running query at once: parent and child are gone."""
    code = textwrap.dedent(
        f"""
        import subprocess, sys
        from kg.query import sparql
        start = subprocess.Popen.communicate
        def announced(self, *args, **kwargs):
            print(self.pid, flush=True)
            return start(self, *args, **kwargs)
        subprocess.Popen.communicate = announced
        sparql.run({str(store_path)!r}, {LONG!r}, timeout_s=600)
        """
    )
    root = str(Path(kg.__file__).parents[1])
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGINT)
    _, errors = parent.communicate(timeout=60)
    assert b"KeyboardInterrupt" in errors
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_too_large_answer_is_an_error(store_path: Path) -> None:
    """An answer beyond its size is refused, not cut."""
    with pytest.raises(QueryError, match="too large to keep"):
        sparql.run(store_path, "SELECT * { ?a ?b ?c . ?d ?e ?f }", answer_bytes=100_000)


def test_hungry_query_is_an_error(store_path: Path) -> None:
    """A query that wants more memory than it may have ends with an error that says so."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    with pytest.raises(QueryError, match="ended by the system"):
        sparql.run(store_path, query, memory_bytes=150 << 20, timeout_s=60)


@pytest.mark.parametrize(
    ("query", "message", "hint"),
    [
        (
            "SELECT *\nWHRE { ?s ?p ?o }",
            "in line 2, column 1: WHRE { ?s ?p ?o }",
            "WHRE is no SPARQL word; did you mean WHERE?",
        ),
        ("SELECT * {\n  ?s foo:x ?o }", "in line 2, column 6: ?s foo:x ?o }", "declare PREFIX foo: <...>"),
        ("SELECT * {\n?s ?p ?o .\n", "in line 1, column 10: SELECT * {", "this { is never closed"),
        ("SELECT * { ?s ?p 'a }", "in line 1, column 18", "this text is not closed with another '"),
        ("SELECT * { ?s ?p ?o ) }", "in line 1, column 21", "this ) closes nothing"),
        ("SELECT * { ?s ?p }", "in line 1, column", ""),
        ("", "in line 1, column 1", "the query is empty"),
        ("siapa gubernur?", "in line 1, column 1: siapa gubernur?", "siapa is no SPARQL word"),
    ],
)
def test_syntax_errors_show_the_line(store_path: Path, query: str, message: str, hint: str) -> None:
    """A query that does not parse is an error with the user's own line and what is likely meant."""
    with pytest.raises(QueryError) as caught:
        sparql.run(store_path, query)
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_failing_function_is_an_error(store_path: Path) -> None:
    """What fails while running is a QueryError too."""
    with pytest.raises(QueryError, match="the query failed: the custom function"):
        sparql.run(store_path, "SELECT (<x:f>(?s) AS ?x) { ?s ?p ?o }")


def test_missing_store_and_other_folders(tmp_path: Path) -> None:
    """No store, and something that is none, are told apart."""
    with pytest.raises(NotFound, match="there is no store at"):
        sparql.run(tmp_path / "tiada.kg", "ASK {}")
    with pytest.raises(StoreError, match="is not a store"):
        sparql.run(tmp_path, "ASK {}")
    (tmp_path / "CURRENT").write_text("rusak")
    with pytest.raises(StoreError, match="could not be opened"):
        sparql.run(tmp_path, "ASK {}")


def test_query_reads_beside_a_writer(tmp_path: Path) -> None:
    """A store that is open for writing can be asked."""
    writer = pyoxigraph.Store(str(tmp_path / "oxigraph"))
    writer.add(pyoxigraph.Quad(pyoxigraph.NamedNode("x:a"), pyoxigraph.NamedNode("x:b"), pyoxigraph.Literal("c")))
    with sparql.run(tmp_path, "SELECT ?o { ?s ?p ?o }") as answer:
        assert results.table(answer).rows == (("c",),)
    del writer


def test_every_shipped_smuggle_is_refused_before_running() -> None:
    """The scanner alone refuses every call that Oxigraph would make; the rest is no SPARQL."""
    for query in SMUGGLED:
        text = query.replace("%s", "http://127.0.0.1:7/")
        try:
            scan.check_allowed(text)
        except QueryError:
            continue
        with pytest.raises(SyntaxError):
            pyoxigraph.Store().query(text)


def test_the_scan_for_services_is_linear() -> None:
    """A query made to have many readings is checked token by token: four times the text takes four times the steps."""

    def steps(repeats: int) -> int:
        seen: list[int] = []
        whole = scan._token_at
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scan, "_token_at", lambda text, at: (seen.append(at), whole(text, at))[1])
            scan.check_allowed("SELECT * { # service\n FILTER((" + "<(#>\n" * repeats)
        return len(seen)

    assert steps(400) <= 4 * steps(100) + 20
