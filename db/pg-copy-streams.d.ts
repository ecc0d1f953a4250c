declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';
  /** A writable that is also a query: rows written to it go to the table. */
  export function from(requete: string): Writable & Submittable & { readonly rowCount: number };
}
