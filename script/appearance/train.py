"""Learns which of what is seen of an object tells it from others of its kind: linear discriminant analysis of the
pictures that see.ts wrote. Needs numpy.

    python3 script/appearance/train.py <seen.json> src/compare/appearance-projection.json

Objects whose number hashes to the test part are left out, for test.py to judge by.
"""

import base64
import json
import sys

import numpy as np

from split import is_for_test

LENGTH = 64
# Of the mean variance within an object: what hardly varies in a few pictures is not taken for certain.
REGULARISATION = 1.0


def learn(rows):
    seen = np.array([row["seen"] for row in rows])
    objects = np.array([row["object"] for row in rows])
    mean = seen.mean(0)
    seen = seen - mean
    within, centres = [], []
    for name in sorted(set(objects)):
        own = seen[objects == name]
        centres.append(own.mean(0))
        within.append((own - own.mean(0)) / np.sqrt(max(1, len(own) - 1)))
    scatter = np.vstack(within).T @ np.vstack(within) / len(centres)
    scatter += REGULARISATION * np.trace(scatter) / len(scatter) * np.eye(len(scatter))
    whitening = np.linalg.cholesky(np.linalg.inv(scatter))
    _, _, directions = np.linalg.svd(np.array(centres) @ whitening, full_matrices=False)
    return mean, (whitening @ directions[:LENGTH].T).T


def packed(matrix):
    """Bytes, each row with its own scale: a quarter of the size, and no answer changes by it."""
    scales = np.abs(matrix).max(1) / 127
    return scales, np.round(matrix / scales[:, None]).astype(np.int8)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 script/appearance/train.py <seen.json> <projection.json>")
    rows = [row for row in json.load(open(sys.argv[1])) if not is_for_test(row["object"])]
    mean, matrix = learn(rows)
    scales, whole = packed(matrix)
    text = lambda values: base64.b64encode(values.tobytes()).decode()
    projection = {
        "length": LENGTH,
        "mean": text(mean.astype("<f4")),
        "scales": text(scales.astype("<f4")),
        "rows": text(whole),
    }
    with open(sys.argv[2], "w") as out:
        out.write(json.dumps(projection, indent=2) + "\n")
    print(f"{len(rows)} pictures of {len({row['object'] for row in rows})} objects")
