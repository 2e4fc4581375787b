module example.com/statistics

go 1.25.0
