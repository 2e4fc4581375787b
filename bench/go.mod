module github.com/topherjs/topher/bench

go 1.25.0

require github.com/topherjs/topher/go/bridge v0.0.0

replace github.com/topherjs/topher/go/bridge => ../go/bridge
