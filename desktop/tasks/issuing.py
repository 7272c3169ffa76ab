"""Issuing a revision from the window: its finished PDFs are made in the paper process, then both
are ready to be kept in one transaction."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.models.errors import Cancelled, KnownError
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.services.commands.issue_policy import FinishedFile
    from desktop.services.issuing import IssuePlan
    from desktop.services.library import Library
    from desktop.tasks.paper import Paper, PaperJob

__all__ = ["PrepareIssue"]

_STEPS = 1000


class PrepareIssue(QObject):
    """Exactly one of `finished` and `failed` comes; the library is unchanged until its command
    has been run."""

    progressed = Signal(int, int)
    finished = Signal(object)
    """IssuePolicy with the finished files."""
    failed = Signal(object)
    """KnownError; Cancelled where the person stopped it."""

    def __init__(
        self,
        library: "Library",
        paper: "Paper",
        policy_id: str,
        by: str,
        effective: date,
        review_due: date | None,
        trial_until: date | None,
        issue_number: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library, self._paper = library, paper
        self._folder = TemporaryDirectory(prefix="policydesk-", ignore_cleanup_errors=True)
        self._plan: IssuePlan | None = None
        self._files: list[FinishedFile] = []
        self._job: PaperJob | None = None
        self._stopped = False

        def work(_task: Task) -> "IssuePlan":
            from desktop.services.issuing import plan_issue

            return plan_issue(
                library,
                policy_id,
                by,
                effective,
                review_due=review_due,
                trial_until=trial_until,
                issue_number=issue_number,
            )

        self._work = work
        self._begin()

    def cancel(self) -> None:
        self._stopped = True
        if self._job is not None:
            self._job.cancel()

    def _begin(self) -> None:
        self._files.clear()
        task = in_background(self._work)
        task.done.connect(self._planned)
        task.failed.connect(self._fail)

    def _planned(self, plan: "IssuePlan") -> None:
        self._plan = plan
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        from desktop.services.printing import FINISHED
        from desktop.services.queries import today

        plan = self._plan
        assert plan is not None
        if self._stopped:
            self._fail(Cancelled())
        elif len(self._files) < len(plan.orders):
            at = len(self._files)
            path = Path(self._folder.name, f"{at}.pdf")
            job = self._job = self._paper.write(FINISHED, plan.orders[at], path)
            job.progressed.connect(self._progress)
            job.finished.connect(lambda _printout: self._take(path))
            job.failed.connect(self._fail)
        elif today(self._library) != plan.day:
            self._begin()  # midnight has passed: the day of issue on the cover is another
        else:
            self._end(plan)

    def _take(self, path: Path) -> None:
        from desktop.services.commands.issue_policy import FinishedFile
        from desktop.services.printing import FINISHED

        assert self._plan is not None
        language = self._plan.orders[len(self._files)].language
        assert language is not None  # every order of a plan names its own
        self._job = None
        self._files.append(FinishedFile(FINISHED, language, path.read_bytes()))
        self._next()

    def _progress(self, done: int, total: int) -> None:
        if self._plan is not None and total:
            before = len(self._files) * _STEPS
            self.progressed.emit(before + done * _STEPS // total, len(self._plan.orders) * _STEPS)

    def _end(self, plan: "IssuePlan") -> None:
        self._folder.cleanup()
        self.finished.emit(replace(plan.command, files=tuple(self._files)))

    def _fail(self, error: KnownError) -> None:
        self._folder.cleanup()
        self.failed.emit(error)
