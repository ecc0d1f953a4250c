import { z } from 'zod';
import { ok, type Result } from '#core/result.ts';
import { CptsId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { lireCorps } from '#server/formulaires.ts';
import { jetonDeFormulaire } from '#server/jetons.ts';
import { geste, jetonDe } from '#server/pages.tsx';
import { dansCpts } from '#server/portes.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseIssue, phraseRefusAssemblee } from './labels.ts';
import { BulletinSecret, type Point } from './model.ts';
import { PageVote } from './pages/vote.tsx';
import { peutVoirGouvernance } from './permissions.ts';
import { lireAssemblee, lireScrutin, lireUrne } from './queries.ts';
import { cadre, enLecture, introuvable } from './routes-cadre.tsx';
import { agir, identifiant, pointId, Rien } from './routes-seance.tsx';
import { type ChoixPresidence, electeurDe, lireBulletinsEcrits, nomDuCandidat, type RefusAssemblee } from './rules.ts';
import { poursuivreElection } from './use-cases/composer-ordre.ts';
import { compterVote, ouvrirVote } from './use-cases/compter-vote.ts';
import { deposerBulletin } from './use-cases/deposer-bulletin.ts';
import { signerBulletin } from './use-cases/signer-bulletin.ts';

const CHOIX = ['pour', 'contre', 'abstention', 'blanc', 'nul'] as const;
type Saisie = Readonly<Record<string, string>>;
type Bulletins = Point['bulletins'];

/** « nom_college »: how many, in which college; nothing typed is nothing counted. */
function champs(saisie: Saisie, motif: RegExp): Result<readonly { readonly quoi: string; readonly nombre: number; readonly college: string | undefined }[], RefusAssemblee> {
  const lus: { quoi: string; nombre: number; college: string | undefined }[] = [];
  for (const [nom, valeur] of Object.entries(saisie)) {
    const lu = motif.exec(nom);
    if (!lu || valeur.trim() === '') continue;
    if (!/^\d{1,5}$/.test(valeur.trim())) return { ok: false, refus: { code: 'bulletins_illisibles', ligne: valeur } };
    if (Number(valeur) > 0) lus.push({ quoi: lu[1] ?? '', nombre: Number(valeur), college: lu[2] || undefined });
  }
  return ok(lus);
}

const dansLeCollege = (college: string | undefined): { college?: string } => (college === undefined ? {} : { college });

/** The ballots of an election: a number beside each name, or packets of like ballots, college by college. */
function lireElection(point: Point, saisie: Saisie): Result<Bulletins, RefusAssemblee> {
  const parNom = champs(saisie, /^voix-(\d+|blanc|nul)_(.*)$/s);
  if (!parNom.ok) return parNom;
  const bulletins: Bulletins[number][] = parNom.valeur.map(({ quoi, nombre, college }) => ({ nombre, ...dansLeCollege(college), ...(quoi === 'blanc' || quoi === 'nul' ? { choix: quoi } : { candidats: [nomDuCandidat(point.candidats[Number(quoi)] ?? '')] }) }));
  for (const [nom, texte] of Object.entries(saisie)) {
    const lu = /^bulletins_(.*)$/s.exec(nom);
    if (!lu) continue;
    const paquets = lireBulletinsEcrits(texte, point.candidats, lu[1] || undefined);
    if (!paquets.ok) return paquets;
    bulletins.push(...paquets.valeur);
  }
  return ok(bulletins);
}

/** What was counted in the room, field by field or line by line. */
function lireComptage(point: Point | undefined, saisie: Saisie): Result<Bulletins, RefusAssemblee> {
  if (!point || point.forme === 'distance') return ok([]);
  if (point.genre === 'election') return lireElection(point, saisie);
  const lus = champs(saisie, /^(pour|contre|abstention|blanc|nul)_(.*)$/s);
  return lus.ok ? ok(lus.valeur.flatMap(({ quoi, nombre, college }) => { const choix = CHOIX.find((x) => x === quoi); return choix ? [{ choix, nombre, ...dansLeCollege(college) }] : []; })) : lus;
}

const choixDeLaPresidence = (saisie: Saisie): ChoixPresidence | undefined => (['pour', 'contre', 'abstention', 'blanc'] as const).find((x) => x === saisie['presidence']);

const compter = (c: C): Promise<Response> =>
  agir(c, z.record(z.string(), z.string()), {
    volet: 'vote',
    faire: async (ctx, id, saisie) => {
      const lu = lireComptage((await lireAssemblee(ctx, id))?.points.find((p) => p.id === pointId(c)), saisie);
      return lu.ok ? compterVote(ctx, { id, pointId: pointId(c), bulletins: lu.valeur, choixPresidence: choixDeLaPresidence(saisie), secret: c.var.services.config.secret }) : lu;
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
  const corps = Depot.safeParse((await lireCorps(c)).valeurs);
  const bulletin = corps.success ? BulletinSecret.safeParse({ jeton: corps.data.numero, choix: corps.data.choix, signature: corps.data.signature }) : undefined;
  const [id, point] = [identifiant(c), pointId(c)];
  const { services } = c.var;
  const cpts = await services.db.transaction().execute((tx) => tx.selectFrom('cpts').select('id').where('slug', '=', c.req.param('cpts') ?? '').executeTakeFirst());
  if (!bulletin?.success || !id || !cpts) return enJson(c, { erreur: 'Ce bulletin ne se lit pas : rien n’a été déposé.' }, 422);
  const issue = await dansCpts(services.db, { cptsId: CptsId.parse(cpts.id), maintenant: services.maintenant(), faire: (ctx) => deposerBulletin(ctx, { id, pointId: point, bulletin: bulletin.data, secret: services.config.secret }) });
  return issue.ok ? enJson(c, { depose: true }) : enJson(c, { erreur: phraseRefusAssemblee(issue.refus) }, 422);
}

export function routesVotes(app: Routes, cpts: Routes): void {
  const point = '/gouvernance/assemblees/:id/points/:point';
  cpts.post(`${point}/ouverture`, (c) => agir(c, Rien, { volet: 'vote', faire: (ctx, id) => ouvrirVote(ctx, { id, pointId: pointId(c), secret: c.var.services.config.secret }), dire: 'Le vote est ouvert.' }));
  cpts.post(`${point}/comptage`, compter);
  cpts.post(`${point}/suite`, (c) => agir(c, Rien, { volet: 'vote', faire: (ctx, id) => poursuivreElection(ctx, id, pointId(c)), dire: 'Le vote qui suit est prêt : ouvrez-le quand la salle l’est.' }));
  cpts.get(`${point}/vote`, (c) => enLecture(c, (ctx) => vote(c, ctx)));
  cpts.post(`${point}/signature`, signer);
  app.post('/scrutins/:cpts/:id/:point', (c) => deposer(c));
}
