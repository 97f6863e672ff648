"""Replaces the values in a message, which differ from crash to crash, by placeholders.

Runs in one pass and linear time: possessive quantifiers keep the pattern from backtracking.
"""

import re

from telemetry_graph.crashes.fingerprint.word_lists import split_word_set

MAX_CHARACTERS = 4_096
_MAX_WORD_CHARACTERS = 120

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_TERMINAL = re.compile(r"\x1b\[[0-9;?]{0,16}[A-Za-z]")

_VALUE = re.compile(
    r"""
    (?P<url>(?<![\w+.-])[A-Za-z][\w+.-]{1,15}+://[^\s"'<>`]*+)
  | (?P<quoted>(?<!\w)(?:"[^"\n]{0,160}+"|'[^'\n]{0,160}+'(?!\w)|`[^`'\n]{0,160}+[`']
                        |\u201c[^\u201d\n]{0,160}+\u201d|\u2018[^\u2019\n]{0,160}+\u2019
                        |\u201e[^\u201c\u201d\n]{0,160}+[\u201c\u201d]
                        |\u00ab[^\u00bb\n]{0,160}+\u00bb|\u300c[^\u300d\n]{0,160}+\u300d))
  | (?P<token>(?<!\w)eyJ[\w-]{8,}+(?:\.[\w-]++){0,2})
  | (?P<email>(?<![\w+.-])[\w+.-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)++)
  | (?P<uuid>(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w))
  | (?P<date>(?<!\d)(?:\d{4}[-/]\d\d[-/]\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})
             (?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?
                (?:\ ?(?:[AP]M|Z|UTC|[+-]\d\d:?\d\d))?)?(?!\d)
            |(?<!\w)(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\ )?
             (?:\d\d?[ -])?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?
               |Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)
             [ -]{1,2}\d{1,4}(?:,?\ \d{4})?
             (?:(?:,|\ at)?\ \d\d?:\d\d(?::\d\d)?
                (?:\ (?:[AP]M|GMT|UTC|[+-]\d{4}|\d{4})){0,2})?(?!\w))
  | (?P<time>(?<![\w:])\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?(?:\ [AP]M)?|\ [AP]M)(?![\w:]))
  | (?P<mac>(?<![\w:-])[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}(?![\w:-]))
  | (?P<ip>(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.]\d)(?:/[^\s"'<>`]*+)?
          |(?<![\w:])(?:[0-9a-fA-F]{1,4})?:{1,2}(?:[0-9a-fA-F]{1,4}:{1,2}){1,7}[0-9a-fA-F]{0,4}(?![\w:])
          |(?<![\w:])(?:[0-9a-fA-F]{1,4})?::[0-9a-fA-F]{1,4}(?![\w:])
          |(?<![\w:])[0-9a-fA-F]{1,4}(?:::?[0-9a-fA-F]{1,4}){2,7}(?![\w:]))
  | (?P<path>(?<![\w.~/\\@$-])(?:[A-Za-z]:)?[\w.~@$+-]{0,100}+[\\/][^\s"'`<>|:;,(){}\[\]]*+)
  | (?P<version>(?<![\w.-])(?:[vV]?\d++(?:\.\d++){1,5}-[A-Za-z][\w.-]{0,40}+
                             |[vV]\d++(?:\.\d++){1,5}+(?![\w-])))
  | (?P<number>(?<![\w.])(?:(?<!\w)-)?
               (?:0[xX][0-9a-fA-F]++|\d++(?:,\d{3}(?!\d))*+(?:\.\d++)*+(?:[eE][+-]?\d++)?)
               (?:\ ?(?:(?:[kKMGTP]i?)?[bB](?:ytes?)?|[mun\u00b5]?s)(?!\w)|%)?+(?![\w-]|\.\w))
  | (?P<host>(?<![\w.-])[a-zA-Z0-9-]{1,63}+(?:\.[a-zA-Z0-9-]{1,63}+)++
             (?::\d{1,5}+(?:/[^\s"'<>`]*+)?)?(?![\w(]))
  | (?P<word>\w++)
    """,
    re.VERBOSE,
)
_CODE_NAME = re.compile(r"[A-Za-z_$][\w$]*+(?:(?:\.|::|:|\#|->)[A-Za-z_$<][\w$>]*+)*+(?:\(\))?$")
_CODE_SHAPE = re.compile(r"_|[a-z][A-Z]|[\w)][.#:][\w<]|\(\)$|^[A-Z][a-z]++[A-Z]")
_LIST = re.compile(r"(<[a-z]{1,5}>)(?:(?:, ?|,? and |,? or )\1)++")
"""The number of values says as little as the values."""
_LONG_DIGITS = re.compile(r"\d{3,}+")
_COUNTED_NAME = re.compile(r"(?<=_)\d++$")
_DIGITS = re.compile(r"\d++")
_SOURCE_FILE = re.compile(
    r"[\w.$+-]{1,100}\.(?:cc?|cpp|cxx|hh?|hpp|mm?|rs|go|py|[jt]sx?|lua|java|kt|cs|swift)$"
)
_JOINTS = re.compile(r"[.:_#>-]++")
_LINE = re.compile(r":\d++(?![\w.])")
_HEX_WORD = re.compile(r"(?=[a-fA-F]*+\d)[0-9a-fA-F]{6,}+$")
_SIZE = re.compile(r"[bB](?:ytes?)?$")
_TOP_DOMAINS = split_word_set("""
    com net org io dev app local internal lan cloud co uk de fr eu us info biz edu gov me tv xyz
    example test localhost intranet corp home""")
_DATA_FILES = split_word_set("""
    png jpg jpeg gif webp bmp mp3 ogg wav mp4 webm txt csv sqlite yaml yml ini cfg bak ttf otf woff
    woff2 docx xlsx""")
_PACKAGE_ROOTS = frozenset(
    ("com", "org", "net", "io", "java", "javax", "android", "androidx", "kotlin")
)
_NAMING_WORDS = split_word_set("""
    local global field method upvalue constant function metamethod to attribute property module
    argument parameter variable reading setting symbol type class named name identifier keyword
    near before after of operator table column trait struct enum selector because call object
    relation index constraint""")
"""Words before a quoted name that show that it belongs to the program, not to the user."""
_TYPE_NAMES = split_word_set("""
    nil null none undefined boolean bool number integer int long float double string str bytes list
    tuple dict set map array table function method userdata thread object type char void""")


def normalize_message(message: str, crash_type: str = "") -> str:
    """The message with placeholders; the same text for every crash of the same statement."""
    text = strip_invisible(message[:MAX_CHARACTERS])
    text = _strip_type(text.strip(), crash_type)
    if not text:
        return ""
    if _is_one_quotation(text):
        return text if _is_name(text[1:-1]) else "<value>"
    text = " ".join(_PlaceholderWriter(text).replace_values().split())
    return _LIST.sub(r"\1", text) if ">," in text or "> and <" in text else text


def strip_invisible(text: str) -> str:
    """Remove terminal colours, invisible characters and marks of writing direction."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub("", _TERMINAL.sub("", text))


def _strip_type(text: str, crash_type: str) -> str:
    short = crash_type[max(crash_type.rfind("."), crash_type.rfind(":")) + 1 :]
    for name in (crash_type, short):
        if name and text.startswith(name + ": "):
            return text[len(name) + 2 :]
    return text


class _PlaceholderWriter:
    """Replaces the values of one message."""

    def __init__(self, text: str) -> None:
        self._text = text

    def replace_values(self) -> str:
        return _VALUE.sub(self._replace, self._text)

    def _replace(self, match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        text = match[0]
        if kind == "word":
            return _replace_word(text)
        if kind == "quoted":
            return self._replace_quoted(text, match.start(), match.end())
        if kind in ("host", "path"):
            return self._replace_location(text, match.start(), is_path=kind == "path")
        if kind == "number":
            return self._replace_number(text, match.start())
        if kind == "ip" and not any(map(str.isdigit, text)):
            return text
        return "<n>" if kind in ("mac", "uuid", "token", "version") else f"<{kind}>"

    def _replace_location(self, text: str, start: int, *, is_path: bool) -> str:
        """Replace a path or host; keep the file of a source position (`src/cart.c:42`)."""
        whole = text if is_path else text.partition(":")[0]
        end = start + len(whole)
        name = whole[max(whole.rfind("/"), whole.rfind("\\")) + 1 :]
        is_alone = is_path or name.count(".") == 1
        if is_alone and _SOURCE_FILE.match(name) and _LINE.match(self._text[end : end + 12]):
            return f"{name}:<n>" if len(text) > len(whole) else name
        return _replace_path(text) if is_path else _replace_host(text)

    def _replace_number(self, text: str, start: int) -> str:
        if len(text) == 1 and self._text[start - 1 : start] == "#":
            return text  # the number of an argument is part of the statement
        return "<size>" if _SIZE.search(text) and text[:2].lower() != "0x" else "<n>"

    def _replace_quoted(self, text: str, start: int, end: int) -> str:
        inner = text[1:-1]
        if self._text[end : end + 1] == ":" and text[0] == '"':
            return text  # a key of JSON
        if self._find_word_before(start) == "assertion":
            return f"'{' '.join(inner.split())}'"
        if self._is_code(inner, start):
            return f"'{_COUNTED_NAME.sub('<n>', inner)}'"
        return "<value>"

    def _is_code(self, inner: str, start: int) -> bool:
        if not any(map(str.isalnum, inner)):
            return True  # an operator
        if inner.endswith(")") and "(" in inner and not _LONG_DIGITS.search(inner):
            return True
        if not _is_name(inner):
            return False
        if inner.lower() in _TYPE_NAMES or _CODE_SHAPE.search(inner):
            return True
        return self._find_word_before(start) in _NAMING_WORDS

    def _find_word_before(self, start: int) -> str:
        words = self._text[max(0, start - 24) : start].split()
        return words[-1].strip("(:,").lower() if words else ""


def _is_one_quotation(text: str) -> bool:
    is_short = text[0] in "'\"" and len(text) < _MAX_WORD_CHARACTERS
    return is_short and text.endswith(text[0]) and text.count(text[0]) <= 2


def _is_name(text: str) -> bool:
    """Whether the text can be a name of the program. Long numbers and hashes make it a value."""
    if not _CODE_NAME.match(text) or _LONG_DIGITS.search(text):
        return False
    return not any(map(_HEX_WORD.match, _JOINTS.split(text)))


def _replace_word(text: str) -> str:
    if text.isalpha():
        return text
    if _HEX_WORD.match(text) or len(text) > _MAX_WORD_CHARACTERS:
        return "<n>"
    if text[:1].isdigit():
        return _DIGITS.sub("<n>", text)
    if "_" in text and len(_DIGITS.findall(text)) == 1:
        return _COUNTED_NAME.sub("<n>", text)
    return _LONG_DIGITS.sub("<n>", text)


def _replace_host(text: str) -> str:
    """Replace a host name; keep a dotted name of the program (`socket.http.request`)."""
    name = text.partition(":")[0]
    first, last = name.partition(".")[0], name.rpartition(".")[2].lower()
    if ":" in text and last.isalpha():
        return "<host>"
    if last in _TOP_DOMAINS and first not in _PACKAGE_ROOTS:
        return "<host>"
    if last in _DATA_FILES:
        return "<path>"
    if all(part.isdigit() for part in name.split(".")):
        return "<n>"
    return ".".join(_replace_dashed_word(part) for part in name.split("."))


def _replace_dashed_word(part: str) -> str:
    return "-".join("<n>" if each.isdigit() else _replace_word(each) for each in part.split("-"))


def _replace_path(text: str) -> str:
    """Replace a path; keep words such as `and/or`."""
    if text.strip("/\\") == "":
        return text
    separators = text.count("/") + text.count("\\")
    if separators == 1 and text[0] not in "/\\~." and "." not in text and ":" not in text:
        return text if text.replace("/", "").replace("\\", "").isalpha() else "<path>"
    return "<path>"
