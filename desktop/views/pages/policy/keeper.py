"""Keeps what is typed: at most half a second later it is in the library, as one step of undo.

Autosave and undo are the same command. What a field's kind cannot read is not lost: it stays in the
editor and, for the next start, among this computer's unsaved inputs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.models.definitions import FieldDefinition, Json
from desktop.models.errors import KnownError, Problem
from desktop.models.fields import field_kind
from desktop.models.fields.base import Intake
from desktop.models.identity import FieldId
from desktop.models.snapshot import Policy
from desktop.views.pages.policy_actions import keep_local
from desktop.views.undo import Typing

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.editors.base import FieldEditor
    from desktop.views.policy_in_hand import PolicyInHand

__all__ = ["DELAY_MILLISECONDS", "FieldKeeper"]

DELAY_MILLISECONDS = 450
"""From the first keystroke that is not kept; not put off by the ones that follow."""
RETRY_MILLISECONDS = 3_000


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was wrong with an input in that state of the policy. `text`: the input as JSON, since
    an editor goes on with the rows that it gave."""

    policy: Policy
    text: str
    problems: tuple[Problem, ...]

    def holds_for(self, policy: Policy, text: str) -> bool:
        known = self.policy
        same = known.roles is policy.roles and known.languages == policy.languages
        return same and text == self.text


class FieldKeeper(QObject):
    """Told of every edit; saves soon, on `save`, and again where saving failed."""

    problems_found = Signal(str, object)
    """(field id, tuple of Problem): what was typed makes no sense yet; () where it does again."""
    settled = Signal()
    """Nothing is waiting any more, whether or not there was anything to save."""

    def __init__(self, desk: "Desk", in_hand: "PolicyInHand", parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._in_hand = in_hand
        self._edited: dict[FieldId, FieldEditor] = {}
        self._unread: dict[FieldId, Json] = {}
        self._judged: dict[FieldId, _Judged] = {}
        self._failed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._save_in_time)

    @property
    def pending(self) -> bool:
        """Whether something typed is not in the library yet."""
        return bool(self._edited)

    @property
    def unreadable(self) -> int:
        """In how many fields stands what the library cannot take: it is kept beside."""
        return len(self._unread)

    def holds(self, field_id: FieldId) -> bool:
        """Whether something typed into that field is not in the library yet."""
        return field_id in self._edited

    def edited(self, editor: "FieldEditor") -> None:
        """The person changed something in `editor`."""
        self._edited[editor.definition.id] = editor
        if not self._soon.isActive():
            self._soon.start(RETRY_MILLISECONDS if self._failed else DELAY_MILLISECONDS)
            self._desk.saving.emit()

    def _save_in_time(self) -> None:
        """Not in the middle of a long paste, which goes on in the turns to come, nor while a
        command that takes long has the library."""
        if self._desk.writing or any(one.busy for one in self._edited.values()):
            self._soon.start(DELAY_MILLISECONDS)
        else:
            self.save()

    def save(self) -> bool:
        """Keeps everything that can be kept, at once. False where the library did not take it."""
        self._soon.stop()
        if self._edited:
            self._desk.finish_writing()
        values: dict[FieldId, Json] = {}
        waiting: dict[FieldId, FieldEditor] = {}
        policy = self._in_hand.policy
        if policy is None:
            return not self._edited
        present = {one.id: one.value for one in policy.fields}
        for field_id, editor in self._edited.items():
            if editor.composing:
                waiting[field_id] = editor  # an input method is in the middle of a word
                continue
            raw = editor.raw()
            judged = self._judged.get(field_id)
            if judged is not None and judged.holds_for(policy, json.dumps(raw)):
                self.problems_found.emit(field_id, judged.problems)
                continue  # five hundred rows are not read again for each look at them
            value, problems = read_value(policy, editor.definition, raw)
            self._say_problems(field_id, raw, problems)
            if problems:
                self._judged[field_id] = _Judged(policy, json.dumps(raw), problems)
            else:
                self._judged.pop(field_id, None)
            if not problems and field_id in present and value != present[field_id]:
                values[field_id] = value
        try:
            self._push(values)
        except KnownError as error:
            self._failed = True
            self._desk.saving_failed.emit(error)
            self._soon.start(RETRY_MILLISECONDS)
            return False
        self._failed = False
        self._edited = waiting
        if waiting:
            self._soon.start(DELAY_MILLISECONDS)
        self.settled.emit()
        return True

    def forget(self, field_id: FieldId) -> None:
        """Its editor goes away; `save` came before."""
        self._edited.pop(field_id, None)

    def unsaved_values(self) -> dict[str, dict[str, Json]]:
        """Chapter → field → what is not in the library: what could not be saved or not be read."""
        found: dict[str, dict[str, Json]] = {}
        for chapter in self._in_hand.current.chapters:
            for one in chapter.fields:
                if one.id in self._edited:
                    found.setdefault(chapter.id, {})[one.id] = self._edited[one.id].raw()
                elif one.id in self._unread:
                    found.setdefault(chapter.id, {})[one.id] = self._unread[one.id]
        return found

    # -- what makes no sense yet ----------------------------------------------------------------

    def unread(self, field_id: FieldId) -> Json:
        """What was typed into the field and could not be read: from this start or the last."""
        if field_id in self._unread:
            return self._unread[field_id]
        library = self._desk.opened.path
        for one in self._desk.local.inputs_of(library, self._in_hand.id):
            if one.field == field_id:
                try:
                    kept: Json = json.loads(one.text)
                except ValueError:
                    return None
                return kept
        return None

    def _say_problems(self, field_id: FieldId, raw: Json, problems: tuple[Problem, ...]) -> None:
        from desktop.services.local_state import UnsavedInput

        local, library = self._desk.local, str(self._desk.opened.path)
        text = json.dumps(raw, ensure_ascii=False)
        one = UnsavedInput(library, self._in_hand.id, field_id, "", text)
        if problems:
            self._unread[field_id] = raw
            local.keep_input(one)
            keep_local(self._desk)
        elif self._unread.pop(field_id, None) is not None or any(
            kept.place == one.place for kept in local.inputs
        ):
            local.drop_input(one)
            keep_local(self._desk)
        self.problems_found.emit(field_id, problems)

    def _push(self, values: Mapping[FieldId, Json]) -> None:
        if not values:
            return
        from desktop.services.commands.set_field_values import SetFieldValues

        policy = self._in_hand.current
        first = next(iter(values))
        titles = {one.id: one.definition.title for one in policy.fields}
        label = self.tr("edit “{field}”").format(field=titles[first].text(self._desk.language))
        typing = Typing(f"{policy.id}/{first}") if len(values) == 1 else None
        self._desk.push(
            SetFieldValues(policy.id, values),
            label,
            stack=self._in_hand.stack,
            typing=typing,
            origin=self,
        )


def read_value(
    policy: Policy, definition: FieldDefinition, raw: Json
) -> tuple[Json, tuple[Problem, ...]]:
    """The canonical value of what stands in an editor, and what is wrong with it."""
    codes = frozenset(role.code for role in policy.roles)
    intake = Intake(policy.languages, codes)
    value = field_kind(definition.kind).parse(raw, definition, intake, definition.id)
    return value, tuple(intake.problems)
