package host

import "sync/atomic"

// blobs are results that did not fit into the arena and wait to be fetched. Only their thread touches them.
type blobs struct {
	waiting map[uint64][]byte
	last    uint64
	live    atomic.Int64
	bytes   atomic.Int64
}

// add keeps b until it is fetched.
func (s *blobs) add(b []byte) uint64 {
	if s.waiting == nil {
		s.waiting = map[uint64][]byte{}
	}
	s.last++
	s.waiting[s.last] = b
	s.live.Add(1)
	s.bytes.Add(int64(len(b)))
	return s.last
}

// take returns a blob and forgets it; nil where there is none.
func (s *blobs) take(id uint64) []byte {
	b, ok := s.waiting[id]
	if ok {
		delete(s.waiting, id)
		s.live.Add(-1)
		s.bytes.Add(-int64(len(b)))
	}
	return b
}
