"""Print and export: looked at, printed and saved as a person does it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox

from desktop.models.errors import Refused
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.local_state import LocalState
from desktop.services.templates import template_of
from desktop.views.desk import Desk
from desktop.views.dialogs import printer_choice
from desktop.views.dialogs.documents import safe_name, save_folder
from desktop.views.dialogs.printing import PrintDialog, open_print_dialog, print_documents
from desktop.views.dialogs.save_pdf import save_as_pdf
from tests.views.preview.fake_paper import FakePaper
from tests.views.programs import no_faults
from tests.views.screen import clean_window, until

__all__ = ["clean_window", "no_faults"]


@pytest.fixture(scope="module")
def ids(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A library with a bilingual policy and a project under it."""
    path = tmp_path_factory.mktemp("library") / "l.policydesk"
    with Library.open(path, create=True, daily_backup=False) as library:
        title = Localised("项目制度", "Project policy")
        create = CreatePolicy(template_of("mechanism"), title, ("zh", "en"), number="QP-01")
        policy = library.run(create).result
        project = library.run(StartProject(policy, "Archive", "A", "P-7")).result
    return path, policy, project


@pytest.fixture
def paper() -> FakePaper:
    return FakePaper()


@pytest.fixture
def said() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def desk(
    ids: tuple[Path, str, str], paper: FakePaper, tmp_path: Path, said: list[tuple[str, str]]
) -> Any:
    made = Desk(LocalState(tmp_path / "window.json"), "en")
    made._paper = paper  # type: ignore[assignment]
    made.message.connect(lambda text, action, _: said.append((text, action)))
    made.open_library(ids[0], read_only=True)
    until(lambda: made.library is not None)
    yield made
    made.close()


@pytest.fixture
def window() -> QMainWindow:
    made = QMainWindow()
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def dialog(desk: Desk, window: QMainWindow, ids: tuple[Path, str, str]) -> PrintDialog:
    made = open_print_dialog(window, desk, ids[1], "")
    until(made.options.print_button.isEnabled)
    return made


def rows(dialog: PrintDialog) -> list[str]:
    return [dialog.documents.item(n).text() for n in range(dialog.documents.count())]


def ordered(paper: FakePaper) -> tuple[str, str, bool, str]:
    """The newest order: document, language, whether for a project, phase."""
    document, order, _ = paper.asked.written[-1]
    return document, order.language, order.project is not None, order.phase


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """What the person says in the system's dialog for a file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


# -- what there is


def test_the_book_is_shown_first(dialog: PrintDialog, paper: FakePaper) -> None:
    assert rows(dialog)[:2] == ["Policy documents", "Policy book"]
    assert {"Checklists", "Phase checklist", "Reading receipt"} <= set(rows(dialog))
    assert ordered(paper) == ("policy-book", "zh", False, "")
    assert dialog.options.facts == "Page 1 of 3, A4"
    until(lambda: dialog.view.has_picture(0))


def test_a_projects_checklists_come_first(
    desk: Desk, window: QMainWindow, ids: tuple[Path, str, str], paper: FakePaper
) -> None:
    made = open_print_dialog(window, desk, "", ids[2])
    until(made.options.print_button.isEnabled)
    assert rows(made)[:2] == ["Checklists", "All phase checklists"]
    assert ordered(paper) == ("checklists", "zh", True, "")


def test_walking_down_the_list_sets_only_what_one_stops_at(
    dialog: PrintDialog, paper: FakePaper
) -> None:
    before = len(paper.asked.written)
    assert dialog.documents.hasFocus()
    for _ in range(3):
        QTest.keyClick(dialog.documents, Qt.Key.Key_Down)
    assert not dialog.options.print_button.isEnabled()
    until(dialog.options.print_button.isEnabled)
    assert len(paper.asked.written) == before + 1


def test_phase_project_and_language_are_chosen_where_they_matter(
    dialog: PrintDialog, paper: FakePaper
) -> None:
    options = dialog.options
    assert not options._phase.isVisible()
    assert not options._project.isVisible()
    dialog.documents.choose("checklist")
    assert options._phase.isVisible()
    assert options._project.isVisible()
    for combo in (options._project, options._phase, options._edition):
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Down)
    until(options.print_button.isEnabled)
    second = dialog._printable.policy.phases[1].id  # type: ignore[union-attr]
    assert ordered(paper) == ("checklist", "en", True, second)


def test_what_has_nothing_to_print_says_so(dialog: PrintDialog, paper: FakePaper) -> None:
    paper.write_trouble["raci"] = Refused("document-empty", document="raci")
    dialog.documents.choose("raci")
    until(dialog.nothing.isVisible)
    assert dialog.nothing.accessibleName()
    assert not dialog.options.print_button.isEnabled()
    assert not dialog.options.save_button.isEnabled()
    dialog.documents.choose("kpi")
    until(dialog.options.print_button.isEnabled)
    assert dialog.view.isVisible()


def test_setting_the_pages_can_be_stopped(dialog: PrintDialog, paper: FakePaper) -> None:
    paper.unfinished = True
    dialog.documents.choose("kpi")
    until(lambda: paper.asked.written[-1][0] == "kpi")
    QTest.mouseClick(dialog._busy.cancel_button(), Qt.MouseButton.LeftButton)
    until(dialog.nothing.isVisible)
    assert "stopped" in dialog.nothing.accessibleName()


def test_nothing_is_left_when_it_is_closed(dialog: PrintDialog, paper: FakePaper) -> None:
    folder = paper.asked.written[0][2].parent
    assert folder.is_dir()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until(lambda: not folder.exists())


def test_a_policy_that_is_gone_is_said(desk: Desk, window: QMainWindow) -> None:
    print_documents(window, desk, policy_id="nobody")
    (made,) = window.findChildren(PrintDialog)
    until(made.nothing.isVisible)
    assert "nobody" in made.nothing.accessibleName()
    assert not made.save_all.isEnabled()


# -- printing


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[QPrinter], object]], None]:
    """What the person chooses in the system's own print dialog."""

    def chooses(setting: Callable[[QPrinter], object]) -> None:
        def ask(printer: QPrinter, pages: int, parent: object) -> bool:
            return setting(printer) is not False

        monkeypatch.setattr(printer_choice, "ask_printer", ask)

    return chooses


def test_printing_into_a_file_saves_the_pdf(
    dialog: PrintDialog, choose: Any, tmp_path: Path, said: list[tuple[str, str]]
) -> None:
    target = tmp_path / "out.pdf"
    choose(lambda printer: printer.setOutputFileName(str(target)))
    QTest.mouseClick(dialog.options.print_button, Qt.MouseButton.LeftButton)
    until(lambda: said == [("Saved out.pdf", "Open")])
    assert target.read_bytes() == b"%PDF policy-book"


def test_thinking_better_of_it_prints_nothing(
    dialog: PrintDialog, choose: Any, said: list[tuple[str, str]]
) -> None:
    choose(lambda _: False)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.qWait(10)
    assert dialog.isVisible()
    assert said == []
    assert dialog.options.print_button.isEnabled()


def test_what_the_printer_answers_is_said_and_the_dialog_stays(
    dialog: PrintDialog, choose: Any, tmp_path: Path
) -> None:
    choose(lambda printer: printer.setOutputFileName(str(tmp_path / "gone" / "out.pdf")))
    QTest.mouseClick(dialog.options.print_button, Qt.MouseButton.LeftButton)
    until(dialog.strip.isVisible)
    assert "gone" in dialog.strip.sentence()
    assert dialog.options.print_button.isEnabled()


class CupsPrinter(QPrinter):
    """A printer as CUPS has it, where there is none: without one, Qt keeps less of what is set."""

    def __init__(self, *options: str) -> None:
        super().__init__()
        self._options = list(options)

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexShortSide

    def printEngine(self) -> "CupsPrinter":  # noqa: N802
        return self

    def property(self, key: object) -> list[str] | None:
        return self._options if key == printer_choice._CUPS_OPTIONS else None


def test_settings_follow_the_choice(application: QApplication) -> None:
    printer = CupsPrinter()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setCopyCount(3)
    printer.setCollateCopies(False)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    settings = printer_choice.settings_of(printer, "title", 9)
    assert (settings.copies, settings.collate) == (3, False)
    assert settings.sides == "two-sided-short-edge"
    assert settings.pages == ((2, 4),)
    assert ("media", "A4") in settings.options
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printer_choice.settings_of(printer, "title", 9).pages == ((9, 9),)


def test_a_list_of_pages_is_found_where_the_dialog_of_cups_leaves_it(
    application: QApplication,
) -> None:
    printer = CupsPrinter("page-ranges", "1,5-7", "page-set", "odd")
    settings = printer_choice.settings_of(printer, "title", 1)
    assert settings.pages == ((1, 1), (5, 7))
    assert ("page-set", "odd") in settings.options
    assert "page-ranges" not in dict(settings.options)


# -- saving


def test_saving_proposes_a_good_name_and_remembers_the_folder(
    dialog: PrintDialog,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: list[tuple[str, str]],
) -> None:
    proposed: list[str] = []
    target = tmp_path / "here" / "book"
    target.parent.mkdir()

    def ask(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(path).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    QTest.mouseClick(dialog.options.save_button, Qt.MouseButton.LeftButton)
    until(lambda: said == [("Saved book.pdf", "Open")])
    assert proposed == ["QP-01 项目制度 A-0 制度全文.pdf"]
    assert (target.parent / "book.pdf").is_file()
    assert save_folder(desk.local) == target.parent


@pytest.mark.parametrize(
    ("typed", "kind", "file", "file_format"),
    [
        ("book", 0, "book.pdf", "pdf"),
        ("book.pdf", "Web page", "book.html", "html"),
        ("book", "Markdown", "book.md", "md"),
        ("book.md", 0, "book.md", "md"),
        ("BOOK.HTML", 0, "BOOK.HTML", "html"),
        ("v1.2", "Word", "v1.2.docx", "docx"),
        ("v1.2", "", "v1.2.pdf", "pdf"),
    ],
)
def test_a_document_is_saved_as_what_is_chosen_or_typed(
    dialog: PrintDialog,
    paper: FakePaper,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: list[tuple[str, str]],
    typed: str,
    kind: int | str,
    file: str,
    file_format: str,
) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, _path: str, kinds: str) -> tuple[str, str]:
        offered.extend(kinds.split(";;"))
        chosen = [one for one in offered if kind and str(kind) in one] or offered
        return str(tmp_path / typed), chosen[0] if kind != "" else ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    QTest.mouseClick(dialog.options.save_button, Qt.MouseButton.LeftButton)
    until(lambda: said == [(f"Saved {file}", "Open")])
    assert offered[0] == "PDF file (*.pdf)"
    assert "Web page (*.html)" in offered
    assert "Markdown text (*.md)" in offered
    assert (tmp_path / file).is_file()
    assert paper.asked.formats[-1] == file_format


def test_another_file_of_the_chosen_format_is_not_replaced_unasked(
    dialog: PrintDialog, paper: FakePaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "book.html").write_text("mine")
    web = "Web page (*.html)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "book"), web))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    QTest.mouseClick(dialog.options.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "book.html").read_text() == "mine"
    assert len(paper.asked.written) == 1


def test_saving_that_fails_is_said(
    dialog: PrintDialog, paper: FakePaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer(monkeypatch, tmp_path / "a.pdf")
    paper.write_trouble["policy-book"] = Refused("file-disk-full", path="a.pdf")
    QTest.mouseClick(dialog.options.save_button, Qt.MouseButton.LeftButton)
    until(dialog.strip.isVisible)
    assert "too full" in dialog.strip.sentence()
    assert dialog.options.save_button.isEnabled()


def test_closing_while_it_is_saved_stops_that_first(
    dialog: PrintDialog, paper: FakePaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer(monkeypatch, tmp_path / "a.pdf")
    paper.unfinished = True
    QTest.mouseClick(dialog.options.save_button, Qt.MouseButton.LeftButton)
    until(lambda: len(paper.asked.written) == 2)
    hidden: list[bool] = []
    dialog.finished.connect(lambda _: hidden.append(True))
    dialog.close()
    until(lambda: hidden)
    assert paper.jobs[-1].cancelled


def test_all_documents_go_into_a_folder(
    dialog: PrintDialog, paper: FakePaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper.write_trouble["raci"] = Refused("document-empty", document="raci")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "all"))
    (tmp_path / "all").mkdir()
    QTest.mouseClick(dialog.save_all, Qt.MouseButton.LeftButton)
    until(dialog.strip.isVisible)
    files = [one.name for one in (tmp_path / "all").iterdir()]
    # Ten kinds in two languages, one of them empty, and a sheet for each phase.
    printable = dialog._printable
    assert printable is not None
    phases = len(printable.policy.phases)
    assert len(files) == 2 * (9 + phases)
    assert f"Saved {len(files)} documents in all." in dialog.strip.sentence()
    assert "Responsibility matrix" in dialog.strip.sentence()
    assert [one.words() for one in dialog.strip.actions_shown()] == ["Open folder"]


def test_all_documents_are_saved_in_the_chosen_format(
    dialog: PrintDialog, paper: FakePaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    offered = [dialog.all_format.itemText(at) for at in range(dialog.all_format.count())]
    assert offered[0] == "PDF file"
    dialog.all_format.setFocus()
    QTest.keyClicks(dialog.all_format, "Word")
    assert dialog.all_format.currentText() == "Word document"
    before = len(paper.asked.formats)
    QTest.mouseClick(dialog.save_all, Qt.MouseButton.LeftButton)
    assert not dialog.all_format.isEnabled()
    until(dialog.strip.isVisible)
    files = list(tmp_path.iterdir())
    assert len(files) == len(paper.asked.formats) - before > 6
    assert {one.suffix for one in files} == {".docx"}
    assert set(paper.asked.formats[before:]) == {"docx"}
    assert dialog.all_format.isEnabled()


def test_files_that_are_there_are_not_replaced_unasked(
    dialog: PrintDialog, paper: FakePaper, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = tmp_path / "QP-01 项目制度 A-0 制度全文.pdf"
    there.write_text("mine")
    asked: list[str] = []

    def refuse(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    QTest.mouseClick(dialog.save_all, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    assert there.name in asked[0]
    assert there.read_text() == "mine"
    assert len(paper.asked.written) == 1


def test_save_as_pdf_asks_once_and_says_when_it_is_done(
    desk: Desk,
    window: QMainWindow,
    ids: tuple[Path, str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: list[tuple[str, str]],
) -> None:
    answer(monkeypatch, tmp_path / "book.pdf")
    save_as_pdf(window, desk, policy_id=ids[1])
    until(lambda: said == [("Saved book.pdf", "Open")])
    assert (tmp_path / "book.pdf").read_bytes() == b"%PDF policy-book"


def test_save_as_pdf_of_a_project_saves_its_checklists(
    desk: Desk,
    window: QMainWindow,
    ids: tuple[Path, str, str],
    paper: FakePaper,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: list[tuple[str, str]],
) -> None:
    answer(monkeypatch, tmp_path / "lists.pdf")
    save_as_pdf(window, desk, project_id=ids[2])
    until(lambda: said)
    assert ordered(paper) == ("checklists", "zh", True, "")


def test_save_as_pdf_that_fails_is_said_by_the_window(
    desk: Desk,
    window: QMainWindow,
    ids: tuple[Path, str, str],
    paper: FakePaper,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    refused: list[str] = []
    desk.refused.connect(lambda error: refused.append(error.code))
    paper.write_trouble["policy-book"] = Refused("file-disk-full", path="a.pdf")
    answer(monkeypatch, tmp_path / "a.pdf")
    save_as_pdf(window, desk, policy_id=ids[1])
    until(lambda: refused == ["file-disk-full"])


@pytest.mark.parametrize(
    ("begin", "end", "name"),
    [
        ("QP-01 制度 A/0", "全文", "QP-01 制度 A-0 全文"),
        ('a<b>:"c', "x|y?*", "a-b---c x-y--"),
        ("", "end. ", "end"),
        ("", "con.pdf", "_con.pdf"),
        ("a\nb\tc", "d", "a-b-c d"),
        ("", "...", "-"),
    ],
)
def test_names_that_every_system_takes(begin: str, end: str, name: str) -> None:
    assert safe_name(begin, end) == name


def test_a_long_title_is_cut_and_the_documents_name_stays() -> None:
    name = safe_name("长" * 300, "全部阶段检查清单")
    assert len(name) <= 120
    assert name.endswith(" 全部阶段检查清单")
