"""The program's own templates as policies: kept, edited, taken out and put back whole."""

import pytest

from desktop.models.template_reader import builtin_template_paths, load_template
from desktop.services.care import doctor
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.remove_policy import RemovePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.commands.start_project import StartProject
from desktop.services.dump import canonical_dump
from desktop.services.library import Library
from desktop.services.project_queries import project_snapshot
from desktop.services.queries import policy_snapshot
from desktop.services.search import search


@pytest.mark.parametrize("path", builtin_template_paths(), ids=lambda path: path.stem)
def test_a_real_policy(library: Library, path) -> None:
    template = load_template(path)
    empty = canonical_dump(library)
    made = library.run(CreatePolicy(template, template.policy_title, ("zh", "en"), samples=True))
    policy = policy_snapshot(library, made.result)
    assert policy.chapters == tuple(
        type(kept)(given.id, given.title, kept.articles, given.code, given.guidance, given.required)
        for kept, given in zip(policy.chapters, template.chapters, strict=True)
    )
    assert (policy.roles, policy.phases) == (template.roles, template.phases)
    # What is kept is canonical: given back, it changes nothing.
    values = {field.id: field.value for field in policy.fields}
    assert library.run(SetFieldValues(policy.id, values)).changes.nothing
    assert search(library, "制度")
    project = library.run(StartProject(policy.id, "项目一", "B"))
    copied = project_snapshot(library, project.result)
    assert {item.code for phase in copied.phases for item in phase.items} == {
        item.code for phase in policy.phases for item in phase.items if "B" in item.classes
    }
    library.run(project.inverse)
    full = canonical_dump(library)
    gone = library.run(RemovePolicy(policy.id))
    assert canonical_dump(library) == empty
    library.run(gone.inverse)
    assert canonical_dump(library) == full
    assert policy_snapshot(library, policy.id) == policy
    assert doctor(library.path).problems == ()
