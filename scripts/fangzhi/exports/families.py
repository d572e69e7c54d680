"""Every family of exports behind one door."""

from __future__ import annotations

from collections.abc import Iterator

from fangzhi.exports import editor, harvest, redirects, sitemap, web_manifest
from fangzhi.exports.datasets import Datasets
from fangzhi.exports.feeds import Feeds
from fangzhi.exports.holdings import Export, Holdings
from fangzhi.exports.volumes import Volumes


def files(holdings: Holdings) -> Iterator[Export]:
    """Every file that is made of the archive as a whole. Nothing is made until its bytes are asked for."""
    volumes = Volumes(holdings)
    yield from Datasets(holdings, volumes).files()
    yield from Feeds(holdings).files()
    yield from sitemap.files(holdings)
    yield from harvest.files(holdings, volumes)
    yield from redirects.files(holdings)
    yield from web_manifest.files(holdings)
    yield from editor.files(holdings)
