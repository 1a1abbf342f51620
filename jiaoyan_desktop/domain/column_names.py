"""How schools head the columns of their tables: field of a record -> headings that mean it, brackets left out."""

from __future__ import annotations

Columns = dict[str, tuple[str, ...]]

ROSTER: Columns = {
    "order": ("序号", "编号", "号"),
    "name": ("姓名", "教师姓名", "教师", "老师", "教职工姓名", "名字"),
    "gender": ("性别",),
    "born": ("出生年月", "出生日期", "生日", "出生时间", "出生"),
    "education": ("学历", "最高学历", "文化程度", "现学历"),
    "title": ("职称", "专业技术职务", "现职称", "专业职称", "技术职称"),
    "posts": ("职务", "行政职务", "担任职务", "现任职务", "校内职务"),
    "politics": ("政治面貌",),
    "subject": ("任教学科", "任教科目", "学科", "科目", "主教学科", "所教学科", "任课学科", "任课科目", "教学科目"),
    "teaches_text": ("任教班级", "班级", "任课班级", "任教年级班级", "任教年级", "所教班级"),
    "other_subjects": ("兼任学科", "兼教学科", "兼课", "兼任科目", "兼任课程", "兼职学科"),
    "started_work": ("参加工作时间", "工作时间", "参加工作年月", "参加工作", "工作年月", "入职时间"),
    "group": ("教研组", "所在教研组", "所属教研组", "学科组"),
    "preparation_group": ("备课组", "所在备课组", "所属备课组"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "联系手机"),
    "note": ("备注", "其他"),
}
ASSIGNMENT_LIST: Columns = {
    "class": ("班级", "任教班级", "任课班级"),
    "subject": ("学科", "科目", "任教学科", "任教科目", "课程"),
    "teacher": ("任课教师", "教师", "任教教师", "授课教师", "任课老师"),
    "order": ("序号",),
    "note": ("备注",),
}
PROGRESS: Columns = {
    "week": ("周次", "周", "教学周", "周数", "周别"),
    "dates": ("日期", "起止日期", "时间", "起止时间", "月日", "日期起止"),
    "content": ("教学内容", "内容", "教学进度", "进度", "课题", "教学内容及课时", "教学内容安排", "授课内容"),
    "lessons": ("课时", "课时数", "课时安排"),
    "done": ("执行情况", "完成情况"),
    "note": ("备注",),
}
OBSERVATIONS: Columns = {
    "order": ("序号", "编号"),
    "observer": ("听课人", "听课教师", "听课领导", "听课者", "听课人姓名", "听课教师姓名", "听评课人"),
    "happened_on": ("时间", "日期", "听课时间", "听课日期", "年月日", "上课时间", "上课日期"),
    "week": ("周次",),
    "weekday": ("星期",),
    "period": ("节次", "节", "第几节", "课次"),
    "class": ("班级", "听课班级", "授课班级", "年级班级", "上课班级"),
    "subject": ("科目", "学科", "听课科目", "听课学科", "课程", "授课学科"),
    "taught_by": ("授课教师", "任课教师", "上课教师", "执教教师", "授课人", "执教人", "执教者", "被听教师"),
    "topic": ("课题", "授课内容", "教学内容", "听课内容", "授课课题", "内容"),
    "kind": ("类别", "类型", "听课类型", "听课类别", "听课形式", "听课方式"),
    "lesson_count": ("节数", "听课节数", "课时", "课时数"),
    "grade": ("等级", "等次", "评价等级", "评价", "得分", "分数", "评分", "总分", "成绩", "评定"),
    "summary": ("简评", "评语", "总评", "听课意见", "意见", "总体评价", "听课评价", "评价意见", "点评"),
    "good": ("优点", "精点", "亮点", "一点优点"),
    "lacking": ("不足", "缺点", "问题", "存在问题", "一点不足"),
    "wish": ("希望", "建议", "思路", "改进建议", "改进意见", "一点希望"),
    "place": ("听课地点", "地点", "学校", "单位", "授课单位", "听课学校"),
    "note": ("备注",),
}

# What a person calls the fields above; the first heading where nothing is said here.
LABELS = {
    "order": "序号",
    "class": "班级",
    "teacher": "任课教师",
    "content": "教学内容",
    "happened_on": "时间",
    "subject": "科目",
    "posts": "职务",
    "grade": "等级",
    "summary": "简评",
}


def label_of(field: str, columns: Columns) -> str:
    """What a person calls a field of that table."""
    return LABELS.get(field) or columns.get(field, (field,))[0]
