"""The sentence of every problem code, in Chinese and English. Data only: `problems` gives it life.

In braces stand the names of the facts. Each sentence says what was found, then what would be right.
"""

from __future__ import annotations

from fangzhi.records.messages_building import BUILDING
from fangzhi.records.messages_conversion import CONVERSION
from fangzhi.records.messages_editing import EDITING
from fangzhi.records.messages_handwriting import HANDWRITING
from fangzhi.records.messages_keeping import KEEPING
from fangzhi.records.messages_pictures import PICTURES
from fangzhi.records.messages_privacy import PRIVACY
from fangzhi.records.messages_publishing import PUBLISHING
from fangzhi.records.saying import Message

MESSAGES: dict[str, Message] = {
    # files
    "empty-file": Message("error", "文件是空的。", "The file is empty."),
    "file-too-large": Message(
        "error", "文件有{size}字节，超过{limit}字节的上限。", "The file has {size} bytes; the limit is {limit}."
    ),
    "encoding": Message(
        "error",
        "文件不是UTF-8编码（看来是{guess}）。请在编辑器里用“另存为”选UTF-8；文章也可以用fangzhi check --fix转换。",
        "The file is not in UTF-8 (it looks like {guess}). Save it as UTF-8; fangzhi check --fix converts articles.",
    ),
    "other-encoding": Message(
        "error",
        "文件不是UTF-8编码（看来是{guess}）。请用这种编码在编辑器里打开，再用“另存为”选UTF-8。",
        "The file is not in UTF-8 (it looks like {guess}). Open it in an editor as such, and save it as UTF-8.",
    ),
    "unknown-encoding": Message(
        "error",
        "文件不是UTF-8编码，也认不出是哪一种。请在编辑器里打开，用“另存为”选UTF-8。",
        "The file is not in UTF-8, nor in an encoding that is known here. Open it in an editor and save it as UTF-8.",
    ),
    "unreadable-file": Message("error", "读不了这个文件：{reason}。", "The file cannot be read: {reason}."),
    "outside-root": Message("error", "这个路径指到了档案文件夹之外。", "This path leads out of the archive's folder."),
    # front matter
    "no-front-matter": Message(
        "error",
        "文件开头没有元数据（第一行是“{found}”）。第一行应当只有三个连字符“---”。",
        "There is no front matter (the first line is “{found}”). The first line should be three hyphens, ---.",
    ),
    "unclosed-front-matter": Message(
        "error",
        "元数据没有结尾。请在最后一项下面另起一行写“---”。",
        "The front matter has no end. Write --- on a line of its own below its last entry.",
    ),
    "front-matter-too-large": Message(
        "error", "元数据超过{limit}字。", "The front matter is longer than {limit} characters."
    ),
    "vocabulary-too-large": Message(
        "error",
        "词表超过{limit}字。请删去没有报道用到的词条。",
        "The vocabulary is longer than {limit} characters. Take out terms that no article uses.",
    ),
    "too-deep": Message("error", "元数据嵌套超过{limit}层。", "The front matter nests deeper than {limit} levels."),
    "too-many-values": Message(
        "error", "文件里的值超过{limit}个。请分成几个文件。", "The file holds more than {limit} values. Divide it."
    ),
    "text-too-long": Message(
        "error",
        "正文有{size}字节，超过{limit}字节的上限。请分成几篇。",
        "The text has {size} bytes; the limit is {limit}. Divide it.",
    ),
    "text-too-deep": Message(
        "error", "引文或列表嵌套超过{limit}层。", "Quotations or lists nest deeper than {limit} levels."
    ),
    "page-tangled": Message(
        "error",
        "这一段里没有合上的方括号、标签或分隔线超过{limit}个，排成网页要用很久。请合上或删去。",
        "More than {limit} brackets, tags or rules are left open in this paragraph, and rendering it takes for ever. "
        "Close or delete them.",
    ),
    "tab": Message("error", "这里有制表符（Tab）。请改用空格。", "There is a tab here. Use spaces."),
    "yaml": Message(
        "error",
        "元数据写法有误（{detail}）。值里若有冒号、井号或引号，请给整个值加上引号。",
        "The front matter is not valid YAML ({detail}). Quote the whole value if it holds a colon, # or quotes.",
    ),
    "alias": Message("error", "元数据不能用别名（&和*）。", "Front matter may not use aliases (& and *)."),
    "key-not-text": Message("error", "键必须是文字。", "A key must be text."),
    "not-a-mapping": Message(
        "error",
        "这里应当是“键: 值”的写法，如{example}。",
        "This should be written as “key: value” entries, as in {example}.",
    ),
    # fields
    "unknown-key": Message("error", "没有“{found}”这个键。", "There is no key “{found}”."),
    "duplicate-key": Message(
        "error", "键“{found}”重复了，第{line}行已经有它。", "The key “{found}” is already given in line {line}."
    ),
    "missing-field": Message("error", "缺少“{key}”。", "“{key}” is missing."),
    "not-text": Message("error", "“{key}”应当是一段文字。", "“{key}” should be a text."),
    "not-a-choice": Message("error", "“{found}”不在可选之列：{allowed}。", "“{found}” is not one of {allowed}."),
    "not-a-date": Message(
        "error",
        "“{found}”不是日期。可写2025-11-25、2025-11、2025、XXXX-11-25（年份不详）、2025-12?（存疑）或2025年11月25日。",
        "“{found}” is not a date. Write 2025-11-25, 2025-11, 2025, XXXX-11-25 (year not known) or 2025-12? (uncertain).",
    ),
    "not-a-number": Message(
        "error",
        "“{found}”不是数。请只写数字，“余”“左右”写在bound里。",
        "“{found}” is not a number. Write digits alone; “more than” and “about” go into bound.",
    ),
    "not-a-count": Message("error", "“{found}”应当是大于零的整数。", "“{found}” should be a whole number above zero."),
    "not-a-url": Message(
        "error", "“{found}”不是网址，应以https://开头。", "“{found}” is not a web address starting with https://."
    ),
    "not-a-tile": Message(
        "error", "tile应当是[列, 行]两个整数。", "“tile” should be two whole numbers, [column, row]."
    ),
    # addresses
    "missing-folder": Message(
        "error",
        "{key}写的文件夹“{found}”不存在。请改成已有的文件夹，或者新建它。",
        "The folder “{found}” of {key} is not there. Name one that is, or make it.",
    ),
    "bad-id": Message(
        "error",
        "文件名“{found}”不能作网址。请只用小写英文字母、数字和连字符，如old-bridge.md。",
        "The file name “{found}” cannot be a URL. Use lower-case letters, digits and hyphens, as in old-bridge.md.",
    ),
    "bad-shelf": Message(
        "error",
        "文章应放在以年份命名的文件夹里，如articles/{year}/；这里是“{found}”。",
        "An article belongs in a folder named for its year, as in articles/{year}/; this one is “{found}”.",
    ),
    "wrong-shelf": Message(
        "warning",
        "文章的日期在{year}年，却放在{found}文件夹里。",
        "The article is of {year} but lies in the folder {found}.",
    ),
    "duplicate-id": Message(
        "error",
        "文件名“{found}”已被{other}使用。请换一个；重复的文件请删去。",
        "The name “{found}” is taken by {other}. Choose another; delete the file if it is a copy.",
    ),
    "same-url": Message("error", "网址与{other}相同，请改文件名。", "The URL is that of {other}: rename this file."),
    "orphan-translation": Message(
        "error", "这是译文，却没有原文{of}。", "This is a translation, but there is no {of}."
    ),
    "other-form-of-name": Message(
        "error",
        "“{found}”就在这里，只是名字里带符号的字母在磁盘上和在文中编码不同（来自Mac的文件常把字母和符号分开记），看着一样却对不上。"
        "请给文件换一个只有汉字、数字和不带符号的字母的名字，文中也照改。",
        "“{found}” is here, but letters with marks are encoded otherwise in its name than in the article (files from a Mac often "
        "keep letter and mark apart), so the two look alike and do not match. Give the file a name without such letters, "
        "and write that in the article.",
    ),
    "missing-image": Message("error", "找不到图片“{found}”。", "The image “{found}” is not there."),
    "missing-settings": Message(
        "error",
        "找不到mkdocs.yml。请在档案的文件夹里运行，或用--root指明。",
        "There is no mkdocs.yml. Run this in the archive’s folder, or name it with --root.",
    ),
    "missing-plugin": Message(
        "error",
        "plugins里没有fangzhi，建出的网站不会有文章。请加上“- fangzhi”。",
        "There is no fangzhi among the plugins, so the site would have no articles. Add “- fangzhi”.",
    ),
    "broken-link": Message("error", "链接指向的“{found}”不存在。", "The link leads to “{found}”, which is not there."),
    "outside-image": Message(
        "error",
        "图片“{found}”不是文章旁边的文件。请把它存到文章旁边，写相对路径。",
        "The image “{found}” is no file beside the article. Keep it there, and write its relative path.",
    ),
    "not-a-site": Message(
        "error",
        "这个文件夹里有别的东西，不像本程序建的网站，没有动它。请用--site另指一个空文件夹。",
        "This folder holds something that is not a site; it was left alone. Name an empty one with --site.",
    ),
    "missing-engine": Message(
        "error", "没有安装{engine}。请运行“{detail}”。", "{engine} is not installed. Run “{detail}”."
    ),
    "broken-theme": Message(
        "error", "{engine}排不出页面，它说：“{detail}”。", "{engine} could not render the theme. It said: “{detail}”."
    ),
    # references
    "unknown-term": Message("error", "{vocabulary}.yml里没有“{found}”。", "There is no “{found}” in {vocabulary}.yml."),
    "not-in-force": Message(
        "warning",
        "“{found}”存在于{span}，与文章日期{date}不符。",
        "“{found}” was in force in {span}, but the article is dated {date}.",
    ),
    "unknown-related": Message("error", "没有文章“{found}”。", "There is no article “{found}”."),
    "missing-vocabulary": Message(
        "error",
        "找不到词表{name}.yml，文章里写的名称无从核对。请放回来；新的档案用fangzhi init建立。",
        "The vocabulary {name}.yml is not there, so what articles name cannot be looked up. Put it back; a new archive is made by fangzhi init.",
    ),
    "duplicate-term": Message("error", "词条“{found}”重复了，见{other}。", "The term “{found}” is already at {other}."),
    "circular-term": Message("error", "词条“{found}”的上位词绕回了它自己。", "The term “{found}” is above itself."),
    "term-too-deep": Message(
        "error",
        "词条“{found}”之上还有超过{limit}层上位词。请减少层次。",
        "The term “{found}” has more than {limit} levels of terms above it. Use fewer.",
    ),
}

# The editors' desk.
MESSAGES.update(
    {
        "would-overwrite": Message(
            "error",
            "文件已经存在，没有动它。要覆盖请加--force。",
            "The file is there already and was left alone. Add --force to overwrite it.",
        ),
        "cannot-write": Message(
            "error", "写不了：{reason}。什么都没有写。", "Cannot write: {reason}. Nothing was written."
        ),
        "needs-extra": Message(
            "error",
            "这一步要用{name}，还没有安装。请运行pip install '{extra}'。",
            "This needs {name}, which is not installed. Run pip install '{extra}'.",
        ),
        "no-text-here": Message(
            "error",
            "这是{kind}文件，读不出文字。请用原来的程序打开（扫描件先识别文字），另存为.docx或纯文本。",
            "This is a {kind} file, whose text cannot be read. Open it in its own program (let a scan be recognised) and save "
            "it as .docx or as plain text.",
        ),
        "same-text": Message(
            "error",
            "《{title}》的正文与{other}相同。请留下一篇，删去另一篇。",
            "The text of “{title}” is the same as that of {other}. Keep one, delete the other.",
        ),
        "lost-text": Message(
            "error",
            "整理前后的文字不一致（少“{missing}”，多“{extra}”），没有写。这是程序的错，请报告。",
            "Text was lost or made up on the way (missing “{missing}”, extra “{extra}”): nothing written. Please report this.",
        ),
        "draft-lacks": Message(
            "advice", "草稿还没有{key}，发布前要补上。", "This draft has no {key} yet; add it before publishing."
        ),
        "awaited-image": Message(
            "advice",
            "草稿在等图片“{found}”，发布前请把它放到文章旁边。",
            "This draft awaits the image “{found}”: put it beside the article before publishing.",
        ),
        "copy-half-width": Message(
            "advice",
            "半角标点“{found}”挨着汉字，应当用全角“{right}”。",
            "Half-width “{found}” beside Chinese text: write “{right}”.",
        ),
        "copy-doubled": Message("advice", "标点重复了：“{found}”。", "Doubled punctuation: “{found}”."),
        "copy-quotes": Message("advice", "引号“{found}”没有配对。", "The quotation mark “{found}” has no partner."),
        "copy-space": Message("advice", "汉字之间有空格。", "There is a space between Chinese characters."),
        "copy-latin-space": Message(
            "advice",
            "汉字与字母、数字之间不必加空格，显示时会自动留出间距。",
            "No space is needed between Chinese and Latin text: browsers set it.",
        ),
        "copy-ellipsis": Message("advice", "省略号应当写“……”。", "A Chinese ellipsis is written “……”."),
        "copy-straight-quotes": Message(
            "advice", "直引号应当写“”。", "In Chinese text write curly quotation marks, “”."
        ),
        "not-in-archive": Message(
            "error", "这个文件不在档案的articles文件夹里。", "This file is not in the archive’s articles folder."
        ),
        "no-such-file": Message("error", "没有这个文件。", "There is no such file."),
        "a-folder": Message(
            "error", "这是文件夹。请写出里面的哪个文件。", "This is a folder. Name one of the files in it."
        ),
    }
)
MESSAGES.update(KEEPING | BUILDING | CONVERSION | PUBLISHING | PICTURES | PRIVACY | EDITING | HANDWRITING)
