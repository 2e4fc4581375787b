// What topher promises about safety, and the test that shows each: the tables of safety.md, and what promises.test.ts looks up.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { markdownTable } from "./markdown-table.ts";

/** A sentence that users may rely on. */
export interface SafetyPromise {
  readonly promise: string;
  /** Tests, `<file>#<name>`: where a name is a template, `…` stands for what is filled in. A program has no name: `<file>`. */
  readonly shownBy: readonly string[];
}

const root = path.resolve(import.meta.dirname, "..");

/** The promises by subject. */
export const promises: Readonly<Record<string, readonly SafetyPromise[]>> = {
  arguments: [
    {
      promise:
        "Every argument is checked against its declared type before Go is entered. What does not fit throws an error with a `TOPHER_…` code that names function, parameter, rule and value; nothing is converted, rounded or wrapped.",
      shownBy: [
        "conformance/suite/calls.test.ts#manyScalars names the parameter that is wrong, and Go is not called",
        "conformance/suite/messages.test.ts#noop says what is wrong with an argument: …",
        "conformance/door2-suite/structs.test.ts#echoPerson names the place inside of slices, maps and pointers",
      ],
    },
    {
      promise: "The checks hold after a call site has become hot and the runtime has compiled it.",
      shownBy: [
        "conformance/suite/scalars-hot.test.ts#… holds its rules after … calls with one value",
        "conformance/suite/scalars-hot.test.ts#… holds its rules after as many calls with all values",
      ],
    },
    {
      promise: "No argument whatever ends the process or makes it hang.",
      shownBy: [
        "conformance/suite/hammer.test.ts#… survives … calls with anything",
        "conformance/fuzz/arguments.ts",
        "conformance/stress/stack.ts",
      ],
    },
    {
      promise:
        "Getters, proxies and iterators that are run while arguments are read may throw, change what was read, or call Go: the call is refused or sees a consistent value.",
      shownBy: [
        "conformance/suite/buffers-refused.test.ts#sliceTwo refuses when reading the second argument detaches the first",
        "conformance/suite/buffers-refused.test.ts#sliceTwo lets a getter call the library itself",
        "conformance/door2-suite/structs.test.ts#a getter that calls Go while a struct is written changes nothing",
        "conformance/door2-suite/structs.test.ts#a getter that throws ends the call with its own error",
        "conformance/stress/mid-call.ts",
      ],
    },
    {
      promise: "A value that contains itself, or nests too deep, is refused in both directions.",
      shownBy: [
        "conformance/door2-suite/recursive.test.ts#echoTree refuses a tree that contains itself",
        "conformance/door2-suite/recursive.test.ts#echoTree takes 900 levels, and refuses more than 1,000",
        "conformance/door2-suite/recursive.test.ts#deepTree and roundTree are refused on the way out",
        "conformance/door2-suite/anys.test.ts#echoAny and echoObject refuse cycles",
      ],
    },
  ],
  values: [
    {
      promise:
        "A value of any type that crosses comes back as the mapping says, from JavaScript through Go and from Go through JavaScript, and is the same in every runtime.",
      shownBy: [
        "conformance/fuzz/codec.ts",
        "conformance/fuzz/codec-fixture.ts",
        "go/bridge/wire/fuzz_test.go#FuzzRoundTrip",
      ],
    },
    {
      promise:
        "A function, an object or an error of JavaScript's that Go gives back is the same one, whatever it went through and however often collectors have run.",
      shownBy: [
        "conformance/door2-suite/funcs.test.ts#a function is itself through slices and maps",
        "conformance/door2-suite/kept.test.ts#a function that Go has let go of under one type, and gets under another, is itself under both",
        "conformance/door2-suite/interfaces.test.ts#an object is itself through slices, maps, arrays, tuples and variadics",
        "conformance/door2-suite/interfaces-kept.test.ts#kept gives an object back as itself after both collectors ran",
        "conformance/door2-suite/errors.test.ts#echoError gives … back as the same object",
      ],
    },
    {
      promise:
        "What `topher build` accepts compiles, type-checks, and works in every runtime; what it does not accept it refuses with the place and the reason.",
      shownBy: [
        "conformance/fuzz/packages/main.ts",
        "go/generator/bind/typeargs_fuzz_test.go#FuzzTypeArgs",
        "go/generator/directive/config_fuzz_test.go#FuzzConfig",
      ],
    },
  ],
  memory: [
    {
      promise: "Buffers that are detached, resizable or shared are refused, also where they change between two calls.",
      shownBy: [
        "conformance/suite/buffers-refused.test.ts#… refuses a view that is …",
        "conformance/suite/buffers-refused.test.ts#… refuses a view that was lent before and then detached",
      ],
    },
    {
      promise: "The length that Go sees is the true one, whatever a view says about itself.",
      shownBy: [
        "conformance/suite/hostile-views.test.ts#bytesLength sees the true length of a view that …",
        "conformance/suite/hostile-views.test.ts#bytesLength refuses a detached view that has no prototype",
      ],
    },
    {
      promise:
        "Go keeps nothing that JavaScript may change, move or collect: a slice is lent only where the compiler's escape analysis shows that Go does not keep it, and copied otherwise.",
      shownBy: [
        "conformance/door2-suite/keeper.test.ts#keep keeps slices that JavaScript changes later",
        "conformance/door2-suite/keeper.test.ts#keepInGoroutine reads a slice after its call",
        "conformance/door2-suite/keeper.test.ts#keepReader keeps a reader over bytes that JavaScript changes later",
      ],
    },
    {
      promise: "Every buffer that Go gives is memory of JavaScript's own.",
      shownBy: [
        "conformance/door2-suite/keeper.test.ts#through gives a part of its argument as memory of its own",
        "conformance/door2-suite/readers.test.ts#chunks are memory of their own",
      ],
    },
    {
      promise: "A handle that was released, forged or made in another thread is refused.",
      shownBy: [
        "conformance/suite/callback-handles.test.ts#callback handles cannot be forged",
        "conformance/door2-suite/kept-hammer.test.ts#what a worker gave to Go is refused on another thread, and after its end",
        "go/bridge/host/handles_test.go#TestHandles_NoNumberIsMistakenForOne",
      ],
    },
    {
      promise: "Any bytes whatever, given to the decoder, end in a value or an error, in bounded memory.",
      shownBy: [
        "go/bridge/wire/fuzz_test.go#FuzzRead",
        "go/bridge/host/exports_fuzz_test.go#FuzzCalls",
        "conformance/fuzz/decoder.ts",
        "go/bridge/wire/wire_test.go#TestReader_AllocatesNoMoreThanTheInputCanHold",
      ],
    },
  ],
  leaks: [
    {
      promise: "What Go holds for JavaScript is counted by `stats()`, and the counts return to where they were.",
      shownBy: [
        "conformance/door2-suite/diagnostics.test.ts#all counts go back to where they were, after everything at once",
        "conformance/door2-suite/volume.test.ts#…, … times, leaves nothing",
        "conformance/door2-suite/kept-hammer.test.ts#KeptRounds leaves nothing, in four threads at the same time",
      ],
    },
    {
      promise: "Objects that nobody disposes of are released once the collector has taken them.",
      shownBy: [
        "conformance/door2-suite/volume.test.ts#100 objects that nobody disposes of are collected",
        "conformance/door2-suite/kept.test.ts#a registry that is collected lets its functions go",
        "conformance/stress/pressure.ts",
      ],
    },
    {
      promise: "The memory of a process stays flat once it is warm, however many calls and tasks it makes.",
      shownBy: ["conformance/stress/soak.ts", "conformance/stress/soak-library.ts", "conformance/stress/generated.ts"],
    },
    {
      promise:
        "Panics leave nothing behind, nor does what JavaScript refuses of a result, of a callback's arguments or of a stream, or what either side refuses of a callback's result.",
      shownBy: [
        "conformance/door2-suite/refused-results.test.ts#… leaves no handle where it is refused",
        "conformance/door2-suite/refused-results.test.ts#what … leaves nothing in JavaScript",
        "conformance/door2-suite/errors.test.ts#panic 1,000 times leaves nothing",
        "go/bridge/host/call_test.go#TestCall_HandlesOfAFailedCallAreReleased",
        "conformance/fuzz/codec.ts",
      ],
    },
  ],
  failures: [
    {
      promise:
        "A panic in a bound function, or in the goroutine of a task, is a `GoPanic` with Go's stack; the process goes on.",
      shownBy: [
        "conformance/door2-suite/errors.test.ts#panic throws a GoPanic with the stack of Go",
        "conformance/door2-suite/tasks-every.test.ts#features.….async rejects with what … throws",
      ],
    },
    {
      promise:
        "What a callback throws goes through Go, whose deferred functions run, and comes out as the same object; nothing is called after it.",
      shownBy: [
        "conformance/suite/callbacks.test.ts#callbackNested carries an error up from 50 deep, as the same object",
        "conformance/suite/callbacks.test.ts#callbackUntil calls nothing after an error",
        "conformance/door2-suite/callbacks.test.ts#cleanup runs the defers of Go when its function throws",
      ],
    },
    {
      promise: "A callback that is gone, or that another thread calls, is an error and no crash.",
      shownBy: [
        "conformance/suite/callback-handles.test.ts#callKept throws TOPHER_CALLBACK_GONE after the handle was disposed of",
        "conformance/door2-suite/kept.test.ts#fallibleElsewhere gets TOPHER_CALLBACK_THREAD as the error of its goroutine",
      ],
    },
    {
      promise: "A synchronous call that would wait for its own thread is refused, it does not hang.",
      shownBy: [
        "conformance/door2-suite/callbacks-tasks.test.ts#goroutines of a synchronous call are refused, down to the last descendant",
        "conformance/door2-suite/callbacks-tasks.test.ts#a promise in a synchronous call is refused: nobody can wait for it",
      ],
    },
  ],
  processes: [
    {
      promise: "A process with pending tasks, streams and bells ends as it would without them, in every way to end.",
      shownBy: [
        "conformance/door2-suite/tasks-exits.test.ts#a process with … ends as it should",
        "conformance/stress/exits.ts",
        "conformance/stress/task-exits.ts",
        "conformance/suite/wake.test.ts#wake lets the process end by itself while a goroutine rings",
      ],
    },
    {
      promise:
        "Workers may be terminated at any moment, in Node [outside of some work of koffi's](#a-worker-of-node-that-is-terminated); what they held with Go is taken back.",
      shownBy: [
        "conformance/door2-suite/tasks-workers.test.ts#busy workers are terminated at random moments; this thread goes on, and nothing is left of theirs",
        "conformance/suite/workers.test.ts#wake survives workers that are terminated while Go rings",
        "conformance/stress/workers.ts",
        "conformance/stress/task-workers.ts",
      ],
    },
    {
      promise:
        "Signal handlers of JavaScript work, registered before or after loading, however often signals come while Go runs.",
      shownBy: ["conformance/stress/signal-storm.ts", "go/bridge/guard_test.go#TestSignals"],
    },
    {
      promise: "Signals, closed pipes and child processes do what they do without the library.",
      shownBy: [
        "conformance/stress/dispositions.ts",
        "conformance/stress/children.ts",
        "go/bridge/guard_test.go#TestSIGPIPE",
        "conformance/stress/profiler.ts",
        "conformance/suite/signal-stack.test.ts#open leaves signals as much room as Go gives them in threads of its own",
        "conformance/stress/traps.ts",
      ],
    },
    {
      promise: "Aborted tasks reject at once with the signal's reason, at whatever moment the abort comes.",
      shownBy: [
        "conformance/door2-suite/cancellation.test.ts#abort rejects at once, however long Go takes to notice",
        "conformance/stress/task-aborts.ts",
      ],
    },
  ],
  ends: [
    {
      promise:
        "Where Go ends the process, one line after Go's trace names the functions in flight and this page; exit signal and core dump are as without topher.",
      shownBy: [
        "conformance/door2-suite/aborts.test.ts#a process with … ends by SIGABRT, and says why",
        "go/bridge/fatal_test.go#TestFatal",
      ],
    },
    {
      promise: "A SIGABRT that Go has not raised does what it does without the library.",
      shownBy: ["conformance/door2-suite/aborts.test.ts#a process with … ends as without topher"],
    },
    {
      promise: "`topher inspect` and `topher build` warn where a bound function can end the process.",
      shownBy: ["go/generator/exits/exits_test.go#TestFindNamesThePlaceAndTheWay"],
    },
  ],
  loading: [
    {
      promise:
        "A file that is no library, or no whole one, is for another system, or lacks what it needs, is refused with a `TOPHER_…` code that names the file and what was found, before the system's loader could end the process. A good library can be loaded afterwards.",
      shownBy: [
        "conformance/suite/load-files.test.ts#open refuses a file that …",
        "conformance/suite/load-files.test.ts#open refuses a library of which only … is left",
        "conformance/suite/load-files.test.ts#open refuses a library of any length that is not its own",
        "conformance/door2-suite/loading-files.test.ts#a module whose library … is refused",
        "conformance/door2-suite/loading-files.test.ts#a module whose library was cut anywhere is refused",
      ],
    },
    {
      promise:
        "Headers that were changed after the build are refused where the loader would follow them somewhere else.",
      shownBy: [
        "packages/core/src/elf-damage.test.ts#finds …",
        "packages/core/src/elf-damage.test.ts#finds nothing in any library of this system, nor in those of this repository",
        "conformance/fuzz/library-files.ts",
      ],
    },
    {
      promise:
        "Only absolute paths reach the system's loader: no search path, no `LD_LIBRARY_PATH`, no name that is read in another way.",
      shownBy: [
        "conformance/suite/load-files.test.ts#open never looks into the system's search path",
        "conformance/suite/load-files.test.ts#open refuses a name …",
        "packages/core/src/load.test.ts#and refuses what the system would read as another name",
      ],
    },
    {
      promise: "A generated module and its library are of the same build, or the import fails.",
      shownBy: [
        "conformance/door2-suite/loading.test.ts#a module of another build is refused",
        "conformance/door2-suite/loading.test.ts#a module of a newer contract is refused",
        "conformance/door2-suite/loading-files.test.ts#a module with the library of another module is refused, and that one is named by its build",
      ],
    },
    {
      promise: "`topher verify` finds one changed byte anywhere in a built module.",
      shownBy: [
        "packages/cli/src/commands/verify.test.ts#notices one changed byte anywhere in the library",
        "packages/cli/src/commands/verify.test.ts#notices a changed module, and changed types",
      ],
    },
    {
      promise: "Data is not called as a function, and a guard of another version is not called at all.",
      shownBy: [
        "conformance/suite/load-files.test.ts#open refuses to call data as a function",
        "conformance/suite/load-files.test.ts#open refuses a library whose guard is of version …",
      ],
    },
    {
      promise:
        "A library may be replaced by renaming, or removed, while it is loaded; links and hard links to it are the same library.",
      shownBy: [
        "conformance/suite/load-files.test.ts#open goes on with a library whose file is gone, or another one now",
        "conformance/door2-suite/loading-files.test.ts#a module goes on when its library's file is replaced or removed",
        "conformance/door2-suite/loading-files.test.ts#modules whose libraries are … to one file share it",
      ],
    },
    {
      promise:
        "What is missing is named: symbols all at once, permissions by the flag that grants them. With Deno's permission for the library's file alone, generated modules do everything but call JavaScript from inside of a synchronous call.",
      shownBy: [
        "conformance/suite/load.test.ts#open names the symbols that are missing, all at once",
        "conformance/suite/permissions.test.ts#… says which permission is missing",
        "conformance/suite/permissions.test.ts#… does with the permission for its library what the table says, and refuses the rest",
      ],
    },
    {
      promise:
        "A second Go runtime in the process is told of, whichever was first, also where only one of them has the guard; `TOPHER_SECOND_GO=error` makes it an error.",
      shownBy: [
        "conformance/suite/load-several.test.ts#open warns of … in this order, and all of them work together",
        "conformance/suite/load-several.test.ts#open throws for each library after the first where the environment says so, also for one without a guard",
      ],
    },
  ],
  parts: [
    {
      promise:
        "No function that C can call in Go lets a panic through: each begins with the guard, or recovers by itself. What can be entered in a built library is what was read.",
      shownBy: [
        "go/bridge/exports_test.go#TestExport_BeginsWithTheGuard",
        "go/bridge/exports_built_test.go#TestExport_OfABuiltLibraryIsInItsSources",
        "conformance/instruments/go-tests.ts",
      ],
    },
    {
      promise:
        "No function that a runtime can find, and none that C can call in Go, returns a pointer of Go's: results are numbers.",
      shownBy: [
        "go/bridge/exports_test.go#TestExport_ReturnsNoGoPointer",
        "go/bridge/exports_built_test.go#TestExport_FunctionsOfCReturnNoPointer",
      ],
    },
    {
      promise:
        "A function that a runtime can find enters Go through exactly one such function, and nothing else of the C parts enters Go.",
      shownBy: [
        "go/bridge/exports_test.go#TestExport_HasOneFunctionOfC",
        "go/bridge/exports_test.go#TestExport_IsEnteredNowhereElse",
      ],
    },
    {
      promise:
        "The C parts touch no memory that is not theirs, leak none, and have no undefined operation, whatever the arguments and whenever a thread ends.",
      shownBy: ["conformance/instruments/guard.c", "conformance/instruments/host.c"],
    },
    {
      promise: "There is no data race in C, or between the two sides of a mailbox.",
      shownBy: ["conformance/instruments/guard.c", "conformance/instruments/mailbox.c"],
    },
    {
      promise:
        "There is no data race in Go's part: tasks, channels, streams, callbacks, kept functions and ending threads share nothing without a lock.",
      shownBy: [
        "go/bridge/host/host_test.go#hammer: and the race detector finds nothing",
        "conformance/instruments/library.ts",
      ],
    },
  ],
};

/** The table of a subject. */
export function promiseTable(subject: string): string {
  const rows = promises[subject] ?? [];
  return markdownTable(
    ["promise", "shown by"],
    rows.map(({ promise, shownBy }) => [promise, shownBy.map(linkTo).join("<br>")]),
  );
}

function linkTo(reference: string): string {
  const [file = "", name] = reference.split("#");
  return `[${name ?? path.basename(file, ".ts")}](../${file})`;
}

/** What is wrong with a reference to a test, or undefined. */
export function problemOfTest(reference: string): string | undefined {
  const [file = "", name] = reference.split("#");
  const absolute = path.join(root, file);
  if (!existsSync(absolute)) return `there is no ${file}`;
  if (name === undefined) return undefined;
  const found = testNames(readFileSync(absolute, "utf8"));
  return found.includes(name) ? undefined : `${file} has no test named ${name}`;
}

/** The names of the tests in a source of TypeScript or Go; what a template fills in is `…`. */
function testNames(source: string): string[] {
  const functions = [...source.matchAll(/^func ((?:Test|Fuzz)\w+)\(/gm)].map(([, name = ""]) => name);
  const calls = [...source.matchAll(/(?:\btest(?:\.\w+)?|\bt\.Run|\))\(\s*(["`])((?:(?!\1)[^\\]|\\.)*)\1/g)];
  return [...functions, ...calls.map(([, , name = ""]) => name.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "…"))];
}
