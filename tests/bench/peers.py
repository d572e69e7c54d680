"""Other searches for static sites, each set up the way its users would, in an environment of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Page

from fangzhi.site.search import Entry
from tests.bench.environment import environment

_CONFIG = """site_name: benchmark
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: zh}}]
nav: [index.md]
not_in_nav: "*"
"""
_PAGEFIND = """async (queries) => {
    const pagefind = await import(new URL("/pagefind/pagefind.js", location));
    const found = [];
    for (const query of queries) {
        const { results } = await pagefind.search(query);
        found.push((await Promise.all(results.map((result) => result.data()))).map(({ url }) => url));
    }
    return found;
}"""
_MATERIAL = """async ([worker, queries]) => {
    const search = new Worker(worker);
    const say = (type, data) => new Promise((done) => {
        search.onmessage = (event) => done(event.data.data);
        search.postMessage({ type, data });
    });
    const { config, docs } = await (await fetch("/search/search_index.json")).json();
    await say(0, { config, docs, options: {} });
    const found = [];
    for (const query of queries) found.push((await say(2, query)).items.flat().map(({ location }) => location));
    return found;
}"""


def _parts(entry: Entry) -> list[str]:
    return [entry.summary, *entry.names, *entry.bylines, *entry.english, *entry.text.split("\n\n")]


def pagefind_site(entries: Sequence[Entry], folder: Path) -> None:
    """Plain pages with Pagefind's index."""
    for entry in entries:
        page = folder / entry.path / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        body = "".join(f"<p>{escape(part)}</p>" for part in _parts(entry))
        head = f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{escape(entry.title)}</title>'
        page.write_text(f"{head}<main data-pagefind-body><h1>{escape(entry.title)}</h1>{body}</main>", "utf-8")
    subprocess.run([str(environment()), "-m", "pagefind", "-q", "--site", str(folder)], check=True)


def pagefind(page: Page, _folder: Path, queries: Sequence[str]) -> list[set[str]]:
    """The paths that Pagefind finds."""
    return [{url.strip("/") + "/" for url in found} for found in page.evaluate(_PAGEFIND, list(queries))]


def material_site(entries: Sequence[Entry], folder: Path) -> None:
    """A MkDocs site with Material's search and jieba."""
    source = folder.with_name(f"{folder.name}-source")
    for entry in entries:
        file = source / "docs" / f"{entry.path.strip('/')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n\n".join([f"# {entry.title}", *_parts(entry)]), "utf-8")
    (source / "docs" / "index.md").write_text("# 0\n", "utf-8")
    (source / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    command = [str(environment()), "-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml"), "-d"]
    subprocess.run([*command, str(folder.absolute())], check=True, env={"NO_MKDOCS_2_WARNING": "1"})


def material(page: Page, folder: Path, queries: Sequence[str]) -> list[set[str]]:
    """The paths that Material finds."""
    [worker] = folder.glob("assets/javascripts/workers/search.*.min.js")
    address = f"/{worker.relative_to(folder).as_posix()}"
    found = page.evaluate(_MATERIAL, [address, list(queries)])
    return [{location.partition("#")[0] for location in locations} for locations in found]
