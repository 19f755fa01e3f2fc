"""A pack's workbook in LibreOffice: it opens it, somebody changes one text, it saves it, and the pack comes back.

The change is made by LibreOffice itself, by a macro that is given to it, so that every cell of the workbook is one that
LibreOffice wrote.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from riskassess.locations import shipped_questionnaires
from riskassess.questionnaire.workbook import pack_to_workbook, workbook_to_pack

PACK = min(path.parent for path in shipped_questionnaires().glob("*/pack.yaml"))
SHEET, CELL, TEXT = "questions", "E3", "= 贵公司改过的问题"
"""The Chinese wording of the first question, made to begin as a formula would."""

MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">
Sub ChangeOne(source, target, sheet, cell, words)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden" : options(0).Value = False
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, options())
  document.Sheets.getByName(sheet).getCellRangeByName(cell).setString(words)
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(target, saved())
  document.close(True)
End Sub
</script:module>
"""
LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" \
library:passwordprotected="false">
 <library:element library:name="Edit"/>
</library:library>
"""


def soffice(profile: Path, *arguments: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    environment = {**os.environ, "HOME": str(profile.parent)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=environment)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let LibreOffice change one text of the workbook and save it."""
    folder = tmp_path_factory.mktemp("office")
    pack_to_workbook(PACK, folder / "book.xlsx")
    profile = folder / "profile"
    soffice(profile, "--terminate_after_init")
    standard = profile / "user" / "basic" / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    (standard / "Edit.xba").write_text(MACRO, encoding="utf-8")
    (standard / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    source, target = (folder / name for name in ("book.xlsx", "saved.xlsx"))
    given = ", ".join(f'"{part}"' for part in (source.as_uri(), target.as_uri(), SHEET, CELL, TEXT))
    soffice(profile, f"macro:///Standard.Edit.ChangeOne({given})")
    assert target.is_file()
    return target


def test_the_pack_comes_back_with_the_one_text_changed(saved: Path, tmp_path: Path) -> None:
    assert workbook_to_pack(saved, tmp_path / "pack") == ()
    changed: list[str] = []
    for path in sorted(PACK.rglob("*.yaml")):
        name = path.relative_to(PACK)
        before, after = (
            (folder / name).read_text(encoding="utf-8").splitlines() for folder in (PACK, tmp_path / "pack")
        )
        assert len(before) == len(after), name
        changed += [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.strip() for line in changed] == [f"zh: {TEXT}"]


def test_what_helps_the_reader_is_still_there(saved: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(saved)
    questions = book["questions"]
    assert questions.freeze_panes
    assert questions["A2"].comment
    covered = [str(one.sqref) for one in questions.data_validations.dataValidation]
    assert any(cells.startswith("A3:") for cells in covered), covered
    assert questions[CELL].value == TEXT
    assert questions[CELL].data_type == "s"
