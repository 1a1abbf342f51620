"""Which requirements a term is judged and reported by: those kept in the school file, or a pack named instead."""

from __future__ import annotations

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.forms_source import FolderForms, FormsSource, StoredForms
from jiaoyan_desktop.documents.offered import VOCABULARY
from jiaoyan_desktop.documents.packs import load_pack, pack_titles
from jiaoyan_desktop.domain.pack import Pack
from jiaoyan_desktop.domain.reporting import Overlay, PackFile
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database


def pack_of(db: Database, term: Term, *, pack_id: str = "") -> Pack:
    """The term's pack with the director's edits laid over it; ``pack_id`` takes one that comes with the program.

    UserError where no pack was chosen, or none of that name is there.
    """
    pack = load_pack(
        forms_of(db, term, pack_id=pack_id), pack_id or term.pack_id, vocabulary=VOCABULARY, templates=False
    )
    edits = {item.target_id: item.values for item in db.find(Overlay, term_uid=term.uid)}
    # Edits belong to the pack they were made on: another county's rule of the same number is another rule.
    return pack.with_overlays(edits) if pack.id == term.pack_id else pack


def forms_of(db: Database, term: Term, *, pack_id: str = "") -> FormsSource:
    """The files of the pack, all read: workers may use them without the school file."""
    if pack_id and pack_id != term.pack_id:
        _must_exist(pack_id)
        return FolderForms(paths.forms())
    if not term.pack_id:
        raise UserError("这个学期还没有选县里的要求。", cure="请先在“学校—县里的要求”里选一套。")
    kept = db.find(PackFile, order_by="path", term_uid=term.uid)
    return StoredForms({item.path: db.blob(item.blob) for item in kept})


def _must_exist(pack_id: str) -> None:
    known = [item.id for item in pack_titles(FolderForms(paths.forms()))]
    if pack_id not in known:
        raise UserError(f"没有“{pack_id}”这套要求。", cure=f"可以用：{'、'.join(known)}。")
