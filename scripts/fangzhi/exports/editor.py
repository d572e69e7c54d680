"""The browser editor's page: Decap CMS, configured from the tables of keys and from the vocabularies.

What it saves goes through ``editor.js``, which rewrites the entries that were changed and no others. Decap itself and the
YAML parser are fetched once, of versions and digests that stand here, and lie in the archive's cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from fangzhi.exports.holdings import ExportFile, Holdings
from fangzhi.records import article, figure
from fangzhi.records.catalogue import Catalogue, year_order
from fangzhi.records.langtag import LanguageTag
from fangzhi.records.settings import Editor, Settings
from fangzhi.records.vocabulary import Term, Vocabulary

FOLDER = "admin/"
LOCAL = "/_preview/files"
"""Where the preview takes what the editor saves (Decap's proxy server protocol); ``editor.js`` names it too."""


class Package(NamedTuple):
    """A package of npm: its version, the SHA-512 of its archive as npm writes it, and where what is needed of it goes."""

    name: str
    version: str
    integrity: str
    inside: str
    folder: str
    suffixes: tuple[str, ...]


PACKAGES = (
    Package(
        "decap-cms",
        "3.16.3",
        "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==",
        "package/dist/",
        "decap/",
        ("decap-cms.js", ".wasm"),
    ),
    Package(
        "yaml",
        "2.9.1",
        "sha512-3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT/oOmgW8BpyQQFFBnvZE3j9Y2Sdz1ULFLezL7Eb2yFw==",
        "package/browser/",
        "yaml/",
        (".js",),
    ),
)

_HOSTS = {
    "github": ("https://api.github.com", "https://github.com", "https://www.githubstatus.com"),
    "gitlab": ("https://gitlab.com",),
    "gitea": ("https://gitea.com",),
}
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: https:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
    "connect-src 'self' blob: data: {hosts}; base-uri 'none'; object-src 'none'"
)
_PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" type="image/svg+xml" href="../assets/seal.svg">
<title>{title}</title>
</head>
<body>
<script type="module" src="editor.js"></script>
</body>
</html>
"""
_WORDS = {
    "title": "标题", "kicker": "引题", "subtitle": "副题", "summary": "摘要", "date": "日期", "source": "来源",
    "issued": "出版日期", "edition": "版次", "url": "网址", "districts": "区县", "initiatives": "专题", "bylines": "署名",
    "role": "身份", "names": "姓名", "images": "图片", "src": "文件", "caption": "说明", "credit": "摄影",
    "alt": "替代文字", "figures": "数据", "label": "名称", "value": "数值", "unit": "单位", "bound": "界限",
    "counts": "对象", "period": "时段", "lang": "语言", "status": "状态", "body": "正文", "id": "文件名",
}  # fmt: skip
_HINTS = {
    "date": "事情发生的日期。如2025-11-25、2025-11、202X；存疑加问号，如2025-12?",
    "id": "只在新建时填：小写字母、数字、连字符，如yunyang-dogs。它是网址的一部分，发布以后不能改。",
    "source": "不知道就空着，不要推测。",
    "value": "只写数字。“余”“左右”选在界限里。",
    "alt": "看不见图的读者会听到这一句。",
    "body": "空一行另起一段；小标题前写“## ”。",
}
_BOUNDS = {"exact": "准确", "at-least": "至少", "about": "约"}
_STATUSES = {"draft": "草稿", "published": "已发布", "withdrawn": "撤稿"}
_LANGUAGES = {"zh-Hans": "简体", "zh-Hant": "繁体"}
_BACK = 10  # years before the one to come in which an article may be begun, though there is none yet
_DECADE = 3  # digits of a year that are known where it is one of a decade
Field = dict[str, Any]


def files(holdings: Holdings) -> Iterator[ExportFile]:
    """The page, its configuration, and our own script; nothing where the archive asks for no editor."""
    editor = holdings.settings.editor
    if editor is None:
        return
    shape = _json(shape_of(holdings.catalogue.districts, holdings.catalogue.initiatives))
    made = {
        "index.html": _page(holdings.settings),
        "config.yml": _json(config(holdings, editor)),
        "shape.json": shape,
        "editor.js": Path(__file__).with_suffix(".js").read_bytes(),
    }
    for name, data in made.items():
        yield ExportFile(FOLDER + name, (data,), partial(bytes, data))


def _json(value: object) -> bytes:
    """JSON, which is YAML as well (YAML 1.2.2, 1.3)."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def editor_policy(settings: Settings) -> str:
    """The Content-Security-Policy of the editor's page; empty where there is none.

    Decap compiles its checks and writes its styles as it runs, and asks the host of the repository.
    """
    editor = settings.editor
    if editor is None:
        return ""
    given = (editor.options.get(key, "") for key in ("base_url", "api_root"))
    own = [f"{parts.scheme}://{parts.netloc}" for url in given if (parts := urlsplit(url)).netloc]
    return _POLICY.format(hosts=" ".join([*_HOSTS[editor.backend], *own]))


def _page(settings: Settings) -> bytes:
    name = settings.names.get(LanguageTag.HANS, "")
    return _PAGE.format(policy=escape(editor_policy(settings)), title=escape(name)).encode()


def config(holdings: Holdings, editor: Editor) -> Field:
    """Decap's configuration for articles."""
    fields = _fields(holdings)
    return {
        "backend": {"name": editor.backend} | editor.options,
        "publish_mode": "editorial_workflow",
        "locale": "zh_Hans",
        "site_url": holdings.settings.url,
        "media_folder": "articles",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "show_preview_links": False,
        "collections": [_collection(shelf, fields) for shelf in shelves(holdings.catalogue)],
    }


def shelves(catalogue: Catalogue) -> list[str]:
    """The folders that articles lie in or may be begun in, newest first: the year to come and the ten before it, or those
    of the newest decade; and the unknown years of these decades. Decap cannot name a folder itself."""
    found = {item.article.shelf for item in (*catalogue.items, *catalogue.withdrawn)}
    years = [int(shelf) + 1 for shelf in found if shelf.isdecimal()]
    years += [] if years else [int(shelf[:_DECADE]) * 10 + 9 for shelf in found if shelf[:_DECADE].isdecimal()]
    offered = {f"{year:04}" for year in range(max(max(years) - _BACK, 1), max(years) + 1)} if years else set()
    decades = {f"{year[:_DECADE]}X" for year in offered}
    return sorted(found | offered | decades | {"XXXX"}, key=year_order, reverse=True)


def _year(shelf: str) -> str:
    """What a folder is called in the editor's list."""
    if shelf.isdecimal():
        return f"{shelf}年"
    if len(known := shelf.rstrip("X")) == _DECADE:
        return f"{known}0年代，年份不详"
    return "年份不详" if not known else shelf


def _collection(shelf: str, fields: list[Field]) -> Field:
    return {
        "name": f"shelf-{shelf.lower()}",
        "label": _year(shelf),
        "label_singular": f"{shelf}年文章" if shelf.isdecimal() else "文章",
        "description": "一篇文章一个文件。请另一位编者看过再发布。",
        "folder": f"articles/{shelf}",
        "create": True,
        "delete": False,
        "extension": "md",
        "format": "fangzhi",
        "slug": "{{fields.id}}",
        "identifier_field": "title",
        "summary": "{{title}} · {{date}}",
        "media_folder": "",
        "public_folder": "",
        "filter": {"field": "kind", "value": "article"},
        "fields": fields,
    }


def _fields(holdings: Holdings) -> list[Field]:
    catalogue = holdings.catalogue
    texts = [_field(name) for name in ("kicker", "title", "subtitle", "summary")]
    texts[1]["required"] = True
    texts[3]["widget"] = "text"
    source = [_field(name) for name in dict.fromkeys(article.SOURCE_NAMES.values())]
    images = [_field(name) for name in dict.fromkeys(article.IMAGE_NAMES.values())]
    images[0] |= {"widget": "image", "choose_url": False}
    return [
        *texts,
        _field("date", required=True),
        _terms("districts", catalogue.districts),
        _terms("initiatives", catalogue.initiatives),
        _choice("status", _STATUSES, "draft"),
        _field("body", widget="markdown", modes=["raw"]),
        _field("source", widget="object", collapsed=True, fields=source),
        _field("bylines", widget="list", fields=[_field("role"), _field("names", widget="list")]),
        _field("images", widget="list", collapsed=True, fields=images, summary="{{fields.caption}}"),
        _field("figures", widget="list", collapsed=True, fields=_figure(), summary="{{fields.label}} {{fields.value}}"),
        _choice("lang", _LANGUAGES),
        _field("id"),
        {"name": "kind", "widget": "hidden", "default": "article"},
    ]


def _figure() -> list[Field]:
    bound = _choice("bound", _BOUNDS)
    return [_field("label"), _field("value"), _field("unit"), bound, _field("counts"), _field("period")]


def _field(name: str, widget: str = "string", **more: object) -> Field:
    hint = {"hint": _HINTS[name]} if name in _HINTS else {}
    return {"name": name, "label": _WORDS[name], "widget": widget, "required": False} | hint | more


def _choice(name: str, words: dict[str, str], default: str = "") -> Field:
    options = [{"label": label, "value": value} for value, label in words.items()]
    return _field(name, widget="select", options=options, **({"default": default} if default else {}))


def _terms(name: str, vocabulary: Vocabulary) -> Field:
    return _field(name, widget="select", multiple=True, options=[_label(term) for term in vocabulary.terms])


def _label(term: Term) -> str:
    """What an editor calls a term: its first label, unless another one is called so too."""
    return next(iter(term.labels.values()), term.id)


def shape_of(districts: Vocabulary, initiatives: Vocabulary) -> Field:
    """What ``editor.js`` has to know: the names of keys, closed words, and what terms are called."""
    words = {word: status.value for word, status in article.STATUSES.items()}
    bounds = {word: bound.value for word, bound in figure.BOUNDS.items()}
    inner = {
        "source": article.SOURCE_NAMES,
        "images": article.IMAGE_NAMES,
        "figures": figure.NAMES,
    }
    every = article.NAMES | figure.NAMES | article.TRANSLATION_NAMES | article.IMAGE_NAMES | article.SOURCE_NAMES
    shown = ("title", "kicker", "subtitle", "summary", "date", "source", "districts", "initiatives", "bylines")
    return {
        "names": article.NAMES,
        "inner": inner,
        "every": every,
        "lists": ["images", "figures"],
        "words": {"status": words, "bound": bounds},
        "order": [*shown, "images", "figures", "lang", "status"],
        "terms": {
            vocabulary.name: {call: _label(term) for call, term in vocabulary.by_call.items()}
            for vocabulary in (districts, initiatives)
        },
    }
