"""Python with ctypes: numbers and slices."""

from array import array
from ctypes import CDLL, POINTER, c_double, c_int64

from expected import expect_same
from sample import main

pointer = POINTER(c_double)


def noop(path, _):
    call = function(path, "noop", [], None)
    expect_same("noop", call(), None)

    def times(count):
        for _ in range(count):
            call()

    return times


def add2(path, _):
    call = function(path, "add2", [c_double, c_double], c_double)
    for a, b in (1.0, 2.0), (0.1, 0.2), (1e308, 1e308):
        expect_same("add2", call(a, b), a + b)

    def times(count):
        for i in range(count):
            call(i, 1.5)

    return times


def add(path, _):
    call = function(path, "add", [c_int64, c_int64], c_int64)
    for a, b in (-5, 3), (2**63 - 2, 1), (2**53, 1), (-(2**63), 0):
        expect_same("add", call(a, b), a + b)

    def times(count):
        for i in range(count):
            call(i, 25)

    return times


def total(path, size):
    call = function(path, "sum", [pointer, c_int64], c_double)
    views = views_of(size)
    mask = len(views) - 1
    for view in views:
        expect_same("sum", call(view, size), size * (size + 1) / 2)

    def times(count):
        for i in range(count):
            call(views[i & mask], size)

    return times


def normalize(path, size):
    call = function(path, "normalize", [pointer, c_int64, pointer, c_int64], c_int64)
    views = views_of(size)
    mask = len(views) - 1
    out = (c_double * size)()
    expect_same("normalize", call(views[0], size, out, size), size)
    middle = (size + 1) / 2
    some = range(0, size, max(1, size // 100_000))  # of very many, a part
    wrong = sum(1 for i in some if views[0][i] != i + 1 or out[i] != i + 1 - middle)
    expect_same("how many numbers are wrong after normalize", wrong, 0)
    expect_same("the last number after normalize", out[size - 1], size - middle)

    def times(count):
        for i in range(count):
            call(views[i & mask], size, out, size)

    return times


def function(path, name, parameters, result):
    found = getattr(CDLL(path), name)
    found.argtypes, found.restype = parameters, result
    return found


def views_of(size):
    ramps = [array("d", range(1, size + 1)) for _ in range(1 if size > 1000 else 4)]
    return [(c_double * size).from_buffer(ramp) for ramp in ramps]


main({"noop": noop, "add2": add2, "add": add, "sum": total, "normalize": normalize})
