module example.com/vendored

go 1.25.0

require example.com/dependency v1.2.3
