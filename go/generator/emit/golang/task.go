package golang

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
)

// A task is the asynchronous form of a function, in the list by whose numbers JavaScript starts it.
type task struct {
	number      int
	name, start string
}

// task prints the function that decodes the arguments of an asynchronous form and starts its goroutine. call is given the variable of the
// context, if Go takes one, the receiver and the parameters.
func (f *file) task(fn *ir.Func, name string, call func(context string, args []string) string) {
	start := "a" + fn.Symbol
	f.tasks = append(f.tasks, task{fn.Task, name, start})
	e := f.newExport(shape.Task(fn))
	p := &e.functions
	p.text("\nfunc %s(c *host.Call, k *host.Task) {\n", start)
	context := ""
	if fn.Context {
		context = e.fresh("ctx")
		p.text("%s := k.Context()\n", context)
	}
	for _, param := range shape.Beside(e.fn) { // the receiver
		p.text("%s := %s\n", e.names[param], e.held(param, "c.In.Float64()"))
	}
	e.reads()
	p.text("k.Go(c, func() {\n")
	e.outcome("k", "return", call(context, e.list(e.names)), false)
	p.text("})\n}\n")
}

// listTasks prints the list of all tasks in the order of their numbers.
func (f *file) listTasks(p *printer) {
	if len(f.tasks) == 0 {
		return
	}
	slices.SortFunc(f.tasks, func(a, b task) int { return cmp.Compare(a.number, b.number) })
	p.text("host.Tasks(\n")
	for i, t := range f.tasks {
		if t.number != i+1 {
			panic(fmt.Sprintf("golang: task %d is %s, which has the number %d", i+1, t.name, t.number))
		}
		p.text("host.TaskOf{Name: %q, Start: %s},\n", t.name, t.start)
	}
	p.text(")\n")
}
