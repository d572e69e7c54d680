"""What the desk says to editors besides problems: questions and the comments in drafts, in Chinese and English."""

from __future__ import annotations

UNTITLED = "无题"
PRINTED = ("版面原文：", "As printed: ")
"""How a comment begins that keeps characters of the page which stand nowhere else in a draft (by language)."""

_WORDS = {
    "draft": (
        "由版面文字自动整理的草稿，起于原文第{line}行。带问号的注释是推测，请逐条核对后删去。",
        "A draft made from a page's text, from line {line} on. A comment with a question mark is a guess: check it.",
    ),
    "boundary": ("第{line}行也可能是另一篇的标题？", "Line {line} may be another report's headline?"),
    "after-byline": ("第{line}行在署名之后，是否属于本篇？", "Line {line} follows the byline: does it belong here?"),
    "joint": ("第{line}行接上了被分栏或图片断开的句子", "line {line} continues a sentence that the layout had cut"),
    "unfinished": ("有一段没有说完：“…{tail}”？", "a paragraph breaks off: “…{tail}”?"),
    "untitled": ("原文没有标题", "the page prints no headline"),
    "headline": ("标题分行是推测的，引题和主题是否对调？", "kicker and title were told apart by guess?"),
    "summary": ("摘自正文首句，请改写？", "the first sentence; please rewrite?"),
    "no-summary": ("请写一两句摘要", "please write a sentence or two"),
    "date-from": ("据正文“{words}”推算？", "worked out from “{words}” in the text?"),
    "date-lately": ("正文只说“{words}”，用的是出版日期前后？", "the text says only “{words}”: about the day of issue?"),
    "date-issued": ("正文没有写日期，用的是出版日期？", "the text names no day: the day of issue?"),
    "date-later": (
        "第{number}段写到“{words}”：事情若发生在那时，请改？",
        "paragraph {number} names “{words}”: if it happened then, please mend?",
    ),
    "no-date": ("不知道日期，请补上？", "the date is not known: please add it?"),
    "source-printed": ("取自报头？", "from the page's head?"),
    "no-source": ("不知道报名和出版日期就空着，不要推测", "leave out what is not known"),
    "districts-by": ("依据：{reasons}？", "found by: {reasons}?"),
    "districts-more": ("正文还提到：{names}？", "also named: {names}?"),
    "districts-unknown": ("词表里没有：{names}？", "not in the vocabulary: {names}?"),
    "no-districts": ("没有认出区县，请补上？", "no district was recognised: please add one?"),
    "initiatives-by": ("依据：{reasons}？", "found by: {reasons}?"),
    "initiatives-more": ("正文提到过一次：{names}？", "named once in the text: {names}?"),
    "no-initiatives": ("没有认出专题，请补上？", "no initiative was recognised: please add one?"),
    "head": ("标题", "headline"),
    "heading": ("小标题", "section heading"),
    "quoted": ("引号内", "in quotation marks"),
    "body": ("正文{times}处", "{times} in the text"),
    "no-bylines": ("原文没有署名", "the page prints no byline"),
    "byline-in-dateline": ("署名印在电头里，见文末的注释", "printed in the dateline, kept in a comment below"),
    "images": ("图片请放到文章旁边并改src；没有图片就删去这一项？", "put the pictures beside this file and mend src?"),
    "caption-guess": ("“{text}”夹在句子中间，当作图片说明？", "“{text}” stood amid a sentence: a caption?"),
    "figures": ("由正文推出，请核对名称和范围？", "taken from the text: check what each one counts?"),
    "ask-boundary": ("第{line}行“{text}”是另一篇的标题吗", "Does line {line}, “{text}”, begin another report"),
    "ask-districts": (
        "《{title}》写的是哪个区县（多个用空格隔开）",
        "Which districts is “{title}” about (spaces between)",
    ),
    "ask-initiatives": (
        "《{title}》属于哪些专题（多个用空格隔开）",
        "Which initiatives does “{title}” belong to (spaces between)",
    ),
    "ask-headline": ("主标题是哪一句", "Which line is the title"),
    "ask-date": ("这个版面的出版日期（不知道就直接回车）", "The day of issue (Enter if not known)"),
    "ask-source": ("报名（不知道就直接回车）", "The paper's name (Enter if not known)"),
    "ask-archive": ("档案的名称", "The archive's name"),
    "ask-script": ("文章用哪种字形写：zh-Hans简体，zh-Hant繁体", "What articles are written in: zh-Hans or zh-Hant"),
    "ask-traditional": (
        "繁体版怎样写：zh-Hant通用，zh-Hant-HK香港，zh-Hant-TW台湾",
        "How Traditional is written: zh-Hant (plain), zh-Hant-HK or zh-Hant-TW",
    ),
    "ask-archive-other": ("另一种字形的名称", "Its name in the other script"),
    "ask-archive-english": ("英文名称（没有就直接回车）", "Its English name (Enter if there is none)"),
    "ask-url": ("网站的地址（还不知道就直接回车）", "The site's address (Enter if not known yet)"),
    "ask-places": ("地方的CSV表，或example", "A CSV table of the places, or example"),
    "ask-topics": (
        "专题的CSV表，或直接写（如photos=老照片，多个用空格隔开）",
        "A CSV table of the topics, or topics themselves, as in photos=老照片 (spaces between)",
    ),
    "starter-places": (
        "地方的词表：编号就是网址，发布之后不要改。Places: an id becomes an address, so keep it once published.",
        "Places: an id becomes an address, so keep it once published. 地方的词表：编号就是网址，发布之后不要改。",
    ),
    "starter-topics": (
        "专题的词表：编号就是网址，发布之后不要改。Topics: an id becomes an address, so keep it once published.",
        "Topics: an id becomes an address, so keep it once published. 专题的词表：编号就是网址，发布之后不要改。",
    ),
    "founded": (
        "档案建好了：{folder}\n下一步：cd {way}，然后fangzhi new写第一篇，fangzhi serve看网站。",
        "The archive is ready: {folder}\nNext: cd {way}, then fangzhi new for a first article, and fangzhi serve to see the site.",
    ),
    "newest": ("已经是最新的格式，第{schema}版。", "This is the newest schema already: {schema}."),
    "difference": (
        "新增{added}个文件，改动{changed}个，移除{removed}个。",
        "{added} files added, {changed} changed, {removed} removed.",
    ),
    "published": ("已发布：{name}", "Published: {name}"),
    "nothing-to-publish": ("没有要发布的，与现有的相同。", "Nothing to publish: what is there is the same."),
    "would-roll-back": ("读者会看到{name}", "Readers would see {name}"),
    "rolled-back": ("读者现在看到的是{name}", "Readers see {name} now"),
    "changes": ("读者会看到的变化", "What changes for readers"),
    "not-published-yet": (
        "{where}还没有发布过，或者读不到，所以全部算新的。\n",
        "{where} was not published yet, or cannot be read, so everything counts as new.\n",
    ),
    "pages-added": ("新的页面", "New pages"),
    "pages-changed": ("改动的页面", "Changed pages"),
    "pages-removed": ("移除的页面", "Removed pages"),
    "other-files": ("另有{count}个数据和附件变了。", "Other files that differ (data, downloads): {count}."),
    "doubts-new": ("还没有人看过的转换：{count}处", "Conversions that nobody has read yet: {count}"),
    "doubts-none": ("没有待看的转换", "Every conversion has been read"),
    "and-more": ("另有{count}行", "{count} more"),
    "links-dead": ("打不开的站外链接：{count}个", "Links to other sites that lead nowhere: {count}"),
    "links-fine": ("站外链接都打得开", "Every link to other sites leads somewhere"),
    "ask-apply": ("照此修改吗", "Apply these changes"),
    "ask-title": ("标题", "Title"),
    "ask-when": ("日期，如2025-11-25、2025-11或202X", "Date, as in 2025-11-25, 2025-11 or 202X"),
    "ask-which-districts": ("区县（按Tab补全，多个用空格隔开）", "Districts (Tab completes, spaces between)"),
    "ask-which-initiatives": ("专题（按Tab补全，多个用空格隔开）", "Initiatives (Tab completes, spaces between)"),
    "ask-id": ("文件名（小写字母、数字、连字符）", "File name (lower-case letters, digits, hyphens)"),
    "body-here": (
        "在这里写正文。空一行另起一段，小标题前写“## ”。",
        "Write here. A blank line parts paragraphs; ## begins a heading.",
    ),
    "imported": ("{count}篇草稿：", "Drafts: {count}"),
    "imported-one": ("{path}  《{title}》  {guesses}处待核对", "{path}  “{title}”  {guesses} to check"),
    "decoded": ("原文是{encoding}编码，已转为UTF-8。", "The page was in {encoding}; it was converted to UTF-8."),
    "stripped": ("去掉了{count}个不可见的控制字符。", "{count} invisible control characters were taken out."),
    "clean": ("没有发现问题，共{count}篇。", "Nothing wrong; articles checked: {count}."),
    "nothing-to-fix": ("没有要改的。", "There is nothing to mend."),
    "fixed": ("改了{count}个文件。", "Files mended: {count}."),
    "found": (
        "{errors}处错误，{warnings}处警告，{advice}条建议。",
        "Errors: {errors}, warnings: {warnings}, advice: {advice}.",
    ),
    "whole": ("完好：{count}个文件都同清单一致。", "Whole: all {count} files are as the manifest lists them."),
    "listed": (
        "{path}：新加{added}个网址，共{count}个。",
        "{path}: addresses added: {added}, in all: {count}.",
    ),
    "built": (
        "{articles}篇文章，{pages}个页面，{files}个文件：新做{made}个，不变{kept}个，删去{removed}个，用时{seconds:.1f}秒：{site}",
        "{articles} articles, {pages} pages, {files} files: {made} made, {kept} kept, {removed} removed, {seconds:.1f} s: {site}",
    ),
    "edition": ("另有压缩包，装着{count}个文件：{file}", "An edition that opens from disk, of {count} files: {file}"),
    "stage-read": ("读文章", "Reading articles"),
    "stage-theme": ("做版式", "Rendering the theme"),
    "stage-plan": ("和上次比对", "Comparing with the last build"),
    "stage-search": ("编检索", "Indexing"),
    "stage-keep": ("留用没变的文件", "Keeping unchanged files"),
    "stage-pages": ("做页面", "Making pages"),
    "stage-exports": ("做数据文件", "Making data files"),
    "stage-seal": ("登记校验和", "Writing checksums"),
    "stage-exchange": ("换上新的网站", "Putting the new site in place"),
    "stage-check": ("检查文章", "Checking articles"),
    "stage-verify": ("核对文件", "Verifying files"),
    "stage-doubts": ("看字形转换", "Looking at conversions"),
    "stage-compare": ("和已发布的比对", "Comparing with what is published"),
    "stage-send": ("送上去", "Sending"),
    "stage-links": ("试外部链接", "Trying links to other sites"),
    "stage-edition": ("打包", "Packing"),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "advice": ("建议", "advice"),
    "yes": ("是", "y"),
    "no": ("否", "n"),
}


def say(code: str, lang: str, **facts: object) -> str:
    """One of the desk's sentences in ``zh`` or ``en``."""
    return _WORDS[code][lang != "zh"].format_map(facts)


def printed(text: str, lang: str) -> str:
    """A comment's text that keeps some characters of the page as they were printed."""
    return PRINTED[lang != "zh"] + text
