"""Python with ctypes: the tutorial's own stack.

    python3 ctypes.py <case> <budget in ms> <library>

Checks the result of its case, measures as mitata does, and prints the same line as sample.ts.
"""

import sys

del sys.path[0]  # this file's own folder, where this file would be taken for the module ctypes

import json
from ctypes import CDLL, POINTER, c_double, c_int64
from time import perf_counter_ns


def main(name, budget, path):
    library = CDLL(path)
    pointer = POINTER(c_double)
    for symbol, parameters, result in (
        ("noop", [], None),
        ("add2", [c_double, c_double], c_double),
        ("add", [c_int64, c_int64], c_int64),
        ("sum", [pointer, c_int64], c_double),
        ("normalize", [pointer, c_int64, pointer, c_int64], c_int64),
    ):
        function = getattr(library, symbol)
        function.argtypes, function.restype = parameters, result

    name, _, size = name.partition(":")
    times = {"noop": noop, "add2": add2, "add": add, "sum": total, "normalize": normalize}[name](library, int(size or 0))

    times(3)
    start = perf_counter_ns()
    times(1)
    batch = 1 if perf_counter_ns() - start > 65536 else 4096
    times(batch)
    samples = []
    spent = 0
    while len(samples) < 12 or spent < budget * 1e6:
        start = perf_counter_ns()
        times(batch)
        time = perf_counter_ns() - start
        spent += time
        samples.append(time / batch)
    samples.sort()
    at = lambda share: samples[int(share * (len(samples) - 1))]
    print(json.dumps({
        "best": samples[0], "median": at(0.5), "mean": sum(samples) / len(samples),
        "p25": at(0.25), "p75": at(0.75), "p99": at(0.99), "calls": len(samples) * batch,
    }))


def noop(library, _):
    call = library.noop

    def times(count):
        for _ in range(count):
            call()

    return times


def add2(library, _):
    call = library.add2
    assert call(0.1, 0.2) == 0.1 + 0.2

    def times(count):
        for i in range(count):
            call(i, 1.5)

    return times


def add(library, _):
    call = library.add
    assert call(2**63 - 2, 1) == 2**63 - 1

    def times(count):
        for i in range(count):
            call(i, 25)

    return times


def total(library, size):
    call = library.sum
    views = views_of(size)
    mask = len(views) - 1
    assert call(views[0], size) == size * (size + 1) / 2

    def times(count):
        for i in range(count):
            call(views[i & mask], size)

    return times


def normalize(library, size):
    call = library.normalize
    views = views_of(size)
    mask = len(views) - 1
    out = (c_double * size)()
    assert call(views[0], size, out, size) == size
    assert out[size - 1] == size - (size + 1) / 2

    def times(count):
        for i in range(count):
            call(views[i & mask], size, out, size)

    return times


def views_of(size):
    return [(c_double * size)(*range(1, size + 1)) for _ in range(1 if size > 1000 else 4)]


main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
