/** The part of Turbo 8 in use: the package ships no types. */
declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number; enabled: boolean }; forms: { submitter: 'disabled' | 'aria-disabled' } };
  export function start(): void;
  export function visit(location: string, options?: { action?: 'advance' | 'replace'; shouldCacheSnapshot?: boolean }): void;
}
