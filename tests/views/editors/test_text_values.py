"""Whatever a field holds, its editor shows and gives back; whatever is typed can be read."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.i18n import Language
from desktop.models.definitions import Json, Role
from desktop.models.fields import field_kind
from desktop.models.identity import RoleCode
from tests.models import kinds
from tests.models.test_kinds_properties import ANY_JSON, PARAGRAPH, RUN, spec_of
from tests.views.editors.texts import Stage, a_policy, compose, no_error_in_an_event
from tests.views.screen import application

__all__ = ["application", "no_error_in_an_event"]

# The widgets of a test live through all its examples: that is how a form shows one value after
# the other.
examples = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)

SIMPLE = ("text", "choice", "multi", "bool", "date", "number", "money", "role", "reference")
TEXT = PARAGRAPH | st.lists(RUN, min_size=1, max_size=4)
WORDS = st.fixed_dictionaries({}, optional={"zh": TEXT, "en": TEXT}).filter(bool)
PARTS = st.lists(
    WORDS | st.fixed_dictionaries({"item": WORDS}) | st.fixed_dictionaries({"subitem": PARAGRAPH}),
    max_size=5,
)


@cache
def policy() -> object:
    roles = tuple(Role(RoleCode(code), title) for code, title in kinds.ROLES.items())
    return a_policy(roles=roles)


@pytest.fixture(autouse=True)
def _a_window_system(application: QApplication) -> Iterator[None]:
    """What Qt says about fonts is no fault here: these texts have letters of every script."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    application.sendPostedEvents(QObject(), QEvent.Type.DeferredDelete)


class Shown:
    """One editor of a kind, kept for all examples of a test."""

    def __init__(self, kind: str, language: Language) -> None:
        made = spec_of(kind)
        spec = {"unit": made.unit, "choices": made.choices}
        spec |= {"diagram": made.diagram, "source": made.source}
        self.many = kind in ("role", "reference")
        spec["many"] = self.many
        self.stage = Stage(kind, language=language, spec=spec, policy=policy())  # type: ignore[arg-type]

    def check(self, raw: Json) -> None:
        """The canonical value of `raw` comes back, as if it had been read from the library."""
        surroundings = kinds.intake()
        kind, definition = field_kind(self.stage.kind), self.stage.definition
        value = kind.parse(raw, definition, surroundings, "f")
        self.stage.editor.show_value(value)
        assert self.stage.now() == value
        assert self.stage.edits == 0


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.mark.parametrize("kind", [*SIMPLE, "rich", "list", "diagram"])
def test_every_value_comes_back(kind: str, language: Language) -> None:
    shown = Shown(kind, language)

    @examples
    @given(ANY_JSON)
    def run(raw: Json) -> None:
        shown.check(raw)

    run()


def test_every_text_comes_back(language: Language) -> None:
    rich, items, line = (Shown(kind, language) for kind in ("rich", "list", "text"))

    @examples
    @given(PARTS, st.lists(WORDS, max_size=4), WORDS)
    def run(parts: list[Json], listed: list[Json], words: Json) -> None:
        rich.check(parts)
        items.check(listed)
        line.check(words)

    run()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("date", st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)).map(str)),
        ("number", st.decimals(-(10**9), 10**9, places=3).map(str)),
        ("money", st.decimals(-(10**9), 10**9, places=2).map(str)),
        ("multi", st.lists(st.sampled_from("abc"))),
        ("role", st.lists(st.sampled_from(["PM", "QA", "PMO"]))),
        ("reference", st.lists(st.sampled_from(["article:x", "chapter:c1", "part:why/p1"]))),
    ],
)
def test_simple_values_come_back(kind: str, values: st.SearchStrategy[Json]) -> None:
    shown = Shown(kind, "zh")

    @examples
    @given(values)
    def run(raw: Json) -> None:
        shown.check(raw)

    run()


NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
KEYS = st.sampled_from(
    [
        *((key, NONE) for key in (Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)),
        *((key, NONE) for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Home)),
        *((key, SHIFT) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left)),
        *((key, CONTROL) for key in (Qt.Key.Key_B, Qt.Key.Key_X, Qt.Key.Key_C, Qt.Key.Key_V)),
        (Qt.Key.Key_BracketRight, CONTROL),
        (Qt.Key.Key_Up, CONTROL | SHIFT),
        (Qt.Key.Key_Down, CONTROL | SHIFT),
        (Qt.Key.Key_A, CONTROL),
    ]
)


@pytest.mark.parametrize("kind", ["rich", "list"])
def test_whatever_keys_come_the_text_can_be_read(kind: str) -> None:
    stage = Stage(kind)
    stage.focus()

    @examples
    @given(PARTS if kind == "rich" else st.lists(WORDS, max_size=4), st.lists(KEYS | PARAGRAPH))
    def run(parts: list[Json], keys: list[object]) -> None:
        stage.show(parts)
        for one in keys:
            if isinstance(one, str):
                compose(stage.edit, one[:1])
                compose(stage.edit, "", one)
            elif isinstance(one, tuple):
                QTest.keyClick(stage.edit, *one)
        value = stage.now()
        assert len(stage.ids()) == len(set(stage.ids()))
        stage.editor.show_value(value)
        assert stage.now() == value

    run()
