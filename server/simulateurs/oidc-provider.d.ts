/** The part of oidc-provider that the simulator uses: the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  type Compte = { readonly accountId: string; readonly claims: () => Promise<Readonly<Record<string, unknown>> & { readonly sub: string }> };
  type Interaction = { readonly uid: string; readonly prompt: { readonly name: string } };
  type Octroi = { readonly accountId: string; readonly clientId: string };

  export class Provider {
    constructor(emetteur: string, reglages: Readonly<Record<string, unknown>>);
    readonly Grant: new (octroi: Octroi) => { addOIDCScope(portee: string): void; save(): Promise<string> };
    callback(): RequestListener;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>;
    interactionFinished(req: IncomingMessage, res: ServerResponse, issue: Readonly<Record<string, unknown>>, options?: { mergeWithLastSubmission?: boolean }): Promise<void>;
    on(evenement: 'server_error', suite: (ctx: unknown, erreur: Error) => void): void;
  }
  export type { Compte };
}
