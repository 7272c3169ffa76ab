"""A field whose value is printed inside a sentence of both languages."""

from desktop.models.identity import FieldId
from desktop.models.sentence_slots import slots_of
from desktop.models.wording import Localised
from desktop.services.commands.create_policy import CreatePolicy
from desktop.services.commands.set_field_values import SetFieldValues
from desktop.services.queries import policy_snapshot
from desktop.services.templates import template_of
from desktop.views.places import POLICY, Place
from desktop.views.start import Program
from tests.views.policy.test_policy_page import editor_of, page_at


def test_a_slot_written_in_one_language_only_is_said_at_its_field(program: Program) -> None:
    library = program.desk.opened
    title = Localised("项目管理办法", "Project policy")
    created = CreatePolicy(template_of("mechanism"), title, ("zh", "en"))
    policy = library.run(created).result
    article, field = next(
        (article.id, field.id)
        for chapter in policy_snapshot(library, policy).chapters
        for article in chapter.articles
        for field in article.fields
        if field.definition.kind == "text"
        and any(field.id in slots_of(one.en) for one in article.patterns)
    )
    page = page_at(program, Place(POLICY, policy, article=article, field=field))
    editor_of(page, field)
    row = page.view.form.row(FieldId(field))
    assert not row.lacking()
    program.desk.carry_out(SetFieldValues(policy, {field: {"zh": "五个工作日"}}))
    assert "英文" in row.lacking()
    program.desk.carry_out(SetFieldValues(policy, {field: {"zh": "五日", "en": "five days"}}))
    assert not row.lacking()
