"""The finished files that are kept with a revision: opened for reading, saved elsewhere."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.i18n import Language
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.services.life_queries import Kept
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["KeptFiles"]


class KeptFiles(QObject):
    """Read and written beside the window. What is opened is a copy, which goes with the window."""

    def __init__(self, desk: "Desk", in_hand: "PolicyInHand", widget: QWidget) -> None:
        super().__init__(widget)
        self._desk, self._in_hand, self._widget = desk, in_hand, widget
        self._folder: TemporaryDirectory[str] | None = None

    def open(self, kept: "Kept") -> None:
        from desktop.views.dialogs.printing_files import open_path

        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="policydesk-", ignore_cleanup_errors=True)
        path = Path(self._folder.name, self._name(kept))
        self._write(kept, path).done.connect(lambda _none: open_path(path))

    def save(self, kept: "Kept") -> None:
        from desktop.views.dialogs.printing_files import ask_path, open_path

        path = ask_path(self._widget.window(), self._desk.local, self._name(kept))
        if path is None:
            return
        said = self.tr("Saved {file}").format(file=path.name)
        task = self._write(kept, path)
        task.done.connect(
            lambda _none: self._desk.say(said, self.tr("Open"), lambda: open_path(path))
        )

    def _name(self, kept: "Kept") -> str:
        """制度编号 名称 版本 文件.pdf."""
        from desktop.documents.catalogue import document_kind
        from desktop.views.dialogs.documents import safe_name

        policy = self._in_hand.current
        spoken: Language = "zh" if kept.language == "zh" else "en"
        begin = (policy.facts.number, policy.title.text(spoken), kept.revision)
        end = document_kind(kept.document).title.text(spoken)
        return f"{safe_name(' '.join(filter(None, begin)), end)}.pdf"

    def _write(self, kept: "Kept", path: Path) -> Task:
        library, policy_id = self._desk.opened, self._in_hand.id_of_policy
        language: Language = "zh" if kept.language == "zh" else "en"

        def work(_task: Task) -> None:
            from desktop.services.life_queries import kept_file
            from desktop.services.printing import not_written
            from desktop.whole_files import write_whole

            data = kept_file(library, policy_id, kept.revision, kept.document, language)
            assert data is not None  # it is on record, and what is kept is never taken away
            try:
                write_whole(path, data)
            except OSError as error:
                raise not_written(error, path) from error

        task = in_background(work)
        task.failed.connect(self._desk.refuse)
        return task
