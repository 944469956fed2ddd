"""The tiny real packages, and a server that has them."""

import json
import tomllib
from pathlib import Path
from typing import Any

from ..server import Answer, Server  # noqa: TID252  the suite is no installed package
from .conftest import ROOT

MODELS = ROOT / "tests" / "fixtures" / "models"
ARCHIVES = {path.name.split("-")[1]: path for path in MODELS.glob("*.argosmodel")}
CASES: dict[str, Any] = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))
QUICK = ("--timeout", "2", "--retries", "0")


def serve_index(server: Server, *pairs: str, **more: Any) -> str:
    """Serve the packages of these pairs, and an index that names them."""
    entries: list[dict[str, Any]] = []
    for pair in pairs:
        path = ARCHIVES[pair]
        source, target = pair.split("_")
        server.serve(f"/{path.name}", Answer(path.read_bytes(), tag='"1"'))
        entries.append(
            {"from_code": source, "to_code": target, "package_version": "0.1", "type": "translate",
             "links": [f"{server.address}/{path.name}"], "code": f"translate-{pair}", **more}
        )  # fmt: skip
    return server.serve("/index.json", Answer(json.dumps(entries).encode()))


def write_article(path: Path) -> dict[str, str]:
    """Write a German article with a passage in Russian; the passage and its translation."""
    passage: dict[str, str]
    passage, *others = CASES["direct"]
    lines = [other["target"] for other in others[:8]]
    lines.insert(4, passage["source"])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return passage


def installed(store: Path) -> list[str]:
    return sorted(path.name.split("-")[1] for path in store.glob("translate-*"))
