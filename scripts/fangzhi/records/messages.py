"""The sentence of every problem code, in Chinese and English. Data only: `problems` gives it life.

In braces stand the names of the facts. Each sentence says what was found, then what would be right.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """How one code is said, and how much it matters (see `problems.Severity`)."""

    severity: str
    zh: str
    en: str


MESSAGES: dict[str, Message] = {}

# Script conversion (hanzi/): marks, glossary, review.
MESSAGES.update({
    "hanzi-mark-broken": Message(
        "error", "字形标记不完整：{mark}；应写作〔简=繁〕或 -{{zh-hans:简;zh-hant:繁}}-",
        "broken conversion mark: {mark}; write 〔简=繁〕 or -{{zh-hans:简;zh-hant:繁}}-",
    ),
    "hanzi-mark-variant": Message(
        "error", "字形标记缺一种字形：{mark}；简、繁都要写明",
        "conversion mark names one script only: {mark}; name a form for each",
    ),
    "hanzi-glossary-yaml": Message(
        "error", "用字表读不出来：{found}；应为 YAML 列表", "glossary is not readable: {found}; it should be a YAML list",
    ),
    "hanzi-glossary-shape": Message(
        "error", "用字表结构不对；应为条目的列表，每条是键和值",
        "wrong shape in the glossary; it should be a list of entries of keys and values",
    ),
    "hanzi-glossary-missing": Message(
        "error", "用字表条目缺「{key}」；必填：simplified、traditional、kind、reason",
        "glossary entry lacks {key}; simplified, traditional, kind and reason are needed",
    ),
    "hanzi-glossary-key": Message(
        "error", "用字表不认识「{key}」这个键；可用：simplified、traditional、kind、locked、regions、reason。",
        "unknown key {key} in the glossary; known: simplified, traditional, kind, locked, regions, reason.",
    ),
    "hanzi-glossary-kind": Message(
        "error", "用字表没有「{kind}」这一类；可用：statute、offence、office、place、person、term。",
        "unknown kind {kind} in the glossary; known: statute, offence, office, place, person, term.",
    ),
    "hanzi-glossary-locked": Message(
        "error", "locked 的值是「{found}」；应为 true 或 false", "locked is {found}; it should be true or false",
    ),
    "hanzi-glossary-region": Message(
        "error", "regions 中的「{found}」不是所支持的语言标签，或没有写明用字",
        "{found} in regions is not a supported language tag, or names no form",
    ),
    "hanzi-glossary-twice": Message(
        "error", "用字表中「{term}」重复；应只写一次", "{term} stands twice in the glossary; once is right",
    ),
    "hanzi-review-yaml": Message(
        "error", "审定表读不出来：{found}；应为「键: 说明」各一行",
        "review file is not readable: {found}; it should hold one key and note a line",
    ),
    "hanzi-doubt": Message(
        "warning", "「{found}」转作「{choice}」尚未审定（也可能是 {others}）：{sentence}",
        "{found} became {choice}, which nobody has approved (it might be {others}): {sentence}",
    ),
})
