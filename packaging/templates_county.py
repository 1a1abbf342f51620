"""The blank Word forms of the county: labels and columns in the order of its own blanks (domain 2.A)."""

from __future__ import annotations

from template_kit import SMALL, THIN, TITLE, Blank, label, paragraph, row, run, table, value

DATE_BLANK = "      年    月    日"
SEAL_AND_DATE = f"（盖章）{DATE_BLANK}"


def recommendation() -> Blank:
    """《教学研究活动推荐表》: rows and labels in the order of the county's blank (局发空表)."""
    form = Blank(margins=(24, 24, 20, 24)).title("{{县}}小学教学研究活动推荐表")
    form.add(
        table(
            [24, 34, 20, 26, 24, 34],
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
            row(
                label("推荐理由\n（300字\n以内）"),
                value("{{推荐理由}}", 5, align="left", top=True, indent=2),
                height=52,
                split=True,
            ),
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
        ("参与学校（盖章）：{{参与学校}}",),
        ("联系人：{{联系人}}", "电话：{{电话}}"),
        ("主研学校：{{主研学校}}",),
        ("联研主题：{{联研主题}}", "学科：{{学科}}"),
        ("活动时间：{{活动时间}}",),
        ("地点：{{地点}}",),
    )
    for texts in lines:
        widths = [166.0] if len(texts) == 1 else [104.0, 62.0]
        form.add(table(widths, row(*(value(text, align="left") for text in texts), height=8), rules=False))
    form.add(
        paragraph(run("", 6), after=2),
        table(
            [13, 21, 13, 34, 23, 32, 30],
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
    head = paragraph(run("“校际联研”听课笔记", 18, TITLE), align="center", after=4)
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
        paragraph(run("正文{{字数}}字（不计抬头和空格）", 10.5, SMALL), align="right", before=2, after=4),
        paragraph(run("{{正文}}", 16), align="both", line=28, indent=2, size=16),
    )
    return form
