module example.com/dependency

go 1.25.0
