"""Puts placeholders for the values in a message that differ from one crash to the next.

One pass: each alternative of the pattern begins where its own class of characters begins, and
takes what it took for good (possessive quantifiers), so that time is linear in the text.
"""

import re

from telemetry_graph.crashes.fingerprint.v2.words import word_set

MAX_CHARACTERS = 4_096
_LONGEST_WORD = 120

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_TERMINAL = re.compile(r"\x1b\[[0-9;?]{0,16}[A-Za-z]")

_VALUE = re.compile(
    r"""
    (?P<url>(?<![\w+.-])[A-Za-z][\w+.-]{1,15}+://[^\s"'<>`]*+)
  | (?P<quoted>(?<!\w)(?:"[^"\n]{0,160}+"|'[^'\n]{0,160}+'(?!\w)|`[^`'\n]{0,160}+[`']
                        |\u201c[^\u201d\n]{0,160}+\u201d|\u2018[^\u2019\n]{0,160}+\u2019))
  | (?P<email>(?<![\w+.-])[\w+.-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)++)
  | (?P<uuid>(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w))
  | (?P<date>(?<!\d)(?:\d{4}[-/]\d\d[-/]\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})
             (?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\ ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?(?!\d))
  | (?P<time>(?<![\w:])\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?![\w:]))
  | (?P<mac>(?<![\w:-])[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}(?![\w:-]))
  | (?P<ip>(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.]\d)
          |(?<![\w:])(?:[0-9a-fA-F]{1,4})?:{1,2}(?:[0-9a-fA-F]{1,4}:{1,2}){1,7}[0-9a-fA-F]{0,4}(?![\w:])
          |(?<![\w:])(?:[0-9a-fA-F]{1,4})?::[0-9a-fA-F]{1,4}(?![\w:])
          |(?<![\w:])[0-9a-fA-F]{1,4}(?:::?[0-9a-fA-F]{1,4}){2,7}(?![\w:]))
  | (?P<path>(?<![\w.~/\\@$-])(?:[A-Za-z]:)?[\w.~@$+-]{0,100}+[\\/][^\s"'`<>|:;,(){}\[\]]*+)
  | (?P<number>(?<![\w.])(?:(?<!\w)-)?
               (?:0[xX][0-9a-fA-F]++|\d++(?:,\d{3}(?!\d))*+(?:\.\d++)*+(?:[eE][+-]?\d++)?)
               (?:\ ?(?:(?:[kKMGTP]i?)?[bB](?:ytes?)?|[mun\u00b5]?s)(?!\w)|%)?+(?![\w-]|\.\w))
  | (?P<host>(?<![\w.-])[a-zA-Z0-9-]{1,63}+(?:\.[a-zA-Z0-9-]{1,63}+)++(?::\d{1,5}+)?(?![\w(]))
  | (?P<word>\w++)
    """,
    re.VERBOSE,
)
_CODE_NAME = re.compile(r"[A-Za-z_$][\w$]*+(?:(?:\.|::|:|\#|->)[A-Za-z_$<][\w$>]*+)*+(?:\(\))?$")
_CODE_SHAPE = re.compile(r"_|[a-z][A-Z]|[\w)][.#:][\w<]|\(\)$|^[A-Z][a-z]++[A-Z]")
_LONG_DIGITS = re.compile(r"\d{3,}+")
_HEX_WORD = re.compile(r"(?=[a-fA-F]*+\d)[0-9a-fA-F]{6,}+$")
_SIZE = re.compile(r"[bB](?:ytes?)?$")
_TOP_DOMAINS = word_set("""
    com net org io dev app local internal lan cloud co uk de fr eu us info biz edu gov me tv xyz
    example test localhost intranet corp home""")
_PACKAGE_ROOTS = frozenset(
    ("com", "org", "net", "io", "java", "javax", "android", "androidx", "kotlin")
)
_NAMING_WORDS = word_set("""
    local global field method upvalue constant function metamethod to attribute property module
    argument parameter variable reading setting symbol type class named name identifier keyword
    near before after of operator table column trait struct enum selector because call object""")
"""Before a quoted name they say that it is the program's and not the user's."""


def normalised_message(message: str, crash_type: str = "") -> str:
    """The message with placeholders; the same text for any crash of the same statement."""
    text = readable(message[:MAX_CHARACTERS])
    text = _without_type(text.strip(), crash_type)
    if not text:
        return ""
    if text[0] in "'\"" and text[-1] == text[0] and len(text) < _LONGEST_WORD:
        return text if _CODE_NAME.match(text[1:-1]) else "<value>"
    return " ".join(_Placeholders(text).replaced().split())


def readable(text: str) -> str:
    """Without terminal colours, invisible characters and marks that turn the reading direction."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub("", _TERMINAL.sub("", text))


def _without_type(text: str, crash_type: str) -> str:
    short = crash_type[max(crash_type.rfind("."), crash_type.rfind(":")) + 1 :]
    for name in (crash_type, short):
        if name and text.startswith(name + ": "):
            return text[len(name) + 2 :]
    return text


class _Placeholders:
    """One message and where its values are."""

    def __init__(self, text: str) -> None:
        self._text = text

    def replaced(self) -> str:
        return _VALUE.sub(self._placeholder, self._text)

    def _placeholder(self, match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        found = match[0]
        if kind == "word":
            return _word(found)
        if kind == "quoted":
            return self._quoted(found, match.start(), match.end())
        if kind == "host":
            return _host(found)
        if kind == "number":
            return self._number(found, match.start())
        if kind == "ip" and not any(map(str.isdigit, found)):
            return found
        if kind == "path":
            return _path(found)
        return "<n>" if kind in ("mac", "uuid") else f"<{kind}>"

    def _number(self, found: str, start: int) -> str:
        if len(found) == 1 and self._text[start - 1 : start] == "#":
            return found  # the number of an argument belongs to the statement
        return "<size>" if _SIZE.search(found) and found[:2].lower() != "0x" else "<n>"

    def _quoted(self, found: str, start: int, end: int) -> str:
        inner = found[1:-1]
        if self._text[end : end + 1] == ":" and found[0] == '"':
            return found  # a key of JSON
        if self._is_code(inner, start):
            return f"'{inner}'"
        return "<value>"

    def _is_code(self, inner: str, start: int) -> bool:
        if not inner or len(inner) <= 2:
            return True
        if inner.endswith(")") and "(" in inner and not _LONG_DIGITS.search(inner):
            return True
        if not _CODE_NAME.match(inner) or _LONG_DIGITS.search(inner):
            return False
        words = self._text[max(0, start - 24) : start].split()
        return bool(words and words[-1].strip("(:,").lower() in _NAMING_WORDS) or bool(
            _CODE_SHAPE.search(inner)
        )


def _word(found: str) -> str:
    if found.isalpha():
        return found
    if _HEX_WORD.match(found) or len(found) > _LONGEST_WORD:
        return "<n>"
    return _LONG_DIGITS.sub("<n>", found)


def _host(found: str) -> str:
    """A host name; a dotted name of the program (`socket.http.request`) stays."""
    name = found.partition(":")[0]
    first, last = name.partition(".")[0], name.rpartition(".")[2].lower()
    if ":" in found and last.isalpha():
        return "<host>"
    if last in _TOP_DOMAINS and first not in _PACKAGE_ROOTS:
        return "<host>"
    if all(part.isdigit() for part in name.split(".")):
        return "<n>"
    return ".".join(_word_with_dashes(part) for part in name.split("."))


def _word_with_dashes(part: str) -> str:
    return "-".join("<n>" if each.isdigit() else _word(each) for each in part.split("-"))


def _path(found: str) -> str:
    """A path; a mere `and/or` stays."""
    if found.strip("/\\") == "":
        return found
    separators = found.count("/") + found.count("\\")
    if separators == 1 and found[0] not in "/\\~." and "." not in found and ":" not in found:
        return found if found.replace("/", "").replace("\\", "").isalpha() else "<path>"
    return "<path>"
