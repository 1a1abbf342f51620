"""School, 版式 and terms: what the menu 学校 opens, and making a new school file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import setting_up

from .. import theme
from ..desk import Desk
from ..widgets.buttons import button
from ..widgets.date_field import DateField
from ..widgets.fields import Choice, NumberField, TextField, TickField
from ..widgets.form import Form
from ..widgets.teacher_chooser import TeacherChooser
from .form_dialog import FormDialog

WEEK_STARTS = [(1, "周一"), (7, "周日")]
LAYOUTS = [("national", "公文国标（GB/T 9704-2012）"), ("school", "学校常用的版式")]
TYPEFACES = [("仿宋", "仿宋"), ("仿宋_GB2312", "仿宋_GB2312"), ("宋体", "宋体"), ("楷体", "楷体")]


def _add_term_rows(form: Form, today: date, term: Term | None, *, with_name: bool) -> None:
    """The rows that make a term; the first week and the start of the week are the school's own word (domain 5)."""
    starts_on, ends_on = setting_up.proposed_term_days(today)
    if with_name:
        form.add("term_name", "学期名称", TextField("不填就按日期起名，例如2025年春季学期"))
    for field, text, hint in (
        ("starts_on", "学期开始", ""),
        ("ends_on", "学期结束", ""),
        ("first_week_on", "第1周", "第1周里的任何一天，周次从这周数起。"),
    ):
        form.add(field, text, DateField(term, today=lambda: today, field=field, label=text), hint=hint, needed=True)
    form.add("week_starts_on", "一周从", Choice(WEEK_STARTS, 120))
    form.add("preparatory_weeks", "预备周", NumberField(0, 4, "周"), hint="第1周以前、不计周次的周数。")
    form.fill(
        {
            "term_name": term.name if term else "",
            "starts_on": term.starts_on if term else starts_on,
            "ends_on": term.ends_on if term else ends_on,
            "first_week_on": term.first_week_on if term else starts_on,
            "week_starts_on": term.week_starts_on if term else 1,
            "preparatory_weeks": term.preparatory_weeks if term else 0,
        }
    )


def _add_pack_row(form: Form, chosen: str, *, empty: str) -> None:
    packs = [("", empty), *((pack.id, pack.title) for pack in setting_up.packs_offered())]
    form.add("pack_id", "县里的要求", Choice(packs), hint="以后随时可以在“材料上报”里换，已记的内容不受影响。")
    form.fill({"pack_id": chosen})


class NewSchoolDialog(FormDialog[str]):
    """One page: school, term, requirements, and where the file goes; returns the file's path."""

    def __init__(self, parent: QWidget | None, today: date) -> None:
        super().__init__(
            parent,
            "新建学校文件",
            self._make,
            verb="建好打开",
            give_up="先不建",
            lead="填好学校和学期就能开始用，其余的以后随时补。所有内容都存在这一个文件里。",
            width=640,
        )
        form = self.form
        form.add("name", "学校全称", TextField("和公章上的一样"), needed=True)
        form.add("county", "县（区）", TextField("例如：安平县"))
        _add_term_rows(form, today, None, with_name=False)
        _add_pack_row(form, "", empty="以后再选")
        self._place = _PlaceField(parent)
        form.add("path", "存在哪里", self._place, needed=True)
        form.editor("name").textChanged.connect(self._place.propose)
        form.editor("starts_on").edited.connect(self._follow_start)
        self._week_is_own = False
        form.editor("first_week_on").edited.connect(lambda: setattr(self, "_week_is_own", True))

    @classmethod
    def ask(cls, parent: QWidget | None, today: date) -> str:
        """The path of the file made, or an empty text."""
        return cls(parent, today).run() or ""

    def _follow_start(self) -> None:
        if self._week_is_own:
            return
        try:
            self.form.fill({"first_week_on": self.form.editor("starts_on").value()})
        except UserError:
            return  # half typed; said when the form is saved

    def _make(self, values: dict[str, Any]) -> str:
        path = values.pop("path")
        if not path:
            raise UserError("还没有说存在哪里。", field="path", cure="请选一个文件夹。")
        setting_up.new_school(path, **values).close()
        return path


class _PlaceField(QWidget):
    """The path of the file to be made: proposed from the school's name until the person chooses."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__()
        self._asker = parent
        self._is_own = False
        self.line = QLineEdit()
        self.edited = self.line.textEdited
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        row.addWidget(self.line, 1)
        row.addWidget(button("选文件夹…", on_click=self._choose))
        self.setFocusProxy(self.line)
        self.propose("")

    def value(self) -> str:
        """The path with its ending."""
        text = self.line.text().strip()
        return text if not text or text.endswith(".jiaoyan") else f"{text}.jiaoyan"

    def set_value(self, value: str) -> None:
        """Shows a path."""
        self.line.setText(value)

    def propose(self, school: str) -> None:
        """A file of the school's name in the person's documents, while nothing was chosen."""
        if not self._is_own:
            name = "".join(letter for letter in school.strip() if letter not in '\\/:*?"<>|') or "学校"
            self.line.setText(str(paths.documents() / f"{name}.jiaoyan"))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "学校文件存在哪里", self.value(), "学校文件 (*.jiaoyan)")
        if chosen:
            self._is_own = True
            self.line.setText(chosen if chosen.endswith(".jiaoyan") else f"{chosen}.jiaoyan")


class SchoolDialog(FormDialog[School]):
    """学校信息: what goes onto papers, and the short names by which it is recognised."""

    def __init__(self, parent: QWidget | None, school: School, save: Callable[[School], School]) -> None:
        super().__init__(parent, "学校信息", lambda values: save(school.but(**values)), width=580)
        form = self.form
        form.add("name", "学校全称", TextField("和公章上的一样"), needed=True)
        form.add("aliases", "简称", TextField("几个简称之间用顿号分开"), hint="别人的表里写简称时，也能认出是本校。")
        form.add("county", "县（区）", TextField())
        form.add("town", "乡（镇）", TextField())
        form.add("contact_name", "联系人", TextField("印在回执和邮件里"))
        form.add("contact_phone", "联系电话", TextField())
        form.fill({name: getattr(school, name) for name in form.values() if name != "aliases"})
        form.fill({"aliases": "、".join(school.aliases)})

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk) -> School | None:
        """The school as it was saved, or None."""
        return cls(parent, desk.school, lambda school: setting_up.revise_school(desk.db, school)).run()

    def collect(self) -> dict[str, Any]:
        """The short names apart."""
        values = super().collect()
        written = values["aliases"].replace("，", "、").replace(",", "、")
        return {**values, "aliases": tuple(written.split("、"))}


class LayoutDialog(FormDialog[School]):
    """版式: how the Word documents look."""

    def __init__(self, parent: QWidget | None, school: School, save: Callable[[School], School]) -> None:
        lead = "生成的Word按这里的版式排。换了版式，已经报出去的材料不变。"
        super().__init__(parent, "版式", lambda values: save(school.but(**values)), lead=lead, width=560)
        self.form.add("layout", "版式", Choice(LAYOUTS))
        self.form.add(
            "body_typeface",
            "正文字体",
            Choice(TYPEFACES, 200),
            hint="字体里没有的字（㛃、酄）自动换成有的字体，不会成方框。",
        )
        self.form.add("chinese_dates", "日期", TickField("落款写成二〇二五年六月八日"))
        self.form.fill({name: getattr(school, name) for name in self.form.values()})

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk) -> School | None:
        """The school as it was saved, or None."""
        return cls(parent, desk.school, lambda school: setting_up.revise_school(desk.db, school)).run()


class TermDialog(FormDialog[Term]):
    """A term, the current one or a new one."""

    def __init__(self, parent: QWidget | None, desk: Desk, term: Term | None, save: Callable[[dict], Term]) -> None:
        title = f"学期：{term.name}" if term else "新学期"
        lead = "" if term else "老师、班级、教研组都接着用；听课、活动和材料从头记。"
        verb, give_up = ("保存", "先不改") if term else ("开始新学期", "先不开始")
        super().__init__(parent, title, save, verb=verb, give_up=give_up, lead=lead, width=560)
        # A new term is asked for when the old one nears its end: the proposal is the one after it.
        near = desk.today() if term else max(desk.today(), desk.term.ends_on + timedelta(days=45))
        _add_term_rows(self.form, near, term, with_name=True)
        if term is None:
            _add_pack_row(self.form, desk.term.pack_id, empty="以后再选")

    @classmethod
    def ask_current(cls, parent: QWidget | None, desk: Desk) -> Term | None:
        """The current term as it was changed, or None."""

        def save(values: dict[str, Any]) -> Term:
            name = values.pop("term_name")
            return setting_up.revise_term(desk.db, desk.term.but(name=name, **values))

        return cls(parent, desk, desk.term, save).run()

    @classmethod
    def ask_new(cls, parent: QWidget | None, desk: Desk) -> Term | None:
        """A new term, to which every screen then turns; or None."""

        def save(values: dict[str, Any]) -> Term:
            pack_id = values.pop("pack_id")
            return setting_up.start_term(desk.db, Term(name=values.pop("term_name"), **values), pack_id=pack_id)

        made = cls(parent, desk, None, save).run()
        if made is not None:
            desk.choose_term(made)
        return made


class PackDialog(FormDialog[Term]):
    """县里的要求: which pack the term has; another one changes every figure and no record (wording 8.28)."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        lead = "换一套要求，听课和活动一条不动，清单、应听节数和完成情况按新的要求重新算。"
        super().__init__(parent, "县里的要求", self._choose, verb="用这一套", lead=lead, width=600)
        self._desk = desk
        packs = [(pack.id, pack.title) for pack in setting_up.packs_offered()]
        self.form.add("pack_id", "选一套", Choice(packs))
        self.form.fill({"pack_id": desk.term.pack_id})

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk) -> Term | None:
        """The term with its new pack, or None."""
        return cls(parent, desk).run()

    def _choose(self, values: dict[str, Any]) -> Term:
        if not values["pack_id"]:
            raise UserError("还没有选哪一套。", field="pack_id", cure="请选一套县里的要求。")
        return setting_up.choose_pack(self._desk.db, self._desk.term, values["pack_id"])


class PersonDialog(FormDialog[str]):
    """Who sits at this computer: 今天 then shows her own lessons. Kept on this computer, not in the school file."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        lead = "选好以后，“今天”里会列出您自己的课。只记在这台电脑上。"
        super().__init__(parent, "我是哪位老师", self._keep, lead=lead, width=480)
        self._desk = desk
        teachers = [(item.uid, desk.names.teacher(item.uid)) for item in desk.records.teachers if item.left_on is None]
        self.form.add("person", "我是", TeacherChooser(lambda: teachers, field="person"))
        self.form.fill({"person": desk.settings["person"]})

    @classmethod
    def ask(cls, parent: QWidget | None, desk: Desk) -> str | None:
        """The teacher's uid (empty for nobody), or None."""
        chosen = cls(parent, desk).run()
        if chosen is not None:
            desk.announcer.announce(frozenset({"Term"}))
        return chosen

    def _keep(self, values: dict[str, Any]) -> str:
        self._desk.settings["person"] = values["person"] or ""
        return self._desk.settings["person"]


OPEN: dict[str, Callable[[QWidget | None, Desk], object]] = {
    "school": SchoolDialog.ask,
    "layout": LayoutDialog.ask,
    "term": TermDialog.ask_current,
    "new_term": TermDialog.ask_new,
    "pack": PackDialog.ask,
    "person": PersonDialog.ask,
}
