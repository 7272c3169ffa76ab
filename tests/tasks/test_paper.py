"""The paper process as the window has it: pages, places, jobs; overtaken wishes; sudden ends."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.documents.catalogue import PrintOrder
from desktop.documents.policy_book import policy_book
from desktop.models.errors import Cancelled, KnownError, Problem, Refused
from desktop.models.snapshot import Policy
from desktop.services.live_pages import LivePages
from desktop.services.page_facts import PageSet, Region
from desktop.services.page_images import PdfPictures
from desktop.services.printing import Printout
from desktop.tasks import paper as module
from desktop.tasks.paper import DrawnPage, Paper, PaperJob
from desktop.writers.pdf.writer import write_pdf
from tests.architecture.source import ROOT
from tests.documents.edits import long_policy, prose_value, with_field
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON
from tests.views.screen import application, until

__all__ = ["application"]

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no process can be held there")
KEY = "book"


class Heard:
    """Everything that a `Paper` says."""

    def __init__(self, paper: Paper) -> None:
        self.sets: list[PageSet] = []
        self.pages: list[DrawnPage] = []
        self.found: dict[int, tuple[Region, ...]] = {}
        self.failures: list[tuple[str, KnownError]] = []
        paper.pages_set.connect(self.sets.append)
        paper.page_drawn.connect(self.pages.append)
        paper.regions_found.connect(lambda told: self.found.update([told]))
        paper.failed.connect(self.failures.append)

    def generation(self, wanted: int) -> PageSet:
        """Waits until that state is settled."""
        until(lambda: self.sets and self.sets[-1].generation == wanted, "never settled")
        return self.sets[-1]

    def drawn(self, page: int, generation: int) -> DrawnPage:
        """Waits until the page of that state is drawn."""

        def all_of_them() -> list[DrawnPage]:
            return [one for one in self.pages if (one.page, one.generation) == (page, generation)]

        until(all_of_them, "never drawn")
        return all_of_them()[-1]


class Ended:
    """How a job ends."""

    def __init__(self, job: PaperJob) -> None:
        self.results: list[object] = []
        self.errors: list[KnownError] = []
        self.steps: list[tuple[int, int]] = []
        job.finished.connect(self.results.append)
        job.failed.connect(self.errors.append)
        job.progressed.connect(lambda done, total: self.steps.append((done, total)))

    def result(self) -> object:
        until(lambda: self.results or self.errors, "the job has no end")
        assert self.errors == []
        (result,) = self.results
        return result

    def error(self) -> KnownError:
        until(lambda: self.results or self.errors, "the job has no end")
        assert self.results == []
        (error,) = self.errors
        return error


@pytest.fixture(scope="module")
def running(application: QApplication) -> Iterator[Paper]:
    """One process for many tests: starting it takes longer than most of them."""
    paper = Paper()
    yield paper
    paper.close()


@pytest.fixture
def paper(running: Paper) -> Iterator[Paper]:
    yield running
    running.forget(KEY)


@pytest.fixture
def heard(paper: Paper) -> Heard:
    return Heard(paper)


@pytest.fixture
def own(application: QApplication) -> Iterator[Paper]:
    """A process that may be ended."""
    paper = Paper()
    yield paper
    paper.close()


def process_id(paper: Paper) -> int:
    until(lambda: paper._process and paper._process._process, "no process was started")
    assert paper._process is not None
    assert paper._process._process is not None
    process = paper._process._process
    until(lambda: process.pid, "no process was started")
    assert process.pid is not None
    return process.pid


def order(policy: Policy) -> PrintOrder:
    return PrintOrder(policy, NOON, "zh")


def live(policy: Policy) -> LivePages:
    pages = LivePages()
    pages.set(order(policy))
    return pages


def picture(pages: LivePages, page: int, scale: float) -> QImage:
    made = PdfPictures(pages.page_pdf(page)).picture(0, scale)
    kind = QImage.Format.Format_RGB32
    return QImage(made.data, made.width, made.height, 4 * made.width, kind).copy()


# -- live documents --------------------------------------------------------------------------------


def test_a_document_is_shown_as_it_would_be_printed(paper: Paper, heard: Heard) -> None:
    policy = sample_policy()
    generation = paper.show(KEY, policy, "zh", NOON)
    settled = heard.generation(generation)
    expected = live(policy)
    assert settled == expected.page_set(KEY, generation)
    assert settled.content_hash == policy_book(order(policy)).content_hash
    assert settled.broken_references == ("article:gone",)
    paper.draw(KEY, 3, 1.0)
    page = heard.drawn(3, generation)
    assert (page.key, page.scale) == (KEY, 1.0)
    assert (page.image.width(), page.image.height()) == (596, 842)
    assert page.image == picture(expected, 3, 1.0)


def test_an_update_settles_and_draws_the_new_state(paper: Paper, heard: Heard) -> None:
    policy = sample_policy()
    paper.show(KEY, policy, "zh", NOON)
    paper.want(KEY, (0, 2), 0.5)
    changed = with_field(policy, "purpose", prose_value("为另一个目的制定。"))
    generation = paper.update(KEY, changed)
    assert heard.generation(generation).content_hash == policy_book(order(changed)).content_hash
    assert heard.drawn(2, generation).image == picture(live(changed), 2, 0.5)  # nobody asked again
    assert heard.drawn(0, generation).scale == 0.5


def test_another_language_and_another_time_of_printing(paper: Paper, heard: Heard) -> None:
    policy = sample_policy()
    first = heard.generation(paper.show(KEY, policy, "zh", NOON))
    later = NOON + timedelta(days=1)
    again = heard.generation(paper.show(KEY, policy, "zh", later))
    assert again.content_hash == first.content_hash
    english = heard.generation(paper.show(KEY, policy, "en", later))
    assert english.content_hash == policy_book(PrintOrder(policy, later, "en")).content_hash


def test_places_are_found_both_ways(paper: Paper, heard: Heard) -> None:
    policy = sample_policy()
    paper.show(KEY, policy, "zh", NOON)
    expected = live(policy)
    asked = {
        paper.locate(KEY, target): expected.regions(target)
        for target in ("field:days", "article:limits", "chapter:process", "field:gone")
    }
    (days,) = expected.regions("field:days")
    point = (days.page, days.left + 9, days.top + 2)
    asked[paper.look_at(KEY, *point)] = (days,)
    asked[paper.locate("never shown", "field:days")] = ()
    until(lambda: len(heard.found) == len(asked), "not all was answered")
    assert heard.found == asked


def test_what_cannot_be_built_is_said_and_the_next_state_is_tried(
    paper: Paper, heard: Heard
) -> None:
    policy = sample_policy()
    paper.show(KEY, replace(policy, languages=("en",)), "zh", NOON)
    until(lambda: heard.failures, "nothing was said")
    ((key, error),) = heard.failures
    assert (key, error.code) == (KEY, "language-not-in-policy")
    assert isinstance(error, Refused)
    assert error.facts["language"] == "zh"
    paper.draw(KEY, 0, 1.0)
    generation = paper.update(KEY, policy)
    assert heard.generation(generation).pages > 5
    assert heard.drawn(0, generation)


def test_a_forgotten_document_is_silent(paper: Paper, heard: Heard) -> None:
    paper.show(KEY, sample_policy(), "zh", NOON)
    paper.want(KEY, (0, 1), 1.0)
    paper.forget(KEY)
    generation = paper.show("other", sample_policy(), "en", NOON)
    heard.generation(generation)
    assert {one.key for one in (*heard.sets, *heard.pages)} <= {"other"}
    paper.forget("other")


def test_a_page_that_there_is_not_is_not_drawn(paper: Paper, heard: Heard) -> None:
    generation = paper.show(KEY, sample_policy(), "zh", NOON)
    for page in (99, -1, 1):
        paper.draw(KEY, page, 0.5)
    assert heard.drawn(1, generation)
    assert {one.page for one in heard.pages} == {1}


# -- jobs ------------------------------------------------------------------------------------------


def test_a_document_is_written(paper: Paper, tmp_path: Path) -> None:
    policy = long_policy(random.Random(2), 6)
    path = tmp_path / "book.pdf"
    job = Ended(paper.write("policy-book", order(policy), path))
    printout = job.result()
    assert isinstance(printout, Printout)
    assert path.read_bytes() == write_pdf(policy_book(order(policy))).data
    assert (printout.path, printout.size) == (path, path.stat().st_size)
    assert job.steps
    assert all(0 <= done <= total for done, total in job.steps)


def test_a_job_that_is_cancelled_writes_nothing(paper: Paper, tmp_path: Path) -> None:
    policy = long_policy(random.Random(2), 6)
    path = tmp_path / "book.pdf"
    first = Ended(paper.write("policy-book", order(policy), path))
    begun = paper.write("policy-book", order(policy), tmp_path / "second.pdf")
    second = Ended(begun)
    begun.cancel()
    assert isinstance(second.error(), Cancelled)
    assert isinstance(first.result(), Printout)
    begun.cancel()  # has ended already
    assert [one.name for one in tmp_path.iterdir()] == ["book.pdf"]


def test_a_refusal_comes_over_whole(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "book.pdf"
    error = Ended(paper.write("policy-book", order(sample_policy()), path)).error()
    assert isinstance(error, Refused)
    assert error.code == "file-folder-missing"
    assert error.facts["folder"] == path.parent
    unknown = Ended(paper.write("no such", order(sample_policy()), path)).error()
    assert unknown.code == "document-unknown"


def test_a_fault_of_the_program_is_logged_and_said(
    paper: Paper, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(sample_policy(), languages=())
    job = Ended(paper.write("policy-book", replace(order(broken), language=None), tmp_path / "x"))
    error = job.error()
    assert error.code == "fault-in-task"
    assert "IndexError" in str(error.facts["fault"])
    assert "Traceback" in caplog.text
    assert "chosen_language" in caplog.text


def test_pages_of_files_are_drawn(paper: Paper, tmp_path: Path) -> None:
    data = write_pdf(policy_book(order(sample_policy()))).data
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    expected = picture(live(sample_policy()), 2, 0.5)
    for source in (path, data, data):
        image = Ended(paper.draw_file(source, 2, 0.5)).result()
        assert isinstance(image, QImage)
        assert (image.width(), image.height()) == (expected.width(), expected.height())
        assert image == expected
    path.write_bytes(write_pdf(policy_book(PrintOrder(sample_policy(), NOON, "en"))).data)
    assert Ended(paper.draw_file(path, 2, 0.5)).result() != expected  # it was written again


def test_a_file_that_cannot_be_drawn_is_refused(paper: Paper, tmp_path: Path) -> None:
    missing = Ended(paper.draw_file(tmp_path / "none.pdf", 0, 1.0)).error()
    assert missing.code == "pdf-unreadable"
    assert Ended(paper.draw_file(b"no PDF at all", 0, 1.0)).error().code == "pdf-unreadable"
    data = write_pdf(policy_book(order(sample_policy()))).data
    assert Ended(paper.draw_file(data, 99, 1.0)).error().code == "pages-outside"


# -- sudden ends -----------------------------------------------------------------------------------


def kill(paper: Paper) -> None:
    assert paper._process is not None
    assert paper._process._process is not None
    process_id(paper)
    paper._process._process.kill()


def test_a_process_that_dies_is_started_again_with_all_it_knew(own: Paper, tmp_path: Path) -> None:
    heard = Heard(own)
    policy = sample_policy()
    generation = own.show(KEY, policy, "zh", NOON)
    own.want(KEY, (1,), 0.5)
    heard.drawn(1, generation)
    first = process_id(own)
    heard.sets.clear()
    heard.pages.clear()
    kill(own)
    assert heard.generation(generation).content_hash == policy_book(order(policy)).content_hash
    assert heard.drawn(1, generation)
    assert process_id(own) != first
    request = own.locate(KEY, "field:days")
    until(lambda: request in heard.found, "no answer")
    assert heard.failures == []


@needs_signals
def test_a_job_of_a_process_that_dies_fails(own: Paper, tmp_path: Path) -> None:
    own.show(KEY, sample_policy(), "zh", NOON)
    Heard(own).generation(own.update(KEY, sample_policy()))
    os.kill(process_id(own), signal.SIGSTOP)
    job = Ended(own.write("policy-book", order(sample_policy()), tmp_path / "x.pdf"))
    kill(own)
    assert job.error().code == "paper-stopped"


@needs_signals
def test_a_question_to_a_process_that_dies_has_no_answer(own: Paper) -> None:
    heard = Heard(own)
    heard.generation(own.show(KEY, sample_policy(), "zh", NOON))
    os.kill(process_id(own), signal.SIGSTOP)
    request = own.locate(KEY, "field:days")
    kill(own)
    until(lambda: request in heard.found, "no answer")
    assert heard.found == {request: ()}


def test_a_wish_that_cannot_be_sent_does_not_leave_anyone_waiting(
    own: Paper, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    unheard_of: Any = lambda: "nothing that could be sent"  # noqa: E731
    odd = replace(order(sample_policy()), phase=unheard_of)
    error = Ended(own.write("policy-book", odd, tmp_path / "x.pdf")).error()
    assert error.code == "paper-stopped"
    assert "could not be sent" in caplog.text
    assert isinstance(
        Ended(own.write("policy-book", order(sample_policy()), tmp_path / "y.pdf")).result(),
        Printout,
    )


class Dying:
    """A process that ends as soon as it is spoken to."""

    born: list["Dying"] = []  # noqa: RUF012  (emptied by the test)

    def __init__(self, _hear: Callable[..., None], ended: Callable[[], None]) -> None:
        Dying.born.append(self)
        self._ended = ended

    def send(self, _wish: object) -> None:
        ended, self._ended = self._ended, lambda: None
        ended()

    def close(self, *, at_once: bool) -> None:
        """It has ended."""


def test_a_process_that_dies_again_and_again_is_given_up(
    application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    Dying.born.clear()
    monkeypatch.setattr(module, "PaperProcess", Dying)
    paper = Paper()
    heard = Heard(paper)
    paper.show(KEY, sample_policy(), "zh", NOON)
    until(lambda: heard.failures, "nothing was said")
    ((key, error),) = heard.failures
    assert (key, error.code) == (KEY, "paper-stopped")
    assert len(Dying.born) == 3
    paper.update(KEY, sample_policy())  # the next state is tried
    until(lambda: len(heard.failures) == 2, "nothing was said")
    assert len(Dying.born) == 4
    paper.close()


def test_closing_cancels_what_is_written_and_leaves_nothing_behind(
    application: QApplication, tmp_path: Path
) -> None:
    paper = Paper()
    job = Ended(paper.write("policy-book", order(long_policy(random.Random(1), 9)), tmp_path / "x"))
    until(lambda: job.steps, "the job has not begun")
    paper.close()
    assert isinstance(job.error(), Cancelled)
    assert list(tmp_path.iterdir()) == []
    paper.close()


WINDOW = """
from PySide6.QtCore import QCoreApplication
from desktop.tasks.paper import Paper
from tests.documents.sample_policy import sample_policy
from tests.factories import NOON

print("begun", flush=True)
application = QCoreApplication([])  # also where somebody imports this
paper = Paper()
paper.show("key", sample_policy(), "zh", NOON)
paper.pages_set.connect(lambda _pages: print(paper._process._process.pid, flush=True))
application.exec()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_the_process_ends_with_the_window_also_when_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(WINDOW, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "begun\n"
        child = int(window.stdout.readline())  # and not begun once more by the process
        assert _runs(child)
        window.kill()
    until(lambda: not _runs(child), "the process goes on without its window")


def _runs(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


# -- what it costs to have it ----------------------------------------------------------------------


def _modules_after(code: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return {name.split(".")[0] for name in result.stdout.split()}


def test_having_it_imports_nothing_heavy() -> None:
    loaded = _modules_after("import desktop.tasks.paper")
    heavy = {"reportlab", "sqlalchemy", "alembic", "yaml", "pypdfium2", "PIL"}
    assert heavy & loaded == set()


def test_the_process_itself_knows_nothing_of_qt_and_of_the_database() -> None:
    loaded = _modules_after(
        "from multiprocessing import Pipe\n"
        "from desktop.tasks.paper_messages import Draw, Show, Stop\n"
        "from desktop.tasks.paper_worker import serve\n"
        "from desktop.tasks.policy_parts import parts_of\n"
        "from tests.documents.sample_policy import sample_policy\n"
        "from tests.factories import NOON\n"
        "ours, theirs = Pipe()\n"
        "ours.send(Show('key', 1, 'zh', NOON, parts_of(sample_policy(), None)))\n"
        "ours.send(Draw('key', 0, 0.1))\n"
        "import threading\n"
        "said = []\n"
        "def listen():\n"
        "    said.append(ours.recv()); said.append(ours.recv()); ours.recv_bytes()\n"
        "    ours.send(Stop())\n"
        "threading.Thread(target=listen).start()\n"
        "serve(theirs)\n"
        "assert [type(one).__name__ for one in said] == ['PageSet', 'Drawn'], said\n"
    )
    assert {"reportlab", "pypdfium2"} <= loaded
    assert {"PySide6", "sqlalchemy", "alembic"} & loaded == set()


def test_errors_cross_from_one_process_to_another() -> None:
    import pickle

    problem = Problem("place", "expected-row", {"given": "x"}, 3)
    for error in (
        KnownError("paper-stopped"),
        Refused("pdf-unreadable", [problem], name="a", why="b"),
        Cancelled(),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert (again.code, dict(again.facts), again.problems) == (
            error.code,
            dict(error.facts),
            error.problems,
        )
