"""The templates of an office: text files in a folder beside its data, then those that come with the program."""

import re
from importlib.resources import files
from pathlib import Path

from secretariat_tui.core.atomic_file import atomic_write
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.reporting.namespace import unknown
from secretariat_tui.reporting.templates.fill import MAX_TEMPLATE

SUFFIX = ".txt"
DEFAULT = "주요업무보고"
"""The name of the template used if none is named, as offices name this report."""
_ENCODINGS = ("utf-8-sig", "cp949")
_MAX_BYTES = 4 * MAX_TEMPLATE  # of UTF-8
_COMMENT = re.compile(r"\s*\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)


class TemplateFile(NamedTuple):
    """A template by its name; one that is `shipped` with the program is copied before it is changed."""

    name: str
    path: Path
    shipped: bool


def templates_folder(data: Path) -> Path:
    """Return the folder of the templates of an office by its data file."""
    return data.parent / "templates"


def templates(folder: Path) -> list[TemplateFile]:
    """Return the templates: the office's, then the shipped ones of other names."""
    own = _in_folder(folder, shipped=False)
    names = {each.name for each in own}
    return [*own, *(each for each in _shipped() if each.name not in names)]


def find(folder: Path, name: str = "") -> TemplateFile:
    """Return a template by its name or path, without one the default. FileError if there is none."""
    known = templates(folder)
    wanted = name or DEFAULT
    for each in known:
        if each.name == wanted.removesuffix(SUFFIX):
            return each
    if name and Path(name).is_file():
        return TemplateFile(Path(name).stem, Path(name), shipped=False)
    if not name and known:
        return known[0]
    error = unknown("", wanted, [each.name for each in known])
    names = ", ".join(each.name for each in known)
    remedy = error.remedy or _("쓸 수 있는 서식: {names}").format(names=names)
    raise FileError(_("그런 서식이 없습니다."), clean(wanted), remedy)


def read(template: TemplateFile) -> str:
    """Return the text of a template in UTF-8 or CP949. FileError if it cannot be read."""
    path = template.path
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = _("서식을 읽을 수 없습니다: {what}").format(what=error.strerror or error)
        raise FileError(reason, str(path)) from error
    if len(content) > _MAX_BYTES:
        raise FileError(_("서식이 너무 깁니다."), str(path))
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise FileError(_("서식의 글자를 읽을 수 없습니다."), str(path), _("UTF-8로 저장해 주세요."))


def describe(template: TemplateFile) -> str:
    """Return what a template says about itself: the first line of the comment at its beginning."""
    try:
        match = _COMMENT.match(read(template))
    except FileError as error:
        return error.message
    return clean(match[1].splitlines()[0]) if match and match[1] else ""


def copy(template: TemplateFile, folder: Path, name: str) -> TemplateFile:
    """Copy a template into the folder of the office. FileError if the name is taken or cannot be one."""
    path = folder / f"{_file_name(name)}{SUFFIX}"
    text = read(template)
    folder.mkdir(parents=True, exist_ok=True)
    taken = _("이 이름의 서식이 이미 있습니다.")
    with atomic_write(path, replace=False, taken=taken) as part:
        part.write_text(text, encoding="utf-8")
    return TemplateFile(path.stem, path, shipped=False)


def _file_name(name: str) -> str:
    """Return a name that is one part of a path. FileError if it cannot be."""
    text = clean(name).strip().removesuffix(SUFFIX).strip()
    if not text or text.startswith(".") or any(char in '/\\:*?"<>|' for char in text):
        raise FileError(_("서식의 이름으로 쓸 수 없습니다."), text, _("글자와 숫자로 적어 주세요."))
    return text


def _in_folder(folder: Path, *, shipped: bool) -> list[TemplateFile]:
    if not folder.is_dir():
        return []
    return [
        TemplateFile(path.stem, path, shipped)
        for path in sorted(folder.glob(f"*{SUFFIX}"))
        if path.is_file() and not path.name.startswith(".")
    ]


def _shipped() -> list[TemplateFile]:
    return _in_folder(Path(str(files("secretariat_tui") / "sample" / "templates")), shipped=True)
