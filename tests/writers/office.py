"""LibreOffice, where it is installed: opens what we wrote, and does to it what a person would."""

import functools
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

__all__ = ["converted", "edited", "needs_office", "revised"]

_OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(_OFFICE is None, reason="LibreOffice (soffice) is not installed")

_MACRO = """
Sub Revise(source As String, target As String, command As String, filter As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    document = StarDesktop.loadComponentFromURL(ConvertToUrl(source), "_blank", 0, hidden())
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    frame = document.CurrentController.Frame
    If command <> "" Then
        dispatcher.executeDispatch(frame, ".uno:" & command, "", 0, Array())
    End If
    Dim kind(0) As New com.sun.star.beans.PropertyValue
    kind(0).Name = "FilterName"
    kind(0).Value = filter
    document.storeToURL(ConvertToUrl(target), kind())
    document.close(True)
End Sub

Sub Edit(source As String, target As String, after As String, words As String, row As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    document = StarDesktop.loadComponentFromURL(ConvertToUrl(source), "_blank", 0, hidden())
    search = document.createSearchDescriptor()
    search.SearchString = after
    found = document.findFirst(search)
    found.Text.insertString(found.End, words, False)
    For each table In document.TextTables
        For place = table.Rows.Count - 1 To 1 Step -1
            If InStr(table.getCellByPosition(0, place).String, row) = 1 Then
                table.Rows.removeByIndex(place, 1)
            End If
        Next
    Next
    Dim kind(0) As New com.sun.star.beans.PropertyValue
    kind(0).Name = "FilterName"
    kind(0).Value = "MS Word 2007 XML"
    document.storeToURL(ConvertToUrl(target), kind())
    document.close(True)
End Sub
"""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = "http://openoffice.org/2000/library"


def _run(profile: Path, *arguments: str) -> None:
    assert _OFFICE is not None
    subprocess.run(
        [_OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments],
        check=True,
        capture_output=True,
        timeout=900,
    )


@functools.cache
def _profile(folder: Path) -> Path:
    """A profile of our own that has the macro."""
    profile = folder / "office"
    library = profile / "user" / "basic" / "Standard"
    _run(profile, "--terminate_after_init")  # the first start writes its own libraries
    (library / "Module1.xba").write_text(
        f'{_HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        '"module.dtd"><script:module xmlns:script="http://openoffice.org/2000/script" '
        f'script:name="Module1" script:language="StarBasic">{escape(_MACRO)}</script:module>',
        encoding="utf-8",
    )
    (library / "script.xlb").write_text(
        f'{_HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        f'"library.dtd"><library:library xmlns:library="{_LIBRARY}" library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Module1"/></library:library>',
        encoding="utf-8",
    )
    return profile


def converted(data: bytes, suffix: str, folder: Path) -> bytes:
    """The file as LibreOffice saves it: docx, pdf, txt."""
    source, out = folder / "source.docx", folder / "converted"
    source.write_bytes(data)
    _run(_profile(folder), "--convert-to", suffix, "--outdir", str(out), str(source))
    return (out / f"source.{suffix}").read_bytes()


def edited(data: bytes, after: str, words: str, row: str, folder: Path) -> bytes:
    """The file as LibreOffice saves it once a person has written `words` behind the first `after`,
    and deleted the rows of simple tables whose first cell begins with `row`."""
    source, target = folder / "own.docx", folder / "edited.docx"
    source.write_bytes(data)
    call = f'Standard.Module1.Edit("{source}","{target}","{after}","{words}","{row}")'
    _run(_profile(folder), f"macro:///{call}")
    return target.read_bytes()


def revised(data: bytes, command: str, folder: Path) -> str:
    """Its text after AcceptAllTrackedChanges or RejectAllTrackedChanges."""
    source, target = folder / "marked.docx", folder / f"{command}.txt"
    source.write_bytes(data)
    call = f'Standard.Module1.Revise("{source}","{target}","{command}","Text (encoded)")'
    _run(_profile(folder), f"macro:///{call}")
    return target.read_text(encoding="utf-8-sig")
