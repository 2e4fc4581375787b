// Package logger stands for loggers that others have written: what it does is known by its names only.
package logger

// A Logger writes nothing.
type Logger struct{}

// New makes a logger.
func New() *Logger { return &Logger{} }

// Infof is harmless.
func (*Logger) Infof(format string, args ...any) {}

// Fatalf says by its name that it ends the process.
func (*Logger) Fatalf(format string, args ...any) {}

// Fatal says so too.
func Fatal(args ...any) {}

// FatalError does not.
func FatalError(args ...any) {}
