import { getCookie } from 'hono/cookie';
import { ok, refuser, type Result } from '#core/result.ts';
import { jetonPresente } from '../authentification/sessions.ts';
import { encadrer } from '../cadre.tsx';
import type { Contexte } from '../contexte.ts';
import { cookieDuJeton, jetonDuCookie, nomDeCookie } from '../jetons.ts';
import { type ContexteLien, dansLien } from '../portes-lien.ts';
import { lireSeance } from '../portes.ts';
import type { C } from '../vue-page.ts';
import type { Lien, RefusLien } from './jeton-lien.ts';
import { admettre, cleDuLien, empreinteDe, GARDE_MS, nouveauJeton, type RefusNavigateur, tenirIci } from './navigateurs.ts';
import { PageLienTenu } from './page-lien.tsx';

/** A link that writes in a person's name: where it opens, and to which address its owner is reached. */
export type PorteTenue = {
  readonly usage: string;
  /** Start of its addresses: the browser shows its cookie nowhere else. */
  readonly chemin: string;
  readonly adresse: (jeton: string) => string;
  readonly proprietaire: (ctx: ContexteLien) => Promise<{ readonly nom: string; readonly courriel: string } | undefined>;
};
export type Presente = { readonly porte: PorteTenue; readonly jeton: string };
export type RefusTenu = RefusLien | RefusNavigateur;

const nomDuCookie = (c: C, cle: string): string => nomDeCookie(c.var.services.config.url, `lien_${cle.slice(0, 16)}`);
const jetonGarde = (c: C, cle: string): string | undefined => jetonDuCookie(getCookie(c, nomDuCookie(c, cle)), c.var.services.config.secret);

/** What the gate asks of the browser, for this link. */
export const navigateurDe = (c: C) => (lien: Lien): { readonly cle: string; readonly empreinte: string } => {
  const cle = cleDuLien(lien, c.var.services.config.secret);
  const jeton = jetonGarde(c, cle);
  return { cle, empreinte: jeton ? empreinteDe(cle, jeton) : '' };
};

/** Ties this link to this browser; the cookie leaves with the answer, once everything is written. */
export async function attacherIci(c: C, ctx: Contexte, { lien, porte, moyen }: { readonly lien: Lien; readonly porte: PorteTenue; readonly moyen: Parameters<typeof tenirIci>[2] }): Promise<(() => void) | undefined> {
  const { config } = c.var.services;
  const cle = cleDuLien(lien, config.secret);
  const jeton = jetonGarde(c, cle) ?? nouveauJeton();
  if (!(await tenirIci(ctx, { cle, jeton, expire: lien.expire }, moyen))) return undefined;
  const secondes = Math.ceil((lien.expire.getTime() + GARDE_MS - ctx.maintenant.getTime()) / 1000);
  return () => c.header('Set-Cookie', `${nomDuCookie(c, cle)}=${cookieDuJeton(jeton, config.secret)}; Path=${porte.chemin}; HttpOnly; SameSite=Lax; Max-Age=${secondes}${config.url.startsWith('https:') ? '; Secure' : ''}`, { append: true });
}

const seanceDe = (c: C) => lireSeance(c.var.services, jetonPresente(c, c.var.services.config));

/** Reading: open until the first answer, then to the browsers of its owner, or to its owner signed in. */
export async function lireParLien<T>(c: C, { porte, jeton }: Presente, faire: (ctx: ContexteLien) => Promise<T>): Promise<Result<T, RefusTenu>> {
  const demande = { usage: porte.usage, jeton, lecture: true };
  const issue = await dansLien(c.var.services, { ...demande, navigateur: navigateurDe(c) }, async (ctx) => (ctx.tenue === 'ailleurs' ? { admis: false as const, a: ctx.lien.personneId } : { admis: true as const, valeur: await faire(ctx) }));
  if (!issue.ok) return issue;
  if (issue.valeur.admis) return ok(issue.valeur.valeur);
  const lecteur = (await seanceDe(c))?.personne_id;
  return lecteur !== undefined && lecteur === issue.valeur.a ? dansLien(c.var.services, demande, faire) : refuser({ code: 'autre_navigateur' });
}

/** Writing: the first answer ties the link to its browser; a refusal of the gesture unties it with everything else. */
export async function ecrireParLien<T>(c: C, { porte, jeton, annuler = () => false }: Presente & { readonly annuler?: (valeur: T) => boolean }, faire: (ctx: ContexteLien) => Promise<T>): Promise<Result<T, RefusTenu>> {
  type Fait = { readonly admis: true; readonly valeur: T; readonly poser: () => void } | { readonly admis: false; readonly refus: RefusNavigateur };
  const lecteur = (await seanceDe(c))?.personne_id;
  const issue = await dansLien<Fait>(c.var.services, { usage: porte.usage, jeton, navigateur: navigateurDe(c), annuler: (f) => !f.admis || annuler(f.valeur) }, async (ctx) => {
    const acces = admettre({ tenue: ctx.tenue, personneId: ctx.lien.personneId, lecteur, demo: ctx.ici.demo });
    if (!acces.ok) return { admis: false, refus: acces.refus };
    const poser = await attacherIci(c, ctx, { lien: ctx.lien, porte, moyen: acces.valeur });
    return poser ? { admis: true, valeur: await faire(ctx), poser } : { admis: false, refus: { code: 'autre_navigateur' } };
  });
  if (!issue.ok) return issue;
  if (!issue.valeur.admis) return refuser(issue.valeur.refus);
  if (!annuler(issue.valeur.valeur)) issue.valeur.poser();
  return ok(issue.valeur.valeur);
}

export const estAilleurs = (r: RefusTenu): r is RefusNavigateur => r.code === 'autre_navigateur' || r.code === 'autre_compte';
export const adresseDuCode = ({ porte, jeton }: Presente): string => `/lien/${porte.usage}/${jeton}`;

/** Instead of the page: this link belongs to another browser, and how to say that one is its owner. */
export function pageAilleurs(c: C, presente: Presente, refus: RefusNavigateur): Response {
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Robots-Tag', 'noindex');
  return encadrer(c, undefined, { titre: 'Ce lien a déjà servi', statut: 403, corps: <PageLienTenu vue={{ etat: refus.code, action: `${adresseDuCode(presente)}/code` }} /> });
}
