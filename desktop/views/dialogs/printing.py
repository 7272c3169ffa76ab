"""Print and export: every document of a policy or project, to look at, to print and to save."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.background import in_background
from desktop.tasks.writing import WriteAll, WriteDocument, Written
from desktop.views.dialogs import printer_choice, printing_files
from desktop.views.dialogs.documents import Chosen, Printable, read_printable, title_of
from desktop.views.dialogs.printing_all import SaveAll
from desktop.views.dialogs.printing_list import DocumentList
from desktop.views.dialogs.printing_options import DocumentOptions
from desktop.views.dialogs.printing_pages import FilePages
from desktop.views.dialogs.save_pdf import save_as_pdf
from desktop.views.preview.page_view import A4, PageView
from desktop.views.theme import px
from desktop.views.widgets.busy import Busy
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.empty_state import EmptyState
from desktop.views.widgets.separators import HorizontalLine
from desktop.views.widgets.strip import InlineStrip

if TYPE_CHECKING:
    from desktop.documents.catalogue import DocumentKind
    from desktop.services.printing import Printout
    from desktop.services.project_queries import ProjectSummary
    from desktop.tasks.printing import PrintJob, Sent
    from desktop.views.desk import Desk

__all__ = ["PrintDialog", "all_documents", "open_print_dialog", "print_documents", "save_as_pdf"]

CHOICE_MILLISECONDS = 120
"""Walking down the list with the arrow keys sets only what one stops at."""


def print_documents(
    window: QWidget, desk: "Desk", policy_id: str = "", project_id: str = ""
) -> None:
    """The print dialog of a policy, or of a project. What is being typed is to be saved before."""
    open_print_dialog(window, desk, policy_id, project_id)


def all_documents(window: QWidget, desk: "Desk", policy_id: str = "", project_id: str = "") -> None:
    """The same dialog: all documents are in sight there, and can be saved in one go."""
    open_print_dialog(window, desk, policy_id, project_id)


def open_print_dialog(
    window: QWidget, desk: "Desk", policy_id: str, project_id: str
) -> "PrintDialog":
    library = desk.opened
    dialog = PrintDialog(desk, lambda: read_printable(library, policy_id, project_id), window)
    dialog.open()
    return dialog


class PrintDialog(QDialog):
    def __init__(self, desk: "Desk", read: Callable[[], Printable], parent: QWidget) -> None:
        """`read` tells what can be printed; it is called beside the window."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print and export"))
        self._desk = desk
        self._printable: Printable | None = None
        self._folder = TemporaryDirectory(prefix="policydesk-", ignore_cleanup_errors=True)
        self._numbers = count(1)
        self._setting: WriteDocument | None = None
        self._file: tuple[Path, Printout] | None = None
        self._job: PrintJob | WriteDocument | WriteAll | None = None
        self._closing = False
        self._make_parts()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=CHOICE_MILLISECONDS)
        self._soon.timeout.connect(self._set_pages)
        reading = in_background(lambda _: read())
        reading.done.connect(self._take)
        reading.failed.connect(self._cannot)
        self.view.wait()
        self._busy.start(self.tr("Reading the policy…"))

    def _make_parts(self) -> None:
        language = self._desk.language
        self.documents = DocumentList(language, self)
        self.documents.kind_chosen.connect(self._choose_kind)
        self._every = SaveAll(self)
        self.save_all, self.all_format = self._every.button, self._every.format
        self._every.wanted.connect(self._save_all)
        self.view = PageView(self)
        self.view.set_fit("page")
        self.view.setAccessibleName(self.tr("Printed pages"))
        self.view.page_changed.connect(self._say_page)
        self._pages = FilePages(self._desk.paper, self.view)
        self.nothing = EmptyState("file-text", "", parent=self)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.view)
        self._middle.addWidget(self.nothing)
        self.options = DocumentOptions(language, self)
        self.options.changed.connect(self._choose)
        self.options.print_wanted.connect(self._print)
        self.options.save_wanted.connect(self._save)
        self.options.print_button.setDefault(True)
        self.strip = InlineStrip(self)
        self._busy = Busy(self, can_cancel=True)
        self._busy.cancelled.connect(self._cancel)
        self._close = Button(self.tr("Close"), "", self)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        left = QFrame(self)
        left.setProperty("role", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.addWidget(self.documents, 1)
        column.addWidget(self._every)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        for widget, least in ((left, 168), (self._middle, 150), (self.options, 190)):
            widget.setMinimumWidth(px(least))
            parts.addWidget(widget)
        parts.setStretchFactor(1, 1)
        parts.setSizes([px(220), px(540), px(240)])
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(8), px(16), px(8))
        foot.addWidget(self._busy, 1)
        foot.addStretch(1)
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(parts, 1)
        whole.addWidget(HorizontalLine(self))
        whole.addLayout(foot)
        room = self.screen().availableSize() - QSize(40, 60)
        self.resize(QSize(px(1000), px(640)).boundedTo(room))

    # -- what is chosen ------------------------------------------------------------------------

    def _take(self, printable: Printable) -> None:
        self._printable = printable
        self.setWindowTitle(
            self.tr("Print and export: {title}").format(
                title=printable.policy.title.text(self._desk.language)
            )
        )
        self.options.show_choices(printable)
        self.documents.show_documents(printable)
        self._every.show_formats(printable.formats, self._desk.language)
        self.documents.setFocus()

    def _choose_kind(self, kind: "DocumentKind") -> None:
        self.options.show_kind(kind)

    def _choose(self, _chosen: Chosen) -> None:
        """Another document: its pages are set once the choice has come to rest."""
        self._stop_setting()
        self._file = None
        self.strip.clear()
        self._middle.setCurrentWidget(self.view)
        self.view.wait()
        self.options.show_facts("")
        self.options.set_ready(False, self.tr("The pages are being set."))
        self.options.set_saving(self._job is None)
        self._soon.start()

    def _set_pages(self) -> None:
        chosen, printable = self.options.chosen, self._printable
        if chosen is None or printable is None:
            return
        path = Path(self._folder.name) / f"{next(self._numbers)}.pdf"
        setting = WriteDocument(
            self._desk.opened,
            self._desk.paper,
            printable.wanted(chosen),
            path,
            self,
            printable.order(chosen),
        )
        self._setting = setting
        setting.progressed.connect(partial(self._setting_goes_on, setting))
        setting.finished.connect(partial(self._pages_set, setting, path))
        setting.failed.connect(partial(self._not_set, setting))
        if self._job is None:
            self._busy.start(self.tr("Setting the pages…"))

    def _stop_setting(self) -> None:
        self._soon.stop()
        self._pages.close()
        setting, self._setting = self._setting, None
        if setting is not None:
            setting.cancel()

    def _setting_goes_on(self, setting: WriteDocument, done: int, total: int) -> None:
        if setting is self._setting and self._job is None:
            self._busy.set_progress(done, total)

    def _pages_set(self, setting: WriteDocument, path: Path, printout: "Printout") -> None:
        if setting is not self._setting:
            return
        self._setting = None
        self._file = (path, printout)
        self._pages.show_file(path, printout.pages, A4)
        self._say_page()
        self._rest()

    def _not_set(self, setting: WriteDocument, error: KnownError) -> None:
        if setting is self._setting:
            self._setting = None
            self._rest()
            self._cannot(error)

    def _cannot(self, error: KnownError) -> None:
        """There are no pages to be looked at; why stands in their place."""
        self._busy.stop()
        self.view.clear()
        stopped = isinstance(error, Cancelled)
        if stopped:
            said = self.tr("Setting the pages was stopped. Choose a document to go on.")
        else:
            said = self._desk.explain(error)
        quiet = stopped or error.code == "document-empty"
        self.nothing.set_icon("file-text" if quiet else "triangle-alert")
        self.nothing.set_texts(said)
        self._middle.setCurrentWidget(self.nothing)
        self.options.set_ready(False, said)
        self.options.set_saving(False)

    def _say_page(self) -> None:
        if self._file is not None:
            pages = self._file[1].pages
            said = self.tr("Page {page} of {pages}").format(page=self.view.page + 1, pages=pages)
            self.options.show_facts(self.tr("{pages}, A4").format(pages=said))
            self.view.setAccessibleName(
                self.tr("Printed pages: page {page} of {pages}").format(
                    page=self.view.page + 1, pages=pages
                )
            )

    # -- what is done with it ------------------------------------------------------------------

    def _print(self) -> None:
        from desktop.tasks.printing import print_file

        chosen = self.options.chosen
        if self._file is None or chosen is None or self._printable is None:
            return
        path, printout = self._file
        title = Path(self._printable.file_name(chosen)).stem
        printer = printer_choice.new_printer(title)
        if not printer_choice.ask_printer(printer, printout.pages, self):
            return
        settings = printer_choice.settings_of(printer, title, self.view.page + 1)
        job = print_file(self._desk.paper, path, printout.pages, settings, printer, self)
        job.finished.connect(self._sent)
        self._begin(job, self.tr("Printing…"))

    def _sent(self, sent: "Sent") -> None:
        self._job = None
        if sent.path is not None:
            self._say_saved(sent.path)
        else:
            said = self.tr("Sent to the printer {printer}").format(printer=sent.printer)
            self._desk.say(said)
        self.accept()

    def _save(self) -> None:
        chosen, printable = self.options.chosen, self._printable
        if chosen is None or printable is None or self._job is not None:
            return
        name, language = printable.file_name(chosen), self._desk.language
        target = printing_files.ask_target(self, self._desk.local, name, language)
        if target is None:
            return
        path, file_format = target
        job = WriteDocument(
            self._desk.opened,
            self._desk.paper,
            printable.wanted(chosen),
            path,
            self,
            printable.order(chosen),
            file_format=file_format,
        )
        job.finished.connect(self._saved)
        self._begin(job, self.tr("Saving {file}…").format(file=path.name))

    def _saved(self, printout: "Printout") -> None:
        self._job = None
        self._say_saved(printout.path)
        self.accept()

    def _say_saved(self, path: Path) -> None:
        said = self.tr("Saved {file}").format(file=path.name)
        self._desk.say(said, self.tr("Open"), partial(printing_files.open_path, path))

    def _save_all(self) -> None:
        printable = self._printable
        if printable is None or self._job is not None:
            return
        project = cast("ProjectSummary | None", self.options.project)
        every = list(printable.every(project))
        chosen = self._every.chosen
        names = printable.file_names(every, chosen.suffix)
        folder = printing_files.ask_folder(self, self._desk.local, names)
        if folder is None:
            return
        wanted = [
            (printable.wanted(one), folder / name) for one, name in zip(every, names, strict=True)
        ]
        order = printable.order(Chosen(printable.book, printable.policy.languages[0]))
        desk = self._desk
        job = WriteAll(desk.opened, desk.paper, wanted, self, order, file_format=chosen.name)
        job.finished.connect(partial(self._all_saved, folder, every))
        self._begin(job, self.tr("Saving the documents…"))

    def _all_saved(self, folder: Path, every: list[Chosen], written: Written) -> None:
        self._job = None
        self._rest()
        said = self.tr("Saved {count} documents in {folder}.").format(
            count=len(written.saved), folder=folder.name or str(folder)
        )
        if written.empty:
            titles = dict.fromkeys(
                title_of(every[number], self._desk.language) for number in written.empty
            )
            listed = self.tr(", ").join(titles)
            said += self.tr(" Nothing to print yet: {documents}.").format(documents=listed)
        self.strip.say("ok", said, self.tr("Open folder"))
        self.strip.acted.connect(
            lambda _: printing_files.open_path(folder), Qt.ConnectionType.SingleShotConnection
        )

    # -- work under way ------------------------------------------------------------------------

    def _begin(self, job: "PrintJob | WriteDocument | WriteAll", words: str) -> None:
        self._job = job
        job.progressed.connect(self._busy.set_progress)
        job.failed.connect(self._job_failed)
        self.strip.clear()
        self._busy.start(words)
        self.options.set_ready(False, words)
        self.options.set_saving(False)
        self._every.setEnabled(False)

    def _job_failed(self, error: KnownError) -> None:
        self._job = None
        self._rest()
        if self._closing:
            self.reject()
        elif not isinstance(error, Cancelled):
            self.strip.say("blocker", self._desk.explain(error))

    def _rest(self) -> None:
        """The foot and the buttons when nothing is under way, or the pages still are."""
        if self._job is not None:
            return
        if self._setting is None:
            self._busy.stop()
        self._every.setEnabled(self._printable is not None)
        self.options.set_ready(self._file is not None, self.tr("The pages are being set."))
        self.options.set_saving(self._file is not None)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        elif self._setting is not None:
            self._setting.cancel()

    def reject(self) -> None:
        """Closes; what is under way is stopped first."""
        if self._job is not None:
            self._closing = True
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._job is not None:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def done(self, result: int) -> None:
        self._stop_setting()
        self._folder.cleanup()
        super().done(result)
