#!/usr/bin/env python3
"""What the documentation names is there: scripts, programs, presets, files in backquotes, linked pages and pictures."""

import json
import re
import sys

from sources import ROOT, files, relative, report

PROGRAMS = {"beamdeck", "beamdeckctl", "beamdeck-sim", "caRepeater"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
SCRIPT = re.compile(r"(?<![\w/.])\./([\w./-]+)")
BINARY = re.compile(r"\bbuild/(\w+|<preset>)/bin/([\w-]+)")
PRESET = re.compile(r"--preset[ =](\w+)")
QUOTED_PATH = re.compile(r"`((?:app|widgets|models|devices|scans|storage|plotting|simulator|resources|translations|installer"
                         r"|tests|scripts|docs|cmake)/[\w./-]+)`")


def presets():
    return {preset["name"] for preset in json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]}


def check(path):
    text = path.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
            yield f"{relative(path)}: link to {target}, which does not exist"
    for script in SCRIPT.findall(text):
        if not (ROOT / script).is_file() or not (ROOT / script).stat().st_mode & 0o111:
            yield f"{relative(path)}: ./{script} is not an executable file"
    for preset, program in BINARY.findall(text):
        if preset != "<preset>" and preset not in presets():
            yield f"{relative(path)}: there is no preset {preset}"
        if program not in PROGRAMS:
            yield f"{relative(path)}: there is no program {program}"
    for preset in PRESET.findall(text):
        if preset not in presets():
            yield f"{relative(path)}: there is no preset {preset}"
    for name in QUOTED_PATH.findall(text):
        if not (ROOT / name).exists():
            yield f"{relative(path)}: {name} does not exist"


def main():
    pages = files(".md")
    problems = [problem for page in pages for problem in check(page)]
    if ROOT / "README.md" not in pages:
        problems.append("README.md is missing")
    return report(f"{len(pages)} pages of documentation", problems)


if __name__ == "__main__":
    sys.exit(main())
