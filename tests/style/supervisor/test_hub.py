"""Finding a base on the hub, through the hub's own library, against a strict stand-in on loopback."""

import errno
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import httpx2
import huggingface_hub
import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from sandman.finetune.hub import fetch_adapter, locate
from sandman.ports.errors import ModelMissing
from sandman.providers.illustration.diffusion.bases import base_at
from sandman.styles import BASES, NoRoom, PersonMustAct, Unusable
from sandman.styles.files import fetching
from tests.style.supervisor.hub import COMMIT, Hub
from tests.vendors.serving import serving

ASK = """
import json, sys
from sandman.finetune import hub
from sandman.providers.illustration.diffusion.bases import base_at
from sandman.styles import StyleFault
for asked, token in json.loads(sys.argv[1]):
    said = []
    try:
        found = hub.locate(asked, token=token, said=said.append)
        lying = [path for path in found.folder.rglob("*") if path.is_file()]
        files = sorted(str(path.relative_to(found.folder)) for path in lying)
        told = [found.source, found.defaults.name, found.defaults.licence, found.family, files]
        painted_with = base_at(asked)
        same = painted_with.folder == found.folder and painted_with.card.fingerprint == found.card.fingerprint
        print(json.dumps({"found": told, "said": said, "painted_with": same}))
    except StyleFault as fault:
        print(json.dumps({"fault": type(fault).__name__, "message": fault.message, "hint": fault.hint}))
"""
NEEDED = (
    "README.md",
    "scheduler/scheduler_config.json",
    "text_encoder/config.json",
    "text_encoder/model.safetensors",
    "tokenizer/merges.txt",
    "unet/config.json",
    "unet/diffusion_pytorch_model.safetensors",
    "vae/config.json",
    "vae/diffusion_pytorch_model.safetensors",
)
IN_HALF = [
    name.replace("vae/diffusion_pytorch_model.", "vae/diffusion_pytorch_model.fp16.") for name in NEEDED
]
"""Of a base whose autoencoder is there in half precision only."""
SHARDS = "diffusion_pytorch_model.safetensors.index.json"
PARTS = ("scheduler", "text_encoder", "tokenizer", "unet", "vae", "safety_checker")
DECOYS = (
    "unet/diffusion_pytorch_model.fp16.safetensors",
    "unet/diffusion_pytorch_model.non_ema.safetensors",
    "unet/diffusion_pytorch_model.bin",
    "safety_checker/model.safetensors",
    "whole-model.safetensors",
)


@pytest.fixture
def model(tmp_path):
    """A base as somebody publishes one: what is needed, and much that is not. Nobody reads the weights."""
    folder = tmp_path / "published"
    for name in (*NEEDED, *DECOYS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    parts = {part: ["library", "Class"] for part in PARTS} | {"image_encoder": [None, None]}
    (folder / "model_index.json").write_text(
        json.dumps({"_class_name": "StableDiffusionPipeline", "requires_safety_checker": True, **parts})
    )
    (folder / "README.md").write_text("---\nlicense: other\nlicense_name: our-own\n---\n# A base\n")
    return folder


def ask(address: str, home: Path, *asked: tuple[str, str | None]) -> list[dict]:
    """What `locate` says to each, in a fresh process that may meet the stand-in."""
    environment = {
        **os.environ,
        "HF_ENDPOINT": address,
        "HF_HOME": str(home),
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    }
    environment.pop("HF_TOKEN", None)
    done = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps(asked)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_hub_is_asked_for_what_is_needed_and_its_refusals_are_told(model, tmp_path):
    hub = Hub(
        {
            **dict.fromkeys(("atelier/open", "atelier/gated", "atelier/begun"), model),
            "atelier/half": in_half(model, tmp_path / "half"),
            "atelier/old": of_old(model, tmp_path / "old"),
        },
        gated={"atelier/gated"},
        tokens={"stranger": set(), "friend": {"atelier/gated"}},
    )
    as_others_left_it(tmp_path / "home" / "hub", "atelier/begun", model, ("model_index.json",))
    with serving(hub.app) as address:
        gated, refused, wrong, hidden, missing, found, again, known, begun, half, old = ask(
            address,
            tmp_path / "home",
            ("atelier/gated", None),
            ("atelier/gated", "stranger"),
            ("atelier/open", "mistyped"),
            ("atelier/nothing", None),
            ("atelier/nothing", "friend"),
            ("atelier/gated", "friend"),
            ("atelier/gated", None),
            ("flux-schnell", None),
            ("atelier/begun", None),
            ("atelier/half", None),
            ("atelier/old", None),
        )
    assert gated["fault"] == "AccessRefused"
    assert "HF_TOKEN is not set" in gated["message"]
    assert f"accept them at {address}/atelier/gated" in gated["hint"]
    assert refused["fault"] == "AccessRefused"
    assert "the account of your HF_TOKEN has not" in refused["message"]
    assert f"{address}/atelier/gated" in refused["hint"]
    assert "does not take your HF_TOKEN" in wrong["message"]
    assert hidden["fault"] == "AccessRefused"
    assert "only some may see it" in hidden["message"]
    assert missing["fault"] == "Unusable"
    assert known["fault"] == "AccessRefused"
    assert BASES["flux-schnell"].hub_id in known["message"]

    source, name, licence, family, files = found["found"]
    assert (source, name, licence, family) == ("atelier/gated", "atelier/gated", "our-own", "sd")
    assert files == sorted(["model_index.json", *NEEDED])
    assert found["said"][0].startswith("Fetching atelier/gated: ")
    assert found["painted_with"]  # a book is painted with what was fetched to be taught
    # The second time it lies here, and the hub is not asked: its terms were accepted once.
    assert again == {"found": found["found"], "said": [], "painted_with": True}
    assert begun["found"] == ["atelier/begun", "atelier/begun", *found["found"][2:]]
    assert half["found"][-1] == sorted(["model_index.json", *IN_HALF])
    assert half["painted_with"]
    assert old["fault"] == "Unusable"
    assert "`atelier/old` has no `vae/*.safetensors`, and only safetensors are read" in old["message"]
    refused_before = sorted(name for name in ("model_index.json", *NEEDED) if name.endswith(".json"))
    assert sorted(hub.fetched) == sorted([*files, *NEEDED, "model_index.json", *IN_HALF, *refused_before])
    assert not hub.mistakes


def test_nothing_is_fetched_where_nothing_may_be():
    with pytest.raises(PersonMustAct, match="HF_HUB_OFFLINE keeps us from fetching it"):
        locate("atelier/nothing-of-this-name")


def test_what_others_fetched_whole_is_used_as_it_is(model, tmp_path, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    as_others_left_it(tmp_path, "atelier/whole", model, ("model_index.json", *NEEDED))
    assert locate("atelier/whole").source == "atelier/whole"


@pytest.mark.parametrize(
    "lacking",
    [
        "model_index.json",
        "vae/config.json",
        "text_encoder/model.safetensors",
        "tokenizer/merges.txt",
        "unet/part-2.safetensors",
    ],
)
def test_what_others_began_to_fetch_is_fetched_to_the_end(model, tmp_path, monkeypatch, lacking):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    shards = {"a": "diffusion_pytorch_model.safetensors", "b": "part-2.safetensors"}
    for name, holds in (("part-2.safetensors", ""), (SHARDS, json.dumps({"weight_map": shards}))):
        (model / "unet" / name).write_text(holds)
    there = {"model_index.json", *NEEDED, f"unet/{SHARDS}", "unet/part-2.safetensors"}
    as_others_left_it(tmp_path, "atelier/begun", model, there - {lacking})
    with pytest.raises(PersonMustAct, match="HF_HUB_OFFLINE keeps us from fetching it"):
        locate("atelier/begun")
    with pytest.raises(ModelMissing, match="is here in part only") as told:
        base_at("atelier/begun")
    assert "hf download atelier/begun" in told.value.hint

    as_others_left_it(tmp_path, "atelier/begun", model, {lacking})
    assert locate("atelier/begun").source == "atelier/begun"


def test_an_adapter_that_others_began_to_fetch_is_fetched_to_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    for name in ("config.json", "adapter.safetensors"):
        (tmp_path / name).touch()
    as_others_left_it(tmp_path / "cache", "atelier/adapter", tmp_path, {"config.json"})
    with pytest.raises(PersonMustAct, match="HF_HUB_OFFLINE keeps us from fetching it"):
        fetch_adapter("atelier/adapter")
    as_others_left_it(tmp_path / "cache", "atelier/adapter", tmp_path, {"adapter.safetensors"})
    assert (fetch_adapter("atelier/adapter") / "adapter.safetensors").is_file()


def in_half(model: Path, folder: Path) -> Path:
    """With its autoencoder in half precision only."""
    whole = shutil.copytree(model, folder) / "vae" / "diffusion_pytorch_model.safetensors"
    whole.rename(whole.with_name("diffusion_pytorch_model.fp16.safetensors"))
    return folder


def of_old(model: Path, folder: Path) -> Path:
    """With an autoencoder of the time before safetensors."""
    whole = shutil.copytree(model, folder) / "vae" / "diffusion_pytorch_model.safetensors"
    whole.rename(whole.with_suffix(".bin"))
    return folder


def test_the_command_that_fetches_a_base_leaves_out_what_is_there_twice_and_nothing_else():
    assert fetching("atelier/open").endswith("--exclude '*.fp16*' --exclude '*.non_ema*'")
    whole = ("model_index.json", *NEEDED, *DECOYS)
    assert fetching("atelier/open", whole) == fetching("atelier/open")
    command = fetching("atelier/half", [*IN_HALF, *DECOYS])
    left_out = [word for before, word in pairwise(shlex.split(command)) if before == "--exclude"]
    assert left_out == ["*.non_ema*", "text_encoder/*.fp16*", "unet/*.fp16*"]


def test_one_file_of_an_adapters_page_may_be_named(tmp_path, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    for name in ("first.safetensors", "second.safetensors"):
        (tmp_path / name).touch()
    as_others_left_it(tmp_path / "cache", "atelier/adapter", tmp_path, {"first.safetensors"})
    assert fetch_adapter("atelier/adapter/first.safetensors").is_file()
    with pytest.raises(PersonMustAct, match="HF_HUB_OFFLINE keeps us from fetching it"):
        fetch_adapter("atelier/adapter/second.safetensors")
    with pytest.raises(Unusable, match="there is no training adapter `/nowhere/second"):
        fetch_adapter("/nowhere/second.safetensors")


def as_others_left_it(cache: Path, hub_id: str, model: Path, names: Iterable[str]) -> None:
    """As an older library leaves it, or who fetches file by file: nobody remembers what the page lists."""
    home = cache / f"models--{hub_id.replace('/', '--')}"
    (home / "refs").mkdir(parents=True, exist_ok=True)
    (home / "refs" / "main").write_text(COMMIT)
    for name in names:
        there = home / "snapshots" / COMMIT / name
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(model / name, there)


def test_a_name_that_means_nothing_is_told_what_would():
    with pytest.raises(Unusable, match="no base `sd16`") as refused:
        locate("sd16")
    assert "sd15" in refused.value.hint


def test_a_folder_is_taken_as_it_lies_with_the_licence_of_its_card(model, tmp_path):
    found = locate(str(model))
    assert (found.folder, found.defaults.name, found.defaults.licence) == (model, "published", "our-own")
    with pytest.raises(Unusable, match="there is no `model_index"):
        locate(str(tmp_path))


CUT_OFF = [
    (httpx2.ConnectError("Connection refused"), PersonMustAct, "Connection refused"),
    (httpx2.ReadError(""), PersonMustAct, "ReadError"),
    (httpx2.RemoteProtocolError("peer closed connection"), PersonMustAct, "peer closed connection"),
    (httpx2.ProxyError("407 Proxy Authentication Required"), PersonMustAct, "407 Proxy"),
    (RuntimeError("Data processing error: CAS service error : Reqwest Error"), PersonMustAct, "CAS service"),
    (RuntimeError("Data processing error: No space left on device (os error 28)"), NoRoom, "disk filled up"),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), NoRoom, "disk filled up"),
]


@pytest.mark.parametrize(("fault", "kind", "said"), CUT_OFF)
def test_a_download_that_is_cut_off_is_told_and_goes_on(monkeypatch, fault, kind, said):
    cut_off_by(fault, monkeypatch)
    with pytest.raises(kind, match=said) as told:
        fetch_adapter("atelier/adapter")
    assert "atelier/adapter" in told.value.message
    assert "goes on where it stopped" in told.value.hint


def test_what_the_library_met_on_its_way_to_another_fault_is_told(monkeypatch):
    fault = RuntimeError("an index of ours is gone")
    fault.__context__ = OSError(errno.ENOSPC, "No space left on device")
    cut_off_by(fault, monkeypatch)
    with pytest.raises(NoRoom):
        fetch_adapter("atelier/adapter")


def test_a_mistake_of_ours_is_no_fault_of_the_hubs(monkeypatch):
    cut_off_by(KeyError("ours"), monkeypatch)
    with pytest.raises(KeyError):
        fetch_adapter("atelier/adapter")


def cut_off_by(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that lists what it has, and whose files never come."""

    there = SimpleNamespace(filename="a.safetensors", file_size=1, will_download=True, local_path="a")

    def answer(_: str, **asked: object) -> list[SimpleNamespace]:
        if asked.get("local_files_only"):
            raise LocalEntryNotFoundError("not here")
        if asked.get("dry_run"):
            return [there]
        raise fault

    monkeypatch.setattr(huggingface_hub, "snapshot_download", answer)
