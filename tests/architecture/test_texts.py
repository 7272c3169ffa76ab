"""The texts for people: every key that the code asks for is there, in every language, and used."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache

import pytest
import yaml

from desktop.i18n import LANGUAGES
from tests.architecture.source import ROOT, modules

TEXTS = ROOT / "resources" / "texts"
CATALOGUES = sorted(path.stem for path in TEXTS.glob("*.yaml"))
ERRORS = {"KnownError", "Refused", "LibraryUnusable", "Cancelled"}


@cache
def texts(name: str) -> dict[str, dict[str, str]]:
    return yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8")) or {}


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _keys_written_twice(name: str) -> list[str]:
    root = yaml.compose((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))
    keys = [key.value for key, _ in root.value] if root else []
    return sorted({key for key in keys if keys.count(key) > 1})


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_text_is_there_in_every_language(name: str) -> None:
    assert _keys_written_twice(name) == []
    for key, text in texts(name).items():
        assert set(text) == set(LANGUAGES), key
        assert all(isinstance(one, str) for one in text.values()), key
        assert bool(text["zh"]) == bool(text["en"]), f"{key}: only one language says something"


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_languages_agree_on_what_is_filled_in(name: str) -> None:
    differing = {key for key, text in texts(name).items() if slots(text["zh"]) != slots(text["en"])}
    assert differing == set()


def _literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def _facts(node: ast.Call) -> set[str] | None:
    """Names of the facts given by keyword, or None where they are not written out."""
    names = [word.arg for word in node.keywords]
    return None if None in names else {name for name in names if name}


def _written_keys(node: ast.AST | None) -> set[str] | None:
    if not isinstance(node, ast.Dict):
        return None
    keys = [_literal(key) for key in node.keys]
    return None if None in keys else {key for key in keys if key}


def _error_codes() -> Iterator[tuple[str, str, set[str] | None]]:
    """(place, code, names of its facts or None where they are not written out)."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called, place = _called(node), f"{path}:{node.lineno}"
            first, second, third = (*node.args, None, None, None)[:3]
            if called in ERRORS and (code := _literal(first)):
                yield place, code, _facts(node)
            if called == "wrong" and (code := _literal(second)):
                yield place, code, _facts(node)
            if called == "Problem" and (code := _literal(second)):
                yield place, code, _written_keys(third)


def test_every_error_has_its_sentence_and_the_facts_that_the_sentence_tells() -> None:
    sentences = texts("errors")
    unknown = [f"{place} {code}" for place, code, _ in _error_codes() if code not in sentences]
    assert unknown == []
    # `problems` is given to KnownError beside the facts; it is no fact of the sentence.
    lacking = [
        f"{place} {code}: {sorted(missing)}"
        for place, code, facts in _error_codes()
        if facts is not None and (missing := slots(sentences[code]["en"]) - facts)
    ]
    assert lacking == []


def test_every_key_that_the_code_says_exists() -> None:
    known = {key for name in CATALOGUES for key in texts(name)}
    unknown = [
        f"{path}:{node.lineno} {key}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        # The window's own words go through `tr` (test_window_texts.py).
        if not str(path).startswith("desktop/views/")
        if isinstance(node, ast.Call) and _called(node) in {"say", "raw"} and node.args
        if (key := _literal(node.args[0])) and key not in known
    ]
    assert unknown == []


def _pattern(node: ast.JoinedStr) -> str:
    """A regular expression of what an f-string can become."""
    fixed = [_literal(part) for part in node.values]
    return "".join(r"(.+?)" if part is None else re.escape(part) for part in fixed)


def test_no_text_is_left_over() -> None:
    """A key counts as used where it stands in the code or where an f-string can make it: out of
    letters of its own, or out of parts that all stand in the code."""
    said: set[str] = set()
    patterns: set[str] = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            if literal := _literal(node):
                said.add(literal)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(_pattern(node))
    patterns.discard(r"(.+?)")
    speaking = [re.compile(one) for one in patterns if re.search(r"[a-z]{3}", one)]
    of_two_parts = r"(.+?)_(.+?)" in patterns

    def made(key: str) -> bool:
        if any(pattern.fullmatch(key) for pattern in speaking):
            return True
        splits = [(key[:at], key[at + 1 :]) for at, letter in enumerate(key) if letter == "_"]
        return of_two_parts and any(first in said and rest in said for first, rest in splits)

    unused = [
        f"{name}: {key}"
        for name in CATALOGUES
        for key in texts(name)
        if key not in said and not made(key)
    ]
    assert unused == []
