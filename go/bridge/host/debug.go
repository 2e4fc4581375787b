package host

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/topherjs/topher/go/bridge/wire"
)

// debug says that what JavaScript holds of Go, and Go of JavaScript, remembers which function made it. It is the environment
// that the process was started with: Go does not see what JavaScript changes.
var debug = os.Getenv("TOPHER_DEBUG") != "" && os.Getenv("TOPHER_DEBUG") != "0"

// origins are the names of the Go functions that made what a thread's handles stand for. Without debug there are none.
type origins struct {
	sync.Mutex
	names map[wire.Handle]string
}

func (o *origins) note(h wire.Handle, name string) {
	o.Lock()
	defer o.Unlock()
	if o.names == nil {
		o.names = map[wire.Handle]string{}
	}
	o.names[h] = name
}

func (o *origins) forget(h wire.Handle) {
	o.Lock()
	defer o.Unlock()
	delete(o.names, h)
}

func (o *origins) count() map[string]int {
	o.Lock()
	defer o.Unlock()
	counts := map[string]int{}
	for _, name := range o.names {
		counts[name]++
	}
	return counts
}

// report says what is left of a thread, a line for each function that made some of it.
func (t *thread) report() string {
	var text strings.Builder
	for _, kind := range []struct {
		one, many string
		counts    map[string]int
	}{
		{"1 handle made by %s was not released", "%[2]d handles made by %[1]s were not released", t.debug.count()},
		{"1 task of %s has not ended", "%[2]d tasks of %[1]s have not ended", t.countTasks()},
		{"1 stream of %s is not over", "%[2]d streams of %[1]s are not over", t.streams.report()},
		{"1 function or object given to %s is still held by Go", "%[2]d functions and objects given to %[1]s are still held by Go", t.slots.countTargets()},
	} {
		for _, name := range slices.Sorted(maps.Keys(kind.counts)) {
			text.WriteString("topher: ")
			if n := kind.counts[name]; n == 1 {
				fmt.Fprintf(&text, kind.one, name)
			} else {
				fmt.Fprintf(&text, kind.many, name, n)
			}
			text.WriteByte('\n')
		}
	}
	return text.String()
}
