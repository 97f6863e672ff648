"""Function and file names without what changes from build to build."""

import re

_LONGEST_NAME = 300
_PLACELESS = frozenset(
    ("", "?", "??", "<unknown>", "unknown", "<anonymous>", "anonymous", "<redacted>", "(unknown)")
)
# Each pattern is a sequence of single classes: no choice that could be tried twice on one text.
_RUST_HASH = re.compile(r"::h[0-9a-zA-Z]{14,20}$")
_COUNTED = re.compile(r"(?<=[$_])\d++|(?<=func)\d++(?:\.\d++)*+|(?<=lambda)\d++|(?<=#)\d++|`\d++")
_DIGIT = re.compile("[0-9]")
_ONLY_ADDRESS = re.compile(r"(?:0x|(?=[a-fA-F]*+[0-9]))[0-9a-fA-F]{6,}+$")
"""`facade` is a name."""
_OFFSET = re.compile(r" ?\+ ?(?:0x)?[0-9a-fA-F]++$")
_HASHED = re.compile(r"(?<=[.\-_~])(?=[0-9a-zA-Z]*[0-9])[0-9a-zA-Z]{6,40}+(?=\.)")
_BUNDLED = re.compile(r"(?<=[.\-])[\w-]{8}(?=\.m?js$)")
_NUMBERED_FILE = re.compile(r"^\d{4,}+(?=\.[a-z]+$)")
"""A notebook's cell, say."""
_CLONE = re.compile(
    r"(?: \[clone [^\]]{0,100}\]|\.(?:isra|constprop|part|lto_priv|llvm)\.\d++|\.cold)++$"
)
_MANY_CAPITALS = 3
_VERSION = re.compile(r"[-_@.]?v?\d++(?:\.\d++)++")
_BEHIND_FILE = ("?", "//&")
"""A query, and React Native's way to write one."""
_RETURN_TYPE = re.compile(
    r"(?:(?:static|virtual|const|unsigned|signed|void|bool|int|char|short|long|float|double|auto)"
    r"[ *&]++)++(?=\S)"
)
_BEHIND_ARGUMENTS = re.compile(r"(?: ?(?:const|volatile|noexcept|&&?))++$")
_OPERATOR = re.compile(r"\boperator ?(?:\(\)|\[\]|[-+*/%^&|~!=<>,]{1,3})")
_BRACED = re.compile(r"\{++[^{}]*+\}++")
_SWIFT_ROLE = re.compile(
    r"(?:\(\d++\) |(?:await resume|suspend resume) partial function for |@objc |@nonobjc |static "
    r"|(?:generic )?specialized |(?:generic )?specialization <[^>]{0,200}+> of |merged "
    r"|partial apply for |dispatch thunk of )++"
)
_GENERIC_FILES = frozenset(("init.lua", "__init__.py", "index.js", "index.ts", "mod.rs"))
_PACKAGE_ROOTS = frozenset(("lua", "node_modules", "site-packages", "dist-packages", "src"))


def file_name(path: str) -> str:
    """The last part of a path, without versions and content hashes.

    Directories differ from one installation to the next, so they count only where the name
    alone says nothing (`init.lua`) and a package directory is known.
    """
    path = path.replace("\\", "/") if "\\" in path else path
    for mark in _BEHIND_FILE:
        cut = path.find(mark)
        path = path[:cut] if cut > 0 else path
    name = path[max(path.rfind("/"), path.rfind("!")) + 1 :].strip("\"'[]<>() \t@")
    if name.endswith("js"):
        name = _BUNDLED.sub(_without_hash, name)
    if _DIGIT.search(name):
        name = _NUMBERED_FILE.sub("", name)
        name = _VERSION.sub("", _HASHED.sub("", name)).replace("..", ".")
    if name in _GENERIC_FILES:
        parts = path.split("/")
        if not _PACKAGE_ROOTS.isdisjoint(parts[:-2]):
            return f"{parts[-2]}/{name}"
    return "" if name in _PLACELESS else name[:_LONGEST_NAME]


def _without_hash(match: re.Match[str]) -> str:
    """Nothing, where a bundler's hash stands: seldom without a digit or three capitals."""
    is_hash = _DIGIT.search(match[0]) or sum(map(str.isupper, match[0])) >= _MANY_CAPITALS
    return "" if is_hash else match[0]


def script_function(name: str) -> str:
    """A function of Lua, JavaScript or Python: its last name, without its receiver."""
    name = name.strip("'`\"*")
    if name in _PLACELESS or name[0] == "<":
        return "" if name != "<module>" else name
    if name.startswith("async "):
        name = name[6:]
    cut = name.find(" [as ")
    name = name[:cut] if cut > 0 else name
    name = name.removeprefix("new ")
    name = name[max(name.rfind("."), name.rfind(":"), name.rfind("/")) + 1 :] or name
    return "" if name in _PLACELESS else name[:_LONGEST_NAME]


def qualified_function(name: str) -> str:
    """A function of a compiled language: no arguments, template arguments, counters or hashes."""
    name = name.strip()[:_LONGEST_NAME]
    name = _OFFSET.sub("", name) if "+" in name else name
    name = _RUST_HASH.sub("", name) if "::h" in name else name
    if name in _PLACELESS or _ONLY_ADDRESS.match(name):
        return ""
    if "::" in name:
        name = _without_anonymous(name)
    operator = _OPERATOR.search(name) if "operator" in name else None
    if operator:
        name = _without_brackets(name[: operator.start()]) + operator[0].replace(" ", "")
    else:
        name = _without_brackets(name)
    if " " in name or "&" in name:
        name = _without_types(name)
    name = name.replace("[...]", "").replace("$_", "")
    return (_COUNTED.sub("", name) if _DIGIT.search(name) else name).strip(": ")


def native_function(name: str) -> str:
    """A function of C or C++, without the marks of the copies that optimizers make."""
    name = name.strip()
    return qualified_function(_CLONE.sub("", name) if "." in name[1:] else name)


def _without_anonymous(name: str) -> str:
    """Without what compilers write for a name that there is not, each one in its own way."""
    name = name.replace("(anonymous namespace)::", "")
    if "{" in name:
        name = _BRACED.sub("", _without_brackets(name))
    if name[0:1] == "<" and " " not in name.partition(">::")[0]:
        name = name[1:].replace(">::", "::", 1)  # Rust's newer way to write a type's own method
    while "::::" in name:
        name = name.replace("::::", "::")
    return name


def _without_types(name: str) -> str:
    """Without the type that a function returns and the qualifiers behind its arguments."""
    name = _BEHIND_ARGUMENTS.sub("", name)
    name = name[match.end() :] if (match := _RETURN_TYPE.match(name)) else name
    if "::" in name and name[0] != "<" and "operator" not in name:
        name = name[name.rfind(" ") + 1 :]
    return name


def swift_function(name: str) -> str:
    """A function of Swift, whatever the compiler made of it: a copy for a type, a part of it."""
    return qualified_function(_SWIFT_ROLE.sub("", name.strip()))


def _without_brackets(name: str) -> str:
    """Without `(arguments)` and `<template arguments>`; a Go receiver `(*T)` stays."""
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
