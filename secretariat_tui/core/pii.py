"""Finding and masking personal data in text by its form: names, phone numbers, addresses, resident numbers.

No pattern knows every name: masking reduces the risk and does not remove it.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from unicodedata import digit

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.lazy_pattern import LazyPattern

_RESIDENT = LazyPattern(r"(?<!\d)(\d{6})(\s?[-‐‑‒–—―−－﹣ーㅡ.·~/]\s?|\s?)(\d{7})(?!\d)")
_CENTURY = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "5": 1900, "6": 1900,
            "3": 2000, "4": 2000, "7": 2000, "8": 2000}  # fmt: skip
_FOREIGN = "5678"
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_WITHOUT_CHECK = date(
    2020, 10, 5
)  # 주민등록법 시행규칙: numbers issued since then have no check digit

_PHONE = LazyPattern(r"(?<![\d-])(0\d{1,2})([-. )]{0,2})(\d{3,4})([-. ]?)(\d{4})(?![\d-])")
_MAIL = LazyPattern(r"([\w.+-])[\w.+-]*(@[\w-]+(?:\.[\w-]+)+)")
_STREET = LazyPattern(
    r"([가-힣0-9]+(?:대로|로|길))(\s?)(\d+(?:-\d+)?)(?![\d.]|\s?(?:[a-zA-Z%년월일원명건분시차단호개]))"
)
_HOUSE = LazyPattern(r"(?<![\d제-])\d+(?:-\d+)?(?=\s?(?:번지|동\s?\d+|호(?![가-힣])))")
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공"
    "현함변염여추도소석설마길연위표명기반왕금옥육인맹제모탁어은편용예경봉"
)
_TITLES = (
    "씨|님|시장|부시장|지사|구청장|군수|실장|본부장|국장|과장|팀장|주무관|비서관|비서|위원장|위원|의원|의장|"
    "대표|회장|부회장|이사장|이사|원장|총장|학장|교수|박사|기자|선생|장관|차관|대사|감독|작가|변호사|사장"
)
_OFFICES = "시도군청과팀처"  # last syllables of offices, rare in names
_TITLED = LazyPattern(
    rf"(?<![가-힣])([{_SURNAMES}][가-힣]([가-힣]))(?=\s?(?:{_TITLES})(?![가-힣]{{3}})|\s[가-힣]{{1,6}}(?:{_TITLES})\b)"
)
_WORDS = frozenset(
    {
        *(
            "장애인",
            "노동자",
            "소상인",
            "지원금",
            "전문가",
            "주민들",
            "제안자",
            "위원회",
            "공무원",
            "조합원",
            "이용자",
        ),
        *(
            "유가족",
            "소방관",
            "경찰관",
            "성직자",
            "신문사",
            "방송사",
            "기자단",
            "지역민",
            "이웃들",
            "임직원",
            "구성원",
        ),
        *(
            "조합장",
            "상인회",
            "노인회",
            "주민회",
            "문화계",
            "경제계",
            "노동계",
            "언론인",
            "예술인",
            "경제인",
            "기업인",
        ),
        *(
            "여성계",
            "이사회",
            "한국인",
            "방문객",
            "주민",
            "유족",
            "임원",
            "노인",
            "전원",
            "기관",
            "언론",
            "구민",
            "도민",
        ),
    }
)
_OFFICE_STEMS = (
    "비서|상황|기획|총무|감사|민원|홍보|공보|정책|행정|재무|예산|조정|기록|회의|부속|의전|당직|종합|안전|복지|문화|교육|경제|"
    "환경|교통|도시|건설|보건|세무|인사|법무|자치|소통|여성|청년|체육|관광|농업|해양|산림|소방|시설|운영|지원|관리|협력|전략|"
    "노인|아동|가족|주민|도로|하천|공원|녹지|위생|투자|유통|축산|수산|세정|징수|재난|비상|생활|대중|청소|일자리|상수도|"
    "혁신|정보|통신|주택|국제|사업|추진|조사|연구|심사|평가|건축|토목|회계|계약|정무|대변인"
)
_CITIES = (
    "서울|부산|대구|인천|광주|대전|울산|세종|수원|성남|안양|부천|광명|평택|안산|고양|과천|구리|오산|시흥|군포|의왕|하남|용인|"
    "파주|이천|안성|김포|화성|양주|포천|여주|춘천|원주|강릉|동해|태백|속초|삼척|청주|충주|제천|천안|공주|보령|아산|서산|논산|"
    "계룡|당진|전주|군산|익산|정읍|남원|김제|목포|여수|순천|나주|광양|포항|경주|김천|안동|구미|영주|영천|상주|문경|경산|창원|"
    "진주|통영|사천|김해|밀양|거제|양산|제주|서귀포"
)
# Departments that are spelled as names, and so masked: 조정국, 정보관.
_LIKE_NAME = rf"[{_SURNAMES}][가-힣][실국부단관]"
_DEPUTY = LazyPattern(rf"(?:{_OFFICE_STEMS})부(?:시장|지사|구청장|군수)")  # 경제부시장
_OFFICE_OR_TITLE = LazyPattern(
    rf"(?!{_LIKE_NAME}\Z)(?:{_OFFICE_STEMS}){{1,3}}(?:과|팀|실|국|부|단|관|센터|본부|담당관?)장?"
    rf"|(?:{_OFFICE_STEMS}){{0,3}}(?:센터|본부|위원회|사무소|사업소|사무처|담당관|주무관|비서관|보좌관)장?"
    rf"|(?:{_CITIES})(?:특별시|광역시|특별자치시)?(?:부?시장|시청?|시의원|시의회)"
    rf"|(?:정무|행정|경제|명예)?(?:{_TITLES}|부시장|부지사|부구청장|부군수|차장|부장|계장|반장|단장|소장|관장|청장|처장|국무총리)"
)
"""Names of departments and titles, which stand in fields of people but are no names."""
_NAME_AND_TITLE = LazyPattern(rf"([{_SURNAMES}][가-힣]{{2}})({_TITLES})")
_DOUBLE_SURNAMES = "남궁|황보|제갈|사공|선우|서문|독고|동방"
_LIKELY_NAME = LazyPattern(
    rf"(?<![가-힣])(?:(?:{_DOUBLE_SURNAMES})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{2}})(?![가-힣])"
)
_SHORT_NAME = LazyPattern(rf"[{_SURNAMES}][가-힣]")
_PEOPLE_LABEL = (
    "참석|배석|서명|검토|대상|담당|주재|사회자|발표|면담|수행|동행|초청|진행|작성|보고자|연사|강사|위원|대표|내빈|"
    "연락|제안자|접견|attend|sign|contact|review|host|speaker|people"
)
_LABELLED = LazyPattern(
    rf"((?:^|(?<=[\s/|;,]))[^\s:：/|;,]{{0,6}}?(?:{_PEOPLE_LABEL})[^:：/|;,\n]{{0,6}}[:：]\s*)([^:：/|;\n]+)",
    re.IGNORECASE,
)
_LONGEST = 5  # syllables of a name
_HANGUL_NAME = LazyPattern(rf"[가-힣]{{2,{_LONGEST}}}")
_HANGUL_RUN = LazyPattern(r"[가-힣]{2,}")
_SPACED = LazyPattern(r"(?<![가-힣])[가-힣](?:[ ·][가-힣]){1,4}(?![가-힣])")  # 홍 길 동
_REST = LazyPattern(r"(?<![@.\w])[^\W\d_가-힣]{2,}")  # letters of other scripts
_FOREIGN_RUN = LazyPattern(r"[^\W\d_가-힣A-Za-z]{2,}")  # 洪吉童
_LATIN_NAME = LazyPattern(r"(?<![@.\w])([A-Za-z])[A-Za-z'’]+")
_FOREIGN_WORD = LazyPattern(r"[^\W\d_가-힣]{2,}")
_FOREIGN_WORDS = 3  # of a name: first, middle and last
_MANGLED = 3  # syllables of a name that is unlikely to be part of another word

MASKING_NOTICE = N_("글 속의 이름은 이미 아는 이름과 꼴로만 가립니다. 내보내기 전에 읽어 보세요.")


def contains_resident_number(text: str) -> bool:
    """Whether a text contains a resident registration number (주민등록번호) or a foreigner's (외국인등록번호).

    Its first six digits must be a date of birth. Without a dash the check digit must be right too, unless the
    person was born after numbers without check digits were introduced: otherwise it is any 13-digit number.
    """
    return any(map(_is_resident_number, _RESIDENT.compiled.finditer(text)))


def resident_number_error(text: str) -> str | None:
    """Return why a text with a resident number cannot be stored, or None."""
    if not contains_resident_number(text):
        return None
    return _(
        "주민등록번호는 적을 수 없습니다. 법령에 근거가 있어야 모을 수 있습니다(개인정보 보호법 제24조의2)."
    )


def mask_resident_numbers(text: str) -> str:
    """Mask the resident numbers in a text."""
    return _RESIDENT.compiled.sub(
        lambda match: _resident("", match) if _is_resident_number(match) else match[0], text
    )


def _is_resident_number(match: re.Match[str]) -> bool:
    front, back = ("".join(str(digit(each)) for each in match[part]) for part in (1, 3))
    try:
        born = date(_CENTURY[back[0]] + int(front[:2]), int(front[2:4]), int(front[4:]))
    except ValueError:
        return False
    if match[2].strip() or born >= _WITHOUT_CHECK:
        return True
    return _check_digit(front + back) == int(back[-1])


def _check_digit(digits: str) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    rest = (11 - total % 11) % 10
    return (rest + 2) % 10 if digits[6] in _FOREIGN else rest


def mask_text(text: str, blank: str = "○") -> str:
    """Mask the personal data that patterns find in a text; `blank` replaces each masked syllable."""
    for pattern, mask in _MASKS:
        text = pattern.compiled.sub(partial(mask, blank), text)
    return text


def labels_people(label: str) -> bool:
    """Whether a label stands before people's names: 참석, 서명자."""
    return bool(re.search(_PEOPLE_LABEL, label, re.IGNORECASE))


def mask_labelled(text: str) -> str:
    """Mask all that stands behind labels of people, as in "참석: 홍길동 / 내용: 보고"."""
    return _LABELLED.compiled.sub(lambda match: f"{match[1]}{mask_names(match[2])}", text)


def likely_names(text: str) -> list[str]:
    """Return the parts of a text of people that are names in all likelihood: 성남시 홍길동 외 3명 has 홍길동.

    A text of one foreign name is that name.
    """
    names = [match[0] for match in _LIKELY_NAME.compiled.finditer(text)]
    words = text.split()
    if _SHORT_NAME.compiled.fullmatch(text.strip()):
        names.append(text.strip())
    if len(words) <= _FOREIGN_WORDS and all(map(_FOREIGN_WORD.compiled.fullmatch, words)):
        names += words
    return [
        name
        for name in names
        if not _is_no_name(name) and (name[-1] not in _OFFICES or name == text)
    ]


def mask_names(text: str, blank: str = "○") -> str:
    """Mask each name in a text that consists of names: 홍○동, 남○○수, 홍○, G○○."""
    text = _SPACED.compiled.sub(lambda match: re.sub("[ ·]", "", match[0]), mask_text(text, blank))
    # Behind a masked syllable are the last one of its name and a title.
    text = re.sub(
        rf"(?<!{re.escape(blank)})[가-힣]{{2,}}", lambda match: _hangul_names(match[0], blank), text
    )
    text = _LATIN_NAME.compiled.sub(lambda match: f"{match[1]}**", text)
    return _REST.compiled.sub(lambda match: mask_name(match[0], blank), text)


def _hangul_names(word: str, blank: str) -> str:
    """Mask a word of names: a department or a title stays, also the one behind a name."""
    if _is_no_name(word):
        return word
    if titled := _NAME_AND_TITLE.compiled.fullmatch(word):
        return mask_name(titled[1], blank) + titled[2]
    return _HANGUL_NAME.compiled.sub(lambda match: mask_name(match[0], blank), word)


def _is_no_name(word: str) -> bool:
    """Whether a word is known to be no name: of people in general, a department, a title."""
    return word in _WORDS or bool(_OFFICE_OR_TITLE.compiled.fullmatch(word))


def name_masker(people: Iterable[str], blank: str = "○") -> Callable[[str], str]:
    """Return a function that masks the given people's names in any text.

    A name of three or more syllables is also found within words; shorter ones would match parts of other words.
    """
    known = {
        match[0].casefold()
        for text in people
        for pattern in (_HANGUL_NAME, _LATIN_NAME, _FOREIGN_RUN)
        for match in pattern.compiled.finditer(text)
        if (match[0] == text or match[0][-1] not in _OFFICES) and not _is_no_name(match[0])
    }

    def hangul(match: re.Match[str]) -> str:
        word, done, at = match[0], "", 0
        while at < len(word):
            shortest = _MANGLED if at else 2
            ends = (at + n for n in range(_LONGEST, shortest - 1, -1) if word[at : at + n] in known)
            end = next(ends, 0)
            done += mask_name(word[at:end], blank) if end else word[at]
            at = end or at + 1
        return done

    def latin(match: re.Match[str]) -> str:
        return f"{match[1]}**" if match[0].casefold() in known else match[0]

    def foreign(match: re.Match[str]) -> str:
        return mask_name(match[0], blank) if match[0].casefold() in known else match[0]

    if not known:
        return str
    return lambda text: _FOREIGN_RUN.compiled.sub(
        foreign, _LATIN_NAME.compiled.sub(latin, _HANGUL_RUN.compiled.sub(hangul, text))
    )


def text_masker(people: Iterable[str] = (), blank: str = "○") -> Callable[[str], str]:
    """Return the function that masks a text, on the screen and in what leaves it.

    It masks the names of `people` and the personal data that patterns find.
    """
    hide = name_masker(people, blank)
    return lambda text: mask_text(hide(text), blank)


def mask_name(hangul: str, blank: str = "○") -> str:
    """Mask a name: the first letter stays, and of three or more letters the last."""
    end = hangul[-1] if len(hangul) > 2 else ""  # noqa: PLR2004
    return hangul[0] + blank * (len(hangul) - 1 - len(end)) + end


def _resident(_blank: str, match: re.Match[str]) -> str:
    return f"{'*' * 6}{match[2]}{'*' * 7}"


def _phone(_blank: str, match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{'*' * len(match[3])}{match[4]}{'*' * 4}"


def _mail(_blank: str, match: re.Match[str]) -> str:
    return f"{match[1]}**{match[2]}"


def _street(_blank: str, match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}**"


def _house(_blank: str, _match: re.Match[str]) -> str:
    return "**"


def _labelled(blank: str, match: re.Match[str]) -> str:
    hide = name_masker(likely_names(match[2]), blank)
    return f"{match[1]}{hide(match[2])}"


def _titled(blank: str, match: re.Match[str]) -> str:
    deputy = _DEPUTY.compiled.match(match.string, match.start())
    office = match[2] in _OFFICES or _is_no_name(match[1])
    return match[1] if office or deputy else mask_name(match[1], blank)


_MASKS: tuple[tuple[LazyPattern, Callable[[str, re.Match[str]], str]], ...] = (
    (_RESIDENT, _resident),
    (_MAIL, _mail),
    (_PHONE, _phone),
    (_STREET, _street),
    (_HOUSE, _house),
    (_TITLED, _titled),
    (_LABELLED, _labelled),
)
