"""The sentences of new archives and of publishing. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

PUBLISHING: dict[str, Message] = {
    # a new archive
    "folder-not-empty": Message(
        "error",
        "这里已经有东西了，什么都没有写。请另指一个新的或空的文件夹。",
        "Something is here already, so nothing was written. Name a folder that is new or empty.",
    ),
    "unknown-column": Message(
        "error", "没有「{found}」这一列。可用的列：{columns}。", "There is no column “{found}”. Columns are {columns}."
    ),
    "bad-term-id": Message(
        "error",
        "编号「{found}」要作网址，请只用小写英文字母、数字和连字符。",
        "The id “{found}” becomes an address: use lower-case letters, digits and hyphens.",
    ),
    "needs-id": Message(
        "error",
        "「{found}」没有编号。请写上（如old-town），或运行pip install 'fangzhi[import]'以便由拼音生成。",
        "“{found}” has no id. Give it one, as in old-town, or run pip install 'fangzhi[import]' to make it in pinyin.",
    ),
    "newer-schema": Message(
        "error",
        "档案的格式是第{found}版，这个程序只认到第{known}版。请更新fangzhi。",
        "The archive is of schema {found}, and this program knows {known} at most. Upgrade fangzhi.",
    ),
}
