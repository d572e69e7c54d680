"""An archive with everything that an archive can hold: every kind of page, numbered pages, both scripts, no English."""

from __future__ import annotations

from tests.places import SETTINGS, Files, article

_PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#888"/></svg>'
)
_ENGLISH = 'en: {title: Dongyuan hands out helmets, summary: "Helmets for riders, with a talk & a test."}'

RICH: Files = {
    "mkdocs.yml": SETTINGS + "      per_page: 2\n      report: https://qingshi.example/report?a=1&b=2\n",
    "articles/2025/helmets.md": article(
        kicker="上路先戴好",
        subtitle="发头盔，也讲课",
        summary="东园区3月8日发头盔，“上路先戴好”。",
        bylines="{记者: [余某, 李青], 特稿: [乙]}",
        source='{title: 青石晚报, issued: 2025-03-09, edition: "3", url: "https://paper.example/3?a=1&b=2"}',
        images="[{src: helmets.svg, caption: 发头盔的现场, credit: 李青, alt: 路口的棚子}]",
        figures="[{label: 发放头盔, value: 1200, unit: 顶, bound: at-least, counts: 骑车人, period: 2025-03,"
        " en: {label: Helmets, unit: helmets}}, {label: 听课, value: 35.5, unit: '%', bound: about}]",
        translations=f"{{{_ENGLISH}}}",
        related="[library-hours]",
        rights="本站自撰 <试>",
        body=(
            "# 路口\n\n骑车人排队领头盔[^a]，**“上路先戴好”**是标语。\n上一段的第二行。\n\n"
            "## 数目 & 说明\n\n| 项 | 数 |\n|---|---|\n| 头盔 | 1200 |\n\n"
            "![棚子](helmets.svg)\n\n- 一条\n- [另一篇](library-hours.md#p1)\n\n> 引文。\n\n```\n代码 <p> 里\n```\n\n"
            "[^a]: 当天的记录。\n"
        ),
    ),
    "articles/2025/helmets.svg": _PICTURE,
    "articles/2025/helmets.en.md": (
        "---\ntitle: Dongyuan hands out helmets\n---\n\n# At the crossing\n\nRiders queue.\n\n![Shed](helmets.svg)\n"
    ),
    "articles/2025/library-hours.md": article(
        title="西河書屋延長開放",
        date="2025-06~",
        districts="[河西, 南山区]",
        initiatives="[libraries]",
        lang="zh-Hant",
        body="書屋晚上也開門，「歡迎進來坐」。\n\n孩子們在裡面寫作業。",
    ),
    "articles/2025/night-lights.md": article(
        title="东园区路口加装夜灯", date="2025-11-25/2025-11-27", initiatives="[道路安全]"
    ),
    "articles/2024/county-roads.md": article(title="东园区修整旧路", date="2024-21", initiatives="[roads]"),
    "articles/202X/undated.md": article(title="东园区一篇年份不详的记录", date="202X-11-25"),
    "articles/2009/old-county.md": article(title="东园县旧事", date="2009-05", districts="[东园县]"),
    "articles/2025/taken-back.md": article(
        title="撤下的一篇",
        status="withdrawn",
        withdrawn="{date: 2025-12-01, reason: error}",
    ),
    "articles/2025/not-yet.md": article(title="还没写完", status="draft"),
}
