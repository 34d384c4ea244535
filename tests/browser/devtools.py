"""A page of a real browser, driven over the pipe that chromium offers, with no library between."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

PATIENCE = 30.0  # seconds
KEYS = {"Tab": 9, "Enter": 13}


class Refused(RuntimeError):
    """The browser does not do what it is told: there is no such thing, or not any longer."""


class Tab:
    """One page. What goes wrong on it, by its own account, is kept in `faults`."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._sent = 0
        self._rest = b""
        self._session: str | None = None
        self.faults: list[str] = []
        made = self._call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._call("Target.attachToTarget", targetId=made, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Log", "Runtime"):
            self._call(f"{domain}.enable")

    def open(self, url: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._call("Page.navigate", url=url)
        self.until(f"location.href.startsWith({json.dumps(url)})")
        self.until("document.readyState === 'complete'")

    def script(self, expression: str) -> Any:
        """What an expression comes to on the page."""
        told = self._call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, condition: str) -> None:
        """Wait for an expression to be true."""
        end = time.monotonic() + PATIENCE
        while not self._is_so(condition):
            assert time.monotonic() < end, f"never: {condition}"
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press a key, as the reader does."""
        text = {"text": "\r"} if key == "Enter" else {}
        said = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        self._call("Input.dispatchKeyEvent", type="keyDown", **said, **text)
        self._call("Input.dispatchKeyEvent", type="keyUp", **said)

    def choose_file(self, selector: str, path: str) -> None:
        """Choose a file in the field that a selector finds."""
        root = self._call("DOM.getDocument")["root"]["nodeId"]
        node = self._call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._call("DOM.setFileInputFiles", nodeId=node, files=[path])

    def narrow(self, width: int) -> None:
        """Make the window as wide as a phone's."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=False,
        )

    def without_scripts(self) -> None:
        """Let pages run no scripts of their own from here on."""
        self._call("Emulation.setScriptExecutionDisabled", value=True)

    def _is_so(self, condition: str) -> bool:
        try:
            return bool(self.script(condition))
        except Refused:  # the page was left while it was asked
            return False

    def _call(self, method: str, **given: Any) -> Any:
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": given}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown"):
                self.faults.append(json.dumps(told["params"]))
            if told.get("id") == self._sent:
                if "error" in told:
                    raise Refused(told["error"]["message"])
                return told["result"]

    def _next(self) -> Any:
        while b"\0" not in self._rest:
            part = os.read(self._read, 65_536)
            assert part, "the browser has gone"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)


@contextmanager
def driven(command: Sequence[str]) -> Iterator[Tab]:
    """A tab of the browser that a command starts; it reads descriptor 3 and writes 4."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    redirected = f'exec "$@" 3<&{to_read} 4>&{from_write}'
    browser = subprocess.Popen(
        ["/bin/bash", "-c", redirected, "-", *command, "--remote-debugging-pipe"],
        pass_fds=(to_read, from_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(from_write)
    try:
        yield Tab(to_write, from_read)
    finally:
        browser.terminate()
        browser.wait(timeout=PATIENCE)
        os.close(to_write)
        os.close(from_read)
