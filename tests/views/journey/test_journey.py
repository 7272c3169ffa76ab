"""The whole job with mouse and keyboard: from an empty library to paper and back again."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTextEdit

from desktop.models.identity import ItemCode, PolicyId, ProjectId
from desktop.models.snapshot import ItemRecord
from desktop.services.library import Library
from desktop.services.local_state import LocalState
from desktop.services.project_queries import project_snapshot
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.views.dialogs.new_policy import NewPolicyDialog
from desktop.views.dialogs.new_project import NewProject
from desktop.views.dialogs.save_pdf import SavePdf
from desktop.views.pages.policy.page import PolicyPage
from desktop.views.pages.project.page import ProjectPage
from desktop.views.pages.start_page import StartPage
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.editors.grids import on_clipboard
from tests.views.journey.person import CONTROL, SHIFT, Person
from tests.views.programs import activate, until

Key = Qt.Key
TEMPLATES = ("lifecycle", "mechanism", "governance", "framework", "comprehensive")


@pytest.fixture
def person(program: Program) -> Person:
    """Somebody who has given a name."""
    program.local.person = "Li Ming"
    return Person(program)


def new_policy(person: Person, place: int) -> PolicyId:
    """From the template at that place of the list, by keys."""
    before = {one.id for one in policy_summaries(person.program.desk.opened)}
    person.key(Key.Key_N, CONTROL)
    dialog = person.dialog(NewPolicyDialog)
    until(dialog.create_button.isEnabled, "the templates were not read")
    assert person.focus is dialog.templates
    for _ in range(place):
        person.key(Key.Key_Down)
    person.key(Key.Key_Return)
    summaries = policy_summaries
    library = person.program.desk.opened
    until(lambda: len(summaries(library)) > len(before), "no policy was made")
    (made,) = {one.id for one in summaries(library)} - before
    until(lambda: isinstance(person.window.page, PolicyPage), "the policy was not shown")
    activate(person.window)
    until(lambda: person.policy == made, "another policy is shown")
    return made


# -- one field of each kind: what a person presses there -------------------------------------------


def _rich(person: Person) -> None:
    person.write("Needle one. ")
    person.key(Key.Key_B, CONTROL)
    person.write("Needle two")
    person.key(Key.Key_Return)
    person.write("see @")
    until(lambda: QApplication.focusWidget() is not None)
    person.key(Key.Key_Down)
    person.key(Key.Key_Return)


def _cells(person: Person) -> None:
    person.write("alpha")
    person.key(Key.Key_Tab)
    person.write("beta")
    person.key(Key.Key_Return)


def _lines(person: Person) -> None:
    person.write("first")
    person.key(Key.Key_Return)
    person.write("second")


def _letters(person: Person) -> None:
    """An activity, then letters in the columns of the roles."""
    person.write("Kick-off")
    person.key(Key.Key_Tab)
    person.write("r")
    person.key(Key.Key_Right)
    person.write("a")


def _figure(person: Person) -> None:
    """Drawn from a table: the keyboard leads there."""
    person.key(Key.Key_Return)


def _words(words: str) -> Callable[[Person], None]:
    return lambda person: person.write(words)


def _boxes(person: Person) -> None:
    person.key(Key.Key_Space)


def _first_choice(person: Person) -> None:
    person.key(Key.Key_Down)


def _role(person: Person) -> None:
    person.write("PM")
    person.key(Key.Key_Return)


LIFE_CYCLE: dict[str, tuple[str, Callable[[Person], None]]] = {
    "purpose": ("rich", _rich),
    "definitions": ("table", _cells),
    "principles": ("list", _lines),
    "raci": ("raci", _letters),
    "deputies": ("number", _words("8")),
    "phase_card_p1": ("text", _words("A needle in a line")),
    "goal_rule": ("multi", _boxes),
    "scope_rule": ("choice", _first_choice),
    "gate_1": ("role", _role),
    "metrics": ("kpi", _cells),
    "effect": ("date", _words("2027-01-04")),
}


def fill(person: Person, article: str, kind: str, write: Callable[[Person], None]) -> None:
    field = person.go_to_article(article)
    assert field.definition.kind == kind
    write(person)
    person.save()
    value = person.value(field.id)
    assert value != field.value, field.id


def test_a_policy_from_each_template_by_keys(person: Person) -> None:
    made = [new_policy(person, place) for place in range(len(TEMPLATES))]
    assert len(set(made)) == len(TEMPLATES)


def test_the_whole_job(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = new_policy(person, 0)
    before = person.snapshot()
    for article, (kind, write) in LIFE_CYCLE.items():
        fill(person, article, kind, write)
    replace_everywhere(person)
    written = person.snapshot()
    assert person.undo_all() == len(LIFE_CYCLE) + 1
    assert person.snapshot() == before
    person.redo_all()
    assert person.snapshot() == written
    path = save_the_book(person, tmp_path / "book.pdf", monkeypatch)
    text = text_of(path)
    for words in ("Thread one", "Thread two", "alpha", "second", "Kick-off", "2027"):
        assert words in text, words
    assert "eedle" not in text
    tick_items_of_a_project(person)
    assert person.snapshot(policy) == written


def tick_items_of_a_project(person: Person) -> None:
    """A project under the policy, its first item ticked by Space; taken back, and done again."""
    person.key(Key.Key_N, CONTROL | SHIFT)
    dialog = person.dialog(NewProject)
    until(lambda: dialog.policy.count() == 1, "the policy is not offered")
    person.write("New plant")
    person.key(Key.Key_Return)
    until(lambda: isinstance(person.window.page, ProjectPage), "the project was not shown")
    page = person.window.page
    assert isinstance(page, ProjectPage)
    until(lambda: page.board.view.current_code, "the list was not shown")
    person.wake()
    library, project = person.program.desk.opened, page.place().id
    code = ItemCode(page.board.view.current_code)

    def record() -> ItemRecord:
        return project_snapshot(library, ProjectId(project)).record(code)

    person.key(Key.Key_Space)
    assert (record().state, record().by) == ("done", "Li Ming")
    assert person.undo_all() == 1
    assert record().state == "open"
    person.redo_all()
    assert record().state == "done"


def replace_everywhere(person: Person) -> None:
    """Three places, one step of undo."""
    steps = person.view.in_hand
    stack = person.program.desk.stack(steps.stack)
    count = stack.count()
    person.key(Key.Key_H, CONTROL)
    until(person.view.find_bar.isVisible, "there is no bar")
    person.write("Needle")
    person.key(Key.Key_Return)
    person.key(Key.Key_Tab)
    until(lambda: "3" in person.view.find_bar._count.text(), "the three were not found")
    line = person.view.find_bar._words
    person.click(line)
    person.write("Thread")
    person.click(person.view.find_bar._all)
    until(lambda: stack.count() == count + 1, "nothing was replaced")
    person.key(Key.Key_Escape)
    form = person.view.form
    until(lambda: form.isAncestorOf(person.focus), "the keyboard did not go back to the form")
    assert str(person.value("purpose")).count("Thread") == 2
    assert "Thread" in str(person.value("p1_goal"))


def save_the_book(person: Person, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    person.key(Key.Key_S, CONTROL | SHIFT)
    until(path.exists, "no file was written")
    until(lambda: not person.window.findChildren(SavePdf), "saving has no end")
    return path


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as book:
        return "".join(page.get_textpage().get_text_range() for page in book)


def test_closed_and_opened_again(application: QApplication, library_path: Path) -> None:
    """After an orderly end the start shows the policy; after another one the place is shown."""
    program = begin(application, LocalState.load(), library_path)
    person = Person(program)
    policy = new_policy(person, 1)
    field = person.go_to_article("scope")
    person.write("Written last")
    until(lambda: LocalState.load().place.field == field.id, "the place was not noted")
    state = LocalState.load()
    assert (state.place.id, state.switches["running"]) == (policy, True)
    end(program)
    ended = LocalState.load()
    assert ended.switches["running"] is False
    assert [one.policy for one in ended.recent_policies] == [policy]

    begun = begin(application, ended, library_path)
    person = Person(begun)
    page = begun.desk
    assert isinstance(person.window.page, StartPage)
    assert person.snapshot(policy) == policy_snapshot(page.opened, policy)
    end(begun)

    ended.place, ended.switches["running"] = state.place, True
    begun = begin(application, ended, library_path)
    person = Person(begun)
    until(lambda: isinstance(person.window.page, PolicyPage), "one is not where one was")
    assert person.policy == policy

    def written() -> str:
        person.wake()
        focus = QApplication.focusWidget()
        return focus.toPlainText() if isinstance(focus, QTextEdit) else ""

    until(lambda: written() == "Written last", "the cursor is not where it was")
    assert person.view.place() == Place(
        POLICY, policy, chapter="general", article="scope", field=field.id
    )
    end(begun)


def test_closed_while_the_library_is_being_opened(
    application: QApplication, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was being opened is closed again, and nobody is told of it."""
    closed: list[Path] = []
    close = Library.close

    def noting(library: Library) -> None:
        closed.append(library.path)
        close(library)

    monkeypatch.setattr(Library, "close", noting)
    program = Program(application, LocalState.load(), library_path, "zh")
    told: list[str] = []
    program.desk.library_opened.connect(lambda: told.append("opened"))
    program.show()
    program.desk.open_library(library_path)  # as after the first paint
    end(program)
    assert closed == [library_path]
    assert told == []
    Library.open(library_path, daily_backup=False).close()


def begin(application: QApplication, state: LocalState, library: Path) -> Program:
    program = Program(application, state, library, "zh")
    program.show()
    until(lambda: program.desk.library is not None, "the library was not opened")
    return program


def end(program: Program) -> None:
    window = program.window
    assert window is not None
    window.closed.disconnect()
    window.close()
    program.end()
    window.deleteLater()


def test_much_typed_and_pasted_and_all_of_it_taken_back(person: Person) -> None:
    """2,000 letters, and 500 rows from a spreadsheet."""
    new_policy(person, 0)
    before = person.snapshot()
    field = person.go_to_article("purpose")
    text = "".join(f"{number:03d} all is kept; " for number in range(118))[:2000]
    person.write(text)
    person.save()
    value = person.value(field.id)
    assert isinstance(value, list)
    assert [one["text"]["zh"] for one in value] == [text.strip()]
    table = person.go_to_article("definitions")
    rows = [(f"term {number}", f"meaning {number}") for number in range(500)]
    on_clipboard("".join(f"{one}\t{other}\r\n" for one, other in rows))
    person.key(Key.Key_V, CONTROL)
    person.save()
    until(lambda: person.value(table.id), "the rows were not kept")
    kept = person.value(table.id)
    assert isinstance(kept, list)
    assert [(one["term"]["zh"], one["meaning"]["zh"]) for one in kept] == rows
    written = person.snapshot()
    assert person.undo_all() >= 2
    assert person.snapshot() == before
    person.redo_all()
    assert person.snapshot() == written
    person.undo_all()
    assert person.snapshot() == before
