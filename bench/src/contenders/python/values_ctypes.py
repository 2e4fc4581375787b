"""Python with ctypes: what is more than numbers goes as JSON, bytes and numbers as they are."""

import json
from ctypes import CDLL, CFUNCTYPE, POINTER, byref, c_char_p, c_double, c_int32, c_int64, c_size_t, c_void_p, string_at
from itertools import cycle, islice

from expected import expect_same
from sample import main


class Library:
    """The functions of the Go package values, written by hand."""

    def __init__(self, path):
        self.library = CDLL(path)
        for name in "echo_text", "move_item", "items", "sum_items", "echo_items", "double_map", "refuse":
            self.declare(name, [c_char_p, c_int32], c_void_p)
        self.free = self.declare("free_text", [c_void_p], None)
        self.half = self.declare("half", [c_double], c_double)
        self.bytes = self.declare("echo_bytes", [c_char_p, c_int64, POINTER(c_int64)], c_void_p)
        self.callback = CFUNCTYPE(c_double, c_double)
        self.call_back = self.declare("call_back", [c_int64, self.callback], c_double)
        self.new_counter = self.declare("new_counter", [c_int64], c_size_t)
        self.counter_add = self.declare("counter_add", [c_size_t, c_int64], c_int64)

    def declare(self, name, parameters, result):
        function = getattr(self.library, name)
        function.argtypes, function.restype = parameters, result
        return function

    def carry(self, function, value):
        text = json.dumps(value, ensure_ascii=False).encode()
        pointer = function(text, len(text))
        try:
            return json.loads(string_at(pointer))
        finally:
            self.free(pointer)

    def echo_text(self, text):
        return self.carry(self.library.echo_text, text)

    def echo_bytes(self, data):
        size = c_int64()
        pointer = self.bytes(data, len(data), byref(size))
        try:
            return string_at(pointer, size.value)
        finally:
            self.free(pointer)

    def move_item(self, item):
        return from_json(self.carry(self.library.move_item, to_json(item)))

    def items(self, count):
        return [from_json(each) for each in self.carry(self.library.items, count)]

    def sum_items(self, items):
        return float(self.carry(self.library.sum_items, [to_json(each) for each in items]))

    def echo_items(self, items):
        return [from_json(each) for each in self.carry(self.library.echo_items, [to_json(each) for each in items])]

    def double_map(self, numbers):
        return self.carry(self.library.double_map, numbers)

    def refuse(self, text):
        error = self.carry(self.library.refuse, text).get("error")
        if error is not None:
            raise RuntimeError(error)


def to_json(item):
    """An item as JSON has it: the Go code has ids as text, since no number of most JSON parsers holds every int64."""
    return {"id": str(item["id"]), "price": item["price"], "name": item["name"]}


def from_json(item):
    return {"id": int(item["id"]), "price": item["price"], "name": item["name"]}


def half(path, _):
    call = Library(path).half
    for x in 1.0, 0.1, -0.0, 1e308:
        expect_same("half", call(x), x / 2)

    def times(count):
        for i in range(count):
            call(i)

    return times


def text(path, size):
    return echoed(Library(path).echo_text, [f"text number {1000 + i}" * (size // 16) for i in range(turns(size))], size)


def mixed(path, size):
    return echoed(Library(path).echo_text, [of_bytes(size, str(i)) for i in range(turns(size))], size)


def echoed(echo, texts, size):
    for each in texts:
        expect_same("the size of the text", len(each.encode()), size)
    edge = ["", "\0", "a\0b\0", 'quo"ted\\', "line\nline\r\u2028", "<&>", "héllo wörld", "日本語 🙂"]
    for each in texts + edge:
        expect_same("echo_text of the same length", len(echo(each)), len(each))
        expect_same("whether echo_text gave the text", echo(each) == each, True)
    return with_each(echo, texts)


def data(path, size):
    library = Library(path)
    some = [bytes(range(i, 256)) * (size // (256 - i) + 1) for i in range(turns(size))]
    some = [each[:size] for each in some]
    for each in some + [b"", b"\0", b"a\0b\0"]:
        expect_same("whether echo_bytes gave the bytes", library.echo_bytes(each) == each, True)
    return with_each(library.echo_bytes, some)


def item(path, _):
    library = Library(path)
    some = some_items(8)
    for each in some + edges:
        expected = {"id": each["id"] + 1, "price": each["price"] + 0.25, "name": each["name"]}
        expect_same("move_item", library.move_item(each), expected)
    return with_each(library.move_item, some)


def items_out(path, size):
    library = Library(path)
    for count in size, 1, 0:
        expect_same("items", library.items(count), some_items(count))
    return with_each(library.items, [size])


def items_in(path, size):
    library = Library(path)
    some = some_items(size)
    expect_same("sum_items", library.sum_items(some), size * (size - 1) / 2 + size / 4)
    expect_same("sum_items of one", library.sum_items(some[:1]), 0.25)
    return with_each(library.sum_items, [some])


def items_in_and_out(path, size):
    library = Library(path)
    some = some_items(size)
    for each in some, edges, []:
        expect_same("echo_items", library.echo_items(each), each)
    return with_each(library.echo_items, [some])


def mapping(path, size):
    library = Library(path)
    some = [{f"key number {1000 + at}": at + i + 0.25 for at in range(size)} for i in range(8)]
    for each in some + [{}, {"": 0.5, "\0": -0.25, 'quo"ted\\': 1e300, "日本語 🙂": 5e-324}]:
        doubled = {name: 2 * x for name, x in each.items()}
        expect_same("double_map", {name: float(x) for name, x in library.double_map(each).items()}, doubled)
    return with_each(library.double_map, some)


def error(path, _):
    library = Library(path)

    def refused(text):
        try:
            library.refuse(text)
        except RuntimeError as error:
            return error

    texts = [f"text number {1000 + i}" for i in range(8)]
    for each in texts + ["", "nul \0", 'quo"ted\\ <&>', "日本語 🙂"]:
        expect_same("the message of refuse", str(refused(each)), f"refused: {each}")
    return with_each(refused, texts)


def callback(path, size):
    library = Library(path)
    got = []
    sum_of = library.call_back(size, library.callback(lambda x: got.append(x) or x + 0.5))
    expect_same("what the callback got", got, [float(i) for i in range(size)])
    expect_same("the sum of what it gave", sum_of, size * size / 2)
    f = library.callback(lambda x: x + 0.5)
    call_back = library.call_back

    def times(count):
        for _ in range(count):
            call_back(size, f)

    return times


def handle(path, _):
    library = Library(path)
    add = library.counter_add
    counter, other = library.new_counter(5), library.new_counter(-1)
    expect_same("2 added to 5", add(counter, 2), 7)
    expect_same("1 added to another -1", add(other, 1), 0)
    expect_same("-8 added to 7", add(counter, -8), -1)

    def times(count):
        for _ in range(count):
            add(counter, 1)

    return times


def with_each(function, arguments):
    """Calls it with one argument after the other, and begins again."""
    turn = cycle(arguments)

    def times(count):
        for argument in islice(turn, count):
            function(argument)

    return times


def turns(size):
    return 8 if size < 1024**2 else 2


def of_bytes(size, one):
    """Text of characters that take one to four bytes, of exactly so many."""
    characters = [one, "é", "日", "🙂"]
    end, left, width = "", size % 10, 1
    while left > 0:
        fits = min(width, left)
        end += characters[fits - 1]
        left -= fits
        width += 1
    return "".join(characters) * (size // 10) + end


def some_items(count):
    """What the Go function Items gives too."""
    return [{"id": 2**53 + i, "price": i + 0.25, "name": f"item number {i % 10000:04}"} for i in range(count)]


edges = [
    {"id": 0, "price": 0, "name": ""},
    {"id": -(2**63), "price": -1e308, "name": "nul \0 within"},
    {"id": 2**63 - 2, "price": 5e-324, "name": 'quo"ted\\ \n'},
    {"id": -1, "price": 0.1, "name": "héllo 日本語 🙂"},
]

cases = {
    "half": half,
    "text": text,
    "mixed": mixed,
    "bytes": data,
    "item": item,
    "items-out": items_out,
    "items-in": items_in,
    "items": items_in_and_out,
    "map": mapping,
    "error": error,
    "callback": callback,
    "handle": handle,
}
main(cases, each={"callback"})
