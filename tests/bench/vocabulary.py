"""The words that the benchmark's articles are put together from: all our own, in the register of local reports."""

from __future__ import annotations

DISTRICTS = tuple(
    pair.split()
    for pair in """
万州区 万州/涪陵区 涪陵/渝中区 渝中/大渡口区 大渡口/沙坪坝区 沙坪坝/九龙坡区 九龙坡/南岸区 南岸/北碚区 北碚/綦江区 綦江/大足区 大足/巴南区 巴南/
黔江区 黔江/长寿区 长寿/江津区 江津/合川区 合川/永川区 永川/南川区 南川/璧山区 璧山/铜梁区 铜梁/潼南区 潼南/荣昌区 荣昌/城口县 城口/
丰都县 丰都/垫江县 垫江/忠县 忠县/云阳县 云阳/奉节县 奉节/巫山县 巫山/巫溪县 巫溪/石柱土家族自治县 石柱/秀山土家族苗族自治县 秀山/
酉阳土家族苗族自治县 酉阳/彭水苗族土家族自治县 彭水
""".replace("\n", "").split("/")
)

INITIATIVES = {
    "警网融合": "police–grid work", "警校联动": "school safety", "警企协同": "business liaison",
    "警民携手": "neighbourhood safety", "反诈": "fraud prevention", "交通安全": "road safety",
    "拆伞除篷": "removing canopies from scooters", "文明养犬": "dog licensing", "拘调融合": "mediation in detention",
    "监所安全": "custody safety", "枫桥经验": "local mediation",
}  # fmt: skip

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常涂游温康施牟冉"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文辉力志梅鑫波斌宇浩凯雪琳晨阳帆倩婷雯佳欣怡晓东海峰云龙飞成林山川松柏青春生国庆永福寿康宁乐安德义仁礼信忠孝廉勤俭朴素淑贞惠珍珠玲珑瑶琴棋书画诗词歌赋里台群线发后面复干系征准制"
PLACE_FIRST = "金银铜石龙凤鹿马牛羊白黑红青黄大小长高深双三五七九新老上下东西南北清甘桃李梅竹松柏杨柳桂兰荷莲云雾雨雪风雷星月日河江溪泉井塘湾滩沙岩峰岭坪坝沟谷"
PLACE_SECOND = (
    "山水河溪沟湾坝坪岭峰岩石桥门口场镇店铺堡寨台阁塔庙寺观井泉塘池滩沱渡津关坎坡垭槽梁谷洞林园田土庄村里弄巷路街"
)

WORDS: dict[str, tuple[str, ...]] = {
    key: tuple(text.split())
    for key, text in {
        "org": "公安局 交巡警支队 治安支队 刑侦支队 社区警务大队 反诈中心 指挥中心 拘留所 看守所 城关派出所 车站派出所 新区派出所 街道派出所 镇派出所 水上派出所 司法所 综治中心 法院 检察院 教委 农业农村委 城管局 市场监管局 消防救援大队 应急管理局 卫生健康委 邮政管理局",
        "who": "社区民警 驻校民警 片区民警 值班民警 辅警 网格员 调解员 志愿者 楼栋长 物业经理 社区书记 村支书 退休教师 老党员 驿站负责人 快递员 外卖骑手 商铺老板 讲解员 居委会主任 心理咨询师 律师 兽医 班主任 保安队长 公交司机 客服人员 银行柜员",
        "whom": "老人 学生 家长 居民 村民 商户 养犬人 骑手 司机 租客 务工人员 新生 游客 股东 储户 住户 家属 业主 摊主 果农 店员 船员 乘客 邻居 独居者 返乡青年",
        "noun": "台账 隐患 纠纷 线索 案卷 协议 名册 工作群 热线 值班室 警务室 调解室 宣讲队 巡逻队 微信群 小程序 监控 路灯 护栏 消防栓 门禁 信号灯 斑马线 停车位 电动车 三轮车 货车 遮阳伞 头盔 狗绳 疫苗 芯片 登记证 转账记录 验证码 彩票 返利群 贷款 刷单 投资群 冒充客服 合同 工资 押金 租金 债务 邻里纠纷 噪声 漏水 宅基地 土地边界 鱼塘 果园 大棚 冷库 仓库 工地 码头 渡口 学校 食堂 宿舍 操场 广场 菜市场 车站 商圈 写字楼 产业园 医院 银行 网点 养老院",
        "adj": "老旧 偏远 新建 临街 低洼 拥挤 易涝 繁忙 冷清 整洁 陈旧 狭窄 宽敞 安静 热闹 复杂 简单 常见 少见 零散 集中 长期 临时 明显 隐蔽",
        "act": "排查 走访 登记 核对 回访 张贴 发放 讲解 演练 劝阻 拦截 止付 追回 查处 整改 更换 拆除 加装 清理 疏导 接送 护送 帮扶 调解 签署 公示 汇总 移交 上报 复核 抽查 培训 考核 表彰 研判 预警 联系 协商 约谈 教育 训诫 救助 寻找 送回 修理 安装 测试 评估 记录 归档 征求 答复",
        "how": "逐户 连夜 当场 分批 定期 每周 每月 提前 及时 耐心 反复 主动 集中 错时 分头 一起 陆续 免费 上门 电话 现场 线上 公开 仔细 从严 依法 共同 专门 重新 统一",
        "time": "上个月 去年冬天 今年春天 入夏以后 国庆前后 开学第一周 春节前 赶集日 周末 夜间 清晨 午后 雨季 汛期 放学时 节假日 高考期间 农忙时节 年底 月初 月末 第三季度 上半年 下半年 近三个月 半年来 一年来",
        "aim": "把矛盾化解在门口 让老人少受骗 让学生安心上课 减少路口事故 方便群众办事 省去来回奔波 守住钱袋子 弄清底数 补上短板 缩短出警时间 摸清养犬情况 保住企业订单 让邻里重新说话 早发现早处置 不漏一户 不误农时 让车站秩序变好 让骑手戴上头盔 还路于民 打通最后一里路",
        "result": "投诉少了一半 事故明显减少 没有再发生同类警情 双方握手言和 当场签了协议 钱款全部追回 群众评价不错 秩序好了许多 台账清楚了 夜里安静了 路面宽了 办证排队短了 学生会背口诀了 老人学会挂断电话 商户愿意配合 纠纷当天了结 隐患全部销号 问题交给了主管部门 后续还在跟进 有的仍需观察",
        "say": "说 表示 回忆 介绍 解释 提醒 认为 坦言 笑着说 补充",
        "talk": "以前办这件事要跑三趟 大家熟了话就好说 先听完再讲理 钱没转出去就好 证件办好了心里踏实 孩子过马路我放心了 戴头盔是为了自己 狗绳短一点邻居就安心一点 有事先打网格员电话 夜里多一盏灯就少一分怕 把账算清楚气就消了 谁家都有难处 骗子换了说法还是要钱 多问一句就能少亏一笔 面对面谈比什么都管用 台阶给了双方就下来了 里里外外都查过了 后来我们成了朋友 这条线我跑了十年 群里一喊就有人应",
        "unit": "户 人 次 件 起 个 份 只 台 面 条 辆 处 场 名 家 所 元 万元 公里 盏 本 张 封 间",
        "sys": "一格一警 三色预警 门栋日志 夜巡打卡 双向签到 接送时段护学岗 企业联络簿 调解回执 回访卡 随手报 平安里程表 共享值班表 早晚双巡 村头喇叭 码上登记 犬只名片 头盔换购 先劝后罚 以案说法 邻里茶桌",
        "kick": "基层见闻 平安故事 街巷里的民警 值班日记 一线观察 警务手记 山城夜巡 江边来信 校门口的岗亭 调解室的茶",
    }.items()
}

SENTENCES = tuple(
    """
{time}，{place}{org}的{who}{how}{act}{adj}的{noun}，想法很简单：{aim}。
{person}是{town}的{who}，{time}{how}{act}了{num}{unit}{noun}。
{org}与{org}商定，凡是涉及{noun}的事，先由{who}{act}，再由{who}{act}。
在{town}，{whom}遇到{noun}，可以直接找{who}，{num}分钟内有人{act}。
{person}{say}：“{talk}。”
“{talk}。”{town}的{whom}{veiled}{say}。
据统计，{time}共{act}{noun}{num}{unit}，{act}{noun}{num}{unit}，{result}。
这套办法叫“{sys}”，分为{act}、{act}和{act}三步，由{who}负责，{whom}也可以参加。
{org}给每个{noun}编了号，{how}{act}，发现{adj}的{noun}就交给{org}{act}。
{month}月{day}日，{org}在{town}办了一场活动，{act}{noun}{num}{unit}，到场{whom}{num}余人。
{whom}{veiled}与{whom}{veiled}因为{noun}争执了{num}个月，{who}{how}{act}，最后{result}。
{who}把{noun}画成图，贴在{town}的{noun}旁，{aim}。
遇到{adj}{noun}，{who}先{act}再{act}，不急着下结论。
{year}年起，{place}把{noun}纳入“{sys}”，到{time}已经{act}{num}{unit}。
{org}{how}{act}{noun}，涉及{town}、{town}和{town}，其中{town}的{noun}最多，有{num}{unit}。
{person}原来不愿意{act}，{who}{how}上门{num}次，他才同意把{noun}交出来。
电话{phone}从此贴在{town}每家{noun}的门上，{time}接到{num}个来电。
{whom}只要带上身份证，就能在{town}{org}{act}{noun}，全程不超过{num}分钟。
{time}，{town}有{num}{unit}{noun}被{act}，{result}。
{org}还请{who}{person}讲课，题目是{noun}与{noun}，听课的{whom}有{num}人。
{adj}的{noun}怎么办？{org}的答复是{how}{act}，{aim}。
{place}的做法后来传到邻县，{town}也{how}{act}了{noun}。
{who}们每天在{town}走{num}公里，{act}{noun}，记下{whom}的话。
经过{num}个月，{noun}从{num}{unit}降到{num}{unit}，{result}。
{org}没有把{noun}当小事，{time}{how}{act}，{how}{act}。
{person}和{person}一个管{noun}，一个管{noun}，{time}常在{town}碰面。
按照{year}年的约定，{org}负责{act}，{org}负责{act}，费用由{noun}的所有人承担。
{noun}{act}以后，{town}的{whom}{how}把{noun}搬走，{result}。
""".strip().splitlines()
)
TITLES = (
    "{short}{how}{act}{noun} {aim}",
    "{town}的“{sys}”：{aim}",
    "{short}{who}{how}{act}{noun}",
    "{num}{unit}{noun}之后 {short}{result}",
    "{who}{person}和{town}的{noun}",
    "{time}，{short}{act}{noun}{num}{unit}",
    "{aim} {town}试行“{sys}”",
)
SUMMARIES = (
    "{place}{org}{time}{how}{act}{noun}{num}{unit}，{result}。",
    "{town}推行“{sys}”，{who}{how}{act}{noun}，{aim}。",
    "{who}{person}在{town}{how}{act}{noun}，{time}{act}{num}{unit}。",
)
HEADINGS = ("起因", "做法", "数字", "现场", "谁来做", "难处", "后来", "一张表", "群众怎么看", "下一步")
ENGLISH = (
    "{district} police {verb} {count} {thing} in {season}",
    "How {district} took up {topic} in {season}",
    "{count} {thing} and what {district} learned about {topic}",
)
ENGLISH_WORDS = {
    "verb": ("checked", "returned", "registered", "mediated", "removed", "repaired", "listed", "followed up"),
    "thing": ("disputes", "licences", "helmets", "loans", "warnings", "street lamps", "visits", "households"),
    "season": ("spring", "summer", "autumn", "winter", "the first quarter", "the flood season", "term time"),
}
