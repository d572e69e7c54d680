"""Full names of people whom a role makes vulnerable: suspects, victims, minors, patients and others.

Chinese names stand without spaces in their sentence, so a name is a surname with one or two characters that end where a
name may end: before a mark, or before a word that tells what the person did. Words that begin as a name would (安全,
高兴) are listed in ``data/openings.txt``. What is a name already veiled (李某, 王女士, 小明) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from fangzhi.desk.traces import Trace
from fangzhi.hanzi import tables
from fangzhi.hanzi.recognition import some_traditional

ROLES = (
    "犯罪嫌疑人 嫌疑人 嫌疑犯 嫌犯 疑犯 被害人 受害人 受害者 被害者 事主 被拘留人 被行政拘留人 被处罚人 违法行为人 违法人员 违法嫌疑人 "
    "涉案人员 涉案人 被告人 被告 罪犯 犯人 在逃人员 逃犯 在押人员 服刑人员 刑满释放人员 社区矫正对象 矫正对象 社区矫正人员 被执行人 被申请人 "
    "吸毒人员 戒毒人员 吸毒者 赌博人员 卖淫女 嫖客 未成年人 学生 小学生 中学生 初中生 高中生 大学生 女生 男生 幼儿 幼童 儿童 孩子 少年 "
    "少女 男童 女童 男孩 女孩 男婴 女婴 孤儿 患者 病人 感染者 伤者 死者 逝者 遇难者 溺水者 轻生者 轻生女子 轻生男子 当事人 举报人 报案人 "
    "报警人 证人 目击者 残疾人 低保户 贫困户 走失老人 肇事司机 肇事者 肇事驾驶人 醉驾司机 酒驾司机 醉驾者 酒驾者 投案人员 上访人 信访人"
).split()
_LINK = (
    "(?:[:： ]|姓名|（|\\(|“|「|\"|名叫|名为|叫|(?:就?是|系|为)(?:[^，。；：\n]{0,6}?(?:员|生|工|者|民|师|人))?|\\[){0,3}"
)
_ROLE = re.compile(f"(?:{'|'.join(sorted(ROLES, key=len, reverse=True))}){_LINK}")
_MARKS = "，。、；：！？,.;:!?（）()《》“”\"'「」『』\\[\\]{}】 \n…—-"
_GOES_ON = (
    "的 在 因 被 将 把 对 向 从 与 和 及 等 同 跟 给 为 是 系 以 由 经 至 到 自 当 用 让 叫 称 说 告 表 讲 谈 已 曾 先 又 也 还 都 就 便 即 "
    "随 多次 均 再 正 刚 一 不 未 没 拒 如实 主动 自愿 独自 昨 今 前 后 近 目前 现 供 交代 交待 涉 伙同 驾 骑 乘 坐 持 携 窃 盗 抢 骗 诈 逃 "
    "潜 窜 躲 藏 落网 归案 投 抓 报 打 杀 伤 死 住 来 去 走 跑 跳 收 取 付 转 汇 借 欠 买 卖 吸 贩 嫖 赌 酒 醉 违 犯 认 悔 承 提 申 要 想 得 "
    "获 受 遭 送 离 返 找 捡 拾 救 写 指 辨 作 出 进 入 上 下 夫 妻 父 母 兄 姐 弟 妹 男 女 家 失 患 所 其 名下 本人 独 生前 情 康 领 终 需 "
    "脱 弃 非 危 故 执 予 判 处 刑 拘 逮 羁 押 移 解 遣 戒 接 按 应 能 会 可 则 却 并 仍 才 只 连 每 回 乙 坠 溺 晕 摔 砸 踢 拿 推 拉 砍 刺 "
    "捅 烧 欺 哭 喊 求 请 感 登 参 加 带 拨 联 点 发 通过 利用 使用 冒 谎 伪 假 非法 随后 立即 马上 终于 突然 起 年 岁 时 [0-9]"
).split()
_AFTER = re.compile(f"[{_MARKS}]|$|{'|'.join(_GOES_ON)}")
_NOT_GIVEN = frozenset("的了着过吗呢吧们个这那某甲乙丙丁戊氏×被把将给让在说称是系等及与和到已又也还都就便均再不未没或由其所该每各")
_NOT_FIRST = frozenset("多曾会能无只仅很最更因对从而但此之常时当正应则即随并昨")
_TITLE = re.compile(
    "先生|女士|小姐|同学|老师|师傅|大爷|大妈|大叔|大哥|大姐|阿姨|婆婆|爷爷|奶奶|叔叔|警官|医生|老板|经理|老汉|太太|同志|队长|家"
)
_IDENTIFIED = re.compile("[，,（( ]{1,2}(?:男|女)(?![友士儿孩生子])|[，,（( ]{1,2}[0-9一二三四五六七八九十]{1,3}岁")
_ALIAS = re.compile("[（(“\"]*[均全]?(?:部)?[为系]?化名")
_NEXT = re.compile("[、和及与跟]")
_CAUGHT = re.compile("(?:将|把|对(?!于)|判处|抓获了?|逮捕了?|处罚了?)")
_DEALT = re.compile(
    "(?:等[^，。；\n]{0,5})?(?:依法|予以|抓获|控制|带[回离走]|传唤|处以|处罚|刑事|行政|拘|逮捕|移送|押|采取|作出|查获|执行|判处|有期|立案|缉)"
)
_DEED = re.compile(
    "涉嫌|被(?=[^，。；\n]{0,8}?(?:拘留|逮捕|抓获|刑拘|处以|判处|处罚|判刑|强制隔离|取保候审|立案))|因(?=[^，。；\n]{1,10}被)"
    "|系(?=本?案?主?要?犯?罪?嫌疑人)|是(?=本?案?主?要?犯?罪?嫌疑人)|为(?=本?案?主?要?犯?罪?嫌疑人)|男(?=[，,）)、])|女(?=[，,）)、])"
)
_BEFORE_DEED = re.compile("(?:因|由于|[，,（(]{1,2})$")
_GRAVE = re.compile("嫌|拘|抓|捕|判|罚|案|失踪|走失|被骗|受伤|死亡|学生|患者|自杀|轻生|溺")
_SENTENCE = re.compile("[^。；！？\n]*")
_CLAUSE_ENDS = frozenset("，。、；：！？（(“\"「 \n")
_COMMON = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕琴梅兰凤洁琳素云莲真环雪荣爱妹霜香月莺媛瑞凡佳嘉琼勤珍贞莉叶璧璐"
    "娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育"
    "滢馥筠柔竹霭凝晓欢枫芸菲寒伊亚宜可姬舒影荔枝思丽刚毅俊峰保东文辉力永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞"
    "彬富顺信子成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若"
    "生鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘小大雨宇三四五六辉兵虎宝莹丛慧晴川田野迪佩根喜来银"
)




def _data(name: str) -> list[str]:
    return files(__package__).joinpath("data", f"{name}.txt").read_text("utf-8").splitlines()


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    *single, compound = _data("surnames")
    return frozenset("".join(single)) | frozenset(compound.split(" "))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    openings = (line.split(" ") for line in _data("openings"))
    ordinary = (word for line in _data("ordinary") for word in line.split(" "))
    return frozenset((*(first + rest for first, *several in openings for rest in several), *ordinary))


@lru_cache(maxsize=1)
def _to_simplified() -> dict[int, str]:
    return {ord(char): form for char, form in tables.characters("TSCharacters").items()}


def persons(text: str) -> Iterator[Trace]:
    """Names in Chinese text of either script, as traces of the kind ``name``."""
    text = text.translate(_to_simplified()) if some_traditional(text) else text
    found = dict(_by_role(text)) | dict(_by_deed(text)) | dict(_by_treatment(text))
    yield from (Trace("name", start, end) for start, end in sorted(found.items()) if not _is_alias(text, end))


def _by_role(text: str) -> Iterator[tuple[int, int]]:
    """After a role: 犯罪嫌疑人李明、王芳."""
    for match in _ROLE.finditer(text):
        at = match.end()
        end = _name(text, at) or _familiar(text, at)
        while end:
            yield at, end
            more = _NEXT.match(text, end)
            at = more.end() if more else end
            end = _name(text, at) if more else 0


def _by_treatment(text: str) -> Iterator[tuple[int, int]]:
    """As the object of what the police do: 将李明抓获."""
    for match in _CAUGHT.finditer(text):
        for size in (4, 3, 2):
            end = match.end() + size
            if _DEALT.match(text, end) and _is_name(text[match.end() : end]):
                yield match.end(), end
                break


def _by_deed(text: str) -> Iterator[tuple[int, int]]:
    """At the head of a clause, before what was done: 李明因涉嫌盗窃; 李明，男，30岁."""
    for match in _DEED.finditer(text):
        link = _BEFORE_DEED.search(text, max(0, match.start() - 2), match.start())
        told = match[0] in "男女"
        end = link.start() if link else match.start()
        if (told and not link) or (told and not _GRAVE.search(_SENTENCE.match(text, end)[0])):
            continue
        yield from ((start, end) for start in _heads(text, end))


def _heads(text: str, end: int) -> Iterator[int]:
    """Where a name begins that ends here and begins its clause."""
    starts = (end - size for size in (4, 3, 2) if end >= size)
    fit = (s for s in starts if (s == 0 or text[s - 1] in _CLAUSE_ENDS) and _is_name(text[s:end]))
    yield from list(fit)[:1]


def _name(text: str, start: int) -> int:
    """The end of a name that begins here and ends where a name may end; 0 where there is none."""
    given = start + _surname(text, start)
    ends = [end for end in (given + 2, given + 1) if given > start and _ends_well(text, end)]
    fit = [end for end in ends if _is_name(text[start:end]) or _is_told(text, start, given, end)]
    if len(fit) > 1 and text[fit[0] - 1] not in _COMMON:
        return fit[1]
    return fit[0] if fit else 0


def _is_told(text: str, start: int, given: int, end: int) -> bool:
    """A word that is told to be a name all the same: 高峰，男."""
    return bool(_IDENTIFIED.match(text, end)) and _may_be_given(text[given:end]) and start < given


def _familiar(text: str, start: int) -> int:
    """The same by what given names are usually made of, whatever follows."""
    given = start + _surname(text, start)
    for end in (given + 2, given + 1) if given > start else ():
        if _COMMON.issuperset(text[given:end]) and end <= len(text) and _is_name(text[start:end]):
            return end
    return 0


def _surname(text: str, start: int) -> int:
    return next((size for size in (2, 1) if text[start : start + size] in _surnames()), 0)


def _ends_well(text: str, end: int) -> bool:
    return end <= len(text) and bool(_AFTER.match(text, end))


def _is_name(text: str) -> bool:
    """Whether a text is a surname with one or two characters, and no word that begins so."""
    given = text[_surname(text, 0) :]
    if given == text or not _may_be_given(given) or text in _words():
        return False
    return len(text) == 2 or text[:2] not in _words() or text[-1] in _COMMON  # noqa: PLR2004


def _may_be_given(given: str) -> bool:
    if not 1 <= len(given) <= 2 or not _NOT_GIVEN.isdisjoint(given) or given[0] in _NOT_FIRST:  # noqa: PLR2004
        return False
    return all("\u3400" <= char <= "\u9fff" for char in given) and not _TITLE.match(given)


def _is_alias(text: str, end: int) -> bool:
    """Whether the text says, just after or at the end of a list, that a name is made up."""
    listed = re.match("[^，。；\n]{0,16}?(?=[（(](?:以上)?均?[为系]?化名)", text[end : end + 24])
    return bool(_ALIAS.match(text, end) or listed)
