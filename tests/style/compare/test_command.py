import json
import shutil

import pytest
import tomli_w
from typer.testing import CliRunner

from sandman.cli import app
from sandman.cli.style.auto import _Here
from sandman.finetune.plan import Machine, make_plan
from sandman.styles import Recipe, Unusable
from sandman.styles.recipe import Comparing
from tests.style import tiny
from tests.style.publish.trained import a_training


@pytest.fixture
def planned_here(monkeypatch):
    """Torch is here already: another process would load it for twenty seconds."""
    allowed = []

    def plan(base, training, *, device, memory_bytes):
        allowed.append(memory_bytes)
        return make_plan(base, training, machine=Machine.look(device))

    monkeypatch.setattr("sandman.finetune.apart.plan_apart", plan)
    return allowed


@pytest.fixture
def seen(monkeypatch):
    """What would have been compared."""
    seen = []

    def compare(*_, **given):
        seen.append(given)
        raise Unusable("seen enough")

    monkeypatch.setattr("sandman.finetune.compare.compare", compare)
    return seen


@pytest.fixture
def put_side_by_side(planned_here, seen, base, pictures, tmp_path):
    """What the command would compare, typed for a training over nf4 whose recipe names seven prompts."""
    moon = a_training(tmp_path / "moon", base)
    recipe = {
        "base": str(base.folder),
        "dataset": {"folder": str(pictures[0].path.parent)},
        "train": {"quantisation": "nf4", "checkpointing": 0.0, "batch": 4, "samples": 0},
        "compare": {"prompts": [f"a fox in field {number}" for number in range(7)]},
    }
    (moon / "recipe.toml").write_text(tomli_w.dumps(recipe))

    def type_it(*options):
        where = ["--base", str(base.folder), "--adapter", str(moon), "--out", str(tmp_path / "out")]
        told = CliRunner().invoke(app, ["style", "compare", *where, *options])
        assert "seen enough" in told.stderr
        return seen[-1]

    return type_it


def test_all_that_a_recipe_names_is_painted_and_fewer_where_a_count_is_given(put_side_by_side):
    assert len(put_side_by_side()["prompts"]) == 7
    assert put_side_by_side("--count", "2")["prompts"] == ["a fox in field 0", "a fox in field 1"]


def test_a_style_trained_over_a_small_base_elsewhere_is_compared_over_a_whole_one_where_that_fits(
    put_side_by_side,
):
    placement = put_side_by_side("--device", "cpu")["placement"]
    assert placement.quantisation == "none"  # there is no nf4 on a CPU


def test_the_first_of_a_file_are_painted_six_where_no_count_is_given(put_side_by_side, tmp_path):
    file = tmp_path / "prompts.txt"
    file.write_text("\n".join(f"an owl on branch {number}" for number in range(9)))

    assert len(put_side_by_side("--prompts", str(file))["prompts"]) == 6
    assert put_side_by_side("--prompts", str(file), "--count", "8")["prompts"][-1] == "an owl on branch 7"


def test_the_command_prints_the_sheet_and_a_verdict(
    planned_here, base, training, pictures, network, tmp_path, monkeypatch
):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SANDMAN_OLLAMA_URL", "off")
    where = ["--base", str(base.folder), "--adapter", str(training), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, ["style", "compare", *where, "--count", "2", "--json"])
    assert told.exit_code == 2
    assert "--dataset DIR" in told.stderr
    given = [*where, "--count", "2", "--dataset", str(pictures[0].path.parent), "--device", "cpu", "--json"]
    given += ["--network", str(network)]
    told = CliRunner().invoke(app, ["style", "compare", *given])
    assert told.exit_code == 0, told.stderr
    printed = json.loads(told.stdout)
    assert printed["best"]["name"] == "finished"
    assert -2 <= printed["best"]["network"] <= 2
    assert "over 2 pairs" in printed["verdict"]


def test_the_recipe_of_a_training_is_found_from_inside_it(put_side_by_side, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path / "moon/checkpoints/step-000020")
    assert len(put_side_by_side("--adapter", ".")["prompts"]) == 7


def test_an_unattended_run_compares_by_its_recipe_of_now_and_not_of_when_it_was_trained(
    put_side_by_side, planned_here, seen, tmp_path
):
    put_side_by_side()
    kept = Recipe.from_toml((tmp_path / "moon/recipe.toml").read_text(), where="it")
    now = kept.model_copy(
        update={
            "out": str(tmp_path / "moon"),
            "memory": "3GB",
            "compare": Comparing(prompts=("a mouse in a teacup",)),
        }
    )
    with pytest.raises(Unusable, match="seen enough"):
        _Here(tmp_path / "recipe.toml").compare(now)
    assert seen[-1]["prompts"] == ["a mouse in a teacup"]
    assert planned_here == [None, 3 * 10**9]


def test_every_candidate_is_whole_before_anything_is_planned(base, planned_here, pictures, tmp_path):
    moon = a_training(tmp_path / "moon", base)
    shutil.copytree(moon / "adapter", moon / "earlier/step-000010")
    [adapter] = (moon / "earlier/step-000010").glob("pytorch_lora*")
    adapter.write_bytes(adapter.read_bytes()[:-1])
    given = ["--base", str(base.folder), "--adapter", str(moon), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, ["style", "compare", *given, "--dataset", str(pictures[0].path.parent)])
    assert told.exit_code == 2
    assert "is cut short" in told.stderr
    assert not planned_here


def test_an_adapter_of_another_base_is_refused_before_anything_is_painted(
    bases, training, pictures, tmp_path
):
    other = tiny.sdxl_tiny(bases)
    given = ["--base", str(other), "--adapter", str(training), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, ["style", "compare", *given, "--dataset", str(pictures[0].path.parent)])
    assert told.exit_code == 3
    assert "was trained on `sd`" in told.stderr
    assert not (tmp_path / "out").exists()
