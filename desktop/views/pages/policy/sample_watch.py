"""Which fields still read as the template's samples, while the policy is written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.identity import FieldId
from desktop.models.snapshot import Article, Chapter
from desktop.tasks.background import Task, in_background

if TYPE_CHECKING:
    from desktop.services.samples import SamplesLeft
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["SampleWatch"]


class SampleWatch(QObject):
    """`fields` is empty until the template has been read."""

    changed = Signal()

    def __init__(self, in_hand: "PolicyInHand", parent: QObject) -> None:
        super().__init__(parent)
        self.fields: frozenset[FieldId] = frozenset()
        self._in_hand = in_hand
        self._finder: SamplesLeft | None = None
        self._looking: Task | None = None
        in_hand.samples_ready.connect(self._begin)
        if in_hand.samples is not None:
            self._begin()

    def of(self, part: Chapter | Article) -> tuple[FieldId, ...]:
        """Those of a chapter or article, in their order."""
        return tuple(one.id for one in part.fields if one.id in self.fields)

    def after(self, field: str) -> FieldId | None:
        """The first of them behind a field, from the beginning again; None where there is none."""
        ids = [one.id for one in self._in_hand.current.fields]
        here = ids.index(FieldId(field)) if field in ids else -1
        return next((one for one in ids[here + 1 :] + ids[: here + 1] if one in self.fields), None)

    def policy_changed(self) -> None:
        """Looks at what has changed; beside the window where every sample is to be read anew."""
        if self._finder is None or self._looking is not None:
            return
        if self._finder.takes_long(self._in_hand.current):
            self._look(self._finder)
        else:
            self._take(self._finder.of(self._in_hand.current))

    def _begin(self) -> None:
        from desktop.services.samples import SamplesLeft

        if self._in_hand.samples is not None:
            self._look(SamplesLeft(self._in_hand.samples))

    def _look(self, finder: "SamplesLeft") -> None:
        policy = self._in_hand.current

        def work(_task: Task) -> frozenset[FieldId]:
            return finder.of(policy)

        self._finder = finder
        self._looking = in_background(work)
        self._looking.done.connect(self._looked)

    def _looked(self, _fields: object) -> None:
        self._looking = None
        self.policy_changed()  # it may have become another meanwhile

    def _take(self, fields: frozenset[FieldId]) -> None:
        if fields != self.fields:
            self.fields = fields
            self.changed.emit()
