"""What a browser needs to install the site beside other programs: a W3C web application manifest for each variant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from fangzhi.exports.holdings import ExportFile, Holdings
from fangzhi.records.langtag import VARIANTS, Variant
from fangzhi.site import urls

_PAPER = "#fbf9f4"


def files(holdings: Holdings) -> Iterator[ExportFile]:
    """One manifest a variant, where pages that were read are kept."""
    for variant in VARIANTS if holdings.settings.offline else ():
        name = holdings.locales[variant.tag].choose(holdings.settings.names)
        yield ExportFile(urls.location(variant, urls.WEB_MANIFEST), (name,), partial(_manifest, name, variant))


def _manifest(name: str, variant: Variant) -> bytes:
    seal = urls.relative(urls.location(variant, urls.HOME), urls.SEAL)
    told = {
        "name": name,
        "lang": str(variant.tag),
        "start_url": "./",
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [{"src": seal, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
