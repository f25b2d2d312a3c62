"""The declaration of fields: what is derived from a draft, and how values are shown."""

from datetime import date, time
from typing import Annotated, Any, NamedTuple

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.core.fields import Field, Privacy, Reference, fields_of
from secretariat_tui.core.i18n import ENGLISH, language_set
from secretariat_tui.tui.keys.area import audit_tables, record_classes

_INTERNAL = {"id", "rev", "pos"}


class _Draft(NamedTuple):
    """A draft with a field of each kind."""

    title: Annotated[str, Field("제목", required=True)]
    day: Annotated[date, Field("날짜")]
    not_a_field: str = ""
    at: Annotated[time | None, Field("시각")] = None
    won: Annotated[int | None, Field("금액", "won")] = None
    people: Annotated[int | None, Field("인원")] = None
    done: Annotated[bool, Field("끝")] = False
    kind: Annotated[str | None, Field("구분", names={"a": "가", "b": "나"})] = None
    account_id: Annotated[int | None, Field("과목", reference=Reference("account", ("code",)))] = (
        None
    )
    paper_id: Annotated[str, Field("문서 번호")] = ""
    lines: Annotated[tuple[str, ...], Field("내용")] = ()


def test_kinds_keys_and_whether_a_value_may_be_missing_come_from_the_draft() -> None:
    fields = fields_of(_Draft)
    assert {key: (field.key, field.kind, field.optional) for key, field in fields.items()} == {
        "title": ("title", "text", False),
        "day": ("day", "day", False),
        "at": ("at", "clock", True),
        "won": ("won", "won", True),
        "people": ("people", "number", True),
        "done": ("done", "choice", False),
        "kind": ("kind", "choice", True),
        "account_id": ("account_id", "reference", True),
        "paper_id": ("paper_id", "text", False),
        "lines": ("lines", "rows", False),
    }
    assert fields["title"].privacy is Privacy.RECORD
    assert [key for key, field in fields.items() if not field.searchable] == ["done"]
    assert {key: field.column_key for key, field in fields.items() if field.column_key != key} == {
        "account_id": "account"
    }
    assert {field.lines for field in fields.values()} == {3}
    assert {field.width for field in fields.values()} == {0}


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("title", "위례트램", "위례트램"),
        ("day", "2023-04-19", "2023. 4. 19.(수)"),
        ("day", date(2023, 4, 19), "2023. 4. 19.(수)"),
        ("at", "14:30", "14:30"),
        ("won", 1_234_567, "1,234,567원"),
        ("won", -5000, "△5,000원"),
        ("people", 1200, "1,200"),
        ("done", 1, "예"),
        ("done", False, "아니오"),
        ("kind", "b", "나"),
        ("kind", "새것", "새것"),
        ("kind", None, ""),
    ],
)
def test_values_are_shown_as_stored_or_as_entered(key: str, value: Any, shown: str) -> None:
    assert fields_of(_Draft)[key].format(value) == shown


def test_a_choice_is_shown_in_the_current_language() -> None:
    field = Field("구분", "choice", names={"mou": "업무협약"})
    with language_set(ENGLISH):
        assert field.format("mou") == "MOU"


def test_a_type_that_no_field_can_hold_is_refused() -> None:
    class Wrong(NamedTuple):
        rate: Annotated[float, Field("비율")]

    with pytest.raises(TypeError, match="비율"):
        fields_of(Wrong)


def test_the_models_declare_the_columns_of_the_tables() -> None:
    declared = {name: {*each.columns} for name, each in audit_tables(AREAS).items()}
    stored = {
        each.__tablename__: {*each.model_fields} - _INTERNAL for each in record_classes(AREAS)
    }
    assert declared == stored


def test_fields_of_one_record_have_different_titles() -> None:
    for table in audit_tables(AREAS).values():
        titles = [field.title for field in table.record.fields.values()]
        assert len(set(titles)) == len(titles), table.table
