// Package values is what the benchmarks of text, bytes, structs, maps, errors, callbacks and handles call: ordinary Go, bound by topher and carried
// by hand.
package values

import "fmt"

// An Item is a small struct with one field of each common kind.
type Item struct {
	ID    int64   `json:"id,string"`
	Price float64 `json:"price"`
	Name  string  `json:"name"`
}

// Half gives half of x.
func Half(x float64) float64 { return x / 2 }

// EchoText gives s.
func EchoText(s string) string { return s }

// EchoBytes gives b.
func EchoBytes(b []byte) []byte { return b }

// MoveItem gives the item with another number and price.
func MoveItem(it Item) Item {
	it.ID++
	it.Price += 0.25
	return it
}

var items []Item

// Items gives n items, the same at each call: making them is not what is measured.
func Items(n int) []Item {
	for i := len(items); i < n; i++ {
		items = append(items, Item{ID: 1<<53 + int64(i), Price: float64(i) + 0.25, Name: fmt.Sprintf("item number %04d", i%10000)})
	}
	return items[:n]
}

// SumItems adds the prices.
func SumItems(items []Item) float64 {
	sum := 0.0
	for i := range items {
		sum += items[i].Price
	}
	return sum
}

// EchoItems gives the items.
func EchoItems(items []Item) []Item { return items }

// DoubleMap gives a map with every value doubled.
func DoubleMap(m map[string]float64) map[string]float64 {
	doubled := make(map[string]float64, len(m))
	for name, x := range m {
		doubled[name] = 2 * x
	}
	return doubled
}

// Refuse gives an error and nothing else.
func Refuse(text string) error { return fmt.Errorf("refused: %s", text) }

// CallBack calls f with 0 to times-1 and adds what it returns.
func CallBack(times int, f func(x float64) float64) float64 {
	sum := 0.0
	for i := range times {
		sum += f(float64(i))
	}
	return sum
}

// A Counter is a value that stays in Go.
type Counter struct{ at int }

// NewCounter gives one that begins there.
func NewCounter(start int) *Counter { return &Counter{start} }

// Add adds to it, and gives what it has then.
func (c *Counter) Add(n int) int {
	c.at += n
	return c.at
}
