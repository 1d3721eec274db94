"""The GPU bench runs from its first case to its last on any device, and claims nothing it did not measure."""

import pytest
import torch
from bench.style_gpu import CASES, measure_all


@pytest.mark.slow
def test_a_dry_run_takes_steps_in_every_case_and_claims_nothing():
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    dry = tuple(case for case in CASES if case.how != "compiled")  # a minute of compiling proves nothing here

    found = measure_all(dry, device=device, tiny=True, side=64, steps=1)

    assert [each.name for each in found] == [case.name for case in dry]
    assert all(each.step_ms for each in found)
    if device.type == "cpu":
        assert {each.met for each in found} == {None}
        assert {each.why_not for each in found} == {"no CUDA device"}
