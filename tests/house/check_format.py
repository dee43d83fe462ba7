#!/usr/bin/env python3
"""Every C++ file is as clang-format leaves it. Usage: check_format.py CLANG_FORMAT

Other versions than 14 break some lines elsewhere, so with them the check is skipped (exit status 77).
"""

import re
import subprocess
import sys

from sources import CODE, ROOT, files, report

VERSION = "14"


def main():
    clang_format = sys.argv[1]
    try:
        banner = subprocess.run([clang_format, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"clang-format {VERSION} is not there: {error}")
        return 77
    version = re.search(r"version (\d+)", banner)
    if not version or version.group(1) != VERSION:
        print(f"clang-format {VERSION} is needed; this is {banner.strip()}")
        return 77
    code = files(*CODE)
    result = subprocess.run([clang_format, "--dry-run", "-Werror", "--style=file", *map(str, code)],
                            capture_output=True, text=True, cwd=ROOT, check=False)
    places = re.findall(r"^(\S+?):(\d+):\d+: error:", result.stderr, re.M)
    first = {}
    for name, line in places:
        first.setdefault(name.removeprefix(f"{ROOT}/"), line)
    problems = [f"{name}:{line}: not formatted from here on" for name, line in first.items()]
    if result.returncode != 0 and not problems:
        problems.append(result.stderr.strip())
    return report(f"formatting of {len(code)} source files", problems)


if __name__ == "__main__":
    sys.exit(main())
