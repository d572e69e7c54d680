"""The sentences of what is published and kept: addresses, translations, fixity, bags. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

KEEPING: dict[str, Message] = {
    "not-an-ark": Message(
        "error",
        "“{found}”不是ARK的机构号和前缀，应如99999/fz。",
        "“{found}” is not an ARK number with a shoulder, as in 99999/fz.",
    ),
    "not-an-address": Message("error", "“{found}”不是“年份/文件名”。", "“{found}” is not a “year/name” of an article."),
    "vanished-address": Message(
        "error",
        "“{found}”发布过，现在不见了。请放回文章，或撤稿，或写作“{found} -> 新的年份/文件名”。",
        "“{found}” was published and is gone. Put the article back, withdraw it, or write “{found} -> year/name”.",
    ),
    "redirect-nowhere": Message(
        "error",
        "“{found}”转到“{target}”，但最终到不了任何文章。",
        "“{found}” leads to “{target}”, but to no article in the end.",
    ),
    "stale-translation": Message(
        "warning",
        "原文在英译之后改过（现为{now}）。请核对译文，然后运行fangzhi translated {path}。",
        "The Chinese has changed since it was translated (it is now {now}). Check it, then run fangzhi translated {path}.",
    ),
    "file-changed": Message("error", "内容变了。", "The contents have changed."),
    "file-missing": Message("error", "文件不见了。", "The file is missing."),
    "file-extra": Message("error", "清单里没有这个文件。", "The manifest does not have this file."),
    "no-manifest": Message(
        "error",
        "没有可以核对的清单（manifest-sha256.txt）。",
        "There is no manifest (manifest-sha256.txt) to verify it by.",
    ),
    "not-a-bag": Message("error", "不是完整的BagIt包：{detail}。", "This is not a whole BagIt bag: {detail}."),
    "bag-exists": Message(
        "error", "这里已经有东西了，请另指一个新文件夹。", "Something is here already: name a new folder."
    ),
    "bag-inside": Message(
        "error",
        "包不能放在{folder}里面：那里的东西也要装进包，网站里多出来的文件还会被下次建站清掉。请放到档案的文件夹之外，如../bag-2025。",
        "A bag cannot stand in {folder}: what is there goes into the bag as well, and the next build clears a site of what is "
        "not its own. Put it outside the archive's folder, as in ../bag-2025.",
    ),
    "no-place-for-digest": Message(
        "error",
        "找不到译文的位置。请手工在en之下写“of: {now}”。",
        "The place of the translation was not found. Write “of: {now}” below “en” by hand.",
    ),
}
