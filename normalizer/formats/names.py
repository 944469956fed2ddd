"""The formats by name, and by the ends of names of files: no format is loaded to know them."""

NAMES = ("txt", "md", "html", "jsonl", "csv", "tsv", "parquet", "warc")
"""The formats whose files a run reads and writes."""

SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".tsv": "tsv", ".tab": "tsv", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".parquet": "parquet", ".pq": "parquet", ".warc": "warc", ".wet": "warc",
}  # fmt: skip
"""The format of a file by the end of its name, before the one of its compression."""
