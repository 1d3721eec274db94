"""What is kept of a training beside its adapter: figures, curves, samples, the model card."""

import json
import struct
import time
from contextlib import suppress
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

import pytest
from google.protobuf.message import DecodeError
from huggingface_hub import ModelCard
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from wandb.proto import wandb_internal_pb2

from sandman.finetune.base import LocatedBase
from sandman.finetune.export import COMFYUI, DIFFUSERS, KOHYA
from sandman.finetune.pictures.folder import read_pictures
from sandman.finetune.train.job import Job, Placement, Step, Trained, Unwatched
from sandman.finetune.watching import Together, tracking
from sandman.finetune.watching.card import write_card
from sandman.finetune.watching.metrics import read_metrics
from sandman.finetune.watching.prompts import UNSEEN, sample_prompts
from sandman.styles import BASES, Training

STEPS = tuple(Step(n, 1.0 / n, 1e-4, 0.5, 10**9 + n) for n in (1, 2, 3))


@pytest.fixture
def job(tmp_path):
    """A training that has been: two pictures in, two samples of two saves out."""
    base = tmp_path / "base"
    (base / "unet").mkdir(parents=True)
    (base / "unet" / "config.json").write_text("{}")
    (base / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(b"w" * 5000)
    pictures, out = tmp_path / "pictures", tmp_path / "moonlit"
    for folder in (pictures, out / "samples", out / "adapter"):
        folder.mkdir(parents=True)
    for shade in (10, 200):
        Image.new("RGB", (64, 64), (shade, shade, 0)).save(pictures / f"{shade}.png")
        (pictures / f"{shade}.txt").write_text(f"a square of {shade}\n")
    for step in (50, 100):
        for number in (1, 2):
            Image.new("RGB", (8, 8), (step, number, 0)).save(
                out / "samples" / f"step-{step:06d}-{number}.png"
            )
    (out / "adapter" / "pytorch_lora_weights.safetensors").write_bytes(b"adapter")
    training = Training(
        steps=100, rank=4, alpha=4, resolution=64, learning_rate=1e-4, trackers=("wandb", "tensorboard")
    )
    return Job(
        base=LocatedBase(base, BASES["sd15"].hub_id, BASES["sd15"]),
        pictures=pictures,
        out=out,
        trigger="moonlit style",
        training=training,
        placement=Placement("cpu", "bfloat16"),
        sample_prompts=("a fox", "a | moon"),
    )


@pytest.fixture
def trained(job):
    return Trained(job.out, 100, 732.0, 0.0831, 5_600_000_000, ())


def samples(job, step):
    return tuple(job.out / "samples" / f"step-{step:06d}-{number}.png" for number in (1, 2))


def test_the_card_is_one_the_hub_takes_and_tells_what_matters(job, trained):
    card = ModelCard.load(write_card(job, trained))
    data = card.data.to_dict()
    assert data["license"] == "creativeml-openrail-m"
    assert data["base_model"] == BASES["sd15"].hub_id
    assert data["tags"] == ["text-to-image", "lora", "diffusers", "template:sd-lora"]
    assert data["instance_prompt"] == "moonlit style"
    assert data["widget"] == [
        {"text": "moonlit style, a fox", "output": {"url": "samples/step-000100-1.png"}},
        {"text": "moonlit style, a | moon", "output": {"url": "samples/step-000100-2.png"}},
    ]
    for shown in data["widget"]:
        assert (job.out / shown["output"]["url"]).exists()
    for told in (
        "12.2 minutes",
        "5.6 GB",
        "0.0831",
        "rank 4, alpha 4",
        "bfloat16",
        job.base.card.fingerprint,
    ):
        assert told in card.text
    ids = [pair.id for pair in read_pictures(job.pictures)]
    assert "\n".join(ids) in card.text
    assert sha256("".join(ids).encode()).hexdigest()[:16] in card.text
    assert f'from_pretrained("{BASES["sd15"].hub_id}"' in card.text
    assert "a \\| moon" in card.text  # a bar would end the table's cell
    assert not list(job.out.glob("*.growing"))


def test_a_card_gives_each_program_the_file_it_reads_whole(job, trained):
    told = " ".join(write_card(job, trained).read_text().split())
    assert f'weight_name="{DIFFUSERS}"' in told
    assert f"ComfyUI reads `adapter/{COMFYUI}`" in told
    assert f"kohya's programs and those built on them read `adapter/{KOHYA}`" in told
    assert "Give each its own: of another's it may leave out layers" in told


def test_a_card_names_no_place_on_this_machine(job, trained, tmp_path):
    base = replace(
        job.base,
        source=str(job.base.folder),
        defaults=replace(BASES["sd15"], name="mine", licence=BASES["flux-dev"].licence),
    )
    text = write_card(replace(job, base=base, sample_prompts=()), trained).read_text()
    assert str(tmp_path) not in text
    data = ModelCard(text).data.to_dict()
    assert (data["license"], data["license_name"]) == ("other", "flux.1-dev-non-commercial-license")
    assert "base_model" not in data
    assert "widget" not in data


def test_metrics_are_read_back_but_for_a_line_that_a_kill_tore(tmp_path):
    whole = "".join(json.dumps(asdict(step)) + "\n" for step in STEPS)
    file = tmp_path / "metrics.jsonl"
    file.write_text(whole + '{"step": 4, "lo')
    assert read_metrics(file) == STEPS
    file.write_text('{"step": 4, "lo\n' + whole)
    with pytest.raises(ValueError, match="validation error"):
        read_metrics(file)


def test_samples_show_what_was_seen_and_what_was_not():
    captions = ["one", "", "two", "three", "four"]
    assert sample_prompts(captions, 4) == ("one", "three", *UNSEEN[:2])
    assert sample_prompts([], 2) == UNSEEN[:2]
    assert sample_prompts(captions, 1) == UNSEEN[:1]
    assert sample_prompts(captions, 0) == ()


def test_trackers_keep_the_curves_the_samples_and_the_adapter(job, trained, tmp_path, monkeypatch):
    for name in ("WANDB_DATA_DIR", "WANDB_CACHE_DIR", "WANDB_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "wandb-home"))
    monkeypatch.delenv("WANDB_MODE")
    said: list[str] = []
    with tracking(job, said.append, wanted=True) as trackers:
        together = Together(trackers)
        for step in STEPS:
            together.step(step, of=3)
        together.saved(job.out / "checkpoints" / "step-000100", step=100)
        together.sampled(samples(job, 100), step=100)
        for tracker in trackers:
            tracker.ended(trained)
    assert said == []

    board = EventAccumulator(str(job.out / "tensorboard"))
    board.Reload()
    assert [(point.step, round(point.value, 4)) for point in board.Scalars("train/loss")] == [
        (1, 1.0),
        (2, 0.5),
        (3, 0.3333),
    ]
    assert board.Images("samples/2")[0].encoded_image_string == samples(job, 100)[1].read_bytes()

    (log,) = (job.out / "wandb").glob("offline-run-*/run-*.wandb")
    kept = read_wandb(log)
    assert [row["loss"] for row in kept["history"] if "loss" in row] == [1.0, 0.5, 1 / 3]
    assert kept["history"][-1]["samples/captions"] == ["a fox", "a | moon"]
    assert kept["config"]["trigger"] == "moonlit style"
    assert kept["config"]["train"]["rank"] == 4
    assert kept["artifacts"] == [("moonlit-adapter", "model")]
    assert kept["summary"]["seconds"] == 732.0
    assert (kept["host"], kept["program"]) == ("", "")


def test_no_tracker_is_opened_where_none_is_wanted(job):
    with tracking(job, pytest.fail, wanted=False) as trackers:
        assert trackers == []
    assert not (job.out / "tensorboard").exists()


def test_everybody_is_told():
    told = []

    class Hearing(Unwatched):
        def said(self, sentence):
            told.append(sentence)

    Together((Hearing(), Hearing())).said("once each")
    assert told == ["once each", "once each"]


def records(log):
    """The records of a W&B file: LevelDB's log format after a header of seven bytes."""
    at, part = 7, b""
    while at < len(log):
        if at % 32768 > 32768 - 7:  # no room for a record's head in this block
            at += -at % 32768
            continue
        size, kind = struct.unpack_from("<HB", log, at + 4)
        part += log[at + 7 : at + 7 + size]
        at += 7 + size
        if kind in {1, 4}:  # whole, or the last of its parts
            yield part
            part = b""


def read_wandb(log):
    """What lies in an offline run's file, once W&B's own process has written the last of it."""
    for _ in range(600):
        with suppress(struct.error, DecodeError):  # the end of it is not there yet
            if (kept := _written(log))["exit"]:
                return kept
        time.sleep(0.1)
    pytest.fail(f"{log} was never written to its end")


def _written(log):
    kept: dict[str, Any] = {
        "history": [],
        "config": {},
        "summary": {},
        "artifacts": [],
        "host": None,
        "program": "",
        "exit": False,
    }
    for data in records(log.read_bytes()):
        record = wandb_internal_pb2.Record()
        record.ParseFromString(data)
        match record.WhichOneof("record_type"):
            case "run":
                kept["host"] = record.run.host
                kept["config"] |= {each.key: json.loads(each.value_json) for each in record.run.config.update}
            case "history":
                row = {
                    each.key or "/".join(each.nested_key): json.loads(each.value_json)
                    for each in record.history.item
                }
                kept["history"].append(row)
            case "summary":
                kept["summary"] |= {each.key: json.loads(each.value_json) for each in record.summary.update}
            case "artifact":
                kept["artifacts"].append((record.artifact.name, record.artifact.type))
            case "exit":
                kept["exit"] = True
    return kept
