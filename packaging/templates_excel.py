"""The blank Excel forms: columns in the order of the county's own blanks (domain 2.A, 4.4)."""

from __future__ import annotations

from datetime import datetime

from jiaoyan_desktop.documents.excel_build import SheetColumn, WorkbookBuilder

_MADE_AT = datetime(2025, 1, 1)


def assignments_by_teacher() -> bytes:
    """《教师任课分工信息表》: title, second line and columns word for word as in 局发空表_任课分工信息表."""
    heads = (
        ("序号", 2.2), ("学校", 7.6), ("姓名", 4.4), ("性别", 2.2), ("年龄", 2.2), ("职称", 4.5), ("职务", 7.4),
        ("任教学科", 7.4), ("任教年级班级", 20), ("周课时", 3.2), ("备注", 5.2),
    )  # fmt: skip
    book = WorkbookBuilder()
    sheet = book.sheet("信息表", [SheetColumn(head=head, width=width) for head, width in heads], landscape=True)
    sheet.title("{{季}}小学教师任课分工信息表")
    sheet.line("学校（公章）：{{学校}}", "填表人：{{填表人}}　联系电话：{{联系电话}}", "填表日期：    年  月  日")
    sheet.head()
    row = ("序号", "学校", "姓名", "性别", "年龄", "职称", "职务", "任教学科", "任教年级班级", "周课时", "备注")
    sheet.rows([[f"{{{{{token}}}}}" for token in row]])
    return book.build(made_at=_MADE_AT, title="教师任课分工信息表").data


def recommendation_summary() -> bytes:
    """教学研究活动推荐汇总表 (domain F2): one line for each recommended teacher."""
    heads = (
        ("序号", 2), ("姓名", 3.4), ("性别", 2), ("出生年月", 4.2), ("学历", 2.2), ("职称", 4.2), ("教龄", 2),
        ("任教学科", 3), ("年级", 3.2), ("推荐类别", 4.2), ("课题", 6), ("教材版本", 3.2), ("年级册次", 4),
        ("课型", 3.2), ("近三年获奖", 6), ("电话", 5.8),
    )  # fmt: skip
    book = WorkbookBuilder()
    sheet = book.sheet("推荐汇总表", [SheetColumn(head=head, width=width) for head, width in heads], landscape=True)
    sheet.title("{{季}}小学教学研究活动推荐汇总表")
    sheet.line("填报单位（盖章）：{{学校}}", "填报人：{{填报人}}　联系电话：{{联系电话}}", "填报日期：    年  月  日")
    sheet.head()
    sheet.rows([[f"{{{{{head}}}}}" for head, _ in heads]])
    sheet.foot("审核人（签字）：")
    return book.build(made_at=_MADE_AT, title="教学研究活动推荐汇总表").data


def progress() -> bytes:
    """《周进度表》 (domain F5): one grade and subject a sheet, portrait."""
    heads = (
        ("周次", 4), ("起止日期", 6.5), ("工作日数", 4), ("教学内容", 15), ("课时", 3), ("执行情况", 4.5), ("备注", 7),
    )  # fmt: skip
    book = WorkbookBuilder()
    columns = [SheetColumn(head=head, width=width, align="left" if head == "教学内容" else "") for head, width in heads]
    sheet = book.sheet("周进度表", columns)
    sheet.title("{{学期}}{{年级或班级}}{{学科}}教学进度表")
    sheet.line("学校：{{学校}}", "任课教师：{{任课教师}}")
    sheet.head()
    sheet.rows([[f"{{{{{head}}}}}" for head, _ in heads]])
    sheet.foot("任课教师（签字）：　　　　　　教研组长（签字）：　　　　　　教导处（签字）：")
    return book.build(made_at=_MADE_AT, title="周进度表").data
