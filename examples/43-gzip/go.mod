module example.com/streams

go 1.25.0
