"""Python with ctypes: the tutorial's workloads, and its two ways of giving a list to Go."""

from array import array
from ctypes import CDLL, POINTER, c_double, c_int64, c_uint32

from expected import again, dot_of, ends_of, expect_permutation, expect_pi, expect_same, shuffled
from sample import main, repeated

pointer = POINTER(c_double)


def pi_of(name, slack):
    def prepare(path, terms):
        pi = function(path, name, [c_int64], c_double)
        expect_pi(pi, terms, slack)

        def times(count):
            for _ in range(count):
                pi(terms)

        return times

    return prepare


def shuffle_of(name, exactly):
    def prepare(path, size):
        shuffle = function(path, name, [pointer, c_int64, c_uint32], None)
        few = (c_double * 1000)(*range(1000))
        shuffle(few, 1000, 42)
        if exactly:
            expect_same("shuffle", list(few), shuffled(1000, 42))
        ramp = array("d", range(size))
        numbers = view_of(ramp)
        shuffle(numbers, size, 1)
        expect_permutation(ramp)
        seed = 1

        def times(count):
            nonlocal seed
            for _ in range(count):
                seed += 1
                shuffle(numbers, size, seed)

        return times

    return prepare


def dot_with(name):
    def prepare(path, size):
        dot = function(path, name, [pointer, c_int64, pointer, c_int64], c_double)
        a, b = view_of(again(7, size)), view_of(again(11, size))
        expect_same("dot", dot(a, size, b, size), dot_of(size))

        def times(count):
            for _ in range(count):
                dot(a, size, b, size)

        return times

    return prepare


def list_plain(path, size):
    ends = function(path, "ends", [pointer, c_int64], c_double)
    numbers = [float(i) for i in range(size)]

    def call():
        return ends((c_double * len(numbers))(*numbers), len(numbers))

    expect_same("ends", call(), ends_of(numbers))
    return repeated(call)


def list_typed(path, size):
    ends = function(path, "ends", [pointer, c_int64], c_double)
    numbers = array("d", range(size))

    def call():
        return ends((c_double * len(numbers)).from_buffer(numbers), len(numbers))

    expect_same("ends", call(), ends_of(numbers))
    return repeated(call)


def function(path, name, parameters, result):
    found = getattr(CDLL(path), name)
    found.argtypes, found.restype = parameters, result
    return found


def view_of(numbers):
    return (c_double * len(numbers)).from_buffer(numbers)


cases = {
    "pi": pi_of("pi", slack=0),
    "pi-cores": pi_of("pi_cores", slack=1e-10),
    "shuffle": shuffle_of("shuffle", exactly=True),
    "shuffle-cores": shuffle_of("shuffle_cores", exactly=False),
    "dot": dot_with("dot"),
    "dot-cores": dot_with("dot_cores"),
    "list-plain": list_plain,
    "list-typed": list_typed,
}
main(cases, heavy=cases.keys() - {"list-typed"})
