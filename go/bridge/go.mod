module github.com/topherjs/topher/go/bridge

go 1.25.0
