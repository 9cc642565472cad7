"""Reads a data set with DuckDB and compares it with its JSON lines and its
descriptor. DuckDB shares no code with the writer.

usage: oracle.py OUT        prints what was compared; exit status 1 on a difference
"""

import decimal
import hashlib
import json
import pathlib
import re
import sys

import duckdb

TYPES = {"string": {"VARCHAR"}, "date": {"VARCHAR"}, "integer": {"INTEGER", "BIGINT"}, "number": {"DOUBLE"}}

VARIABLES = []  # the fields of table panel that are variables

out = pathlib.Path(sys.argv[1])
db = duckdb.connect()
errors = []


def expect(got, want, what):
    if got != want:
        errors.append(f"{what}: got {got!r}, want {want!r}")


def place(pos):
    pos = pos or {}
    return {f"pos_{k}": pos.get(k) for k in ("block", "row", "col", "page", "left", "top", "right", "bottom")}


def place_text(pos):
    text = f"block {pos['block']}"
    return text if pos["row"] is None else f"{text} row {pos['row']} col {pos['col']}"


def flat(report):
    """The rows that the contract makes of a JSON line, table by table."""
    key = {k: report[k] for k in ("report_id", "year", "form")}
    with_pos = lambda item: {k: v for k, v in item.items() if k != "pos"} | place(item["pos"])
    findings = report["findings"]
    severity = lambda s: sum(f["severity"] == s for f in findings)
    # What a list said of the input has names of its own beside what the report says.
    source = {f"source_{k}" if k in ("agency", "region", "year") else k: v for k, v in report["source"].items()}
    agency = {k if k.startswith("scope") else f"agency_{k}": v for k, v in report["agency"].items()}
    region = {f"region_{k}": "; ".join(v) or None if k == "candidates" else v for k, v in report["region"].items()}
    row = key | {
        "status": report["status"], **source, "title": report["title"],
        "period_start": report["period"]["start"], "period_end": report["period"]["end"],
        "published": report["published"], **agency, **region,
        "fact_count": len(report["facts"]),
        "number_count": sum(f["value"] is not None for f in report["facts"]),
        "unmapped_count": len(report["unmapped"]), "error_count": severity("error"),
        "warning_count": severity("warning"), "info_count": severity("info"),
        **{f"checks_{k}": n for k, n in report["checks"].items()},
    }
    yield "reports", row
    if report["status"] in ("ok", "partial", "empty"):
        yield "panel", row | panel(report)
    for fact in report["facts"]:
        yield "facts", key | with_pos(fact)
    for cell in report["unmapped"]:
        yield "unmapped", key | with_pos(cell)
    for section in report["sections"]:
        yield "sections", key | section
    for finding in findings:
        related = "; ".join(map(place_text, finding["related"])) or None
        yield "findings", key | with_pos(finding) | {"related": related}


def panel(report):
    """What the panel has of a report beside the columns of table reports: exact numbers by
    the cells of the variables, amounts in yuan."""
    checks = report["checks"]
    held = checks["held"] + checks["held_if_blank_is_zero"]
    share = decimal.Decimal(held) / (held + checks["failed"]) if held + checks["failed"] else None
    row = {"checks_share": share and share.quantize(decimal.Decimal("0.0001"), decimal.ROUND_HALF_UP),
           "approximate_count": 0, "unit_unstated_count": 0, "doubtful_count": 0}
    facts = {"/".join((f["table_key"], f["row_key"], f["column_key"])): f for f in report["facts"]}
    concepts = {"concept/" + c["key"]: c | {"status": "number", "match": "exact"} for c in report["concepts"]}
    for field in VARIABLES:
        row[field["name"]] = None
        item = (facts | concepts).get(field["cell"])
        if item is None or item["value"] is None:
            continue
        value = decimal.Decimal(item["value"])
        if item["status"] != "number":
            row["approximate_count"] += 1
        elif field["unit"] == "yuan" and item["unit"] == "unstated":
            row["unit_unstated_count"] += field["cell"] in facts
        else:
            row[field["name"]] = value * 10_000 if item["unit"] == "wan_yuan" else value
            row["doubtful_count"] += item["match"] in ("fuzzy", "position", "sums")
    return row


def number(value):
    return float(value) if isinstance(value, decimal.Decimal) else value


def check_table(resource, rows):
    name, path = resource["name"], out / resource["path"]
    fields = resource["schema"]["fields"]
    columns = db.execute(f"describe select * from '{path}'").fetchall()
    expect([c[0] for c in columns], [f["name"] for f in fields], f"{name}: columns")
    for column, field in zip(columns, fields):
        if column[1] not in TYPES[field["type"]]:
            errors.append(f"{name}.{column[0]}: is {column[1]}, described as {field['type']}")
    nullable = {r[0]: r[1] == "OPTIONAL" for r in db.execute(
        f"select name, repetition_type from parquet_schema('{path}') where num_children is null").fetchall()}
    for field in fields:
        expect(nullable[field["name"]], not field["constraints"]["required"], f"{name}.{field['name']}: nullable")

    got = [dict(zip([c[0] for c in columns], row)) for row in db.execute(f"select * from '{path}'").fetchall()]
    expect(len(got), resource["rows"], f"{name}: rows")
    expect(len(got), len(rows), f"{name}: rows of the JSON lines")
    for i, (g, w) in enumerate(zip(got, rows)):
        for field in fields:
            value, want = g[field["name"]], number(w[field["name"]])
            if (value is None) != (want is None) or value != want:
                errors.append(f"{name} row {i} {field['name']}: got {value!r}, want {want!r}")
            check_value(f"{name} row {i}", field, value)
    key = resource["schema"].get("primaryKey")
    if key:
        expect(len({tuple(r[k] for k in key) for r in got}), len(got), f"{name}: distinct keys")
    return got


def check_value(where, field, value):
    rule = field["constraints"]
    if value is None:
        if rule["required"]:
            errors.append(f"{where} {field['name']}: null where a value is required")
        return
    if "enum" in rule and value not in rule["enum"]:
        errors.append(f"{where} {field['name']}: {value!r} is none of {rule['enum']}")
    if "pattern" in rule and not re.fullmatch(rule["pattern"], str(value)):
        errors.append(f"{where} {field['name']}: {value!r} does not match {rule['pattern']}")
    if field["type"] == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        errors.append(f"{where} {field['name']}: {value!r} is no date")


def main():
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    resources = {r["name"]: r for r in package["resources"]}
    for r in resources.values():
        data = (out / r["path"]).read_bytes()
        expect(len(data), r["bytes"], f"{r['path']}: bytes")
        expect("sha256:" + hashlib.sha256(data).hexdigest(), r["hash"], f"{r['path']}: hash")

    lines = (out / resources["json"]["path"]).read_text("utf-8").split("\n")
    expect(lines.pop(), "", "the last line ends in a line feed")
    reports = [json.loads(line, parse_float=decimal.Decimal) for line in lines]
    for report in reports:
        expect(list(report), [f["name"] for f in resources["json"]["schema"]["fields"]], "keys of a JSON line")
    VARIABLES.extend(f for f in resources["panel"]["schema"]["fields"] if "cell" in f)
    rows = {name: [] for name in resources}
    for report in reports:
        for table, row in flat(report):
            rows[table].append(row)

    tables = {n: check_table(r, rows[n]) for n, r in resources.items() if r["format"] == "parquet"}
    for name, table in tables.items():
        for key in resources[name]["schema"].get("foreignKeys", []):
            there = {r["report_id"] for r in tables[key["reference"]["resource"]]}
            if missing := {r["report_id"] for r in table} - there:
                errors.append(f"{name}: rows of unknown reports {missing}")

    reserved = {r[0] for r in db.execute(
        "select keyword_name from duckdb_keywords() where keyword_category = 'reserved'").fetchall()}
    for r in resources.values():
        for field in r["schema"]["fields"]:
            if field["name"] in reserved:
                errors.append(f"{r['name']}.{field['name']} is a reserved word of SQL")

    zero, null = db.execute(
        f"select count(*) filter (value = 0), count(*) filter (value is null) from '{out}/facts/*.parquet'").fetchone()
    print(*[f"{n} {len(t)}" for n, t in tables.items()], f"zeros {zero} nulls {null}", sep=", ")
    print(*errors[:50], sep="\n", file=sys.stderr)
    sys.exit(bool(errors))


main()
