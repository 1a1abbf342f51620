"""The blank Word forms that every school uses (domain 2.B)."""

from __future__ import annotations

from template_kit import BODY, SMALL, THIN, Blank, Cell, label, paragraph, row, run, table, value

DATE_BLANK = "      年    月    日"


def observation_record() -> Blank:
    """听课记录表 (domain F11): one lesson a page, or two."""
    form = Blank(numbered=True, margins=(16, 20, 16, 20)).title("听课记录表")
    form.add(paragraph(run("{{学校}}　　{{学期}}", 12), align="center"))
    form.add(paragraph(run("{{补录说明}}", 9, SMALL), align="right", line=12, after=2))
    widths = [22, 34, 14, 26, 14, 24, 16, 20]
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
                height=7.5,
            ),
            row(label("评价表"), value("{{评价表}}", size=11), label("总分"), value("{{总分}}"), height=8),
        ),
        THIN,
        table(
            [22, 63, 22, 63],
            row(label("{{评语栏目}}"), value("{{评语}}", 3, align="left"), height=10, split=True, keep=True),
            row(label("总体评价\n与建议"), value("{{总体评价}}", 3, align="left"), height=14, keep=True),
            row(label("等级"), value("{{等级}}"), label("日期"), value(DATE_BLANK), keep=True),
            row(label("听课人\n签字"), value(), label("授课教师\n签字"), value(), height=12),
        ),
        THIN,
    )
    return form


def sign_in() -> Blank:
    """签到册 (domain F16): names may be printed, signatures never."""
    form = Blank(numbered=True, margins=(15, 18, 16, 18)).title("签到册")
    for first, second in (("活动名称：{{活动名称}}", "地点：{{地点}}"), ("时间：{{时间}}", "主持人：{{主持人}}")):
        form.add(table([118, 56], row(value(first, align="left"), value(second, align="left"), height=7), rules=False))
    theme = row(
        value("主题：{{主题}}", align="left"),
        Cell("请本人签名，不代签。", align="right", size=10.5),
        height=7,
    )
    form.add(
        table([118, 56], theme, rules=False),
        paragraph(run("", 4), line=4),
        table(
            [11, 20, 44, 27, 19, 19, 22, 12],
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
                value("{{单位}}", size=9.5),
                value("{{职务}}", size=9.5),
                value(),
                value(),
                value(),
                value(),
                height=8,
            ),
        ),
        THIN,
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
            row(label("时间"), value("{{时间}}", 3, size=11), label("地点"), value("{{地点}}")),
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
            row(label("遗留问题\n与措施"), value("{{遗留问题}}", 5, **long), height=18, keep=True),
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
            row(label("时间"), value("{{时间}}", 3, size=11), label("地点"), value("{{地点}}")),
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
            row(label("教学目标"), value("{{教学目标}}", 5, **long), height=16, split=True),
            row(label("教学重点"), value("{{教学重点}}", 5, **long), height=10, split=True),
            row(label("教学难点"), value("{{教学难点}}", 5, **long), height=10, split=True),
            row(label("主备发言\n摘要"), value("{{主备发言}}", 5, **long), height=20, split=True),
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
            row(label("形成共识\n（对A案的\n修改）"), value("{{修改点}}", 3, **long), height=18, keep=True),
            row(label("分工与\n下次安排"), value("{{下次安排}}", 3, **long), height=14, keep=True),
            row(label("组长签字"), value(), label("教导处检查\n意见及日期"), value(), height=14),
        ),
    )
    return form


def lesson_plan() -> Blank:
    """教案 (domain F14): A, B and C drafts alike; the last column is for the second preparation by hand."""
    form = Blank(numbered=True, margins=(20, 18, 18, 18)).title("{{学科}}教案　{{稿名}}")
    form.add(paragraph(run("{{学校}}　　{{学期}}", 12), align="center", after=4))
    long = {"align": "left", "top": True}
    form.add(
        table(
            [24, 32, 24, 40, 22, 32],
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
            row(label("{{小标题}}"), value("{{内容}}", **long), height=18, split=True),
        ),
    )
    return form
