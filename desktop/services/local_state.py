"""What belongs to this computer's person and not to a library: how the window stands and looks,
what was opened lately, where one was, and what was typed that no library takes yet.

One JSON file in the data folder, read before the first paint: nothing heavy is imported here.
"""

import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from desktop.models.errors import Refused
from desktop.services.places import data_folder
from desktop.whole_files import write_whole

__all__ = ["LastPlace", "LocalState", "RecentPolicy", "UnsavedInput", "local_state_path"]

MOST_LIBRARIES = 12
MOST_POLICIES = 40
SMALLEST_ZOOM, LARGEST_ZOOM = 80, 200
_log = logging.getLogger(__name__)


def local_state_path() -> Path:
    return data_folder() / "window.json"


@dataclass(frozen=True, slots=True)
class RecentPolicy:
    """A policy that was opened. `library`: path of its file; `opened`: ISO 8601 with zone."""

    library: str
    policy: str
    title: str = ""
    opened: str = ""


@dataclass(frozen=True, slots=True)
class LastPlace:
    """Where the person was last, in the words of `desktop.views.places`. All empty: nowhere."""

    page: str = ""
    id: str = ""
    chapter: str = ""
    article: str = ""
    field: str = ""
    phase: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class UnsavedInput:
    """What was typed into a field and is no value of its kind: kept as it was typed, for the
    person to mend. `part` is the editor's own word for where in the field; `owner` the id of the
    policy or project."""

    library: str
    owner: str
    field: str
    part: str = ""
    text: str = ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        return self.library, self.owner, self.field, self.part


@dataclass
class LocalState:
    """Set the attributes, then `save`. `language` and `theme`: `system` follows the computer.

    `zoom`: of the window, percent. `person`: the name that goes into the audit log. `geometry`:
    Qt's own saved bytes in base64. `splitters` and `columns`: sizes in pixels by the name of the
    widget. `switches` and `choices`: what else a screen remembers, by a name of its own.
    The newest stands first in `recent_libraries` and `recent_policies`.
    """

    path: Path
    language: str = "system"
    theme: str = "system"
    zoom: int = 100
    person: str = ""
    geometry: str = ""
    recent_libraries: list[str] = field(default_factory=list)
    recent_policies: list[RecentPolicy] = field(default_factory=list)
    splitters: dict[str, list[int]] = field(default_factory=dict)
    columns: dict[str, list[int]] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    place: LastPlace = LastPlace()
    inputs: list[UnsavedInput] = field(default_factory=list)

    # What a newer version of the program keeps there stays there.
    _unknown: dict[str, Any] = field(default_factory=dict, repr=False)
    _written: str = field(default="", repr=False, compare=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    _prepared: int = field(default=0, repr=False, compare=False)
    _newest: int = field(default=0, repr=False, compare=False)

    LANGUAGES: ClassVar[tuple[str, ...]] = ("system", "zh", "en")
    THEMES: ClassVar[tuple[str, ...]] = ("system", "light", "dark")

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """What the file holds; a default wherever it holds nothing that can be understood. A file
        that is damaged as a whole is kept beside, as `window.damaged.json`."""
        state = cls(local_state_path() if path is None else path)
        try:
            text = state.path.read_text("utf-8")
        except FileNotFoundError:
            return state
        except (OSError, UnicodeDecodeError) as error:
            _keep_aside(state.path, error)
            return state
        try:
            raw = json.loads(text)
            if not isinstance(raw, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError) as error:
            _keep_aside(state.path, error)
            return state
        _take(state, raw)
        state._written = text
        return state

    # -- what was opened -------------------------------------------------------------------------

    def library_opened(self, path: Path) -> None:
        self.forget_library(path)
        self.recent_libraries.insert(0, str(path))
        del self.recent_libraries[MOST_LIBRARIES:]

    def forget_library(self, path: Path) -> None:
        self.recent_libraries[:] = [one for one in self.recent_libraries if one != str(path)]

    def policy_opened(self, library: Path, policy: str, title: str, at: datetime) -> None:
        self.forget_policy(library, policy)
        self.recent_policies.insert(0, RecentPolicy(str(library), policy, title, at.isoformat()))
        del self.recent_policies[MOST_POLICIES:]

    def forget_policy(self, library: Path, policy: str) -> None:
        """Out of what was opened lately, with what was typed into it."""
        gone = (str(library), policy)
        self.recent_policies[:] = [
            one for one in self.recent_policies if (one.library, one.policy) != gone
        ]
        self.inputs[:] = [one for one in self.inputs if one.place[:2] != gone]

    # -- what no library takes yet ---------------------------------------------------------------

    def keep_input(self, one: UnsavedInput) -> None:
        """In place of what was kept of the same place."""
        self.drop_input(one)
        self.inputs.append(one)

    def drop_input(self, one: UnsavedInput) -> None:
        """Whatever is kept of the place of `one`."""
        self.inputs[:] = [other for other in self.inputs if other.place != one.place]

    def inputs_of(self, library: Path, owner: str) -> tuple[UnsavedInput, ...]:
        return tuple(one for one in self.inputs if one.place[:2] == (str(library), owner))

    # -- the file --------------------------------------------------------------------------------

    def save(self) -> None:
        """Writes what has changed, whole and flushed to the disk. Refused where it cannot be."""
        write = self.prepare()
        if write is not None:
            write()

    def prepare(self) -> Callable[[], None] | None:
        """What writes the state as it is at this moment, for another thread to call: flushing
        takes a disk its time. None where nothing has changed. An older one that comes after a
        newer one writes nothing."""
        text = self._as_text()
        if text == self._written:
            return None
        self._written = text
        self._prepared += 1
        number = self._prepared
        return lambda: self._write(text, number)

    def _write(self, text: str, number: int) -> None:
        with self._turn:
            if number < self._newest:
                return
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self.path, text.encode("ascii"))
            except OSError as error:
                self._written = ""  # so that the next attempt is one
                why = error.strerror or str(error)
                raise Refused("local-state-not-written", path=self.path, why=why) from error
            self._newest = number

    def _as_text(self) -> str:
        kept = {name: _plain(getattr(self, name)) for name in _NAMES}
        # Escapes beyond ASCII: also what was typed of half a character comes back as it was.
        return json.dumps({**self._unknown, **kept}, indent=1, sort_keys=True) + "\n"


_NAMES = tuple(one.name for one in fields(LocalState) if one.name != "path" and one.name[0] != "_")


def _plain(value: Any) -> Any:
    if isinstance(value, (RecentPolicy, LastPlace, UnsavedInput)):
        return asdict(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _keep_aside(path: Path, error: Exception) -> None:
    """So that whoever wants to can look at it; the next save writes a sound one."""
    _log.warning("the window's state cannot be read, defaults hold: %s: %s", path, error)
    try:
        path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))
    except OSError as trouble:
        _log.warning("and it could not be kept aside: %s", trouble)


def _take(state: LocalState, raw: Mapping[str, Any]) -> None:
    """What can be understood of `raw`, each thing by itself."""
    state.language = _one_of(raw.get("language"), LocalState.LANGUAGES)
    state.theme = _one_of(raw.get("theme"), LocalState.THEMES)
    zoom = raw.get("zoom")
    if type(zoom) is int:
        state.zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
    state.person = _text(raw.get("person"))
    state.geometry = _text(raw.get("geometry"))
    state.recent_libraries = [one for one in _list(raw.get("recent_libraries")) if _text(one)]
    state.recent_policies = _records(RecentPolicy, raw.get("recent_policies"))
    state.splitters = _sizes(raw.get("splitters"))
    state.columns = _sizes(raw.get("columns"))
    state.switches = {k: v for k, v in _dict(raw.get("switches")).items() if isinstance(v, bool)}
    state.choices = {k: v for k, v in _dict(raw.get("choices")).items() if isinstance(v, str)}
    state.place = next(iter(_records(LastPlace, [raw.get("place")])), LastPlace())
    state.inputs = _records(UnsavedInput, raw.get("inputs"))
    state._unknown = {key: one for key, one in raw.items() if key not in _NAMES}


def _one_of(raw: Any, allowed: tuple[str, ...]) -> str:
    return raw if isinstance(raw, str) and raw in allowed else allowed[0]


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _dict(raw: Any) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _sizes(raw: Any) -> dict[str, list[int]]:
    return {
        name: sizes
        for name, sizes in _dict(raw).items()
        if isinstance(sizes, list) and all(type(one) is int and one >= 0 for one in sizes)
    }


def _records(kind: Any, raw: Any) -> list[Any]:
    """Those entries of `raw` that are a `kind`: all of them texts, unknown ones left out."""
    names = [one.name for one in fields(kind)]
    needed = {one.name for one in fields(kind) if one.default is MISSING}
    found = []
    for entry in map(_dict, _list(raw)):
        given = {name: entry[name] for name in names if name in entry}
        if needed <= set(given) and all(isinstance(one, str) for one in given.values()):
            found.append(kind(**given))
    return found
