module example.com/mathx

go 1.25.0
