"""Tables of many types, cleaned by Ray: reads a file of Arrow for each and writes one."""

import json
import sys

import pyarrow as pa
import ray

from normalizer import Settings
from normalizer.integrations.ray import RayNormalizer
from normalizer.integrations.texts import TextColumn


def clean(source: str, target: str, title: str | None = None, audit: str | None = None) -> None:
    """Clean the column of texts, with that of their titles, in several batches."""
    with pa.OSFile(source, "rb") as file:
        table = pa.ipc.open_stream(file).read_all()
    settings = Settings(target="de", model_folders=())
    column = TextColumn("body", audit, settings=settings, title=title)
    data = ray.data.from_arrow(table).map_batches(
        RayNormalizer,
        fn_constructor_args=(column,),
        batch_format="pyarrow",
        batch_size=4,
        compute=ray.data.ActorPoolStrategy(size=1),
    )
    done = pa.concat_tables(ray.get(data.to_arrow_refs()))
    with pa.OSFile(target, "wb") as file:
        writer = pa.ipc.new_stream(file, done.schema)
        writer.write_table(done)
        writer.close()


ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
for asked in sys.argv[1:]:
    clean(*json.loads(asked))
