"""Reports of every kind of certainty, described in each variant."""

from __future__ import annotations

from pathlib import Path

from fangzhi.build.sources import read_sources
from fangzhi.records.langtag import VARIANTS
from fangzhi.records.problems import Severity
from fangzhi.site.description import Description, describe
from tests import places

KNOWN = places.article(
    title="东园区给骑车人发头盔",
    kicker="上路先戴好",
    subtitle="发头盔，也讲课",
    summary="东园区3月8日发头盔 & 讲课。",
    bylines="{记者: [余某, 李青, 王甲, 赵乙], 摄影: [钱丙]}",
    source='{title: 青石晚报, issued: 2025-03-09, edition: "3", url: "https://paper.example/3?a=1&b=2"}',
    images="[{src: shed.svg, caption: 棚子}]",
    translations="{en: {title: Dongyuan hands out helmets, summary: Helmets for riders.}}",
    rights="本站自撰",
)
FILES: places.Files = {
    "mkdocs.yml": places.SETTINGS + "      owner: {zh-Hans: 青石图书馆, en: Qingshi Library}\n      ark: 99999/fz\n",
    "articles/2025/known.md": KNOWN,
    "articles/2025/shed.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "articles/2025/month.md": places.article(
        title="某月的报道", date="2025-11", source="{title: 青石晚报}", bylines="{记者: [余某]}"
    ),
    "articles/2025/many.md": places.article(
        title="七人的报道",
        source="{title: 青石晚报, issued: 2025-04-01, edition: 要闻·综合新闻}",
        bylines="{记者: [余某, 李青, 王甲, 赵乙, 孙某, 周某, 吴某]}",
    ),
    "articles/202X/decade.md": places.article(
        title="某年代的报道", date="202X-11-25", source="{title: 青石晚报}", bylines="{记者: [余某]}"
    ),
    "articles/2025/doubtful.md": places.article(title="存疑的报道", date="2025-12?", source="{title: 青石晚报}"),
    "articles/202X/unknown.md": places.article(title="报名不详的报道", date="202X-11-25", bylines="{记者: [余某]}"),
}


def described(root: Path) -> dict[tuple[str, str], Description]:
    """Each article of an archive by id and language."""
    sources, problems = read_sources(root)
    assert not [found.line("en") for found in problems if found.severity is Severity.ERROR]
    locales = sources.renderer.locales
    return {
        (item.article.id, str(variant.tag)): describe(item, locales[variant.tag], sources.settings)
        for item in sources.catalogue.items
        for variant in VARIANTS
    }
