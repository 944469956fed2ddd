"""A data frame of many types, cleaned by Spark: prints what came out as JSON.

Called with a JSON of the texts, one of their titles, and the number of partitions.
"""

import datetime as dt
import decimal
import json
import sys

from pyspark.sql import SparkSession

from normalizer import Settings
from normalizer.integrations.spark import SparkNormalizer
from normalizer.integrations.texts import TextColumn

SCHEMA = (
    "zip string, body string, head string, day date, price decimal(10,2), big decimal(38,0), "
    "at timestamp, tags array<string>, deep struct<n: bigint, x: binary>, counts map<string, int>, "
    "n int not null"
)


def main(texts: list[str | None], titles: list[str | None], partitions: int) -> None:
    """Clean the texts, and compare the rest."""
    spark = SparkSession.builder.master("local[2]").getOrCreate()
    at = dt.datetime(2019, 9, 1, 23, 59, 59, 123456)  # noqa: DTZ001  Spark's are of no zone
    others = (dt.date(2019, 9, 1), decimal.Decimal("1.10"), decimal.Decimal(2**80), at)
    rows = [
        ("007", text, title, *others, ["a", None], (n, b"\xff"), {"b": 1}, n)
        for n, (text, title) in enumerate(zip(texts, titles, strict=True))
    ]
    rows.append((None, *[None] * 9, len(rows)))
    frame = spark.createDataFrame(rows, SCHEMA).repartition(partitions, "n")
    settings = Settings(target="de", model_folders=())
    clean = SparkNormalizer(TextColumn("body", "audit", settings=settings, title="head"))
    done = frame.mapInArrow(clean, clean.schema(frame.schema)).orderBy("n").cache()
    kept = frame.drop("body", "head")
    before = kept.orderBy("n").collect()
    rest = done.drop("body", "head", "audit")
    told = {
        "texts": [row.body for row in done.collect()],
        "titles": [row.head for row in done.collect()],
        "audits": [row.audit for row in done.collect()],
        "rest is the same": rest.collect() == before and rest.schema == kept.schema,
    }
    print(json.dumps(told))  # noqa: T201  that is what it is for


main(json.loads(sys.argv[1]), json.loads(sys.argv[2]), int(sys.argv[3]))
