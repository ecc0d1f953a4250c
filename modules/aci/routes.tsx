import { utils, write } from '@e965/xlsx';
import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { Nature, Result } from '#core/result.ts';
import { lireJourTape } from '#core/saisie.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { contratSigne } from '#modules/projet/queries-parcours.ts';
import { presenterTerritoireCourant } from '#modules/territoire/queries.ts';
import { libelleEtatEcheance, libelleEtatLigne, libelleNature, libellePoste, natureRefusTenue, phraseRefusReleve, phraseRefusTenue } from './labels.ts';
import type { Indicateur } from './model.ts';
import { ContratId, ReleveId, SaisieAvenant, SaisieContrat, SaisieCrise, SaisieLigne, SaisieReleve, SaisieResiliation, SaisieVersement } from './model-dossier.ts';
import { PageContrat } from './pages/contrat.tsx';
import { LigneIntrouvable, PageLigne } from './pages/ligne.tsx';
import { PageSaisieLigne } from './pages/saisie-ligne.tsx';
import { PageTermes } from './pages/termes.tsx';
import { PageTresorerie } from './pages/tresorerie.tsx';
import { peutEcrireContrat, peutLireContrat, peutLireTresorerie, peutNoterReleve, peutNoterVersement } from './permissions.ts';
import { lireCalcul, lireDossier, lireGestes } from './queries.ts';
import { basculerReleve, basculerVersement, cocherLivrable, noterReleve, noterVersement, type RefusReleve } from './use-cases/noter-releve.ts';
import { routesPapiers } from './routes-papiers.tsx';
import { enregistrerLigne, etablirContrat, reconnaitreCrise, type RefusContratTenu, reprendreContrat, resilierContrat, retirerAvenant, retirerLigne, signerAvenant } from './use-cases/tenir-contrat.ts';
import { ligneDe } from './rules.ts';
import { anneeMontree, presenterContrat, presenterContratInterdit, presenterSansContrat } from './view.ts';
import { presenterFicheLigne } from './view-ligne.ts';
import { presenterSaisieInterdite, presenterSaisieLigne } from './view-saisie.ts';
import { presenterTermes, presenterTermesInterdits } from './view-termes.ts';
import { presenterTresorerie, presenterTresorerieInterdite } from './view-tresorerie.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly phrase?: string };

const cadre = (ctx: ContextePage, titre: string): Omit<VuePage, 'corps'> => ({
  ...(titre === 'Trésorerie du contrat' ? cadreFinances(ctx, 'tresorerie') : cadreFinances(ctx, 'contrat', ...(titre === 'Contrat' ? [] : [titre]))), titre, sujets: ['contrat'],
});

const droits = (ctx: ContextePage) => ({ ecrire: peutEcrireContrat(ctx.qui), noter: peutNoterReleve(ctx.qui), tresorerie: peutLireTresorerie(ctx.qui) });

async function pageContrat(ctx: ContextePage, annee?: number, contrat?: ContratId): Promise<VuePage> {
  const commun = { base: ctx.base, aujourdhui: ctx.aujourdhui, droits: contrat === undefined ? droits(ctx) : { ...droits(ctx), ecrire: false, noter: false } };
  if (!peutLireContrat(ctx.qui)) return refus('interdit', { ...cadre(ctx, 'Contrat'), corps: <PageContrat vue={presenterContratInterdit(commun)} /> });
  const lu = await lireCalcul(ctx, { id: contrat });
  const vue = lu ? presenterContrat({ ...commun, ...lu, annee, ancien: contrat, gestes: await lireGestes(ctx, lu) }) : presenterSansContrat(commun);
  return { ...cadre(ctx, 'Contrat'), corps: <PageContrat vue={vue} /> };
}

async function pageLigne(ctx: ContextePage, id: string, { erreurs, valeurs, phrase }: Ecrit = {}): Promise<VuePage> {
  const lu = peutLireContrat(ctx.qui) ? await lireCalcul(ctx, { ligne: id }) : undefined;
  const i = lu?.contrat.indicateurs.find((x) => x.id === id);
  if (!lu || !i) return refus('inconnu', { ...cadre(ctx, 'Ligne introuvable'), corps: <LigneIntrouvable base={ctx.base} /> });
  const vue = presenterFicheLigne({ base: ctx.base, ...lu, i, gestes: await lireGestes(ctx, lu), aujourdhui: ctx.aujourdhui, peutNoter: peutNoterReleve(ctx.qui), peutEcrire: peutEcrireContrat(ctx.qui) && lu.dossier.statut === 'signee', ...(phrase !== undefined && { refus: phrase }) });
  return { ...cadre(ctx, i.libelle), corps: <PageLigne vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /> };
}

async function pageTresorerie(ctx: ContextePage, { erreurs, valeurs, phrase }: Ecrit = {}, contrat?: ContratId): Promise<VuePage> {
  const titre = 'Trésorerie du contrat';
  if (!peutLireTresorerie(ctx.qui)) return refus('interdit', { ...cadre(ctx, titre), corps: <PageTresorerie vue={presenterTresorerieInterdite(ctx.base, ctx.aujourdhui)} /> });
  const lu = await lireCalcul(ctx, { id: contrat });
  if (!lu) return pageContrat(ctx);
  const vue = presenterTresorerie({ ancien: contrat, base: ctx.base, ...lu, aujourdhui: ctx.aujourdhui, peutNoter: peutNoterVersement(ctx.qui), ...(phrase !== undefined && { refus: phrase }) });
  return { ...cadre(ctx, titre), corps: <PageTresorerie vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /> };
}

type EcritTermes = { readonly termes?: Ecrit; readonly avenant?: Ecrit; readonly crise?: Ecrit; readonly resiliation?: Ecrit; readonly fin?: Jour | undefined; readonly phrase?: string };
const saisie = (e: Ecrit | undefined) => (e ? { ...(e.erreurs && { erreurs: e.erreurs }), ...(e.valeurs && { valeurs: e.valeurs }) } : {});

async function pageTermes(ctx: ContextePage, e: EcritTermes = {}): Promise<VuePage> {
  const titre = 'Termes du contrat';
  if (!peutEcrireContrat(ctx.qui)) return refus('interdit', { ...cadre(ctx, titre), corps: <PageTermes vue={presenterTermesInterdits(ctx.base)} /> });
  const dossier = await lireDossier(ctx);
  const territoire = dossier ? undefined : await presenterTerritoireCourant(ctx, chargerPaquet());
  const taille = territoire && territoire.resume.communes.length > 0 ? { valeur: territoire.resume.classe.taille, source: 'territoire composé dans Maillage' } : undefined;
  const signe = dossier ? undefined : await contratSigne(ctx);
  const debuts = Object.fromEntries((signe?.missions ?? []).flatMap((m) => (m.demarreeLe === undefined ? [] : [[`debut_${m.mission}`, m.demarreeLe]])));
  const vue = presenterTermes({ base: ctx.base, dossier, fin: e.fin, aujourdhui: ctx.aujourdhui, taille, ...(signe && { parcours: { signeLe: signe.signeLe, debuts } }), ...(e.phrase !== undefined && { refus: e.phrase }) });
  return { ...cadre(ctx, titre), corps: <PageTermes vue={vue} termes={saisie(e.termes)} avenant={saisie(e.avenant)} crise={saisie(e.crise)} resiliation={saisie(e.resiliation)} /> };
}

type Essai = { readonly ligne: Indicateur; readonly valeur: number | undefined };

async function pageSaisie(ctx: ContextePage, id: string | undefined, { erreurs, valeurs, phrase, essai }: Ecrit & { readonly essai?: Essai } = {}): Promise<VuePage> {
  const titre = 'Ligne du contrat';
  if (!peutEcrireContrat(ctx.qui)) return refus('interdit', { ...cadre(ctx, titre), corps: <PageSaisieLigne vue={presenterSaisieInterdite(ctx.base)} /> });
  const lu = await lireCalcul(ctx);
  if (!lu) return pageContrat(ctx);
  const i = lu.dossier.contenu.indicateurs.find((x) => x.id === id);
  if (id !== undefined && !i) return refus('inconnu', { ...cadre(ctx, 'Ligne introuvable'), corps: <LigneIntrouvable base={ctx.base} /> });
  const vue = presenterSaisieLigne({ base: ctx.base, dossier: lu.dossier, anneeEnCours: anneeMontree({ calcul: lu.calcul, aujourdhui: ctx.aujourdhui })?.numero ?? 1, i, essai, ...(phrase !== undefined && { refus: phrase }) });
  return { ...cadre(ctx, titre), corps: <PageSaisieLigne vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /> };
}

/** A line saved, or only tried: what it would pay is shown with what was typed, and nothing is kept. */
async function ecrireLigne(c: C, ctx: ContextePage, { id, s, valeurs }: { readonly id?: string; readonly s: SaisieLigne; readonly valeurs: Valeurs }): Promise<Reponse> {
  if (s.geste !== 'essayer') {
    const adresse = id === undefined ? `${ctx.base}/contrat?annee=${s.annee}` : `${ctx.base}/contrat/lignes/${encodeURIComponent(id)}`;
    return tenue(c, await enregistrerLigne(ctx, s, id), { adresse, message: id === undefined ? 'Ligne ajoutée au contrat.' : 'Ligne enregistrée.', page: (e) => pageSaisie(ctx, id, e) }, valeurs);
  }
  const dossier = peutEcrireContrat(ctx.qui) ? await lireDossier(ctx) : undefined;
  const ligne = dossier && ligneDe(s, dossier.contenu, id);
  return refus('regle', await pageSaisie(ctx, id, ligne && !ligne.ok ? { erreurs: ligne.refus, valeurs } : { valeurs, ...(ligne && { essai: { ligne: ligne.valeur, valeur: s.essai } }) }));
}

const natureReleve = (r: RefusReleve): Nature => (r.code === 'role_insuffisant' ? 'interdit' : r.code === 'ligne_inconnue' || r.code === 'livrable_inconnu' ? 'inconnu' : 'regle');
const champDeReleve = (r: RefusReleve): Erreurs => (r.code === 'jour_a_venir' ? { le: phraseRefusReleve(r) } : r.code === 'valeur_absente' ? { [r.attendue === 'nombre' ? 'nombre' : 'vrai']: phraseRefusReleve(r) } : { '': phraseRefusReleve(r) });

/** What a refused change of the contract shows: the sentence, beside its field when it has one. */
const ecritDe = (r: RefusContratTenu, valeurs: Valeurs): Ecrit => (r.code === 'saisie_refusee' ? { erreurs: r.erreurs, valeurs } : { erreurs: { '': phraseRefusTenue(r) }, valeurs });

async function tenue(c: C, issue: Result<unknown, RefusContratTenu>, { adresse, message, page: refaire }: { adresse: string; message: string; page: (e: Ecrit) => Promise<VuePage> }, valeurs: Valeurs): Promise<Reponse> {
  return issue.ok ? vers(c, adresse, message) : refus(natureRefusTenue(issue.refus), await refaire(ecritDe(issue.refus, valeurs)));
}

const TYPE_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
function tableur(nom: string, lignes: readonly (readonly (string | number)[])[]): Response {
  const classeur = utils.book_new();
  utils.book_append_sheet(classeur, utils.aoa_to_sheet(lignes.map((l) => [...l])), 'Contrat');
  return new Response(write(classeur, { type: 'array', bookType: 'xlsx' }), { headers: { 'Content-Type': TYPE_XLSX, 'Content-Disposition': `attachment; filename="${nom}.xlsx"`, 'Cache-Control': 'private, no-store' } });
}

const exporter = (c: C, quoi: 'contrat' | 'tresorerie'): Promise<Response> =>
  page(c, async (ctx) => {
    const lu = (quoi === 'contrat' ? peutLireContrat(ctx.qui) : peutLireTresorerie(ctx.qui)) ? await lireCalcul(ctx) : undefined;
    if (!lu) return pageContrat(ctx);
    if (quoi === 'tresorerie') return tableur(`tresorerie-contrat-${ctx.ici.slug}`, [['Date', 'Année', 'Poste', 'Nature', 'Attendu (€)', 'Reçu (€)', 'État'], ...lu.calcul.tresorerie.echeances.map((e) => [e.le, e.annee, libellePoste[e.poste], libelleNature[e.nature], e.montant / 100, e.recu / 100, libelleEtatEcheance[e.etat]])]);
    return tableur(`contrat-${ctx.ici.slug}`, [
      ['Année', 'Mission', 'Ligne', 'Valeur', 'État', 'Dû (€)', 'Maximum (€)'],
      ...lu.calcul.annees.flatMap((a) => a.postes.flatMap((p) => [[a.numero, libellePoste[p.poste], 'Part fixe', '', '', p.fixeDu / 100, p.enveloppeFixe / 100], ...(p.variable?.lignes ?? []).map((l) => [a.numero, libellePoste[p.poste], l.libelle, l.valeur === null ? '' : typeof l.valeur === 'boolean' ? (l.valeur ? 'oui' : 'non') : l.valeur, libelleEtatLigne[l.etat], l.montant / 100, l.montantMaximum / 100])])),
    ]);
  });

const Version = z.strictObject({ version: z.coerce.number().int() });

function gestesDuContrat(r: Routes): void {
  r.get('/contrat/termes', (c) => page(c, (ctx) => pageTermes(ctx, { fin: Jour.safeParse(lireJourTape(c.req.query('fin') ?? '')).data })));
  r.post('/contrat/termes', (c) => geste(c, SaisieContrat, { enErreur: (ctx, erreurs, valeurs) => pageTermes(ctx, { termes: { erreurs, valeurs } }), faire: async (ctx, s, valeurs) => tenue(c, await etablirContrat(ctx, s), { adresse: `${ctx.base}/contrat`, message: 'Les termes du contrat sont enregistrés.', page: (termes) => pageTermes(ctx, { termes }) }, valeurs) }));
  r.post('/contrat/avenants', (c) => geste(c, SaisieAvenant, { enErreur: (ctx, erreurs, valeurs) => pageTermes(ctx, { avenant: { erreurs, valeurs } }), faire: async (ctx, s, valeurs) => tenue(c, await signerAvenant(ctx, s), { adresse: `${ctx.base}/contrat/termes`, message: 'Avenant ajouté.', page: (avenant) => pageTermes(ctx, { avenant }) }, valeurs) }));
  r.post('/contrat/avenants/:rang/retrait', (c) => geste(c, Version, { enErreur: (ctx) => pageTermes(ctx), faire: async (ctx, s, valeurs) => tenue(c, await retirerAvenant(ctx, Number(c.req.param('rang')), s.version), { adresse: `${ctx.base}/contrat/termes`, message: 'Avenant retiré : ce qu’il changeait compte comme avant.', page: (avenant) => pageTermes(ctx, { avenant }) }, valeurs) }));
  r.post('/contrat/crises', (c) => geste(c, SaisieCrise, { enErreur: (ctx, erreurs, valeurs) => pageTermes(ctx, { crise: { erreurs, valeurs } }), faire: async (ctx, s, valeurs) => tenue(c, await reconnaitreCrise(ctx, s), { adresse: `${ctx.base}/contrat/termes`, message: 'Crise reconnue notée.', page: (crise) => pageTermes(ctx, { crise }) }, valeurs) }));
  r.post('/contrat/resiliation', (c) => geste(c, SaisieResiliation, { enErreur: (ctx, erreurs, valeurs) => pageTermes(ctx, { resiliation: { erreurs, valeurs } }), faire: async (ctx, s, valeurs) => tenue(c, await resilierContrat(ctx, s), { adresse: `${ctx.base}/contrat/termes`, message: 'Contrat résilié. Ce qui est à rendre est dans la trésorerie.', page: (resiliation) => pageTermes(ctx, { resiliation }) }, valeurs) }));
  r.post('/contrat/reprise', (c) => geste(c, Version, { enErreur: (ctx) => pageTermes(ctx), faire: async (ctx, s, valeurs) => tenue(c, await reprendreContrat(ctx, s.version), { adresse: `${ctx.base}/contrat/termes`, message: 'La résiliation est annulée : le contrat court.', page: (e) => pageTermes(ctx, { phrase: Object.values(e.erreurs ?? {})[0] ?? '' }) }, valeurs) }));
  r.get('/contrat/lignes/nouvelle', (c) => page(c, (ctx) => pageSaisie(ctx, undefined)));
  r.post('/contrat/lignes/nouvelle', (c) => geste(c, SaisieLigne, { enErreur: (ctx, erreurs, valeurs) => pageSaisie(ctx, undefined, { erreurs, valeurs }), faire: (ctx, s, valeurs) => ecrireLigne(c, ctx, { s, valeurs }) }));
  r.get('/contrat/lignes/:id/modifier', (c) => page(c, (ctx) => pageSaisie(ctx, c.req.param('id'))));
  r.post('/contrat/lignes/:id/modifier', (c) => geste(c, SaisieLigne, { enErreur: (ctx, erreurs, valeurs) => pageSaisie(ctx, c.req.param('id'), { erreurs, valeurs }), faire: (ctx, s, valeurs) => ecrireLigne(c, ctx, { id: c.req.param('id'), s, valeurs }) }));
  r.post('/contrat/lignes/:id/retrait', (c) => geste(c, Version, { enErreur: (ctx) => pageSaisie(ctx, c.req.param('id')), faire: async (ctx, s, valeurs) => tenue(c, await retirerLigne(ctx, c.req.param('id'), s.version), { adresse: `${ctx.base}/contrat`, message: 'Ligne retirée. Ses valeurs restent gardées.', page: (e) => pageSaisie(ctx, c.req.param('id'), { erreurs: e.erreurs ?? {} }) }, valeurs) }));
}

function gestesDesReleves(r: Routes): void {
  const Vide = z.strictObject({});
  const adresse = (ctx: ContextePage, id: string): string => `${ctx.base}/contrat/lignes/${encodeURIComponent(id)}`;
  r.get('/contrat/lignes/:id', (c) => page(c, (ctx) => pageLigne(ctx, c.req.param('id'))));
  r.post('/contrat/lignes/:id/releves', (c) => {
    const id = c.req.param('id');
    return geste(c, SaisieReleve, { enErreur: (ctx, erreurs, valeurs) => pageLigne(ctx, id, { erreurs, valeurs }), faire: async (ctx, s, valeurs) => {
      const issue = await noterReleve(ctx, id, s);
      return issue.ok ? vers(c, adresse(ctx, id), 'Valeur notée.') : refus(natureReleve(issue.refus), await pageLigne(ctx, id, { erreurs: champDeReleve(issue.refus), valeurs }));
    } });
  });
  r.post('/contrat/lignes/:id/releves/:releve/:geste{retrait|retour}', (c) => {
    const [id, releve] = [c.req.param('id'), ReleveId.safeParse(c.req.param('releve')).data];
    return geste(c, Vide, { enErreur: (ctx) => pageLigne(ctx, id), faire: async (ctx) => {
      const issue = releve ? await basculerReleve(ctx, releve, c.req.param('geste') === 'retrait') : undefined;
      return issue?.ok ? vers(c, adresse(ctx, id), c.req.param('geste') === 'retrait' ? 'Valeur retirée. Notez-la de nouveau si c’était une erreur.' : 'Valeur rétablie.') : refus('conflit', await pageLigne(ctx, id, { phrase: phraseRefusReleve(issue?.refus ?? { code: 'deja_fait' }) }));
    } });
  });
  r.post('/contrat/lignes/:id/livrables', (c) => {
    const id = c.req.param('id');
    return geste(c, z.strictObject({ livrable: z.string().max(80), fourni: z.enum(['oui', 'non']) }), { enErreur: (ctx) => pageLigne(ctx, id), faire: async (ctx, s) => {
      const issue = await cocherLivrable(ctx, { indicateur: id, livrable: s.livrable, fourni: s.fourni === 'oui' });
      return issue.ok ? vers(c, adresse(ctx, id), s.fourni === 'oui' ? 'Livrable noté comme fourni.' : 'Livrable attendu de nouveau.') : refus(natureReleve(issue.refus), await pageLigne(ctx, id, { phrase: phraseRefusReleve(issue.refus) }));
    } });
  });
  r.post('/contrat/versements', (c) => geste(c, SaisieVersement, { enErreur: (ctx, erreurs, valeurs) => pageTresorerie(ctx, { erreurs, valeurs }, ContratId.safeParse(valeurs['contrat']).data), faire: async (ctx, s, valeurs) => {
    const issue = await noterVersement(ctx, s);
    return issue.ok ? vers(c, `${ctx.base}/contrat/tresorerie${s.contrat ? `?contrat=${s.contrat}` : ''}`, 'Versement noté.') : refus(natureReleve(issue.refus), await pageTresorerie(ctx, { erreurs: champDeReleve(issue.refus), valeurs }, s.contrat));
  } }));
  r.post('/contrat/versements/:id/:geste{retrait|retour}', (c) => geste(c, Vide, { enErreur: (ctx) => pageTresorerie(ctx), faire: async (ctx) => {
    const id = z.uuid().safeParse(c.req.param('id')).data;
    const issue = id ? await basculerVersement(ctx, id, c.req.param('geste') === 'retrait') : undefined;
    return issue?.ok ? vers(c, `${ctx.base}/contrat/tresorerie`, 'Versement retiré du suivi ; il reste dans l’historique.') : refus('conflit', await pageTresorerie(ctx, { phrase: phraseRefusReleve(issue?.refus ?? { code: 'deja_fait' }) }));
  } }));
}

export function routesAci(r: Routes): void {
  r.get('/contrat', (c) => page(c, (ctx) => pageContrat(ctx, z.coerce.number().int().safeParse(c.req.query('annee')).data, ContratId.safeParse(c.req.query('contrat')).data)));
  r.get('/contrat.xlsx', (c) => exporter(c, 'contrat'));
  r.get('/contrat/tresorerie', (c) => page(c, (ctx) => pageTresorerie(ctx, {}, ContratId.safeParse(c.req.query('contrat')).data)));
  r.get('/contrat/tresorerie.xlsx', (c) => exporter(c, 'tresorerie'));
  gestesDuContrat(r);
  routesPapiers(r);
  gestesDesReleves(r);
}
