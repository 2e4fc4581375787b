/** The base of asynchronous iterators, with the methods that all of them have where the runtime has such. */
export abstract class AsyncSteps {
  [Symbol.asyncIterator](): this {
    return this;
  }
}

Object.setPrototypeOf(
  AsyncSteps.prototype,
  Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)) as object,
);
