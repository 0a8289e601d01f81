"""Names of people in a line that carries nothing else."""

import re

from documents.lines import HAN

COMMON_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤"
    "花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米"
    "贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支"
    "柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄封芮储靳汲邴糜松井段富巫乌焦巴"
    "弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥能苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古"
    "易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚那简饶曾沙养鞠须丰巢关蒯相查荆红"
    "游竺权盖益桓公岳帅缑亢况有琴商牟佘佴伯赏墨哈年爱阳佟言福付肖闫丘覃涂代冼宾门来敬苟仝邸尧央战揭原"
)
COMPOUND_SURNAMES = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "长孙", "呼延",
    "端木", "百里", "东郭", "南宫", "包尔", "斯琴", "阿拉", "乌云", "乌兰", "乌日", "苏日", "苏和", "巴特", "巴图",
    "巴雅", "巴音", "白音", "娜仁", "萨仁", "萨如", "敖登", "敖特", "格日", "格根", "额尔", "呼和", "朝鲁", "宝音",
    "布仁", "布和", "哈斯", "哈日", "孟和", "孟根", "那日", "那顺", "那仁", "图雅", "特木", "旭日", "托娅", "高娃",
    "道尔", "青格", "莫日", "吉日", "塔娜", "其其", "其木", "斯日", "斯钦", "通拉", "吉雅", "满都", "锡林", "查干",
    "毕力", "照日", "达来", "达布", "德力", "恩和", "胡日", "嘎日", "古日", "伊力", "伊拉", "牧仁", "木其", "鄂尔",
    "扎拉", "铁木", "帖木",
)  # fmt: skip
"""Two characters with which names begin: double family names, and names of Mongols written with characters."""
_NOT_NAMES = frozenset(
    [
        "引言",
        "前言",
        "结语",
        "结论",
        "总结",
        "小结",
        "摘要",
        "目录",
        "方法",
        "方案",
        "时间",
        "地点",
        "单位",
        "经验",
        "成效",
        "成果",
        "关键",
        "党建",
        "安全",
        "安全生产",
        "高质量发展",
        "文章",
        "通知",
        "通报",
        "计划",
        "明确",
        "强化",
        "和谐",
        "全面",
        "习题",
        "相关",
        "广泛",
        "经费",
        "时代",
        "公开",
        "应用",
        "国有",
        "国企",
        "田野",
        "平台",
        "常态",
        "能力",
        "温馨",
        "温暖",
        "师资",
        "文化",
        "文明",
        "成就",
        "路径",
    ]
)
_ROLES = re.compile(r"(?:本报|本刊|本网)?(?:记者|通讯员|特约记者|实习生)[:：]?\s*")
_POST = re.compile(
    "(?:书记|董事长|经理|主任|场长|矿长|队长|班长|站长|局长|主席|部长|科长|处长|工程师|政工师|组长|校长|院长|所长|教授|干事|委员|报道|小组|公司|支部|工会|林场|车间)$"
)
_UNIT_END = re.compile("..[队组班站科室处部办场厂矿]$")
_NOTE_SIGNS = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹*＊†\^]+|[（(]\d[）)]")
_SEPARATORS = re.compile(r"[\s,，、;；/／|丨&]+")
_NAME = re.compile(f"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:[·•．][{HAN}]{{1,8}}){{1,3}}")
_LOOSE_NAME = re.compile(f"[{HAN}]{{2,6}}|[{HAN}]{{1,8}}(?:[·•．][{HAN}]{{1,8}}){{1,3}}")
_SINGLE = re.compile(f"[{HAN}]")
_MOST_NAMES = 10


def names_in(text: str, *, strict: bool = True) -> list[str]:
    """The names a line consists of, or nothing when it holds anything else.

    Strict reading wants a known family name at the head of each, or of half where several stand
    together; loose reading suits a line that a sign already marks as an author's.
    """
    bare = _NOTE_SIGNS.sub(" ", _ROLES.sub(" ", text)).strip()
    tokens = _with_split_names_joined([token for token in _SEPARATORS.split(bare) if token])
    if not 0 < len(tokens) <= _MOST_NAMES or not all(_is_name(token, False) for token in tokens):
        return []
    known = sum(_is_name(token, True) for token in tokens)
    return tokens if not strict or known == len(tokens) or known * 2 >= len(tokens) > 1 else []


def is_unit_word(token: str) -> bool:
    """Whether a word beside names is rather the name of a team or an office (综采一队)."""
    return bool(_UNIT_END.search(token)) and (len(token) > 3 or token[:1] not in COMMON_SURNAMES)


def _with_split_names_joined(tokens: list[str]) -> list[str]:
    """Two-character names are often set with a blank inside: 李 明 becomes 李明, 周 远 山 周远山."""
    if len(tokens) == 3 and all(_SINGLE.fullmatch(token) for token in tokens):
        return ["".join(tokens)]
    joined: list[str] = []
    for token in tokens:
        if joined and _SINGLE.fullmatch(token) and _SINGLE.fullmatch(joined[-1]):
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def _is_name(token: str, strict: bool) -> bool:
    if token in _NOT_NAMES or _POST.search(token) or not _LOOSE_NAME.fullmatch(token):
        return False
    if strict and token.startswith(COMPOUND_SURNAMES):
        return True
    if strict and not _NAME.fullmatch(token):
        return False
    if not strict or "·" in token:
        return True
    return token[0] in COMMON_SURNAMES and len(token) <= 3
