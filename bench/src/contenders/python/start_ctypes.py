"""Python with ctypes: the time until a library has answered for the first time, importing ctypes included."""

import sys
from time import perf_counter_ns


def main(path):
    began = perf_counter_ns()
    from ctypes import CDLL

    imported = perf_counter_ns()
    noop = CDLL(path).noop
    noop.argtypes, noop.restype = [], None
    opened = perf_counter_ns()
    noop()
    answered = perf_counter_ns()

    from sample import show  # not before: what it imports is no part of what ctypes needs

    parts = {"import": imported - began, "open": opened - imported, "first": answered - opened}
    show([answered - began], 1, {name: time / 1e6 for name, time in parts.items()})


if sys.argv[1] != "load":
    raise SystemExit(f"there is no case {sys.argv[1]}")
main(sys.argv[3])
