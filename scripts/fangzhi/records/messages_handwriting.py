"""The sentences of what keyboards for Chinese make of front matter, in Chinese and English. Data only, as in `messages`."""

from __future__ import annotations

from fangzhi.records.saying import Message

HANDWRITING: dict[str, Message] = {
    "guess-left": Message(
        "warning",
        "文章已发布，这条推测还没有核对：“{found}”。核对后请把注释删掉。",
        "The article is published, and this guess is not checked: “{found}”. Check it and delete the comment.",
    ),
    "no-space-after-colon": Message(
        "error",
        "冒号要用半角的，后面空一格。这一行应当写成“{right}”。",
        "A colon needs a space behind it. Write the line as “{right}”.",
    ),
    "quote-value": Message(
        "error",
        "值里有冒号、井号、引号之类的符号，要给整个值加上引号。这一行应当写成“{right}”。",
        "The value holds a colon, #, quotes or the like: quote the whole of it. Write the line as “{right}”.",
    ),
    "key-set-in": Message(
        "error",
        "键前面不应有空格，请移到行首，写成“{right}”。",
        "There should be no space before this key. Write the line as “{right}”.",
    ),
    "wide-dash": Message(
        "error",
        "列表的每一项前面是半角连字符，再空一格。这一行应当写成“{right}”。",
        "An item of a list begins with a hyphen and a space. Write the line as “{right}”.",
    ),
    "unclosed-list": Message(
        "error",
        "方括号或花括号要成对，都用半角的。这一行应当写成“{right}”。",
        "Brackets come in pairs. Write the line as “{right}”.",
    ),
    "no-colon": Message(
        "error",
        "这一行不成“键: 值”：“{found}”。键和值之间是半角冒号加一个空格；换行续写的，接到上一行去。",
        "This line is no “key: value”: “{found}”. A key ends with a colon and a space; what goes on belongs to the line above.",
    ),
    "no-article": Message(
        "error",
        "“{found}”不会成为文章：文章的文件名要以.md结尾，小写，后面没有别的。请改名（Windows里先勾选“查看—文件扩展名”）。",
        "“{found}” will be no article: an article's file name ends in .md, in lower case. Rename it.",
    ),
}
