"""The SQL in which SQLite and PostgreSQL differ: one construct each, with a rendering for both.

For statements that are compiled ahead; the running program does not import this module.
"""

from typing import Any, ClassVar, TypeVar

from sqlalchemy import Boolean, Date, Integer, Text, cast, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine

T = TypeVar("T")


class Parameter(ColumnElement[T]):
    """A value given when the statement runs, written `:name`. PostgreSQL needs its type."""

    inherit_cache = False

    def __init__(self, name: str, type_: TypeEngine[T]) -> None:
        self.name, self.type = name, type_


@compiles(Parameter)
def _render_parameter(element: Parameter[Any], compiler: SQLCompiler, **options: Any) -> str:
    name: ColumnElement[Any] = literal_column(f":{element.name}")
    typed = cast(name, element.type) if compiler.dialect.name == "postgresql" else name
    return compiler.process(typed, **options)


class Construct(FunctionElement[T]):
    """A function whose `sqlite` and `postgresql` are its renderings: {0} is the SQL of its first argument."""

    inherit_cache = True
    sqlite: ClassVar[str]
    postgresql: ClassVar[str]


@compiles(Construct)
def _render_construct(element: Construct[Any], compiler: SQLCompiler, **options: Any) -> str:
    arguments = [compiler.process(each, **options) for each in element.clauses]
    template = element.postgresql if compiler.dialect.name == "postgresql" else element.sqlite
    return template.format(*arguments, all=", ".join(arguments))


class MonthsLater(Construct[Any]):
    """MonthsLater(day, months): the same day of a later month, or its last day; in SQLite NULL after 9999."""

    type = Date()
    sqlite = (  # '+1 month' alone turns 31 January into 3 March
        "min(date({0}, '+' || ({1}) || ' months'),"
        " date({0}, 'start of month', '+' || (({1}) + 1) || ' months', '-1 day'))"
    )
    postgresql = "CAST({0} + make_interval(months => CAST({1} AS integer)) AS date)"


class DaysLater(Construct[Any]):
    """DaysLater(day, days): a later day; in SQLite NULL after 9999."""

    type = Date()
    sqlite = "date({0}, '+' || ({1}) || ' days')"
    postgresql = "({0} + CAST({1} AS integer))"


class DaysEarlier(Construct[Any]):
    """DaysEarlier(day, days): an earlier day."""

    type = Date()
    sqlite = "date({0}, '-' || ({1}) || ' days')"
    postgresql = "({0} - CAST({1} AS integer))"


_OWN_DAYS = "(SELECT group_concat(off || day) FROM holiday)"
_POSTGRESQL_OWN_DAYS = (
    "(SELECT string_agg(CAST(CAST(off AS integer) AS text) || to_char(day, 'YYYY-MM-DD'), ',')"
    " FROM holiday)"
)


class OwnDays(Construct[Any]):
    """OwnDays(): the days off that the office has entered, as `core.holidays.calendar_of` reads them."""

    type = Text()
    sqlite = _OWN_DAYS
    postgresql = _POSTGRESQL_OWN_DAYS


class WorkingDayFrom(Construct[Any]):
    """WorkingDayFrom(day): the day, or the next that is no Saturday, Sunday or holiday."""

    type = Date()
    sqlite = f"working_day({{0}}, {_OWN_DAYS})"
    postgresql = f"working_day({{0}}, {_POSTGRESQL_OWN_DAYS})"


class DaysBetween(Construct[Any]):
    """DaysBetween(later, earlier): the number of days from the earlier to the later day."""

    type = Integer()
    sqlite = "CAST(julianday({0}) - julianday({1}) AS INTEGER)"
    postgresql = "({0} - {1})"


class MonthOf(Construct[Any]):
    """MonthOf(day): the month of a day as YYYY-MM."""

    type = Text()
    sqlite = "substr({0}, 1, 7)"
    postgresql = "to_char({0}, 'YYYY-MM')"


class YearOf(Construct[Any]):
    """YearOf(day): the year of a day as a number."""

    type = Integer()
    sqlite = "CAST(substr({0}, 1, 4) AS INTEGER)"
    postgresql = "CAST(extract(year FROM {0}) AS integer)"


class BeforeAllDays(Construct[Any]):
    """BeforeAllDays(): a value that is less than every day."""

    type = Date()
    sqlite = "''"
    postgresql = "CAST('-infinity' AS date)"


class LatestDay(Construct[Any]):
    """LatestDay(day, ...): the latest of several days, NULL if one is NULL (in SQLite)."""

    type = Date()
    sqlite = "max({all})"
    postgresql = "greatest({all})"


class EarliestDay(Construct[Any]):
    """EarliestDay(day, ...): the earliest of several days, NULL if one is NULL (in SQLite)."""

    type = Date()
    sqlite = "min({all})"
    postgresql = "least({all})"


class LargestNumber(Construct[Any]):
    """LargestNumber(number, ...): the largest of several numbers, NULL if one is NULL (in SQLite)."""

    type = Integer()
    sqlite = "max({all})"
    postgresql = "greatest({all})"


class LastLetter(Construct[Any]):
    """LastLetter(): U+10FFFF, which sorts after all text."""

    type = Text()
    sqlite = "char(1114111)"
    postgresql = "chr(1114111)"


class LastPrefix(Construct[Any]):
    """LastPrefix(): U+10FFFE; text that begins with it sorts after any other but LastLetter."""

    type = Text()
    sqlite = "char(1114110)"
    postgresql = "chr(1114110)"


class LineBreak(Construct[Any]):
    """LineBreak(): the newline character."""

    type = Text()
    sqlite = "char(10)"
    postgresql = "chr(10)"


class Tab(Construct[Any]):
    """Tab(): the tab character."""

    type = Text()
    sqlite = "char(9)"
    postgresql = "chr(9)"


class JoinedTexts(Construct[Any]):
    """JoinedTexts(text, separator): the texts of a group, joined in the order of the rows."""

    type = Text()
    sqlite = "group_concat({0}, {1})"
    postgresql = "string_agg({0}, {1})"


class DistinctTexts(Construct[Any]):
    """DistinctTexts(text): the different texts of a group, joined by commas; in SQLite in the order of the rows."""

    type = Text()
    sqlite = "group_concat(DISTINCT {0})"
    postgresql = "string_agg(DISTINCT {0}, ',')"


class StartsWith(Construct[Any]):
    """StartsWith(text, prefix): whether a text starts with a prefix; SQLite can look it up in an index."""

    type = Boolean()
    sqlite = "({0} >= {1} AND {0} < {1} || char(1114111))"
    postgresql = "starts_with({0}, {1})"


class HasOnlyDigits(Construct[Any]):
    """HasOnlyDigits(text): whether a text consists of one or more digits 0 to 9."""

    type = Boolean()
    sqlite = "({0} GLOB '[0-9]*' AND {0} NOT GLOB '*[^0-9]*')"
    postgresql = "({0} ~ '^[0-9]+$')"


class JsonValue(Construct[Any]):
    """JsonValue(json, key): the value of a key of a JSON object, NULL without it."""

    type = Text()
    sqlite = "json_extract({0}, '$.' || {1})"
    postgresql = "(CAST({0} AS jsonb) ->> {1})"


class WithoutIndex(Construct[Any]):
    """WithoutIndex(column): a column that SQLite does not look up in an index."""

    type = NullType()
    sqlite = "+{0}"
    postgresql = "{0}"


class IsDistinct(Construct[Any]):
    """IsDistinct(a, b): whether two values differ; NULL equals NULL."""

    type = Boolean()
    sqlite = "({0} IS NOT {1})"
    postgresql = "({0} IS DISTINCT FROM {1})"


class IsListed(Construct[Any]):
    """IsListed(number, json): whether a number is in a JSON list of numbers."""

    type = Boolean()
    sqlite = "{0} IN (SELECT value FROM json_each({1}))"
    postgresql = (
        "{0} IN (SELECT CAST(listed AS bigint)"
        " FROM jsonb_array_elements_text(CAST({1} AS jsonb)) AS each (listed))"
    )


class IsOneOf(Construct[Any]):
    """IsOneOf(text, json): whether a text is in a JSON list of texts."""

    type = Boolean()
    sqlite = "{0} IN (SELECT value FROM json_each({1}))"
    postgresql = (
        "{0} IN (SELECT listed FROM jsonb_array_elements_text(CAST({1} AS jsonb)) AS each (listed))"
    )
