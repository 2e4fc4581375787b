"""What the programs in Python have in common: they measure a case, and print the same line as sample.ts.

    python3 <program> <case> <budget in ms> <library>
"""

import json
import sys
from time import perf_counter_ns


def main(cases, heavy=(), each=()):
    """Measures the case that the command names.

    `cases` has a function for each name before the colon: given the library's path and the size after the colon, it
    checks the results and gives the function that makes so many calls. Calls of `heavy` ones take tenths of seconds,
    the figures of `each` are for each of the elements.
    """
    name, budget, path = sys.argv[1:4]
    name, _, size = name.partition(":")
    size = int(size or 0)
    if name not in cases:
        raise SystemExit(f"there is no case {name}")
    times = cases[name](path, size)
    per = size if name in each else 1
    measure = heavy_times if name in heavy else batch_times
    samples, batch = measure(times, float(budget) * 1e6)
    show([time / batch / per for time in samples], batch * per)


def show(samples, calls, figures=None):
    """Prints nanoseconds for each call; each sample is of so many calls."""
    samples = sorted(samples)
    at = lambda share: samples[int(share * (len(samples) - 1))]
    line = {
        "best": samples[0], "median": at(0.5), "mean": sum(samples) / len(samples),
        "p25": at(0.25), "p75": at(0.75), "p99": at(0.99), "calls": len(samples) * calls,
    }
    print(json.dumps(line if figures is None else {**line, "figures": figures}))


def batch_times(times, budget):
    """Measures as timed.ts does: 4096 calls at a time, or fewer where these take long, at least 12 times."""
    least = 12
    batch = batch_of(times, budget / least)
    times(batch)
    samples = []
    while len(samples) < least or sum(samples) < budget:
        samples.append(time_of(times, batch))
    return samples, batch


def batch_of(times, nanoseconds):
    """How many calls fit the time, at most 4096: of more and more calls, the last run tells."""
    count = 1
    while True:
        fits = min(4096, int(nanoseconds * count / time_of(times, count)))
        if count >= fits / 2:
            return max(1, fits)
        count *= 2


def heavy_times(times, budget):
    """Measures one call at a time, at least twice after one that warms up; one of more than a second needs no other."""
    first = time_of(times, 1)
    if first > 1e9:
        return [first], 1
    samples = []
    while len(samples) < 2 or sum(samples) < budget:
        samples.append(time_of(times, 1))
    return samples, 1


def repeated(call):
    """Gives the function that makes so many calls, for those that take long."""

    def times(count):
        for _ in range(count):
            call()

    return times


def time_of(times, count):
    start = perf_counter_ns()
    times(count)
    return perf_counter_ns() - start
