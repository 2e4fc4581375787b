// A socketpair doorbell made and rung from C, for the wake measurements.
#include <sys/socket.h>
#include <unistd.h>
#include <stdint.h>
static int fds[2];
__attribute__((visibility("default"))) int32_t wake_open(void) {
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds)) return -1;
  return fds[0];
}
__attribute__((visibility("default"))) int32_t wake_ring(void) { return (int32_t)send(fds[1], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT); }
__attribute__((visibility("default"))) int32_t wake_close_write(void) { return close(fds[1]); }
