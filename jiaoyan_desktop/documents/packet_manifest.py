"""The list that goes with a packet: 目录清单.xlsx for people, manifest.json with a checksum per file."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.finding import CONFIRM, MET
from jiaoyan_desktop.domain.glossary import STATUS_WORDS

from .excel_build import SheetCell, SheetColumn, WorkbookBuilder
from .packet_plan import PacketPlan, PacketResult, PlannedMaterial, WrittenFile

LIST_NAME, MANIFEST_NAME = "目录清单.xlsx", "manifest.json"
MANIFEST_FILES = (LIST_NAME, MANIFEST_NAME)
_FORMAT = 1


def manifest_files(plan: PacketPlan, result: PacketResult) -> dict[str, bytes]:
    """Both lists by their names."""
    return {LIST_NAME: _list_workbook(plan, result), MANIFEST_NAME: _manifest(plan, result)}


def _manifest(plan: PacketPlan, result: PacketResult) -> bytes:
    records, pack = plan.scene.records, plan.scene.pack
    content: dict[str, Any] = {
        "format": _FORMAT,
        "program": plan.program_version,
        "school": {"uid": records.school.uid, "name": records.school.name},
        "term": records.term.name,
        "pack": {"id": pack.id, "version": pack.version},
        "as_of": plan.as_of.isoformat(),
        "made_at": plan.made_at.isoformat(timespec="seconds"),
        "materials": [
            {
                "id": item.id,
                "title": item.title,
                "folder": item.folder,
                "copies": item.copies,
                "status": item.finding.status if item.finding else "",
                "missing": list(item.finding.missing) if item.finding else [],
            }
            for item in plan.materials
        ],
        "files": [
            {
                "path": item.path,
                "title": item.title,
                "material": item.material_id,
                "size": item.size,
                "sha256": item.sha256,
            }
            for item in result.files
        ],
        "not_made": [{"path": path, "reason": reason} for path, reason in result.not_made],
        "left_out": list(result.left_out),
        "substitutions": [
            {"character": item.character, "wanted": item.wanted, "used": item.used, "where": item.where}
            for item in result.substitutions
        ],
        "unanswered": [{"form": item.form_id, "token": item.token} for item in result.questions],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _list_workbook(plan: PacketPlan, result: PacketResult) -> bytes:
    book = WorkbookBuilder(author=plan.scene.records.school.name)
    _materials_sheet(book, plan, result)
    _files_sheet(book, plan, result)
    _notes_sheet(book, plan, result)
    return book.build(made_at=plan.made_at, title="目录清单").data


def _materials_sheet(book: WorkbookBuilder, plan: PacketPlan, result: PacketResult) -> None:
    """One line for each item of the checklist, as a county's own list has it (domain F20)."""
    columns = [
        SheetColumn(head="序号", width=2.5),
        SheetColumn(head="材料名称", width=16.5, align="left"),
        SheetColumn(head="文件数", width=3.2),
        SheetColumn(head="份数", width=2.5),
        SheetColumn(head="格式", width=6),
        SheetColumn(head="负责人", width=5),
        SheetColumn(head="状态", width=3.2),
        SheetColumn(head="缺项说明", width=21, align="left"),
    ]
    sheet = book.sheet("目录清单", columns, landscape=True)
    sheet.title(f"{plan.scene.records.term.name}校本教研材料目录清单")
    sheet.line(
        f"报送单位（盖章）：{plan.scene.records.school.name}",
        f"统计截至：{date_cn(plan.as_of)}",
        "报送日期：    年  月  日",
    )
    sheet.head()
    counts = Counter(one.material_id for one in result.files)
    first = sheet.next_row
    for number, item in enumerate(plan.materials, 1):
        told = [item.title, counts[item.id], item.copies, item.format, item.who, *_state(item, counts[item.id])]
        sheet.rows([[number, *told]])
    if counts[""]:
        sheet.rows([[len(plan.materials) + 1, "其他", counts[""], 1, "", "", "", ""]])
    total = SheetCell(value=len(result.files), bold=True, formula=f"SUM(C{first}:C{sheet.next_row - 1})")
    sheet.rows([["合计", "", total, "", "", "", "", ""]])
    sheet.foot(
        f"注：文件数不含本清单和{MANIFEST_NAME}；{MANIFEST_NAME}是核对文件完不完整用的，不用打开，也不用打印。",
        "审核人（签字）：　　　　　　　　联系电话：",
    )


def _state(item: PlannedMaterial, files: int) -> tuple[str, str]:
    """已齐 or 缺项 with the note that goes with it (wording 11); how late we are is the school's own affair."""
    if item.finding is None:
        return "", ""
    if item.finding.status in (MET, CONFIRM):
        return STATUS_WORDS[item.finding.status], ""
    lacking = "部分暂缺" if files else "暂缺"
    return "缺项", f"{item.title}{lacking}，\n原因：　　　　　　　　　　，预计　　月　　日前补报。"


def _files_sheet(book: WorkbookBuilder, plan: PacketPlan, result: PacketResult) -> None:
    """Every file on a line of its own, nothing merged, so that the county can sort and count (domain 4.4)."""
    titles = {item.id: item.title for item in plan.materials}
    folders = {item.id: item.folder for item in plan.materials}
    columns = [
        SheetColumn(head="序号", width=2.5),
        SheetColumn(head="材料名称", width=15.5, align="left"),
        SheetColumn(head="文件", width=25, align="left"),
        SheetColumn(head="格式", width=3),
    ]
    sheet = book.sheet("文件明细", columns)
    sheet.title(f"{plan.scene.records.term.name}校本教研材料文件明细")
    sheet.head()
    sheet.rows(
        [
            [number, titles.get(one.material_id, one.title), _below(folders, one), _format_of(one.path)]
            for number, one in enumerate(result.files, 1)
        ],
        least_height=17,
    )


def _below(folders: dict[str, str], one: WrittenFile) -> str:
    """The path below the material's own folder, whose name stands beside it already."""
    return one.path.removeprefix(f"{folders.get(one.material_id) or ''}/")


def _format_of(path: str) -> str:
    return {"docx": "Word", "xlsx": "Excel"}.get(path.rpartition(".")[2], "照片")


def _notes_sheet(book: WorkbookBuilder, plan: PacketPlan, result: PacketResult) -> None:
    """What somebody should look at before the packet goes out; no sheet when there is nothing."""
    rows = [
        ["缺项", item.title, sentence]
        for item in plan.materials
        if item.finding and item.finding.status != MET
        for sentence in item.finding.missing
    ]
    rows += [["没有生成", path, reason] for path, reason in result.not_made]
    rows += [["没有放进去的照片", "", sentence] for sentence in result.left_out]
    rows += [["留空待填", item.form_title, item.token] for item in result.questions]
    changed: dict[str, dict[str, None]] = {}
    for item in result.substitutions:
        told = f"已换成{item.used}。" if item.used else "常用字体里都没有，请打印前看一眼。"
        changed.setdefault(f"“{item.character}”在{item.wanted}里没有，{told}", {})[item.where] = None
    rows += [["换了字体的字", "、".join(places), sentence] for sentence, places in changed.items()]
    if not rows:
        return
    columns = [
        SheetColumn(head="要看一眼的", width=9),
        SheetColumn(head="在哪里", width=18, align="left"),
        SheetColumn(head="说明", width=24, align="left"),
    ]
    sheet = book.sheet("请留意", columns, landscape=True)
    sheet.title("报送前请看一眼")
    sheet.line("这一页给学校自己看，报送前可以删掉。")
    sheet.head()
    sheet.rows(rows)
