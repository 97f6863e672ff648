"""Function and file names without what changes from build to build."""

import re

_LONGEST_NAME = 300
_PLACELESS = frozenset(
    ("", "?", "??", "<unknown>", "unknown", "<anonymous>", "anonymous", "<redacted>", "(unknown)")
)
# Each pattern is a sequence of single classes: no choice that could be tried twice on one text.
_RUST_HASH = re.compile(r"::h[0-9a-zA-Z]{14,20}$")
_COUNTED = re.compile(r"(?<=[$_])\d++|(?<=func)\d++|(?<=lambda)\d++|(?<=#)\d++|`\d++")
_DIGIT = re.compile("[0-9]")
_ONLY_ADDRESS = re.compile(r"(?:0x)?[0-9a-fA-F]{6,}+$")
_OFFSET = re.compile(r" ?\+ ?(?:0x)?[0-9a-fA-F]++$")
_HASHED = re.compile(r"(?<=[.\-_~])(?=[0-9a-zA-Z]*[0-9])[0-9a-zA-Z]{6,40}+(?=\.)")
_VERSION = re.compile(r"[-_@.]?v?\d++(?:\.\d++)++")
_MARKED_ANONYMOUS = ("{{closure}}", "$_", "{lambda")
_GENERIC_FILES = frozenset(("init.lua", "__init__.py", "index.js", "index.ts", "mod.rs"))
_PACKAGE_ROOTS = frozenset(("lua", "node_modules", "site-packages", "dist-packages", "src"))


def file_name(path: str) -> str:
    """The last part of a path, without versions and content hashes.

    Directories differ from one installation to the next, so they count only where the name
    alone says nothing (`init.lua`) and a package directory is known.
    """
    path = path.replace("\\", "/") if "\\" in path else path
    name = path[path.rfind("/") + 1 :].strip("\"'[]<>() \t@")
    cut = name.find("?")
    name = name[:cut] if cut > 0 else name
    if _DIGIT.search(name):
        name = _VERSION.sub("", _HASHED.sub("", name)).replace("..", ".")
    if name in _GENERIC_FILES:
        parts = path.split("/")
        if not _PACKAGE_ROOTS.isdisjoint(parts[:-2]):
            return f"{parts[-2]}/{name}"
    return "" if name in _PLACELESS else name[:_LONGEST_NAME]


def script_function(name: str) -> str:
    """A function of Lua, JavaScript or Python: its last name, without its receiver."""
    name = name.strip("'`\"*")
    if name in _PLACELESS or name[0] == "<":
        return "" if name != "<module>" else name
    if name.startswith("async "):
        name = name[6:]
    cut = name.find(" [as ")
    name = name[:cut] if cut > 0 else name
    if name.startswith("new "):
        return name
    name = name[max(name.rfind("."), name.rfind(":"), name.rfind("/")) + 1 :] or name
    return "" if name in _PLACELESS else name[:_LONGEST_NAME]


def qualified_function(name: str) -> str:
    """A function of a compiled language: no arguments, template arguments, counters or hashes."""
    name = name.strip()[:_LONGEST_NAME]
    name = _OFFSET.sub("", name) if "+" in name else name
    name = _RUST_HASH.sub("", name) if "::h" in name else name
    if name in _PLACELESS or _ONLY_ADDRESS.match(name):
        return ""
    name = _without_brackets(name)
    name = name.replace("[...]", "")
    for mark in _MARKED_ANONYMOUS:
        name = name.replace(mark, "")
    return (_COUNTED.sub("", name) if _DIGIT.search(name) else name).strip(": ")


def _without_brackets(name: str) -> str:
    """Without `(arguments)` and `<template arguments>`; a Go receiver `(*T)` stays."""
    if "(" not in name and "<" not in name:
        return name
    kept, depth = [], 0
    for position, each in enumerate(name):
        opens_receiver = each == "(" and name[position + 1 : position + 2] == "*"
        if each in "<(" and not opens_receiver and name[:position] != "":
            depth += 1
        elif each in ">)" and depth:
            depth -= 1
        elif not depth:
            kept.append(each)
    return "".join(kept) or name
