"""Questions to the graph: SPARQL in, tables or graphs out; exports, networks and the data behind the page.

Nothing heavy is imported here: `kg.query.sparql` runs a query in a child process, `kg.query.results` writes its answer,
`kg.query.named` finds shipped queries, `kg.query.find` finds entities by name, `kg.query.network` and
`kg.query.export` hand the graph to other programs, `kg.query.picture` gathers what the page shows.
"""
