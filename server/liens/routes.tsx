import { z } from 'zod';
import { accord, phraseDelai } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { passer } from '../authentification/limites.ts';
import { adresseDe } from '../authentification/sessions.ts';
import { encadrer } from '../cadre.tsx';
import { posterCourriel } from '../courriel.ts';
import { lireCorps, type Valeurs } from '../formulaires.ts';
import { vers } from '../pages.tsx';
import { type ContexteLien, dansLien } from '../portes-lien.ts';
import type { Routes } from '../routes.ts';
import type { C } from '../vue-page.ts';
import { lireLien, phraseRefusLien, type RefusLien } from './jeton-lien.ts';
import { cleDuLien, essayerCode, MINUTES_DU_CODE, oublierLesAutres, type RefusCode, tirerCode } from './navigateurs.ts';
import { PageLienTenu, type VueLienTenu } from './page-lien.tsx';
import { adresseDuCode, attacherIci, type PorteTenue, type Presente } from './porte-tenue.tsx';
import { PageMessage } from '#web/message.tsx';

const lettreDuCode = (cpts: string, code: string) => ({
  titre: 'Votre code pour ouvrir votre lien',
  paragraphes: [`Quelqu’un, sans doute vous, ouvre votre lien dans un autre navigateur. Ce code sert une fois, pendant ${MINUTES_DU_CODE} minutes.`, 'Si ce n’est pas vous, ne le donnez à personne : sans lui, ce lien ne peut rien changer ailleurs.'],
  code,
  expediteur: cpts,
  pourquoi: 'Vous recevez ce courriel parce qu’un lien qui vous a été envoyé vient d’être ouvert ailleurs.',
});

const phraseRefusCode = (r: RefusCode): string => (r.code === 'code_faux' ? `Ce code n’est pas le bon. Il reste ${accord(r.restent, 'essai')}.` : 'Ce code ne sert plus. Demandez-en un autre.');

function encadrerLien(c: C, vue: VueLienTenu, statut: 200 | 403 | 422 | 429 = 200): Response {
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Robots-Tag', 'noindex');
  return encadrer(c, undefined, { titre: 'Ouvrir mon lien', statut, corps: <PageLienTenu vue={vue} /> });
}
const lienRefuse = (c: C, r: RefusLien): Response => encadrer(c, undefined, { titre: 'Lien', statut: r.code === 'lien_expire' ? 410 : 404, corps: <PageMessage titre="Ce lien ne s’ouvre pas" texte={phraseRefusLien(r)} lien={{ href: '/', libelle: 'Ouvrir Maillage' }} /> });

const saisieDe = (p: Presente, erreurs: Readonly<Record<string, string>> = {}, valeurs: Valeurs = {}): VueLienTenu => ({ etat: 'code', action: adresseDuCode(p), encore: `${adresseDuCode(p)}/code`, minutes: MINUTES_DU_CODE, erreurs, valeurs });

/** The same answer whether an address is known or not: what holds a link learns nothing of who it was sent to. */
async function envoyer(c: C, p: Presente): Promise<Response> {
  const { services } = c.var;
  const { secret } = services.config;
  const ouvert = await dansLien(services, { usage: p.porte.usage, jeton: p.jeton, lecture: true }, async (ctx) => cleDuLien(ctx.lien, secret));
  if (!ouvert.ok) return lienRefuse(c, ouvert.refus);
  const passage = await passer(services, 'code_lien', { ip: adresseDe(c, services.config), sujet: ouvert.valeur });
  if (!passage.admis) return encadrerLien(c, { etat: 'autre_navigateur', action: `${adresseDuCode(p)}/code`, refus: `Trop de codes demandés. Réessayez ${phraseDelai(passage.attendreSecondes)} : le dernier code reçu sert encore ${MINUTES_DU_CODE} minutes après son envoi.` }, 429);
  await dansLien(services, { usage: p.porte.usage, jeton: p.jeton }, async (ctx) => {
    const a = await p.porte.proprietaire(ctx);
    const lettre = lettreDuCode(ctx.ici.nom, await tirerCode(ctx, ouvert.valeur, secret));
    if (a) await posterCourriel(ctx, { a: a.courriel, nom: a.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, secret);
  });
  return vers(c, adresseDuCode(p));
}

function demander(c: C, p: Presente): Response {
  const { config, maintenant } = c.var.services;
  const lu = lireLien(p.jeton, { usage: p.porte.usage, maintenant: maintenant(), secret: config.secret });
  return lu.ok ? encadrerLien(c, saisieDe(p)) : lienRefuse(c, lu.refus);
}

const SaisieCode = z.strictObject({ code: z.string().max(40).transform((t) => t.replace(/\D/g, '')).pipe(z.string().regex(/^\d{6}$/, 'Le code a six chiffres.')), oublier: z.literal('oui').optional() });

async function reconnaitre(ctx: ContexteLien, c: C, { p, saisie }: { readonly p: Presente; readonly saisie: z.infer<typeof SaisieCode> }) {
  const { secret } = c.var.services.config;
  const cle = cleDuLien(ctx.lien, secret);
  const essai = await essayerCode(ctx, { cle, code: saisie.code, secret });
  if (!essai.ok) return essai;
  if (saisie.oublier) await oublierLesAutres(ctx, cle);
  const poser = await attacherIci(c, ctx, { lien: ctx.lien, porte: p.porte, moyen: 'code' });
  await journaliser(ctx, 'lien_reconnu', null, { usage: ctx.lien.usage, autres_oublies: saisie.oublier === 'oui' });
  return { ok: true as const, valeur: poser };
}

async function verifier(c: C, p: Presente): Promise<Response> {
  const { services } = c.var;
  const { valeurs } = await lireCorps(c);
  const lu = SaisieCode.safeParse(valeurs);
  if (!lu.success) return encadrerLien(c, saisieDe(p, { code: 'Le code a six chiffres : recopiez-le du courriel.' }, valeurs), 422);
  const passage = await passer(services, 'code', { ip: adresseDe(c, services.config) });
  if (!passage.admis) return encadrerLien(c, saisieDe(p, { code: `Trop d’essais depuis ici. Réessayez ${phraseDelai(passage.attendreSecondes)}.` }, valeurs), 429);
  // A wrong code is counted: the transaction is kept whatever is answered.
  const issue = await dansLien(services, { usage: p.porte.usage, jeton: p.jeton }, (ctx) => reconnaitre(ctx, c, { p, saisie: lu.data }));
  if (!issue.ok) return lienRefuse(c, issue.refus);
  if (!issue.valeur.ok) return encadrerLien(c, saisieDe(p, { code: phraseRefusCode(issue.valeur.refus) }, valeurs), 422);
  issue.valeur.valeur?.();
  return vers(c, p.porte.adresse(p.jeton), 'C’est bien vous : ce navigateur est reconnu.');
}

/** The code by which the owner of a link is known again in another browser. One list names every link that writes in a person's name. */
export function routesLiensTenus(app: Routes, portes: readonly PorteTenue[]): void {
  for (const porte of portes) {
    const presente = (c: C): Presente => ({ porte, jeton: c.req.param('jeton') ?? '' });
    app.get(`/lien/${porte.usage}/:jeton`, (c) => demander(c, presente(c)));
    app.post(`/lien/${porte.usage}/:jeton/code`, (c) => envoyer(c, presente(c)));
    app.post(`/lien/${porte.usage}/:jeton`, (c) => verifier(c, presente(c)));
  }
}
