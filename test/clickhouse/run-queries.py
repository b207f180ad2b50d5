"""Runs SQL in an embedded ClickHouse (chDB), for compare-figures.ts: a JSON object on standard input, a JSON object of answers on the output.

{"schema": [sql, …], "rows": [FILE of JSON lines for otel_logs, …], "settings": [sql, …], "queries": {name: sql}} -> {name: [[text, …], …]}
"""

import json
import sys

from chdb import session

asked = json.load(sys.stdin)
engine = session.Session()
for statement in asked["schema"]:
    engine.query(statement)
for file in asked["rows"]:
    engine.query(f"INSERT INTO otel_logs FROM INFILE '{file}' FORMAT JSONEachRow")
for statement in asked["settings"]:
    engine.query(statement)


def rows(sql: str) -> list:
    text = str(engine.query(sql, "JSONCompactStringsEachRow"))
    return [json.loads(line) for line in text.splitlines()]


json.dump({"version": rows("SELECT version()"), **{name: rows(sql) for name, sql in asked["queries"].items()}}, sys.stdout)
