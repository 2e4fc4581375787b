// Package crawl visits the pages of a site, several at a time.
package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// ErrAddress is what an address is refused with that no page can have.
var ErrAddress = errors.New("the address has to begin with http:// or https://")

// A Page is what was found at an address.
type Page struct {
	URL    string
	Depth  int
	Status int
	Title  string
	// Links are the addresses on the same site that the page mentions.
	Links []string
	// Problem says why there is no page, where there is none.
	Problem string
}

// Options say how far a crawl goes.
type Options struct {
	// Workers is how many pages are fetched at a time; 0 means 4.
	Workers int
	// Depth is how many links away from the start pages may be.
	Depth int
}

// Crawl begins at start, follows the links of the same site, and sends each page once, in the order in which they arrive. The channel is
// closed after the last page, or when ctx is done.
func Crawl(ctx context.Context, start string, options Options) (<-chan Page, error) {
	base, err := url.Parse(start)
	if err != nil {
		return nil, err
	}
	if base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("%s: %w", start, ErrAddress)
	}
	workers := options.Workers
	if workers == 0 {
		workers = 4
	}
	c := &crawler{
		ctx:     ctx,
		client:  &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: workers}},
		depth:   options.Depth,
		places:  make(chan struct{}, workers),
		out:     make(chan Page),
		visited: map[string]bool{base.String(): true},
	}
	c.group.Go(func() { c.visit(base, 0) })
	go func() {
		c.group.Wait()
		c.client.CloseIdleConnections()
		close(c.out)
	}()
	return c.out, nil
}

type crawler struct {
	ctx    context.Context
	client *http.Client
	depth  int
	places chan struct{}
	out    chan Page
	group  sync.WaitGroup

	mutex   sync.Mutex
	visited map[string]bool
}

func (c *crawler) visit(address *url.URL, depth int) {
	select {
	case c.places <- struct{}{}:
	case <-c.ctx.Done():
		return
	}
	page := c.fetch(address)
	<-c.places
	page.Depth = depth
	select {
	case c.out <- page:
	case <-c.ctx.Done():
		return
	}
	if depth == c.depth {
		return
	}
	for _, link := range page.Links {
		if next, err := url.Parse(link); err == nil && c.first(link) {
			c.group.Go(func() { c.visit(next, depth+1) })
		}
	}
}

// first tells whether nobody has asked for the address before.
func (c *crawler) first(address string) bool {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.visited[address] {
		return false
	}
	c.visited[address] = true
	return true
}

// most is how much of a page is read.
const most = 1 << 20

func (c *crawler) fetch(address *url.URL) Page {
	page := Page{URL: address.String()}
	request, err := http.NewRequestWithContext(c.ctx, http.MethodGet, page.URL, nil)
	if err != nil {
		page.Problem = err.Error()
		return page
	}
	response, err := c.client.Do(request)
	if err != nil {
		page.Problem = err.Error()
		return page
	}
	defer response.Body.Close()
	page.Status = response.StatusCode
	body, err := io.ReadAll(io.LimitReader(response.Body, most))
	if err != nil {
		page.Problem = err.Error()
		return page
	}
	if title := titles.FindSubmatch(body); title != nil {
		page.Title = strings.TrimSpace(string(title[1]))
	}
	for _, link := range links.FindAllSubmatch(body, -1) {
		next, err := address.Parse(string(link[1]))
		if err == nil && next.Scheme == address.Scheme && next.Host == address.Host {
			next.Fragment = ""
			page.Links = append(page.Links, next.String())
		}
	}
	return page
}

var (
	titles = regexp.MustCompile(`(?is)<title>(.*?)</title>`)
	links  = regexp.MustCompile(`(?i)<a\s[^>]*href="([^"]*)"`)
)
