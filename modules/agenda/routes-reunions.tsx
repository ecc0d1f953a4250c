import { encode } from 'uqr';
import { z } from 'zod';
import type { DocumentRedige } from '#core/document.ts';
import type { Result } from '#core/result.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { FichierEnvoye, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import type { Valeurs } from '#server/formulaires.ts';
import { lireLien, signerLien } from '#server/liens/jeton-lien.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { phraseRefusAgenda } from './labels.ts';
import { type RefusAgenda, ReponseInvite, type Reunion, ReunionId } from './model.ts';
import { PageDeplacer } from './pages/deplacer.tsx';
import { PageEcran } from './pages/ecran.tsx';
import { PageReunion } from './pages/reunion.tsx';
import { SondageIntrouvable } from './pages/sondage.tsx';
import { peutApprouver, peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { lireReunion, nomDuGroupe } from './queries.ts';
import { USAGE_PRESENCE } from './routes-liens.tsx';
import { cadreAgenda, depuisReunion, enMembre, introuvable, NATURES, reserve } from './routes-sondages.tsx';
import { lireJourTape, lireMomentTape, lireOrdreDuJour } from './rules.ts';
import { minutesDe, presenceOuverte } from './rules-reunions.ts';
import { deplacerReunion } from './use-cases/deplacer-reunion.ts';
import { joindreDocument, retirerDocument } from './use-cases/joindre-document.ts';
import { acheverTache, confierTache, ecrireOrdreDuJour, noterPoint, noterPresence, prendreDecision, repondreInvitation } from './use-cases/noter-reunion.ts';
import { proposerAutresDates } from './use-cases/proposer-dates.ts';
import { tenirReunion } from './use-cases/tenir-reunion.ts';
import { presenterDeplacer } from './view-sondages.ts';
import { presenterEcran } from './view-reunions.ts';
import { type ActionDeReunion, presenterReunion, redigerCompteRendu, redigerFeuille } from './view-reunions.ts';

/** Half of how long a code lives: the page of the room is drawn again before the code it shows dies. */
const RENOUVELER_SECONDES = 300;
const DUREE_DU_CODE = 2 * RENOUVELER_SECONDES * 1000;

/** The dark modules of a code, as one path, and the side of the drawing with its quiet zone. */
function dessinDuCode(adresse: string): { readonly cote: number; readonly trace: string } {
  const { data, size } = encode(adresse, { ecc: 'M', border: 0 });
  return { cote: size + 8, trace: data.flatMap((ligne, y) => ligne.flatMap((noir, x) => (noir ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
}

type Paie<Ctx> = (ctx: Ctx, r: Reunion, groupe: string | null) => Promise<string | undefined>;
/** What other modules say of a meeting on its own page: what coming would pay the reader, signed in or by a link; the action it works for. */
export type Apports = { readonly paie: Paie<ContextePage>; readonly paieParLien: Paie<Contexte>; readonly action: (ctx: ContextePage, id: ReunionId) => Promise<ActionDeReunion | undefined> };

const attendu = (r: Reunion, personneId: string): boolean => r.statut === 'prevue' && r.invites.some((i) => i.personneId === personneId && i.role !== 'informe');

/** Before the meeting, to somebody who is expected at it. */
export const direLaPaie = async <Ctx extends Contexte>(ctx: Ctx, r: Reunion, paie: Paie<Ctx>): Promise<string | undefined> =>
  attendu(r, ctx.qui.personneId) && ctx.maintenant < r.debut ? paie(ctx, r, r.groupeId === null ? null : ((await nomDuGroupe(ctx, r.groupeId)) ?? null)) : undefined;

const apportsDe = async (ctx: ContextePage, r: Reunion, apports: Apports): Promise<{ readonly paie: string | undefined; readonly action: ActionDeReunion | undefined }> =>
  ({ paie: await direLaPaie(ctx, r, apports.paie), action: await apports.action(ctx, r.id) });

type Reprise = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Valeurs };

/** A request, and what other modules say of its meeting. */
type Ici = { readonly c: C; readonly apports: Apports };

async function pageReunion({ c, apports }: Ici, ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const id = idDe(c);
  const reunion = id && (await lireReunion(ctx, id));
  if (!reunion) return introuvable(ctx, phraseRefusAgenda({ code: 'reunion_inconnue' }));
  const base = `${ctx.base}/agenda/reunions/${reunion.id}`;
  const organise = peutOrganiser(ctx.qui);
  const vue = presenterReunion({ reunion, base, fuseau: ctx.fuseau, maintenant: ctx.maintenant, aujourdhui: ctx.aujourdhui, personneId: ctx.qui.personneId, organise, approuve: peutApprouver(ctx.qui), ...(await apportsDe(ctx, reunion, apports)), ...(c.req.query('code') ? { codeRecu: (c.req.query('code') ?? '').slice(0, 400) } : {}), ...reprise });
  return { ...cadreAgenda(ctx, reunion.titre, [{ libelle: reunion.titre }]), sujets: ['agenda'], corps: <PageReunion vue={vue} /> };
}

const idDe = (c: C): ReunionId | undefined => ReunionId.safeParse(c.req.param('id')).data;

type Agir<T> = { readonly faire: (ctx: ContextePage, id: ReunionId, saisie: T) => Promise<Result<unknown, RefusAgenda>>; readonly dire: string | ((saisie: T) => string); readonly suite?: string; /** The address under the meeting that undoes it. */ readonly annuler?: (saisie: T) => string | undefined };

/** A gesture on a meeting: done, or the meeting again with the reason and what was typed. */
function agir<T>(ici: Ici, schema: z.ZodType<T>, { faire, dire, suite = '', annuler }: Agir<T>): Promise<Response> {
  const { c } = ici;
  const id = idDe(c);
  const encore = (ctx: ContextePage, erreurs: Readonly<Record<string, string>>, valeurs: Valeurs): Promise<VuePage> => pageReunion(ici, ctx, { refus: Object.values(erreurs).join(' '), erreurs, valeurs });
  return geste(c, schema, {
    enErreur: encore,
    faire: async (ctx, saisie, valeurs): Promise<Reponse> => {
      if (!id) return introuvable(ctx);
      if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
      const issue = await faire(ctx, id, saisie);
      const ici = `${ctx.base}/agenda/reunions/${id}`;
      const defaire = annuler?.(saisie);
      if (issue.ok) return vers(c, `${ici}${suite}`, typeof dire === 'string' ? dire : dire(saisie), defaire && `${ici}/${defaire}`);
      return refus(NATURES[issue.refus.code], await encore(ctx, { '': phraseRefusAgenda(issue.refus) }, valeurs));
    },
  });
}

/** The room's screen: a code that changes while it is shown, so that a photo of it sent to an absent friend is soon of no use. */
async function ecran(c: C, ctx: ContextePage): Promise<VuePage> {
  const id = idDe(c);
  const r = id && peutOrganiser(ctx.qui) ? await lireReunion(ctx, id) : undefined;
  if (!r) return peutOrganiser(ctx.qui) ? introuvable(ctx, phraseRefusAgenda({ code: 'reunion_inconnue' })) : refus('interdit', { ...cadreAgenda(ctx, 'Code de la salle'), corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'role_insuffisant' })} /> });
  const jeton = signerLien({ usage: USAGE_PRESENCE, cptsId: ctx.cpts, objet: r.id, expire: new Date(ctx.maintenant.getTime() + DUREE_DU_CODE) }, c.var.services.config.secret);
  const adresse = `${c.var.services.config.url}/p/${jeton}`;
  c.header('Refresh', String(RENOUVELER_SECONDES));
  const base = `${ctx.base}/agenda/reunions/${r.id}`;
  return { ...cadreAgenda(ctx, 'Code de la salle', [{ libelle: r.titre, href: base }, { libelle: 'Code de la salle' }]), plein: true, sujets: ['agenda'], corps: <PageEcran vue={presenterEcran(r, { base, adresse, code: dessinDuCode(adresse), ouverte: presenceOuverte(r, ctx.maintenant), fuseau: ctx.fuseau })} /> };
}

async function pageDeplacer(c: C, ctx: ContextePage, reprise: Omit<Reprise, 'refus'> = {}): Promise<VuePage> {
  if (!peutOrganiser(ctx.qui)) return refus('interdit', { ...cadreAgenda(ctx, 'Déplacer'), corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'role_insuffisant' })} /> });
  const id = idDe(c);
  const r = id && (await lireReunion(ctx, id));
  if (!r) return introuvable(ctx, phraseRefusAgenda({ code: 'reunion_inconnue' }));
  const base = `${ctx.base}/agenda/reunions/${r.id}`;
  const minutes = minutesDe(r);
  const issue = await proposerAutresDates(ctx, { invites: r.invites, minutes });
  const vue = presenterDeplacer(r, { base, fuseau: ctx.fuseau, minutes, dates: issue?.ok ? issue.valeur.dates : [], ...reprise });
  return { ...cadreAgenda(ctx, 'Déplacer', [{ libelle: r.titre, href: base }, { libelle: 'Déplacer' }]), corps: <PageDeplacer vue={vue} /> };
}

const SaisieDeplacement = z.strictObject({
  date: z.iso.datetime({ offset: true, error: 'Cette date n’est pas lisible.' }).optional(), autre: z.string().trim().max(60).default(''), duree: z.coerce.number().int().min(15, 'Un quart d’heure au moins.').max(1440), lieu: z.string().trim().max(300, 'Le lieu tient en 300 caractères.').default(''),
  visio: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'Un lien commence par https://.' }).max(500, 'Ce lien est trop long.')]).default(''), motif: z.string().trim().min(1, 'Dites pourquoi : chacun le lira.').max(500, 'La raison tient en 500 caractères.'),
});

const deplacer = (c: C): Promise<Response> =>
  geste(c, SaisieDeplacement, {
    enErreur: (ctx, erreurs, valeurs) => pageDeplacer(c, ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const id = idDe(c);
      const r = id && (await lireReunion(ctx, id));
      if (!r) return introuvable(ctx, phraseRefusAgenda({ code: 'reunion_inconnue' }));
      const debut = s.autre !== '' ? lireMomentTape(s.autre, ctx.fuseau) : s.date === undefined ? r.debut : new Date(s.date);
      if (debut === undefined) return refus('regle', await pageDeplacer(c, ctx, { erreurs: { autre: 'Cette date n’est pas lisible : écrivez par exemple 24/11/2026 19:30.' }, valeurs }));
      const issue = await deplacerReunion(ctx, { id: r.id, debut, minutes: s.duree, lieu: s.lieu, lienVisio: s.visio, motif: s.motif }, depuisReunion(c, ctx));
      return issue.ok ? vers(c, `${ctx.base}/agenda/reunions/${r.id}`, 'Réunion déplacée, chacun est prévenu.') : refus(NATURES[issue.refus.code], await pageDeplacer(c, ctx, { erreurs: { [s.autre === '' ? '' : 'autre']: phraseRefusAgenda(issue.refus) }, valeurs }));
    },
  });

/** A paper or the signed sheet, sent by a form; the page again when it is refused, since a browser cannot keep a file. */
const joindre = (ici: Ici, genre: 'document' | 'feuille'): Promise<Response> =>
  agir(ici, z.strictObject({ fichier: FichierEnvoye, point: z.union([z.literal(''), z.uuid()]).default('') }), {
    dire: genre === 'feuille' ? 'Feuille déposée : elle est proposée parmi les preuves.' : 'Document joint.',
    faire: (ctx, id, s) => joindreDocument(ctx, { id, fichier: s.fichier, pointId: s.point === '' ? null : s.point, genre }),
  });

const document = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    const id = idDe(c);
    const r = id && peutVoirAgenda(ctx.qui) ? await lireReunion(ctx, id) : undefined;
    const joint = r?.documents.find((d) => d.id === c.req.param('document'));
    const fichier = joint && (await lireFichier(ctx, joint.fichierId));
    return fichier ? reponseFichier(c, fichier, true) : introuvable(ctx, phraseRefusAgenda({ code: 'document_inconnu' }));
  });

/** Off the page, with its undo; or back on it. */
const retirer = (ici: Ici, retire: boolean): Promise<Response> =>
  geste(ici.c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => pageReunion(ici, ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx) => {
      const [id, documentId] = [idDe(ici.c), z.uuid().safeParse(ici.c.req.param('document')).data];
      if (!id || documentId === undefined) return introuvable(ctx, phraseRefusAgenda({ code: 'document_inconnu' }));
      const issue = await retirerDocument(ctx, { id, documentId, retire });
      const base = `${ctx.base}/agenda/reunions/${id}`;
      if (!issue.ok) return refus(NATURES[issue.refus.code], await pageReunion(ici, ctx, { refus: phraseRefusAgenda(issue.refus) }));
      return vers(ici.c, base, retire ? 'Document retiré.' : 'Document remis.', retire && peutOrganiser(ctx.qui) ? `${base}/documents/${documentId}/remise` : undefined);
    },
  });

/** What each gesture says once done; calling off can be undone until the hour of the meeting. */
const GESTES = { tenir: 'Réunion terminée : le compte rendu est prêt à relire.', approuver: 'Compte rendu approuvé : les absents reçoivent deux minutes de lecture.', annuler: 'Réunion annulée, chacun est prévenu.', retablir: 'Réunion rétablie, chacun est prévenu.' } as const;

function changer(c: C, ctx: ContextePage, id: ReunionId, quoi: keyof typeof GESTES): Promise<Result<unknown, RefusAgenda>> {
  return tenirReunion(ctx, { id, geste: quoi }, depuisReunion(c, ctx));
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

async function presence(ici: Ici): Promise<Response> {
  return agir(ici, z.strictObject({ invite: z.uuid(), presence: z.enum(['presente', 'absente', 'inconnue']), code: z.string().max(400).optional() }), {
    dire: 'Présence notée.',
    faire: (ctx, id, s) => {
      const lien = s.code === undefined ? undefined : lireLien(s.code, { usage: USAGE_PRESENCE, maintenant: ctx.maintenant, secret: ici.c.var.services.config.secret });
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

export function routesReunions(cpts: Routes, apports: Apports): void {
  const ici = (faire: (i: Ici) => Promise<Response>) => (c: C): Promise<Response> => faire({ c, apports });
  const r = '/agenda/reunions/:id';
  cpts.get(r, ici((i) => page(i.c, (ctx) => pageReunion(i, ctx))));
  cpts.get(`${r}/feuille.pdf`, (c) => telecharger(c, { nom: 'feuille-de-presence.pdf', type: PDF, rediger: redigerFeuille, ecrire: ecrirePdf }));
  cpts.get(`${r}/compte-rendu.pdf`, (c) => telecharger(c, { nom: 'compte-rendu.pdf', type: PDF, rediger: redigerCompteRendu, ecrire: ecrirePdf }));
  cpts.get(`${r}/compte-rendu.docx`, (c) => telecharger(c, { nom: 'compte-rendu.docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', rediger: redigerCompteRendu, ecrire: ecrireDocx }));
  cpts.post(`${r}/presence`, ici(presence));
  cpts.post(`${r}/reponse`, ici((i) => agir(i, z.strictObject({ reponse: ReponseInvite.exclude(['attendue']) }), { dire: 'Réponse enregistrée.', faire: (ctx, id, s) => repondreInvitation(ctx, { id, ...s }) })));
  cpts.post(`${r}/geste`, ici((i) => agir(i, z.strictObject({ geste: z.enum(['tenir', 'approuver', 'annuler']) }), { dire: (s) => GESTES[s.geste], annuler: (s) => (s.geste === 'annuler' ? 'retablissement' : undefined), faire: (ctx, id, s) => changer(i.c, ctx, id, s.geste) })));
  cpts.post(`${r}/retablissement`, ici((i) => agir(i, z.strictObject({}), { dire: GESTES.retablir, faire: (ctx, id) => changer(i.c, ctx, id, 'retablir') })));
  cpts.get(`${r}/ecran`, (c) => page(c, (ctx) => ecran(c, ctx)));
  cpts.get(`${r}/deplacer`, (c) => enMembre(c, (ctx) => pageDeplacer(c, ctx)));
  cpts.post(`${r}/deplacer`, deplacer);
  cpts.post(`${r}/documents`, ici((i) => joindre(i, 'document')));
  cpts.post(`${r}/feuille`, ici((i) => joindre(i, 'feuille')));
  cpts.get(`${r}/documents/:document`, document);
  cpts.post(`${r}/documents/:document/retrait`, ici((i) => retirer(i, true)));
  cpts.post(`${r}/documents/:document/remise`, ici((i) => retirer(i, false)));
  cpts.post(`${r}/ordre-du-jour`, ici((i) => agir(i, z.strictObject({ version: Version, ordre: Ordre }), { dire: 'Ordre du jour enregistré.', faire: (ctx, id, s) => ecrireOrdreDuJour(ctx, { id, version: s.version, points: s.ordre }) })));
  cpts.post(`${r}/notes`, ici((i) => agir(i, z.strictObject({ version: Version, rang: z.coerce.number().int().min(0).max(500), notes: z.string().max(20_000, 'Ces notes dépassent 20 000 caractères.') }), { dire: 'Notes gardées.', faire: (ctx, id, s) => noterPoint(ctx, { id, ...s }) })));
  cpts.post(`${r}/decisions`, ici((i) => agir(i, z.strictObject({ texte: z.string().trim().min(1, 'Écrivez la décision.').max(1000, 'Une décision tient en 1 000 caractères.') }), { dire: 'Décision enregistrée.', faire: (ctx, id, s) => prendreDecision(ctx, { id, ...s }) })));
  cpts.post(`${r}/taches`, ici((i) => agir(i, z.strictObject({ texte: z.string().trim().min(1, 'Écrivez la tâche.').max(500, 'Une tâche tient en 500 caractères.'), personne: PersonneId, echeance: Jour.default(null) }), { dire: 'Tâche confiée.', faire: (ctx, id, s) => confierTache(ctx, { id, texte: s.texte, personneId: s.personne, echeance: s.echeance }) })));
  cpts.post(`${r}/taches/:tache`, ici((i) => agir(i, z.strictObject({ faite: z.enum(['oui', 'non']) }), { dire: 'C’est noté.', faire: (ctx, _, s) => acheverTache(ctx, z.uuid().safeParse(i.c.req.param('tache')).data ?? '00000000-0000-0000-0000-000000000000', s.faite === 'oui') })));
}
