"""Arguments, and what results have to be, in Python's own code."""

from array import array
from math import pi as PI


def expect_same(what, actual, expected):
    """Ends the process unless the result is the expected one."""
    if actual != expected or type(actual) is not type(expected):
        raise SystemExit(f"{what} gave {actual!r}, expected {expected!r}")


def leibniz(terms):
    """So many terms of Leibniz's series."""
    total, sign = 0.0, 4.0
    for i in range(terms):
        total += sign / (2 * i + 1)
        sign = -sign
    return total


def expect_pi(pi, terms, slack):
    """Compares `pi` with the series, which may be added in another order, and then differ by so much."""
    few = 1001
    if not abs(pi(few) - leibniz(few)) <= slack:
        raise SystemExit(f"pi({few}) gave {pi(few)}, expected {leibniz(few)}")
    expect_near_pi(pi, terms)


def expect_near_pi(pi, terms):
    """Compares `pi` with π: an even number of terms leaves out one part in so many, and next to nothing more."""
    expected = PI - 1 / terms
    if not abs(pi(terms) - expected) < 1e-10:
        raise SystemExit(f"pi({terms}) gave {pi(terms)}, expected {expected}")


def mulberry(state):
    """Gives a function that gives numbers from 0 to n-1: the generator mulberry32."""
    mask = 0xFFFFFFFF

    def below(n):
        nonlocal state
        state = (state + 0x6D2B79F5) & mask
        t = ((state ^ state >> 15) * (state | 1)) & mask
        t ^= (t + (t ^ t >> 7) * (t | 61)) & mask
        return int((t ^ t >> 14) / 2**32 * n)

    return below


def shuffled(size, seed):
    """The numbers below `size` in the order that Fisher–Yates gives them on that generator."""
    numbers = [float(i) for i in range(size)]
    below = mulberry(seed)
    for i in range(size - 1, 0, -1):
        j = below(i + 1)
        numbers[i], numbers[j] = numbers[j], numbers[i]
    return numbers


def expect_permutation(numbers):
    """Ends the process unless the numbers are 0.0 to n-1, each of them once, and not in this order."""
    size = len(numbers)
    seen = bytearray(size)
    for at in map(int, numbers):
        seen[at] = 1
    expect_same("how many numbers are there after shuffle", seen.count(1), size)
    expect_same("the sum of the numbers after shuffle", float(sum(numbers)), size * (size - 1) / 2)
    if all(x == i for i, x in zip(range(100), numbers)):
        raise SystemExit("shuffle moved nothing")


def dot_of(size):
    """The dot product of i % 7 and i % 11 for each i below `size`: it begins again after 77."""
    of = lambda count: sum((i % 7) * (i % 11) for i in range(count))
    return float(size // 77 * of(77) + of(size % 77))


def again(period, size):
    """i % period for each i below `size`."""
    numbers = array("d", range(period)) * (size // period + 1)
    del numbers[size:]
    return numbers


def ends_of(numbers):
    """What the Go function Ends gives: the sum of the first, the middle and the last number, and how many there are."""
    return numbers[0] + numbers[len(numbers) // 2] + numbers[-1] + len(numbers)
