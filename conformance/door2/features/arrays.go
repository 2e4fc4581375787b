package features

// EchoVector gives three numbers back.
func EchoVector(v [3]float64) [3]float64 { return v }

// EchoFlags gives an array of booleans back.
func EchoFlags(f [2]bool) [2]bool { return f }

// EchoPairOfInts gives an array of int back.
func EchoPairOfInts(p [2]int) [2]int { return p }

// EchoMatrix gives an array of arrays back.
func EchoMatrix(m [2][2]float64) [2][2]float64 { return m }

// EchoNone gives an empty array back.
func EchoNone(a [0]string) [0]string { return a }
