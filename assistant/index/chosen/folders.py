"""Where a model that the settings name keeps its files, and which version of it they are.

A model is a folder, or a name on the Hugging Face hub. A name that was downloaded before is read
from the hub's cache, without a look at the network.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import ModelUnavailable
from assistant.index.embeddings import OFFLINE, QUIET, environment

WEIGHTS = (".safetensors", ".bin")
# What decides what a model computes; the rest of its folder is for people and other programs.
READ = (*WEIGHTS, ".json", ".txt", ".model")
OTHER_PROGRAMS = ("onnx", "openvino", "coreml")
NOT_DOWNLOADED = (*(f"{name}/*" for name in OTHER_PROGRAMS), "*.onnx", "*.h5", "*.msgpack", "*.ot")
SNAPSHOTS = "snapshots"  # the folder of the hub's cache that has a folder for every commit
BEGINS_A_PATH = (".", "~", "/")
# What the libraries raise on files that are missing, cut short, or of no model that they know.
UNUSABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, ImportError, RuntimeError)
MOST_SAID = 200  # characters of what a library says

Download = Callable[[str, bool], Path]
"""A model's folder by its name; with True, only where it was downloaded before (else OSError)."""


def download_model(name: str, only_here: bool) -> Path:
    """The folder of a model of the hub."""
    with environment(QUIET):
        from huggingface_hub import snapshot_download

    ignored = list(NOT_DOWNLOADED)
    return Path(snapshot_download(name, ignore_patterns=ignored, local_files_only=only_here))


@contextlib.contextmanager
def loading(folder: Path, *, setting: str) -> Iterator[None]:
    """Load a model within, offline; whatever goes wrong in it is said in one line."""
    from safetensors import SafetensorError

    try:
        with environment(OFFLINE):
            yield
    except (*UNUSABLE, SafetensorError) as error:
        why = " ".join(str(error).split())[:MOST_SAID]
        raise ModelUnavailable(
            f"{setting}: the model in {folder} cannot be loaded ({type(error).__name__}: {why}); "
            "download it again or name another"
        ) from error


def model_folder(name: str, *, setting: str, download: Download = download_model) -> Path:
    """A model's folder; it is downloaded where it is not on this machine.

    Raises:
        ModelUnavailable: There is no such folder, or the name cannot be had.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if name.startswith(BEGINS_A_PATH) or name.count("/") > 1:
        raise ModelUnavailable(f"{setting}: there is no folder {name}; name another")
    for whole in (name,) if "/" in name else (f"sentence-transformers/{name}", name):
        for only_here in (True, False):
            try:
                found = download(whole, only_here)
            except (OSError, ValueError):  # not there, no network, not a name, refused
                continue
            if any(path.suffix in WEIGHTS for path in found.rglob("*")):
                return found
    raise ModelUnavailable(
        f"{setting}: the model {name} is not on this machine and cannot be downloaded; "
        "check the name and the network, or name the folder of a downloaded model"
    )


def version_of(folder: Path) -> str:
    """The same for the same files, wherever they are: the hub's commit, or a digest of them."""
    if folder.parent.name == SNAPSHOTS:
        return folder.name
    return _digest(folder)


@cache
def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and path.suffix in READ and name.parts[0] not in OTHER_PROGRAMS:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            digest.update(f"{name.as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


def config_of(folder: Path, *, setting: str) -> dict[str, Any]:
    """What `config.json` says of the network; nothing where the model has none at its top."""
    try:
        said = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"{setting}: {folder / 'config.json'} cannot be read ({type(error).__name__}); "
            "download the model again"
        ) from error
    return said if isinstance(said, dict) else {}


def architecture_of(config: dict[str, Any]) -> str:
    """The class that the weights were saved from; empty where nothing says so.

    >>> architecture_of({"architectures": ["BertForSequenceClassification"]})
    'BertForSequenceClassification'
    """
    return str((config.get("architectures") or [""])[0])
