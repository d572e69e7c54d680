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
    "error_head": ("代码|轻重|说法", "code|severity|what it says"),
    "file_head": ("文件|类型|内容", "file|type|content"),
    "column_head": ("栏|内容", "column|content"),
    "option_head": ("选项|意思", "option|meaning"),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "advice": ("建议", "advice"),
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

COMMANDS = {
    "*": {
        "--root": "档案的文件夹，不写就是当前文件夹。",
        "--lang": "用哪种语言说话：zh中文，en英文。",
        "--site": "网站放在哪里，不写就是档案里的site/。",
        "--jobs": "用几个进程。",
        "--yes": "什么都不问。",
    },
    "build": {
        "": "建整个网站。",
        "--engine": "由哪个程序排版。",
        "--strict": "有警告也停下。",
        "--full": "全部重做，不信上一次留下的东西。",
        "--scheduler": "由这个Dask调度器的机器一起做，如tcp://10.0.0.1:8786。",
        "--profile": "列出时间花在了哪里。",
        "--zip": "另做一个压缩包，解开后不用服务器就能打开。",
    },
    "check": {
        "": "一次说清档案或其中几个文件的所有问题，不建网站。",
        "--format": "给人看的文字（text）、JSON，或GitHub、GitLab的标注。",
        "--strict": "警告也算错误。",
        "--taste": "也提只关乎习惯的文字建议。",
        "--doubts": "新文章再多，也找出所有拿不准的转换。",
        "--fix": "改掉程序自己能改的毛病，先给你看改动。",
        "--yes": "改之前不问。",
    },
    "changes": {
        "": "用Markdown列出这次建站改了哪些页面，有哪些拿不准的转换还没人看过。",
        "--site": "建好的网站，不写就是档案里的site/。",
        "--since": "已发布的网站，写网址或文件夹；不写就是档案的网址。",
    },
    "links": {
        "": "用Markdown列出哪些通往别处的链接打不开。只是告知，不算失败。",
        "--site": "建好的网站，不写就是档案里的site/。",
        "--pause": "向同一台主机要两个页面，中间停几秒。",
        "--wait": "等几秒没有回答就算打不开。",
    },
    "editor": {"": "取来网页编辑器的程序，供设置里写了editor的档案使用。"},
    "convert": {
        "": "把标准输入从一种字形转成另一种：进几行，出几行。",
        "--from": "原文的字形。",
        "--to": "转成哪种字形。",
    },
    "import": {
        "": "把一版报纸的文字（或.docx、.html；-表示标准输入）变成草稿。",
        "--date": "出版日期，知道几位写几位（EDTF）。",
        "--source": "报纸名称。",
        "--edition": "版次。",
        "--out": "草稿放在哪里，不写就是articles/里当年的文件夹。",
        "--force": "已有的草稿也覆盖。",
        "--yes": "什么都不问，拿不准的在草稿里标出。",
    },
    "init": {
        "": "为你自己的地方和题目新建一座档案，立刻就能建站。",
        "--name": "档案的名称，用文章的字形写。",
        "--other-name": "另一种字形的名称，不写就转换。",
        "--english-name": "英文名称。",
        "--script": "文章用哪种字形写，另一种由它转换。",
        "--traditional": "繁体按哪种规范写。",
        "--url": "网站的网址。",
        "--places": "地方的CSV表格，或写example用示例。",
        "--initiatives": "专题的CSV表格，或写example用示例。",
        "--initiative": "一个专题，写成photos=老照片。可以写几次。",
    },
    "migrate": {"": "把档案的文件改成最新的格式，已是最新的不动。"},
    "new": {
        "": "开始写一篇：问清必需的几项，写一份待填的草稿。",
        "--title": "标题。",
        "--date": "日期，EDTF，或写成2025年11月25日。",
        "--district": "区县，可以写几次。",
        "--initiative": "专题，可以写几次。",
        "--source": "报纸名称。",
        "--issued": "出版日期。",
        "--id": "文件名，也就是网址的最后一段。",
        "--script": "用哪种字形写；不写就用档案中文章所用的。",
    },
    "package": {"": "建站，把源文件和网站装进一个新的BagIt文件夹（RFC 8493）。"},
    "published": {"": "把读者看得到的文章都记进“不能消失的网址”清单。"},
    "publish": {
        "": "把建好的网站送到TARGET，只送与那边不同的。TARGET可以是文件夹（留有历次发布，current指着现在的一次）、"
        "rsync://主机/模块/路径、主机:路径（经ssh的rsync）、rsync:文件夹，或git:仓库#分支（不写分支就是gh-pages）。",
        "--site": "要发布的网站，不写就是档案里的site/。",
        "--dry-run": "只说会做什么，什么都不做。",
        "--keep": "文件夹里留几次发布。",
        "--rollback": "退回上一次发布，或退回写明的那一次。",
    },
    "review": {
        "": "列出拿不准的字形转换：所在的句子、选了哪个、还有哪些可能。",
        "--explain": "列出每一处转换，以及由哪一级规则决定。",
        "--approve": "看过了，全部记进审定文件。",
    },
    "schema": {"": "打印一份JSON Schema：元数据、词表，或check的JSON输出。"},
    "serve": {
        "": "边写边看，草稿也看得到；文件一改，页面自动刷新。",
        "--port": "端口。",
        "--host": "地址。",
    },
    "translated": {"": "记下这些文章的英文是照现在的中文译的。"},
    "verify": {"": "说出网站或BagIt文件夹里哪些文件变了、缺了、多了。"},
}
"""By command and option; the command itself under the empty name, what several share under ``*``."""
