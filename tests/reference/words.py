"""What the reference says in words of its own: titles, heads of tables, and in Chinese what the code says in English."""

PAGES = {
    "commands": (
        ("命令", "Commands"),
        (
            "所有命令都认得`--help`。返回值：0没有问题，1发现问题，2用法不对。",
            "Every command knows `--help`. Exit status: 0 fine, 1 problems found, 2 wrong use.",
        ),
    ),
    "settings": (
        ("mkdocs.yml里的设置", "Settings in mkdocs.yml"),
        (
            (
                "写在`plugins`下面的`fangzhi`里。网站的网址是MkDocs自己的`site_url`，可以由环境变量给出："
                '`!ENV [SITE_URL, "https://archive.example.org/"]`。'
            ),
            (
                "They stand below `fangzhi` among the `plugins`. The site's address is MkDocs's own `site_url`, which a variable of "
                'the environment may give: `!ENV [SITE_URL, "https://archive.example.org/"]`.'
            ),
        ),
    ),
    "front-matter": (
        ("元数据", "Front matter"),
        (
            "文章开头和词表里能写的键。同一格里的几种写法意思一样；别的键算错误，程序会猜你想写哪一个。",
            (
                "The keys of articles and vocabularies. Names in one cell mean the same; any other key is an error, with a guess at "
                "what was meant."
            ),
        ),
    ),
    "errors": (
        ("检查会说什么", "What check says"),
        (
            "花括号里是当时的情形。错误不改好不能发布；警告在`--strict`下也算错误；建议供参考。",
            "Braces hold the facts of the case. An error stops publishing; a warning does so with `--strict`; advice never does.",
        ),
    ),
    "exports": (
        ("数据文件", "Data files"),
        (
            "网站里给程序读的文件和表格的各栏。怎样取用见“数据下载”页。",
            "The files of a site that programs read, and the columns of its tables. The data page tells how to take them.",
        ),
    ),
}
"""By name of the page: title and first paragraph."""

SAID = {
    "article": ("文章", "Articles"),
    "article.source": ("文章的来源", "The source of an article"),
    "article.images": ("文章的图片", "Images of an article"),
    "article.figures": ("文章里的数据", "Figures of an article"),
    "article.variants": ("文章的字形转换", "Script conversion in an article"),
    "article.translations": ("文章的译文", "Translations of an article"),
    "article.withdrawn": ("撤稿", "Withdrawal"),
    "article.privacy": ("许可公开的个人信息", "Personal data that may stand"),
    "translation": ("英文全文（.en.md）", "A full English text (.en.md)"),
    "vocabulary": ("词表里的一条", "A term of a vocabulary"),
    "key_head": ("键|意思", "key|meaning"),
    "setting_head": ("设置|意思", "setting|meaning"),
    "file_head": ("文件|类型|内容", "file|type|content"),
    "column_head": ("栏|内容", "column|content"),
    "option_head": ("选项|意思", "option|meaning"),
    "error": ("错误", "Errors"),
    "warning": ("警告", "Warnings"),
    "advice": ("建议", "Advice"),
}
"""By key: Chinese, English."""

COLUMNS = {
    "id": "文章的编号",
    "url": "简体版网页的网址",
    "ark": "ARK，档案馆有号段时才有",
    "date": "日期（EDTF，即ISO 8601-2）",
    "date_earliest": "日期可能指的最早一天",
    "date_latest": "日期可能指的最晚一天",
    "lang": "原文的字形",
    "title_hans": "简体标题",
    "title_hant": "繁体标题",
    "title_en": "英文标题，有译文时才有",
    "kicker_hans": "引题",
    "subtitle_hans": "副题",
    "summary_hans": "简体摘要",
    "summary_hant": "繁体摘要",
    "summary_en": "英文摘要，有译文时才有",
    "districts": "区县的编号，用分号和空格隔开",
    "initiatives": "专题的编号，用分号和空格隔开",
    "bylines": "署名（身份: 姓名），用分号和空格隔开",
    "source_title": "报纸名称，知道时才有",
    "source_issued": "出版日期（EDTF）",
    "source_edition": "版次",
    "source_url": "报道在报社的网址",
    "rights": "版权说明",
    "digest": "文章源文件的SHA-256",
    "article": "文章的编号",
    "number": "在该篇里的次序，从1起",
    "value": "数值",
    "bound": "exact（准确）、at-least（至少）或about（约）",
    "label": "这个数字是什么",
    "unit": "单位",
    "counts": "数的是什么",
    "period": "哪一段时间",
    "label_en": "英文名称",
    "unit_en": "英文单位",
    "counts_en": "数的是什么，英文",
    "period_en": "哪一段时间，英文",
}
"""The columns of the tables, in Chinese."""
