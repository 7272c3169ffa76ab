"""A desk with a policy in force and its next revision as a draft that differs in known places."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.models.identity import ArticleId, ChapterId, FieldId, PolicyId
from desktop.models.wording import Localised
from desktop.services.commands.add_article import AddArticle
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.remove_article import RemoveArticle
from desktop.services.commands.revise_policy import RevisePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.library import Library
from desktop.services.local_state import LocalState
from desktop.services.queries import policy_snapshot, policy_summaries
from desktop.views.desk import Desk
from desktop.views.pages.compare.page import ComparePage
from desktop.views.places import COMPARE, Place
from tests.services.samples import template
from tests.services.test_life import Calendar, to_issue
from tests.views.programs import no_faults
from tests.views.screen import application, clean_window, until

__all__ = ["application", "clean_window", "desk", "no_faults", "page", "policy", "ready"]


def add_item(library: Library, policy: PolicyId, field: str, *items: tuple[str, str]) -> None:
    value = [{"zh": zh, "en": en} for zh, en in items]
    library.run(SetFieldValues(policy, {FieldId(field): value}))  # type: ignore[dict-item]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The library's file, made once: A/0 is issued, A/1 is being written."""
    folder = tmp_path_factory.mktemp("compared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYDESK_DATA", str(folder))
        path = folder / "library.policydesk"
        with Library.open(path, create=True, clock=Calendar(), daily_backup=False) as library:
            create = CreatePolicy(
                template(),
                Localised("运营制度", "Operations Policy"),
                ("zh", "en"),
                number="YH-01",
                samples=True,
            )
            policy = library.run(create).result
            risks = [("进度", "Time"), ("费用", "Cost"), ("质量", "Quality")]
            add_item(library, policy, "categories", *risks)
            to_issue(library, policy, date(2026, 2, 1))
            library.run(RevisePolicy(policy, "年度评审"), by="王敏")
            revise(library, policy)
    return path.read_bytes()


def revise(library: Library, policy: PolicyId) -> None:
    """A clause reads otherwise in substance, another only in its punctuation; an article came."""
    library.run(
        SetFieldValues(
            policy,
            {FieldId("scope"): {"zh": "全部甲类项目", "en": "All class A projects"}},
        )
    )
    fields = {one.id: one for one in policy_snapshot(library, policy).fields}
    purpose: Any = [dict(one) for one in fields[FieldId("purpose")].value]  # type: ignore[union-attr, arg-type]
    purpose[0]["text"] = {"zh": "为规范运营，制定本制度！"}
    library.run(SetFieldValues(policy, {FieldId("purpose"): purpose}))
    risks = list(fields[FieldId("categories")].value)  # type: ignore[arg-type]
    library.run(SetFieldValues(policy, {FieldId("categories"): [*risks[1:], risks[0]]}))
    title = Localised("附加", "Additions")
    library.run(AddArticle(policy, ChapterId("risk"), title))
    library.run(SetFieldValues(policy, {FieldId("level"): "low"}))
    library.run(RemoveArticle(policy, ArticleId("dates")))


@pytest.fixture
def desk(
    application: QApplication, kept: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path / "data"))
    path = tmp_path / "library.policydesk"
    path.write_bytes(kept)
    local = LocalState(tmp_path / "window.json")
    local.person = "王敏"
    made = Desk(local, "en")
    made.open_library(path)
    until(lambda: made.library is not None, "the library was not opened")
    yield made
    made.close()


@pytest.fixture
def policy(desk: Desk) -> PolicyId:
    return policy_summaries(desk.opened)[0].id


def ready(page: ComparePage) -> None:
    """Waits until the changes stand there."""

    def shown() -> bool:
        view = page.view
        return (
            view is not None
            and view.compared is not None
            and view.compared.comparison is not None
            and not view.busy.isVisible()
            and view.text.is_set
        )

    until(shown, "nothing was compared")


@pytest.fixture
def page(desk: Desk, policy: PolicyId) -> ComparePage:
    """The page on the screen with the newest revision against the one before."""
    made = ComparePage(desk)
    made.resize(1300, 640)
    made.show()
    made.activateWindow()
    made.show_place(Place(COMPARE, policy))
    ready(made)
    until(made.isActiveWindow)
    made.entered()
    return made
