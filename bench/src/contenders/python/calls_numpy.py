"""Python with numpy: what numpy has functions for."""

import numpy as np

from expected import expect_same
from sample import main


def total(_, size):
    views = views_of(size)
    mask = len(views) - 1
    for view in views:
        expect_same("sum", float(view.sum()), size * (size + 1) / 2)

    def times(count):
        for i in range(count):
            views[i & mask].sum()

    return times


def normalize(_, size):
    views = views_of(size)
    mask = len(views) - 1
    out = np.zeros(size)

    def call(numbers):
        np.subtract(numbers, numbers.mean(), out=out)

    call(views[0])
    expected = np.arange(1, size + 1) - (size + 1) / 2
    expect_same("whether all numbers after normalize are right", bool((out == expected).all()), True)

    def times(count):
        for i in range(count):
            call(views[i & mask])

    return times


def views_of(size):
    return [np.arange(1.0, size + 1) for _ in range(1 if size > 1000 else 4)]


main({"sum": total, "normalize": normalize})
