#!/usr/bin/env python3
"""Every translation parses, names its language, and keeps the place markers (%1, %n) of its source. Prints how complete each is.

Usage: check_catalogs.py [LUPDATE]     with lupdate also: every text in the sources has a context, and how many are new
"""

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from pathlib import Path

from sources import ROOT, relative, report

LANGUAGES = ("en", "de", "fr")  # English has plurals only
FOLDERS = ("app", "devices", "models", "plotting", "scans", "simulator", "storage", "widgets")
LOST = re.compile(r"^(\S+:\d+: (?:tr\(\) cannot be called without context|Class '\S+::[A-Z]\w*' lacks Q_OBJECT macro))", re.M)
MARKER = re.compile(r"%(?:L?\d+|n)")


def translated_texts(message):
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("vanished", "obsolete"):
        return None
    if translation.get("type") == "unfinished":
        return []
    forms = [form.text or "" for form in translation.findall("numerusform")]
    return forms or [translation.text or ""]


def markers(text, numerus):
    """A plural form may spell its number out, so %n is not asked for there."""
    found = sorted(MARKER.findall(text))
    return [marker for marker in found if marker != "%n"] if numerus else found


def check(language):
    path = ROOT / "translations" / f"beamdeck_{language}.ts"
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        return [f"{relative(path)}: {error}"]
    problems = []
    if not (root.get("language") or "").startswith(language):
        problems.append(f"{relative(path)}: language is {root.get('language')}, expected {language}")
    done = total = 0
    for context in root.iter("context"):
        for message in context.iter("message"):
            texts = translated_texts(message)
            if texts is None:
                continue
            total += 1
            source = message.findtext("source") or ""
            numerus = message.get("numerus") == "yes"
            done += 1 if texts and all(texts) else 0
            for text in texts:
                if markers(text, numerus) != markers(source, numerus):
                    problems.append(f"{relative(path)}: “{source}” and “{text}” differ in their place markers")
    print(f"{relative(path)}: {done} of {total} texts translated")
    return problems


def texts_of(path):
    return {(context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            for context in ElementTree.parse(path).getroot().iter("context") for message in context.iter("message")}


def check_sources(lupdate):
    """A text whose context lupdate cannot tell is never found when the program runs."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        result = subprocess.run([lupdate, "-locations", "none", "-I", ".", *FOLDERS, "-ts", str(fresh)],
                                cwd=ROOT, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            return [f"lupdate failed: {result.stderr.strip()}"]
        wanted = texts_of(fresh)
    for language in LANGUAGES[1:]:
        known = texts_of(ROOT / "translations" / f"beamdeck_{language}.ts")
        print(f"{language}: {len(wanted - known)} new and {len(known - wanted)} gone of {len(wanted)} texts in the sources")
    return [line.removeprefix(f"{ROOT}/") for line in LOST.findall(result.stderr + result.stdout)]


def main():
    problems = [problem for language in LANGUAGES for problem in check(language)]
    if not problems and len(sys.argv) > 1:
        problems += check_sources(sys.argv[1])
    return report("translations", problems)


if __name__ == "__main__":
    sys.exit(main())
