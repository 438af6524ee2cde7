"""Speed, loading time and memory of placing: python -m bench.place_speed."""

import resource
import sys
import time
from pathlib import Path

from bot.classify.gazetteer import Gazetteer
from bot.classify.lines import Line
from bot.classify.place import Placer
from bot.classify.regions import load_regions

LINES = Path(__file__).parent / "lines"


def main() -> int:
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    placer = Placer(Gazetteer.load(), load_regions())
    loaded_s = time.process_time() - began
    texts = [
        line.split("\t")[-1] for path in sorted(LINES.iterdir()) for line in path.read_text("utf-8").splitlines()
    ]
    took = []
    for _ in range(5):
        for text in texts:
            began = time.process_time()
            placer.alone(Line(text))
            took.append(1000 * (time.process_time() - began))
    took.sort()
    held_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load {loaded_s:.2f} s; the process holds {held_mb:.0f} MB, {before_kb / 1024:.0f} MB before")
    print(
        f"{len(took)} lines: median {took[len(took) // 2]:.2f} ms, p99 {took[int(len(took) * 0.99)]:.2f} ms (CPU)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
