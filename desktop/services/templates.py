"""The templates that there are: those of the program and the user's own."""

from pathlib import Path

from desktop.models.definitions import Template
from desktop.models.errors import Problem, Refused
from desktop.models.suggestions import unknown_name
from desktop.models.template_reader import (
    builtin_template_paths,
    check_template,
    load_template,
    template_id,
)
from desktop.services.library import data_folder

__all__ = ["check_template", "own_template_folder", "template_of", "templates"]


def own_template_folder() -> Path:
    """Where the user's own templates lie, each a file `*.yaml`. The folder need not be there."""
    return data_folder() / "templates"


def templates() -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """All templates that can be used, the program's own first, and a problem for each of the
    user's files that cannot: its `place` is the file."""
    built_in = sorted(map(load_template, builtin_template_paths()), key=lambda one: one.code)
    found = {template.id: template for template in built_in}
    problems: list[Problem] = []
    for path in _own_paths():
        try:
            template = load_template(path)
        except Refused as error:
            count = len(error.problems)
            problems.append(Problem(str(path), "own-template-left-out", {"count": count}))
            continue
        if template.id in found:
            facts = {"template": template.id, "other": found[template.id].source}
            problems.append(Problem(str(path), "own-template-id-taken", facts))
            continue
        found[template.id] = template
    return tuple(found.values()), tuple(problems)


def template_of(name: str) -> Template:
    """The template of that id or letter (E), or of that file where `name` ends in `.yaml`.

    Refused where there is none, naming the ones there are, or where the file has problems.
    """
    if name.endswith(".yaml"):
        return load_template(Path(name).expanduser())
    for path in builtin_template_paths():
        # Only one is wanted: the others need not be read whole.
        if template_id(path) == name:
            return load_template(path)
    known, _ = templates()
    for template in known:
        if template.id == name or (template.code and template.code == name.upper()):
            return template
    code, facts = unknown_name("template-unknown", name, (one.id for one in known))
    raise Refused(code, (), **facts)


def _own_paths() -> tuple[Path, ...]:
    folder = own_template_folder()
    return tuple(sorted(folder.glob("*.yaml"))) if folder.is_dir() else ()
