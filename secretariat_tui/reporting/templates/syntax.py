"""Reading a template: its tags and names are checked before it is compiled, for errors with a line and a remedy."""

from collections.abc import Collection, Iterator, Sequence
from math import isfinite

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.templates.errors import syntax_error, template_error, unknown_name

_MAX_TOKENS = 250_000
_MAX_BLOCKS = 15  # loops and conditions within each other
_MAX_DEPTH = 40  # parts of an expression within each other
_MAX_DIGITS = 60  # of a number
_CLOSED_TAGS = ("for", "if", "macro", "call", "filter", "set", "with")
_TAGS = (*_CLOSED_TAGS, *(f"end{tag}" for tag in _CLOSED_TAGS), "else", "elif")
_BEGIN, _END = {"variable_begin", "block_begin"}, {"variable_end", "block_end"}
_IGNORED = {"whitespace", "comment", "comment_begin", "comment_end"}
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_BLOCKS = (
    nodes.For,
    nodes.If,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.With,
    nodes.AssignBlock,
)
_KNOWN_NODES = (
    *_BLOCKS, nodes.Template, nodes.Output, nodes.TemplateData, nodes.Assign, nodes.Name, nodes.Const, nodes.Tuple,
    nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call,
    nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
    nodes.Pow,
)  # fmt: skip
_FORBIDDEN_NAMES = ("self", "varargs", "kwargs")


class _Token(NamedTuple):
    line: int
    kind: str
    text: str


def read_template(
    environment: SandboxedEnvironment, text: str, names: Collection[str], name: str
) -> nodes.Template:
    """Return a template that is safe to compile. ReportTemplateError with the line for any fault."""
    try:
        _check_tokens([_Token(*token) for token in _tokens(environment, text)])
        parser = Parser(environment, text, name, name)
        try:
            tree = parser.parse()
        except RecursionError:
            raise _too_deep(parser.stream.current.lineno) from None
    except TemplateSyntaxError as error:
        raise syntax_error(error) from None
    _check_nodes(tree, environment)
    _check_names(tree, {*names, *environment.globals})
    return tree


def _tokens(environment: SandboxedEnvironment, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the tokens of a template; an error for more than a template may have."""
    for number, token in enumerate(environment.lex(text)):
        if number > _MAX_TOKENS:
            raise template_error(_("서식이 너무 깁니다."), token[0])
        yield token


def _too_deep(line: int) -> Exception:
    remedy = _("{% set %}으로 나누어 적어 주세요.")
    return template_error(_("괄호나 블록이 너무 깊이 겹쳐 있습니다."), line, remedy)


def _check_tokens(tokens: Sequence[_Token]) -> None:
    """Check that brackets are not too deep, and that tags are known and closed."""
    opened: list[tuple[str, int]] = []
    tag: list[_Token] = []
    is_raw = False
    for token in tokens:
        if token.kind in _BEGIN:
            tag = []
        elif token.kind not in _IGNORED:
            tag.append(token)
        if token.kind in _END:
            _check_depth(tag)
        if token.kind == "block_end":
            _check_tag(tag, opened, token.line)
        is_raw = (is_raw or token.kind == "raw_begin") and token.kind != "raw_end"
        if token.kind == "data" and not is_raw:
            _check_text(token)
    if opened:
        _raise_open(*opened[-1])


def _check_depth(tag: Sequence[_Token]) -> None:
    depth = 0
    for token in tag:
        if token.kind == "operator":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > _MAX_DEPTH:
            raise _too_deep(token.line)
        if token.kind == "integer" and len(token.text) > _MAX_DIGITS:
            raise template_error(_("숫자가 너무 큽니다."), token.line)


def _check_text(token: _Token) -> None:
    for mark in ("%}", "}}"):
        before, found, _rest = token.text.partition(mark)
        if found:
            message = _("여는 괄호가 없습니다: {mark}").format(mark=mark)
            raise template_error(message, token.line + before.count("\n"))


def _check_tag(tag: Sequence[_Token], opened: list[tuple[str, int]], line: int) -> None:
    """Check the tag {% … %}, and note which block it opens or closes."""
    if tag[0].kind != "name":
        raise template_error(_("{% %} 안에 명령이 없습니다."), line)
    word, line = tag[0].text, tag[0].line
    if word not in _TAGS:
        raise unknown_name(_("모르는 명령입니다:"), word, _TAGS, line)
    if word in _CLOSED_TAGS:
        if word != "set" or not any(each.text == "=" for each in tag):
            opened.append((word, line))
    elif word.startswith("end"):
        if not opened:
            raise template_error(_("짝이 없는 명령입니다: {word}").format(word=word), line)
        begun, place = opened.pop()
        if word != f"end{begun}":
            _raise_open(begun, place)


def _raise_open(word: str, line: int) -> None:
    message = _("닫히지 않은 명령입니다: {word}").format(word=word)
    remedy = _("이 명령을 적어 주세요: {tag}").format(tag=f"{{% end{word} %}}")
    raise template_error(message, line, remedy)


def _check_nodes(tree: nodes.Template, environment: SandboxedEnvironment) -> None:
    """Check all parts of a template: their kinds, how deep they are, filters, tests, numbers."""
    pending: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while pending:
        node, blocks, depth = pending.pop()
        _check_node(node, environment)
        is_block = isinstance(node, _BLOCKS)
        blocks, depth = blocks + is_block, 0 if is_block else depth + isinstance(node, nodes.Expr)
        if blocks > _MAX_BLOCKS or depth > _MAX_DEPTH:
            raise _too_deep(node.lineno)
        pending += [(child, blocks, depth) for child in node.iter_child_nodes()]


def _check_node(node: nodes.Node, environment: SandboxedEnvironment) -> None:
    line = node.lineno
    if not isinstance(node, _KNOWN_NODES):
        raise template_error(_("서식에서 쓸 수 없는 것입니다."), line)
    if isinstance(node, nodes.Filter) and node.name not in environment.filters:
        raise unknown_name(_("모르는 필터입니다:"), node.name, environment.filters, line)
    if isinstance(node, nodes.Test) and node.name not in environment.tests:
        raise unknown_name(_("모르는 검사입니다:"), node.name, environment.tests, line)
    if isinstance(node, nodes.For) and node.recursive:
        raise template_error(_("{% for %}에 recursive를 쓸 수 없습니다."), line)
    if isinstance(node, nodes.Pow):
        raise template_error(_("쓸 수 없는 셈입니다: **"), line)
    if isinstance(node, nodes.Name) and node.name in _FORBIDDEN_NAMES:
        raise template_error(_("쓸 수 없는 이름입니다: {name}").format(name=node.name), line)
    if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
        raise template_error(_("숫자가 너무 큽니다."), line)
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test) and (
        node.dyn_args or node.dyn_kwargs
    ):
        raise template_error(_("쓸 수 없는 셈입니다: *"), line)
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test | nodes.Macro):
        _check_repeated(node)


def _check_repeated(node: nodes.Call | nodes.Filter | nodes.Test | nodes.Macro) -> None:
    """Refuse a name that is given twice."""
    if isinstance(node, nodes.Macro):
        names = [each.name for each in node.args]
    else:
        names = [each.key for each in node.kwargs if isinstance(each, nodes.Keyword)]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise template_error(_("두 번 적은 이름입니다: {name}").format(name=twice[0]), node.lineno)


def _check_names(tree: nodes.Template, known: set[str]) -> None:
    """Check that all names exist: what the report has, and what the template sets."""
    given = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    unknown_names = meta.find_undeclared_variables(tree) - known - given
    for node in tree.find_all(nodes.Name):
        if node.name in unknown_names and node.ctx == "load":
            raise unknown_name(_("모르는 이름입니다:"), node.name, known, node.lineno)
