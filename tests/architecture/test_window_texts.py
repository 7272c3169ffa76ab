"""The window's words: every English text in the code has its Chinese, and every Chinese is used."""

import ast
import json
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT

VIEWS = ROOT / "desktop" / "views"
WORDS = ROOT / "resources" / "window"
_MARKERS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}
_HAN = re.compile("[\u4e00-\u9fff]")
_OWN_NAMES = {"中文", "语言 / &Language"}  # languages are named in themselves


@cache
def _trees() -> dict[Path, ast.AST]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(VIEWS.rglob("*.py"))}


def _name(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _marked() -> Iterator[tuple[Path, ast.Call, ast.expr]]:
    """Every text that is marked for translation, with where it stands."""
    for path, tree in _trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node) in _MARKERS and node.args:
                # `tr` as a short name of QCoreApplication.translate has the context first, too.
                plain_name = isinstance(node.func, ast.Name) and len(node.args) > 1
                place = 1 if plain_name else _MARKERS[_name(node)]
                if len(node.args) > place:
                    yield path, node, node.args[place]


def _sources() -> set[str]:
    return {
        text.value
        for _, _, text in _marked()
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }


def _files(folder: str) -> dict[str, dict[str, object]]:
    def whole(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), [one for one in names if names.count(one) > 1]
        return dict(pairs)

    return {
        path.name: json.loads(path.read_text("utf-8"), object_pairs_hook=whole)
        for path in sorted((WORDS / folder).glob("*.json"))
    }


def _chinese() -> dict[str, str]:
    found: dict[str, str] = {}
    for texts in _files("zh").values():
        found.update({source: str(text) for source, text in texts.items()})
    return found


def test_every_marked_text_is_a_literal() -> None:
    """What is put together before it is translated can never be found."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, node, text in _marked()
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
        and not isinstance(text, ast.Name | ast.Attribute | ast.Subscript)
    ]
    assert wrong == []


def test_every_text_has_its_chinese() -> None:
    assert sorted(_sources() - set(_chinese())) == []


def test_every_chinese_text_is_used() -> None:
    literals = {
        node.value
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(_chinese()) - literals) == []


def test_the_same_english_is_the_same_chinese_everywhere() -> None:
    seen: dict[str, tuple[str, object]] = {}
    differing = []
    for name, texts in _files("zh").items():
        for source, text in texts.items():
            if source in seen and seen[source][1] != text:
                differing.append((source, seen[source], (name, text)))
            seen.setdefault(source, (name, text))
    assert differing == []


def _slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_languages_agree_on_what_is_filled_in() -> None:
    chinese = _chinese()
    assert {one for one, text in chinese.items() if _slots(one) != _slots(text)} == set()
    assert {one for one, text in chinese.items() if ("%n" in one) != ("%n" in text)} == set()


def test_texts_with_a_number_have_both_english_forms() -> None:
    plurals = {name for texts in _files("en").values() for name in texts}
    assert {one for one in _sources() if "%n" in one} - plurals == set()
    assert plurals - _sources() == set()


def test_no_chinese_stands_in_the_code_of_the_window() -> None:
    """Escapes (ranges of characters in an expression) are no words."""
    found = []
    for path, tree in _trees().items():
        lines = path.read_text("utf-8").splitlines()
        documented = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            written = "".join(lines[node.lineno - 1 : node.end_lineno])
            words = _HAN.search(node.value) and _HAN.search(written)
            if words and node not in documented and node.value not in _OWN_NAMES:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:20]}")
    assert found == []
