// Package words counts the words of texts.
package words

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// ErrNegative is the error for less than no words.
var ErrNegative = errors.New("n is negative")

// A Frequency is a word and how often it comes.
type Frequency struct {
	Word  string
	Count int
}

// Count returns how many words a text has.
func Count(text string) int {
	return len(strings.Fields(text))
}

// Top returns the n most frequent words of a text, in lower case, the most frequent first. Equally frequent words are in
// alphabetical order.
func Top(text string, n int) ([]Frequency, error) {
	if n < 0 {
		return nil, ErrNegative
	}
	counts := map[string]int{}
	for _, word := range strings.Fields(strings.ToLower(text)) {
		counts[word]++
	}
	all := make([]Frequency, 0, len(counts))
	for word, count := range counts {
		all = append(all, Frequency{Word: word, Count: count})
	}
	slices.SortFunc(all, func(a, b Frequency) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Word, b.Word))
	})
	return all[:min(n, len(all))], nil
}
