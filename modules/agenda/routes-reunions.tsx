import { encode } from 'uqr';
import { z } from 'zod';
import type { DocumentRedige } from '#core/document.ts';
import type { Result } from '#core/result.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import type { Valeurs } from '#server/formulaires.ts';
import { lireLien, signerLien } from '#server/liens/jeton-lien.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { phraseRefusAgenda } from './labels.ts';
import { type RefusAgenda, ReponseInvite, type Reunion, ReunionId } from './model.ts';
import { PageReunion } from './pages/reunion.tsx';
import { peutApprouver, peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { lireReunion } from './queries.ts';
import { cadreAgenda, depuisReunion, introuvable, NATURES, reserve } from './routes-sondages.tsx';
import { lireJourTape, lireOrdreDuJour } from './rules.ts';
import { acheverTache, confierTache, ecrireOrdreDuJour, noterPoint, noterPresence, prendreDecision, repondreInvitation } from './use-cases/noter-reunion.ts';
import { tenirReunion } from './use-cases/tenir-reunion.ts';
import { presenterReunion, redigerCompteRendu, redigerFeuille } from './view-reunions.ts';

const USAGE_PRESENCE = 'presence';
const DUREE_DU_CODE = 3 * 3_600_000;

/** The dark modules of a code, as one path; before it, the side of the drawing with its quiet zone. */
function traceDuCode(adresse: string): string {
  const { data, size } = encode(adresse, { ecc: 'M', border: 0 });
  return `${size + 8} ${data.flatMap((ligne, y) => ligne.flatMap((noir, x) => (noir ? [`M${x} ${y}h1v1h-1z`] : []))).join('')}`;
}

/** The code shown in the room: it proves that one was there while it was shown, and dies three hours after the end. */
const codeDe = (c: C, ctx: ContextePage, r: Reunion): string => signerLien({ usage: USAGE_PRESENCE, cptsId: ctx.cpts, objet: r.id, expire: new Date(r.fin.getTime() + DUREE_DU_CODE) }, c.var.services.config.secret);

type Reprise = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Valeurs };

async function pageReunion(c: C, ctx: ContextePage, id: ReunionId | undefined, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const reunion = id && (await lireReunion(ctx, id));
  if (!reunion) return introuvable(ctx, phraseRefusAgenda({ code: 'reunion_inconnue' }));
  const base = `${ctx.base}/agenda/reunions/${reunion.id}`;
  const organise = peutOrganiser(ctx.qui);
  const code = organise && reunion.statut === 'prevue' ? traceDuCode(`${c.var.services.config.url}${base}?code=${codeDe(c, ctx, reunion)}`) : undefined;
  const vue = presenterReunion({ reunion, base, fuseau: ctx.fuseau, maintenant: ctx.maintenant, aujourdhui: ctx.aujourdhui, personneId: ctx.qui.personneId, organise, approuve: peutApprouver(ctx.qui), ...(code === undefined ? {} : { code }), ...(c.req.query('code') ? { codeRecu: (c.req.query('code') ?? '').slice(0, 400) } : {}), ...reprise });
  return { ...cadreAgenda(ctx, reunion.titre, [{ libelle: reunion.titre }]), sujets: ['agenda'], corps: <PageReunion vue={vue} /> };
}

const idDe = (c: C): ReunionId | undefined => ReunionId.safeParse(c.req.param('id')).data;

type Agir<T> = { readonly faire: (ctx: ContextePage, id: ReunionId, saisie: T) => Promise<Result<unknown, RefusAgenda>>; readonly dire: string; readonly suite?: string };

/** A gesture on a meeting: done, or the meeting again with the reason and what was typed. */
function agir<T>(c: C, schema: z.ZodType<T>, { faire, dire, suite = '' }: Agir<T>): Promise<Response> {
  const id = idDe(c);
  const encore = (ctx: ContextePage, erreurs: Readonly<Record<string, string>>, valeurs: Valeurs): Promise<VuePage> => pageReunion(c, ctx, id, { refus: Object.values(erreurs).join(' '), erreurs, valeurs });
  return geste(c, schema, {
    enErreur: encore,
    faire: async (ctx, saisie, valeurs): Promise<Reponse> => {
      if (!id) return introuvable(ctx);
      if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
      const issue = await faire(ctx, id, saisie);
      return issue.ok ? vers(c, `${ctx.base}/agenda/reunions/${id}${suite}`, dire) : refus(NATURES[issue.refus.code], await encore(ctx, { '': phraseRefusAgenda(issue.refus) }, valeurs));
    },
  });
}

const Version = z.coerce.number().int().min(0);
const Jour = z.string().trim().transform((t, ctx) => {
  const jour = t === '' ? null : lireJourTape(t);
  if (jour !== undefined) return jour;
  ctx.addIssue({ code: 'custom', message: 'Ce jour n’est pas lisible : écrivez par exemple 24/11/2026.' });
  return z.NEVER;
});
const Ordre = z.string().max(20_000, 'Cet ordre du jour est trop long.').transform((t, ctx) => {
  const lu = lireOrdreDuJour(t);
  if (lu.ok) return lu.valeur;
  ctx.addIssue({ code: 'custom', message: lu.refus });
  return z.NEVER;
});

async function presence(c: C): Promise<Response> {
  return agir(c, z.strictObject({ invite: z.uuid(), presence: z.enum(['presente', 'absente', 'inconnue']), code: z.string().max(400).optional() }), {
    dire: 'Présence notée.',
    faire: (ctx, id, s) => {
      const lien = s.code === undefined ? undefined : lireLien(s.code, { usage: USAGE_PRESENCE, maintenant: ctx.maintenant, secret: c.var.services.config.secret });
      const parCode = lien?.ok === true && lien.valeur.objet === id;
      return noterPresence(ctx, { id, inviteId: s.invite, presence: s.presence, moyen: parCode ? 'qr' : peutOrganiser(ctx.qui) ? 'feuille' : 'tap' });
    },
  });
}

type Fichier = { readonly nom: string; readonly type: string; readonly rediger: (r: Reunion, o: { cpts: string; fuseau: string }) => DocumentRedige; readonly ecrire: (d: DocumentRedige) => Promise<Uint8Array> | Uint8Array };
const PDF = 'application/pdf';

const telecharger = (c: C, f: Fichier): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
    const id = idDe(c);
    const reunion = id && (await lireReunion(ctx, id));
    if (!reunion) return introuvable(ctx, phraseRefusAgenda({ code: 'reunion_inconnue' }));
    const octets = await f.ecrire(f.rediger(reunion, { cpts: ctx.ici.nom, fuseau: ctx.fuseau }));
    return new Response(new Uint8Array(octets), { headers: { 'Content-Type': f.type, 'Content-Disposition': `attachment; filename="${f.nom}"`, 'Cache-Control': 'private, no-store' } });
  });

export function routesReunions(cpts: Routes): void {
  const r = '/agenda/reunions/:id';
  cpts.get(r, (c) => page(c, (ctx) => pageReunion(c, ctx, idDe(c))));
  cpts.get(`${r}/feuille.pdf`, (c) => telecharger(c, { nom: 'feuille-de-presence.pdf', type: PDF, rediger: redigerFeuille, ecrire: ecrirePdf }));
  cpts.get(`${r}/compte-rendu.pdf`, (c) => telecharger(c, { nom: 'compte-rendu.pdf', type: PDF, rediger: redigerCompteRendu, ecrire: ecrirePdf }));
  cpts.get(`${r}/compte-rendu.docx`, (c) => telecharger(c, { nom: 'compte-rendu.docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', rediger: redigerCompteRendu, ecrire: ecrireDocx }));
  cpts.post(`${r}/presence`, presence);
  cpts.post(`${r}/reponse`, (c) => agir(c, z.strictObject({ reponse: ReponseInvite.exclude(['attendue']) }), { dire: 'Réponse enregistrée.', faire: (ctx, id, s) => repondreInvitation(ctx, { id, ...s }) }));
  cpts.post(`${r}/geste`, (c) => agir(c, z.strictObject({ geste: z.enum(['tenir', 'approuver', 'annuler']) }), { dire: 'C’est noté.', faire: (ctx, id, s) => tenirReunion(ctx, { id, ...s }, depuisReunion(c, ctx)) }));
  cpts.post(`${r}/ordre-du-jour`, (c) => agir(c, z.strictObject({ version: Version, ordre: Ordre }), { dire: 'Ordre du jour enregistré.', faire: (ctx, id, s) => ecrireOrdreDuJour(ctx, { id, version: s.version, points: s.ordre }) }));
  cpts.post(`${r}/notes`, (c) => agir(c, z.strictObject({ version: Version, rang: z.coerce.number().int().min(0).max(500), notes: z.string().max(20_000, 'Ces notes dépassent 20 000 caractères.') }), { dire: 'Notes gardées.', faire: (ctx, id, s) => noterPoint(ctx, { id, ...s }) }));
  cpts.post(`${r}/decisions`, (c) => agir(c, z.strictObject({ texte: z.string().trim().min(1, 'Écrivez la décision.').max(1000, 'Une décision tient en 1 000 caractères.') }), { dire: 'Décision enregistrée.', faire: (ctx, id, s) => prendreDecision(ctx, { id, ...s }) }));
  cpts.post(`${r}/taches`, (c) => agir(c, z.strictObject({ texte: z.string().trim().min(1, 'Écrivez la tâche.').max(500, 'Une tâche tient en 500 caractères.'), personne: PersonneId, echeance: Jour.default(null) }), { dire: 'Tâche confiée.', faire: (ctx, id, s) => confierTache(ctx, { id, texte: s.texte, personneId: s.personne, echeance: s.echeance }) }));
  cpts.post(`${r}/taches/:tache`, (c) => agir(c, z.strictObject({ faite: z.enum(['oui', 'non']) }), { dire: 'C’est noté.', faire: (ctx, _, s) => acheverTache(ctx, z.uuid().safeParse(c.req.param('tache')).data ?? '00000000-0000-0000-0000-000000000000', s.faite === 'oui') }));
}
