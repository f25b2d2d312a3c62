"""Our NamedTuple does what typing's does."""

import copy
import pickle
import typing
from types import new_class
from typing import Any, Generic, TypeVar, get_type_hints

import pytest

from secretariat_tui.core.named_tuple import NamedTuple

T = TypeVar("T")


class Visit(NamedTuple):
    """A visit."""

    place: str
    minutes: int = 30
    guests: tuple[str, ...] = ()

    @property
    def is_long(self) -> bool:
        return self.minutes > 60

    def __str__(self) -> str:
        return f"{self.place} {self.minutes}분"


class LoudVisit(Visit):
    def __str__(self) -> str:
        return f"{super().__str__()}!"


class Stored(NamedTuple, Generic[T]):
    id: int
    value: T


class Reference(typing.NamedTuple):
    place: str
    minutes: int = 30
    guests: tuple[str, ...] = ()


def test_the_values_have_names_and_defaults() -> None:
    visit = Visit("종로", guests=("김철수",))
    assert tuple(visit) == ("종로", 30, ("김철수",))
    assert (visit.place, visit.minutes, visit.guests) == ("종로", 30, ("김철수",))
    assert repr(visit) == "Visit(place='종로', minutes=30, guests=('김철수',))"
    assert visit._replace(minutes=90).is_long
    assert Visit._make(("중구", 10, ())) == Visit("중구", 10)
    assert Visit._fields == Reference._fields
    assert Visit._field_defaults == Reference._field_defaults == {"minutes": 30, "guests": ()}
    assert visit._asdict() == {"place": "종로", "minutes": 30, "guests": ("김철수",)}
    assert get_type_hints(Visit) == get_type_hints(Reference)
    match visit:
        case Visit(place, minutes):
            assert (place, minutes) == ("종로", 30)


def test_a_class_may_be_derived_and_generic() -> None:
    assert str(LoudVisit("종로")) == "종로 30분!"
    assert isinstance(LoudVisit("종로")._replace(minutes=5), LoudVisit)
    assert Stored[str](3, "협약").value == "협약"
    assert Stored(id=3, value=4) == (3, 4)


@pytest.mark.parametrize("again", [copy.copy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_copy_is_of_the_same_class(again: Any) -> None:
    assert type(again(LoudVisit("종로"))) is LoudVisit
    assert again(LoudVisit("종로", 5)) == ("종로", 5, ())


@pytest.mark.parametrize("made", [Visit, Reference])
def test_wrong_values_are_refused(made: Any) -> None:
    for wrong in (
        made,
        lambda: made("종로", 1, (), "더"),
        lambda: made("종로", hour=1),
        lambda: made._make(["종로"]),
    ):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises((TypeError, ValueError)):
        made("종로")._replace(hour=1)
    with pytest.raises(AttributeError):
        made("종로").minutes = 3


def test_a_field_without_a_default_does_not_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="Visit has a field without a default"):

        class Visit(NamedTuple):
            minutes: int = 30
            place: str  # type: ignore[misc]


def test_no_field_is_without_an_attribute() -> None:
    fields = dict.fromkeys((f"field_{number}" for number in range(65)), int)
    with pytest.raises(TypeError, match="more than 64 fields"):
        new_class("Wide", (NamedTuple,), {}, lambda body: body.update(__annotations__=fields))
