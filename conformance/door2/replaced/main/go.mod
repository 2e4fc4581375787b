module example.com/replaced

go 1.25.0

require example.com/dependency v0.0.0

replace example.com/dependency => ../dependency
