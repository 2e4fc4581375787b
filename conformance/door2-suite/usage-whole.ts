// What an editor knows of the modules of whole APIs: compiled by types.test.ts and never run.
import { ByteSink, type GoError, type GoReader, type GoWriter, type Handle, type Task } from "topher";
import * as funcs from "../../dist/door2/whole/funcs/index.js";
import * as generic from "../../dist/door2/whole/generic/index.js";
import * as iterators from "../../dist/door2/whole/iterators/index.js";
import * as nodes from "../../dist/door2/whole/nodes/index.js";
import * as opaque from "../../dist/door2/whole/opaque/index.js";
import * as streams from "../../dist/door2/whole/streams/index.js";
import * as trees from "../../dist/door2/whole/trees/index.js";
import * as variables from "../../dist/door2/whole/variables/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare const is: <A, B>(equal: Equal<A, B>) => void;

// Interfaces: a class of the package, or any object with the methods.
const shape: nodes.Shape = { area: () => 1, name: () => "" };
nodes.area(shape);
nodes.area(nodes.newCircle(1));
nodes.area(null);
is<ReturnType<typeof nodes.echo>, nodes.Shape.FromGo | null>(true);
is<ReturnType<typeof nodes.findShape>, nodes.Shape.FromGo>(true);
class Mine implements nodes.Shape {
  area(): number {
    return 1;
  }
  name(): string {
    return "";
  }
}
nodes.total(shape, new Mine(), null);
// @ts-expect-error a method is missing
nodes.area({ area: () => 1 });
// @ts-expect-error the result of a method is a number
nodes.area({ area: () => "x", name: () => "" });
// @ts-expect-error a box is no shape
nodes.area(nodes.newBox("x"));
// @ts-expect-error only Go makes values of an interface with a method that is not exported
nodes.sealOf({ seal: () => "x" });
nodes.sealOf(nodes.newStamp("x"));
nodes.echoFrame({ shape, others: [shape, null] });
is<nodes.Frame["shape"], nodes.Shape | null>(true);

// Funcs.
is<Parameters<NonNullable<ReturnType<typeof funcs.adder>>>, [arg1: number]>(true);
is<ReturnType<NonNullable<ReturnType<typeof funcs.adder>>["async"]>, Task<number>>(true);
funcs.on((event) => event.length);
// @ts-expect-error the result of a kept function is a number
funcs.on((event) => event);
funcs.runHooks({ rename: (name) => name.toUpperCase() }, "x");
// @ts-expect-error a hook that is not there
funcs.runHooks({ renam: null }, "x");
funcs.configure(funcs.withName("x"), (options) => options!.addExtra("y"));
funcs.reduce([1], (a, b) => a + b);
is<ReturnType<typeof funcs.withColor>, funcs.Setting | null>(true);

// Iterators.
is<ReturnType<typeof iterators.count>, Iterable<number> & AsyncIterable<number>>(true);
is<ReturnType<typeof iterators.indexed>, Iterable<[number, string]> & AsyncIterable<[number, string]>>(true);
iterators.sum(new Set([1]));
iterators.collectMap(new Map([["a", 1]]));
// @ts-expect-error a value is a number
iterators.sum(["a"]);
// @ts-expect-error an async iterable cannot be waited for
iterators.sum((async function* () {})());

// Readers and writers.
is<ReturnType<typeof streams.open>, GoReader | null>(true);
is<ReturnType<typeof streams.recorder>, GoWriter | null>(true);
streams.readText("text");
streams.readText([new Uint8Array(1)]);
streams.readText({ read: (into) => into.length });
streams.writeText(new ByteSink(), "x");
streams.writeText((chunk) => void chunk.length, "x");
// @ts-expect-error a chunk is no text
streams.readText(["text"]);
// @ts-expect-error what reads at several places is no iterable
streams.readAt([new Uint8Array(1)], 1, 0);
// @ts-expect-error a reader is no writer
streams.writeText({ read: () => 0 }, "x");

// Variables.
is<(typeof variables.vars)["name"], string>(true);
is<(typeof variables.vars)["standard"], variables.Config>(true);
is<(typeof variables.vars)["current"], variables.Config | null>(true);
is<typeof variables.errFirst, GoError>(true);
variables.vars.transform = (text) => text;
// @ts-expect-error a variable has a type
variables.vars.name = 5;
// @ts-expect-error there is no such variable
variables.vars.ignored = 5;
// @ts-expect-error the type of this variable is not exported
opaque.vars.current = null;

// Opaque handles, instances, types that contain themselves.
is<ReturnType<typeof opaque.compile>, Handle>(true);
// @ts-expect-error an opaque handle has no members
opaque.compile("a").matchString("a");
is<ReturnType<typeof generic.sumInt64>, bigint>(true);
generic.newStackString("a").push("b").pop().toUpperCase();
// @ts-expect-error a stack of strings
generic.newStackString(1);
trees.echoTree([[], [[]]]);
// @ts-expect-error a tree is made of trees
trees.echoTree([[1]]);
trees.echoLink({ next: { next: null } });
