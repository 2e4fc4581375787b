// Package ir describes what a library binds, as plain data.
//
// It is the seam between reading Go and writing Go and TypeScript: package bind makes a [Library] from go/types, and the
// emitters and inspect read nothing else. Nothing here points back into the type checker, so a Library can be stored as
// JSON, compared with a golden file, and read again.
//
// # Order
//
// Every slice has one order: packages as they were asked for, declarations as they stand in the source (files by name),
// declarations of packages outside of the build in the order of their first use. Two runs on the same source give the
// same bytes.
//
// # Names
//
// A declaration has three names. Its Ref, "import/path.Name", is unique in the library and is what a [Type] refers to.
// Its Go name is what a Go programmer calls it. Its JS name is what TypeScript exports. A JS name that is a reserved word
// cannot be declared; Local is the name to declare, and the export renames it: export { delete_ as delete }.
//
// # Go expressions
//
// Strings documented as Go expressions are ready to be printed. Packages stand in them under the aliases of
// [Library.Imports], of which no two are equal, and none is a name of package [ReservedAliases].
package ir
