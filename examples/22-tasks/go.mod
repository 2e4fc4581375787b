module example.com/numbers

go 1.25.0
