"""Dumping, loading and dumping again gives the same bytes; any other dump is refused with the places of its errors."""

import copy
import json
import math
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.areas.agreements import store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.engine.connect import open_readonly
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.verify import (
    row_violations,
    table_violations,
    trigger_violations,
)
from secretariat_tui.database.transfer import json_stream
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.json_stream import JsonStream, MalformedJsonError
from secretariat_tui.database.transfer.load import DumpError, load
from secretariat_tui.tui.keys.area import audit_tables
from tests.database.states import agreement, ask, assert_sound, state
from tests.database.states import dump as whole

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@pytest.fixture(scope="module")
def dumped(_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample office as JSON, with something deleted and something taken back."""
    path = Path(shutil.copy(_sample, tmp_path_factory.mktemp("dumped") / "office.db"))
    file = OfficeFile(path, "김주무관")
    store.delete(file, store.add(file, agreement("잘못", "모두")))
    store.add(file, agreement("둘째"))
    file.undo()
    file.close()
    dump(path, path.with_name("office.json"), record_classes)
    return path.with_name("office.json").read_text(encoding="utf-8")


@pytest.fixture
def twice(tmp_path: Path) -> Callable[[str | bytes], tuple[Path, bytes]]:
    """Load a text and dump what came of it: the file, and the bytes."""

    def load_and_dump(text: str | bytes) -> tuple[Path, bytes]:
        source, path, out = (tmp_path / name for name in ("in.json", "new.db", "out.json"))
        source.write_bytes(text.encode() if isinstance(text, str) else text)
        load(source, path, record_classes)
        dump(path, out, record_classes)
        return path, out.read_bytes()

    return load_and_dump


def _faults(path: Path) -> list[object]:
    db = open_readonly(path)
    found = [*table_violations(db), *trigger_violations(db), *row_violations(db)]
    db.close()
    return list(found)


@pytest.mark.slow
def test_dump_load_dump_gives_the_same_bytes(
    dumped: str, twice: Callable[[str], tuple[Path, bytes]]
) -> None:
    path, again = twice(dumped)
    assert again.decode() == dumped
    assert _faults(path) == []
    assert_sound(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_loaded_file_goes_on_as_the_first_would_have(
    dumped: str, twice: Callable[[str], tuple[Path, bytes]]
) -> None:
    path, _bytes = twice(dumped)
    file = OfficeFile(path, "김주무관")
    assert file.redo() == "협약 추가: 둘째"
    assert store.add(file, agreement("셋째")) == 7  # 5 was deleted, 6 is the second
    file.close()
    assert_sound(path)


def test_a_dump_is_its_owners_json_with_a_row_a_line(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    dump(office, out, record_classes)
    text = out.read_text(encoding="utf-8")
    everything = json.loads(text)
    assert everything["secretariat"] == {"schema": schema_version()}
    assert {
        (table, row["id"]): {key: value for key, value in row.items() if key != "rev"}
        for table, rows in everything["tables"].items()
        for row in rows
        if table not in {"tx", "change"}
    } == state(office)
    assert everything["numbers"] == dict(ask(office, "SELECT name, seq FROM sqlite_sequence"))
    assert everything["tables"]["change"][0]["new"]["name"] == "기관운영업무추진비"
    rows = sum(map(len, everything["tables"].values()))
    assert len([line for line in text.splitlines() if line.startswith('{"id": ')]) == rows
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_lines_are_those_of_pythons_json_module(office: Path, tmp_path: Path) -> None:
    from tests.database.states import raw

    signs = "".join(map(chr, (*range(1, 0xA1), 0x2028, 0xFEFF, 0xFFFF, 0x1F600))) + '\0"\\'
    not_canonical = [
        *('{"id": 1}', '{"id":1,"id":2}', '{"id":NaN}', '{"id":1.50}', "[1]", "1", "null", "{", ""),
        *('{"id":"\\u0041"}', '{"id":1,}', ' {"id":1}', "[" * 100_000, '{"a":1e999}'),
    ]
    canonical = ['{"id":1.5,"new":{"old":[1,", : "]}}', "{}", '{"id":"\\u0000 : , \\"","b":null}']
    with raw(office) as db:
        db.execute("UPDATE change SET new = json_object('id', 1, 'text', ?) WHERE id = 1", (signs,))
        db.execute("UPDATE tx SET label = ?, open = NULL WHERE id = 1", (signs,))
        for number, text in enumerate((*not_canonical, *canonical), 2):
            db.execute("UPDATE change SET new = ? WHERE id = ?", (text, number))
    out = tmp_path / "out.json"
    dump(office, out, record_classes)
    lines = [
        line.removesuffix(",")
        for line in out.read_bytes().decode().split("\n")
        if line.startswith('{"id": ')
    ]
    assert [json.dumps(json.loads(line), ensure_ascii=False) for line in lines] == lines
    tables = json.loads(out.read_text(encoding="utf-8"))["tables"]
    assert tables["tx"][0]["label"] == signs
    written = [row["new"] for row in tables["change"][: 1 + len(not_canonical) + len(canonical)]]
    assert written == [{"id": 1, "text": signs}, *not_canonical, *map(json.loads, canonical)]


def test_a_dump_never_replaces_a_file(office: Path, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("mine")
    with pytest.raises(FileError, match="이미 파일이 있습니다"):
        dump(office, tmp_path / "out.json", record_classes)
    assert (tmp_path / "out.json").read_text() == "mine"


@pytest.mark.parametrize(
    "sql",
    ["ALTER TABLE participant ADD COLUMN mine TEXT", "CREATE TABLE mine (x)", "DROP TABLE opening"],
)
def test_a_file_that_a_dump_would_not_cover_is_refused(
    office: Path, tmp_path: Path, sql: str
) -> None:
    from tests.database.states import raw

    with raw(office) as db:
        db.execute(sql)
    with pytest.raises(FileError, match="표"):
        dump(office, tmp_path / "out.json", record_classes)
    assert not (tmp_path / "out.json").exists()


DRAFTS = st.builds(
    lambda **fields: AgreementDraft(state="draft", **fields),
    name=TEXT.filter(bool), note=TEXT, place=TEXT,
    parties=st.lists(TEXT.filter(bool).map(PartyDraft), min_size=1, max_size=2).map(tuple),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(drafts=st.lists(DRAFTS, min_size=1, max_size=3))
@example(
    drafts=[AgreementDraft('"\\\x7f\u2028\u0001\n', parties=(PartyDraft("\ud7a3\U0001f600"),))]
)
def test_any_text_survives(_blank: Path, drafts: list[AgreementDraft]) -> None:  # noqa: PT019
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(_blank, folder))
        file = OfficeFile(path, "김주무관")
        for draft in drafts:
            with file.edit(draft.name) as session:
                session.connection().exec_driver_sql(
                    "INSERT INTO agreement (rev, name, kind, state, place, ours, dept, ended_reason,"
                    " document, note, secret, owner)"
                    " VALUES (1, ?, 'mou', 'draft', ?, '', '', '', '', ?, 0, '')",
                    (draft.name, draft.place, draft.note),
                )
        file.close()
        first, second = Path(folder, "1.json"), Path(folder, "2.json")
        dump(path, first, record_classes)
        load(first, Path(folder, "new.db"), record_classes)
        dump(Path(folder, "new.db"), second, record_classes)
        assert second.read_bytes() == first.read_bytes()
        assert state(Path(folder, "new.db")) == state(path)


def _refused(text: str | bytes) -> list[str]:
    """Load a text that is refused; return the faults, having seen that nothing is left of it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.json")
        source.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        with pytest.raises(DumpError) as refusal:
            load(source, Path(folder, "new.db"), record_classes)
        assert list(Path(folder).iterdir()) == [source]
        assert refusal.value.errors
        assert str(refusal.value).startswith("자료를 만들지 않았습니다")
        return list(refusal.value.errors)


def _with(dumped: str, change: Callable[[dict[str, Any]], object]) -> str:
    everything = json.loads(dumped)
    change(everything)
    return json.dumps(everything)


def _set(place: str, value: Any) -> Callable[[dict[str, Any]], object]:
    """Put a value at a place such as tables.participant.0.name."""
    *way, last = [int(step) if step.isdecimal() else step for step in place.split(".")]

    def change(everything: Any) -> None:
        for step in way:
            everything = everything[step]
        everything[last] = value

    return change


def _drop(*way: Any) -> Callable[[dict[str, Any]], object]:
    def change(everything: Any) -> None:
        for step in way[:-1]:
            everything = everything[step]
        del everything[way[-1]]

    return change


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_set("tables.participant.0.name", 7), "$.tables.participant[0].name: 글이 아닙니다."),
        (_set("tables.participant.1.pos", "2"), "$.tables.participant[1].pos: 정수가 아니거나 너무 큽니다."),
        (_set("tables.participant.1.pos", 2**63), "$.tables.participant[1].pos: 정수가 아니거나 너무 큽니다."),
        (_set("tables.participant.1.pos", 1.5), "$.tables.participant[1].pos: 정수가 아니거나 너무 큽니다."),
        (_set("tables.participant.1.pos", None), "$.tables.participant[1].pos: 정수가 아니거나 너무 큽니다."),
        *((_set("tables.participant.1.rev", rev), "$.tables.participant[1].rev: 고친 횟수(rev)가 맞지 않습니다.")
          for rev in (0, -1, 2**53)),
        (_set("tables.participant.1.id", True), "$.tables.participant[1].id: 번호가 아닙니다."),
        (_set("tables.participant.1.id", 2**62), "$.tables.participant[1].id: 번호가 아닙니다."),
        (_set("tables.event.0.all_day", 2), "$.tables.event[0].all_day: 0이나 1이 아닙니다."),
        (_set("tables.event.0.starts_on", "2023-02-30"),
         "$.tables.event[0].starts_on: 날짜가 아닙니다(예: 2023-04-19)."),
        (_set("tables.event.0.starts_on", "20230419"),
         "$.tables.event[0].starts_on: 날짜가 아닙니다(예: 2023-04-19)."),
        (_set("tables.agreement.0.signed_at", "25:00"),
         "$.tables.agreement[0].signed_at: 시각이 아닙니다(예: 14:30)."),
        (_set("tables.agreement.0.name", "\ud800"),
         "$.tables.agreement[0]: 글자나 수가 아닌 것이 들어 있습니다."),
        (_drop("tables", "participant", 0, "name"), "$.tables.participant[0].name: 값이 없습니다."),
        (_set("tables.participant.0.extra", 1), "$.tables.participant[0].extra: 모르는 열입니다."),
        (_set("tables.participant.0", 5), "$.tables.participant[0]: 이름과 값의 묶음이 아닙니다."),
        (_set("tables.participant.0.parent_id", 99),
         "$.tables.participant[?(@.id==1)]: 없는 기록을 가리킵니다: agreement"),
        (_set("tables.participant.0.name", "다른 이름"),
         "$.tables.participant[?(@.id==1)]: 마지막 변경 기록과 다릅니다."),
        (_set("tables.tx.0.open", 1), "$.tables.tx[?(@.id==1)]: 끝나지 않은 저장입니다."),
        (_set("tables.change.0.tbl", "sqlite_schema"),
         "$.tables.change[?(@.id==1)]: 변경 기록의 짜임이 맞지 않습니다."),
        (_set("tables.change.0.new", {"id": 1, "x) --": 2}),
         "$.tables.change[?(@.id==1)]: 변경 기록의 짜임이 맞지 않습니다."),
        (_set("tables.change.0.new", {"id": 1, "won": [2]}),
         "$.tables.change[?(@.id==1)]: 변경 기록의 짜임이 맞지 않습니다."),
        (_set("tables.change.0.op", "U"),
         "$.tables.change[?(@.id==1)]: 변경 기록의 짜임이 맞지 않습니다."),
        (_set("tables.tx.0.at", "not a time"), "$.tables.tx[?(@.id==1)]: 때를 읽을 수 없습니다."),
        (_set("tables.tx.0.at", "9999-12-31T23:00:00.000+00:00"),
         "$.tables.tx[?(@.id==1)]: 때를 읽을 수 없습니다."),
        (_set("tables.tx.0.at", "2023-04-19T00:00:00.000+09:00"),
         "$.tables.tx[?(@.id==1)]: 때를 읽을 수 없습니다."),
        (_set("tables.tx.0.kind", "zzz"), "$.tables.tx[?(@.id==1)]: 모르는 일입니다."),
        (_set("tables.appropriation.0.won", 0),
         "$.tables.appropriation[0]: 규칙에 맞지 않습니다: CHECK constraint failed: won <> 0"),
        (_set("tables.participant.1.id", 1),
         "$.tables.participant[1]: 규칙에 맞지 않습니다: UNIQUE constraint failed: participant.id"),
        (_drop("tables", "participant"), "$.tables.participant: 표가 없습니다."),
        (_set("tables.mine", []), "$.tables.mine: 모르는 표입니다."),
        (_drop("tables"), "$.tables: 없습니다."),
        (_drop("numbers"), "$.numbers: 없습니다."),
        (_drop("numbers", "participant"), "$.numbers.participant: 없습니다."),
        (_set("numbers.participant", 1), "$.numbers.participant: 이미 쓴 번호보다 작습니다."),
        (_set("numbers.participant", "x"), "$.numbers.participant: 번호가 아닙니다."),
        (_set("numbers.mine", 1), "$.numbers.mine: 모르는 표입니다."),
        (_set("numbers", []), "$.numbers: 이름과 번호의 묶음이 아닙니다."),
        (_set("secretariat.schema", "2"), "$.secretariat.schema: 판의 번호가 아닙니다."),
        (_set("secretariat", None), "$.secretariat.schema: 판의 번호가 아닙니다."),
        (_drop("secretariat"), "$.tables: 여기에 있을 수 없는 것입니다."),
        (_set("mine", 1), "$.mine: 여기에 있을 수 없는 것입니다."),
    ],
)  # fmt: skip
def test_every_error_names_its_place(
    dumped: str, change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    assert fault in _refused(_with(dumped, change))


LEFT = {"table": "제안함", "rows": 1, "way": "복사", "audience": "inside", "purpose": ""}


def _add(everything: dict[str, Any], table: str, **values: Any) -> int:
    """Append a row that is like the last one but for some values; return its number."""
    rows, numbers = everything["tables"][table], everything["numbers"]
    numbers[table] += 1
    rows.append(rows[-1] | {"id": numbers[table]} | values)
    return int(numbers[table])


def _leave(everything: dict[str, Any], new: Any, old: Any = None) -> int:
    """Append an entry of a table that left."""
    return _add(everything, "change", tbl="tx", op="E", old=old, new=new)


def _upgrade(everything: dict[str, Any]) -> None:
    """Append an upgrade, before which the log is of other tables."""
    _add(everything, "tx", who="secretariat", kind="upgrade", label="", undoes=None)


@pytest.mark.parametrize(
    "new",
    ["{bad", "[1]", "7", None, {}, LEFT | {"audience": "zzz"}, LEFT | {"rows": -4}, LEFT | {"table": {"a": 1}},
     LEFT | {"rows": "x"}, LEFT | {"rows": True}, LEFT | {"more": 1}],
)  # fmt: skip
def test_an_export_event_must_be_valid(dumped: str, new: Any) -> None:
    everything = json.loads(dumped)
    number = _leave(everything, new)
    assert _refused(json.dumps(everything)) == [
        f"$.tables.change[?(@.id=={number})]: 변경 기록의 짜임이 맞지 않습니다."
    ]


def test_a_valid_export_event_is_loaded(
    dumped: str, twice: Callable[[str], tuple[Path, bytes]]
) -> None:
    everything = json.loads(dumped)
    _leave(everything, LEFT)
    path, _bytes = twice(json.dumps(everything))
    assert _faults(path) == []


@pytest.mark.parametrize("new", ["{bad", "[1,2]", "17", {"id": {"a": 1}}, {"id": [1]}])
def test_an_upgrade_excuses_no_entry_that_nobody_can_read(dumped: str, new: Any) -> None:
    everything = json.loads(dumped)
    everything["tables"]["change"][0]["new"] = new
    _upgrade(everything)
    assert _refused(json.dumps(everything)) == [
        "$.tables.change[?(@.id==1)]: 변경 기록의 짜임이 맞지 않습니다."
    ]


def test_an_upgrade_excuses_the_columns_that_were_others(
    dumped: str, twice: Callable[[str], tuple[Path, bytes]]
) -> None:
    everything = json.loads(dumped)
    everything["tables"]["change"][0]["new"] = {"id": 1, "former": "column"}
    _upgrade(everything)
    path, _bytes = twice(json.dumps(everything))
    assert _faults(path) == []


def test_a_resident_number_is_reported_and_not_refused(dumped: str, tmp_path: Path) -> None:
    everything = json.loads(dumped)
    _leave(everything, LEFT | {"purpose": "민원 900101-1234568 확인"})
    source = tmp_path / "in.json"
    source.write_text(json.dumps(everything), encoding="utf-8")
    made = load(source, tmp_path / "new.db", record_classes)
    at = len(everything["tables"]["change"]) - 1
    assert made.resident_numbers == (f"$.tables.change[{at}].new",)
    dump(tmp_path / "new.db", tmp_path / "out.json", record_classes)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == everything


def test_every_value_of_the_sample_is_one_that_its_column_knows(
    dumped: str, tmp_path: Path
) -> None:
    (tmp_path / "in.json").write_text(dumped, encoding="utf-8")
    load(tmp_path / "in.json", tmp_path / "new.db", record_classes, audit_tables(AREAS))


def test_of_many_errors_the_first_are_reported(dumped: str) -> None:
    def spoil(everything: dict[str, Any]) -> None:
        for row in everything["tables"]["event"]:
            row["title"] = row["place"] = 0

    found = _refused(_with(dumped, spoil))
    assert len(found) == 20
    assert found[1] == "$.tables.event[0].place: 글이 아닙니다."


def test_a_newer_dump_is_refused_with_both_versions(dumped: str, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    newer = schema_version() + 1
    source.write_text(_with(dumped, _set("secretariat.schema", newer)), encoding="utf-8")
    with pytest.raises(FileError, match=rf"판\({newer}\).*{schema_version()}까지"):
        load(source, tmp_path / "new.db", record_classes)
    assert list(tmp_path.iterdir()) == [source]


def test_an_existing_file_is_never_loaded_over(dumped: str, path: Path, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(dumped, encoding="utf-8")
    before = whole(path)
    with pytest.raises(FileError, match="이미 파일이 있습니다"):
        load(tmp_path / "in.json", path, record_classes)
    assert whole(path) == before


def test_a_dump_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="읽거나 쓸 수 없습니다"):
        load(tmp_path / "none.json", tmp_path / "new.db", record_classes)


def test_a_dump_with_a_mark_and_other_blanks_is_the_same(
    dumped: str, twice: Callable[[bytes], tuple[Path, bytes]]
) -> None:
    pretty = json.dumps(json.loads(dumped), indent=3).replace("\n", "\r\n")
    assert twice(b"\xef\xbb\xbf" + pretty.encode())[1].decode() == dumped


MALFORMED = [
    b"", b"[]", b"{", b"null", b"{}}", b"\x00" * 99, b"\xff\xfe" + "{}".encode("utf-16-le"),
    b'{"secretariat": {"schema": 1}, "secretariat": {"schema": 1}}',
    b'{"secretariat": {"schema": 1, "schema": 1}}',
    b'{"secretariat": {"schema": NaN}}', b'{"secretariat": {"schema": 1e999}}',
    b'{"secretariat": {"schema": ' + b"9" * 5000 + b"}}",
    b'{"secretariat": ' + b"[" * 100_000, b'{"secretariat": {"schema": 1}, "tables": [1]}',
    b'{"secretariat": {"schema": 1}, "tables": {"participant": {}}}', b"{1: 2}", b'{"a" 1}',
]  # fmt: skip


@pytest.mark.parametrize("content", MALFORMED)
def test_what_is_no_dump_is_refused(content: bytes) -> None:
    _refused(content)


def test_a_dump_in_another_encoding_is_refused(dumped: str) -> None:
    assert _refused(dumped.encode("cp949", "replace")) == ["UTF-8로 적힌 글이 아닙니다."]
    _refused(dumped.encode("utf-16"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def _places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, each in inner:
        yield (*way, step)
        yield from _places(each, (*way, step))


def _either(text: bytes) -> None:
    """Load a text: what comes of it is a sound file, or a refusal and nothing."""
    with tempfile.TemporaryDirectory() as folder:
        source, path = Path(folder, "in.json"), Path(folder, "new.db")
        source.write_bytes(text)
        try:
            load(source, path, record_classes)
        except FileError:
            assert list(Path(folder).iterdir()) == [source]
        else:
            assert _faults(path) == []
            assert_sound(path)


FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.slow
@FUZZ
@given(data=st.data())
def test_any_value_anywhere_gives_a_sound_file_or_a_refusal(
    small: str, data: st.DataObject
) -> None:
    everything = copy.deepcopy(json.loads(small))
    way = data.draw(st.sampled_from(list(_places(everything))))
    holder = everything
    for step in way[:-1]:
        holder = holder[step]
    kind = data.draw(st.sampled_from(["put", "drop", "double"]))
    if kind == "drop":
        del holder[way[-1]]
    elif kind == "double" and isinstance(holder, list):
        holder.append(holder[way[-1]])
    else:
        holder[way[-1]] = data.draw(JSON)
    _either(json.dumps(everything).encode())


@pytest.mark.slow
@FUZZ
@given(data=st.data())
def test_torn_bytes_give_a_sound_file_or_a_refusal(small: str, data: st.DataObject) -> None:
    content = bytearray(small.encode())
    at = data.draw(st.integers(0, len(content) - 1))
    piece = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"[" * 5000, b"9" * 5000, b'"', b"NaN"])
    )
    content[at : at + data.draw(st.sampled_from([0, 1, 9, len(content)]))] = piece
    _either(bytes(content))


@pytest.mark.slow
@FUZZ
@given(st.binary(max_size=200))
def test_random_bytes_are_refused(content: bytes) -> None:
    _refused(content)


@pytest.fixture(scope="module")
def small(_blank: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dump of a few rows, so that any place of it is met."""
    path = Path(shutil.copy(_blank, tmp_path_factory.mktemp("small") / "office.db"))
    file = OfficeFile(path, "김주무관")
    number = store.add(file, agreement("교류", "상주시"))
    store.change(file, number, 1, agreement("교류", "안동시"))
    file.close()
    dump(path, path.with_name("small.json"), record_classes)
    return path.with_name("small.json").read_text(encoding="utf-8")


def _has_no_number(value: Any) -> bool:
    """Whether a float is in it that JSON cannot write."""
    match value:
        case dict():
            return any(map(_has_no_number, value.values()))
        case list():
            return any(map(_has_no_number, value))
        case _:
            return isinstance(value, float) and not math.isfinite(value)


@given(JSON, st.integers(1, 7))
def test_reading_piece_by_piece_is_reading_at_once(value: Any, size: int) -> None:
    text = json.dumps({"a": [value, [value]], "b": value}, indent=size % 3 or None)
    before, json_stream._CHUNK = json_stream._CHUNK, size
    try:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            file.write(text)
            file.seek(0)
            stream, found = JsonStream(file), dict[str, Any]()
            if _has_no_number(value):
                with pytest.raises(MalformedJsonError):
                    dict.fromkeys(stream.value() or 0 for _key in stream.members())
                return
            for key in stream.members():
                found[key] = (
                    [stream.value() for _n in stream.items()] if key == "a" else stream.value()
                )
            stream.expect_end()
    finally:
        json_stream._CHUNK = before
    assert found == json.loads(text)
