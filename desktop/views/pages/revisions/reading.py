"""The life of the policy that is open, read beside the window and kept up to date."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.i18n import Language
from desktop.models.errors import KnownError, Problem
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.documents.comparing.results import Comparison
    from desktop.services.command import Changes
    from desktop.services.revision_overview import Record
    from desktop.views.desk import Desk
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["LifeReader"]

PAUSE_MILLISECONDS = 300
"""After the last change: what reads the whole policy waits until nothing more comes."""


class LifeReader(QObject):
    """`record` is None until `read`. While `watched` is false only the record is kept up to date;
    `weighed` follows with what reads the whole policy."""

    read = Signal()
    """`record` is another now."""
    weighed = Signal()
    """`missing` and `named` are those of the record now."""
    compared = Signal(str, str)
    """(old, new): `comparison` knows these two now."""
    failed = Signal(object)

    def __init__(self, desk: "Desk", in_hand: "PolicyInHand", parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._in_hand = desk, in_hand
        self.record: Record | None = None
        self.missing: tuple[Problem, ...] = ()
        """What stands in the way of approval; of a draft: what the check says."""
        self.is_weighed = False
        self._reading: Task | None = None
        self._again = False
        self._closed = False
        self._watched = False
        self._comparisons: dict[tuple[str, str, Language], Comparison] = {}
        self._asked: set[tuple[str, str, Language]] = set()
        self._named: dict[tuple[str, str], str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._weigh)
        desk.changed.connect(self._changed)
        self.read_now()

    def close(self) -> None:
        """Nothing is asked of the library after this."""
        self._closed = True
        self._pause.stop()
        self._desk.changed.disconnect(self._changed)

    def watch(self, watched: bool) -> None:
        """Whether the page is looked at; who comes to it sees the life as it is today."""
        self._watched = watched
        if watched:
            self.read_now()

    def label(self, anchor: str, revision: str) -> str:
        """How that revision calls the clause of an opinion in print; "…" until that is known."""
        return self._named.get((revision, anchor), "…") if anchor else ""

    def comparison(self, old: str, new: str, language: Language) -> "Comparison | None":
        """None where it is not known yet: `compared` follows."""
        key = (old, new, language)
        found = self._comparisons.get(key)
        if found is None and key not in self._asked and not self._closed:
            self._asked.add(key)
            self._compare(key)
        return found

    # -- the record ----------------------------------------------------------------------------

    def read_now(self) -> None:
        if self._closed or self._desk.library is None:
            return
        if self._reading is not None:
            self._again = True
            return
        library, policy_id = self._desk.opened, self._in_hand.id

        def work(_task: Task) -> "Record":
            from desktop.models.identity import PolicyId
            from desktop.services.revision_overview import revision_record

            return revision_record(library, PolicyId(policy_id))

        self._reading = in_background(work)
        self._reading.done.connect(self._take)
        self._reading.failed.connect(self._fail)

    def _take(self, record: "Record") -> None:
        self._reading = None
        if self._closed:
            return
        if self._again:
            self._again = False
            self.read_now()
            return
        self.record = record
        self.is_weighed = False
        self.read.emit()
        if self._watched:
            self._pause.start(0)

    def _fail(self, error: KnownError) -> None:
        self._reading = None
        if not self._closed:
            self.failed.emit(error)

    def _changed(self, changes: "Changes", _origin: object) -> None:
        """A step of the life, the rules, or a word of the text."""
        from desktop.services.life_reading import LIFE_RULES

        mine = self._in_hand.id in changes.all_policies
        if not mine and LIFE_RULES not in changes.settings:
            return
        open_label = self._open_label()
        self._comparisons = {
            key: one for key, one in self._comparisons.items() if open_label not in key[:2]
        }
        self._asked &= self._comparisons.keys()
        if self._in_hand.id in changes.policies or not mine:
            self.read_now()
        self.is_weighed = False
        if self._watched:
            self._pause.start(PAUSE_MILLISECONDS)

    def _open_label(self) -> str:
        policy = self._in_hand.policy
        return "" if policy is None else policy.facts.revision

    # -- what reads the whole policy -----------------------------------------------------------

    def _weigh(self) -> None:
        policy, record = self._in_hand.policy, self.record
        if self._closed or policy is None or record is None:
            return
        language: Language = (
            self._desk.language if self._desk.language in policy.languages else policy.languages[0]
        )
        library = self._desk.opened

        def work(_task: Task) -> tuple[tuple[Problem, ...], dict[tuple[str, str], str]]:
            from desktop.services.revision_overview import missing_before_approval, opinion_places

            missing = missing_before_approval(record, policy)
            return missing, opinion_places(library, record, policy, language)

        task = in_background(work)

        def take(found: tuple[tuple[Problem, ...], dict[tuple[str, str], str]]) -> None:
            if self._closed or record is not self.record:
                return
            self.missing, self._named = found
            self.is_weighed = True
            self.weighed.emit()

        task.done.connect(take)
        task.failed.connect(self._fail)

    def _compare(self, key: tuple[str, str, Language]) -> None:
        library, policy_id = self._desk.opened, self._in_hand.id
        old, new, language = key

        def work(_task: Task) -> "Comparison":
            from desktop.models.identity import PolicyId
            from desktop.services.revision_overview import compared

            return compared(library, PolicyId(policy_id), old, new, language)

        def take(found: "Comparison") -> None:
            if not self._closed and key in self._asked:
                self._comparisons[key] = found
                self.compared.emit(old, new)

        task = in_background(work)
        task.done.connect(take)
        task.failed.connect(self._fail)
