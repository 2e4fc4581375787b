module {{module}}

go {{go}}

// The go command's ./... stays out of here.
ignore ./node_modules
