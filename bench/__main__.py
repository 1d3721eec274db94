"""`python -m bench [MEASURE…]`: measure all or some, print, and keep the figures as JSON."""

import argparse
import importlib
import json
import os
import platform
from pathlib import Path

MEASURES = ("variety", "painter", "tell", "narration", "team", "safety", "web")
KEPT = Path("artefacts/bench.json")


def main() -> None:
    """Run the measures asked for, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []], default=[])
    chosen = parser.parse_args().measures or MEASURES
    load = os.getloadavg()[0]
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {load:.1f} at the start\n")
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for measure in chosen:
        print(f"── {measure}")
        kept[measure] = {"load": round(load, 2), **importlib.import_module(f"bench.{measure}").measure()}
        print()
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=1) + "\n")
    print(f"kept in {KEPT}")


if __name__ == "__main__":
    main()
