package async

import (
	"hash/crc32"
	"io"
	"math/rand/v2"
)

// block is what streams repeat. Its length is prime, so that chunks which are swapped, lost or doubled change the checksum.
var block = repeated(1<<20 - 3)

func repeated(n int) []byte {
	made := make([]byte, n)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(made)
	return made
}

// Bytes gives so many bytes, the same ones each time.
func Bytes(size int) io.Reader { return &source{left: size} }

type source struct {
	at, left int
}

func (s *source) Read(into []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	n := copy(into[:min(len(into), s.left)], block[s.at:])
	s.left -= n
	s.at = (s.at + n) % len(block)
	return n, nil
}

// Chunk is how many bytes are written at a time.
const Chunk = 64 << 10

// WriteBytes writes the bytes of Bytes, Chunk at a time.
func WriteBytes(w io.Writer, size int) error {
	_, err := io.CopyBuffer(onlyWriter{w}, Bytes(size), make([]byte, Chunk))
	return err
}

// onlyWriter hides what else a writer can do, as io.CopyBuffer would leave the copying to it.
type onlyWriter struct{ io.Writer }

// Checksum reads to the end, and gives the CRC-32 (IEEE) of what it has read and the number of bytes.
func Checksum(r io.Reader) (sum uint32, size int, err error) {
	hash := crc32.NewIEEE()
	n, err := io.CopyBuffer(hash, r, make([]byte, Chunk))
	return hash.Sum32(), int(n), err
}

// ChecksumOf gives the CRC-32 of Bytes(size).
func ChecksumOf(size int) (uint32, error) {
	sum, _, err := Checksum(Bytes(size))
	return sum, err
}
