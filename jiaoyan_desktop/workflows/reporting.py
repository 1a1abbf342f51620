"""Reporting to the county: what is still short, the figures as of a date, and the packet that goes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from pathlib import Path

from jiaoyan_desktop import __version__
from jiaoyan_desktop.documents import packet
from jiaoyan_desktop.documents.compose.registry import COMPOSERS
from jiaoyan_desktop.documents.fields.scene import Scene
from jiaoyan_desktop.documents.fields.values import key_of, records_for, values_for
from jiaoyan_desktop.documents.file_names import TakenNames, clean_file_name, filled_name
from jiaoyan_desktop.documents.packet_plan import (
    FilledForm,
    PacketPlan,
    PacketResult,
    PlannedFile,
    PlannedMaterial,
    Question,
    ShrunkPicture,
)
from jiaoyan_desktop.documents.pictures import STORY
from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.pack import FormSpec, MaterialSpec
from jiaoyan_desktop.domain.reporting import Export
from jiaoyan_desktop.domain.requirements import check as check_records
from jiaoyan_desktop.domain.requirements import is_open
from jiaoyan_desktop.domain.statistics import TermStatistics, term_statistics
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.blob_reader import BlobReader
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import load

from .reporting_packs import forms_of, pack_of

PacketCancelled = packet.PacketCancelled


def default_as_of(term: Term, today: date | None = None) -> date:
    """Today, or the term's last day once it is over."""
    return min(today or date.today(), term.ends_on)


def check(db: Database, term_uid: str, as_of: date | None = None, *, pack_id: str = "") -> tuple[Finding, ...]:
    """The finding on every material and every rule as of that day."""
    scene = scene_of(db, term_uid, as_of, pack_id=pack_id)
    return check_records(scene.records, scene.pack, scene.as_of)


def stats(db: Database, term_uid: str, as_of: date | None = None, *, pack_id: str = "") -> TermStatistics:
    """Every figure of the term as of that day: what 总结 and 听课统计表 are made from."""
    scene = scene_of(db, term_uid, as_of, pack_id=pack_id)
    return term_statistics(scene.records, scene.pack, scene.as_of)


def scene_of(db: Database, term_uid: str, as_of: date | None = None, *, pack_id: str = "") -> Scene:
    """Records, pack and date together: what forms are filled from."""
    records = load(db, term_uid)
    pack = pack_of(db, records.term, pack_id=pack_id)
    return Scene(records=records, pack=pack, as_of=as_of or default_as_of(records.term))


def gather(
    db: Database,
    term_uid: str,
    as_of: date | None = None,
    *,
    only: Collection[str] = (),
    pack_id: str = "",
    made_at: datetime | None = None,
) -> PacketPlan:
    """Everything of the packet as plain data; ``only`` names materials (M1) and forms (observation-record).

    UserError for an unknown name in ``only``. ``PacketPlan.gaps`` says what is short; the caller decides.
    """
    scene = scene_of(db, term_uid, as_of, pack_id=pack_id)
    findings = {item.id: item for item in check_records(scene.records, scene.pack, scene.as_of)}
    chosen = _chosen(scene, tuple(only))
    taken = TakenNames()
    files: list[PlannedFile] = []
    questions: dict[Question, None] = {}
    materials: list[PlannedMaterial] = []
    for spec, forms in chosen:
        folder = _folder(scene, spec) if spec else ""
        if spec:
            materials.append(_material(spec, folder, findings.get(spec.id)))
        for form in forms:
            under = folder or ("" if "/" in form.file_name else clean_file_name(form.title))
            files += _files_of(scene, spec, form, under, taken, questions)
    gaps = tuple(item.finding for item in materials if item.finding is not None and is_open(item.finding))
    return PacketPlan(
        folder_name=_packet_name(
            scene, [spec.title if spec else forms[0].title for spec, forms in chosen] if only else []
        ),
        scene=scene,
        source=forms_of(db, scene.records.term, pack_id=pack_id),
        read_blob=BlobReader(db),
        made_at=(made_at or datetime.now()).replace(microsecond=0),
        program_version=__version__,
        materials=tuple(materials),
        files=tuple(files),
        gaps=gaps,
        questions=tuple(questions),
    )


def write_packet(
    plan: PacketPlan,
    out_dir: str | Path,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PacketResult:
    """Writes the packet into a folder of its own in ``out_dir``; may run in any thread, needs no school file open.

    UserError: a file there is open in Word or WPS, the disk is full, the folder cannot be written, nothing to write.
    """
    if not plan.files:
        raise UserError("选中的这几项还没有可以生成的内容。", cure="请先补上记录，再来生成。")
    return packet.write_packet(plan, Path(out_dir), progress, cancelled)


def record_export(db: Database, term_uid: str, result: PacketResult, *, note: str = "") -> Export:
    """Keeps that the packet was made: a fact, never undone."""
    term = db.need(Term, term_uid)
    made = Export(
        school_uid=term.school_uid,
        term_uid=term_uid,
        made_at=result.made_at.isoformat(timespec="seconds"),
        as_of=result.as_of,
        folder=str(result.folder),
        files=tuple(item.path for item in result.files),
        gaps=tuple(sentence for gap in result.gaps for sentence in (gap.missing or (gap.title,))),
        note=note,
    )
    with db.change("生成报送材料", is_fact=True) as change:
        return change.put(made)


def _chosen(scene: Scene, only: tuple[str, ...]) -> list[tuple[MaterialSpec | None, tuple[FormSpec, ...]]]:
    """Materials with their forms in the order of the packet; forms asked for by name that belong to none come last."""
    pack = scene.pack
    materials = sorted(pack.materials, key=lambda spec: spec.order)
    only = tuple(_id_of(name, materials, pack.forms) for name in only)
    chosen: list[tuple[MaterialSpec | None, tuple[FormSpec, ...]]] = []
    in_materials: set[str] = set()
    for spec in materials:
        whole = not only or spec.id in only
        forms = tuple(pack.form(name) for name in spec.forms if whole or name in only)
        in_materials |= set(spec.forms)
        if forms or whole:
            chosen.append((spec, forms))
    rest = tuple(form for form in pack.forms if form.id in only and form.id not in in_materials)
    return [*chosen, (None, rest)] if rest else chosen


def _id_of(name: str, materials: Sequence[MaterialSpec], forms: Sequence[FormSpec]) -> str:
    """The id meant by an id or a title, with or without 《》; UserError lists the materials by their titles."""
    plain = name.strip().strip("《》")
    for item in (*materials, *forms):
        if plain in (item.id, item.title):
            return item.id
    offered = "、".join(f"{spec.id} {spec.title}" for spec in materials)
    raise UserError(f"没有“{name}”这一项。", cure=f"可以写编号或名称：{offered}。")


def _files_of(
    scene: Scene,
    spec: MaterialSpec | None,
    form: FormSpec,
    folder: str,
    taken: TakenNames,
    questions: dict[Question, None],
) -> list[PlannedFile]:
    """The files of one form, one for each of its records, and the pictures that go with a composed one."""
    material_id = spec.id if spec else ""
    found: list[PlannedFile] = []
    for number, record in enumerate(records_for(scene, form), 1):
        values = values_for(scene, form, record)
        key = key_of(form, record)
        asked = {ask.token: ask.question for ask in form.asks}
        for token in values.unanswered:
            question = Question(
                form_id=form.id, form_title=form.title, token=token, question=asked[token], subject_uid=key
            )
            questions[question] = None
        name = filled_name(form.file_name, {**values.fields, "序号": f"{number:02d}"})
        path = taken.free(f"{folder}/{name}" if folder else name)
        content = FilledForm(form=form, values=values, record=record)
        found.append(
            PlannedFile(path=path, title=form.title, material_id=material_id, form_id=form.id, content=content)
        )
        if form.compose:
            beside = path.rpartition("/")[0]
            for item in COMPOSERS[form.compose].attachments(scene, record):
                picture = ShrunkPicture(picture=item.picture, limits=STORY)
                found.append(
                    PlannedFile(
                        path=taken.free(f"{beside}/{item.name}"),
                        title=item.picture.caption or item.picture.alt,
                        material_id=material_id,
                        form_id=form.id,
                        content=picture,
                    )
                )
    return found


def _material(spec: MaterialSpec, folder: str, finding: Finding | None) -> PlannedMaterial:
    return PlannedMaterial(
        id=spec.id,
        order=spec.order,
        title=spec.title,
        folder=folder,
        copies=spec.copies,
        format=spec.format,
        party=spec.party,
        who=spec.who,
        finding=finding,
    )


def _naming(scene: Scene) -> dict[str, object]:
    school = scene.records.school
    return {
        "学校": school.name,
        "简称": min((school.name, *school.aliases), key=len),
        "县": school.county,
        "学期": scene.records.term.name,
        "截至": f"{scene.as_of:%Y%m%d}",
    }


def _folder(scene: Scene, spec: MaterialSpec) -> str:
    """The material's own folder, else after the pack's naming rule: 01_校本教研活动方案."""
    values = {**_naming(scene), "序号": f"{spec.order:02d}", "材料名": spec.title.strip("《》")}
    return filled_name(spec.folder or scene.pack.naming, values)


def _packet_name(scene: Scene, parts: list[str]) -> str:
    """The packet's folder by the pack's rule; a part of it goes beside the whole, under what it holds."""
    whole = filled_name(scene.pack.packet_name, _naming(scene))
    if not parts:
        return whole
    return clean_file_name(f"{whole}_{parts[0].strip('《》') if len(parts) == 1 else '部分'}")
