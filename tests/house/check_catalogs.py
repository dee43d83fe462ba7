#!/usr/bin/env python3
"""Every translation parses, names its language, and keeps the place markers (%1, %n) of its source. Prints how complete each is."""

import re
import sys
import xml.etree.ElementTree as ElementTree

from sources import ROOT, relative, report

LANGUAGES = ("de", "fr")
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


def main():
    return report("translations", [problem for language in LANGUAGES for problem in check(language)])


if __name__ == "__main__":
    sys.exit(main())
