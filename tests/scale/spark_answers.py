"""Ask an exported folder its questions in Spark; run by Spark's own Python with the folder, the order and a target."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.memory": "4g",
}


def main() -> None:
    folder, names, target = Path(sys.argv[1]), sys.argv[2].split(","), Path(sys.argv[3])
    builder = SparkSession.builder.master("local[2]")
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    for path in folder.glob("*.parquet"):
        spark.read.parquet(str(path)).createOrReplaceTempView(path.stem)
    found = {}
    for name in names:
        answer = spark.sql((folder / "queries" / f"{name}.sql").read_text(encoding="utf-8"))
        if not answer.columns:  # a view that counts: counted once, asked several times
            spark.catalog.cacheTable(name)
            continue
        found[name] = [answer.columns, [list(row) for row in answer.collect()]]
    target.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
