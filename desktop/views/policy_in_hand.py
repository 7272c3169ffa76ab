"""A policy that is being looked at: its snapshot, kept up to date, shared by all who show it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.i18n import Language
from desktop.models.errors import KnownError
from desktop.models.snapshot import Policy
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.documents.numbering import Numbers
    from desktop.models.identity import PolicyId
    from desktop.services.command import Changes
    from desktop.services.samples import Samples
    from desktop.views.desk import Desk

__all__ = ["PolicyInHand", "Refreshed"]

Refreshed = tuple[Policy, Policy] | None
"""(before, after): a snapshot and what became of it, read beside the window."""

COUNT_MILLISECONDS = 1_500
"""After the last change: counting every place of a long policy takes a third of a second."""


class PolicyInHand(QObject):
    """`policy` is None until `ready`. Parts that did not change stay the identical objects."""

    ready = Signal()
    changed = Signal(object, object)
    """(Changes, origin); `policy` is the new one already."""
    gone = Signal()
    """It was removed from the library."""
    failed = Signal(object)
    """KnownError: it cannot be read."""
    samples_ready = Signal()
    """What the template offers as samples has been read: `samples`."""
    counted = Signal()
    """`mention` reads differently now."""

    def __init__(self, desk: "Desk", policy_id: str, revision: str = "") -> None:
        """`revision`: one that is looked at only, as it was approved; "" is the working one."""
        super().__init__(desk)
        self.id = policy_id
        self.policy: Policy | None = None
        self._desk = desk
        self._missed: list[Changes] = []
        self.samples: Samples | None = None
        self._framed: tuple[Policy, object] | None = None
        self._headings: dict[Language, tuple[object, Numbers]] = {}
        self._counted: dict[Language, dict[str, str]] = {}
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(COUNT_MILLISECONDS)
        self._count_soon.timeout.connect(self._count)
        library = desk.opened

        def work(_task: Task) -> Policy:
            from desktop.services.life_queries import revision_snapshot
            from desktop.services.queries import policy_snapshot

            if revision:
                return _numbered(revision_snapshot(library, policy_id, revision))
            return _numbered(policy_snapshot(library, policy_id))

        task = in_background(work)
        task.done.connect(self._take)
        task.failed.connect(self.failed)

    def headings(self, language: Language) -> "Numbers":
        """Numbers of chapters and articles as printed, of the present state."""
        from desktop.documents.headings import heading_numbers

        kept = self._headings.get(language)
        frame = self._present_frame()
        if kept is None or kept[0] is not frame:
            same = kept is not None and kept[0] == frame
            numbers = kept[1] if kept and same else heading_numbers(self.current, language)
            kept = self._headings[language] = (frame, numbers)
        return kept[1]

    def _present_frame(self) -> object:
        """Gone through once for a state: a table of references asks hundreds of times."""
        policy = self.current
        if self._framed is None or self._framed[0] is not policy:
            self._framed = policy, _frame(policy)
        return self._framed[1]

    def mention(self, target: str, language: Language) -> str:
        """How a reference to `target` reads now; "" where there is no such place. Places inside
        articles are counted beside the window: until that is done they read as “…”."""
        found = self.headings(language).mentions.get(target)
        if found is not None:
            return found
        counted = self._counted.get(language)
        if counted is None:
            self._count_soon.start()
            self._counted[language] = {}
            return "…"
        return counted.get(target, "") if counted else "…"

    def _take_samples(self, samples: "Samples") -> None:
        self.samples = samples
        self.samples_ready.emit()

    def _count(self) -> None:
        """All numbers, as the printer will give them, beside the window."""
        from desktop.documents.arrange import arrange
        from desktop.documents.numbering import number

        policy, languages = self.current, tuple(self._counted)

        def work(_task: Task) -> dict[Language, dict[str, str]]:
            return {one: dict(number(arrange(policy, one)).mentions) for one in languages}

        task = in_background(work)
        task.done.connect(self._take_counted)

    def _take_counted(self, counted: "dict[Language, dict[str, str]]") -> None:
        if counted != {one: self._counted.get(one) for one in counted}:
            self._counted.update(counted)
            self.counted.emit()

    @property
    def id_of_policy(self) -> "PolicyId":
        """The same as `id`, for commands."""
        from desktop.models.identity import PolicyId

        return PolicyId(self.id)

    @property
    def stack(self) -> str:
        """Name of its undo stack."""
        return self.id

    @property
    def current(self) -> Policy:
        """The snapshot. Only after `ready`."""
        assert self.policy is not None
        return self.policy

    def read(self, changes: "Changes") -> Refreshed:
        """What `refresh` would read; for the thread that made the changes. None where it is left
        to the window."""
        from desktop.services.queries import refreshed_policy

        before, library = self.policy, self._desk.library
        if before is None or library is None:
            return None
        try:
            return before, _numbered(refreshed_policy(library, before, changes))
        except KnownError:
            return None

    def refresh(self, changes: "Changes", origin: object, read: Refreshed = None) -> None:
        """Reads again what `changes` touched, unless `read` has it; for the desk to call."""
        from desktop.services.queries import policy_summaries, refreshed_policy

        if self.policy is None:
            self._missed.append(changes)
            return
        try:
            if read is not None and read[0] is self.policy:
                self.policy = read[1]
            else:
                self.policy = refreshed_policy(self._desk.opened, self.policy, changes)
        except KnownError:
            if any(one.id == self.id for one in policy_summaries(self._desk.opened)):
                raise
            self.gone.emit()
            return
        if self._counted:
            self._count_soon.start()
        self.changed.emit(changes, origin)

    def _take(self, policy: Policy) -> None:
        self.policy = policy
        missed, self._missed = self._missed, []
        self.ready.emit()
        in_background(lambda _task: _samples_of(policy)).done.connect(self._take_samples)
        for changes in missed:
            self.refresh(changes, None)


def _numbered(policy: Policy) -> Policy:
    """With its headings counted already, beside the window: `heading_numbers` remembers them."""
    from desktop.documents.headings import heading_numbers

    for language in policy.languages:
        heading_numbers(policy, language)
    return policy


def _samples_of(policy: Policy) -> "Samples":
    from desktop.services.samples import template_samples

    return template_samples(policy)


def _frame(policy: Policy) -> object:
    """What the numbers of chapters and articles depend on."""
    return policy.numbering, tuple(
        (chapter.id, tuple((one.id, one.section) for one in chapter.articles))
        for chapter in policy.chapters
    )
