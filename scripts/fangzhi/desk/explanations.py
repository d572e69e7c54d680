"""What each key that an editor writes is for, in two languages: hints in editors' programs, and the reference."""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """One sentence or two, in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh}\n{self.en}"


EXPLANATIONS = {
    "article.title": Explanation("标题。必填。", "The headline. Required."),
    "article.kicker": Explanation("引题，标题上面的小标题。", "The kicker above the headline."),
    "article.subtitle": Explanation("副题，标题下面的小标题。", "The subtitle below the headline."),
    "article.summary": Explanation("摘要，列表和搜索引擎用它。", "One line for lists and search engines."),
    "article.date": Explanation(
        "所记之事的日期，按EDTF写，知道几位写几位。必填。",
        "The date of what is told, in EDTF, as far as it is known. Required.",
    ),
    "article.source": Explanation(
        "原报道的来源。不知道的不写。", "Where the report appeared. What is not known is left out."
    ),
    "article.districts": Explanation(
        "一个或几个区县：编号、名称、曾用名、别名都可以。发布时必填。",
        "One or more districts: id, name, former name or alias. Required to be published.",
    ),
    "article.initiatives": Explanation(
        "一个或几个专题，写法同区县。发布时必填。", "One or more initiatives, named likewise. Required to be published."
    ),
    "article.bylines": Explanation("署名，如“记者: [某某]”。", "Who wrote the report: role: [names]."),
    "article.images": Explanation("文章旁边的图片。", "Pictures that lie beside the article."),
    "article.figures": Explanation("报道里的数字，一项一条。", "The numbers that the report states, one an entry."),
    "article.lang": Explanation(
        "原文的字形，不写就是简体。", "The script of the text; Simplified where nothing is said."
    ),
    "article.status": Explanation(
        "草稿、已发布或撤稿，不写就是已发布。", "Draft, published or withdrawn; published where nothing is said."
    ),
    "article.variants": Explanation(
        "本篇的字形转换：照原样保留的词，以及“简体: 繁体”的对应。",
        "Script conversion in this article: words to keep, and pairs of Simplified: Traditional.",
    ),
    "article.variants.keep": Explanation("转换时照原样保留的词。", "Words that conversion leaves as they are."),
    "article.translations": Explanation("译文的标题和摘要。", "Title and summary in another language."),
    "article.translations.en": Explanation("英文。", "English."),
    "article.related": Explanation("相关的文章，写它们的编号。", "Ids of related articles."),
    "article.rights": Explanation("版权说明。", "A statement of rights."),
    "article.withdrawn": Explanation(
        "何时、因哪一类原因撤稿。", "When the article was withdrawn, and for which kind of reason."
    ),
    "article.withdrawn.date": Explanation("撤稿的日期。", "The date of withdrawal."),
    "article.withdrawn.reason": Explanation(
        "撤稿的原因，只能从几类里选。", "Why it was withdrawn: one of a few kinds."
    ),
    "article.privacy": Explanation(
        "文中可以写的个人信息，一项一条。", "Personal data that may stand in the text, one an entry."
    ),
    "article.privacy.allow": Explanation(
        "照文中写法的那一串字，如公布的电话。", "The text as it stands there, as a public telephone number."
    ),
    "article.privacy.reason": Explanation("为什么可以写。必填。", "Why it may stand there. Required."),
    "article.history": Explanation(
        "修改记录：写hide就不显示，写日期就只显示从那天起的修改。",
        "The page of changes: hide leaves it out, a date shows only what was changed from that day on.",
    ),
    "article.source.title": Explanation("报纸的名称。", "The name of the newspaper."),
    "article.source.issued": Explanation("出版日期。", "The date of issue."),
    "article.source.edition": Explanation("第几版。", "The page it appeared on."),
    "article.source.url": Explanation("报道在报社网站的网址。", "The report’s address at the newspaper."),
    "article.images.src": Explanation(
        "图片的文件名，相对于文章所在的文件夹。", "The file’s name, relative to the article’s folder."
    ),
    "article.images.caption": Explanation("图片说明。", "The caption."),
    "article.images.credit": Explanation("谁拍的，或谁提供的。", "Who took or supplied it."),
    "article.images.alt": Explanation(
        "给看不见图的人读的一句话：图上有什么。", "What the picture shows, for those who cannot see it."
    ),
    "article.figures.label": Explanation("这个数字是什么。", "What the number is."),
    "article.figures.value": Explanation("数值，只写数字。", "The number alone."),
    "article.figures.unit": Explanation("单位。", "The unit."),
    "article.figures.bound": Explanation(
        "准确数、至少，还是约数；不写就是准确数。", "Exact, at least, or about; exact where nothing is said."
    ),
    "article.figures.counts": Explanation("数的是什么。", "What is counted."),
    "article.figures.period": Explanation("哪一段时间的数字。", "The time that it speaks of."),
    "article.figures.en": Explanation("以上各项的英文。", "The same words in English."),
    "translation.title": Explanation("英文标题。", "The title in English."),
    "translation.summary": Explanation("英文摘要。", "The summary in English."),
    "translation.of": Explanation(
        "译文所据原文的指纹，由fangzhi translated写入。",
        "The digest of the Chinese it was made from, which “fangzhi translated” writes.",
    ),
    "vocabulary.id": Explanation(
        "编号，用在网址里，永远不改。", "The id, which stands in addresses and never changes."
    ),
    "vocabulary.code": Explanation("行政区划代码之类的代码。", "A code, such as that of a division."),
    "vocabulary.kind": Explanation("类别，如区、县。", "Its kind, such as district or county."),
    "vocabulary.name": Explanation("各种语言的名称。", "The preferred label in each language."),
    "vocabulary.short": Explanation("短名称，图块上用。", "The short name, for tiles."),
    "vocabulary.aliases": Explanation(
        "别名：编者和导入程序也认得的叫法。", "Other names that editors and the importer may use."
    ),
    "vocabulary.definition": Explanation("一两句说明。", "A sentence or two on what it is."),
    "vocabulary.broader": Explanation("上一级的编号。", "The id of the broader term."),
    "vocabulary.from": Explanation("从何时起有。", "Since when it has been in force."),
    "vocabulary.to": Explanation("到何时为止。", "Until when it was in force."),
    "vocabulary.replaced_by": Explanation("由谁接替，写编号。", "The ids of what replaced it."),
    "vocabulary.tile": Explanation(
        "首页图块的位置：第几列、第几行。", "Its place among the tiles of the home page: column, row."
    ),
    "settings.schema": Explanation(
        "档案文件的格式版本，由fangzhi init和fangzhi migrate写入。",
        "The version of the archive’s files, which “fangzhi init” and “fangzhi migrate” write.",
    ),
    "settings.name": Explanation("各种语言的名称。", "The archive’s name in each language."),
    "settings.description": Explanation(
        "各种语言的一句说明，首页用。", "One sentence on it in each language, for the home page."
    ),
    "settings.seal": Explanation(
        "印章上的一两个字，不写就是“方志”。", "The one or two characters of the seal; 方志 where nothing is said."
    ),
    "settings.per_page": Explanation(
        "列表每页几篇，不写就是20。从最早的一篇排起，排满的页以后不变；最新的一页篇数在它的一倍与两倍之间。",
        "Articles on a page of a list; 20 where nothing is said. Pages are filled from the oldest on and then stay; the "
        "newest holds from that many to one less than twice as many.",
    ),
    "settings.report": Explanation("读者指正用的邮箱或网页。", "A mail address or web page for corrections."),
    "settings.offline": Explanation(
        "true：读过的页面断网也能再打开。", "true: pages that were read open again without a network."
    ),
    "settings.owner": Explanation(
        "收藏这座档案的机构，各种语言。", "The institution that holds the archive, in each language."
    ),
    "settings.ark": Explanation(
        "ARK的号段，如99999/fz。", "The number and shoulder that ARKs are minted from, as in 99999/fz."
    ),
    "settings.gateway": Explanation(
        "替本站回答OAI-PMH的网关的网址。", "The address of the OAI-PMH gateway that speaks for the archive."
    ),
    "settings.traditional": Explanation(
        "繁体按哪种规范写：zh-Hant（不写就是它）、zh-Hant-HK或zh-Hant-TW。",
        "How Traditional is written: zh-Hant (where nothing is said), zh-Hant-HK or zh-Hant-TW.",
    ),
    "settings.social": Explanation(
        "true：建站时给每篇文章画一张图，转发到聊天里时显示。",
        "true: each article has a picture of its headline for links in chats.",
    ),
    "settings.history": Explanation("false：不列文章的修改经过。", "false: articles have no page of their changes."),
    "settings.editor": Explanation(
        "网页编辑器：backend（github、gitlab或gitea）、repo（仓库），必要时还有branch、base_url、api_root、auth_type、app_id。",
        "The browser editor: backend (github, gitlab or gitea) and repo, and where needed branch, base_url, api_root, auth_type, app_id.",
    ),
    "settings.region_words": Explanation("true：用词也改成当地的说法。", "true: words are the region’s own, too."),
}
"""By kind of file and key, inner keys behind a dot."""
