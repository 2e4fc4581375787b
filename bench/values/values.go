// Package codec is what the codec benchmark calls: ordinary Go, bound by topher and carried as JSON by hand.
package codec

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
