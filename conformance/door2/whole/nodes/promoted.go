package nodes

// A Base is what others embed.
type Base struct {
	// ID is the number.
	ID   int
	tags []string
}

// Tag adds a tag, and gives the receiver.
func (b *Base) Tag(tag string) *Base {
	b.tags = append(b.tags, tag)
	return b
}

// Tags are the tags.
func (b *Base) Tags() []string { return b.tags }

// A Doc embeds a pointer.
type Doc struct {
	*Base
	Title string
}

// NewDoc makes a document.
func NewDoc(title string) *Doc { return &Doc{&Base{ID: 1}, title} }

// Upper is a method of its own.
func (d *Doc) Upper() string { return d.Title + "!" }

// A Page embeds a struct that embeds a pointer.
type Page struct {
	Doc
	Number int
}

// NewPage makes a page.
func NewPage(title string, number int) *Page { return &Page{Doc{&Base{ID: 2}, title}, number} }

// Upper hides the one of the document.
func (p *Page) Upper() string { return "page " + p.Doc.Upper() }

// A Scaled shape embeds an interface.
type Scaled struct {
	Shape
	Factor float64
}

// NewScaled makes a scaled shape.
func NewScaled(s Shape, factor float64) *Scaled { return &Scaled{s, factor} }

// Area hides the one of the shape.
func (s *Scaled) Area() float64 { return s.Shape.Area() * s.Factor }

type counter struct{ Count int }

// Increment counts.
func (c *counter) Increment() int {
	c.Count++
	return c.Count
}

// A Clicker embeds a struct that is not exported.
type Clicker struct {
	counter
	Label string
}

// NewClicker makes a clicker.
func NewClicker(label string) *Clicker { return &Clicker{Label: label} }
