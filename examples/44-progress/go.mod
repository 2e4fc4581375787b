module example.com/progress

go 1.25.0
