"""What teachers call the parts of a lesson plan, the facts at its head, and the columns of the process (domain F14)."""

from __future__ import annotations

import re

from .text import clean_line, compact


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Kind of part -> the ways of writing it. Spaces, 、 和 与 及 between 重 and 难, numbering and colons do not count.
PARTS: dict[str, tuple[str, ...]] = {
    "goals": _words(
        "教学目标 学习目标 核心素养目标 素养目标 三维目标 教学目的 教学要求 教学目的要求 活动目标 课时目标 "
        "单元目标 预期目标 教学目标设计 目标 teachingaims teachingobjectives teachinggoals learningobjectives "
        "aims objectives"
    ),
    "key": _words("教学重点 学习重点 活动重点 重点 keypoints teachingkeypoints importantpoints"),
    "hard": _words("教学难点 学习难点 活动难点 难点 difficultpoints teachingdifficultpoints"),
    "key_hard": _words(
        "教学重难点 教学重点难点 教学难重点 学习重难点 学习重点难点 重难点 重点难点 难重点 教学重点教学难点 "
        "教学重难点及突破 keyanddifficultpoints teachingkeyanddifficultpoints"
    ),
    "tools": _words(
        "教学准备 教具准备 课前准备 学具准备 教具学具准备 教学具准备 教具学具 教学用具 活动准备 "
        "教具准备信息技术 教具准备与信息技术 教学资源 资源准备 课件准备 教学媒体 媒体准备 教师准备 学生准备 "
        "教具 学具 准备 teachingaids teachingpreparation preparation"
    ),
    "methods": _words(
        "教学方法 教法学法 教法与学法 教法 学法 学习方法 教学策略 学法指导 教学手段 教学方法与手段 "
        "教学方法和手段 教法学法设计 teachingmethods"
    ),
    "process": _words(
        "教学过程 教学流程 教学步骤 教学程序 教学环节 教学过程设计 教学流程设计 学习过程 教与学过程 活动过程 "
        "教学活动过程 教学活动设计 教学过程与方法设计 教学设计过程 导学过程 过程 teachingprocedures "
        "teachingprocedure teachingprocess teachingsteps procedures"
    ),
    "board": _words("板书设计 板书 板书提纲 板书内容 blackboarddesign blackboardwriting boarddesign"),
    "homework": _words("作业设计 布置作业 作业布置 课后作业 家庭作业 分层作业 作业安排 课后延伸 作业 homework"),
    "check": _words("当堂检测 课堂检测 达标检测 达标测评 随堂检测 当堂训练 课堂练习 练习设计"),
    "summary": _words("课堂小结 课后总结 课堂总结 全课小结 全课总结 小结 summary"),
    "reflection": _words(
        "教学反思 课后反思 教后反思 教学后记 课后记 教后记 教学随笔 教学反思与改进 反思 教学反思与重建 课后小记 "
        "教学札记 reflection teachingreflection"
    ),
    "analysis": _words(
        "教材分析 学情分析 教材解读 教材简析 内容分析 教学内容分析 学生分析 学习者分析 课标要求 课标解读 "
        "课标分析 课程标准 教学内容 学习内容 设计理念 设计思路 设计说明 教学理念 指导思想 单元分析 "
        "教材与学情分析 教材学情分析 背景分析 学情 文本解读"
    ),
    "second": _words(
        "二次备课 教师复备 教师复备栏 复备栏 复备 个性修改 个性化修改 个人修改 个性化设计 集体备课意见 "
        "集体研讨意见 研讨意见 修改意见 集备意见 集体备课记录 个案修改 个案补充 审阅意见 检查意见 教导处意见 "
        "领导意见 评价意见"
    ),
    "weaving": _words(
        "信息技术应用 信息技术 信息技术融合 跨学科融合 思政融合 学科融合 德育渗透 评价设计 任务与评价 评价任务 "
        "教学评价 学习评价 评价方式 安全教育"
    ),
}
# So short that they are also ordinary words: they only begin a part where they stand alone or before a colon.
SHORT_NAMES = frozenset(_words("目标 重点 难点 准备 教具 学具 教法 学法 过程 板书 作业 小结 反思 学情 复备"))
# A part of the second kind inside one of the first kind goes on belonging to it: 教具： under 教学准备.
INSIDE = {"key_hard": ("key", "hard"), "tools": ("tools",), "methods": ("methods",), "goals": ("goals",)}
# What ends the teaching process wherever it stands; the rest may be one of its steps (布置作业, 课堂小结).
ENDS_PROCESS = frozenset(("goals", "key_hard", "board", "reflection", "analysis", "second", "process"))

FACTS: dict[str, tuple[str, ...]] = {
    "topic": _words("课题 课题名称 课文题目 篇目 教学课题 备课课题 授课课题 授课内容 课名 题目"),
    "periods": _words("课时 课时安排 总课时 教学课时 课时数 计划课时 授课课时 课时划分 教学时数"),
    "lead": _words(
        "主备人 主备教师 主备课人 主备课教师 主备老师 主备 备课人 备课教师 备课老师 执笔人 设计者 设计人 "
        "教学设计者 设计教师 编写人 编写者 撰写人"
    ),
    "assistants": _words("辅备人 辅备教师 辅备 参备人 参备教师 副备人 参与备课教师"),
    "teacher": _words(
        "授课人 授课教师 执教者 执教人 执教教师 执教 任课教师 任课老师 上课教师 授课老师 使用人 使用教师 复备人 "
        "二次备课人 教师姓名 教师 姓名"
    ),
    "subject": _words("学科 科目 课程名称 课程"),
    "grade": _words("年级 授课年级 执教年级 适用年级 使用年级"),
    "class": _words("班级 授课班级 执教班级 上课班级 教学班级 年班 年级班级"),
    "volume": _words("册次 册别 册数"),
    "unit": _words("单元 所属单元 单元名称 单元主题 单元课题"),
    "taught_on": _words("授课时间 授课日期 上课时间 上课日期 执教时间 使用时间 教学时间"),
    "made_on": _words("备课时间 备课日期 集备时间 集体备课时间 编写日期 设计时间 撰写时间"),
    # What our own printed plans say of themselves.
    "own": _words("第几稿 稿次 成稿日期 稿名"),
    "": _words(
        "课型 课类 教材 教材版本 版本 学校 学校名称 单位 工作单位 备课组 教研组 学段 审核人 审核 审阅人 审批人 "
        "组长 教研组长 备课组长 组长签字 检查人 时间 日期 地点 周次 节次 星期 编号 序号 页码 学期 学年 主持人 "
        "记录人 中心发言人 参加人员 参与人 参加人 联系电话 电话 职称 学生人数 人数 课程类型 累计课时"
    ),
}
_SIGNERS = _words("组长 备课组长 教研组长 年级组长 学年组长 审核人 审核 检查人 教导主任 主任 校长 领导")
SIGNATURES = frozenset(f"{who}{word}" for who in _SIGNERS for word in ("签字", "签名", "签章", "审签"))
# Facts that show by themselves that a plan's head is being read; the others are ordinary words of any table.
TELLING_FACTS = frozenset(("topic", "periods", "lead", "assistants", "subject", "grade", "taught_on", "made_on"))

COLUMNS: dict[str, tuple[str, ...]] = {
    "step": _words(
        "环节 教学环节 教学步骤 步骤 流程 教学流程 活动环节 学习环节 环节名称 教学板块 板块 阶段 教学程序 "
        "教学阶段 教学环节及时间 环节时间 环节及时间 序号 steps step"
    ),
    "teacher": _words(
        "教师活动 教师的活动 教的活动 教师行为 教师导学 教师引导 教师指导 教师教学活动 师生活动 教学活动 "
        "教与学活动 活动内容 活动设计 教学活动设计 教学过程 教学内容 主要内容 内容 教师 师生双边活动 双边活动 "
        "教学内容及教师活动 主备内容 teacheractivities"
    ),
    "students": _words(
        "学生活动 学生的活动 学的活动 学生行为 学生学习活动 学习活动 预设学生活动 学生 学生自学 studentactivities"
    ),
    "intent": _words("设计意图 意图 设计目的 设计理念 设计说明 活动目的 目的 purpose"),
    "time": _words("时间 时间分配 用时 时长 预计时间 时间安排"),
    "extra": _words(
        "二次备课 任务与评价 评价 评价任务 学习评价 备注 复备 教师复备 个性修改 个性化修改 信息技术应用 "
        "信息技术 资源 教学资源 媒体 媒体运用 教学手段 学习任务 方法 修改 复备栏 个人修改 个性化设计 个案"
    ),
}
# One of these has to be among the titles: the others also stand over columns of quite different tables.
TELLING_COLUMNS = frozenset(
    _words("环节 教学环节 教学步骤 教学流程 教师活动 学生活动 师生活动 设计意图 教的活动 学的活动")
)

# 教学过程｜二次备课: all the plan in one column, with room beside it for what the teacher changes.
SIDE_COLUMNS = frozenset(_words("二次备课 复备 教师复备 复备栏 个性修改 个性化修改 个人修改 修改 备注 个性化设计 个案"))

_PART_KIND = {name: kind for kind, names in PARTS.items() for name in names}
_FACT_KEY = {name: key for key, names in FACTS.items() for name in names} | dict.fromkeys(SIGNATURES, "")
_COLUMN_KEY = {name: key for key, names in COLUMNS.items() for name in names}
_JOINTS = re.compile("[、，,/／和与及·]")
_TAIL = re.compile(r"[（(][^（）()]*[）)]$")
_WRAPS = "【】[]〖〗「」『』◆●■★▲※"
_HAN_SPACE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000\t]+(?=[^\x00-\x7f])")


def part_kind(words: str) -> str:
    """The kind of part that a heading names; empty for one that is not known. Numbering has to be taken off before."""
    name = name_key(words)
    return _PART_KIND.get(name) or _PART_KIND.get(_JOINTS.sub("", name)) or _PART_KIND.get(_TAIL.sub("", name), "")


def fact_key(words: str) -> str | None:
    """The key of FACTS for a label (授课教师 is teacher, 课型 is empty); None for one that is not known."""
    name = name_key(words)
    return _FACT_KEY.get(name, _FACT_KEY.get(_TAIL.sub("", name)))


def column_key(words: str) -> str:
    """The key of COLUMNS for the title of a column, 设计意图（二次备课） included; empty for one that is not known."""
    name = name_key(words)
    return _COLUMN_KEY.get(name) or _COLUMN_KEY.get(_TAIL.sub("", name)) or _COLUMN_KEY.get(_JOINTS.split(name)[0], "")


def is_telling_column(words: str) -> bool:
    """Whether that title alone shows the table of a teaching process."""
    name = name_key(words)
    return any(form in TELLING_COLUMNS for form in (name, _TAIL.sub("", name), _JOINTS.split(name)[0]))


def name_key(words: str) -> str:
    """Words for comparing: no spaces, brackets or colon around, small letters."""
    return compact(words).strip(_WRAPS).rstrip(":：").strip(_WRAPS).lower()


def tidy_name(words: str) -> str:
    """A heading as it is kept: 【教 学 目 标】： is 教学目标, Step 1 Warm up stays."""
    line = clean_line(words).text.strip(_WRAPS + " ").rstrip(":： ").strip(_WRAPS + " ")
    return _HAN_SPACE.sub("", line)


def fact_pattern() -> re.Pattern[str]:
    """Finds the labels of facts inside a line, each before its colon: 主 备 人：陈志强   年级：五年级."""
    names = sorted(_FACT_KEY, key=len, reverse=True)
    spaced = "|".join("[ \u3000]*".join(map(re.escape, name)) for name in names)
    return re.compile(rf"(?:^|(?<=[\s\u3000；;|｜，,（(_]))({spaced})[ \u3000]*[：:]")
