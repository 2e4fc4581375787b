package names

import (
	"go/token"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/quick"
	"unicode"
)

func TestMemberFollowsTheRule(t *testing.T) {
	for name, want := range map[string]string{
		"ParseURL": "parseURL", "URL": "url", "HTTPServer": "httpServer", "Mean": "mean", "X": "x", "XY": "xy", "Xy": "xy",
		"ID": "id", "IDs": "iDs", "HTTP2Server": "http2Server", "A_B": "a_B", "UTF8": "utf8", "Max_": "max_", "ÄÖü": "äÖü",
		"ǅungla": "ǆungla", "Then": "then_", "Constructor": "constructor_", "Delete": "delete", "JSONToYAML": "jsonToYAML",
		"X\u2e2f": "x_",
	} {
		if got := Member(name); got != want {
			t.Errorf("Member(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLocalIsNeverReserved(t *testing.T) {
	for word := range reserved {
		if IsReserved(Local(word)) {
			t.Errorf("Local(%q) = %q is reserved", word, Local(word))
		}
	}
	if Local("mean") != "mean" {
		t.Error("Local changes what is not reserved")
	}
}

func TestLocalLeavesPrivateNamesToGeneratedCode(t *testing.T) {
	for js, want := range map[string]string{"$add": "add_", "$$": "_", "$1": "_1", "add$": "add$"} {
		if got := Local(js); got != want {
			t.Errorf("Local(%q) = %q, want %q", js, got, want)
		}
	}
}

func TestIdentifiersAreThoseOfJavaScript(t *testing.T) {
	for name, want := range map[string]bool{"größe": true, "名前": true, "x1": true, "_": true, "$": true, "": false, "1x": false, "a-b": false, "x\u2e2f": false} {
		if got := IsIdentifier(name); got != want {
			t.Errorf("IsIdentifier(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestOfClassKeepsTheAccessorFree(t *testing.T) {
	for name, want := range map[string]string{"async": "async_", "asyncOf": "asyncOf", "Async": "Async", "name": "name", "toString": "toString_", "valueOf": "valueOf_"} {
		if got := OfClass(name); got != want {
			t.Errorf("OfClass(%q) = %q, want %q", name, got, want)
		}
	}
}

// identifier makes exported Go identifiers with runs of capitals, digits, underscores and letters outside of ASCII.
func identifier(rng *rand.Rand) string {
	const letters = "ABCXYZÄÖΩabcxyzäöω019_ǅ漢"
	runes := []rune(letters)
	name := []rune{runes[rng.IntN(9)]}
	for range rng.IntN(12) {
		name = append(name, runes[rng.IntN(len(runes))])
	}
	return string(name)
}

func TestMemberProperties(t *testing.T) {
	property := func(seed uint64) bool {
		name := identifier(rand.New(rand.NewPCG(seed, 1)))
		if !token.IsExported(name) || !token.IsIdentifier(name) {
			t.Fatalf("%q is no exported Go identifier", name)
		}
		js := Member(name)
		first := []rune(js)[0]
		rest := strings.TrimSuffix(js, "_")
		switch {
		case !IsIdentifier(js), IsReserved(Local(js)):
		case unicode.IsUpper(first) || unicode.IsTitle(first):
		case !strings.EqualFold(js, name) && !strings.EqualFold(rest, name): // only the case changes, and an underscore may be added
		case Safe(Member(js)) != Member(js), Member(js) != js && js != Safe(js): // a second time changes nothing
		default:
			return true
		}
		t.Logf("Member(%q) = %q", name, js)
		return false
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 20_000}); err != nil {
		t.Error(err)
	}
}

func TestUniqueNeverRepeats(t *testing.T) {
	s := Scope{}
	seen := map[string]bool{}
	for _, name := range []string{"a", "a", "a_", "a", "b", "a__"} {
		got := s.Unique(name)
		if seen[got] {
			t.Errorf("%q twice", got)
		}
		seen[got] = true
	}
}
