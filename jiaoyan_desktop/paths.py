"""Where things are: resources and forms (editable install, wheel, frozen program) and this computer's own folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _carried(name: str) -> Path:
    """The folder ``name`` that travels with the program, wherever the program was put."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / name] if frozen else []
    candidates += [_PACKAGE / "_data" / name, _PACKAGE.parent / name]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"{name}: looked in {', '.join(map(str, candidates))}")


def resources() -> Path:
    """Icons, style sheet, help pages and the sample school's source."""
    return _carried("resources")


def forms() -> Path:
    """Requirement packs and forms; read-only."""
    return _carried("forms")


def home() -> Path:
    """This computer's own folder for settings, logs and reports; made when missing. JIAOYAN_HOME overrides it."""
    override = os.environ.get("JIAOYAN_HOME")
    if override:
        folder = Path(override)
    else:
        import platformdirs

        folder = Path(platformdirs.user_data_dir("JiaoyanDesktop", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def documents() -> Path:
    """The documents folder, where new school files are offered; the person's own folder where there is none."""
    import platformdirs

    folder = Path(platformdirs.user_documents_dir())
    return folder if folder.is_dir() else Path.home()


def begin_in(remembered: str, school_file: Path | None = None) -> Path:
    """Where a dialog for files begins, always a folder that exists: a dialog that is given none cannot be answered.

    The one ``remembered`` comes first, then the documents folder, the folder of the school file, the person's own.
    """
    if remembered and os.path.isdir(remembered):
        return Path(remembered)
    folder = documents()
    is_own = folder == Path.home()
    return school_file.parent if is_own and school_file is not None and school_file.parent.is_dir() else folder
