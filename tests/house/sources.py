"""The files of the source tree, for the checks in this folder."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = {".h", ".cpp"}
NOT_SOURCES = {".git", "build", "out", ".cache"}


def files(*suffixes):
    """Tracked files and new ones that are not ignored; every file outside build folders where there is no repository."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listing.returncode == 0:
        names = [name for name in listing.stdout.decode().split("\0") if name]
    else:
        names = []
        for folder, below, here in os.walk(ROOT):
            below[:] = [name for name in below if name not in NOT_SOURCES]
            names += [os.path.relpath(os.path.join(folder, name), ROOT) for name in here]
    paths = sorted(ROOT / name for name in set(names))
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def relative(path):
    return path.relative_to(ROOT).as_posix()


def top(path):
    return path.relative_to(ROOT).parts[0]


COMMENT_OR_STRING = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^\s()\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.S)


def bare_code(text):
    """Without comments and the contents of strings; lines keep their numbers. Includes are left as they are."""

    def blank(match):
        piece = match.group(0)
        line_start = text.rfind("\n", 0, match.start()) + 1
        if piece.startswith('"') and text[line_start:match.start()].lstrip().startswith("#include"):
            return piece
        return ('""' if piece[0] in '"R' else "") + "\n" * piece.count("\n")

    return COMMENT_OR_STRING.sub(blank, text)


def report(what, problems):
    """Prints the problems; the exit status for them."""
    for problem in problems:
        print(problem)
    print(f"{what}: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0
