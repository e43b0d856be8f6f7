"""Average the weights of two checkpoints of one network (Wortsman et al. 2022).

python training/average.py runs/a/last.pt runs/b/last.pt --share 0.75 runs/out/last.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("first", type=Path)
    ap.add_argument("second", type=Path)
    ap.add_argument("--share", type=float, default=0.5, help="share of the second")
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    first, second = (torch.load(path, weights_only=True) for path in (a.first, a.second))
    first, second = ({"state": x} if "encoder.word.weight" in x else x for x in (first, second))  # the network of claims is kept plainly
    for part in {"state", "reader"} & second.keys():  # the reader too, where it was trained together with the speakers' network
        second[part] = {k: (1 - a.share) * first[part][k] + a.share * v for k, v in second[part].items()}
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(second if second.keys() != {"state"} else second["state"], a.out)


if __name__ == "__main__":
    main()
