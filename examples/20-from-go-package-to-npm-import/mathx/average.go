package mathx

// An Average is the mean of numbers that come one at a time.
type Average struct {
	count int
	sum   float64
}

// NewAverage returns an average of nothing yet.
func NewAverage() *Average {
	return &Average{}
}

// Add adds x and returns the mean so far.
func (a *Average) Add(x float64) float64 {
	a.count++
	a.sum += x
	return a.sum / float64(a.count)
}
