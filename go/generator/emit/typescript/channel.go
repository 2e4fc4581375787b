package typescript

import (
	"fmt"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
)

// A channel is what the module knows of a channel type: its values are read and written only where its channels go that way.
type channel struct {
	t           *ir.Type
	name        string
	in, out     bool // goes into Go, comes out of Go
	read, write string
}

// channel is the name of what says how the values of a channel type are received and sent.
func (m *module) channel(t *ir.Type, in bool) string {
	c := m.channels[t.Go]
	if c == nil {
		c = &channel{t: t, name: m.unique("$chan" + m.title(t)), read: "null", write: "null"}
		m.channels[t.Go] = c
		m.channelList = append(m.channelList, c)
	}
	c.in, c.out = c.in || in, c.out || !in
	return c.name
}

// decideChannels says how the values of all channels are read and written. Other types may need functions for that, and those channels.
func (m *module) decideChannels() {
	for i := 0; i < len(m.channelList); i++ {
		c := m.channelList[i]
		before := *c
		if c.read == "null" && (c.out && shape.Receives(c.t) || c.in && shape.Sends(c.t)) {
			c.read = "($) => " + m.read(c.t.Elem, false)
		}
		if c.write == "null" && (c.in && shape.Receives(c.t) || c.out && shape.Sends(c.t)) {
			statement := strings.TrimSuffix(m.write(c.t.Elem, "value", `"a value"`), ";")
			if strings.HasPrefix(statement, "if ") {
				statement = "{ " + statement + "; }"
			}
			c.write = "($, value) => " + statement
		}
		if *c != before { // it may have told how one before it goes
			i = -1
		}
	}
}

// printChannels prints for each channel type in which directions it goes, what reads ahead one of Go, what reads and what writes a value,
// and the type of the values.
func (m *module) printChannels() {
	p := &m.definitions
	for _, c := range m.channelList {
		direction, open := 0, "null"
		if shape.Receives(c.t) {
			direction++
		}
		if shape.Sends(c.t) {
			direction += 2
		}
		if c.out {
			open = m.symbolOf(c.t.Call+"_open", "id:i")
		}
		p.line("")
		p.line("// %s", m.spell(c.t.Go))
		p.list("const "+c.name+" = [", []string{fmt.Sprint(direction), open, c.read, c.write, quote(c.t.Elem.Go)}, "];")
	}
}
