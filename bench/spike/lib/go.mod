module spike

go 1.23
