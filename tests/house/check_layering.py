#!/usr/bin/env python3
"""Holds the layers apart: who may include and link whom, one namespace per folder, and no constructs that the house forbids.

Usage: check_layering.py [QT_HEADERS]     the folder with QtCore/, QtGui/ and so on
"""

import re
import sys
from pathlib import Path

from sources import CODE, ROOT, bare_code, files, relative, report, top

# Folder: the folders it may include and link besides itself.
LAYERS = {
    "devices": set(),
    "plotting": set(),
    "simulator": {"devices"},
    "scans": {"devices"},
    "storage": {"scans", "devices"},
    "models": {"storage", "scans", "devices"},
    "widgets": {"plotting", "models", "storage", "scans", "devices"},
    "app": {"widgets", "plotting", "models", "storage", "scans", "simulator", "devices", "translations"},
}
WITHOUT_WINDOWS = {"devices", "simulator", "scans", "storage", "models"}
WINDOW_MODULES = ("QtGui", "QtWidgets", "QtSvg", "QtSvgWidgets", "QtPrintSupport", "QtOpenGL", "QtOpenGLWidgets")

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
NAMESPACE = re.compile(r"^namespace\s+([A-Za-z_]\w*)", re.M)
LINKED = re.compile(r"\bbeamdeck_([a-z]+)\b")
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
FORBIDDEN = {
    "processEvents": re.compile(r"\bprocessEvents\s*\("),
    "SIGNAL/SLOT string": re.compile(r"\b(SIGNAL|SLOT)\s*\("),
    "raw delete": re.compile(r"(?<![=\w])\s*\bdelete\b\s*(\[\s*\])?\s*[\w(:*]"),
    "empty catch": re.compile(r"\bcatch\s*\([^)]*\)\s*\{\s*\}"),
    "qWait": re.compile(r"\bqWait\s*\("),
    "sender()": re.compile(r"\bsender\(\)"),
    "recursive mutex": re.compile(r"\brecursive_mutex\b|\bQRecursiveMutex\b"),
}
DELETED_FUNCTION = re.compile(r"=\s*delete\s*;")
MUTEX = re.compile(r"\bstd::(shared_|timed_)?mutex\b|\bQMutex\b|\bQReadWriteLock\b")
# Values cross threads through the mailbox and the document queue. Besides these lock: what provides channels, which are used
# from every thread; and the board on which the engine's newest report is read.
MAY_LOCK = ("devices/channel/", "devices/ca/", "devices/local/", "scans/engine/documentqueue", "scans/engine/reportboard")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def check_includes(path, text, window_headers):
    folder = top(path)
    allowed = LAYERS[folder] | {folder}
    for match in INCLUDE.finditer(text):
        place = f"{relative(path)}:{line_of(text, match.start())}"
        target = match.group(2)
        first = target.split("/")[0]
        if match.group(1) == '"' and first in LAYERS and "/" in target:
            if first not in allowed:
                yield f"{place}: {folder} must not include {first} ({target})"
            if not (ROOT / target).is_file():
                yield f"{place}: {target} does not exist"
        elif match.group(1) == '"' and "/" not in target and not generated(target):
            yield f'{place}: "{target}" does not start at the root of the repository'
        if folder in WITHOUT_WINDOWS and (first in WINDOW_MODULES or target in window_headers):
            yield f"{place}: {folder} must do without windows (<{target}>)"


def generated(name):
    return name.endswith(".moc") or (name.startswith("moc_") and name.endswith(".cpp"))


def check_namespaces(path, text):
    """The outermost namespace is the folder; those of layers below may be opened to declare a class ahead."""
    folder = top(path)
    position = 0
    while match := NAMESPACE.search(text, position):
        end = closing_brace(text, text.find("{", match.end()))
        body = text[text.find("{", match.end()) + 1:end]
        position = end
        declares_ahead = match.group(1) in LAYERS[folder] and "{" not in body
        if match.group(1) not in (folder, "std", "Qt") and not declares_ahead:
            yield f"{relative(path)}:{line_of(text, match.start())}: namespace {match.group(1)} in {folder}/"


def closing_brace(text, opening):
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if brace.group(0) == "{" else -1
        if depth == 0:
            return brace.end()
    return len(text)


def check_forbidden(path, text):
    text = DELETED_FUNCTION.sub(";", text)
    for name, pattern in FORBIDDEN.items():
        if name == "empty catch" and top(path) == "tests":
            continue  # a test may play a plan that takes no notice
        for match in pattern.finditer(text):
            yield f"{relative(path)}:{line_of(text, match.start())}: {name}"
    if top(path) in LAYERS and not relative(path).startswith(MAY_LOCK):
        for match in MUTEX.finditer(text):
            yield f"{relative(path)}:{line_of(text, match.start())}: a mutex outside {', '.join(MAY_LOCK)}"


def check_links(folder):
    text = re.sub(r"#[^\n]*", "", (ROOT / folder / "CMakeLists.txt").read_text())
    for name in sorted(set(LINKED.findall(text))):
        if name in LAYERS and name not in LAYERS[folder] | {folder}:
            # Programs stand with their library but are not part of it.
            if not (folder == "simulator" and name == "app"):
                yield f"{folder}/CMakeLists.txt: {folder} must not link {name}"


def window_headers(qt_headers):
    names = set()
    for module in WINDOW_MODULES:
        folder = Path(qt_headers) / module
        if folder.is_dir():
            names |= {entry.name for entry in folder.iterdir()}
    return names - {entry.name for entry in (Path(qt_headers) / "QtCore").iterdir()}


def main():
    headers = window_headers(sys.argv[1]) if len(sys.argv) > 1 else set()
    problems = []
    code = files(*CODE)
    for path in code:
        text = path.read_text(encoding="utf-8")
        bare = bare_code(text)
        if top(path) in LAYERS:
            problems += check_includes(path, bare, headers)
            problems += check_namespaces(path, bare)
        problems += check_forbidden(path, bare)
    for path in files(*CODE, ".cmake", ".sh", ".py") + [f for f in files(".txt") if f.name == "CMakeLists.txt"]:
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if LEFTOVER.search(line):
                problems.append(f"{relative(path)}:{number}: {line.strip()}")
    for folder in LAYERS:
        problems += check_links(folder)
    if len(code) < 20:
        problems.append(f"only {len(code)} source files were found below {ROOT}")
    return report(f"layering of {len(code)} source files", problems)


if __name__ == "__main__":
    sys.exit(main())
