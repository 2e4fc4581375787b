module example.org/fuzz

go 1.25.0
