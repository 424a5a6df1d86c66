"""Holds one LibreOffice and converts what it is told. Run by a Python that has LibreOffice's own module ``uno``.

    python office_worker.py PROFILE     a line of JSON for each file: its URL, the target's, the filter; what went wrong

Every document is closed after its request, so that the next one finds LibreOffice as the first did.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def started(profile: str) -> Any:
    """The desktop of a new LibreOffice."""
    pipe = f"dxbook{os.getpid()}"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nodefault"]
    subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                     stderr=subprocess.DEVNULL)
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    while True:  # our caller minds the time
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            time.sleep(0.05)


def having(name: str, value: Any) -> tuple[Any, ...]:
    each = PropertyValue()
    each.Name, each.Value = name, value
    return (each,)


def convert(desktop: Any, source: str, target: str, filter_name: str) -> str:
    document = None
    try:
        document = desktop.loadComponentFromURL(source, "_blank", 0, having("Hidden", True))
        document.storeToURL(target, having("FilterName", filter_name))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        if document is not None:
            document.close(True)
    return ""


def main(profile: str) -> None:
    desktop = started(profile)
    for line in sys.stdin:
        print(json.dumps(convert(desktop, *json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
