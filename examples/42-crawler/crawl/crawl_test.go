package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestCrawl(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<title>%s</title><a href="%sa/">a</a> <a href="/#top">top</a> <a href="http://elsewhere.example/">away</a>`, r.URL.Path, r.URL.Path)
	}))
	defer site.Close()
	pages, err := Crawl(t.Context(), site.URL+"/", Options{Depth: 3})
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for page := range pages {
		titles = append(titles, page.Title)
	}
	if fmt.Sprint(titles) != "[/ /a/ /a/a/ /a/a/a/]" {
		t.Errorf("the titles are %v", titles)
	}
	if _, err := Crawl(t.Context(), "ftp://example.com", Options{}); !errors.Is(err, ErrAddress) {
		t.Errorf("an address of another kind: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	endless, err := Crawl(ctx, site.URL+"/", Options{Depth: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	<-endless
	cancel()
	for range endless { // it has to end
	}
}
