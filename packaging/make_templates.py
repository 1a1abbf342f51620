"""Draws the blank forms kept in forms/ anew: ``python packaging/make_templates.py [FORM…]``; county blanks keep their order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from template_kit import BODY, SMALL, THIN, Blank, label, paragraph, row, run, table, value  # noqa: E402

DATE_BLANK = "      年    月    日"
SEAL_AND_DATE = f"（盖章）{DATE_BLANK}"


def observation_record() -> Blank:
    """听课记录表 (domain F11): one lesson a page, or two."""
    form = Blank(numbered=True, margins=(20, 20, 18, 20)).title("听课记录表")
    form.add(paragraph(run("{{学校}}　　{{学期}}", 12), align="center", after=4))
    widths = [22, 36, 14, 30, 14, 18, 18, 18]
    form.add(
        table(
            widths,
            row(
                label("授课教师"),
                value("{{授课教师}}"),
                label("班级"),
                value("{{班级}}"),
                label("学科"),
                value("{{学科}}"),
                label("类别"),
                value("{{类别}}", size=11),
            ),
            row(
                label("课题"),
                value("{{课题}}", 3),
                label("节次"),
                value("{{节次}}", size=11),
                label("节数"),
                value("{{节数}}", size=11),
            ),
            row(label("听课时间"), value("{{听课时间}}", 3), label("学校"), value("{{听课学校}}", 3, size=11)),
            row(label("听课人"), value("{{听课人}}"), label("职务"), value("{{听课人职务}}", 5, align="left")),
        ),
        THIN,
        table(
            [20, 92, 58],
            row(label("时间"), label("教学过程（教师活动、学生活动）"), label("旁评（点评、思考）"), header=True),
            row(value("{{时间}}"), value("{{教学过程}}", align="left"), value("{{旁评}}", align="left"), split=True),
        ),
        THIN,
        table(
            [40, 94, 18, 18],
            row(label("评价项目"), label("评价要点"), label("分值"), label("得分"), height=8),
            row(
                value("{{指标}}", size=11),
                value("{{要点}}", align="left", size=10.5),
                value("{{分值}}", size=11),
                value("{{得分}}", size=11),
                height=8,
            ),
            row(label("评价表"), value("{{评价表}}", size=11), label("总分"), value("{{总分}}"), height=8),
        ),
        THIN,
        table(
            [22, 63, 22, 63],
            row(label("{{评语栏目}}"), value("{{评语}}", 3, align="left"), height=14, split=True),
            row(label("总体评价\n与建议"), value("{{总体评价}}", 3, align="left"), height=18, split=True),
            row(label("等级"), value("{{等级}}"), label("日期"), value(DATE_BLANK)),
            row(label("听课人\n签字"), value(), label("授课教师\n签字"), value(), height=12),
        ),
        paragraph(run("{{补录说明}}", 9, SMALL), align="right", before=2),
    )
    return form


def sign_in() -> Blank:
    """签到册 (domain F16): names may be printed, signatures never."""
    form = Blank(numbered=True, margins=(18, 18, 18, 18)).title("签到册")
    for first, second in (("活动名称：{{活动名称}}", "地点：{{地点}}"), ("时间：{{时间}}", "主持人：{{主持人}}")):
        form.add(table([118, 56], row(value(first, align="left"), value(second, align="left"), height=7), rules=False))
    form.add(
        paragraph(run("主题：{{主题}}", 12), before=1, after=4, indent=0),
        table(
            [11, 21, 38, 28, 21, 21, 22, 12],
            row(
                *(
                    label(text, size=11)
                    for text in ("序号", "姓名", "单位", "职务／学科", "签到", "签退", "联系电话", "备注")
                ),
                height=9,
                header=True,
            ),
            row(
                value("1", size=11),
                value("{{姓名}}", size=11),
                value("{{单位}}", size=10),
                value("{{职务}}", size=10),
                value(),
                value(),
                value(),
                value(),
                height=8.6,
            ),
        ),
        paragraph(run("请本人签名，不代签。", 10.5, SMALL), before=3),
    )
    return form


def activity_record() -> Blank:
    """教研活动记录 (domain F15)."""
    form = Blank(numbered=True, margins=(20, 20, 18, 20)).title("教研活动记录")
    form.add(paragraph(run("{{学校}}　　{{学期}}", 12), align="center", after=4))
    long = {"align": "left", "top": True}
    form.add(
        table(
            [26, 36, 18, 36, 18, 36],
            row(label("活动名称"), value("{{活动名称}}", 5, align="left")),
            row(label("主题"), value("{{主题}}", 5, align="left")),
            row(label("时间"), value("{{时间}}", 3), label("地点"), value("{{地点}}")),
            row(
                label("类型"), value("{{类型}}"), label("教研组"), value("{{教研组}}"), label("学科"), value("{{学科}}")
            ),
            row(
                label("主持人"),
                value("{{主持人}}"),
                label("主讲人"),
                value("{{主讲人}}"),
                label("记录人"),
                value("{{记录人}}"),
            ),
            row(
                label("应到"),
                value("{{应到}}人"),
                label("实到"),
                value("{{实到}}人"),
                label("缺席"),
                value("{{缺席}}", size=10.5),
            ),
            row(label("参加人员"), value("{{参加人员}}", 5, align="left"), height=14, split=True),
            row(label("活动目标"), value("{{活动目标}}", 5, **long), height=16, split=True),
            row(label("活动过程"), value("{{活动过程}}", 5, **long), height=46, split=True),
            row(label("发言要点"), value("{{发言要点}}", 5, **long), height=36, split=True),
            row(label("形成的\n共识"), value("{{形成的共识}}", 5, **long), height=22, split=True),
            row(label("遗留问题\n与措施"), value("{{遗留问题}}", 5, **long), height=18, split=True),
            row(label("组长签字"), value("", 2), label("教导处审阅"), value("", 2), height=12),
        ),
        paragraph(run("{{照片}}", 10.5, BODY), align="center", before=6),
    )
    return form


def preparation_record() -> Blank:
    """集体备课记录表 (domain F13): the column 采纳与否 is what an inspector looks for."""
    form = Blank(numbered=True, margins=(20, 20, 18, 20)).title("集体备课记录表")
    form.add(paragraph(run("{{学校}}　　{{学期}}", 12), align="center", after=4))
    long = {"align": "left", "top": True}
    form.add(
        table(
            [26, 36, 18, 36, 18, 36],
            row(label("时间"), value("{{时间}}", 3), label("地点"), value("{{地点}}")),
            row(
                label("年级学科"),
                value("{{年级}}{{学科}}"),
                label("单元"),
                value("{{单元}}"),
                label("课时"),
                value("{{课时}}"),
            ),
            row(label("课题"), value("{{课题}}", 3), label("备课组"), value("{{备课组}}", size=11)),
            row(
                label("主备人"),
                value("{{主备人}}"),
                label("辅备人"),
                value("{{辅备人}}"),
                label("主持人"),
                value("{{主持人}}"),
            ),
            row(
                label("应到"),
                value("{{应到}}人"),
                label("实到"),
                value("{{实到}}人"),
                label("记录人"),
                value("{{记录人}}"),
            ),
            row(
                label("缺席\n（事由）"), value("{{缺席}}", 2, align="left"), label("蹲点领导"), value("{{蹲点领导}}", 2)
            ),
            row(label("参加人员"), value("{{参加人员}}", 5, align="left"), height=12, split=True),
            row(label("教学目标"), value("{{教学目标}}", 5, **long), height=18, split=True),
            row(label("教学重点"), value("{{教学重点}}", 5, **long), height=10, split=True),
            row(label("教学难点"), value("{{教学难点}}", 5, **long), height=10, split=True),
            row(label("主备发言\n摘要"), value("{{主备发言}}", 5, **long), height=30, split=True),
        ),
        THIN,
        table(
            [26, 98, 46],
            row(label("发言人"), label("讨论意见"), label("采纳与否"), header=True),
            row(value("{{发言人}}"), value("{{意见}}", align="left"), value("{{采纳与否}}"), split=True),
        ),
        THIN,
        table(
            [26, 59, 26, 59],
            row(label("形成共识\n（对A案的\n修改）"), value("{{修改点}}", 3, **long), height=24, split=True),
            row(label("分工与\n下次安排"), value("{{下次安排}}", 3, **long), height=14, split=True),
            row(label("组长签字"), value(), label("教导处检查\n意见及日期"), value(), height=16),
        ),
    )
    return form


def lesson_plan() -> Blank:
    """教案 (domain F14): A, B and C drafts alike; the last column is for the second preparation by hand."""
    form = Blank(numbered=True, margins=(20, 18, 18, 18)).title("{{学科}}教案（{{稿名}}）")
    form.add(paragraph(run("{{学校}}　　{{学期}}", 12), align="center", after=4))
    long = {"align": "left", "top": True}
    form.add(
        table(
            [24, 34, 20, 36, 22, 38],
            row(label("课题"), value("{{课题}}", 3), label("课时"), value("{{课时}}")),
            row(
                label("年级"),
                value("{{年级}}"),
                label("班级"),
                value("{{班级}}"),
                label("单元"),
                value("{{单元}}", size=11),
            ),
            row(
                label("主备人"),
                value("{{主备人}}"),
                label("执笔人"),
                value("{{执笔人}}"),
                label("辅备人"),
                value("{{辅备人}}", size=11),
            ),
            row(
                label("第几稿"),
                value("{{第几稿}}"),
                label("成稿日期"),
                value("{{成稿日期}}"),
                label("授课时间"),
                value(),
            ),
            row(label("修改说明"), value("{{修改说明}}", 5, **long), split=True),
            row(label("教学目标"), value("{{教学目标}}", 5, **long), height=20, split=True),
            row(label("教学重点"), value("{{教学重点}}", 5, **long), split=True),
            row(label("教学难点"), value("{{教学难点}}", 5, **long), split=True),
            row(label("教学方法"), value("{{教学方法}}", 5, **long), split=True),
            row(label("教具准备\n信息技术"), value("{{教具准备}}", 5, **long), split=True),
        ),
        THIN,
        table(
            [22, 56, 44, 28, 24],
            row(label("环节"), label("教师活动"), label("学生活动"), label("设计意图"), label("二次备课"), header=True),
            row(
                value("{{环节}}"),
                value("{{教师活动}}", **long),
                value("{{学生活动}}", **long),
                value("{{设计意图}}", size=11, **long),
                value(),
                height=14,
                split=True,
            ),
        ),
        THIN,
        table(
            [24, 150],
            row(label("{{小标题}}"), value("{{内容}}", **long), split=True),
            row(label("作业设计"), value("{{作业设计}}", **long), height=14, split=True),
            row(label("板书设计"), value("{{板书设计}}", **long), height=24, split=True),
            row(label("教学反思"), value("{{教学反思}}", **long), height=30, split=True),
        ),
    )
    return form


def recommendation() -> Blank:
    """《教学研究活动推荐表》: rows and labels in the order of the county's blank (局发空表)."""
    form = Blank(margins=(24, 24, 20, 24)).title("{{县}}小学教学研究活动推荐表")
    long = {"align": "left", "top": True}
    form.add(
        table(
            [24, 36, 22, 30, 24, 26],
            row(
                label("姓名"),
                value("{{姓名}}"),
                label("性别"),
                value("{{性别}}"),
                label("出生年月"),
                value("{{出生年月}}", size=11),
                height=11,
            ),
            row(label("学校"), value("{{学校}}", 3), label("教龄"), value("{{教龄}}年"), height=11),
            row(
                label("学历"),
                value("{{学历}}"),
                label("职称"),
                value("{{职称}}", size=11),
                label("政治面貌"),
                value("{{政治面貌}}", size=11),
                height=11,
            ),
            row(
                label("任教学科"),
                value("{{任教学科}}"),
                label("年级"),
                value("{{年级}}"),
                label("联系电话"),
                value("{{联系电话}}", size=10.5),
                height=11,
            ),
            row(label("推荐类别"), value("{{推荐类别}}", 5), height=11),
            row(label("课题"), value("{{课题}}", 3), label("教材版本"), value("{{教材版本}}", size=11), height=11),
            row(label("近三年\n获奖"), value("{{近三年获奖}}", 5, align="left"), height=18, split=True),
            row(
                label("推荐理由\n（300字\n以内）"),
                value("{{推荐理由}}", 5, align="left", indent=2),
                height=52,
                split=True,
            ),
            row(label("教研组\n意见"), value("{{教研组意见}}", 5, **long), height=18),
            row(label("学校意见"), value(f"\n\n{SEAL_AND_DATE}", 5, align="right"), height=24),
            row(label("教师进修\n学校意见"), value(f"\n\n{SEAL_AND_DATE}", 5, align="right"), height=24),
        ),
        THIN,
    )
    return form


def receipt() -> Blank:
    """《“校际联研”教学研究活动参与回执》: columns in the order of the county's blank (局发空表)."""
    form = Blank(margins=(28, 22, 22, 22)).title("“校际联研”教学研究活动参与回执", 20)
    lines = (
        ("参与学校（盖章）：{{参与学校}}", "联系人：{{联系人}}", "电话：{{电话}}"),
        ("主研学校：{{主研学校}}", "学科：{{学科}}", "地点：{{地点}}"),
    )
    for texts in lines:
        form.add(table([84, 36, 46], row(*(value(text, align="left") for text in texts), height=9), rules=False))
    form.add(
        table(
            [166],
            row(value("联研主题：{{联研主题}}", align="left")),
            row(value("活动时间：{{活动时间}}", align="left")),
            rules=False,
        )
    )
    form.add(
        paragraph(run("", 6), after=2),
        table(
            [12, 24, 14, 38, 26, 30, 22],
            row(
                *(label(text) for text in ("序号", "姓名", "性别", "职务", "任教学科", "联系电话", "备注")),
                height=10,
                header=True,
            ),
            row(
                value("1"),
                value("{{姓名}}"),
                value("{{性别}}"),
                value("{{职务}}", size=11),
                value("{{任教学科}}", size=11),
                value("{{联系电话}}", size=11),
                value("{{备注}}", size=10),
                height=10,
            ),
            row(label("合计", 2), value("{{人数}}人", 5, align="left"), height=10),
        ),
        paragraph(run("注：参加人员含主管领导、业务主任、学科组长、学科教师，不少于4人。", 10.5, SMALL), before=4),
        paragraph(run("填报人：　　　　　　　　填报日期：      年    月    日", 12), align="right", before=16),
    )
    return form


def observation_notes() -> Blank:
    """“校际联研”听课笔记: the six header fields stand on every page above the photographed handwriting."""
    head = paragraph(run("“校际联研”听课笔记", 18, "方正小标宋简体"), align="center", after=4)
    head += table(
        [20, 64, 20, 62],
        row(label("联研校", size=11), value("{{联研校}}", 3, size=11, align="left"), height=7.5),
        row(label("联研主题", size=11), value("{{联研主题}}", 3, size=11, align="left"), height=7.5),
        row(
            label("学科", size=11),
            value("{{学科}}", size=11),
            label("课题", size=11),
            value("{{课题}}", size=11),
            height=7.5,
        ),
        row(
            label("主研人", size=11),
            value("{{主研人}}", size=11),
            label("活动时间", size=11),
            value("{{活动时间}}", size=11),
            height=7.5,
        ),
        row(
            label("听课教师", size=11),
            value("{{听课教师}}", size=11),
            label("学校", size=11),
            value("{{学校}}", size=11),
            height=7.5,
        ),
    )
    form = Blank(margins=(75, 22, 18, 22), header=head + THIN, header_distance=14, numbered=True)
    form.add(paragraph(run("{{笔记照片}}", 10.5), align="center"))
    return form


def reflection() -> Blank:
    """“校际联研”活动心得: six header fields, then the text in 三号仿宋."""
    form = Blank(margins=(30, 26, 26, 28), numbered=True).title("“校际联研”活动心得")
    form.add(paragraph(run("{{学校}}　{{姓名}}", 16, "楷体"), align="center", after=8))
    form.add(
        table(
            [24, 54, 24, 54],
            row(label("联研校"), value("{{联研校}}", 3, align="left")),
            row(label("联研主题"), value("{{联研主题}}", 3, align="left")),
            row(label("学科"), value("{{学科}}"), label("课题"), value("{{课题}}")),
            row(label("主研人"), value("{{主研人}}"), label("活动时间"), value("{{活动时间}}")),
        ),
        paragraph(run("", 8), after=2),
        paragraph(run("{{正文}}", 16), align="both", line=28, indent=2, size=16),
        paragraph(run("（正文{{字数}}字，不计抬头和空格）", 10.5, SMALL), align="right", before=8),
    )
    return form


FORMS: dict[str, Callable[[], Blank]] = {
    "common/observation-record": observation_record,
    "common/sign-in": sign_in,
    "common/activity-record": activity_record,
    "common/preparation-record": preparation_record,
    "common/lesson-plan": lesson_plan,
    "lanxi-2025-spring/recommendation": recommendation,
    "lanxi-2025-spring/receipt": receipt,
    "lanxi-2025-spring/observation-notes": observation_notes,
    "lanxi-2025-spring/reflection": reflection,
}


def main(wanted: list[str]) -> None:
    """Draws the forms named, or all of them."""
    for name, draw in FORMS.items():
        if not wanted or name.rpartition("/")[2] in wanted:
            draw().save(ROOT / "forms" / name / "template.docx")
            print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
