"""The five source documents give eight articles, with every heading at its level."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from documents.reading import ReadArticle, read_file


@dataclass(frozen=True)
class Expected:
    """What a person reads in one article; headings as (level, number, words)."""

    file: str
    title: str
    authors: list[str]
    unit: str
    headings: list[tuple[int, str, str]]


EIGHT = (
    Expected(
        "000",
        "推进林区基层党支部标准化规范化建设的实践与思考",
        ["乌日娜"],
        "内蒙古森工集团阿里河森工公司",
        [
            (1, "一、", "重基础，提升支部建设组织力和执行力"),
            (1, "二、", "重帮带，实现支部建设同频共振、共同进步"),
            (1, "三、", "重管理，推进支部建设标准化、规范化"),
        ],
    ),
    Expected(
        "000",
        "浅析新时代林区基层工会工作的创新路径",
        ["韩崴"],
        "内蒙古森工集团阿里河森工公司",
        [
            (1, "一、", "把扩大工会覆盖面作为工作基点"),
            (1, "二、", "把提高维权和服务能力作为重要价值取向"),
            (1, "三、", "把建设好基层工会干部队伍作为重要保障"),
        ],
    ),
    Expected(
        "001",
        "以“三重”模式抓实党支部标准化规范化建设",
        [],
        "",
        [
            (1, "一、", "重基础，提升党支部的组织力和执行力"),
            (2, "一是", "扎实打牢理论基础"),
            (2, "二是", "持续提升政治能力"),
            (2, "三是", "持续提升战斗力"),
            (1, "二、", "重帮带，发挥党支部的示范引领作用"),
            (2, "一是", "分类指导，分级推进"),
            (2, "二是", "集思广益，群策群力"),
            (2, "三是", "总结经验，互助提升"),
            (2, "四是", "典型引领，全面提高"),
            (1, "三、", "重管理，推进党支部规范化标准化建设"),
            (2, "一是", "抓教育管理，加强队伍建设正规化"),
            (2, "二是", "抓阵地建设，促进党建工作规范化"),
        ],
    ),
    Expected(
        "002",
        "党建引领下林区工会服务生态保护与职工发展路径研究",
        ["朱彦琦"],
        "内蒙古森工集团阿尔山森林工业有限公司",
        [
            (1, "一、", "理论基础"),
            (2, "(一)", "党建引领"),
            (2, "(二)", "林区工会"),
            (1, "二、", "党建引领下林区工会工作存在的突出问题"),
            (2, "(一)", "党建引领力度不强,融合度有待提升"),
            (2, "(二)", "服务生态保护的针对性与实效性不足"),
            (2, "(三)", "保障职工发展的广度与深度不够"),
            (1, "三、", "党建引领下林区工会服务生态保护与职工发展的实践路径"),
            (2, "(一)", "强化党建引领,筑牢融合发展根基"),
            (2, "(二)", "聚焦生态保护,提升工会服务效能"),
            (2, "(三)", "聚焦职工发展,提升工会服务温度"),
            (1, "", "结语"),
        ],
    ),
    Expected(
        "002",
        "矿山企业党建工作与生产经营深度融合的实践路径",
        ["赵秋菊"],
        "内蒙古金山比利业矿业有限责任公司",
        [
            (1, "一、", "坚持党建引领,筑牢安全生产坚实防线"),
            (1, "二、", "强化党建赋能,攻坚探矿增储核心任务"),
            (1, "三、", "聚焦党建提质,优化升级矿石流管理流程"),
            (1, "四、", "健全工作机制,夯实党建与生产经营融合根基"),
        ],
    ),
    Expected(
        "003",
        "坚持“三个融合”锻造新时代森工企业高素质工会干部队伍",
        ["卢静"],
        "内蒙古森工集团阿河森工公司",
        [
            (1, "一、", "坚持思想淬炼与业务精进融合赋能，筑牢队伍政治与业务根基"),
            (2, "一是", "强化理论武装，淬炼政治忠诚"),
            (2, "二是", "深耕主责主业，锤炼过硬本领"),
            (2, "三是", "拓宽知识视野，提升综合素养"),
            (1, "二、", "推动内部协同与外部联动融合聚能，提升工会服务中心大局的能力"),
            (2, "一是", "精准服务大局，彰显工会担当"),
            (2, "二是", "优化内部协同，提升运行效率"),
            (2, "三是", "深化外部联动，凝聚工作合力"),
            (1, "三、", "创新实践平台强化数字赋能，以融合效应激发队伍内生动力与服务活力"),
            (2, "一是", "营造改革氛围，激活创新思维"),
            (2, "二是", "孵化实践项目，促进质效跃升"),
            (2, "三是", "加快智慧赋能，提升服务质效"),
        ],
    ),
    Expected(
        "003",
        "推进党风廉政建设 筑牢从严治党坚实根基",
        ["刘柱"],
        "内蒙古森工集团得耳布尔森林工业有限公司",
        [
            (1, "一、", "新时代加强党风廉政建设的现实意义"),
            (2, "(一)", "加强廉政建设，是夯实政治建设的必然要求"),
            (2, "(二)", "加强廉政建设是提升治理效能的重要支撑"),
            (2, "(三)", "加强廉政建设是锻造过硬队伍的内在需要"),
            (1, "二、", "个别企业党风廉政建设存在的突出问题"),
            (1, "三、", "推进党风廉政建设的实践路径"),
            (2, "第一，", "抓实思想铸魂，筑牢不想腐的思想根基"),
            (2, "第二，", "压实主体责任，织密不能腐的制度屏障"),
            (2, "第三，", "强化精准监督，守牢不敢腐的纪律红线"),
            (2, "第四，", "厚植廉洁文化，涵养风清气正政治生态"),
        ],
    ),
    Expected(
        "004",
        "五个聚焦推动基层党建基础提升行动",
        ["张正东", "宋秀丽"],
        "中海油能源发展股份有限公司配餐服务分公司",
        [
            (1, "", "引言"),
            (1, "1", "聚焦有形有效: 基本组织建设的严密化"),
            (2, "1.1", "党组织覆盖面的扩大与加强"),
            (2, "1.2", "“四同步”原则的落实"),
            (2, "1.3", "基层党组织换届提醒机制的实施"),
            (1, "2", "聚焦务实管用：基本制度建设的健全化"),
            (2, "2.1", "基层党建制度的精简与优化"),
            (2, "2.2", "党费收缴使用管理制度的完善"),
            (2, "2.3", "党委委员到支部工作制度的常态化执行"),
            (2, "2.4", "支部达标升级工作制度的执行与推进"),
            (1, "3", "聚焦作用发挥：基本队伍建设的坚强化"),
            (2, "3.1", "党员发展与档案管理"),
            (2, "3.2", "党员教育培训的体系化建设"),
            (2, "3.3", "党员先锋模范作用的发挥"),
            (1, "4", "聚焦深度融合：基本活动的丰富化"),
            (2, "4.1", "党建品牌创建与宣传"),
            (2, "4.2", "“书记项目”责任机制的落实"),
            (2, "4.3", "党建成果的转化与应用"),
            (1, "5", "聚焦服务基层：基本保障的有力化"),
            (2, "5.1", "调研与培训的深入开展"),
            (2, "5.2", "基层党支部规范化手册的编制"),
            (2, "5.3", "问题库与案例集的建立"),
            (1, "6", "结语"),
        ],
    ),
)


@pytest.fixture(scope="module")
def articles(source_documents: Path) -> list[ReadArticle]:
    files = sorted(source_documents.glob("00[0-4]_*.txt"))
    return [article for file in files for article in read_file(file.name, file.read_bytes())]


def test_there_are_eight_articles(articles: list[ReadArticle]) -> None:
    assert [(article.file[:3], article.title) for article in articles] == [(known.file, known.title) for known in EIGHT]


@pytest.mark.parametrize("place", range(8), ids=[known.title for known in EIGHT])
class TestEachArticle:
    def test_has_its_author_and_unit(self, articles: list[ReadArticle], place: int) -> None:
        assert list(articles[place].authors) == EIGHT[place].authors
        assert articles[place].unit == EIGHT[place].unit

    def test_has_its_headings_at_their_levels(self, articles: list[ReadArticle], place: int) -> None:
        found = [(part.level, part.number, part.heading) for part in articles[place].sections if part.level]

        assert found == EIGHT[place].headings

    def test_has_paragraphs_that_end_as_sentences_do(self, articles: list[ReadArticle], place: int) -> None:
        texts = [text.text for section in articles[place].sections for text in section.paragraphs]

        assert [text for text in texts if not text.endswith("。")] == []


def test_words_and_quotations_broken_by_the_column_are_whole_again(articles: list[ReadArticle]) -> None:
    body = "".join(text.text for article in articles for section in article.sections for text in section.paragraphs)

    for whole in ("扎实开展职工队伍稳定风险隐患排查化解工作", "创造温馨的环境。通过开展“民族团结一家亲”“我帮你”", "要将“无形”理论", "聚焦生态保护、职工服务",
                  "提供清晰且实用的操作指南", "与林区生态保护、产业发展"):  # fmt: skip
        assert whole in body


def test_the_paper_keeps_its_apparatus_out_of_the_body(articles: list[ReadArticle]) -> None:
    reasons = [gone.why for gone in articles[7].dropped]

    assert [reasons.count(reason) for reason in ("abstract", "keywords", "references", "note", "citation")] == [
        1,
        1,
        4,
        1,
        3,
    ]
    assert {"english", "catalogue", "author", "unit"} <= set(reasons)
