module example.com/crawler

go 1.25.0
