package funcs

import (
	"fmt"
	"strings"
)

// Options are what an Option sets.
type Options struct {
	Name  string
	Level int
	extra []string
}

// AddExtra adds what has no field.
func (o *Options) AddExtra(text string) { o.extra = append(o.extra, text) }

// An Option changes options.
type Option func(*Options)

// WithName sets the name.
func WithName(name string) Option { return func(o *Options) { o.Name = name } }

// WithLevel sets the level.
func WithLevel(level int) Option { return func(o *Options) { o.Level = level } }

// Configure prints the options that come of all of them.
func Configure(options ...Option) string {
	var o Options
	for _, option := range options {
		option(&o)
	}
	return fmt.Sprintf("%s %d [%s]", o.Name, o.Level, strings.Join(o.extra, " "))
}

type settings struct {
	color string
	width int
}

// A Setting changes what is not exported.
type Setting func(*settings)

// WithColor sets the color.
func WithColor(color string) Setting { return func(s *settings) { s.color = color } }

// WithWidth sets the width.
func WithWidth(width int) Setting { return func(s *settings) { s.width = width } }

// Paint prints the settings.
func Paint(all ...Setting) string {
	s := settings{color: "none"}
	for _, setting := range all {
		if setting != nil {
			setting(&s)
		}
	}
	return fmt.Sprint(s.color, " ", s.width)
}

// A Choice changes what is not exported, by a method that is not either.
type Choice interface {
	apply(s *settings)
}

type wide struct{}

func (wide) apply(s *settings) { s.width = 100 }

// Wide chooses a large width.
func Wide() Choice { return wide{} }

// Choose prints what comes of the choices.
func Choose(choices ...Choice) string {
	var s settings
	for _, c := range choices {
		c.apply(&s)
	}
	return fmt.Sprint(s.width)
}
