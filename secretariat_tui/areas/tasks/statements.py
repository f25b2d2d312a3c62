"""The statements of templates of tasks. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import BigInteger, Select, Text, func, or_, select
from sqlmodel import col

from secretariat_tui.areas.tasks import model
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.areas.tasks.records import TaskTemplate
from secretariat_tui.database.engine.dialect import IsListed, Parameter
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import further_fields

_KIND, _WITHIN = Parameter("kind", Text()), Parameter("within", Text())
_NAME = Parameter("name", Text())
_ORDER = (col(TaskTemplate.position), col(TaskTemplate.id))
_templates: Select[Any] = select(
    *stored_columns(TaskTemplate, TemplateDraft), *further_fields(TaskTemplate, model.TEMPLATE)
)
TEMPLATES = _templates.order_by(col(TaskTemplate.kind), col(TaskTemplate.name), *_ORDER)
TEMPLATES_BY_ID = _templates.where(IsListed(TaskTemplate.id, Parameter("ids", Text())))
TEMPLATE = select(*stored_columns(TaskTemplate, TemplateDraft)).where(
    col(TaskTemplate.id) == Parameter("id", BigInteger())
)
_suits = (
    col(TaskTemplate.kind) == _KIND,
    or_(col(TaskTemplate.within) == "", col(TaskTemplate.within) == _WITHIN),
)
TEMPLATE_SETS = (
    select(col(TaskTemplate.name), func.count().label("tasks"))
    .where(*_suits)
    .group_by(col(TaskTemplate.name))
    .order_by(col(TaskTemplate.name))
)
TEMPLATES_OF_SET = (
    select(*draft_columns(TaskTemplate, TemplateDraft))
    .where(*_suits, col(TaskTemplate.name) == _NAME)
    .order_by(*_ORDER)
)
