import json
import shutil

import pytest

from sandman.finetune.base import find_folder
from sandman.finetune.hub import locate
from sandman.finetune.plan.known import CONFIGS
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


@pytest.fixture
def published(tmp_path):
    """The configurations of the base of that name, in a folder of another."""
    return lambda name: shutil.copytree(CONFIGS / name, tmp_path / "my-own")


@pytest.fixture
def flux(published):
    """Those of a FLUX.1, with some of its transformer's changed."""

    def copied(name, **changed):
        folder = published(name)
        config = folder / "transformer" / "config.json"
        config.write_text(json.dumps(json.loads(config.read_text()) | changed))
        return folder

    return copied


@pytest.mark.parametrize("name", ["flux-dev", "flux-schnell"])
def test_a_flux_in_a_folder_has_the_numbers_of_its_own_kind(flux, name):
    said: list[str] = []
    found, known = locate(str(flux(name)), said=said.append).defaults, BASES[name]
    for number in ("resolution", "steps", "paint_steps", "guidance", "training_adapter"):
        assert getattr(found, number) == getattr(known, number), number
    assert found.name == "my-own"
    assert not said


def test_a_distilled_base_of_another_build_is_taught_without_an_adapter_and_that_is_said(flux):
    folder = flux("flux-schnell", num_single_layers=2)
    said: list[str] = []
    assert locate(str(folder), said=said.append).defaults.training_adapter == ""
    assert "`my-own` paints without guidance" in said.pop()
    assert not said

    (folder / "defaults.toml").write_text('training_adapter = "somebody/adapter"\nlicence = "MIT"\n')
    defaults = locate(str(folder), said=said.append).defaults
    assert (defaults.training_adapter, defaults.licence) == ("somebody/adapter", "MIT")
    assert not said


@pytest.mark.parametrize(
    ("name", "file", "distilled"),
    [
        ("flux2-klein-4b", "model_index.json", {"is_distilled": True}),
        ("z-image", "scheduler/scheduler_config.json", {"shift": 3.0}),
    ],
)
def test_a_distilled_member_of_a_family_is_told_as_schnell_is(published, name, file, distilled):
    said: list[str] = []
    folder = published(name)
    locate(str(folder), said=said.append)
    assert not said

    config = folder / file
    config.write_text(json.dumps(json.loads(config.read_text()) | distilled))
    locate(str(folder), said=said.append)
    assert "`my-own` paints without guidance" in said.pop()
    (folder / "defaults.toml").write_text('training_adapter = "somebody/adapter"\n')
    locate(str(folder), said=said.append)
    assert not said


def test_a_flux_that_does_not_say_how_it_is_built_is_refused(flux):
    folder = flux("flux-dev")
    (folder / "transformer" / "config.json").unlink()
    with pytest.raises(Unusable, match=r"there is no `.*transformer/config\.json`"):
        find_folder(folder)


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
