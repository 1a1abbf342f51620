"""People of the school: teachers with their posts, classes, and the groups they meet in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from jiaoyan_desktop.domain.class_names import class_label
from jiaoyan_desktop.domain.dates import read_month
from jiaoyan_desktop.domain.people import Group, Membership, Post, SchoolClass, Teacher
from jiaoyan_desktop.domain.records import Record
from jiaoyan_desktop.domain.text import clean, clean_line, clean_name
from jiaoyan_desktop.domain.timetable import Assignment, Slot
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database
from jiaoyan_desktop.store.references import users_of
from jiaoyan_desktop.store.term_records import own_school

Today = Callable[[], date]


# -- teachers --------------------------------------------------------------------------------------------------------


def save_teacher(
    db: Database, teacher: Teacher, posts: Sequence[Post] | None = None, *, today: Today = date.today
) -> Teacher:
    """Keeps a teacher, new or changed, in one change; ``posts`` (all of hers, or None for "as they are") with her.

    A post missing from ``posts`` is removed; a day she left ends her posts, groups and assignments (scenario 24).
    UserError: no name, a phone number a spreadsheet has damaged, left before she came.
    """
    teacher = _tidy_teacher(teacher, own_school(db).uid, today)
    before = db.get(Teacher, teacher.uid)
    is_new = before is None
    if is_new and not teacher.order:
        teacher = teacher.but(order=1 + max((item.order for item in db.find(Teacher)), default=0))
    with db.change(f"{'添加' if is_new else '修改'}教师：{teacher.name}") as change:
        saved = change.put(teacher)
        if posts is not None:
            kept = [_tidy_post(post, saved) for post in posts if clean_line(post.title).text]
            for old in db.find(Post, teacher_uid=saved.uid):
                if old.uid not in {post.uid for post in kept}:
                    change.remove(old)
            change.put_all(kept)
        if saved.left_on is not None and (before is None or before.left_on != saved.left_on):
            _end_duties(db, change, saved, saved.left_on)
    return saved


def remove_teacher(db: Database, teacher: Teacher) -> None:
    """Deletes a teacher entered by mistake, with her posts and places in groups; one with records stays.

    UserError says what hangs on her: one who goes away is not deleted but given the day she left.
    """
    _must_be_free(
        db, teacher, f"{teacher.name}老师", but=(Post, Membership), cure="如果是调走了，请填“离校日期”，记录都会留着。"
    )
    with db.change(f"删除教师：{teacher.name}") as change:
        for own in (*db.find(Post, teacher_uid=teacher.uid), *db.find(Membership, teacher_uid=teacher.uid)):
            change.remove(own)
        change.remove(teacher)


def let_go(db: Database, teacher: Teacher, last_day: date) -> Teacher:
    """A teacher leaves: her posts, groups and assignments end on ``last_day``; old records stay (scenario 24)."""
    if teacher.joined_on and last_day < teacher.joined_on:
        raise UserError("离校日期比到校日期还早。", field="left_on", cure="请看看是不是写反了。")
    with db.change(f"调出：{teacher.name}") as change:
        _end_duties(db, change, teacher, last_day)
        return change.put(teacher.but(left_on=last_day))


# -- classes ---------------------------------------------------------------------------------------------------------


def save_class(db: Database, item: SchoolClass) -> SchoolClass:
    """Keeps a class, new or changed. UserError: a grade out of 1 to 6, or a class that is there already."""
    if not 1 <= item.grade <= 6:
        raise UserError("年级要在一到六之间。", field="grade")
    if not 1 <= item.number <= 30:
        raise UserError("班号要在1到30之间。", field="number")
    label = class_label(item.grade, item.number)
    for other in db.find(SchoolClass, grade=item.grade, number=item.number):
        if other.uid != item.uid and other.closed_on is None:
            raise UserError(f"已经有{label}了。", field="number", cure="请换一个班号。")
    item = item.but(label=clean_line(item.label).text, school_uid=item.school_uid or own_school(db).uid)
    verb = "添加" if db.get(SchoolClass, item.uid) is None else "修改"
    with db.change(f"{verb}班级：{item.label or label}") as change:
        return change.put(item)


def remove_class(db: Database, item: SchoolClass) -> None:
    """Deletes a class with its lessons in the timetable and its assignments; one that was observed stays."""
    name = item.label or class_label(item.grade, item.number)
    _must_be_free(db, item, name, but=(Slot, Assignment), cure="如果是撤班，请填“撤班日期”，记录都会留着。")
    with db.change(f"删除班级：{name}") as change:
        for own in (*db.find(Slot, class_uid=item.uid), *db.find(Assignment, class_uid=item.uid)):
            change.remove(own)
        change.remove(item)


# -- groups ----------------------------------------------------------------------------------------------------------


def save_group(db: Database, group: Group, leader_uids: Iterable[str], member_uids: Iterable[str]) -> Group:
    """Keeps a 教研组 or 备课组 with who leads it and who is in it; it may span grades or hold one person.

    Leaders are members. Those no longer named leave the group today; their earlier time in it stays with undo.
    """
    name = clean_line(group.name).text
    if not name:
        raise UserError("组名还没有写。", field="name", cure="例如“语文教研组”“五年级数学备课组”。")
    for other in db.find(Group, name=name, kind=group.kind):
        if other.uid != group.uid:
            raise UserError(f"已经有“{name}”了。", field="name", cure="请换一个名字，或直接改那一个。")
    group = group.but(name=name, place=clean_line(group.place).text, theme=clean(group.theme).text)
    group = group.but(school_uid=group.school_uid or own_school(db).uid)
    leaders = set(leader_uids)
    wanted = dict.fromkeys((*leaders, *member_uids))
    verb = "添加" if db.get(Group, group.uid) is None else "修改"
    with db.change(f"{verb}{name}") as change:
        saved = change.put(group)
        inside = {item.teacher_uid: item for item in db.find(Membership, group_uid=group.uid, ends_on=None)}
        for uid in wanted:
            item = inside.get(uid) or Membership(group_uid=saved.uid, teacher_uid=uid, school_uid=saved.school_uid)
            change.put(item.but(is_leader=uid in leaders))
        for uid, item in inside.items():
            if uid not in wanted:
                change.remove(item)
    return saved


def remove_group(db: Database, group: Group) -> None:
    """Deletes a group and who was in it; one that has met stays."""
    _must_be_free(db, group, group.name, but=(Membership,), cure="可以把组员清空，活动记录都会留着。")
    with db.change(f"删除{group.name}") as change:
        for own in db.find(Membership, group_uid=group.uid):
            change.remove(own)
        change.remove(group)


def _tidy_teacher(teacher: Teacher, school_uid: str, today: Today) -> Teacher:
    name = clean_name(teacher.name).text
    if not name:
        raise UserError("姓名还没有写。", field="name", cure="写上姓名就能保存。")
    phone = clean_line(teacher.phone).text.replace(" ", "")
    if "E+" in phone.upper():
        raise UserError(
            f"电话“{phone}”在表格里被存坏了，后面的数字已经丢了。", field="phone", cure="请照原来的号码重新写一遍。"
        )
    if teacher.joined_on and teacher.left_on and teacher.left_on < teacher.joined_on:
        raise UserError("离校日期比到校日期还早。", field="left_on", cure="请看看是不是写反了。")
    if teacher.joined_on and teacher.joined_on > today() + timedelta(days=366):
        raise UserError("到校日期在一年以后。", field="joined_on", cure="请看看年份。")
    lines = {
        field: clean_line(getattr(teacher, field)).text
        for field in (
            "hint",
            "gender",
            "born",
            "education",
            "title",
            "politics",
            "started_work",
            "subject",
            "teaches_text",
        )
    }
    for field in ("born", "started_work"):
        # 1985.03, as it is typed, becomes 1985-03: forms write it out, and ages are counted from it.
        lines[field] = read_month(lines[field], field=field) if lines[field] else ""
    return teacher.but(
        name=name, phone=phone, note=clean(teacher.note).text, school_uid=teacher.school_uid or school_uid, **lines
    )


def _end_duties(db: Database, change: Change, teacher: Teacher, last_day: date) -> None:
    for record in (Post, Membership, Assignment):
        for item in db.find(record, teacher_uid=teacher.uid):
            if item.ends_on is None or item.ends_on > last_day:
                change.put(item.but(ends_on=last_day))


def _tidy_post(post: Post, teacher: Teacher) -> Post:
    if post.starts_on and post.ends_on and post.ends_on < post.starts_on:
        raise UserError(f"“{post.title}”的离任日期比到任日期还早。", field="posts", cure="请看看是不是写反了。")
    return post.but(title=clean_line(post.title).text, teacher_uid=teacher.uid, school_uid=teacher.school_uid)


def _must_be_free(db: Database, record: Record, name: str, *, but: tuple[type[Record], ...], cure: str) -> None:
    used = [(words, count) for kind, words, count in users_of(db, record) if kind not in but]
    if used:
        listed = "、".join(f"{words}{count}条" for words, count in used)
        raise UserError(f"{name}还有{listed}，不能直接删。", cure=cure)
