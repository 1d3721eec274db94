import json

import pytest

from sandman.finetune.base import find_folder
from sandman.styles import BASES, Family, Unusable


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "model_index.json").write_text(json.dumps({"_class_name": "StableDiffusionPipeline"}))
    return tmp_path


def test_a_base_in_a_folder_has_its_familys_numbers(folder):
    found = find_folder(folder)
    assert found.family is Family.SD
    assert found.defaults.name == folder.name
    assert found.defaults.resolution == BASES["sd15"].resolution


def test_what_a_base_says_of_itself_counts_more(folder):
    (folder / "defaults.toml").write_text('resolution = 96\nguidance = 3.0\nlicence = "Apache-2.0"\n')
    defaults = find_folder(folder).defaults
    assert (defaults.resolution, defaults.guidance, defaults.licence) == (96, 3.0, "Apache-2.0")
    assert defaults.rank == BASES["sd15"].rank


@pytest.mark.parametrize("said", ["resolution = \n", "colour = 3\n", 'resolution = "big"\n'])
def test_what_cannot_be_used_of_that_is_said(folder, said):
    (folder / "defaults.toml").write_text(said)
    with pytest.raises(Unusable, match=r"defaults\.toml"):
        find_folder(folder)


def test_a_folder_that_holds_no_base(tmp_path):
    with pytest.raises(Unusable, match="no base"):
        find_folder(tmp_path)
