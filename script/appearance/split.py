"""Which objects nothing is learnt from."""

import hashlib


def is_for_test(name):
    return hashlib.sha256(name.encode()).digest()[0] < 102
