"""Front matter: whatever the bytes, there is a document or a problem, and every place is right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fangzhi.records.archive import read_articles
from fangzhi.records.article import Article, Status, read_article
from fangzhi.records.frontmatter import Document, Mapping, Node, Scalar, Sequence, read
from fangzhi.records.langtag import LanguageTag
from tests import places

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["---", "...", "title: 甲", "标题：甲", "- a", "  - b：c", "a: &x [1]", "b: *x", "? k", "k: |", "  文"]
        ),
        st.text(max_size=12),
    ),
    max_size=12,
)
PLAIN = st.text("甲乙丙丁 abc0,。《》·：", min_size=1, max_size=10).map(str.strip).filter(
    lambda text: text and text[0] not in ",：" and text not in {"~", "null"}
)  # fmt: skip


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    for inner in node.items if isinstance(node, Sequence) else ():
        yield from _scalars(inner)
    for key, value in node.entries if isinstance(node, Mapping) else ():
        yield key
        yield from _scalars(value)


@given(st.one_of(st.binary(max_size=200), LINES.map(lambda lines: "\n".join(["---", *lines, "---"]).encode())))
@example(b"---\n" + b"[" * 30 + b"\n---\n")
@example("---\na: 甲\x85乙\u2028丙\n---\n".encode())
@example(b"---\n%YAML 9.9\n---\n")
@example(b"---\n!!python/object:os.system {}\n---\n")
@example(b"---\na: \x07\n---\n")
@example("---\n\ufeffa: b\n---\n".encode())
@example("---\n\U0001f600: \ud7ff\ufffe\n---\n".encode())
@example(b"---\r\n\xef\xbb\xbf: 1\r\n---")
def test_any_bytes(data: bytes) -> None:
    """Nothing raises; there is a document or a reason why not; every place lies within the file; all can be printed."""
    document, problems = read("x.md", data)
    assert document or problems
    places_found = [found.place for found in problems]
    if document:
        places_found += [scalar.place for scalar in _scalars(document.meta)]
        places_found += [found.place for found in read_article(document)[1]]
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(0 <= place.line <= lines + 1 and place.column >= 0 for place in places_found)
    assert all(found.line("zh") and found.line("en") for found in problems)


@given(
    st.lists(PLAIN, min_size=1, max_size=6),
    st.sampled_from(["：", "： ", ": ", ":  "]),
    st.text("正文\n# ", max_size=20),
)
def test_places_point_at_values(values: list[str], colon: str, body: str) -> None:
    """Whatever the colon, line and column are those of the value in the file; the body has its own line."""
    head = [f"key{n}{colon}{value}" for n, value in enumerate(values)]
    text = "\n".join(["---", *head, "nested：", f"  inner{colon}{values[0]}", "---", body])
    document, problems = read("x.md", text.encode())
    assert document, problems
    lines = text.split("\n")
    expected = [*values, values[0]]
    found = [scalar for scalar in _scalars(document.meta) if not scalar.text.startswith(("key", "nested", "inner"))]
    assert [scalar.text for scalar in found] == expected
    for scalar in _scalars(document.meta):
        line = lines[scalar.place.line - 1]
        assert line[scalar.place.column - 1 :].startswith(scalar.text)
    assert "\n".join(lines[document.line - 1 :]) == document.body == body


def _only(text: str | bytes) -> Document:
    document, problems = read("articles/2025/x.md", text if isinstance(text, bytes) else text.encode())
    assert document is not None, problems
    return document


def _article(text: str | bytes) -> Article:
    article, problems = read_article(_only(text))
    assert not problems
    return article


def test_values_stay_as_they_are_written() -> None:
    """YAML's own types never touch what an editor wrote."""
    meta = _only("---\na: 007\nb: 12:30\nc: no\nd: 2025-11-25\ne: 1_000\nf: ~\ng: 'null'\n---\n").meta
    assert [s.text for s in _scalars(meta)][1::2] == ["007", "12:30", "no", "2025-11-25", "1_000", "", "null"]


def test_byte_order_mark_and_line_ends_are_accepted() -> None:
    """A BOM, CRLF and lone CR give the same article as plain UTF-8."""
    plain = places.article(kicker="引题", body="第一段。\n\n第二段。")
    crlf = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    for other in (crlf, plain.replace("\n", "\r").encode()):
        assert _article(other).body == _article(plain).body
        assert (_article(other).title, _article(other).line) == (_article(plain).title, _article(plain).line)


def test_chinese_keys_and_full_width_colons_are_equals() -> None:
    """The same article, written in English keys and in Chinese ones."""
    english = """\
---
title: 东园区发头盔
kicker: 引题
subtitle: 副题
summary: 摘要
date: 2025-03-08
source: {title: 青石晚报, issued: 2025-03-09, edition: 3, url: https://paper.example/}
districts: [东园区]
initiatives: [头盔护行]
bylines: {记者: [余某]}
images: [{src: a.jpg, caption: 说明, credit: 李青, alt: 路口}]
figures: [{label: 头盔, value: "1,200", unit: 顶, bound: at-least, counts: 骑车人, period: 三月}]
lang: zh-Hant
status: draft
variants: {keep: [余某], 只: 隻}
translations: {en: {title: Helmets, summary: Handed out, of: abc}}
related: [b]
rights: 自撰
withdrawn: {date: 2025-12-01, reason: personal-data}
privacy: [{allow: 023-80000000, reason: 公布的电话}]
---
正文。
"""
    chinese = """\
---
标题：东园区发头盔
引题：引题
副题：副题
摘要：摘要
日期：2025年3月8日
来源：
  报名：青石晚报
  出版日期：2025年3月9日
  版次：3
  网址：https://paper.example/
区县：东园区
专题：
  - 头盔护行
署名：
  记者：余某
图片：
  - 文件：a.jpg
    说明：说明
    摄影：李青
    替代文字：路口
数据：
  - 名称：头盔
    数值：1200
    单位：顶
    界限：至少
    对象：骑车人
    时段：三月
语言：zh-Hant
状态：草稿
字形：
  保留：余某
  只：隻
译文：
  英文：
    标题：Helmets
    摘要：Handed out
    原文：abc
相关：b
版权：自撰
撤稿：
  日期：2025年12月1日
  原因：个人信息
隐私：
  允许：023-80000000
  原因：公布的电话
---
正文。
"""
    one, other = _article(english), _article(chinese)
    for name in Article.__slots__:
        if name not in {"digest", "line", "places", "head", "privacy", "districts", "initiatives", "related"}:
            assert getattr(one, name) == getattr(other, name), name
    for name in ("districts", "initiatives", "related"):
        assert [s.text for s in getattr(one, name)] == [s.text for s in getattr(other, name)]
    assert [(a.text, a.reason) for a in one.privacy] == [(a.text, a.reason) for a in other.privacy] != []
    assert (one.lang, one.status, one.names) == (LanguageTag.HANT, Status.DRAFT, ("余某",))
    assert (one.keep, one.pairs) == (("余某",), (("只", "隻"),))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("summary: 民警说\n  提醒：不要转账", "民警说 提醒：不要转账"),
        ('summary: "民警说\n  提醒：不要转账"', "民警说 提醒：不要转账"),
        ("summary：民警说\n  提醒：不要转账", "民警说 提醒：不要转账"),
        ("summary: >-\n  民警说\n  提醒：不要转账", "民警说 提醒：不要转账"),
        ("摘要： |\n  提醒：不要转账\n\n  注意：安全", "提醒：不要转账  注意：安全"),
        ("摘要: 通知：开会：九点", "通知：开会：九点"),
        ("摘要：通知：开会", "通知：开会"),
        ("'摘要': 通知：开会", "通知：开会"),
    ],
)
def test_colons_inside_values_stay(written: str, text: str) -> None:
    """A full-width colon is narrowed after a key only, never in the text of a value."""
    assert _article(places.article().replace("---\n\n", f"{written}\n---\n\n")).summary == text


def test_a_translation_joins_its_article(archive: places.MakeArchive) -> None:
    """``<id>.en.md`` gives the whole English text; its title and summary win, and its digest counts."""
    files = {"articles/2025/a.md": places.article(translations="{en: {title: Old, summary: Kept}}")}
    english = {"articles/2025/a.en.md": "---\ntitle: New\n---\n\nText.\n"}
    (alone,), _ = read_articles(archive(files), list(files))
    (article,), problems = read_articles(archive(files | english), sorted(files | english))
    assert not problems
    assert article.english is not None
    assert (article.english.title, article.english.summary, article.english.body) == ("New", "Kept", "\nText.\n")
    assert article.digest != alone.digest


def test_columns_count_characters() -> None:
    """Not bytes, and not UTF-16 units."""
    meta = _only("---\n标题: {甲𠮷: 乙, 丙: 丁}\n---\n").meta
    columns = [s.place.column for s in _scalars(meta)]
    assert columns == [1, 6, 10, 13, 16]
    assert all(one < other for one, other in pairwise(columns))


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_line_ends_that_no_editor_shows_move_no_place(end: str) -> None:
    """YAML knows more line ends than editors do; here they are spaces."""
    meta = _only(f"---\na: 甲{end}乙\nb: 丁\n---\n").meta
    (_, first), (_, second) = meta.entries
    assert isinstance(first, Scalar)
    assert (first.text, second.place.line, second.place.column) == ("甲 乙", 3, 4)
