package main

import (
	"encoding/json"
	"math"
	"strconv"
)

// A number is a float64 that comes as text where JSON, or JavaScript's writing of it, has no number for it: NaN, infinities, -0.
type number float64

// UnmarshalJSON takes a number or text.
func (n *number) UnmarshalJSON(data []byte) error {
	text := string(data)
	if data[0] == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	x, err := strconv.ParseFloat(text, 64)
	*n = number(x)
	return err
}

// MarshalJSON gives a number where there is one, otherwise JavaScript's name of it as text.
func (n number) MarshalJSON() ([]byte, error) {
	switch x := float64(n); {
	case math.IsNaN(x):
		return []byte(`"NaN"`), nil
	case math.IsInf(x, 1):
		return []byte(`"Infinity"`), nil
	case math.IsInf(x, -1):
		return []byte(`"-Infinity"`), nil
	default:
		return json.Marshal(x)
	}
}
