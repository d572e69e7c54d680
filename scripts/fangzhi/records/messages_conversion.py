"""The sentences of script conversion: marks, glossary, review. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

CONVERSION: dict[str, Message] = {
    "hanzi-mark-broken": Message(
        "error",
        "字形标记不完整：{mark}。应写作〔简=繁〕或-{{zh-hans:简;zh-hant:繁}}-。",
        "The conversion mark {mark} is not whole. Write 〔简=繁〕 or -{{zh-hans:简;zh-hant:繁}}-.",
    ),
    "hanzi-mark-variant": Message(
        "error",
        "字形标记缺一种字形：{mark}。简、繁都要写明。",
        "The conversion mark {mark} names one script only. Name a form for each.",
    ),
    "hanzi-glossary-shape": Message(
        "error",
        "用字表结构不对。应为条目的列表，每条是键和值。",
        "The glossary has the wrong shape. It should be a list of entries, each of keys and values.",
    ),
    "hanzi-glossary-region": Message(
        "error",
        "regions中的“{found}”不是所支持的语言标签，或没有写明用字。",
        "“{found}” in regions is no language tag that is supported, or gives no form.",
    ),
    "hanzi-glossary-twice": Message(
        "error",
        "用字表中“{term}”重复，应只写一次。",
        "“{term}” stands twice in the glossary. It should be there once.",
    ),
    "doubts-unread": Message(
        "warning",
        "还有{count}篇没有查过字形转换的疑处。要查请加--doubts，查过的会记住。",
        "The conversion of {count} articles was not looked at for doubts. Add --doubts; what was read is remembered.",
    ),
    "hanzi-doubt": Message(
        "warning",
        "“{found}”转作“{choice}”尚未审定（也可能是{others}）。原句：{sentence}",
        "“{found}” became “{choice}”, which nobody has approved (it might be {others}). The sentence: {sentence}",
    ),
}
