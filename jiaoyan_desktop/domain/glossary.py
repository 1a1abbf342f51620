"""English term <-> 中文: the only place where a domain word (subject, post, role, state) is spelled in Chinese."""

from __future__ import annotations

SUBJECTS = (
    "语文",
    "数学",
    "英语",
    "道德与法治",
    "科学",
    "音乐",
    "体育",
    "美术",
    "信息科技",
    "劳动",
    "书法",
    "综合实践",
)
SUBJECT_ALIASES = {
    "道法": "道德与法治",
    "品德": "道德与法治",
    "品社": "道德与法治",
    "思政": "道德与法治",
    "体": "体育",
    "体健": "体育",
    "体育与健康": "体育",
    "音": "音乐",
    "美": "美术",
    "信息": "信息科技",
    "信息技术": "信息科技",
    "信科": "信息科技",
    "劳": "劳动",
    "劳技": "劳动",
    "书": "书法",
    "写字": "书法",
    "综合": "综合实践",
    "综合实践活动": "综合实践",
    "综": "综合实践",
    "语": "语文",
    "数": "数学",
    "英": "英语",
    "外语": "英语",
    "科": "科学",
    "道": "道德与法治",
}

# Canonical post roles that quotas name -> how they read on screen.
POST_ROLES = {
    "principal": "校长",
    "vice_principal_teaching": "分管教学副校长",
    "vice_principal": "副校长",
    "teaching_director": "教导主任",
    "middle_leader": "中层",
    "subject_leader": "教研组长",
    "preparation_leader": "备课组长",
    "grade_leader": "学年组长",
    "homeroom": "班主任",
    "teacher": "教师",
}

OBSERVATION_KINDS = (
    "推门听课",
    "跟踪听课",
    "检查性听课",
    "公开课",
    "示范课",
    "观摩课",
    "汇报课",
    "过关课",
    "展示课",
    "研讨课",
    "赛课",
    "联研课",
    "同课异构课",
)

OBSERVATION_KIND_ALIASES = {
    "推门": "推门听课",
    "推门课": "推门听课",
    "跟踪": "跟踪听课",
    "跟踪课": "跟踪听课",
    "检查": "检查性听课",
    "检查课": "检查性听课",
    "检查听课": "检查性听课",
    "检查性": "检查性听课",
    "公开": "公开课",
    "示范": "示范课",
    "观摩": "观摩课",
    "汇报": "汇报课",
    "过关": "过关课",
    "展示": "展示课",
    "研讨": "研讨课",
    "教研课": "研讨课",
    "赛": "赛课",
    "比赛课": "赛课",
    "优质课": "赛课",
    "联研": "联研课",
    "校际联研": "联研课",
    "校际联研课": "联研课",
    "同课异构": "同课异构课",
}

STATUS_WORDS = {"met": "已齐", "short": "还缺", "late": "已超期", "unknown": "未录入", "confirm": "待确认"}
STATUS_MARKS = {"met": "✓", "short": "○", "late": "！", "unknown": "？", "confirm": "□"}
ATTENDANCE_WORDS = {"present": "到", "leave": "请假", "official": "公出", "absent": "未到", "expected": "应到"}
VERDICT_WORDS = {"pending": "待商量", "adopted": "已采纳", "partly": "部分采纳", "declined": "未采纳"}
STAGE_NAMES = {"A": "A案（初案）", "B": "B案（共案）", "C": "C案（个案）"}
DRAFT_STATES = {"writing": "正在写", "asking": "等意见", "ready": "已成稿", "taught": "已上课（锁定）"}
ACTIVITY_STATES = {"planned": "筹备中", "done": "已开展", "moved": "改期", "cancelled": "取消"}
STUDY_STAGES = ("备课", "磨课", "说课", "引课", "议课", "优课")  # domain 1-23
STUDY_KINDS = ("多人上一课", "一课多次上")
REFLECTION_PROMPTS = ("闪光点", "没做好的地方", "学生的错例", "下次怎么教")  # domain 3-31

# Record class name -> what a person calls it; every record kind has an entry (tests walk this).
RECORD_NAMES = {
    "School": "学校",
    "Teacher": "教师",
    "Post": "职务",
    "SchoolClass": "班级",
    "Group": "教研组与备课组",
    "Membership": "组员",
    "Term": "学期",
    "CalendarDay": "放假和调休",
    "BellSchedule": "作息",
    "Assignment": "任课分工",
    "Timetable": "课程表",
    "Slot": "课程表格",
    "Progress": "周进度",
    "Substitution": "调课代课",
    "Observation": "听课记录",
    "LessonStudy": "课例",
    "Draft": "教案稿",
    "DraftRevision": "教案的一稿",
    "Comment": "研讨意见",
    "Reflection": "教学反思",
    "Activity": "教研活动",
    "Participant": "参加人",
    "Photo": "照片",
    "Handin": "老师交的材料",
    "Recommendation": "推荐",
    "Confirmation": "确认",
    "Answer": "填过的内容",
    "Overlay": "改过的要求",
    "PackFile": "县里的要求",
    "Export": "报送登记",
}


def subject_name(text: str) -> str | None:
    """The standard name of a subject written in any usual way, or None when it is not one."""
    plain = text.strip().replace(" ", "")
    if plain in SUBJECTS:
        return plain
    return SUBJECT_ALIASES.get(plain)


def observation_kind(text: str) -> str | None:
    """The standard name of a kind of observation (推门 -> 推门听课), or None when it is not one."""
    plain = text.strip().replace(" ", "")
    if plain in OBSERVATION_KINDS:
        return plain
    return OBSERVATION_KIND_ALIASES.get(plain)


def post_role(title: str) -> str:
    """The canonical role of a post written as the school writes it: 副校长（分管教学） -> vice_principal_teaching."""
    plain = title.replace(" ", "").replace("处", "")  # 教导处主任 is a 教导主任
    if "副校长" in plain or "副园长" in plain:
        return "vice_principal_teaching" if "教学" in plain or "业务" in plain else "vice_principal"
    if "校长" in plain or "园长" in plain:
        return "principal"
    if "班主任" in plain:
        return "homeroom"
    if "组长" in plain:
        if "备课" in plain:
            return "preparation_leader"
        if "年" in plain:
            return "grade_leader"
        return "subject_leader"
    if any(word in plain for word in ("教导主任", "教务主任", "业务主任", "教学主任", "教研主任")):
        return "teaching_director"
    if "主任" in plain or ("辅导员" in plain and "大队" in plain):
        return "middle_leader"
    return "teacher"
