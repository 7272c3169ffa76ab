"""A desk with a small library: a policy with two phases and a project under it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from desktop.models.identity import ProjectId
from desktop.services.commands.start_project import StartProject
from desktop.services.library import Library
from desktop.services.local_state import LocalState
from desktop.views.desk import Desk
from desktop.views.pages.project.page import ProjectPage
from desktop.views.places import PROJECT, Place
from tests.services.samples import new_policy, ticking
from tests.views.screen import application, clean_window, until

__all__ = ["application", "clean_window", "desk", "no_faults", "page", "project"]


@pytest.fixture(autouse=True)
def no_faults(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fault in a slot fails the test in which it happened."""
    faults: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: faults.append(error))
    yield
    QThreadPool.globalInstance().waitForDone(30_000)
    application.processEvents()
    if faults:
        raise faults[0]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The library's file, made once."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        path = folder / "library.policydesk"
        with Library.open(path, create=True, clock=ticking()) as library:
            library.run(StartProject(new_policy(library), "园区二期", number="YQ-02"))
    return path.read_bytes()


@pytest.fixture
def desk(
    application: QApplication, kept: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path / "data"))
    path = tmp_path / "library.policydesk"
    path.write_bytes(kept)
    local = LocalState(tmp_path / "window.json")
    local.person = "李志远"
    desk = Desk(local, "en")
    desk.open_library(path)
    until(lambda: desk.library is not None, "the library was not opened")
    yield desk
    desk.close()


@pytest.fixture
def project(desk: Desk) -> ProjectId:
    from desktop.services.project_queries import project_summaries

    return project_summaries(desk.opened)[0].id


@pytest.fixture
def page(desk: Desk, project: ProjectId) -> ProjectPage:
    """The project's page on the screen, at its first phase."""
    page = ProjectPage(desk)
    page.resize(1300, 620)
    page.show()
    page.activateWindow()
    page.show_place(Place(PROJECT, id=project))
    until(lambda: page.board.view.current_code, "the project was not shown")
    until(page.isActiveWindow)
    page.entered()
    return page
