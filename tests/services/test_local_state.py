"""What the window remembers on this computer: it comes back, whatever happened to its file."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.errors import Refused
from desktop.services.local_state import (
    LastPlace,
    LocalState,
    RecentPolicy,
    UnsavedInput,
    local_state_path,
)
from desktop.services.places import data_folder, default_library, state_folder
from tests.architecture.source import ROOT

NOON = datetime(2026, 1, 16, 12, 0, tzinfo=UTC)
HOME = Path("/资料/公司.policydesk")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYDESK_DATA", str(tmp_path / "data"))
    return local_state_path()


def filled(path: Path) -> LocalState:
    state = LocalState.load(path)
    state.language, state.theme, state.zoom, state.person = "zh", "dark", 125, "林知远"
    state.geometry = "AdnQywADAAA="
    state.library_opened(HOME)
    state.policy_opened(HOME, "policy-1", "运营制度", NOON)
    state.splitters["policy"] = [228, 710, 428]
    state.columns["policy-1/risk_register"] = [80, 120]
    state.switches["preview"] = True
    state.choices["export-folder"] = "/家"
    state.place = LastPlace("policy", "policy-1", "risk", field="score")
    state.keep_input(UnsavedInput(str(HOME), "policy-1", "score", text="十个\ud83d左右"))
    return state


def test_everything_comes_back(path: Path) -> None:
    state = filled(path)
    state.save()
    assert LocalState.load() == state


def test_what_is_as_it_was_is_not_written_again(path: Path) -> None:
    state = filled(path)
    state.save()
    path.unlink()
    state.save()
    assert not path.exists()
    state.zoom = 150
    state.save()
    assert LocalState.load().zoom == 150


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    state = LocalState.load()
    assert (state.language, state.theme, state.zoom, state.place) == (
        "system",
        "system",
        100,
        LastPlace(),
    )
    assert not path.parent.exists(), "looking makes nothing"


@pytest.mark.parametrize("damage", [b"", b"\x00\x00\x00", b'{"zoom": 1', b"[]", b"\xff\xfe{}"])
def test_a_damaged_file_is_kept_aside_and_the_defaults_hold(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    state = LocalState.load()
    assert state.zoom == 100
    assert path.with_name("window.damaged.json").read_bytes() == damage
    state.theme = "dark"
    state.save()
    assert LocalState.load().theme == "dark"


def test_one_wrong_thing_does_not_take_the_others_with_it(path: Path) -> None:
    filled(path).save()
    raw = json.loads(path.read_text("utf-8"))
    raw.update(theme="purple", zoom=100_000, splitters={"a": ["x"], "b": [1, 2]})
    raw["recent_policies"] += [{"library": "/a"}, 7]
    raw["newer_version_keeps"] = {"this": 1}
    path.write_text(json.dumps(raw), "utf-8")
    state = LocalState.load()
    assert (state.theme, state.zoom, state.person) == ("system", 200, "林知远")
    assert state.splitters == {"b": [1, 2]}
    assert [one.policy for one in state.recent_policies] == ["policy-1"]
    state.zoom = 90
    state.save()
    assert json.loads(path.read_text("utf-8"))["newer_version_keeps"] == {"this": 1}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
NAMES = sorted(json.loads(LocalState(Path("x"))._as_text()))


@given(st.dictionaries(st.sampled_from(NAMES), anything))
def test_any_object_can_be_read(tmp_path_factory: pytest.TempPathFactory, raw: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "window.json"
    path.write_text(json.dumps(raw), "utf-8")
    state = LocalState.load(path)
    state.library_opened(HOME)
    state.save()
    assert LocalState.load(path) == state


def test_lately_opened_stands_first_and_once(path: Path) -> None:
    state = LocalState.load()
    for name in ("a", "b", "a"):
        state.library_opened(Path(name))
        state.policy_opened(Path(name), "policy-1", name, NOON)
    assert state.recent_libraries == ["a", "b"]
    assert state.recent_policies[0] == RecentPolicy("a", "policy-1", "a", NOON.isoformat())
    assert [one.library for one in state.recent_policies] == ["a", "b"]
    for number in range(100):
        state.library_opened(Path(str(number)))
    assert len(state.recent_libraries) == 12
    assert state.recent_libraries[0] == "99"


def test_what_was_typed_is_kept_by_its_place(path: Path) -> None:
    state = LocalState.load()
    first = UnsavedInput("lib", "policy-1", "score", text="一")
    state.keep_input(first)
    state.keep_input(UnsavedInput("lib", "policy-1", "score", text="二"))
    state.keep_input(UnsavedInput("lib", "policy-2", "score", text="三"))
    assert [one.text for one in state.inputs_of(Path("lib"), "policy-1")] == ["二"]
    state.drop_input(first)
    assert state.inputs_of(Path("lib"), "policy-1") == ()
    state.forget_policy(Path("lib"), "policy-2")
    assert state.inputs == []


def test_an_older_state_that_comes_late_writes_nothing(path: Path) -> None:
    """Saving goes through other threads, and those overtake each other."""
    state = LocalState.load()
    state.zoom = 110
    older = state.prepare()
    state.zoom = 120
    newer = state.prepare()
    assert older is not None
    assert newer is not None
    newer()
    older()
    assert LocalState.load().zoom == 120
    assert state.prepare() is None


def test_where_it_cannot_be_written_it_is_said_and_tried_again(path: Path) -> None:
    path.parent.write_bytes(b"a file where the folder should be")
    state = filled(path)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            state.save()
        assert refused.value.code == "local-state-not-written"
    path.parent.unlink()
    state.save()
    assert LocalState.load() == state


def test_the_data_folder_moves_everything(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert path.parent == data_folder() == state_folder().parent
    assert default_library() == data_folder() / "library.policydesk"
    monkeypatch.setenv("POLICYDESK_LIBRARY", str(HOME))
    assert default_library() == HOME
    monkeypatch.delenv("POLICYDESK_DATA")
    assert data_folder().name == state_folder().name == "PolicyDesk"


def test_it_is_read_before_anything_heavy_is_there() -> None:
    code = (
        "import json, sys\n"
        "from desktop.services.local_state import LocalState\n"
        "LocalState.load()\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "POLICYDESK_DATA": "/nowhere"},
    )
    assert result.returncode == 0, result.stderr
    heavy = {"sqlalchemy", "yaml", "PySide6", "reportlab", "alembic", "platformdirs", "PIL"}
    assert heavy & set(json.loads(result.stdout)) == set()
