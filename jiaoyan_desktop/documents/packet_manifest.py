"""The list that goes with a packet: 目录清单.xlsx for people, manifest.json with a checksum per file."""

from __future__ import annotations

import json
from typing import Any

from jiaoyan_desktop.domain.dates import date_cn
from jiaoyan_desktop.domain.glossary import STATUS_WORDS

from .excel_build import SheetCell, SheetColumn, WorkbookBuilder
from .form_values import Value
from .packet_plan import PacketPlan, PacketResult, PlannedMaterial, WrittenFile

LIST_NAME, MANIFEST_NAME = "目录清单.xlsx", "manifest.json"
MANIFEST_FILES = (LIST_NAME, MANIFEST_NAME)
_FORMAT = 1
_PICTURE_SUFFIXES = (".jpg", ".png")


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
    school = plan.scene.records.school
    book = WorkbookBuilder(author=school.name)
    columns = [
        SheetColumn(head="序号", width=3),
        SheetColumn(head="材料名称", width=9),
        SheetColumn(head="文件", width=19, align="left"),
        SheetColumn(head="份数", width=3),
        SheetColumn(head="格式", width=5),
        SheetColumn(head="负责人", width=6),
        SheetColumn(head="状态", width=4.5),
        SheetColumn(head="说明", width=15, align="left"),
    ]
    sheet = book.sheet("目录清单", columns, landscape=True)
    sheet.title(f"{plan.scene.records.term.name}校本教研材料目录清单")
    sheet.line(f"报送单位（盖章）：{school.name}", f"统计截至：{date_cn(plan.as_of)}", "报送日期：    年  月  日")
    sheet.head()
    for number, item in enumerate(plan.materials, 1):
        sheet.rows(_material_rows(number, item, [one for one in result.files if one.material_id == item.id]))
    loose = [one for one in result.files if not one.material_id]
    for number, one in enumerate(loose, len(plan.materials) + 1):
        sheet.rows([[number, one.title, one.path, 1, _format_of(one.path), "", "", ""]])
    sheet.foot("审核人（签字）：　　　　　　　　联系电话：")
    _notes_sheet(book, result)
    return book.build(made_at=plan.made_at, title="目录清单").data


def _material_rows(number: int, item: PlannedMaterial, files: list[WrittenFile]) -> list[list[Value | SheetCell]]:
    """The material's own cells beside the list of its files; pictures of one folder are counted, not listed."""
    names = _shown_files(item, files) or ["（没有可生成的内容）"]
    down = len(names)
    state = STATUS_WORDS[item.finding.status] if item.finding else ""
    missing = "\n".join(item.finding.missing) if item.finding else ""
    lead: list[Value | SheetCell] = [SheetCell(value=number, down=down), SheetCell(value=item.title, down=down)]
    tail: list[Value | SheetCell] = [
        SheetCell(value=cell, down=down) for cell in (item.copies, item.format, item.who, state)
    ]
    tail.append(SheetCell(value=missing, down=down, align="left"))
    return [[*lead, name, *tail] if place == 0 else [name] for place, name in enumerate(names)]


def _shown_files(item: PlannedMaterial, files: list[WrittenFile]) -> list[str]:
    shown: list[str] = []
    pictures: dict[str, int] = {}
    for one in files:
        path = one.path.removeprefix(f"{item.folder}/")
        if path.endswith(_PICTURE_SUFFIXES):
            folder = path.rpartition("/")[0]
            pictures[folder] = pictures.get(folder, 0) + 1
        else:
            shown.append(path)
    return shown + [f"{folder}（照片{number}张）" for folder, number in pictures.items()]


def _format_of(path: str) -> str:
    return {"docx": "Word", "xlsx": "Excel"}.get(path.rpartition(".")[2], "照片")


def _notes_sheet(book: WorkbookBuilder, result: PacketResult) -> None:
    """What somebody should look at before the packet goes out; no sheet when there is nothing."""
    rows: list[list[str]] = []
    rows += [["没有生成", path, reason] for path, reason in result.not_made]
    rows += [["没有放进去的照片", "", sentence] for sentence in result.left_out]
    rows += [["留空待填", item.form_title, item.token] for item in result.questions]
    rows += [
        [
            "换了字体的字",
            item.where,
            f"“{item.character}”在{item.wanted}里没有，"
            + (f"已换成{item.used}。" if item.used else "常用字体里都没有，请打印前看一眼。"),
        ]
        for item in result.substitutions
    ]
    if not rows:
        return
    columns = [
        SheetColumn(head="要看一眼的", width=9),
        SheetColumn(head="在哪里", width=18, align="left"),
        SheetColumn(head="说明", width=24, align="left"),
    ]
    sheet = book.sheet("请留意", columns, landscape=True)
    sheet.title("报送前请看一眼")
    sheet.head()
    sheet.rows(rows)
