/** For vi.waitFor and vi.waitUntil, in milliseconds. A test fails because something does not come, not because it comes late. */
export const SLOW = { timeout: 50_000, interval: 50 };
