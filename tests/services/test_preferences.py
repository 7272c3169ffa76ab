"""The library's settings, as the window offers them."""

from typing import Any

import pytest

from desktop.models.paper_style import PAPER, PaperStyle
from desktop.services.commands.set_setting import SetSetting
from desktop.services.library import Library
from desktop.services.log_queries import settings
from desktop.services.preferences import KEYS, Preferences, changed_settings, preferences


def test_what_is_set_is_read_again(library: Library) -> None:
    wanted = Preferences(("en", "zh"), "decimal", PaperStyle("kai", "large", "binding", False))
    assert preferences(library) == Preferences()
    for command in changed_settings(preferences(library), wanted):
        library.run(command)
    assert preferences(library) == wanted
    assert set(settings(library)) == set(KEYS.values())


def test_only_what_is_different_is_written_and_a_default_is_taken_out(library: Library) -> None:
    one = Preferences(numbering="decimal")
    assert changed_settings(one, one) == ()
    assert changed_settings(Preferences(), one) == (SetSetting(KEYS["numbering"], "decimal"),)
    for command in (*changed_settings(Preferences(), one), *changed_settings(one, Preferences())):
        library.run(command)
    assert settings(library) == {}


@pytest.mark.parametrize("raw", [7, "zh", [], ["fr"], {"zh": True}, ["zh", 1]])
def test_what_nobody_knows_leaves_the_default(library: Library, raw: Any) -> None:
    library.run(SetSetting(KEYS["languages"], raw))
    library.run(SetSetting(KEYS["numbering"], "roman"))
    assert preferences(library) == Preferences()


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("kai", PaperStyle()),
        (["kai"], PaperStyle()),
        ({"face": "fang", "size": "large"}, PaperStyle(size="large")),
        ({"margins": 7, "draft_mark": "no", "face": "hei"}, PaperStyle("hei")),
        ({"draft_mark": False, "later": 1}, PaperStyle(draft_mark=False)),
    ],
)
def test_of_paper_whatever_is_known_holds(library: Library, raw: Any, read: PaperStyle) -> None:
    library.run(SetSetting(PAPER, raw))
    assert preferences(library).paper == read
