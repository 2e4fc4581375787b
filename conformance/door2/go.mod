module github.com/topherjs/topher/conformance/door2

go 1.25.0
