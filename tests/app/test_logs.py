"""What the log tells of a fault: where, never with what."""

import pytest
import structlog

from sandman.app.logs import log_as_json, log_to_stderr


@pytest.mark.parametrize("logging", [log_to_stderr, log_as_json])
def test_a_fault_is_told_by_its_kind_and_place_and_without_what_stood_there(logging, capsys):
    logging()
    try:
        key = "sk-household-0123456789-ab3f"
        raise RuntimeError(f"refused {key}")
    except RuntimeError:
        structlog.get_logger().exception("an engine broke", engine="mistral")

    said = capsys.readouterr().err

    assert "an engine broke" in said
    assert "RuntimeError" in said
    assert "test_logs.py" in said
    assert key not in said
