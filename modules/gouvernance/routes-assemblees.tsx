import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { ok, type Result } from '#core/result.ts';
import { CptsId, PersonneId } from '#core/tenancy.ts';
import { formaterDate } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import { jetonDeFormulaire } from '#server/jetons.ts';
import { geste, jetonDe, refus, vers } from '#server/pages.tsx';
import { dansCpts } from '#server/portes.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseIssue, phraseRefusAssemblee, phraseRefusMandat } from './labels.ts';
import { type Assemblee, AssembleeId, BulletinSecret, CodeInstance, MandatId, type NouvelleAssemblee, type Point, PointId } from './model.ts';
import { PageAssemblee, PageEcran } from './pages/assemblee.tsx';
import { PageMandats, type VueMandats } from './pages/mandats.tsx';
import { PageNouvelleAssemblee } from './pages/nouvelle-assemblee.tsx';
import { PageVote } from './pages/vote.tsx';
import { peutTenirMandats, peutTenirSeance, peutVoirGouvernance } from './permissions.ts';
import { lireAssemblee, lireMandats, lireScrutin, lireUrne, personnesTenant, statutsEnVigueur } from './queries.ts';
import { cadre, enLecture, introuvable, reservee, telecharger } from './routes-cadre.tsx';
import { electeurDe, lireBulletinsEcrits, nomDuCandidat, type RefusAssemblee, type RefusMandat } from './rules.ts';
import { compterVote, ouvrirVote } from './use-cases/compter-vote.ts';
import { conduireAssemblee, signerProcesVerbal } from './use-cases/conduire-assemblee.ts';
import { convoquerAssemblee } from './use-cases/convoquer-assemblee.ts';
import { deposerBulletin } from './use-cases/deposer-bulletin.ts';
import { donnerMandat } from './use-cases/donner-mandat.ts';
import { donnerProcuration } from './use-cases/donner-procuration.ts';
import { modifierMandat } from './use-cases/modifier-mandat.ts';
import { noterPresence } from './use-cases/noter-presence.ts';
import { preparerAssemblee } from './use-cases/preparer-assemblee.ts';
import { signerBulletin } from './use-cases/signer-bulletin.ts';
import { presenterAssemblee, redigerFeuille, redigerProcesVerbal } from './view.ts';

type Reprise = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

async function vueDe(c: C, ctx: ContextePage, a: Assemblee, volet: string | undefined, reprise: Reprise = {}) {
  const emarges: Record<string, number> = {};
  for (const p of a.points) if (p.forme === 'distance' && p.statut !== 'a_venir') emarges[p.id] = Object.keys((await lireScrutin(ctx, p.id, c.var.services.config.secret))?.emargement ?? {}).length;
  return presenterAssemblee({ base: ctx.base, qui: ctx.qui, fuseau: ctx.fuseau, assemblee: a, emarges, volet, ...reprise });
}

const identifiant = (c: C): AssembleeId | undefined => AssembleeId.safeParse(c.req.param('id')).data;

async function assemblee(c: C, ctx: ContextePage, id: AssembleeId | undefined, volet?: string, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
  const a = id && (await lireAssemblee(ctx, id));
  if (!a) return introuvable(ctx, 'Cette assemblée n’existe pas');
  return { ...cadre(ctx, a.titre, [{ libelle: a.titre }]), corps: <PageAssemblee vue={await vueDe(c, ctx, a, volet, reprise)} /> };
}

const NATURES: Partial<Record<RefusAssemblee['code'], 'interdit' | 'inconnu'>> = { role_insuffisant: 'interdit', assemblee_inconnue: 'inconnu', point_inconnu: 'inconnu' };

/** A gesture on an assembly: done and said, or the same page with the reason and what was typed. */
function agir<T>(c: C, schema: z.ZodType<T>, action: { readonly volet?: string; readonly faire: (ctx: ContextePage, id: AssembleeId, saisie: T) => Promise<Result<unknown, RefusAssemblee>>; readonly dire: string | ((valeur: unknown) => string) }): Promise<Response> {
  const id = identifiant(c);
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => assemblee(c, ctx, id, action.volet, { refus: Object.values(erreurs).join(' '), valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
      if (!id) return introuvable(ctx, 'Cette assemblée n’existe pas');
      const issue = await action.faire(ctx, id, saisie);
      if (!issue.ok) return refus(NATURES[issue.refus.code] ?? 'regle', await assemblee(c, ctx, id, action.volet, { refus: phraseRefusAssemblee(issue.refus), valeurs }));
      return vers(c, `${ctx.base}/gouvernance/assemblees/${id}${action.volet ? `?volet=${action.volet}` : ''}`, typeof action.dire === 'string' ? action.dire : action.dire(issue.valeur));
    },
  });
}

const Rien = z.strictObject({});
const Facultatif = z.string().max(120).transform((s) => (s === '' ? undefined : s)).optional();

const jourDe = (texte: string): Jour | undefined => Jour.safeParse(texte.trim().replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, (_, j: string, m: string, a: string) => `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`)).data;
const ChampDeJour = z.string().transform((s, x) => jourDe(s) ?? (x.addIssue({ code: 'custom', message: 'Écrivez un jour qui existe, comme 12/03/2027.' }), z.NEVER));
const ChampDHeure = z.string().transform((s, x) => { const lu = /^\s*([01]?\d|2[0-3])\s*(?:h|:)\s*([0-5]\d)?\s*$/i.exec(s); if (lu) return `${(lu[1] ?? '').padStart(2, '0')}:${lu[2] ?? '00'}`; x.addIssue({ code: 'custom', message: 'Écrivez une heure, comme 18 h 30.' }); return z.NEVER; });

type PointPrepare = NouvelleAssemblee['points'][number];
const FORMES: ReadonlyMap<string, PointPrepare['forme']> = new Map([['vote', 'main_levee'], ['secret', 'secret'], ['distance', 'distance']]);

const decouper = (t: string): string[][] => t.split(/\r?\n/).filter((l) => l.trim() !== '').map((l) => l.split(';').map((x) => x.trim()));

function lirePoint([titre = '', forme = '', decision = '']: readonly string[]): PointPrepare | string {
  if (titre === '' || titre.length > 300) return 'Chaque point a un titre de 300 caractères au plus.';
  const point = { titre, decision: decision || 'ordinaire', sieges: 1, candidats: [] };
  if (forme === '') return { ...point, genre: 'information', forme: 'main_levee' };
  const commeOnVote = FORMES.get(forme);
  return commeOnVote ? { ...point, genre: 'resolution', forme: commeOnVote } : `« ${forme} » : écrivez vote, secret ou distance après le titre.`;
}

function lireElection([titre = '', sieges = '', noms = '', forme]: readonly string[]): PointPrepare | string {
  const candidats = noms.split(',').map((n) => n.trim()).filter((n) => n !== '');
  if (titre === '' || !/^[1-9]\d?$/.test(sieges) || candidats.length === 0 || new Set(candidats).size !== candidats.length) return `« ${titre} » : écrivez titre ; nombre de sièges ; candidats, chacun une fois.`;
  return { titre, genre: 'election', decision: 'ordinaire', sieges: Number(sieges), candidats, forme: forme === 'distance' ? 'distance' : 'secret' };
}

/** « Approuver le budget ; vote », « Élire le bureau ; 3 ; A, B » : one line, one item. */
function lirePoints(points: string, elections: string): PointPrepare[] | string {
  const lus = [...decouper(points).map(lirePoint), ...decouper(elections).map(lireElection)];
  const refuse = lus.find((p) => typeof p === 'string');
  return refuse ?? (lus.length === 0 ? 'Écrivez au moins un point à l’ordre du jour.' : lus.filter((p) => typeof p !== 'string'));
}

const SaisieAssemblee = z.strictObject({
  instance: z.enum(CodeInstance.options, 'Choisissez une instance.'),
  titre: z.string().trim().min(1, 'Donnez un titre.').max(200), jour: ChampDeJour, heure: ChampDHeure, lieu: z.string().trim().min(1, 'Dites où l’on se réunit.').max(200),
  convocation: z.enum(['1', '2'], 'Choisissez la première ou la seconde convocation.').default('1'), points: z.string().max(6000).default(''), elections: z.string().max(6000).default(''),
});

async function nouvelle(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutTenirSeance(ctx.qui)) return reservee(ctx);
  const instances = (await statutsEnVigueur(ctx))?.statuts.instances.map((i) => i.code) ?? [];
  return { ...cadre(ctx, 'Préparer une assemblée', [{ libelle: 'Préparer une assemblée' }]), corps: <PageNouvelleAssemblee vue={{ base: ctx.base, instances, erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {} }} /> };
}

const preparer = (c: C): Promise<Response> =>
  geste(c, SaisieAssemblee, {
    enErreur: (ctx, erreurs, valeurs) => nouvelle(ctx, { erreurs, valeurs }),
    faire: async (ctx, { points, elections, convocation, ...s }, valeurs) => {
      const lus = lirePoints(points, elections);
      if (typeof lus === 'string') return refus('regle', await nouvelle(ctx, { erreurs: { points: lus }, valeurs }));
      const issue = await preparerAssemblee(ctx, { ...s, convocation: convocation === '2' ? 2 : 1, points: lus });
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/assemblees/${issue.valeur}`, 'Assemblée préparée. Relisez-la, puis convoquez.') : reservee(ctx);
    },
  });

async function mandats(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
  const tient = peutTenirMandats(ctx.qui);
  const vue: VueMandats = { base: ctx.base, tient, aujourdhui: ctx.aujourdhui, mandats: await lireMandats(ctx), fonctions: (await statutsEnVigueur(ctx))?.statuts.fonctions ?? [], personnes: tient ? await personnesTenant(ctx, ctx.aujourdhui, ['adherent', 'presidence', 'tresorerie', 'secretariat', 'coordination']) : [], erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {}, ...(reprise.refus === undefined ? {} : { refus: reprise.refus }) };
  return { ...cadre(ctx, 'Mandats', [{ libelle: 'Mandats' }]), corps: <PageMandats vue={vue} /> };
}

const SaisieMandat = z.strictObject({ fonction: z.string().min(1, 'Choisissez une fonction.').max(120), personne: z.union([PersonneId], 'Choisissez une personne.'), debut: ChampDeJour });
const natureMandat = (r: RefusMandat): 'interdit' | 'inconnu' | 'regle' => (r.code === 'role_insuffisant' ? 'interdit' : r.code === 'mandat_inconnu' ? 'inconnu' : 'regle');

function gesteMandat<T>(c: C, schema: z.ZodType<T>, faire: (ctx: ContextePage, saisie: T) => Promise<Result<unknown, RefusMandat>>, dire: string): Promise<Response> {
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => mandats(ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      const issue = await faire(ctx, saisie);
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/mandats`, dire) : refus(natureMandat(issue.refus), await mandats(ctx, { refus: phraseRefusMandat(issue.refus), valeurs }));
    },
  });
}

const mandatDe = (c: C): MandatId => MandatId.catch(MandatId.parse('00000000-0000-7000-8000-000000000000')).parse(c.req.param('mandat'));

const CHOIX = ['pour', 'contre', 'abstention', 'blanc'] as const;

/** What was counted in the room, field by field or line by line. */
function lireComptage(point: Point | undefined, saisie: Readonly<Record<string, string>>): Result<Point['bulletins'], RefusAssemblee> {
  if (!point || point.forme === 'distance') return ok([]);
  if (point.genre === 'election') return lireBulletinsEcrits(saisie['bulletins'] ?? '');
  const bulletins: Point['bulletins'][number][] = [];
  for (const [nom, valeur] of Object.entries(saisie)) {
    const lu = /^(pour|contre|abstention|blanc)_(.*)$/s.exec(nom);
    const choix = lu && CHOIX.find((x) => x === lu[1]);
    if (!lu || !choix) continue;
    if (!/^\d{1,5}$/.test(valeur.trim())) return { ok: false, refus: { code: 'bulletins_illisibles', ligne: valeur } };
    if (Number(valeur) > 0) bulletins.push({ choix, nombre: Number(valeur), ...(lu[2] === '' || lu[2] === undefined ? {} : { college: lu[2] }) });
  }
  return ok(bulletins);
}

const pointId = (c: C): PointId => PointId.catch(PointId.parse('00000000-0000-7000-8000-000000000000')).parse(c.req.param('point'));

const compter = (c: C): Promise<Response> =>
  agir(c, z.record(z.string(), z.string()), {
    volet: 'vote',
    faire: async (ctx, id, saisie) => {
      const lu = lireComptage((await lireAssemblee(ctx, id))?.points.find((p) => p.id === pointId(c)), saisie);
      return lu.ok ? compterVote(ctx, { id, pointId: pointId(c), bulletins: lu.valeur, secret: c.var.services.config.secret }) : lu;
    },
    dire: (v) => `Vote compté : ${phraseIssue(typeof v === 'object' && v !== null && 'issue' in v ? String(v.issue) : '').toLowerCase()}.`,
  });

async function vote(c: C, ctx: ContextePage): Promise<VuePage> {
  const id = identifiant(c);
  const a = id && (await lireAssemblee(ctx, id));
  const point = a?.points.find((p) => p.id === pointId(c) && p.forme === 'distance');
  if (!a || !point) return introuvable(ctx, 'Ce vote n’existe pas');
  const scrutin = await lireScrutin(ctx, point.id, c.var.services.config.secret);
  const urne = point.statut === 'clos' ? await lireUrne(ctx, point.id) : [];
  const noms = point.candidats.map(nomDuCandidat);
  const dire = (choix: string): string => (/^[\d,]+$/.test(choix) ? choix.split(',').map((r) => noms[Number(r)] ?? r).join(', ') : choix);
  const adresse = `${ctx.base}/gouvernance/assemblees/${a.id}`;
  const choix = point.genre === 'election' ? [...noms.map((libelle, i) => ({ valeur: String(i), libelle })), { valeur: 'blanc', libelle: 'Bulletin blanc' }] : [{ valeur: 'pour', libelle: 'Pour' }, { valeur: 'contre', libelle: 'Contre' }, { valeur: 'blanc', libelle: 'Bulletin blanc' }];
  const donnees = { point: point.id, clePublique: scrutin?.clePublique ?? '', sieges: point.sieges, choix, plusieurs: point.genre === 'election' && point.sieges > 1, signature: `${adresse}/points/${point.id}/signature`, depot: `/scrutins/${ctx.ici.slug}/${a.id}/${point.id}`, jeton: jetonDeFormulaire(jetonDe(c) ?? '', c.var.services.config.secret), clos: point.statut === 'clos', urne: urne.map((b) => b.jeton) };
  const corps = <PageVote vue={{ titre: point.titre, retour: `${adresse}?volet=vote`, etat: point.statut, electeur: electeurDe(a, ctx.qui.personneId) !== undefined, emargement: a.electeurs.map((e) => ({ nom: e.nom, vote: scrutin?.emargement[e.id] !== undefined })), urne: urne.map((b) => ({ jeton: b.jeton, choix: dire(b.choix) })), donnees }} />;
  // No subject to follow: a page that refreshes when a ballot comes would tell when it came.
  const { sujets: _, ...sansSujets } = cadre(ctx, point.titre, [{ libelle: a.titre, href: adresse }, { libelle: 'Vote' }]);
  return { ...sansSujets, corps };
}

const enJson = (c: C, corps: object, statut: 200 | 403 | 422 = 200): Response => c.json(corps, statut, { 'Cache-Control': 'no-store' });

const signer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ aveugle: z.string().regex(/^[\w-]{300,400}$/) }), {
    enErreur: async (_, erreurs) => enJson(c, { erreur: Object.values(erreurs)[0] ?? 'Ce bulletin ne se lit pas.' }, 422),
    faire: async (ctx, { aveugle }) => {
      const id = identifiant(c);
      if (!id || !peutVoirGouvernance(ctx.qui)) return enJson(c, { erreur: 'Ce vote n’existe pas.' }, 403);
      const issue = await signerBulletin(ctx, { id, pointId: pointId(c), aveugle, secret: c.var.services.config.secret });
      return issue.ok ? enJson(c, { signature: issue.valeur }) : enJson(c, { erreur: phraseRefusAssemblee(issue.refus) }, 422);
    },
  });

const Depot = z.strictObject({ numero: z.string(), choix: z.string(), signature: z.string() });

/** The urn's slot: whoever holds a signed ballot puts it in. No session is read, nothing is kept of who came. */
async function deposer(c: C): Promise<Response> {
  const corps = Depot.safeParse(await c.req.parseBody());
  const bulletin = corps.success ? BulletinSecret.safeParse({ jeton: corps.data.numero, choix: corps.data.choix, signature: corps.data.signature }) : undefined;
  const [id, point] = [identifiant(c), pointId(c)];
  const { services } = c.var;
  const cpts = await services.db.transaction().execute((tx) => tx.selectFrom('cpts').select('id').where('slug', '=', c.req.param('cpts') ?? '').executeTakeFirst());
  if (!bulletin?.success || !id || !cpts) return enJson(c, { erreur: 'Ce bulletin ne se lit pas : rien n’a été déposé.' }, 422);
  const issue = await dansCpts(services.db, { cptsId: CptsId.parse(cpts.id), maintenant: services.maintenant(), faire: (ctx) => deposerBulletin(ctx, { id, pointId: point, bulletin: bulletin.data, secret: services.config.secret }) });
  return issue.ok ? enJson(c, { depose: true }) : enJson(c, { erreur: phraseRefusAssemblee(issue.refus) }, 422);
}

export function routesAssemblees(app: Routes, cpts: Routes): void {
  const racine = '/gouvernance/assemblees';
  cpts.get('/gouvernance/mandats', (c) => enLecture(c, (ctx) => mandats(ctx)));
  cpts.post('/gouvernance/mandats', (c) => gesteMandat(c, SaisieMandat, (ctx, s) => donnerMandat(ctx, { fonction: s.fonction, personneId: s.personne, debut: s.debut }), 'Mandat noté. Il est à déclarer à la préfecture dans les trois mois.'));
  cpts.post('/gouvernance/mandats/:mandat/fin', (c) => gesteMandat(c, Rien, (ctx) => modifierMandat(ctx, mandatDe(c), 'cesser'), 'Le mandat a pris fin aujourd’hui.'));
  cpts.post('/gouvernance/mandats/:mandat/declaration', (c) => gesteMandat(c, Rien, (ctx) => modifierMandat(ctx, mandatDe(c), 'declarer'), 'Déclaration notée.'));

  cpts.get(`${racine}/nouvelle`, (c) => enLecture(c, (ctx) => nouvelle(ctx)));
  cpts.post(`${racine}/nouvelle`, preparer);
  cpts.get(`${racine}/:id`, (c) => enLecture(c, (ctx) => assemblee(c, ctx, identifiant(c), c.req.query('volet'))));
  cpts.get(`${racine}/:id/ecran`, (c) => enLecture(c, async (ctx) => {
    const id = identifiant(c);
    const a = id && (await lireAssemblee(ctx, id));
    return a ? { ...cadre(ctx, a.titre, [{ libelle: a.titre }]), corps: <PageEcran vue={await vueDe(c, ctx, a, undefined)} /> } : introuvable(ctx, 'Cette assemblée n’existe pas');
  }));
  for (const [chemin, format, nom] of [['proces-verbal.docx', 'docx', 'proces-verbal'], ['proces-verbal.pdf', 'pdf', 'proces-verbal'], ['feuille.pdf', 'pdf', 'feuille-de-presence']] as const) {
    cpts.get(`${racine}/:id/${chemin}`, (c) => enLecture(c, async (ctx) => {
      const id = identifiant(c);
      const a = id && (await lireAssemblee(ctx, id));
      return a ? telecharger(nom === 'proces-verbal' ? redigerProcesVerbal(a, { cpts: ctx.ici.nom, fuseau: ctx.fuseau }) : redigerFeuille(a, ctx.ici.nom, formaterDate(a.jour)), format, `${nom}-${a.jour}`) : introuvable(ctx, 'Cette assemblée n’existe pas');
    }));
  }
  cpts.post(`${racine}/:id/convocation`, (c) => agir(c, Rien, { faire: (ctx, id) => convoquerAssemblee(ctx, id, { cpts: ctx.ici.nom, url: `${c.var.services.config.url}${ctx.base}`, secret: c.var.services.config.secret }), dire: 'Les convocations sont parties ; leur preuve est gardée dans la feuille de présence.' }));
  cpts.post(`${racine}/:id/presence`, (c) => agir(c, z.strictObject({ electeur: Facultatif, present: z.enum(['oui', 'non']) }), { volet: 'quorum', faire: (ctx, id, s) => noterPresence(ctx, id, { electeur: s.electeur, present: s.present === 'oui' }), dire: 'C’est noté.' }));
  cpts.post(`${racine}/:id/procuration`, (c) => agir(c, z.strictObject({ mandant: Facultatif, mandataire: Facultatif }), { volet: 'quorum', faire: (ctx, id, s) => donnerProcuration(ctx, id, s), dire: 'C’est noté.' }));
  cpts.post(`${racine}/:id/ouverture`, (c) => agir(c, z.strictObject({ presidence: z.string().min(1, 'Dites qui préside la séance.').max(120) }), { volet: 'quorum', faire: (ctx, id, s) => conduireAssemblee(ctx, id, { geste: 'ouvrir', presidence: s.presidence }), dire: 'La séance est ouverte.' }));
  cpts.post(`${racine}/:id/cloture`, (c) => agir(c, z.strictObject({ observations: z.string().max(8000).default('') }), { faire: (ctx, id, s) => conduireAssemblee(ctx, id, { geste: 'clore', observations: s.observations }), dire: 'La séance est close. Le procès-verbal est écrit.' }));
  cpts.post(`${racine}/:id/signature`, (c) => agir(c, Rien, { faire: (ctx, id) => signerProcesVerbal(ctx, id), dire: 'Votre signature est notée.' }));
  cpts.post(`${racine}/:id/points/:point/ouverture`, (c) => agir(c, Rien, { volet: 'vote', faire: (ctx, id) => ouvrirVote(ctx, { id, pointId: pointId(c), secret: c.var.services.config.secret }), dire: 'Le vote est ouvert.' }));
  cpts.post(`${racine}/:id/points/:point/comptage`, compter);
  cpts.get(`${racine}/:id/points/:point/vote`, (c) => enLecture(c, (ctx) => vote(c, ctx)));
  cpts.post(`${racine}/:id/points/:point/signature`, signer);
  app.post('/scrutins/:cpts/:id/:point', (c) => deposer(c));
}
