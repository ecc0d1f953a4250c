import { z } from 'zod';
import { type Nature, ok, type Result } from '#core/result.ts';
import type { Contexte, ContextePage, ContexteVu } from '#server/contexte.ts';
import { lireCorps } from '#server/formulaires.ts';
import { type Lien, phraseRefusLien } from '#server/liens/jeton-lien.ts';
import { encadrer } from '#server/cadre.tsx';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { ecrireParLien, estAilleurs, lireParLien, navigateurDe, pageAilleurs, type PorteTenue } from '#server/liens/porte-tenue.tsx';
import { type ContexteLien, entrevoirLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { corpsGarde } from '#web/figee.ts';
import { phraseRefusAgenda } from './labels.ts';
import { LETTRES, ParticipantId, type RefusAgenda, ReponseSondage, type Sondage, SondageId } from './model.ts';
import { AgendaReserve, PageReponse, PageSondage, SondageIntrouvable } from './pages/sondage.tsx';
import { peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { amorceDuParticipant, amorceDuSondage, destinataireDuLien, lireExigences, lireSondage, lireSondageRevise, reunionDuSondage, soireesDe, sondageDuParticipant, sondagePublic } from './queries.ts';
import { prendReponses } from './rules.ts';
import { cloreSondage } from './use-cases/clore-sondage.ts';
import { lienPublic, ouvrirAuPublic } from './use-cases/ouvrir-au-public.ts';
import { adresseDuParticipant, USAGE_SONDAGE } from './use-cases/poster-sondage.ts';
import { repondreSondage } from './use-cases/repondre-sondage.ts';
import { type DepuisReunion, retenirDate } from './use-cases/retenir-date.ts';
import { type PartieCommune, presenterCommun, presenterSondage, type VueSondage } from './view-sondages.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];

export const cadreAgenda = (ctx: ContexteVu, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre, actif: 'agenda', chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Agenda', ...(suite.length > 0 ? { href: `${ctx.base}/agenda` } : {}) }, ...suite],
});

export const NATURES = {
  sondage_inconnu: 'inconnu', reunion_inconnue: 'inconnu', participant_inconnu: 'interdit', pas_invite: 'interdit', tache_inconnue: 'inconnu', role_insuffisant: 'interdit', date_inconnue: 'regle', groupe_inconnu: 'inconnu', document_inconnu: 'inconnu', fichier_refuse: 'regle', date_passee: 'regle', date_inchangee: 'regle', presence_fermee: 'conflit', trop_de_monde: 'conflit', lien_ferme: 'conflit', salle_existe: 'conflit', serie_finie: 'conflit', aucune_date: 'regle', aucun_participant: 'regle', groupe_existe: 'conflit',
  sondage_ferme: 'conflit', geste_impossible: 'conflit', date_refusee_par_tous: 'regle', modifie_entre_temps: 'conflit',
} as const satisfies Record<RefusAgenda['code'], Nature>;

export const reserve = (ctx: ContextePage): VuePage => refus('interdit', { ...cadreAgenda(ctx, 'Agenda'), corps: <AgendaReserve base={ctx.base} /> });
export const introuvable = (ctx: ContextePage, texte = phraseRefusAgenda({ code: 'sondage_inconnu' })): VuePage => refus('inconnu', { ...cadreAgenda(ctx, 'Introuvable', [{ libelle: 'Introuvable' }]), corps: <SondageIntrouvable texte={texte} /> });
/** A page of the members; ARS and CPAM learn why not. */
export const enMembre = (c: C, faire: (ctx: ContextePage) => Promise<Reponse>): Promise<Response> => page(c, async (ctx) => (peutVoirAgenda(ctx.qui) ? faire(ctx) : reserve(ctx)));

export const depuisReunion = (c: C, ctx: ContextePage): DepuisReunion => {
  const { config } = c.var.services;
  return { cpts: ctx.ici.nom, url: config.url, secret: config.secret, expediteur: /<([^>]+)>/.exec(config.expediteur)?.[1] ?? config.expediteur, reponses: config.reponses?.adresse, base: `${config.url}${ctx.base}` };
};

const CONNUS_MAX = 100;
/** The ranking of the dates also weighs evenings given elsewhere, which no answer to this poll tells. */
const RELU_APRES_MS = 300_000;
type Vu = Pick<Contexte, 'cpts' | 'fuseau'> & { readonly amorce?: unknown };
type Connu = { readonly revision: string; readonly sondage: Sondage; readonly commun: PartieCommune; readonly publique: boolean; readonly faitLe: number };
const connus = new Map<string, Connu>();

/** What is kept of the poll whose id and revision were just read; undefined when it has changed since, or was never made. */
function reconnaitre(ctx: Vu & Pick<Contexte, 'maintenant'>): Connu | undefined {
  const [id, revision] = typeof ctx.amorce === 'string' ? ctx.amorce.split(' ') : [];
  const connu = connus.get(`${ctx.cpts} ${id} ${ctx.fuseau}`);
  return connu && connu.revision === revision && ctx.maintenant.getTime() - connu.faitLe < RELU_APRES_MS ? connu : undefined;
}

/**
 * What everyone sees of a poll is made once per revision. The revision was read under the policies of who asks: who may not see the
 * poll reads none, and what an answer changed is never shown as it was. Nothing of one person is kept.
 */
async function connaitre(ctx: Contexte, id: SondageId): Promise<Connu | undefined> {
  const lu = await lireSondageRevise(ctx, id);
  if (!lu) return undefined;
  const cle = `${ctx.cpts} ${id} ${ctx.fuseau}`;
  const fait: Connu = { ...lu, commun: presenterCommun(lu.sondage, { fuseau: ctx.fuseau, exigences: await lireExigences(ctx, id), vecus: await soireesDe(ctx) }), publique: await sondagePublic(ctx, id), faitLe: ctx.maintenant.getTime() };
  connus.delete(cle);
  if (connus.size >= CONNUS_MAX) connus.delete(connus.keys().next().value ?? '');
  connus.set(cle, fait);
  return fait;
}

const cadreSondage = (ctx: ContexteVu, { titre }: Pick<Sondage, 'titre'>): Omit<VuePage, 'corps'> => ({ ...cadreAgenda(ctx, titre, [{ libelle: titre }]), sujets: ['agenda'] });

function vueSondage(c: C, ctx: ContexteVu, { sondage, commun, publique }: Connu, { phrase, reunion }: { readonly phrase?: string | undefined; readonly reunion?: string | undefined } = {}): VuePage {
  const base = `${ctx.base}/agenda/sondages/${sondage.id}`;
  const moi = sondage.participants.find((p) => p.personneId === ctx.qui.personneId);
  const organise = peutOrganiser(ctx.qui);
  const { config } = c.var.services;
  const liens = organise && sondage.statut === 'ouverte' ? sondage.participants.filter((p) => p.personneId === null).map((p) => ({ nom: p.nom, href: adresseDuParticipant(ctx, p, sondage.clotureLe, config) })) : [];
  const exterieur = organise && prendReponses(sondage, ctx.maintenant) ? { lienPublic: publique ? lienPublic(ctx, sondage, config) : '' } : {};
  const vue = presenterSondage({ sondage, commun, maintenant: ctx.maintenant, moi, action: base, liens, ...exterieur, ...(organise ? { organise: { base } } : {}), ...(reunion ? { reunion: { href: `${ctx.base}/agenda/reunions/${reunion}` } } : {}), ...(phrase === undefined ? {} : { refus: phrase }) });
  return { ...cadreSondage(ctx, sondage), corps: <PageSondage vue={vue} /> };
}

async function pageSondage(c: C, ctx: ContextePage, id: SondageId | undefined, phrase?: string): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const connu = id && (await connaitre(ctx, id));
  if (!connu) return introuvable(ctx);
  return vueSondage(c, ctx, connu, { phrase, reunion: connu.sondage.statut === 'retenue' ? await reunionDuSondage(ctx, connu.sondage.id) : undefined });
}

const corps = corpsGarde();

/** The page of a poll that is known as it is now, and asks for nothing more. */
function sondageConnu(c: C, ctx: ContexteVu): VuePage | undefined {
  const connu = peutVoirAgenda(ctx.qui) ? reconnaitre(ctx) : undefined;
  if (!connu || connu.sondage.statut === 'retenue') return undefined;
  const { sondage, revision, faitLe } = connu;
  const de = { adresse: `${ctx.base} ${sondage.id} ${ctx.qui.personneId} ${peutOrganiser(ctx.qui)} ${prendReponses(sondage, ctx.maintenant)}`, preuve: `${revision} ${faitLe}` };
  const garde = corps.retrouver(de);
  if (garde) return { ...cadreSondage(ctx, sondage), corps: garde };
  const vue = vueSondage(c, ctx, connu);
  return { ...vue, corps: corps.garder(de, vue.corps) };
}

const idDe = (c: C): SondageId | undefined => SondageId.safeParse(c.req.param('id')).data;

/** `3-o`: yes to the fourth date; `toutes-n`: no to all. */
const Choix = z.string().regex(/^(\d{1,3}|toutes)-[osn]$/, 'Choisissez une réponse.').transform((t) => {
  const [rang = '', lettre = ''] = t.split('-');
  return { rang: rang === 'toutes' ? ('toutes' as const) : Number(rang), reponse: ReponseSondage.options.find((r) => LETTRES[r] === lettre) ?? 'non' };
});
export const SaisieReponse = z.strictObject({ choix: Choix.optional(), commentaire: z.string().trim().max(500, 'Un mot tient en 500 caractères.').optional() });

type Reponses = { readonly sondageId: SondageId; readonly participantId: ParticipantId; readonly saisie: z.infer<typeof SaisieReponse> };

/** An answer, or a word that leaves the answers as they are. */
async function noterSaisie(ctx: Parameters<typeof repondreSondage>[0], { sondageId, participantId, saisie }: Reponses): Promise<Result<Sondage, RefusAgenda>> {
  const choix = saisie.choix ?? { rang: 'commentaire' as const, reponse: 'oui' as const };
  return repondreSondage(ctx, { sondageId, participantId, ...choix, ...(saisie.commentaire === undefined ? {} : { commentaire: saisie.commentaire }) });
}

function repondre(c: C): Promise<Response> {
  const id = idDe(c);
  return geste(c, SaisieReponse, {
    enErreur: (ctx, erreurs) => pageSondage(c, ctx, id, Object.values(erreurs).join(' ')),
    faire: async (ctx, saisie) => {
      const sondage = id && (await lireSondage(ctx, id));
      const moi = sondage?.participants.find((p) => p.personneId === ctx.qui.personneId);
      const issue: Result<Sondage, RefusAgenda> = sondage && moi ? await noterSaisie(ctx, { sondageId: sondage.id, participantId: moi.id, saisie }) : { ok: false, refus: { code: sondage ? 'participant_inconnu' : 'sondage_inconnu' } };
      if (!issue.ok) return refus(NATURES[issue.refus.code], await pageSondage(c, ctx, id, phraseRefusAgenda(issue.refus)));
      return vers(c, `${ctx.base}/agenda/sondages/${issue.valeur.id}${ancre(saisie)}`, 'Réponse enregistrée.');
    },
  });
}
const ancre = (s: z.infer<typeof SaisieReponse>): string => (typeof s.choix?.rang === 'number' ? `#date-${s.choix.rang}` : '');

/** The participant that a link names. */
const duLien = <T,>(lien: Lien, faire: (id: ParticipantId) => T): T | undefined => {
  const id = ParticipantId.safeParse(lien.objet).data;
  return id && faire(id);
};

type Phrase = { readonly texte: string; readonly statut: 403 | 404 | 409 | 422 };

function vueDuLien(c: C, ctx: Vu & Pick<ContexteLien, 'maintenant' | 'ici'>, connu: Connu, { participantId, phrase }: { readonly participantId: ParticipantId; readonly phrase?: Phrase | undefined }): VueSondage | undefined {
  const moi = connu.sondage.participants.find((p) => p.id === participantId);
  return moi && presenterSondage({ chez: ctx.ici.nom, sondage: connu.sondage, commun: connu.commun, maintenant: ctx.maintenant, moi, action: c.req.path, ...(phrase ? { refus: phrase.texte } : {}) });
}

/** One's own answers to a poll, by the link of the letter. */
export const PORTE_SONDAGE: PorteTenue = { usage: USAGE_SONDAGE, chemin: '/r', adresse: (jeton) => `/r/${jeton}`, proprietaire: (ctx) => destinataireDuLien(ctx, 'sondage_participants', ctx.lien.objet) };

/** The page of a signed link. A GET shows and changes nothing: what scans mail may follow it. */
async function pageLien(c: C, phrase?: Phrase): Promise<Response> {
  const presente = { porte: PORTE_SONDAGE, jeton: c.req.param('jeton') ?? '' };
  const vu = await entrevoirLien(c.var.services, { usage: USAGE_SONDAGE, jeton: presente.jeton, navigateur: navigateurDe(c), amorce: (l) => duLien(l, amorceDuParticipant) });
  const connu = vu && vu.tenue !== 'ailleurs' ? reconnaitre(vu) : undefined;
  const vite = vu && connu && duLien(vu.lien, (participantId) => vueDuLien(c, vu, connu, { participantId, phrase }));
  const issue = vite ? ok(vite) : await lireParLien(c, presente, async (ctx) => {
    const participantId = duLien(ctx.lien, (id) => id);
    const sondageId = participantId && (await sondageDuParticipant(ctx, participantId));
    const charge = sondageId && (await connaitre(ctx, sondageId));
    return participantId && charge ? vueDuLien(c, ctx, charge, { participantId, phrase }) : undefined;
  });
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Robots-Tag', 'noindex');
  if (!issue.ok) return estAilleurs(issue.refus) ? pageAilleurs(c, presente, issue.refus) : encadrer(c, undefined, { titre: 'Lien', statut: issue.refus.code === 'lien_expire' ? 410 : 404, corps: <SondageIntrouvable texte={phraseRefusLien(issue.refus)} /> });
  if (!issue.valeur) return encadrer(c, undefined, { titre: 'Introuvable', statut: 404, corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'sondage_inconnu' })} /> });
  return encadrer(c, undefined, { titre: issue.valeur.titre, statut: phrase?.statut ?? 200, corps: <PageReponse vue={issue.valeur} /> });
}

/** The tap: the link says who, so no session and no form token. Sent again, it writes the same thing again. */
async function repondreParLien(c: C): Promise<Response> {
  const lu = SaisieReponse.safeParse((await lireCorps(c)).valeurs);
  if (!lu.success) return pageLien(c, { texte: lu.error.issues[0]?.message ?? 'Choisissez une réponse.', statut: 422 });
  const presente = { porte: PORTE_SONDAGE, jeton: c.req.param('jeton') ?? '' };
  const issue = await ecrireParLien(c, { ...presente, annuler: (r: Result<Sondage, RefusAgenda>) => !r.ok }, async (ctx): Promise<Result<Sondage, RefusAgenda>> => {
    const participantId = ParticipantId.safeParse(ctx.lien.objet).data;
    const sondageId = participantId && (await sondageDuParticipant(ctx, participantId));
    return participantId && sondageId ? noterSaisie(ctx, { sondageId, participantId, saisie: lu.data }) : { ok: false, refus: { code: 'sondage_inconnu' } };
  });
  if (!issue.ok) return estAilleurs(issue.refus) ? pageAilleurs(c, presente, issue.refus) : pageLien(c);
  if (!issue.valeur.ok) return pageLien(c, { texte: phraseRefusAgenda(issue.valeur.refus), statut: issue.valeur.refus.code === 'sondage_ferme' ? 409 : 422 });
  return vers(c, `${c.req.path}${ancre(lu.data)}`, 'Réponse enregistrée.');
}

/** A gesture of whoever organises: done, or the poll again with the reason. */
function organiser<T>(c: C, schema: z.ZodType<T>, faire: (ctx: ContextePage, id: SondageId, saisie: T) => Promise<Result<string, RefusAgenda>>): Promise<Response> {
  const id = idDe(c);
  return geste(c, schema, {
    enErreur: (ctx, erreurs) => pageSondage(c, ctx, id, Object.values(erreurs).join(' ')),
    faire: async (ctx, saisie) => {
      if (!id) return introuvable(ctx);
      const issue = await faire(ctx, id, saisie);
      return issue.ok ? vers(c, issue.valeur) : refus(NATURES[issue.refus.code], await pageSondage(c, ctx, id, phraseRefusAgenda(issue.refus)));
    },
  });
}

export function routesSondages(app: Routes, cpts: Routes): void {
  cpts.get('/agenda/sondages/:id', (c) => {
    const id = idDe(c);
    return page(c, (ctx) => pageSondage(c, ctx, id), id && { amorce: amorceDuSondage(id), faire: (ctx) => sondageConnu(c, ctx) });
  });
  cpts.post('/agenda/sondages/:id', repondre);
  cpts.post('/agenda/sondages/:id/date', (c) => organiser(c, z.strictObject({ rang: z.coerce.number().int().min(0).max(500) }), async (ctx, id, { rang }) => {
    const issue = await retenirDate(ctx, { id, rang }, depuisReunion(c, ctx));
    return issue.ok ? { ok: true, valeur: `${ctx.base}/agenda/reunions/${issue.valeur}` } : issue;
  }));
  cpts.post('/agenda/sondages/:id/cloture', (c) => organiser(c, z.strictObject({ geste: z.enum(['clore', 'rouvrir', 'annuler']) }), async (ctx, id, saisie) => {
    const issue = await cloreSondage(ctx, id, saisie.geste);
    return issue.ok ? { ok: true, valeur: `${ctx.base}/agenda/sondages/${id}` } : issue;
  }));
  cpts.post('/agenda/sondages/:id/public', (c) => organiser(c, z.strictObject({ ouvert: z.enum(['oui', 'non']) }), async (ctx, id, { ouvert }) => {
    const issue = await ouvrirAuPublic(ctx, id, ouvert === 'oui');
    return issue.ok ? { ok: true, valeur: `${ctx.base}/agenda/sondages/${id}` } : issue;
  }));
  app.get('/r/:jeton', (c) => pageLien(c));
  app.post('/r/:jeton', (c) => repondreParLien(c));
}
