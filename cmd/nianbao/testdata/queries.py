"""Runs a query with DuckDB in the folder that holds the data set out/, and prints the
answer as CSV.

usage: queries.py FILE.sql
"""

import csv
import pathlib
import sys

import duckdb


def spell(value):
    if isinstance(value, float):
        return format(value, ".12g")
    return value


answer = duckdb.connect().execute(pathlib.Path(sys.argv[1]).read_text("utf-8"))
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(c[0] for c in answer.description)
out.writerows([spell(v) for v in row] for row in answer.fetchall())
