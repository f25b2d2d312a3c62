"""What is typed in a form: its values, and what is wrong with them. No widgets."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.core.pii import resident_number_error
from secretariat_tui.core.text import clean
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.paint.text import StyledLine, styled_line

Errors = list[tuple[str, str]]
"""(field, message) of each error; "" is none of the fields."""


class FormValues:
    """The values that a form opened with, and how texts and choices typed since are read.

    `typed` are what stands in the fields, by key: texts, and the values of choices.
    """

    def __init__(
        self,
        fields: Sequence[FormField],
        values: Mapping[str, Any],
        check: Callable[[dict[str, Any]], Errors] | None,
    ) -> None:
        self.fields = fields
        self.start = {field.key: values[field.key] for field in fields}
        self.texts: dict[str, Any] = {}
        self._check = check
        self._errors: Errors = []
        self._found_in: dict[str, Any] = {}  # what stood in the fields when the errors were found
        for field in fields:
            self.rebase(field, values[field.key])

    def rebase(self, field: FormField, value: Any) -> Any:
        """Set the value of a field that counts as unchanged; return what stands in the field for it."""
        self.start[field.key] = value
        text = value
        if field.kind != "choice":
            text = clean(field.show(value), multiline=field.kind == "lines")
        self.texts[field.key] = text
        return text

    def read(self, typed: Mapping[str, Any]) -> tuple[dict[str, Any], Errors]:
        """Return the values of the fields that can be read, and the errors of the others."""
        values = dict(self.start)
        errors: Errors = []
        for _round in range(2):  # a text may be read by the value of a later field
            errors = []
            for field in self.fields:
                try:
                    values[field.key] = self._read_field(field, typed[field.key], values)
                except ValueError as error:
                    errors.append((field.key, str(error)))
                    values[field.key] = self.start[field.key]
        unreadable = {key for key, _message in errors}
        return {key: value for key, value in values.items() if key not in unreadable}, errors

    def _read_field(self, field: FormField, typed: Any, others: Mapping[str, Any]) -> Any:
        if field.kind == "choice":
            return typed
        if not self._is_typed(field, typed):
            return self.start[field.key]
        if message := resident_number_error(typed):
            raise ValueError(message)
        return field.parse(typed, others)

    def _is_typed(self, field: FormField, typed: Any) -> bool:
        """Whether a text is read: an unchanged one keeps its value."""
        return bool(typed != self.texts[field.key]) or self.start[field.key] is None

    def is_modified(self, typed: Mapping[str, Any]) -> bool:
        """Whether any value differs from the one that the form opened with."""
        values, errors = self.read(typed)
        invalid = {key for key, _message in errors}
        return any(
            typed[key] != self.texts[key] if key in invalid else values[key] != self.start[key]
            for key in self.start
        )

    def changed(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands in the fields that were changed."""
        return {key: text for key, text in typed.items() if text != self.texts[key]}

    def all_errors(
        self, typed: Mapping[str, Any], from_file: Sequence[tuple[str, str]] = ()
    ) -> Errors:
        """Return the errors of texts that cannot be read, and for the other values those of the rules.

        `from_file` are those of the rules that depend on the file.
        """
        values, reading = self.read(typed)
        unreadable = {key for key, _message in reading}
        stand_in = {
            field.key: None if field.optional else self.start[field.key]
            for field in self.fields
            if field.key in unreadable
        }
        rules = self._check({**self.start, **values, **stand_in}) if self._check else []
        others = dict.fromkeys([*rules, *from_file])
        return reading + [each for each in others if each[0] not in unreadable]

    def for_file(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Return all values, None in place of those that cannot be read."""
        return {**dict.fromkeys(self.start), **self.read(typed)[0]}

    def show_errors(self, errors: Errors, typed: Mapping[str, Any]) -> None:
        """Remember the errors that are shown, and what they were found in."""
        self._errors, self._found_in = errors, dict(typed)

    @property
    def shows_errors(self) -> bool:
        """Whether errors are shown."""
        return bool(self._errors)

    def remaining_errors(self, typed: Mapping[str, Any], from_file: Errors | None = None) -> Errors:
        """Return those of the shown errors that still hold.

        What only the file knows holds until its field is changed, or until `from_file`, which are now the errors of
        that kind, has none of the field. Another error takes the place of one that no longer holds as it was.
        """
        if not self._errors:
            return []
        _values, reading = self.read(typed)
        current = self.all_errors(typed, from_file or ())
        replaced = dict(reading) | dict(from_file or [])
        remaining: dict[tuple[str, str], None] = {}
        for key, message in self._errors:
            if (key, message) in current:
                remaining[key, message] = None
            elif key in replaced:
                remaining[key, replaced[key]] = None
            elif from_file is None and key in typed and typed[key] == self._found_in.get(key):
                remaining[key, message] = None
        self._errors = list(remaining)
        return self._errors

    def doubts(self, typed: Mapping[str, Any]) -> list[tuple[FormField, Any, Any]]:
        """Return the fields whose text may mean another value: field, value, other value."""
        values, _errors = self.read(typed)
        return [
            (field, values[field.key], other)
            for field in self.fields
            if field.doubt
            and self._is_typed(field, typed[field.key])
            and (other := field.doubt(typed[field.key], values))
        ]


def messages_by_field(errors: Errors) -> dict[str, str]:
    """Return the messages of each field in one text."""
    messages: dict[str, str] = {}
    for key, message in errors:
        messages[key] = f"{messages[key]} {message}" if key in messages else message
    return messages


def error_summary(others: str, count: int) -> list[StyledLine]:
    """Return the line below the fields: the errors of none of them, else how many have errors."""
    summary = others or _("저장하지 않았습니다: 고칠 곳이 {n}군데 있습니다.").format(n=count)
    return [styled_line((f"▲ {summary}", "bad"))] if count else []


def preview_lines(text: str) -> list[StyledLine]:
    """Return the lines of a preview; those that begin with "! " are warnings."""
    return [
        styled_line((line, "warn" if line.startswith("! ") else "accent"))
        for line in text.split("\n")
        if line
    ]
