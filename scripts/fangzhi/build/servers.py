"""The configuration of nginx and Caddy for a site, from one description of what is to be sent (see `serving`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fangzhi.build.fixity import file_digest
from fangzhi.build.plan import Output
from fangzhi.build.serving import Serving, serving, static
from fangzhi.build.theme import Theme
from fangzhi.exports.editor import FOLDER as EDITOR
from fangzhi.exports.editor import editor_policy
from fangzhi.records.langtag import VARIANTS, Variant
from fangzhi.records.settings import Settings
from fangzhi.site import urls

FOLDER = "serving/"
_COMPRESSED = (
    "text/css text/plain text/csv text/xml text/turtle text/javascript application/javascript application/json "
    "application/ld+json application/xml application/atom+xml application/feed+json application/manifest+json image/svg+xml"
)
_TYPES = {
    "application/manifest+json": "webmanifest", "application/ld+json": "jsonld", "application/jsonl": "jsonl",
    "text/turtle": "ttl", "text/csv": "csv", "application/x-bibtex": "bib",
    "application/x-research-info-systems": "ris", "application/vnd.sqlite3": "sqlite",
}  # fmt: skip
"""Media types that servers do not know by themselves, with the ends of file names."""


def nginx(told: Serving) -> str:
    """What to include in a ``server`` block whose ``root`` is the folder that has the site at its path.

    A block with a header of its own forgets those around it, so each has all of them.
    """
    places = [(f"^~ {told.path}assets/", told.assets, ""), (r"~ \.svg$", told.drawings, "")]
    places += [(told.path + v.prefix, told.pages, told.path + v.prefix + urls.NOT_FOUND) for v in VARIANTS]
    if told.editor:
        places.append((f"^~ {told.path}{EDITOR}", told.editing, ""))
    types = "".join(f"    {kind} {ends};\n" for kind, ends in _TYPES.items())
    return (
        f"# What nginx is told about this site: include it in a server block.\n"
        f"index index.html;\nautoindex off;\nlog_not_found off;\nabsolute_redirect off;\nserver_tokens off;\n"
        f"include mime.types;\ntypes {{\n{types}}}\ncharset utf-8;\ncharset_types {_COMPRESSED};\n"
        f"gzip on;\ngzip_static on;\ngzip_vary on;\ngzip_types {_COMPRESSED};\n"
        + "".join(_location(*place) for place in places)
    )


def _location(where: str, headers: Mapping[str, str], lost: str) -> str:
    sent = "".join(f'    add_header {key} "{value}" always;\n' for key, value in headers.items())
    missing = f"    error_page 404 {lost};\n" if lost else ""
    return f"location {where} {{\n{missing}{sent}}}\n"


def caddy(told: Serving) -> str:
    """What to import in a site's block, as ``import serving/Caddyfile``, after its ``root``."""
    assets, editor = f"{told.path}assets/*", f"{told.path}{EDITOR}*"
    apart = f" {editor}" if told.editor else ""
    blocks = (
        _matched("pages", f"not path {assets}{apart} *.svg", told.pages)
        + _matched("assets", f"path {assets}", told.assets)
        + (_matched("editor", f"path {editor}", told.editing) if told.editor else "")
        + _matched("drawings", f"path *.svg\n    not path {assets}", told.drawings)
        + "".join(f'@{end} path *.{end}\nheader @{end} Content-Type "{kind}"\n' for kind, end in _TYPES.items())
    )
    return (
        "# What Caddy is told about this site: import it in the site's block, after its root.\n"
        f"encode zstd gzip\nfile_server {{\n    precompressed br gzip\n}}\n{blocks}"
        f"handle_errors {{\n{''.join(_lost(told, variant) for variant in reversed(VARIANTS))}}}\n"
    )


def _matched(name: str, matcher: str, headers: Mapping[str, str]) -> str:
    sent = "".join(f'    {key} "{value}"\n' for key, value in headers.items())
    return f"@{name} {{\n    {matcher}\n}}\nheader @{name} {{\n{sent}}}\n"


def _lost(told: Serving, variant: Variant) -> str:
    """The page of a variant for addresses that are none."""
    place = told.path + variant.prefix
    return (
        f"    @{variant.tag} {{\n        path {place}*\n        expression {{err.status_code}} == 404\n    }}\n"
        f"    handle @{variant.tag} {{\n        rewrite * {place}{urls.NOT_FOUND}\n        file_server\n    }}\n"
    )


def serving_outputs(settings: Settings, theme: Theme, cache: Path) -> Iterator[Output]:
    """The three files as outputs, copied from the cache: ``_headers`` for static hosts, and a snippet for each server."""
    told = serving(settings.url, theme, editor_policy(settings))
    made = {"_headers": static(told), f"{FOLDER}nginx.conf": nginx(told), f"{FOLDER}Caddyfile": caddy(told)}
    for path, text in made.items():
        file = cache / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
        yield Output((path,), file_digest(file), source=str(file))
