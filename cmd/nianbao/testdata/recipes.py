"""Runs the recipes of README.md in the folder that holds the data set out/, those for
DuckDB always and others where their programs are, and compares what they and a loader of croissant.json read.

usage: recipes.py README.md
"""

import importlib.util
import pathlib
import re
import shutil
import subprocess
import sys

import duckdb

readme = pathlib.Path(sys.argv[1]).read_text("utf-8")
db = duckdb.connect()


def block(language, first):
    return re.search(rf"```{language}\n({re.escape(first)}.*?)```", readme, re.S).group(1)


def same(what, got, want):
    if got != want:
        sys.exit(f"{what}: got {got!r}, want {want!r}")


answer = db.execute(block("sql", "-- DuckDB: requests")).fetchall()
want = db.execute("""select year, count(*), coalesce(sum(c_requests_received), 0) from 'out/panel/**/*.parquet'
  group by year order by year""").fetchall()
same("DuckDB recipe", [(year, n, total or 0) for year, n, total in answer], want)
print("duckdb", len(answer), "years", end="; ")

if importlib.util.find_spec("pandas") and importlib.util.find_spec("pyarrow"):
    names = {}
    exec(block("python", "# pandas"), names)
    panel = names["panel"]
    got = [(int(y), int(n), s) for y, n, s in names["answer"].itertuples()]
    same("pandas recipe", got, want)
    # 0 and null apart, decimals and Chinese text, in Parquet and as DuckDB has them.
    for name in ("pro_admin_fees_yuan", "req_received_oth", "txt_info_processing_fee_yuan"):
        zero, null, total = db.execute(f"""select count(*) filter ({name} = 0), count(*) filter ({name} is null), sum({name})
          from 'out/panel/**/*.parquet'""").fetchone()
        same(name, (int((panel[name] == 0).sum()), int(panel[name].isna().sum()), panel[name].sum()), (zero, null, total))
    same("names", sorted(set(panel["agency_name"])), sorted(r[0] for r in db.execute(
        "select distinct agency_name from 'out/panel/**/*.parquet'").fetchall()))
    print("pandas", len(panel), "rows", end="; ")

if shutil.which("Rscript"):
    write = 'write.table(answer, row.names = FALSE, col.names = FALSE, sep = ",")\n'
    said = subprocess.run(["Rscript", "-"], input=block("r", "# R") + "cat('answer:\\n')\n" + write,
                          capture_output=True, text=True, check=True).stdout.split("answer:\n")[1]
    got = [tuple(map(float, line.split(","))) for line in said.splitlines()]
    same("R recipe", got, [tuple(map(float, row)) for row in want if row[0] is not None])
    print("R", len(got), "years", end="; ")

if importlib.util.find_spec("pyspark"):
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    for statement in block("sql", "-- Spark SQL").rstrip().rstrip(";").split(";"):
        answer = spark.sql(statement)
    got = [(year, n, total or 0) for year, n, total in map(tuple, answer.collect())]
    spark.stop()
    same("Spark recipe", sorted(got), sorted(want))
    print("Spark", len(got), "years", end="; ")

if importlib.util.find_spec("mlcroissant"):
    import mlcroissant

    data = mlcroissant.Dataset("out/croissant.json")
    same("errors of mlcroissant", list(data.metadata.ctx.issues.errors), [])
    for table in ("panel", "facts", "reports", "findings"):
        records = list(data.records(table))
        same(f"records of {table}", len(records), db.execute(f"select count(*) from 'out/{table}/**/*.parquet'").fetchone()[0])
    print("mlcroissant", len(records), "findings", end="; ")
