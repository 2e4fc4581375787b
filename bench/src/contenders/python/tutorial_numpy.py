"""Python with numpy: the tutorial's workloads by its functions. The shuffle is numpy's, on its own generator."""

import os
import sys
from array import array

# How many threads numpy's library for linear algebra has is settled when it is imported.
if sys.argv[1].startswith("dot:"):
    os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from expected import again, dot_of, ends_of, expect_pi, expect_same
from sample import main, repeated

# Terms that are added at a time: as many as fit a cache, and an even number of them.
BLOCK = 1 << 14

ODD = np.arange(1.0, 2 * BLOCK, 2)
FOURS = np.tile([4.0, -4.0], BLOCK // 2)


def leibniz(terms):
    total = 0.0
    for start in range(0, terms, BLOCK):
        count = min(BLOCK, terms - start)
        total += (FOURS[:count] / (ODD[:count] + 2 * start)).sum()
    return float(total)


def pi(_, terms):
    expect_pi(leibniz, terms, slack=1e-10)
    return repeated(lambda: leibniz(terms))


def shuffle(_, size):
    generator = np.random.default_rng(1)
    numbers = np.arange(float(size))
    generator.shuffle(numbers)
    expect_same("whether all numbers are there after shuffle", bool((np.sort(numbers) == np.arange(size)).all()), True)
    expect_same("whether shuffle moved numbers", bool((numbers != np.arange(size)).any()), True)
    return repeated(lambda: generator.shuffle(numbers))


def dot(_, size):
    a, b = (np.frombuffer(again(period, size)) for period in (7, 11))
    expect_same("dot", float(np.dot(a, b)), dot_of(size))
    return repeated(lambda: np.dot(a, b))


def list_plain(_, size):
    numbers = [float(i) for i in range(size)]
    call = lambda: ends_of(np.array(numbers))
    expect_same("ends", float(call()), ends_of(numbers))
    return repeated(call)


def list_typed(_, size):
    numbers = array("d", range(size))
    call = lambda: ends_of(np.frombuffer(numbers))
    expect_same("ends", float(call()), ends_of(numbers))
    return repeated(call)


cases = {"pi": pi, "shuffle": shuffle, "dot": dot, "dot-cores": dot, "list-plain": list_plain, "list-typed": list_typed}
main(cases, heavy=cases.keys() - {"list-typed"})
