package main

import "sync"

// callbacks are the requests that wait for what the client's function gives.
type callbacks struct {
	mu      sync.Mutex
	waiting map[uint32]chan float64
}

// open makes the channel on which the values for a request come.
func (c *callbacks) open(id uint32) <-chan float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		c.waiting = map[uint32]chan float64{}
	}
	values := make(chan float64)
	c.waiting[id] = values
	return values
}

// give hands a value to the request.
func (c *callbacks) give(id uint32, value float64) {
	c.mu.Lock()
	values := c.waiting[id]
	c.mu.Unlock()
	values <- value
}

// close forgets the request.
func (c *callbacks) close(id uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.waiting, id)
}
