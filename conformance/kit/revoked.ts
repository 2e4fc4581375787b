// Proxies that nothing can be asked any more.

/** A proxy around an object that was revoked. */
export function revoked<T extends object>(target: T): T {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}
