package abort

import (
	"sync"
	"time"
)

// Wait waits for ever.
func Wait() { select {} }

// Deadlock locks twice.
func Deadlock() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock()
}

// Receive waits for a value that nobody sends.
func Receive() { <-make(chan int) }

// Send waits for somebody who receives.
func Send() { make(chan int) <- 1 }

// Sleep sleeps for a day.
func Sleep() { time.Sleep(24 * time.Hour) }

// Join waits for a goroutine that was never started.
func Join() {
	var all sync.WaitGroup
	all.Add(1)
	all.Wait()
}
