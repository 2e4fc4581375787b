"""Python without Go: the tutorial's workloads. The shuffle is the one of Python, on its own generator."""

from operator import mul
from random import Random

from expected import again, dot_of, expect_near_pi, expect_permutation, expect_same, leibniz
from sample import main, repeated


def pi(_, terms):
    expect_near_pi(leibniz, 1_000_000)
    return repeated(lambda: leibniz(terms))


def shuffle(_, size):
    random = Random(1)
    few = [float(i) for i in range(1000)]
    random.shuffle(few)
    expect_permutation(few)
    numbers = [float(i) for i in range(size)]
    return repeated(lambda: random.shuffle(numbers))


def dot(_, size):
    for some in 77, 100, 1_000_000:
        expect_same("dot", product(again(7, some), again(11, some)), dot_of(some))
    a, b = again(7, size), again(11, size)
    return repeated(lambda: product(a, b))


def product(a, b):
    return sum(map(mul, a, b))


cases = {"pi": pi, "shuffle": shuffle, "dot": dot}
main(cases, heavy=cases)
