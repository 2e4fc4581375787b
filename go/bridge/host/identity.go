package host

import (
	"fmt"
	"runtime"
)

// Contract is the version of the contract between a generated library and the TypeScript side: the functions of host.h, the
// arena and the bytes of package wire. It is raised when one of them changes.
const Contract = 3

// buildID is set by the linker: -X github.com/topherjs/topher/go/bridge/host.buildID=….
var buildID = "unknown"

func identity() string { return fmt.Sprintf("%d %s %s", Contract, buildID, runtime.Version()) }
