"""Removes the parts of function names of compiled languages that differ between builds."""

import re

from telemetry_graph.crashes.fingerprint.frame import MAX_NAME_CHARACTERS, UNKNOWN_NAMES

# Every pattern is a sequence of single classes, without alternatives that could backtrack.
_RUST_HASH = re.compile(r"::h[0-9a-zA-Z]{14,20}$")
_COUNTED = re.compile(r"(?<=[$_])\d++|(?<=func)\d++(?:\.\d++)*+|(?<=lambda)\d++|(?<=#)\d++|`\d++")
_DIGIT = re.compile("[0-9]")
_ONLY_ADDRESS = re.compile(r"(?:0x|(?=[a-fA-F]*+[0-9]))[0-9a-fA-F]{6,}+$")
"""Without `0x`, a digit is required: `facade` is a name."""
_OFFSET = re.compile(r" ?\+ ?(?:0x)?[0-9a-fA-F]++$")
_RETURN_TYPE = re.compile(
    r"(?:(?:static|virtual|const|unsigned|signed|void|bool|int|char|short|long|float|double|auto)"
    r"[ *&]++)++(?=\S)"
)
_QUALIFIERS = re.compile(r"(?: ?(?:const|volatile|noexcept|&&?))++$")
_OPERATOR = re.compile(r"\boperator ?(?:\(\)|\[\]|[-+*/%^&|~!=<>,]{1,3})")
_BRACED = re.compile(r"\{++[^{}]*+\}++")


def normalize_qualified(name: str) -> str:
    """A function of a compiled language, without arguments, type arguments, counters and hashes."""
    name = name.strip()[:MAX_NAME_CHARACTERS]
    name = _OFFSET.sub("", name) if "+" in name else name
    name = _RUST_HASH.sub("", name) if "::h" in name else name
    if name in UNKNOWN_NAMES or _ONLY_ADDRESS.match(name):
        return ""
    if "::" in name:
        name = _strip_anonymous(name)
    operator = _OPERATOR.search(name) if "operator" in name else None
    if operator:
        name = _strip_brackets(name[: operator.start()]) + operator[0].replace(" ", "")
    else:
        name = _strip_brackets(name)
    if " " in name or "&" in name:
        name = _strip_types(name)
    name = name.replace("[...]", "").replace("$_", "")
    return (_COUNTED.sub("", name) if _DIGIT.search(name) else name).strip(": ")


def _strip_anonymous(name: str) -> str:
    """Remove what compilers write in place of missing names."""
    name = name.replace("(anonymous namespace)::", "")
    if "{" in name:
        name = _BRACED.sub("", _strip_brackets(name))
    if name[0:1] == "<" and " " not in name.partition(">::")[0]:
        name = name[1:].replace(">::", "::", 1)  # how newer Rust versions write methods
    while "::::" in name:
        name = name.replace("::::", "::")
    return name


def _strip_types(name: str) -> str:
    """Remove the return type and the qualifiers after the arguments."""
    name = _QUALIFIERS.sub("", name)
    name = name[match.end() :] if (match := _RETURN_TYPE.match(name)) else name
    if "::" in name and name[0] != "<" and "operator" not in name:
        name = name[name.rfind(" ") + 1 :]
    return name


def _strip_brackets(name: str) -> str:
    """Remove `(arguments)` and `<type arguments>`; keep a Go receiver `(*T)`."""
    if "(" not in name and "<" not in name:
        return name
    kept, depth = [], 0
    for position, each in enumerate(name):
        opens_receiver = each == "(" and not depth and name[position + 1 : position + 2] == "*"
        if each in "<(" and not opens_receiver and name[:position] != "":
            depth += 1
        elif each in ">)" and depth:
            depth -= 1
        elif not depth:
            kept.append(each)
    return "".join(kept) or name
