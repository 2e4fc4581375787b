// overflow LIB: an endless recursion in Go ends this process.
#include "host.h"

int main(int argc, char **argv) {
	EXPECT(argc == 2);
	void *lib = load(argv[1]);
	FN(int64_t, overflow, void);
	return (int)overflow();
}
