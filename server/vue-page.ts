import type { Context } from 'hono';
import type { VNode } from 'preact';
import type { VueCadre } from '#web/cadre.tsx';
import type { Services } from './services.ts';

/** `recue`: when the request came (ms): a page shows at least all that was written before. */
export type Env = { Variables: { services: Services; recue: number } };
export type C = Context<Env>;

/** What a route answers: a page to frame, or a finished response (a file, a redirect). */
export type VuePage = {
  readonly titre: string;
  readonly corps: VNode;
  readonly actif?: string;
  readonly chemin?: VueCadre['chemin'];
  /** The views beside this one, above its title. */
  readonly onglets?: { readonly libelle: string; readonly actif: string; readonly onglets: readonly { readonly cle: string; readonly libelle: string; readonly href: string; readonly groupe?: string }[] };
  readonly statut?: number;
  /** For a screen that a whole room reads: without the frame. */
  readonly plein?: boolean;
  /** Subjects whose change refreshes this page while it is looked at. */
  readonly sujets?: readonly string[];
  /** Token of the forms, on the pages one sees before signing in. */
  readonly jeton?: string;
};
export type Reponse = VuePage | Response;
