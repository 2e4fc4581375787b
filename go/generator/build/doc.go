// Package build makes a library: it reads packages, prints both sides, runs the Go compiler, and puts the result in place.
//
// # Folders
//
// Nothing is written into the user's tree but what belongs below Options.Out. What the build needs lies in a cache folder:
//
//	<cache>/builds/<key>/go.work      names the generated module, the bridge and the user's modules
//	<cache>/builds/<key>/library/     the generated module: z*.go, z.c
//	<cache>/builds/<key>/shims/       packages that are laid into the user's module with -overlay
//	<cache>/builds/<key>/vendor/      links to the user's vendor folder, if there is one
//	<cache>/builds/<key>/stamp.json   what the last build read and wrote
//
// The key stands for the working folder, the packages and the options, so that each library keeps its folder.
package build
