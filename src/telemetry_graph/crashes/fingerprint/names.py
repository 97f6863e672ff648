"""Removes the parts of function and file names that differ between builds."""

import re

_MAX_NAME_CHARACTERS = 300
_UNKNOWN_NAMES = frozenset(
    ("", "?", "??", "<unknown>", "unknown", "<anonymous>", "anonymous", "<redacted>", "(unknown)")
)
# Every pattern is a sequence of single classes, without alternatives that could backtrack.
_RUST_HASH = re.compile(r"::h[0-9a-zA-Z]{14,20}$")
_COUNTED = re.compile(r"(?<=[$_])\d++|(?<=func)\d++(?:\.\d++)*+|(?<=lambda)\d++|(?<=#)\d++|`\d++")
_DIGIT = re.compile("[0-9]")
_ONLY_ADDRESS = re.compile(r"(?:0x|(?=[a-fA-F]*+[0-9]))[0-9a-fA-F]{6,}+$")
"""Without `0x`, a digit is required: `facade` is a name."""
_OFFSET = re.compile(r" ?\+ ?(?:0x)?[0-9a-fA-F]++$")
_HASHED = re.compile(r"(?<=[.\-_~])(?=[0-9a-zA-Z]*[0-9])[0-9a-zA-Z]{6,40}+(?=\.)")
_BUNDLED = re.compile(r"(?<=[.\-])[\w-]{8}(?=\.m?js$)")
_NUMBERED_FILE = re.compile(r"^\d{4,}+(?=\.[a-z]+$)")
"""For example, a cell of a notebook."""
_CLONE = re.compile(
    r"(?: \[clone [^\]]{0,100}\]|\.(?:isra|constprop|part|lto_priv|llvm)\.\d++|\.cold)++$"
)
_MIN_HASH_CAPITALS = 3
_VERSION = re.compile(r"[-_@.]?v?\d++(?:\.\d++)++")
_QUERY_MARKS = ("?", "//&")
"""Beginnings of a query; React Native writes the second one."""
_RETURN_TYPE = re.compile(
    r"(?:(?:static|virtual|const|unsigned|signed|void|bool|int|char|short|long|float|double|auto)"
    r"[ *&]++)++(?=\S)"
)
_QUALIFIERS = re.compile(r"(?: ?(?:const|volatile|noexcept|&&?))++$")
_OPERATOR = re.compile(r"\boperator ?(?:\(\)|\[\]|[-+*/%^&|~!=<>,]{1,3})")
_BRACED = re.compile(r"\{++[^{}]*+\}++")
_SWIFT_ROLE = re.compile(
    r"(?:\(\d++\) |(?:await resume|suspend resume) partial function for |@objc |@nonobjc |static "
    r"|(?:generic )?specialized |(?:generic )?specialization <[^>]{0,200}+> of |merged "
    r"|partial apply for |dispatch thunk of )++"
)
_GENERIC_FILES = frozenset(("init.lua", "__init__.py", "index.js", "index.ts", "mod.rs"))
_PACKAGE_ROOTS = frozenset(("lua", "node_modules", "site-packages", "dist-packages", "src"))


def normalize_file(path: str) -> str:
    """The last part of a path, without versions and content hashes.

    Directories differ between installations. The last one is kept only for generic names
    (`init.lua`) inside a known package directory.
    """
    path = path.replace("\\", "/") if "\\" in path else path
    for mark in _QUERY_MARKS:
        cut = path.find(mark)
        path = path[:cut] if cut > 0 else path
    name = path[max(path.rfind("/"), path.rfind("!")) + 1 :].strip("\"'[]<>() \t@")
    if name.endswith("js"):
        name = _BUNDLED.sub(_remove_hash, name)
    if _DIGIT.search(name):
        name = _NUMBERED_FILE.sub("", name)
        name = _VERSION.sub("", _HASHED.sub("", name)).replace("..", ".")
    if name in _GENERIC_FILES:
        parts = path.split("/")
        if not _PACKAGE_ROOTS.isdisjoint(parts[:-2]):
            return f"{parts[-2]}/{name}"
    return "" if name in _UNKNOWN_NAMES else name[:_MAX_NAME_CHARACTERS]


def _remove_hash(match: re.Match[str]) -> str:
    """Remove a bundler's hash: nearly all have a digit or three capitals."""
    is_hash = _DIGIT.search(match[0]) or sum(map(str.isupper, match[0])) >= _MIN_HASH_CAPITALS
    return "" if is_hash else match[0]


def normalize_script(name: str) -> str:
    """The name of a Lua, JavaScript or Python function, without its receiver."""
    name = name.strip("'`\"*")
    if name in _UNKNOWN_NAMES or name[0] == "<":
        return "" if name != "<module>" else name
    if name.startswith("async "):
        name = name[6:]
    cut = name.find(" [as ")
    name = name[:cut] if cut > 0 else name
    name = name.removeprefix("new ")
    name = name[max(name.rfind("."), name.rfind(":"), name.rfind("/")) + 1 :] or name
    return "" if name in _UNKNOWN_NAMES else name[:_MAX_NAME_CHARACTERS]


def normalize_qualified(name: str) -> str:
    """A function of a compiled language, without arguments, type arguments, counters and hashes."""
    name = name.strip()[:_MAX_NAME_CHARACTERS]
    name = _OFFSET.sub("", name) if "+" in name else name
    name = _RUST_HASH.sub("", name) if "::h" in name else name
    if name in _UNKNOWN_NAMES or _ONLY_ADDRESS.match(name):
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


def normalize_native(name: str) -> str:
    """A function of C or C++, without the suffixes that optimizers add to copies."""
    name = name.strip()
    return normalize_qualified(_CLONE.sub("", name) if "." in name[1:] else name)


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


def normalize_swift(name: str) -> str:
    """A Swift function, without the compiler's marks of specialized copies and parts."""
    return normalize_qualified(_SWIFT_ROLE.sub("", name.strip()))


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
