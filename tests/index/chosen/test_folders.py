from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.index.chosen.folders import model_folder, version_of


def folder_with(folder: Path, **contents: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in contents.items():
        (folder / name.replace("_", ".", 1)).write_text(text, encoding="utf-8")
    return folder


def never_download(name: str, only_here: bool) -> Path:
    raise AssertionError(f"{name} was to be read where it is")


def test_a_folder_is_read_where_it_is(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "mine", config_json="{}")

    assert model_folder(str(folder), setting="S", download=never_download) == folder


def test_a_folder_that_is_not_there_is_not_looked_for_on_the_hub(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"S: there is no folder .*/none; name another"):
        model_folder(str(tmp_path / "none"), setting="S", download=never_download)


def test_what_was_downloaded_before_needs_no_network(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "snapshots" / "c0ffee", model_safetensors="weights")
    asked: list[tuple[str, bool]] = []

    def download(name: str, only_here: bool) -> Path:
        asked.append((name, only_here))
        return folder

    assert model_folder("someone/model", setting="S", download=download) == folder
    assert asked == [("someone/model", True)]


def test_what_is_not_here_is_downloaded_once(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "snapshots" / "c0ffee", model_safetensors="weights")

    def download(name: str, only_here: bool) -> Path:
        if only_here:
            raise FileNotFoundError(name)
        return folder

    assert model_folder("someone/model", setting="S", download=download) == folder


def test_a_download_without_weights_is_made_whole(tmp_path: Path) -> None:
    cut = folder_with(tmp_path / "cut", config_json="{}")
    whole = folder_with(tmp_path / "whole", model_safetensors="weights")

    def download(name: str, only_here: bool) -> Path:
        return cut if only_here else whole

    assert model_folder("someone/model", setting="S", download=download) == whole


def test_a_name_that_cannot_be_had_is_said_in_one_line_with_what_to_do() -> None:
    def download(name: str, only_here: bool) -> Path:
        raise ConnectionError("no network")

    with pytest.raises(ModelUnavailable) as raised:
        model_folder("someone/model", setting="ASSISTANT_JUDGE_MODEL", download=download)

    assert str(raised.value) == (
        "ASSISTANT_JUDGE_MODEL: the model someone/model is not on this machine and cannot be "
        "downloaded; check the name and the network, or name the folder of a downloaded model"
    )


def test_a_version_is_of_what_the_files_say_and_not_of_where_they_are(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "one", config_json="{}", README_md="first")
    moved = folder_with(tmp_path / "moved", config_json="{}", README_md="second")
    other = folder_with(tmp_path / "other", config_json='{"a": 1}', README_md="first")

    assert version_of(one) == version_of(moved) != version_of(other)


def test_the_version_of_a_download_is_its_commit(tmp_path: Path) -> None:
    assert version_of(tmp_path / "models--a--b" / "snapshots" / "c0ffee") == "c0ffee"
