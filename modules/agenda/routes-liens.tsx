import { z } from 'zod';
import type { Result } from '#core/result.ts';
import { accord } from '#core/texte.ts';
import { encadrer } from '#server/cadre.tsx';
import { lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import { analyser, type Erreurs, lireCorps, type Valeurs } from '#server/formulaires.ts';
import { phraseRefusLien, signerLien } from '#server/liens/jeton-lien.ts';
import { attacherIci, ecrireParLien, estAilleurs, lireParLien, pageAilleurs, type PorteTenue, type RefusTenu } from '#server/liens/porte-tenue.tsx';
import { vers } from '#server/pages.tsx';
import { PageMessage } from '#web/message.tsx';
import { type ContexteLien, dansLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C } from '#server/vue-page.ts';
import { phraseRefusAgenda } from './labels.ts';
import { type RefusAgenda, ReponseInvite, type Reunion, ReunionId, type Sondage, SondageId } from './model.ts';
import { PageEmargement } from './pages/emargement.tsx';
import { PageInvitation } from './pages/invitation.tsx';
import { PageLienPublic } from './pages/lien-public.tsx';
import { SondageIntrouvable } from './pages/sondage.tsx';
import { destinataireDuLien, lireReunion, lireSondage, reunionDeLInvite, sondagePublic } from './queries.ts';
import { PORTE_SONDAGE } from './routes-sondages.tsx';
import { noterPresence, noterVenu, repondreInvitation } from './use-cases/noter-reunion.ts';
import { USAGE_INVITATION } from './use-cases/poster-reunion.ts';
import { lienDuParticipant } from './use-cases/poster-sondage.ts';
import { rejoindreSondage, USAGE_PUBLIC } from './use-cases/ouvrir-au-public.ts';
import { presenterEmargement, presenterInvitation } from './view-reunions.ts';

export const USAGE_PRESENCE = 'presence';
type Statut = 200 | 403 | 404 | 409 | 422;

/** Pages of a signed link are nobody's business but of who holds it: no address leaks, no search engine keeps them. */
function discret(c: C): void {
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Robots-Tag', 'noindex');
}
/** One's own place in a meeting, by the link of the invitation: answer, presence, papers, catching up. */
export const PORTE_INVITATION: PorteTenue = { usage: USAGE_INVITATION, chemin: '/i', adresse: (jeton) => `/i/${jeton}`, proprietaire: (ctx) => destinataireDuLien(ctx, 'reunion_invites', ctx.lien.objet) };
const invitation = (c: C) => ({ porte: PORTE_INVITATION, jeton: jetonDe(c) });
const lienRefuse = (c: C, r: RefusTenu): Response => estAilleurs(r) ? pageAilleurs(c, invitation(c), r) : encadrer(c, undefined, { titre: 'Lien', statut: r.code === 'lien_expire' ? 410 : 404, corps: <SondageIntrouvable texte={phraseRefusLien(r)} /> });
const absente = (c: C, code: 'reunion_inconnue' | 'sondage_inconnu' | 'document_inconnu'): Response => encadrer(c, undefined, { titre: 'Introuvable', statut: 404, corps: <SondageIntrouvable texte={phraseRefusAgenda({ code })} /> });
const jetonDe = (c: C): string => c.req.param('jeton') ?? '';
const statutDe = (r: RefusAgenda): Statut => (r.code === 'geste_impossible' || r.code === 'presence_fermee' || r.code === 'trop_de_monde' ? 409 : r.code === 'reunion_inconnue' ? 404 : 422);

/** What coming to a meeting would pay who holds the link; undefined when there is nothing to say. */
type PaieDite = (ctx: ContexteLien, r: Reunion) => Promise<string | undefined>;

async function invitee(ctx: ContexteLien): Promise<Reunion | undefined> {
  const inviteId = z.uuid().safeParse(ctx.lien.objet).data;
  const id = inviteId && (await reunionDeLInvite(ctx, inviteId));
  return id ? lireReunion(ctx, id) : undefined;
}

/** The page of an invitation. A GET shows and changes nothing: what scans mail may follow it. */
async function pageInvitation(c: C, paie: PaieDite, refus?: { readonly texte: string; readonly statut: Statut }): Promise<Response> {
  discret(c);
  const issue = await lireParLien(c, invitation(c), async (ctx) => {
    const r = await invitee(ctx);
    return r && presenterInvitation(r, { chez: ctx.ici.nom, inviteId: ctx.lien.objet, action: `/i/${jetonDe(c)}`, fuseau: ctx.fuseau, maintenant: ctx.maintenant, paie: await paie(ctx, r), refus: refus?.texte });
  });
  if (!issue.ok) return lienRefuse(c, issue.refus);
  return issue.valeur ? encadrer(c, undefined, { titre: issue.valeur.titre, statut: refus?.statut ?? 200, corps: <PageInvitation vue={issue.valeur} /> }) : absente(c, 'reunion_inconnue');
}

const SaisieInvitation = z.union([z.strictObject({ reponse: ReponseInvite.exclude(['attendue']) }), z.strictObject({ presence: z.literal('presente') })]);

/** The tap: the link says who. Sent again, it writes the same thing again. */
async function repondreInvitationParLien(c: C, paie: PaieDite): Promise<Response> {
  const lu = SaisieInvitation.safeParse((await lireCorps(c)).valeurs);
  if (!lu.success) return pageInvitation(c, paie, { texte: 'Choisissez une réponse.', statut: 422 });
  const issue = await ecrireParLien(c, { ...invitation(c), annuler: (r: Result<Reunion, RefusAgenda>) => !r.ok }, async (ctx): Promise<Result<Reunion, RefusAgenda>> => {
    const r = await invitee(ctx);
    if (!r) return { ok: false, refus: { code: 'reunion_inconnue' } };
    const inviteId = ctx.lien.objet;
    return 'reponse' in lu.data ? repondreInvitation(ctx, { id: r.id, inviteId, reponse: lu.data.reponse }) : noterPresence(ctx, { id: r.id, inviteId, presence: 'presente', moyen: 'tap', parLien: true });
  });
  if (!issue.ok) return estAilleurs(issue.refus) ? lienRefuse(c, issue.refus) : pageInvitation(c, paie);
  if (!issue.valeur.ok) return pageInvitation(c, paie, { texte: phraseRefusAgenda(issue.valeur.refus), statut: statutDe(issue.valeur.refus) });
  return vers(c, `/i/${jetonDe(c)}`, 'reponse' in lu.data ? 'Réponse enregistrée.' : 'Présence notée.');
}

async function documentParLien(c: C): Promise<Response> {
  discret(c);
  const issue = await lireParLien(c, invitation(c), async (ctx) => {
    const joint = (await invitee(ctx))?.documents.find((d) => d.id === c.req.param('document') && d.genre === 'document');
    return joint && lireFichier(ctx, joint.fichierId);
  });
  if (!issue.ok) return lienRefuse(c, issue.refus);
  return issue.valeur ? reponseFichier(c, issue.valeur, true) : absente(c, 'document_inconnu');
}

type Reprise = { readonly texte: string; readonly statut: Statut; readonly nom?: string };

/** The code of the room lives ten minutes: a page kept open, or a photo of it, comes too late. */
const codePasse = (c: C): Response => encadrer(c, undefined, { titre: 'Code de la salle', statut: 410, corps: <PageMessage titre="Ce code a changé" texte="Visez de nouveau celui qui est affiché dans la salle. Sans téléphone, la personne qui organise note votre présence." /> });

/** What the code of the room opens: the list, one tap on one's name. */
async function pageEmargement(c: C, refus?: Reprise): Promise<Response> {
  discret(c);
  const issue = await dansLien(c.var.services, { usage: USAGE_PRESENCE, jeton: jetonDe(c) }, async (ctx) => {
    const id = ReunionId.safeParse(ctx.lien.objet).data;
    const r = id && (await lireReunion(ctx, id));
    return r && presenterEmargement(r, { chez: ctx.ici.nom, action: `/p/${jetonDe(c)}`, fuseau: ctx.fuseau, maintenant: ctx.maintenant, refus: refus?.texte, nom: refus?.nom });
  });
  if (!issue.ok) return issue.refus.code === 'lien_expire' ? codePasse(c) : lienRefuse(c, issue.refus);
  return issue.valeur ? encadrer(c, undefined, { titre: issue.valeur.titre, statut: refus?.statut ?? 200, corps: <PageEmargement vue={issue.valeur} /> }) : absente(c, 'reunion_inconnue');
}

const SaisieEmargement = z.union([z.strictObject({ invite: z.uuid() }), z.strictObject({ nom: z.string().trim().min(1).max(120) })]);

async function emarger(c: C): Promise<Response> {
  const { valeurs } = await lireCorps(c);
  const lu = SaisieEmargement.safeParse(valeurs);
  const nom = typeof valeurs['nom'] === 'string' ? valeurs['nom'] : '';
  if (!lu.success) return pageEmargement(c, { texte: 'Écrivez votre nom, en 120 caractères au plus.', statut: 422, nom });
  const issue = await dansLien(c.var.services, { usage: USAGE_PRESENCE, jeton: jetonDe(c), annuler: (r: Result<Reunion, RefusAgenda>) => !r.ok }, async (ctx): Promise<Result<Reunion, RefusAgenda>> => {
    const id = ReunionId.safeParse(ctx.lien.objet).data;
    if (!id) return { ok: false, refus: { code: 'reunion_inconnue' } };
    return 'invite' in lu.data ? noterPresence(ctx, { id, inviteId: lu.data.invite, presence: 'presente', moyen: 'qr', parLien: true }) : noterVenu(ctx, { id, nom: lu.data.nom });
  });
  if (!issue.ok) return pageEmargement(c);
  if (!issue.valeur.ok) return pageEmargement(c, { texte: phraseRefusAgenda(issue.valeur.refus), statut: statutDe(issue.valeur.refus), nom });
  const qui = 'invite' in lu.data ? (issue.valeur.valeur.invites.find((i) => 'invite' in lu.data && i.id === lu.data.invite)?.nom ?? '') : lu.data.nom;
  return vers(c, `/p/${jetonDe(c)}`, `Présence notée : ${qui}.`);
}

const SaisiePublique = z.strictObject({
  nom: z.string().trim().min(1, 'Écrivez votre nom.').max(120, 'Le nom tient en 120 caractères.'),
  courriel: z.union([z.literal(''), z.email('Cette adresse électronique n’est pas valide.').max(254)]).default(''),
});

async function pagePublique(c: C, reprise: { readonly erreurs: Erreurs; readonly valeurs: Valeurs; readonly statut: 200 | 409 | 422 } = { erreurs: {}, valeurs: {}, statut: 200 }): Promise<Response> {
  discret(c);
  const issue = await dansLien(c.var.services, { usage: USAGE_PUBLIC, jeton: jetonDe(c) }, async (ctx) => {
    const id = SondageId.safeParse(ctx.lien.objet).data;
    const sondage: Sondage | undefined = id && (await sondagePublic(ctx, id)) ? await lireSondage(ctx, id) : undefined;
    return { sondage, chez: ctx.ici.nom };
  });
  if (!issue.ok) return lienRefuse(c, issue.refus);
  const { sondage: s, chez } = issue.valeur;
  if (!s) return encadrer(c, undefined, { titre: 'Lien', statut: 410, corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'lien_ferme' })} /> });
  const vue = { chez, titre: s.titre, phrase: `${accord(s.dates.length, 'date proposée', 'dates proposées')}${s.lieu ? `, ${s.lieu}` : ''}. Dites qui vous êtes, puis répondez d’un geste.`, action: `/s/${jetonDe(c)}`, erreurs: reprise.erreurs, valeurs: reprise.valeurs };
  return encadrer(c, undefined, { titre: s.titre, statut: reprise.statut, corps: <PageLienPublic vue={vue} /> });
}

type Place = { readonly adresse: string; readonly poser: (() => void) | undefined };

/** An outsider gives a name and receives a link of their own, where they answer: it belongs at once to the browser they came with. */
async function rejoindre(c: C): Promise<Response> {
  const { valeurs } = await lireCorps(c);
  const lu = analyser(SaisiePublique, valeurs);
  if (!lu.ok) return pagePublique(c, { erreurs: lu.erreurs, valeurs: lu.valeurs, statut: 422 });
  const { config } = c.var.services;
  const issue = await dansLien(c.var.services, { usage: USAGE_PUBLIC, jeton: jetonDe(c), annuler: (r: Result<Place, RefusAgenda>) => !r.ok }, async (ctx): Promise<Result<Place, RefusAgenda>> => {
    const id = SondageId.safeParse(ctx.lien.objet).data;
    if (!id) return { ok: false, refus: { code: 'sondage_inconnu' } };
    const venu = await rejoindreSondage(ctx, { id, nom: lu.saisie.nom, courriel: lu.saisie.courriel === '' ? null : lu.saisie.courriel }, { cpts: ctx.ici.nom, url: config.url, secret: config.secret });
    if (!venu.ok) return venu;
    const lien = lienDuParticipant(ctx, { id: venu.valeur.participantId, personneId: null }, venu.valeur.clotureLe);
    return { ok: true, valeur: { adresse: PORTE_SONDAGE.adresse(signerLien(lien, config.secret)), poser: await attacherIci(c, ctx, { lien, porte: PORTE_SONDAGE, moyen: 'premier_geste' }) } };
  });
  if (!issue.ok) return pagePublique(c);
  if (issue.valeur.ok) issue.valeur.valeur.poser?.();
  return issue.valeur.ok ? vers(c, issue.valeur.valeur.adresse) : pagePublique(c, { erreurs: { '': phraseRefusAgenda(issue.valeur.refus) }, valeurs, statut: 409 });
}

export function routesLiens(app: Routes, paie: PaieDite): void {
  app.get('/i/:jeton', (c) => pageInvitation(c, paie));
  app.post('/i/:jeton', (c) => repondreInvitationParLien(c, paie));
  app.get('/i/:jeton/documents/:document', (c) => documentParLien(c));
  app.get('/p/:jeton', (c) => pageEmargement(c));
  app.post('/p/:jeton', (c) => emarger(c));
  app.get('/s/:jeton', (c) => pagePublique(c));
  app.post('/s/:jeton', (c) => rejoindre(c));
}
