/** For a payload of nothing. */
export const none = (): void => undefined;
